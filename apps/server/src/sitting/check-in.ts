import type { RequestOf } from '@kaochang/contract/endpoints'
import type { RoomSitting, checkIn } from '@kaochang/contract/room'
import { noteAct } from '@kaochang/database/people'
import { findByTicket, listFreeSeats, listRoomRoster, releaseSeat, reserveSeat } from '@kaochang/database/room'
import { scheduleOf } from '@kaochang/database/session'
import { chanceFrom } from '@kaochang/domain/chance'
import type { SeatId, SittingId } from '@kaochang/domain/ids'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import { drawSeat } from '@kaochang/domain/session/draw-seat'
import { type AdmissionRefusal, mayEnter } from '@kaochang/domain/session/session'
import { readTicket } from '@kaochang/domain/session/ticket'
import { randomBytes } from 'node:crypto'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import type { LiveRefusal } from './live-sittings.ts'
import { type ReachedRoom, type RoomDeps, reachRoom, readRoomSitting } from './reach-room.ts'
import { type CardClaimRefusal, readCardFor } from './read-card.ts'
import { followRoom } from './start-room.ts'

export type CheckInRefusal =
  | LiveRefusal
  | AdmissionRefusal
  | CardClaimRefusal
  | { code: 'room_not_in_session' }
  /** Nobody in this room has the ticket; `room` names the one who does expect it. */
  | { code: 'ticket_unknown'; room?: string }
  | { code: 'room_full' }

/**
 * Checks a candidate in by their admission ticket or their ID card: draws a free seat at random and writes it into the
 * record. Asking again gives the same seat. A card that is refused draws none.
 */
export async function checkInFor(
  deps: RoomDeps & Pick<Deps, 'secrets'>,
  actor: Actor,
  at: { sessionId: string; roomId: string },
  claim: RequestOf<typeof checkIn>['body'],
): Promise<Outcome<RoomSitting, CheckInRefusal>> {
  const reached = await reachRoom(deps, actor, 'invigilate', at)
  if (!reached.ok) return reached
  const room = reached.value
  const byTicket = 'ticket' in claim
  const row = byTicket ? await findExpected(deps, room, claim.ticket) : await readCardFor(deps, actor, room, claim)
  if (!row.ok) return row
  const { sittingId, seatId, startedAt, absentAt } = row.value
  const now = deps.clock.now()
  const entered = mayEnter({ state: room.session.state, schedule: scheduleOf(room.session) }, { startedAt }, now)
  // Who came in time with a ticket may bring the card when admission is over.
  if (!entered.ok && (byTicket || seatId === null)) return entered
  if (absentAt !== null) return refuse({ code: 'sitting_closed' })

  const kept = seatId === null ? await keepSeat(deps, room, sittingId) : allow(seatId)
  if (!kept.ok) return kept
  const seated = await deps.sittings.obey(sittingId, { type: 'seat', seatId: kept.value, by: actor.id })
  if (!seated.ok) {
    if (seatId === null) await releaseSeat(deps.db, sittingId, kept.value)
    return seated
  }
  const follow = await followRoom(deps, room, sittingId)
  if (!follow.ok) return follow

  const shown = await readRoomSitting(deps, room, sittingId)
  if (seatId === null) {
    const facts = { seatNumber: shown.seatNumber }
    await noteAct(deps.db, { at: now, staffId: actor.id, act: 'check_in', subject: `sitting:${sittingId}`, facts })
  }
  return allow(shown)
}

async function findExpected({ db }: RoomDeps, room: ReachedRoom, ticketText: string) {
  const ticket = readTicket(ticketText)
  if (!ticket.ok) return ticket
  const found = await findByTicket(db, room.session.id, ticket.value)
  if (!found) return refuse({ code: 'ticket_unknown' })
  if (found.roomId !== room.roomId) return refuse({ code: 'ticket_unknown', room: found.roomName })
  const [row] = await listRoomRoster(db, { sessionId: room.session.id, roomId: room.roomId }, found.id)
  return row ? allow(row) : refuse({ code: 'ticket_unknown' })
}

/**
 * Draws until a seat is kept: two invigilators may draw the same one at the same moment. A seat without an
 * enrolled terminal is drawn only when there is no other.
 */
async function keepSeat(
  { db }: RoomDeps,
  room: ReachedRoom,
  sittingId: SittingId,
): Promise<Outcome<SeatId, { code: 'room_full' }>> {
  for (;;) {
    const free = await listFreeSeats(db, room.session.id, room.roomId)
    const enrolled = free.filter((seat) => seat.enrolled)
    // Nobody can know or choose the seed, and nothing needs to be drawn a second time: it is forgotten.
    const chance = chanceFrom(randomBytes(32).toString('hex'), 'seat')
    const drawn = drawSeat(
      (enrolled.length > 0 ? enrolled : free).map(({ id }) => id),
      chance,
    )
    if (!drawn.ok) return drawn
    const kept = await reserveSeat(db, sittingId, drawn.value)
    if (kept === 'reserved') return drawn
    if (kept === 'seated_already') {
      const [row] = await listRoomRoster(db, { sessionId: room.session.id, roomId: room.roomId }, sittingId)
      if (row?.seatId) return allow(row.seatId)
    }
  }
}
