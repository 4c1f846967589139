import { expect, test } from 'vitest'
import { countPlaces } from './count-places.ts'
import { hundredths, totalOf } from './points.ts'

test('a field’s decimals become whole hundredths, and an empty field no mark', () => {
  expect([0, 0.1, 18.35, 1.15, 79.99, 100].map(hundredths)).toEqual([0, 10, 1_835, 115, 7_999, 10_000])
  expect(hundredths(null)).toBeNull()
})

test('ten times a tenth of a point is one point', () => {
  expect(totalOf(Array.from({ length: 10 }, () => ({ points: hundredths(0.1) ?? 0 })))).toBe(100)
})

test('everybody is agreed on, being marked, to come, or absent', () => {
  const states = ['expected', 'checked_in', 'marking', 'differing', 'agreed', 'absent'] as const
  expect(countPlaces(states.map((state) => ({ state })))).toEqual({ total: 6, agreed: 1, working: 2, waiting: 2 })
})
