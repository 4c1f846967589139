import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { meetsNationalShare, nationalMinimum } from './national-share.ts'
import { RULES } from './rules.ts'

describe('R18-4: the national share of a paper', () => {
  test('example 29: papers of 50, 100, 99, 33 and 7 need 40, 80, 80, 27 and 6 national items', () => {
    expect([50, 100, 99, 33, 7].map(nationalMinimum)).toEqual([40, 80, 80, 27, 6])
  })

  test('example 30: 79 of 99 shows as 80 % and is still unlawful', () => {
    expect(Math.round((100 * 79) / 99)).toBe(80)
    expect(meetsNationalShare(79, 99)).toBe(false)
    expect(meetsNationalShare(80, 99)).toBe(true)
  })

  test('the minimum is lawful and one item less never is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (total) => {
        expect(meetsNationalShare(nationalMinimum(total), total)).toBe(true)
        expect(meetsNationalShare(nationalMinimum(total) - 1, total)).toBe(false)
      }),
    )
  })

  test('the share that is computed is the one in the rules', () => {
    const { bankMix } = RULES.manager
    expect(bankMix).toEqual({ value: { sources: 'national_and_provincial', nationalPercent: 80 }, article: '18' })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 500 }), (total, national) => {
        expect(meetsNationalShare(national, total)).toBe(100 * national >= 80 * total)
      }),
    )
  })
})
