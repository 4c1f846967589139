import { describe, expect, test } from 'vitest'
import { CUT_SCORE, FULL_MARKS, marksText, passes } from './marks.ts'

describe('R18-5, R27-5: the cut score', () => {
  test('example 32: 79.5 and 79.99 fail, 80 passes', () => {
    expect([7_950, 7_999, 8_000].map(passes)).toEqual([false, false, true])
  })

  test('example 33: fifty answers of 1.6 points pass, though floats add up to less than 80', () => {
    const fifty = Array.from({ length: 50 })
    expect(fifty.reduce<number>((sum) => sum + 1.6, 0)).toBeLessThan(80)
    expect(passes(fifty.reduce<number>((sum) => sum + 160, 0))).toBe(true)
  })

  test('no mark under the cut score passes and none from it on fails', () => {
    for (let points = 0; points <= FULL_MARKS; points += 1) expect(passes(points)).toBe(points >= CUT_SCORE)
  })

  test('marks are shown with every digit they have, so that none rounds across the line', () => {
    expect([8_000, 7_950, 7_999, 5, 50, 0, 10_000].map(marksText)).toEqual([
      '80',
      '79.5',
      '79.99',
      '0.05',
      '0.5',
      '0',
      '100',
    ])
  })
})
