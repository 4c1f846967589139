import { expect, test } from 'vitest'
import { silenceMs, silenceOf } from './silence.ts'

test.each([
  [true, 0, 'none'],
  [true, 14_999, 'none'],
  [true, 15_000, 'amber'],
  [true, 59_999, 'amber'],
  [true, 60_000, 'red'],
  [true, null, 'none'],
  [false, 0, 'amber'],
  [false, null, 'amber'],
  [false, 60_000, 'red'],
] as const)('a terminal (connected: %s) silent for %s ms is %s', (connected, ms, silence) => {
  expect(silenceOf(connected, ms)).toBe(silence)
})

test('silence is counted from when the terminal was last heard, and is never negative', () => {
  expect([silenceMs(null, 5), silenceMs(2, 5), silenceMs(9, 5)]).toEqual([null, 3, 0])
})
