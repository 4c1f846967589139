import type { RoomId } from '../ids.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'

export type RoomPlaces = { readonly id: RoomId; readonly seatCount: number; readonly taken: number }

/**
 * The rooms of `count` further candidates, in the order of the list: the first room is filled to its last
 * seat before the next is begun. Which seat is drawn only at check-in.
 */
export function fillRooms(
  rooms: readonly RoomPlaces[],
  count: number,
): Outcome<RoomId[], { code: 'room_too_small'; seats: number; free: number; wanted: number }> {
  const places = rooms.flatMap(({ id, seatCount, taken }) =>
    Array.from({ length: Math.max(0, seatCount - taken) }, () => id),
  )
  if (places.length >= count) return allow(places.slice(0, count))
  const seats = rooms.reduce((sum, { seatCount }) => sum + seatCount, 0)
  return refuse({ code: 'room_too_small', seats, free: places.length, wanted: count })
}
