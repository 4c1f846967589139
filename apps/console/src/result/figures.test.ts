import type { ScoredSitting } from '@kaochang/contract/result'
import { describe, expect, test } from 'vitest'
import { figuresOf } from './figures.ts'

const sheet = (...points: number[]) => ({
  sittings: points.map((points) => ({ points }) as ScoredSitting),
  passedCount: points.filter((points) => points >= 8000).length,
})

describe('a sheet in figures', () => {
  test('the median of an even count lies between the two in the middle', () => {
    expect(figuresOf(sheet(7950, 8000, 10_000, 6000))).toEqual({
      highest: 10_000,
      lowest: 6000,
      median: 7975,
      passPermille: 500,
    })
  })

  test('a pass rate is never rounded up', () => {
    expect(figuresOf(sheet(9000, 9000, 1000)).passPermille).toBe(666)
  })

  test('nobody sat: there is nothing to say', () => {
    expect(figuresOf(sheet())).toEqual({ highest: null, lowest: null, median: null, passPermille: null })
  })
})
