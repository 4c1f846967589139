import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import { EXAM_CATEGORIES } from './categories.ts'
import { CLOCKS } from './deadline.ts'
import { RULES, RULE_RECORDS, rulesAfterFailure, rulesOf, rulesOn } from './rules.ts'

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

describe('which rules hold', () => {
  const chosen = [{ version: 'O19-2026', fromDate: d('2026-09-01') }] as const

  test('R50-1: Order 92 holds from 1 March 2018, and no rules are known for the day before', () => {
    expect(rulesOn('manager', d('2018-03-01')).version).toBe('O92-2018')
    expect(() => rulesOn('manager', d('2018-02-28'))).toThrow('Order 52')
  })

  test('Order 19 is declared for operators alone, from 1 June 2026, and marked as open', () => {
    const open = RULE_RECORDS.filter(({ standing }) => standing === 'open')
    expect(open).toMatchObject([{ category: 'operator', version: 'O19-2026', from: '2026-06-01' }])
    expect(open[0]).toMatchObject({
      retakes: { knowledge: { value: null }, practical: { value: 4 } },
      afterwards: { value: 'knowledge_again' },
      applyAt: { value: 'anywhere' },
      cycleYears: { value: null },
      validityYears: { value: 6 },
    })
    expect(rulesOf('manager', 'O19-2026')).toBe(RULES.manager)
  })

  test('every value of every record stands beside its article', () => {
    const cited = RULE_RECORDS.flatMap((rules) => [
      ...Object.values(rules).filter((value) => typeof value === 'object' && value !== null && 'article' in value),
      ...Object.values(rules.retakes),
    ]) as { article: string }[]
    expect(cited.length).toBeGreaterThan(30)
    for (const { article } of cited) expect(article).toMatch(/^(\d+|O19|reading)$/)
  })

  test('a province that chose nothing keeps Order 92, and a choice holds from its day on', () => {
    expect(rulesOn('operator', d('2026-11-20')).version).toBe('O92-2018')
    expect(rulesOn('operator', d('2026-08-31'), chosen).version).toBe('O92-2018')
    expect(rulesOn('operator', d('2026-09-01'), chosen).version).toBe('O19-2026')
    expect(rulesOn('manager', d('2026-09-01'), chosen).version).toBe('O92-2018')
    const back = [...chosen, { version: 'O92-2018', fromDate: d('2026-10-01') }] as const
    expect(rulesOn('operator', d('2026-10-01'), back).version).toBe('O92-2018')
  })

  test('what follows a failure goes by its day, and by a later rule only where that is better for the person', () => {
    const before = { failedOn: d('2026-08-20'), today: d('2026-09-10') }
    expect(rulesAfterFailure('operator', before, chosen).version).toBe('O19-2026')
    expect(rulesAfterFailure('operator', { ...before, today: d('2026-08-25') }, chosen).version).toBe('O92-2018')

    const back = [...chosen, { version: 'O92-2018', fromDate: d('2026-10-01') }] as const
    const then = { failedOn: d('2026-09-20'), today: d('2026-10-05') }
    expect(rulesAfterFailure('operator', then, back).version).toBe('O19-2026')
    expect(rulesAfterFailure('manager', then, back).version).toBe('O92-2018')
  })
})

function d(text: string) {
  return text as CivilDate
}
