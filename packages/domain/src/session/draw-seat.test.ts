import { expect, test } from 'vitest'
import { chanceFrom } from '../chance.ts'
import type { SeatId } from '../ids.ts'
import { drawSeat } from './draw-seat.ts'

const free = ['s3', 's1', 's2'] as SeatId[]

test('a seat is drawn from the free ones, whatever order they came in', () => {
  const drawn = (seats: readonly SeatId[], seed: string) => {
    const seat = drawSeat(seats, chanceFrom(seed, 'seat'))
    return seat.ok ? seat.value : seat.refusal.code
  }
  const seen = new Set(Array.from({ length: 60 }, (_, seed) => drawn(free, String(seed))))
  expect([...seen].toSorted()).toEqual(['s1', 's2', 's3'])
  expect(drawn(free, 'a')).toBe(drawn(free.toReversed(), 'a'))
})

test('a full room has no seat left', () => {
  expect(drawSeat([], chanceFrom('a', 'seat'))).toEqual({ ok: false, refusal: { code: 'room_full' } })
})
