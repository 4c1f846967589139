import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import { carriedKnowledge, standing } from './attempts.ts'
import { checkChoice, choiceOn, localRestDays, rulesChoices, withReadings } from './choices.ts'
import type { Hundredths } from './marks.ts'
import { RULES } from './rules.ts'

const today = d('2026-11-20')

describe('what a province may choose', () => {
  test('Order 19 for its operators, though not for a day before it was in force', () => {
    expect(checkChoice('rules.operator', 'O19-2026', today, today).ok).toBe(true)
    expect(checkChoice('rules.operator', 'O19-2026', d('2026-05-31'), d('2026-05-01'))).toEqual({
      ok: false,
      refusal: { code: 'choice_too_early', earliest: '2026-06-01' },
    })
  })

  test('A30: its local rest days, put in order and each once; a day that does not exist is named', () => {
    const given = ['2027-04-20', '2027-03-31', '2027-04-20']
    expect(checkChoice('A30', given, today, today)).toMatchObject({ value: { value: ['2027-03-31', '2027-04-20'] } })
    expect(checkChoice('A30', ['2027-02-30'], today, today)).toEqual({
      ok: false,
      refusal: { code: 'date_unreadable', text: '2027-02-30' },
    })
  })

  test.each([
    ['A7', 'failure', 'choice_unknown'],
    ['retakes', 3, 'choice_unknown'],
    ['rules.operator', 'O30-2010', 'choice_not_among'],
    ['A3', 'never', 'choice_not_among'],
    ['A3', 'toString', 'choice_not_among'],
    ['A30', '2027-04-20', 'choice_not_among'],
  ])('%s = %j is refused with %s', (name, value, code) => {
    expect(checkChoice(name, value, today, today)).toMatchObject({ ok: false, refusal: { code } })
  })

  test('nothing is chosen for the past', () => {
    expect(checkChoice('A3', 'legal_deadline', d('2026-11-19'), today)).toMatchObject({
      refusal: { code: 'choice_too_early', earliest: '2026-11-20' },
    })
  })
})

describe('what was chosen', () => {
  const choices = [
    { name: 'A3', value: 'legal_deadline', fromDate: d('2026-11-01') },
    { name: 'rules.operator', value: 'O19-2026', fromDate: d('2026-06-01') },
    { name: 'A30', value: ['2026-04-20'], fromDate: d('2026-03-01') },
    { name: 'A30', value: [], fromDate: d('2026-12-01') },
  ]

  test('the last choice that has begun holds', () => {
    expect(choiceOn(choices, 'A3', d('2026-10-31'))).toBeUndefined()
    expect(choiceOn(choices, 'A3', d('2026-11-01'))?.value).toBe('legal_deadline')
    expect(rulesChoices(choices)).toEqual([{ version: 'O19-2026', fromDate: '2026-06-01' }])
  })

  test('A30: the last list of local rest days stands, and none by default', () => {
    expect(localRestDays(choices.slice(0, 3))).toEqual(['2026-04-20'])
    expect(localRestDays(choices)).toEqual([])
    expect(localRestDays([])).toEqual([])
  })

  test('A3: a bar counts from publication, and from the legal deadline where the province chose so', () => {
    const points = 7_000 as Hundredths
    const failed = { component: 'knowledge', points } as const
    const late = { ...failed, publishedOn: d('2026-11-20'), releaseDue: d('2026-11-05') }
    const until = (rules: typeof RULES.manager) => standing(rules, 'knowledge', [failed, late]).earliestReapplication
    expect(until(withReadings(RULES.manager, [], today))).toBe('2027-11-21')
    expect(until(withReadings(RULES.manager, choices, today))).toBe('2027-11-06')
    expect(until(withReadings(RULES.manager, choices, d('2026-10-31')))).toBe('2027-11-21')
  })

  test('A12: after a failed practical both exams come again, and the practical alone where the province chose so', () => {
    const passed = { component: 'knowledge', points: 9_000 as Hundredths, endedOn: d('2026-06-01') } as const
    const chosen = [{ name: 'A12', value: 'practical_only', fromDate: d('2026-07-01') }]
    const carried = (choices: typeof chosen) =>
      carriedKnowledge(withReadings(RULES.operator, choices, today), [passed], today)
    expect(carried([])).toEqual([])
    expect(carried(chosen)).toEqual([passed])
    expect(withReadings(RULES.manager, chosen, today).knowledgeCarriesOver.value).toBe(false)
  })
})

function d(text: string) {
  return text as CivilDate
}
