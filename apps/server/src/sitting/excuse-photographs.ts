import type { RoomSitting } from '@kaochang/contract/room'
import { noteAct } from '@kaochang/database/people'
import { setPhotographsExcused } from '@kaochang/database/photograph'
import { insertIrregularity } from '@kaochang/database/room'
import type { SittingId } from '@kaochang/domain/ids'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import { photographsOf } from '@kaochang/domain/session/session'
import type { Actor } from '../people/access.ts'
import { clean } from './act-on-sitting.ts'
import { type RoomDeps, reachSitting, readRoomSitting } from './reach-room.ts'
import { roomKey } from './room-watch.ts'

export type ExcusePhotographsRefusal =
  | { code: 'not_found' }
  | { code: 'room_not_in_session' }
  | { code: 'session_not_open' }
  | { code: 'photographs_not_asked' }

/**
 * Lets one candidate sit without photographs, by the chief invigilator and with a reason that stands among the
 * irregularities: nobody is photographed who does not agree, and nobody loses an exam over it. It also ends the
 * photographs of somebody who agreed and thought better of it.
 */
export async function excusePhotographsFor(
  deps: RoomDeps,
  actor: Actor,
  id: string,
  reason: string,
): Promise<Outcome<RoomSitting, ExcusePhotographsRefusal>> {
  const sittingId = id as SittingId
  const reached = await reachSitting(deps, actor, 'run_room', sittingId)
  if (!reached.ok) return reached
  const { session, roomId } = reached.value
  if (session.state !== 'open') return refuse({ code: 'session_not_open' })
  if (photographsOf(session.settings) === null) return refuse({ code: 'photographs_not_asked' })
  const at = deps.clock.now()
  const said = clean(reason)
  await deps.db.transaction(async (tx) => {
    if (!(await setPhotographsExcused(tx, sittingId, { at, by: actor.id }))) return
    const noted = `准许不拍照，由监考员当面核验：${said}`
    const place = { sessionId: session.id, roomId, sittingId }
    await insertIrregularity(tx, { ...place, kind: 'other', reason: noted, notedBy: actor.id, at })
    const facts = { reason: said }
    await noteAct(tx, { at, staffId: actor.id, act: 'excuse_photographs', subject: `sitting:${sittingId}`, facts })
  })
  deps.watch.touch(roomKey(session.id, roomId))
  return allow(await readRoomSitting(deps, reached.value, sittingId))
}
