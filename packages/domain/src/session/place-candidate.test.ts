import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import type { AssessmentPurpose, AttemptResult } from '../law/attempts.ts'
import type { ExamCategory } from '../law/categories.ts'
import { type Component, RULES, type RulesVersion, rulesOf } from '../law/rules.ts'
import { type Assessment, type Pending, type PlaceAsked, placeCandidate } from './place-candidate.ts'

const on = day('2026-11-02')
const asked = { component: 'knowledge', purpose: 'assessment' } as const
const manager = { ...asked, category: 'manager', trade: null, rules: RULES.manager } as const
const gas = { ...asked, category: 'operator', trade: 'gas_inspection', rules: RULES.operator } as const
const gasPractical = { ...gas, component: 'practical' } as const satisfies PlaceAsked

describe('whether a person may have a place, and for which attempt', () => {
  test('who never sat has a first attempt, in a new assessment', () => {
    expect(placeCandidate(manager, [], on)).toEqual({
      ok: true,
      value: { assessmentId: null, attempt: 1, lapsed: null },
    })
  })

  test('A07: who was absent has the same attempt again, in the same assessment', () => {
    expect(placeCandidate(manager, [an({ results: [] })], on)).toEqual({
      ok: true,
      value: { assessmentId: 'a', attempt: 1, lapsed: null },
    })
  })

  test('R19-3, R27-8: who failed once has one retake', () => {
    expect(placeCandidate(manager, [an({ results: [76] })], on)).toEqual({
      ok: true,
      value: { assessmentId: 'a', attempt: 2, lapsed: null },
    })
    expect(placeCandidate(gas, [an({ ...gas, results: [79.5] })], on)).toMatchObject({ value: { attempt: 2 } })
  })

  test('whose last result is not published waits for it', () => {
    const waiting = an({ results: [], pending: [{ component: 'knowledge', session: '十月场', progression: null }] })
    expect(placeCandidate(manager, [waiting], on)).toEqual({
      ok: false,
      refusal: { code: 'result_pending', session: '十月场' },
    })
  })

  test('R19-4: who failed the retake is barred for a year from both manager roles, by article 19', () => {
    const failed = an({ results: [76, 79.5], published: '2026-10-09', closed: true })
    const barred = { ok: false, refusal: { code: 'barred_until', article: '19', earliestReapplication: '2027-10-10' } }
    expect(placeCandidate(manager, [failed], on)).toEqual(barred)
    expect(
      placeCandidate({ ...asked, category: 'principal', trade: null, rules: RULES.principal }, [failed], on),
    ).toEqual(barred)
    expect(placeCandidate(manager, [failed], day('2027-10-09')).ok).toBe(false)
    expect(placeCandidate(manager, [failed], day('2027-10-10'))).toEqual({
      ok: true,
      value: { assessmentId: null, attempt: 1, lapsed: null },
    })
  })

  test('A4: the bar does not reach an operators’ exam', () => {
    const failed = an({ results: [76, 79.5], published: '2026-10-09', closed: true })
    expect(placeCandidate(gas, [failed], on)).toMatchObject({ ok: true, value: { attempt: 1 } })
  })

  test('R27-8: an operator who failed twice needs the training again, and no year goes by', () => {
    const failed = an({ ...gas, results: [72, 78], published: '2026-10-09', closed: true })
    expect(placeCandidate(gas, [failed], on)).toMatchObject({
      refusal: { code: 'training_needed_again', article: '27' },
    })
    expect(placeCandidate(gas, [failed], day('2030-01-01'))).toMatchObject({
      refusal: { code: 'training_needed_again' },
    })
    expect(placeCandidate({ ...gas, trade: 'blasting' }, [failed], on).ok).toBe(true)
  })

  test('who has passed is not examined again', () => {
    const passed = an({ results: [76, 80], closed: true })
    expect(placeCandidate(manager, [passed], on)).toMatchObject({ refusal: { code: 'already_passed', article: '18' } })
  })

  test('A51: there is no third attempt, neither in the open assessment nor beside it', () => {
    const twice = an({ results: [76, 77] })
    expect(placeCandidate(manager, [twice], on).ok).toBe(false)
    expect(placeCandidate(manager, [{ ...twice, closed: true }], on).ok).toBe(false)
  })
})

describe('R27-1: the practical exam', () => {
  const passedKnowledge = an({ ...gas, results: [85], published: '2026-10-09' })

  test('is locked until the knowledge exam is passed', () => {
    const locked = { ok: false, refusal: { code: 'knowledge_not_passed', article: '27' } }
    expect(placeCandidate(gasPractical, [], on)).toEqual(locked)
    expect(placeCandidate(gasPractical, [an({ ...gas, results: [79.99] })], on)).toEqual(locked)
    expect(placeCandidate(gasPractical, [an({ trade: 'blasting', category: 'operator', results: [90] })], on)).toEqual(
      locked,
    )
    expect(placeCandidate(gasPractical, [passedKnowledge], on)).toEqual({
      ok: true,
      value: { assessmentId: 'a', attempt: 1, lapsed: null },
    })
  })

  test('A14: an internal progression result opens it before the publication, and opens nothing else', () => {
    const scored = (points: number | null) =>
      an({
        ...gas,
        results: [],
        pending: [
          {
            component: 'knowledge',
            session: '十月场',
            progression: points === null ? null : { component: 'knowledge', points, endedOn: on },
          },
        ],
      })
    expect(placeCandidate(gasPractical, [scored(8_000)], on)).toMatchObject({
      value: { assessmentId: 'a', attempt: 1 },
    })
    expect(placeCandidate(gasPractical, [scored(null)], on)).toMatchObject({ refusal: { code: 'result_pending' } })
    expect(placeCandidate(gas, [scored(8_000)], on)).toMatchObject({ refusal: { code: 'result_pending' } })
  })

  test('A10: has a retake of its own, after a knowledge exam that was passed at the second try', () => {
    const sat = (...practical: number[]) => ({
      ...an({ ...gas, results: [72, 80] }),
      results: [
        ...an({ ...gas, results: [72, 80] }).results,
        ...an({ ...gas, component: 'practical', results: practical }).results,
      ],
    })
    expect(placeCandidate(gasPractical, [sat()], on)).toMatchObject({ value: { attempt: 1 } })
    expect(placeCandidate(gasPractical, [sat(79)], on)).toMatchObject({ value: { attempt: 2 } })
    const twice = { ...sat(79, 79.5), closed: true }
    expect(placeCandidate(gasPractical, [twice], on)).toMatchObject({ refusal: { code: 'training_needed_again' } })
    // A12: and not the knowledge exam either, before the training.
    expect(placeCandidate(gas, [twice], on)).toMatchObject({ refusal: { code: 'training_needed_again' } })
    expect(placeCandidate(gas, [sat(79)], on)).toMatchObject({ refusal: { code: 'already_passed' } })
  })

  test('A11: the knowledge pass is kept twelve months; after that a new assessment begins and the old one ends', () => {
    expect(placeCandidate(gasPractical, [passedKnowledge], day('2027-10-09')).ok).toBe(true)
    expect(placeCandidate(gasPractical, [passedKnowledge], day('2027-10-10'))).toMatchObject({
      refusal: { code: 'knowledge_pass_lapsed', keptThrough: '2027-10-09' },
    })
    expect(placeCandidate(gas, [passedKnowledge], day('2027-10-10'))).toEqual({
      ok: true,
      value: { assessmentId: null, attempt: 1, lapsed: 'a' },
    })
  })

  test('R30-1: after an absence it is the only exam, and the knowledge exam is not asked for', () => {
    const back = an({ ...gas, purpose: 'practical_again', results: [] })
    expect(placeCandidate(gasPractical, [back], on)).toMatchObject({ value: { assessmentId: 'a', attempt: 1 } })
    expect(placeCandidate(gas, [back], on)).toMatchObject({ refusal: { code: 'component_not_asked', article: '30' } })
    // A19: and it has the same one retake.
    const practical = an({ ...gas, component: 'practical', purpose: 'practical_again', results: [60] })
    expect(placeCandidate(gasPractical, [practical], on)).toMatchObject({ value: { attempt: 2 } })
  })

  test('R29-2: a renewal asks for both again, whatever was passed years ago', () => {
    const years = an({ ...gas, results: [90], closed: true })
    const renewal = { ...an({ ...gas, purpose: 'renewal', results: [] }), id: 'b' }
    expect(placeCandidate(gas, [years, renewal], on)).toMatchObject({ value: { assessmentId: 'b', attempt: 1 } })
    expect(placeCandidate(gasPractical, [years, renewal], on)).toMatchObject({
      refusal: { code: 'knowledge_not_passed' },
    })
  })
})

describe('R40-1: a spot check', () => {
  const failed = an({
    purpose: 'spot_check',
    results: [10],
    pending: [{ component: 'knowledge', session: null, progression: null }],
  })

  test('is no attempt, whatever came of it', () => {
    expect(placeCandidate(manager, [failed, failed], on)).toMatchObject({ value: { assessmentId: null, attempt: 1 } })
  })

  test('is open to whoever is barred, or waits for a result', () => {
    const barred = an({ results: [76, 79.5], closed: true })
    expect(placeCandidate({ ...manager, purpose: 'spot_check' }, [barred], on).ok).toBe(true)
  })
})

test('O19-2026: knowledge without limit, five practical attempts, then a new application without training', () => {
  const by19 = { rulesVersion: 'O19-2026', rules: rulesOf('operator', 'O19-2026') } as const
  const tries = (count: number) => an({ ...gas, ...by19, results: Array.from({ length: count }, () => 50) })
  expect(placeCandidate(gas, [tries(9)], on)).toMatchObject({ value: { attempt: 10 } })
  const practical = (count: number, closed = false) => {
    const { results } = an({ ...gas, component: 'practical', results: Array.from({ length: count }, () => 50) })
    return {
      ...an({ ...gas, ...by19, results: [], closed }),
      results: [...an({ ...gas, results: [90] }).results, ...results],
    }
  }
  expect(placeCandidate(gasPractical, [practical(4)], on)).toMatchObject({ value: { attempt: 5 } })
  expect(placeCandidate(gasPractical, [practical(5, true)], on)).toMatchObject({
    refusal: { code: 'knowledge_not_passed' },
  })
  expect(placeCandidate({ ...gas, ...by19 }, [practical(5, true)], on)).toMatchObject({
    value: { assessmentId: null, attempt: 1 },
  })
})

function an(given: {
  category?: ExamCategory
  trade?: string | null
  component?: Component
  purpose?: AssessmentPurpose | 'assessment'
  rulesVersion?: RulesVersion
  results: readonly number[]
  published?: string
  closed?: boolean
  pending?: readonly Pending[]
}): Assessment {
  const {
    category = 'manager',
    trade = null,
    component = 'knowledge',
    rulesVersion = 'O92-2018',
    results,
    published = '2026-10-09',
    closed = false,
    pending = [],
  } = given
  const purpose = given.purpose === undefined || given.purpose === 'assessment' ? 'first' : given.purpose
  const publishedOn = day(published)
  return {
    id: 'a',
    category,
    trade,
    purpose,
    rules: rulesOf(category, rulesVersion),
    closed,
    pending,
    results: results.map((points): AttemptResult => ({
      component,
      points: Math.round(points * 100),
      endedOn: publishedOn,
      publishedOn,
    })),
  }
}

function day(text: string) {
  return text as CivilDate
}
