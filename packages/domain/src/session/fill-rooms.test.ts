import { expect, test } from 'vitest'
import type { RoomId } from '../ids.ts'
import { fillRooms } from './fill-rooms.ts'

const first = { id: 'first' as RoomId, seatCount: 3, taken: 1 }
const second = { id: 'second' as RoomId, seatCount: 2, taken: 0 }

test('the first room is filled to its last seat before the second is begun', () => {
  expect(fillRooms([first, second], 3)).toEqual({ ok: true, value: ['first', 'first', 'second'] })
})

test('as many as there are seats, and not one more', () => {
  expect(fillRooms([first, second], 4).ok).toBe(true)
  expect(fillRooms([first, second], 5)).toEqual({
    ok: false,
    refusal: { code: 'room_too_small', seats: 5, free: 4, wanted: 5 },
  })
})

test('a room with more people than seats has no place, and takes none away from the others', () => {
  expect(fillRooms([{ ...first, taken: 9 }, second], 2)).toEqual({ ok: true, value: ['second', 'second'] })
})
