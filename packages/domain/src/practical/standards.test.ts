import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import { TRADE_CODES } from '../law/trades.ts'
import { checkStandard } from './standard.ts'
import { STANDARDS, standardsOn } from './standards.ts'

describe('R27-4: the standards of the ten trades', () => {
  test('every trade has one, and its subjects add up to 100 points (R27-5)', () => {
    expect(STANDARDS.map(({ trade }) => trade)).toEqual(TRADE_CODES)
    for (const standard of STANDARDS)
      expect([standard.trade, checkStandard(standard).ok]).toEqual([standard.trade, true])
  })

  test('each says that it is a demonstration, because the national sheets are not to be had here', () => {
    for (const { name, source } of STANDARDS) expect([name.includes('演示'), source]).toEqual([true, 'demonstration'])
  })

  test('R50-1: none is offered for a day before Order 92', () => {
    expect(standardsOn('2018-02-28' as CivilDate)).toEqual([])
    expect(standardsOn('2018-03-01' as CivilDate)).toHaveLength(TRADE_CODES.length)
  })
})

test('a standard that gives 99.99 points or names a subject twice is refused', () => {
  const subject = (code: string, full: number) => ({ code, full, title: { zh: code, en: code } })
  const of = (...subjects: ReturnType<typeof subject>[]) => checkStandard({ name: '标准', trade: 'hoist', subjects })
  expect(of(subject('K1', 5_000), subject('K2', 4_999))).toEqual({
    ok: false,
    refusal: { code: 'standard_marks_not_full', points: 9_999, wanted: 10_000 },
  })
  expect(of(subject('K1', 5_000), subject('K1', 5_000))).toMatchObject({
    refusal: { code: 'standard_subject_repeated' },
  })
  expect(of(subject('K1', 5_000), subject('K2', 5_000)).ok).toBe(true)
})
