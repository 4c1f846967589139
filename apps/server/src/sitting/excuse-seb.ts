import type { RoomSitting } from '@kaochang/contract/room'
import { noteAct } from '@kaochang/database/people'
import { insertIrregularity, setSebExcused } from '@kaochang/database/room'
import type { SittingId } from '@kaochang/domain/ids'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import type { Actor } from '../people/access.ts'
import { type RoomDeps, reachSitting, readRoomSitting } from './reach-room.ts'
import { roomKey } from './room-watch.ts'

export type ExcuseRefusal =
  | { code: 'not_found' }
  | { code: 'room_not_in_session' }
  | { code: 'session_not_open' }
  | { code: 'seb_not_asked' }

/**
 * Lets one candidate sign in without Safe Exam Browser, with a reason that stands among the irregularities: the browser
 * is never the only lock, and a machine it does not run on must not cost anybody their exam.
 */
export async function excuseSebFor(
  deps: RoomDeps,
  actor: Actor,
  id: string,
  reason: string,
): Promise<Outcome<RoomSitting, ExcuseRefusal>> {
  const sittingId = id as SittingId
  const reached = await reachSitting(deps, actor, 'invigilate', sittingId)
  if (!reached.ok) return reached
  const { session, roomId } = reached.value
  if (session.state !== 'open') return refuse({ code: 'session_not_open' })
  if (session.safeExamBrowser === null) return refuse({ code: 'seb_not_asked' })
  const at = deps.clock.now()
  const clean = reason.trim()
  await deps.db.transaction(async (tx) => {
    if (!(await setSebExcused(tx, sittingId, { at, by: actor.id }))) return
    const noted = `准许不用安全考试浏览器登录：${clean}`
    const place = { sessionId: session.id, roomId, sittingId }
    await insertIrregularity(tx, { ...place, kind: 'other', reason: noted, notedBy: actor.id, at })
    await noteAct(tx, {
      at,
      staffId: actor.id,
      act: 'excuse_seb',
      subject: `sitting:${sittingId}`,
      facts: { reason: clean },
    })
  })
  deps.watch.touch(roomKey(session.id, roomId))
  return allow(await readRoomSitting(deps, reached.value, sittingId))
}
