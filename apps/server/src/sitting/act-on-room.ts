import type { RoomBoard } from '@kaochang/contract/room'
import { noteAct } from '@kaochang/database/people'
import { insertIrregularity, listRoomRoster, setRoomAsked, setRoomEnded } from '@kaochang/database/room'
import type { SittingId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import type { TwoPeopleRefusal } from '@kaochang/domain/session/two-people'
import type { IrregularityKind } from '@kaochang/domain/sitting/irregularity'
import { phaseAt } from '@kaochang/domain/sitting/sitting'
import type { Actor } from '../people/access.ts'
import { clean } from './act-on-sitting.ts'
import { askInRoom } from './ask-for-two.ts'
import type { RoomCommand } from './live-sittings.ts'
import { type ReachedRoom, type RoomDeps, reachRoom } from './reach-room.ts'
import { roomKey } from './room-watch.ts'
import { boardOf } from './start-room.ts'

type InRoom = { readonly sessionId: string; readonly roomId: string }

export type RoomActRefusal =
  | { code: 'not_found' }
  | { code: 'room_not_in_session' }
  | { code: 'session_not_open' }
  | { code: 'room_not_started' }

const MINUTE = 60_000

/** Lets every sitting of the room that has begun rest. */
export async function pauseRoomFor(deps: RoomDeps, actor: Actor, at: InRoom, reason: string) {
  return actOnRoom(deps, actor, at, {
    may: 'run_room',
    note: 'pause_room',
    command: { type: 'pause', by: actor.id, reason: clean(reason) },
    facts: { reason: clean(reason) },
  })
}

export async function resumeRoomFor(deps: RoomDeps, actor: Actor, at: InRoom) {
  return actOnRoom(deps, actor, at, {
    may: 'run_room',
    note: 'resume_room',
    command: { type: 'resume', by: actor.id },
    facts: {},
  })
}

/** Gives everybody who has not ended more time. */
export async function grantRoomTimeFor(
  deps: RoomDeps,
  actor: Actor,
  at: InRoom,
  { minutes, reason }: { minutes: number; reason: string },
) {
  return actOnRoom(deps, actor, at, {
    may: 'run_room',
    note: 'grant_room_time',
    command: { type: 'grant_time', ms: minutes * MINUTE, by: actor.id, reason: clean(reason) },
    facts: { minutes, reason: clean(reason) },
  })
}

/** Shows a message on every screen where somebody sits. */
export async function tellRoomFor(deps: RoomDeps, actor: Actor, at: InRoom, text: string) {
  return actOnRoom(deps, actor, at, {
    may: 'invigilate',
    note: 'tell_room',
    command: { type: 'tell', by: actor.id, text: clean(text) },
    facts: { text: clean(text) },
  })
}

type RoomAct = {
  readonly may: 'invigilate' | 'run_room'
  readonly note: string
  readonly command: RoomCommand
  readonly facts: Readonly<Record<string, unknown>>
}

/** One act on everybody in a room who has begun and not ended. All of them go into the next commit or two. */
async function actOnRoom(
  deps: RoomDeps,
  actor: Actor,
  at: InRoom,
  { may, note, command, facts }: RoomAct,
): Promise<Outcome<RoomBoard, RoomActRefusal>> {
  const reached = await reachOpen(deps, actor, may, at)
  if (!reached.ok) return reached
  const room = reached.value
  if (room.startedAt === null) return refuse({ code: 'room_not_started' })
  const now = deps.clock.now()
  const reachedCount = await tellSittings(deps, room, command, now)
  await noteAct(deps.db, {
    at: now,
    staffId: actor.id,
    act: note,
    subject: `room:${room.roomId}`,
    facts: { ...facts, sessionId: room.session.id, reachedCount },
  })
  deps.watch.touch(roomKey(room.session.id, room.roomId))
  return boardOf(deps, room)
}

async function tellSittings({ db, sittings }: RoomDeps, room: ReachedRoom, command: RoomCommand, at: Instant) {
  const roster = await listRoomRoster(db, { sessionId: room.session.id, roomId: room.roomId })
  const stand = await sittings.readMany(roster.map(({ sittingId }) => sittingId))
  const going = [...stand.values()].filter((sitting) => sitting.startedAt !== null && phaseAt(sitting, at) !== 'ended')
  // One that ends in this very moment refuses, and that is no fault of the room's.
  await Promise.all(going.map(({ id }) => sittings.obey(id, command)))
  return going.length
}

/** Ends the exam in a room once two people have asked for it. Whoever still answers hands in what is saved. */
export async function endRoomFor(
  deps: RoomDeps,
  actor: Actor,
  at: InRoom,
  reason: string,
): Promise<Outcome<RoomBoard, RoomActRefusal | TwoPeopleRefusal | { code: 'room_already_ended' }>> {
  const reached = await reachOpen(deps, actor, 'invigilate', at)
  if (!reached.ok) return reached
  const room = reached.value
  if (room.startedAt === null) return refuse({ code: 'room_not_started' })
  const { roomId } = room
  const sessionId = room.session.id
  const now = deps.clock.now()
  const note = clean(reason)
  const written = await deps.db.transaction(async (tx) => {
    const asking = await askInRoom(tx, actor, room, 'end', now)
    if (!asking.ok) return asking
    const asks = asking.value.answer === 'asked'
    if (asks)
      await setRoomAsked(tx, { sessionId, roomId }, { endAskedAt: now, endAskedBy: actor.id, endAskedReason: note })
    else if (!(await setRoomEnded(tx, { sessionId, roomId, at: now, by: actor.id })))
      return refuse({ code: 'room_already_ended' })
    const act = asks ? 'ask_to_end_room' : 'end_room'
    const facts = { sessionId, reason: note }
    await noteAct(tx, { at: now, staffId: actor.id, act, subject: `room:${roomId}`, facts })
    return allow(asks ? 'asked' : 'ended')
  })
  if (!written.ok) return written
  if (written.value === 'ended') await tellSittings(deps, room, { type: 'end', by: actor.id, note }, now)
  deps.watch.touch(roomKey(sessionId, roomId))
  return boardOf(deps, room)
}

/** Notes an irregularity of the room or of one of its candidates. It may be noted after the exam too. */
export async function noteIrregularityFor(
  deps: RoomDeps,
  actor: Actor,
  at: InRoom,
  { sittingId, kind, reason }: { sittingId: string | null; kind: IrregularityKind; reason: string },
): Promise<Outcome<RoomBoard, RoomActRefusal>> {
  const reached = await reachRoom(deps, actor, 'invigilate', at)
  if (!reached.ok) return reached
  const room = reached.value
  const place = { sessionId: room.session.id, roomId: room.roomId }
  if (sittingId !== null) {
    const [there] = await listRoomRoster(deps.db, place, sittingId as SittingId)
    if (!there) return refuse({ code: 'not_found' })
  }
  const now = deps.clock.now()
  const noted = { ...place, sittingId: sittingId as SittingId | null, kind, reason: clean(reason) }
  await deps.db.transaction(async (tx) => {
    await insertIrregularity(tx, { ...noted, notedBy: actor.id, at: now })
    const subject = sittingId === null ? (`room:${room.roomId}` as const) : (`sitting:${sittingId}` as const)
    await noteAct(tx, { at: now, staffId: actor.id, act: 'note_irregularity', subject, facts: { kind } })
  })
  deps.watch.touch(roomKey(place.sessionId, place.roomId))
  return boardOf(deps, room)
}

async function reachOpen(
  deps: RoomDeps,
  actor: Actor,
  act: 'invigilate' | 'run_room',
  at: InRoom,
): Promise<Outcome<ReachedRoom, RoomActRefusal>> {
  const reached = await reachRoom(deps, actor, act, at)
  if (!reached.ok) return reached
  return reached.value.session.state === 'open' ? reached : refuse({ code: 'session_not_open' })
}
