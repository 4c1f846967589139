import type { RoomBoard } from '@kaochang/contract/room'
import { noteAct } from '@kaochang/database/people'
import { findSessionRoom, listRoomRoster, setRoomStarted } from '@kaochang/database/room'
import type { SittingId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import type { Actor } from '../people/access.ts'
import type { LiveRefusal } from './live-sittings.ts'
import { type ReachedRoom, type RoomDeps, reachRoom, readBoard } from './reach-room.ts'

export type StartRefusal =
  | { code: 'not_found' }
  | { code: 'room_not_in_session' }
  | { code: 'session_not_open' }
  | { code: 'start_not_yet'; startsAt: Instant }
  | { code: 'room_already_started'; startedAt: Instant }

/**
 * Starts the exam in a room: whoever is ready begins now, the others when they are ready. If the server died
 * in the middle of it, starting again starts those who were left out; when nobody was, it is refused.
 */
export async function startRoomFor(
  deps: RoomDeps,
  actor: Actor,
  at: { sessionId: string; roomId: string },
): Promise<Outcome<RoomBoard, StartRefusal>> {
  const reached = await reachRoom(deps, actor, 'run_room', at)
  if (!reached.ok) return reached
  const room = reached.value
  const { startsAt, state } = room.session
  const now = deps.clock.now()
  if (state !== 'open') return refuse({ code: 'session_not_open' })
  if (now < startsAt) return refuse({ code: 'start_not_yet', startsAt })

  const first = await writeDown(deps, actor, room, now)
  const startedCount = await startSeated(deps, room)
  if (!first && startedCount === 0) return refuse({ code: 'room_already_started', startedAt: room.startedAt ?? now })
  return allow(await readBoard(deps, { ...room, startedAt: room.startedAt ?? now }))
}

async function writeDown({ db }: RoomDeps, actor: Actor, room: ReachedRoom, at: Instant): Promise<boolean> {
  const sessionId = room.session.id
  return db.transaction(async (tx) => {
    const first = await setRoomStarted(tx, { sessionId, roomId: room.roomId, at, by: actor.id })
    if (first) {
      const facts = { sessionId, roomName: room.roomName }
      await noteAct(tx, { at, staffId: actor.id, act: 'start_room', subject: `room:${room.roomId}`, facts })
    }
    return first
  })
}

/** Tells everybody who has a seat; all in the next commit or two. Says how many had not been told. */
async function startSeated({ db, sittings }: RoomDeps, room: ReachedRoom): Promise<number> {
  const roster = await listRoomRoster(db, { sessionId: room.session.id, roomId: room.roomId })
  const seated = roster.filter(
    ({ seatId, endedAt, absentAt }) => seatId !== null && endedAt === null && absentAt === null,
  )
  const stand = await sittings.readMany(seated.map(({ sittingId }) => sittingId))
  const untold = seated.filter(({ sittingId }) => !stand.get(sittingId)?.roomStarted)
  await Promise.all(untold.map(({ sittingId }) => sittings.obey(sittingId, { type: 'start_room' })))
  return untold.length
}

/**
 * Lets a sitting follow its room, if that has been started. Looks afresh: the room may have started since it
 * was read, before this sitting had a seat to be told of it.
 */
export async function followRoom(
  { db, sittings }: RoomDeps,
  room: ReachedRoom,
  sittingId: SittingId,
): Promise<Outcome<unknown, LiveRefusal>> {
  const now = await findSessionRoom(db, room.session.id, room.roomId)
  return now?.startedAt == null ? allow(null) : sittings.obey(sittingId, { type: 'start_room' })
}
