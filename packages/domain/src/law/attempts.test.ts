import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CivilDate, civilDateOfDay, dayOf } from '../instant.ts'
import {
  type AttemptResult,
  type Standing,
  assessmentEnd,
  carriedKnowledge,
  mayApply,
  mayAttempt,
  standing,
  standings,
} from './attempts.ts'
import { EXAM_CATEGORIES } from './categories.ts'
import { COMPONENTS, type Component, RULES, RULE_RECORDS, type Rules, rulesOf } from './rules.ts'

const { principal, manager, operator } = RULES

describe('principals and managers', () => {
  test('who has not sat yet has a first attempt and a retake', () => {
    expect(standing(manager, 'knowledge', [])).toMatchObject({ state: 'first_attempt', attemptsLeft: 2 })
  })

  test('example 21, R19-3: 76 leaves one retake, under art. 19', () => {
    const after76 = standing(manager, 'knowledge', [knowledge(76)])
    expect(after76).toMatchObject({ state: 'retake_available', attemptsLeft: 1, afterwards: null, article: '19' })
    expect(mayAttempt(after76, d('2026-09-01'))).toEqual({ ok: true, value: { attempt: 2 } })
  })

  test('example 22, R19-4: 76 then 79.5, published on 2026-10-09, bars until 2027-10-10', () => {
    const failed = standing(manager, 'knowledge', [knowledge(76), knowledge(79.5, '2026-10-09')])
    expect(failed).toMatchObject({
      state: 'failed_final',
      attemptsLeft: 0,
      afterwards: 'barred',
      earliestReapplication: '2027-10-10',
      article: '19',
    })
    const barred = { code: 'barred_until', article: '19', earliestReapplication: '2027-10-10' }
    expect(mayAttempt(failed, d('2027-10-09'))).toEqual({ ok: false, refusal: barred })
    expect(mayApply(manager, [failed], d('2027-10-09'), null)).toEqual({ ok: false, refusal: barred })
    expect(mayApply(manager, [failed], d('2027-10-10'), null).ok).toBe(true)
  })

  test('R19-4: when the bar is over the old assessment still gives no attempt, only a new one does', () => {
    const failed = standing(manager, 'knowledge', [knowledge(76), knowledge(79.5, '2026-10-09')])
    expect(mayAttempt(failed, d('2027-10-10'))).toEqual({
      ok: false,
      refusal: { code: 'no_attempt_left', article: '19' },
    })
  })

  test('R19-4: a retake published on 29 February bars through 28 February', () => {
    const failed = standing(manager, 'knowledge', [knowledge(0), knowledge(0, '2028-02-29')])
    expect(failed.earliestReapplication).toBe('2029-03-01')
  })

  test('R19-4: a failure still unpublished starts no bar, and opens no new assessment either', () => {
    const failed = standing(manager, 'knowledge', [knowledge(76), knowledge(79.5)])
    expect(failed).toMatchObject({ state: 'failed_final', earliestReapplication: null })
    expect(mayAttempt(failed, d('2026-10-09'))).toMatchObject({ ok: false, refusal: { code: 'no_attempt_left' } })
    for (const rules of [manager, principal])
      expect(mayApply(rules, [failed], d('2030-01-01'), null)).toMatchObject({
        refusal: { code: 'assessment_still_open' },
      })
  })

  test('R19-4: the start can be capped at the lawful day, so that the person does not pay for a late authority', () => {
    const late = [knowledge(76), { ...knowledge(70, '2026-12-01'), releaseDue: d('2026-10-09') }]
    const capped: Rules = { ...manager, bar: manager.bar && { ...manager.bar, startsByReleaseDue: true } }
    expect(standing(manager, 'knowledge', late).earliestReapplication).toBe('2027-12-02')
    expect(standing(capped, 'knowledge', late).earliestReapplication).toBe('2027-10-10')
    const early = [knowledge(76), { ...knowledge(70, '2026-10-01'), releaseDue: d('2026-10-09') }]
    expect(standing(capped, 'knowledge', early).earliestReapplication).toBe('2027-10-02')
  })

  test('the bar covers both manager roles and no operator’s exam', () => {
    const failed = standing(manager, 'knowledge', [knowledge(76), knowledge(79.5, '2026-10-09')])
    const on = d('2026-12-01')
    expect(mayApply(principal, [failed], on, null)).toMatchObject({ refusal: { code: 'barred_until' } })
    expect(mayApply(operator, [failed], on, null).ok).toBe(true)
  })

  test('the bar can be read as one on the same post only', () => {
    const samePost: Rules = { ...manager, bar: manager.bar && { ...manager.bar, covers: ['manager'] } }
    const on = d('2026-12-01')
    const barredAs = (rules: Rules) => standing(rules, 'knowledge', [knowledge(76), knowledge(79.5, '2026-10-09')])
    expect(mayApply(samePost, [barredAs(principal)], on, null).ok).toBe(true)
    expect(mayApply(samePost, [barredAs(manager)], on, null).ok).toBe(false)
  })

  test('example 32, R18-5: 79.99 is a failure and 80 a pass, after which there is nothing to sit', () => {
    expect(standing(manager, 'knowledge', [knowledge(79.99)]).state).toBe('retake_available')
    const passed = standing(manager, 'knowledge', [knowledge(80)])
    expect(passed).toMatchObject({ state: 'passed', attemptsLeft: 0, article: '18' })
    expect(mayAttempt(passed, d('2026-09-01'))).toEqual({
      ok: false,
      refusal: { code: 'already_passed', article: '18' },
    })
    expect(mayApply(manager, [passed], d('2029-09-01'), null).ok).toBe(true)
  })

  test('a first result that is corrected to a pass is a pass, though a retake was sat in between', () => {
    expect(standing(manager, 'knowledge', [knowledge(81), knowledge(70)]).state).toBe('passed')
  })

  test('A8: a result cancelled for misconduct uses up its attempt when that was decided', () => {
    const cancelled: AttemptResult = { component: 'knowledge', points: null }
    expect(standing(manager, 'knowledge', [cancelled]).state).toBe('retake_available')
  })

  test('A51: a new assessment beside one with attempts left would be a third attempt, and is refused', () => {
    for (const sat of [[], [knowledge(76)]])
      expect(mayApply(manager, [standing(manager, 'knowledge', sat)], d('2026-09-01'), null)).toMatchObject({
        ok: false,
        refusal: { code: 'assessment_still_open', component: 'knowledge' },
      })
  })
})

describe('special operators', () => {
  test('example 24, R27-8: knowledge failed twice means new training, no time bar, and the practical stays locked', () => {
    const sat = [knowledge(72), knowledge(78, '2026-10-09')]
    const failed = standing(operator, 'knowledge', sat)
    expect(failed).toMatchObject({
      state: 'failed_final',
      afterwards: 'retrain',
      earliestReapplication: null,
      article: '27',
    })
    expect(standing(operator, 'practical', sat).state).toBe('locked')
    expect(mayAttempt(failed, d('2026-10-10'))).toMatchObject({
      refusal: { code: 'training_needed_again', article: '27' },
    })
  })

  test('R27-8: training counts again only when it ended after the failure', () => {
    const failed = standing(operator, 'knowledge', [
      knowledge(72),
      { ...knowledge(78, '2026-10-09'), endedOn: d('2026-09-24') },
    ])
    const mayApplyAfter = (trainedOn: string | null) =>
      mayApply(operator, [failed], d('2026-12-01'), trainedOn === null ? null : d(trainedOn)).ok
    expect([null, '2026-08-01', '2026-09-24', '2026-09-25'].map(mayApplyAfter)).toEqual([false, false, false, true])
  })

  test('R27-1: the practical exam is locked until knowledge is passed, published or not', () => {
    const locked = standing(operator, 'practical', [knowledge(79)])
    expect(locked).toMatchObject({ state: 'locked', attemptsLeft: 0 })
    expect(mayAttempt(locked, d('2026-09-01'))).toEqual({
      ok: false,
      refusal: { code: 'knowledge_not_passed', article: '27' },
    })
    expect(standing(operator, 'practical', [knowledge(79), knowledge(80)]).state).toBe('first_attempt')
  })

  test('R27-5, R27-8: each component has its own 80 and its own retake, and nothing is added up', () => {
    const sat = [knowledge(60), knowledge(100), practical(79)]
    expect(standing(operator, 'knowledge', sat).state).toBe('passed')
    expect(standing(operator, 'practical', sat)).toMatchObject({ state: 'retake_available', attemptsLeft: 1 })
    expect(standing(operator, 'practical', [...sat, practical(79.5)])).toMatchObject({
      state: 'failed_final',
      afterwards: 'retrain',
    })
  })

  test('a knowledge pass is kept for twelve months for the practical exam, to the day', () => {
    const pass = { ...knowledge(85), endedOn: d('2026-09-24') }
    const open = standing(operator, 'practical', [pass])
    expect(mayAttempt(open, d('2027-09-24')).ok).toBe(true)
    expect(mayAttempt(open, d('2027-09-25'))).toMatchObject({
      refusal: { code: 'knowledge_pass_lapsed', keptThrough: '2027-09-24' },
    })
    expect(mayApply(operator, [open], d('2027-09-24'), null).ok).toBe(false)
    expect(mayApply(operator, [open], d('2027-09-25'), null).ok).toBe(true)
  })
})

describe('what an assessment asks for', () => {
  test('R30-1: after an absence the practical exam alone, unlocked from the start', () => {
    expect(standings(operator, 'practical_again', []).map(({ component, state }) => [component, state])).toEqual([
      ['practical', 'first_attempt'],
    ])
    expect(assessmentEnd(operator, 'practical_again', [practical(80)])).toEqual({ outcome: 'passed' })
  })

  test('R29-2: a renewal asks for both, and ends only with both', () => {
    expect(assessmentEnd(operator, 'renewal', [knowledge(80)])).toBeNull()
    expect(assessmentEnd(operator, 'renewal', [knowledge(80), practical(80)])).toEqual({ outcome: 'passed' })
  })

  test('A19: a renewal and an exam after an absence have the same retake, and then training comes', () => {
    const failed = [practical(70), practical(79)]
    for (const [purpose, before] of [
      ['renewal', [knowledge(80)]],
      ['practical_again', []],
    ] as const) {
      const after = (count: number) => standing(operator, 'practical', [...before, ...failed.slice(0, count)], purpose)
      expect(after(1)).toMatchObject({ state: 'retake_available', attemptsLeft: 1 })
      expect(after(2)).toMatchObject({ state: 'failed_final', afterwards: 'retrain' })
    }
  })

  test('R27-5: a hundred in one does not help sixty in the other', () => {
    expect(assessmentEnd(operator, 'first', [knowledge(100), practical(60)])).toBeNull()
    expect(assessmentEnd(operator, 'first', [knowledge(100), practical(60), practical(79.99)])).toMatchObject({
      outcome: 'failed',
      failed: { component: 'practical', afterwards: 'retrain' },
    })
  })

  test('A12: a knowledge pass is left to the next assessment only where the rules let it, and while it is kept', () => {
    const before = [{ ...knowledge(85), endedOn: d('2026-09-24') }, practical(50), practical(60)]
    expect(carriedKnowledge(operator, before, d('2026-12-01'))).toEqual([])
    const lenient: Rules = { ...operator, knowledgeCarriesOver: { value: true, article: 'reading' } }
    expect(carriedKnowledge(lenient, before, d('2027-09-24'))).toEqual([before[0]])
    expect(carriedKnowledge(lenient, before, d('2027-09-25'))).toEqual([])
  })
})

describe('other numbers of attempts', () => {
  const order19 = rulesOf('operator', 'O19-2026')

  test('O19-2026: knowledge may be failed without end', () => {
    const failures = Array.from({ length: 40 }, () => knowledge(79))
    expect(standing(order19, 'knowledge', failures)).toMatchObject({ state: 'retake_available', attemptsLeft: null })
    expect(mayAttempt(standing(order19, 'knowledge', failures), d('2026-09-01'))).toEqual({
      ok: true,
      value: { attempt: 41 },
    })
  })

  test('O19-2026: five practical failures end it, and a new application needs no training', () => {
    const failures = [knowledge(80), ...Array.from({ length: 5 }, () => practical(79))]
    expect(standing(order19, 'practical', failures.slice(0, 5))).toMatchObject({ attemptsLeft: 1 })
    expect(standing(order19, 'practical', failures)).toMatchObject({
      state: 'failed_final',
      afterwards: 'knowledge_again',
    })
    const after = standings(order19, 'first', failures)
    expect(after.map((each) => mayAttempt(each, d('2026-09-01')).ok)).toEqual([false, false])
    expect(mayApply(order19, after, d('2026-09-01'), null).ok).toBe(true)
  })

  test('whatever the rules, nobody sits more often than they give', () => {
    const someRules = fc.record({
      base: fc.constantFrom(...RULE_RECORDS),
      knowledge: fc.option(fc.nat({ max: 4 })),
      practical: fc.option(fc.nat({ max: 4 })),
    })
    fc.assert(
      fc.property(someRules, fc.array(aResult, { maxLength: 20 }), aDay, ({ base, ...numbers }, offered, on) => {
        const rules: Rules = {
          ...base,
          retakes: {
            knowledge: { value: numbers.knowledge, article: '27' },
            practical: { value: numbers.practical, article: '27' },
          },
        }
        const sat = satUnder(rules, offered, on)
        for (const component of COMPONENTS) {
          const attempts = sat.filter((result) => result.component === component)
          expect(attempts.length).toBeLessThanOrEqual(1 + (numbers[component] ?? Infinity))
          expect(attempts.slice(0, -1).every(({ points }) => points === null || points < 8_000)).toBe(true)
        }
      }),
    )
  })
})

describe('nobody has a third attempt', () => {
  test('A51, R19-3, R27-8: no order of results gives one', () => {
    fc.assert(
      fc.property(aCategory, fc.array(aResult, { maxLength: 12 }), aDay, (category, offered, on) => {
        const rules = RULES[category]
        const sat = satUnder(rules, offered, on)
        for (const component of COMPONENTS) {
          const attempts = sat.filter((result) => result.component === component)
          expect(attempts.length).toBeLessThanOrEqual(2)
          expect(attempts.slice(0, -1).every(({ points }) => points === null || points < 8_000)).toBe(true)
        }
      }),
    )
  })

  test('even a record with more results than the law gives opens none, and a third result passes nobody', () => {
    fc.assert(
      fc.property(
        aCategory,
        aFailure,
        aFailure,
        fc.array(aResult, { maxLength: 5 }),
        aDay,
        (category, one, two, more, on) => {
          const after = standing(RULES[category], 'knowledge', [one, two, ...more])
          expect(after.state).toBe('failed_final')
          expect(mayAttempt(after, on).ok).toBe(false)
        },
      ),
    )
  })

  test('the number of the attempt is one more than the failures before it', () => {
    const first = standing(manager, 'knowledge', [])
    expect(mayAttempt(first, d('2026-09-01'))).toEqual({ ok: true, value: { attempt: 1 } })
    const states: Standing['state'][] = [[], [50], [50, 60]].map(
      (marks) =>
        standing(
          manager,
          'knowledge',
          marks.map((mark) => knowledge(mark)),
        ).state,
    )
    expect(states).toEqual(['first_attempt', 'retake_available', 'failed_final'])
  })
})

const aDay = fc.integer({ min: dayOf(d('2018-03-01')), max: dayOf(d('2036-12-31')) }).map(civilDateOfDay)
const aCategory = fc.constantFrom(...EXAM_CATEGORIES)
const published = fc.option(aDay, { nil: undefined })
const aResult: fc.Arbitrary<AttemptResult> = fc.record({
  component: fc.constantFrom<Component>(...COMPONENTS),
  points: fc.option(fc.oneof(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 7_990, max: 8_010 }))),
  endedOn: published,
  publishedOn: published,
})
const aFailure: fc.Arbitrary<AttemptResult> = fc.record({
  component: fc.constant<Component>('knowledge'),
  points: fc.option(fc.integer({ min: 0, max: 7_999 })),
  publishedOn: published,
})

/** What is offered is sat only where the law lets it be. */
function satUnder(rules: Rules, offered: readonly AttemptResult[], on: CivilDate): AttemptResult[] {
  const sat: AttemptResult[] = []
  for (const result of offered) {
    if (!rules.components.value.includes(result.component)) continue
    if (mayAttempt(standing(rules, result.component, sat), on).ok) sat.push(result)
  }
  return sat
}

function knowledge(marks: number, publishedOn?: string): AttemptResult {
  return { component: 'knowledge', points: Math.round(marks * 100), publishedOn: publishedOn as CivilDate | undefined }
}

function practical(marks: number): AttemptResult {
  return { component: 'practical', points: Math.round(marks * 100) }
}

function d(text: string) {
  return text as CivilDate
}
