import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import type { ExamCategory } from '../law/categories.ts'
import { type Assessment, placeCandidate } from './place-candidate.ts'

const on = day('2026-11-02')
const manager = { category: 'manager', trade: null } as const
const gas = { category: 'operator', trade: 'gas_inspection' } as const

describe('whether a person may have a place, and for which attempt', () => {
  test('who never sat has a first attempt, in a new assessment', () => {
    expect(placeCandidate(manager, [], on)).toEqual({ ok: true, value: { assessmentId: null, attempt: 1 } })
  })

  test('A07: who was absent has the same attempt again, in the same assessment', () => {
    expect(placeCandidate(manager, [an({ results: [] })], on)).toEqual({
      ok: true,
      value: { assessmentId: 'a', attempt: 1 },
    })
  })

  test('R19-3, R27-8: who failed once has one retake', () => {
    expect(placeCandidate(manager, [an({ results: [76] })], on)).toEqual({
      ok: true,
      value: { assessmentId: 'a', attempt: 2 },
    })
    expect(placeCandidate(gas, [an({ ...gas, results: [79.5] })], on)).toMatchObject({ value: { attempt: 2 } })
  })

  test('whose last result is not published waits for it', () => {
    const waiting = an({ results: [], pending: { session: '十月场' } })
    expect(placeCandidate(manager, [waiting], on)).toEqual({
      ok: false,
      refusal: { code: 'result_pending', session: '十月场' },
    })
  })

  test('R19-4: who failed the retake is barred for a year from both manager roles, by article 19', () => {
    const failed = an({ results: [76, 79.5], published: '2026-10-09', closed: true })
    const barred = { ok: false, refusal: { code: 'barred_until', article: '19', earliestReapplication: '2027-10-10' } }
    expect(placeCandidate(manager, [failed], on)).toEqual(barred)
    expect(placeCandidate({ category: 'principal', trade: null }, [failed], on)).toEqual(barred)
    expect(placeCandidate(manager, [failed], day('2027-10-09')).ok).toBe(false)
    expect(placeCandidate(manager, [failed], day('2027-10-10'))).toEqual({
      ok: true,
      value: { assessmentId: null, attempt: 1 },
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
    expect(placeCandidate({ category: 'operator', trade: 'blasting' }, [failed], on).ok).toBe(true)
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

function an(given: {
  category?: ExamCategory
  trade?: string | null
  results: readonly number[]
  published?: string
  closed?: boolean
  pending?: Assessment['pending']
}): Assessment {
  const {
    category = 'manager',
    trade = null,
    results,
    published = '2026-10-09',
    closed = false,
    pending = null,
  } = given
  const publishedOn = day(published)
  return {
    id: 'a',
    category,
    trade,
    closed,
    pending,
    results: results.map((points) => ({
      component: 'knowledge',
      points: Math.round(points * 100),
      endedOn: publishedOn,
      publishedOn,
    })),
  }
}

function day(text: string) {
  return text as CivilDate
}
