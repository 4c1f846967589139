import type { RoomBoard, RoomSitting } from '@kaochang/contract/room'
import { type PhotographsKnown, listPhotographsKnown } from '@kaochang/database/photograph'
import {
  type SessionRoom,
  countIrregularities,
  findRoomOfSitting,
  findSessionRoom,
  listLockedTerminals,
  listRoomRoster,
  listStaffNames,
} from '@kaochang/database/room'
import type { RoomId, SessionId, SittingId } from '@kaochang/domain/ids'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import { photographsOf } from '@kaochang/domain/session/session'
import type { Act } from '@kaochang/domain/people/permission'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { FAILED_SIGN_IN_LIMIT } from '../people/sign-ins.ts'
import { reaches } from '../session/reach.ts'
import type { Presence } from './live-sittings.ts'
import { presentBoard, presentRoomSitting } from './present-room.ts'

export type RoomDeps = Pick<Deps, 'db' | 'clock' | 'sittings' | 'watch'>

/** A room that somebody may act in: the session uses it. */
export type ReachedRoom = SessionRoom & { readonly roomId: RoomId }

/** The room, when the person may do the act there; a session out of reach is not found (A16). */
export async function reachRoom(
  { db }: RoomDeps,
  actor: Actor,
  act: Act,
  { sessionId, roomId }: { sessionId: string; roomId: string },
): Promise<Outcome<ReachedRoom, { code: 'not_found' } | { code: 'room_not_in_session' }>> {
  const room = await findSessionRoom(db, sessionId as SessionId, roomId as RoomId)
  const place = room && {
    province: room.session.province,
    purpose: room.session.purpose,
    siteId: room.session.siteId,
    siteProvince: room.siteProvince,
  }
  if (!place || !reaches(actor, act, place)) return refuse({ code: 'not_found' })
  // A practical exam's rooms have no terminals to watch: they are its examiners' (`practical`).
  if (room.roomId === null || room.session.component === 'practical') return refuse({ code: 'room_not_in_session' })
  return allow({ ...room, roomId: room.roomId })
}

/** The room of a sitting, when the person may do the act there. */
export async function reachSitting(
  deps: RoomDeps,
  actor: Actor,
  act: Act,
  sittingId: string,
): Promise<Outcome<ReachedRoom, { code: 'not_found' } | { code: 'room_not_in_session' }>> {
  const place = await findRoomOfSitting(deps.db, sittingId as SittingId)
  return place ? reachRoom(deps, actor, act, place) : refuse({ code: 'not_found' })
}

const NOBODY: Presence = { connected: false, lastHeardAt: null }

/** The board in a handful of queries, however many seats: the roster and what stands beside it, and what is not in memory here. */
export async function readBoard({ db, clock, sittings, watch }: RoomDeps, room: ReachedRoom): Promise<RoomBoard> {
  const [roster, locked, irregularities, names] = await Promise.all([
    listRoomRoster(db, { sessionId: room.session.id, roomId: room.roomId }),
    listLockedTerminals(db, room.roomId, FAILED_SIGN_IN_LIMIT),
    countIrregularities(db, { sessionId: room.session.id, roomId: room.roomId }),
    listStaffNames(
      db,
      [room.startAskedBy, room.endAskedBy].filter((id) => id !== null),
    ),
  ])
  const ids = roster.map(({ sittingId }) => sittingId)
  const [stand, presences, photographs] = await Promise.all([
    sittings.readMany(ids),
    watch.presences(ids),
    photographsIn({ db }, room),
  ])
  const seen = roster.map((row) => ({
    row,
    sitting: stand.get(row.sittingId),
    presence: presences.get(row.sittingId) ?? NOBODY,
    irregularityCount: irregularities.get(row.sittingId) ?? 0,
    photographs: photographs.get(row.sittingId),
  }))
  return presentBoard(room, seen, { at: clock.now(), durable: sittings.durable(), locked, names })
}

/** One candidate of the room, as the board shows them. */
export async function readRoomSitting(
  { db, clock, sittings, watch }: RoomDeps,
  room: ReachedRoom,
  id: SittingId,
): Promise<RoomSitting> {
  const [row] = await listRoomRoster(db, { sessionId: room.session.id, roomId: room.roomId }, id)
  if (!row) throw new Error(`The sitting ${id} has left its room`)
  const [stand, presences, irregularities, photographs] = await Promise.all([
    sittings.readMany([id]),
    watch.presences([id]),
    countIrregularities(db, { sessionId: room.session.id, roomId: room.roomId }),
    photographsIn({ db }, room, id),
  ])
  const presence = presences.get(id) ?? NOBODY
  const irregularityCount = irregularities.get(id) ?? 0
  const seen = { row, sitting: stand.get(id), presence, irregularityCount, photographs: photographs.get(id) }
  return presentRoomSitting(seen, room, clock.now())
}

/** What is known of a room's photographs, or of one sitting's; nothing is asked for where none are taken. */
export async function photographsIn(
  { db }: Pick<RoomDeps, 'db'>,
  { session, roomId }: ReachedRoom,
  only?: SittingId,
): Promise<ReadonlyMap<SittingId, PhotographsKnown>> {
  if (photographsOf(session.settings) === null) return new Map()
  return listPhotographsKnown(db, { sessionId: session.id, roomId }, only)
}
