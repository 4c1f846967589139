import type { Transaction } from '@kaochang/database/client'
import { listStaff } from '@kaochang/database/people'
import { type SessionRoom, lockRoom } from '@kaochang/database/room'
import type { RoomId, StaffId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { type Outcome, allow } from '@kaochang/domain/outcome'
import { type Act, may } from '@kaochang/domain/people/permission'
import type { Grant } from '@kaochang/domain/people/roles'
import { type TwoPeopleRefusal, askForTwo } from '@kaochang/domain/session/two-people'
import type { Actor } from '../people/access.ts'
import { type SessionPlace, reaches } from '../session/reach.ts'

type Locked = NonNullable<Awaited<ReturnType<typeof lockRoom>>>

/**
 * Whether somebody's asking for a start or an end is the first of two, or agrees with the first. Holds the room's row.
 * An inspector's spot check takes one person: they are there alone. So does a rehearsal.
 */
export async function askInRoom(
  tx: Transaction,
  actor: Actor,
  room: SessionRoom & { readonly roomId: RoomId },
  what: 'start' | 'end',
  at: Instant,
): Promise<Outcome<{ readonly answer: 'asked' | 'agreed'; readonly held: Locked | undefined }, TwoPeopleRefusal>> {
  const held = await lockRoom(tx, { sessionId: room.session.id, roomId: room.roomId })
  if (room.session.purpose !== 'assessment') return allow({ answer: 'agreed', held })
  const by = what === 'start' ? held?.startAskedBy : held?.endAskedBy
  const since = what === 'start' ? held?.startAskedAt : held?.endAskedAt
  const first = by && since ? { by, at: since, chief: await isChief(tx, by, room) } : null
  const answer = askForTwo(first, { by: actor.id, at, chief: runs(actor, room) })
  return answer.ok ? allow({ answer: answer.value, held }) : answer
}

async function isChief(tx: Transaction, id: StaffId, room: SessionRoom): Promise<boolean> {
  const [member] = await listStaff(tx, [id])
  return member !== undefined && member.disabledAt === null && runs(asActor(member), room)
}

function runs(actor: Actor, { session, siteProvince }: SessionRoom): boolean {
  const { province, purpose, siteId } = session
  const place: SessionPlace = { province, purpose, siteId, siteProvince }
  return reaches(actor, 'run_room', place)
}

/** The grants of somebody who is not here just now, as the permission table asks them. */
function asActor({
  id,
  login,
  name,
  grants,
}: {
  id: StaffId
  login: string
  name: string
  grants: readonly Grant[]
}): Actor {
  return { id, login, name, grants, may: (act: Act, place) => may(grants, act, place) }
}
