import type { RoomBoard } from '@kaochang/contract/room'
import { databaseFault } from '@kaochang/database/client'
import { noteAct } from '@kaochang/database/people'
import { findSessionRoom, listUntold, setRoomAsked, setRoomStarted } from '@kaochang/database/room'
import type { RoomId, SessionId, SittingId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { type Outcome, allow, invariant, refuse } from '@kaochang/domain/outcome'
import type { TwoPeopleRefusal } from '@kaochang/domain/session/two-people'
import { setTimeout as pause } from 'node:timers/promises'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { askInRoom } from './ask-for-two.ts'
import type { LiveRefusal } from './live-sittings.ts'
import { type ReachedRoom, type RoomDeps, reachRoom, readBoard } from './reach-room.ts'
import { roomKey } from './room-watch.ts'

/** How often it is looked whether another process has started those whose lines it holds, and how many times in vain. */
const LOOK_EVERY_MS = 200
const LOOKS_IN_VAIN = 10

export type StartRefusal =
  | { code: 'not_found' }
  | { code: 'room_not_in_session' }
  | { code: 'session_not_open' }
  | { code: 'start_not_yet'; startsAt: Instant }
  | { code: 'room_already_started'; startedAt: Instant }
  | TwoPeopleRefusal

/**
 * Starts the exam in a room once two people have asked for it: whoever is ready begins now, the others when they are
 * ready. If the server died in the middle of it, starting again starts those who were left out; when nobody was, it is
 * refused.
 */
export async function startRoomFor(
  deps: RoomDeps,
  actor: Actor,
  at: { sessionId: string; roomId: string },
): Promise<Outcome<RoomBoard, StartRefusal>> {
  const reached = await reachRoom(deps, actor, 'invigilate', at)
  if (!reached.ok) return reached
  const room = reached.value
  const { startsAt, state } = room.session
  const now = deps.clock.now()
  if (state !== 'open') return refuse({ code: 'session_not_open' })
  if (now < startsAt) return refuse({ code: 'start_not_yet', startsAt })

  const asked = await writeDown(deps, actor, room, now)
  if (!asked.ok) return asked
  deps.watch.touch(roomKey(room.session.id, room.roomId))
  if (asked.value === 'asked') return boardOf(deps, room)
  const first = asked.value === 'started'
  const startedCount = await startSeated(deps, { sessionId: room.session.id, roomId: room.roomId })
  if (!first && startedCount === 0) return refuse({ code: 'room_already_started', startedAt: room.startedAt ?? now })
  return boardOf(deps, room)
}

/** The board after what was just written down. */
export async function boardOf(deps: RoomDeps, { session, roomId }: ReachedRoom): Promise<Outcome<RoomBoard, never>> {
  const room = await findSessionRoom(deps.db, session.id, roomId)
  invariant(room, 'a room that was reached is there')
  return allow(await readBoard(deps, { ...room, roomId }))
}

async function writeDown(
  { db }: RoomDeps,
  actor: Actor,
  room: ReachedRoom,
  at: Instant,
): Promise<Outcome<'asked' | 'started' | 'started_before', TwoPeopleRefusal>> {
  const { roomId } = room
  const sessionId = room.session.id
  return db.transaction(async (tx) => {
    if (room.startedAt !== null) return allow('started_before')
    const asking = await askInRoom(tx, actor, room, 'start', at)
    if (!asking.ok) return asking
    const asks = asking.value.answer === 'asked'
    if (asks) await setRoomAsked(tx, { sessionId, roomId }, { startAskedAt: at, startAskedBy: actor.id })
    else if (!(await setRoomStarted(tx, { sessionId, roomId, at, by: actor.id }))) return allow('started_before')
    const facts = { sessionId, roomName: room.roomName }
    const act = asks ? 'ask_to_start_room' : 'start_room'
    await noteAct(tx, { at, staffId: actor.id, act, subject: `room:${roomId}`, facts })
    return allow(asks ? 'asked' : 'started')
  })
}

/**
 * Tells everybody who has a seat; all in the next commit or two. Whose line another process holds is told by that one,
 * so that no terminal has to come back at nine o'clock; only if it does not, their sittings are taken from it.
 *
 * @returns how many had not been told
 */
async function startSeated(deps: RoomDeps, room: StartedRoom): Promise<number> {
  const { db, sittings, watch } = deps
  await watch.tellStarted(roomKey(room.sessionId, room.roomId))
  const untold = await listUntold(db, room)
  const presences = await watch.presences(untold)
  const elsewhere = new Set(untold.filter((id) => !sittings.holds(id) && presences.get(id)?.connected))
  await startThese(
    deps,
    untold.filter((id) => !elsewhere.has(id)),
  )
  let left = [...elsewhere]
  for (let vain = 0; left.length > 0 && vain < LOOKS_IN_VAIN; vain += 1) {
    await pause(LOOK_EVERY_MS)
    const still = (await listUntold(db, room)).filter((id) => elsewhere.has(id))
    if (still.length < left.length) vain = 0
    left = still
  }
  await startThese(deps, left)
  return untold.length
}

type StartedRoom = { readonly sessionId: SessionId; readonly roomId: RoomId }

async function startThese({ sittings }: RoomDeps, ids: readonly SittingId[]) {
  await Promise.all(ids.map((id) => sittings.obey(id, { type: 'start_room' })))
}

/**
 * Starts, whenever a room was started through another process, those of its candidates whose sittings this one holds.
 *
 * @returns what ends it
 */
export function followStarts(deps: RoomDeps & Pick<Deps, 'log'>): () => void {
  return deps.watch.onStarted((key) => {
    const [sessionId, roomId] = key.split('/') as [SessionId, RoomId]
    listUntold(deps.db, { sessionId, roomId })
      .then((untold) => startThese(deps, untold.filter(deps.sittings.holds)))
      // Whoever was asked to start the room finds them untold, and takes them.
      .catch((err: unknown) => deps.log.warn({ fault: databaseFault(err) ?? null }, 'a start was not followed'))
  })
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
