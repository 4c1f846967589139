import type { Chance } from '../chance.ts'
import type { SeatId } from '../ids.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'

/** Draws a free seat at check-in (随机机位), every free one equally likely. `free` may come in any order. */
export function drawSeat(free: readonly SeatId[], chance: Chance): Outcome<SeatId, { code: 'room_full' }> {
  const [seat] = chance.sample([...free].sort(), Math.min(1, free.length))
  return seat === undefined ? refuse({ code: 'room_full' }) : allow(seat)
}
