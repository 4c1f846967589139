import type { RoomSitting } from '@kaochang/contract/room'
import { noteAct } from '@kaochang/database/people'
import { changeSeat, listFreeSeats } from '@kaochang/database/room'
import { chanceFrom } from '@kaochang/domain/chance'
import type { SeatId, SittingId } from '@kaochang/domain/ids'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import { drawSeat } from '@kaochang/domain/session/draw-seat'
import { randomBytes } from 'node:crypto'
import type { Actor } from '../people/access.ts'
import { type SittingActRefusal, clean } from './act-on-sitting.ts'
import { type ReachedRoom, type RoomDeps, reachSitting, readRoomSitting } from './reach-room.ts'

/**
 * Moves a candidate to a free seat whose terminal is enrolled, drawn as at check-in (F47). From that moment the old
 * terminal is shut out; the candidate signs in at the new one and goes on where they were.
 */
export async function moveSittingFor(
  deps: RoomDeps,
  actor: Actor,
  id: string,
  reason: string,
): Promise<Outcome<RoomSitting, SittingActRefusal | { code: 'no_free_seat' }>> {
  const sittingId = id as SittingId
  const reached = await reachSitting(deps, actor, 'invigilate', sittingId)
  if (!reached.ok) return reached
  const room = reached.value
  if (room.session.state !== 'open') return refuse({ code: 'session_not_open' })
  const before = await deps.sittings.read(sittingId)
  if (!before.ok) return before
  const { seatId: from, ended } = before.value
  if (ended !== null) return refuse({ code: 'sitting_closed' })
  if (from === null) return refuse({ code: 'not_seated' })

  const to = await takeSeat(deps, room, sittingId)
  if (!to.ok) return to
  const at = deps.clock.now()
  const moved = await deps.sittings.obey(sittingId, {
    type: 'move',
    seatId: to.value,
    by: actor.id,
    reason: clean(reason),
  })
  if (!moved.ok) {
    await deps.db.transaction((tx) => changeSeat(tx, sittingId, from, at))
    return moved
  }
  const shown = await readRoomSitting(deps, room, sittingId)
  const facts = { reason: clean(reason), seatNumber: shown.seatNumber }
  await noteAct(deps.db, { at, staffId: actor.id, act: 'move_sitting', subject: `sitting:${sittingId}`, facts })
  return allow(shown)
}

/** Draws until a seat is kept: another invigilator may draw the same one at the same moment. */
async function takeSeat(
  { db, clock }: RoomDeps,
  room: ReachedRoom,
  sittingId: SittingId,
): Promise<Outcome<SeatId, { code: 'no_free_seat' }>> {
  for (;;) {
    const free = await listFreeSeats(db, room.session.id, room.roomId)
    const enrolled = free.filter((seat) => seat.enrolled).map(({ id }) => id)
    const drawn = drawSeat(enrolled, chanceFrom(randomBytes(32).toString('hex'), 'seat'))
    if (!drawn.ok) return refuse({ code: 'no_free_seat' })
    const kept = await db.transaction((tx) => changeSeat(tx, sittingId, drawn.value, clock.now()))
    if (kept === 'moved') return drawn
  }
}
