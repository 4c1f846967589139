import { describe, expect, test } from 'vitest'
import { EXAM_CATEGORIES } from './categories.ts'
import { CLOCKS } from './deadline.ts'
import { RULES } from './rules.ts'

describe('the rules of each category', () => {
  test('every exam has 100 full marks and passes at 80 (R18-5, R27-5)', () => {
    for (const category of EXAM_CATEGORIES) {
      const { fullMarks, cutScore } = RULES[category]
      expect([category, fullMarks.value, cutScore.value]).toEqual([category, 10_000, 8_000])
    }
  })

  test('principals and safety managers share every number', () => {
    expect({ ...RULES.principal, category: 'manager' }).toEqual(RULES.manager)
  })

  test('R23-1: operators’ papers mix nothing', () => {
    expect(RULES.operator.bankMix.value).toEqual({ sources: 'unified' })
  })

  test('scores are due after 5 and 10 working days, certificates after 10 and 20 (R18-6, R27-6, R19-1, R27-7)', () => {
    const lengths = (['manager', 'operator'] as const).map((category) => {
      const { scoreRelease, certificate } = RULES[category]
      return [scoreRelease, certificate].map((clock) => `${CLOCKS[clock].length} ${CLOCKS[clock].unit}`)
    })
    expect(lengths).toEqual([
      ['5 workday', '10 workday'],
      ['10 workday', '20 workday'],
    ])
  })

  test('R19-4, R27-8: only managers meet a bar, and it does not keep them from an operator’s exam', () => {
    expect(EXAM_CATEGORIES.map((category) => RULES[category].bar?.covers ?? null)).toEqual([
      ['principal', 'manager'],
      ['principal', 'manager'],
      null,
    ])
  })
})
