import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import { type AttemptResult, standing } from '../law/attempts.ts'
import { RULES } from '../law/rules.ts'
import { type BarEvent, barOn } from './bars.ts'
import { type Filing, mayFile } from './may-file.ts'

const date = (text: string) => text as CivilDate
const on = date('2026-10-22')

function filing(given: Partial<Filing> = {}): Filing {
  const category = given.category ?? 'manager'
  return {
    purpose: 'first',
    category,
    rules: RULES[category],
    earlier: [],
    barEvents: [],
    trainedOn: null,
    certificate: null,
    certificatePending: false,
    absence: null,
    ...given,
  }
}

const certificate = (validThrough: string | null) => ({
  issuedOn: date('2021-01-01'),
  validFrom: date('2021-01-01'),
  validThrough: validThrough === null ? null : date(validThrough),
  province: '14',
  actingCity: null,
})

const failedTwice = (endedOn: string): AttemptResult[] =>
  [7000, 7950].map((points) => ({
    component: 'knowledge' as const,
    points: points,
    endedOn: date(endedOn),
    publishedOn: date(endedOn),
  }))

describe('bars', () => {
  test('R19-4 A3 A4: a failed retake bars both manager roles for a year, and no operator’s exam', () => {
    const earlier = [standing(RULES.manager, 'knowledge', failedTwice('2026-10-09'))]
    for (const category of ['manager', 'principal'] as const)
      expect(mayFile(filing({ category, earlier }), date('2027-10-09'))).toMatchObject({
        refusal: { code: 'barred_until', article: '19', earliestReapplication: '2027-10-10' },
      })
    expect(mayFile(filing({ earlier }), date('2027-10-10')).ok).toBe(true)
    expect(mayFile(filing({ category: 'operator', earlier }), on).ok).toBe(true)
  })

  test('R42-2 A26: a revocation bars every trade for three years, and no manager’s assessment', () => {
    const revoked: BarEvent = { kind: 'revoked', category: 'operator', decidedOn: date('2026-03-31') }
    expect(barOn([revoked], 'operator', date('2029-03-31'))).toEqual({
      code: 'barred_until',
      article: '42',
      earliestReapplication: '2029-04-01',
    })
    expect(barOn([revoked], 'operator', date('2029-04-01'))).toBeNull()
    expect(barOn([revoked], 'principal', on)).toBeNull()
  })

  test('A28: false papers bar for one year, a revocation for three; of two the one that ends last is told', () => {
    const lied: BarEvent = { kind: 'false_papers', category: 'principal', decidedOn: date('2026-05-01') }
    const revoked: BarEvent = { kind: 'revoked', category: 'operator', decidedOn: date('2026-01-01') }
    expect(barOn([lied, revoked], 'manager', on)).toEqual({
      code: 'barred_for_false_papers',
      licensingArticle: '78',
      earliestReapplication: '2027-05-02',
    })
    expect(barOn([lied], 'manager', date('2027-05-02'))).toBeNull()
    expect(barOn([lied], 'operator', on)).toBeNull()
    expect(barOn([{ ...lied, category: 'operator' }, revoked], 'operator', on)).toMatchObject({ article: '42' })
  })
})

describe('R27-8: an operator who failed twice', () => {
  const earlier = [standing(RULES.operator, 'knowledge', failedTwice('2026-09-10'))]
  const again = (trainedOn: string | null) =>
    mayFile(filing({ category: 'operator', earlier, trainedOn: trainedOn === null ? null : date(trainedOn) }), on)

  test('applies again with training that ended after the failure, and with no other', () => {
    expect(again(null)).toMatchObject({ refusal: { code: 'training_needed_again', failedOn: '2026-09-10' } })
    expect(again('2026-09-10')).toMatchObject({ refusal: { code: 'training_needed_again' } })
    expect(again('2026-09-11').ok).toBe(true)
  })
})

describe('one way at a time', () => {
  test('A51: nothing is applied for beside an assessment with attempts left', () => {
    const open = standing(RULES.manager, 'knowledge', failedTwice('2026-09-10').slice(0, 1))
    expect(mayFile(filing({ earlier: [open] }), on)).toMatchObject({ refusal: { code: 'assessment_still_open' } })
  })

  test('A5: a certificate that stands is not applied for again', () => {
    expect(mayFile(filing({ certificate: certificate(null) }), on)).toMatchObject({
      refusal: { code: 'certificate_stands', article: '20' },
    })
    expect(mayFile(filing({ certificatePending: true }), on)).toMatchObject({ refusal: { code: 'already_passed' } })
  })
})

describe('what the certificate allows', () => {
  const operator = (given: Partial<Filing>) => mayFile(filing({ category: 'operator', ...given }), on)

  test('A17: before expiry a renewal, after it a first application', () => {
    expect(operator({ purpose: 'renewal', certificate: certificate('2026-10-22') }).ok).toBe(true)
    expect(operator({ purpose: 'renewal', certificate: certificate('2026-10-21') })).toMatchObject({
      refusal: { code: 'certificate_expired', article: '29', validThrough: '2026-10-21' },
    })
    // Made in time and judged after expiry, it is a renewal still.
    const late = filing({ category: 'operator', purpose: 'renewal', certificate: certificate('2026-10-21') })
    expect(mayFile(late, on, date('2026-10-21')).ok).toBe(true)
    expect(operator({ purpose: 'first', certificate: certificate('2026-10-21') }).ok).toBe(true)
    expect(operator({ purpose: 'first', certificate: certificate('2026-10-22') })).toMatchObject({
      refusal: { code: 'certificate_stands', article: '28' },
    })
    expect(operator({ purpose: 'renewal' })).toMatchObject({ refusal: { code: 'certificate_missing' } })
  })

  test('R30-1: six full months away ask for the practical exam again, less do not', () => {
    const away = (from: string, until: string = on) =>
      operator({
        purpose: 'practical_again',
        certificate: certificate('2028-01-01'),
        absence: { from: date(from), until: date(until) },
      })
    expect(away('2026-04-22').ok).toBe(true)
    expect(away('2026-04-23')).toMatchObject({
      refusal: { code: 'not_away_long_enough', article: '30', reachedOn: '2026-10-23' },
    })
    expect(away('2026-01-01', '2026-06-30').ok).toBe(false)
    expect(operator({ purpose: 'practical_again', certificate: certificate('2028-01-01') })).toMatchObject({
      refusal: { code: 'not_away_long_enough', reachedOn: null },
    })
    expect(operator({ purpose: 'practical_again', certificate: certificate('2026-10-01') })).toMatchObject({
      refusal: { code: 'certificate_expired', article: '30' },
    })
  })
})
