import { describe, expect, test } from 'vitest'
import { CATEGORIES } from '../law/categories.ts'
import { SPOT_CHECK_CUT_SCORE, spotCheckOutcome } from './spot-check.ts'

describe('what follows from a spot check', () => {
  test('R40-2: a principal or manager below the cut score is assessed again', () => {
    expect(spotCheckOutcome('principal', 7_999, 8_000)).toBe('reassessment')
    expect(spotCheckOutcome('manager', 0, 8_000)).toBe('reassessment')
  })

  test('R40-4: an operator or worker gets no order', () => {
    expect(spotCheckOutcome('operator', 7_999, 8_000)).toBe('recorded')
    expect(spotCheckOutcome('worker', 0, 8_000)).toBe('recorded')
  })

  test('A21: the cut score is the check’s own, 80 unless set, and reaching it is enough', () => {
    expect(SPOT_CHECK_CUT_SCORE).toBe(8_000)
    for (const category of CATEGORIES) {
      expect(spotCheckOutcome(category, 8_000, 8_000)).toBe('passed')
      expect(spotCheckOutcome(category, 8_000, 9_000)).not.toBe('passed')
    }
  })

  test('whoever did not sit has no result and no consequence', () => {
    for (const category of CATEGORIES) expect(spotCheckOutcome(category, null, 8_000)).toBe('not_tested')
  })
})
