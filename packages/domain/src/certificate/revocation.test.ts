import { expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import { type CertificateDates, type CertificateEvent, standingOf } from './certificate.ts'
import { mayAskPracticalAgain } from './practical-again.ts'
import { barAfterRevocation, mayDecideRevocation, mayProposeRevocation } from './revocation.ts'

const day = (text: string) => text as CivilDate
const OPERATOR: CertificateDates = {
  category: 'operator',
  issuedOn: day('2024-01-10'),
  validFrom: day('2024-01-10'),
  validThrough: day('2030-01-09'),
}
const standing = (...events: [CertificateEvent['kind'], CertificateEvent['ground']?][]) =>
  standingOf(
    OPERATOR,
    events.map(([kind, ground]) => ({ kind, onDate: day('2026-03-31'), ground })),
    day('2026-04-01'),
  )

test('R42-2, A26: revoked on 2026-03-31, barred through 2029-03-31 from every trade (example 26)', () => {
  expect(barAfterRevocation([day('2026-03-31')])).toEqual({
    barredThrough: '2029-03-31',
    earliestReapplication: '2029-04-01',
    article: '42',
  })
})

test('R42-2: of several revocations the last one counts, and without any there is no bar', () => {
  expect(barAfterRevocation([day('2026-03-31'), null, day('2025-01-01')])?.barredThrough).toBe('2029-03-31')
  expect(barAfterRevocation([null, null])).toBeNull()
  expect(barAfterRevocation([])).toBeNull()
})

test('R42-1: only a special-operation certificate is revoked, and only once', () => {
  expect(mayProposeRevocation('operator', standing())).toMatchObject({ ok: true })
  expect(mayProposeRevocation('manager', standing())).toMatchObject({
    refusal: { code: 'revocation_only_of_operators', article: '42' },
  })
  expect(mayProposeRevocation('operator', standing(['revoked']))).toMatchObject({
    refusal: { code: 'certificate_ended' },
  })
  expect(mayProposeRevocation('operator', standing(['revocation_proposed']))).toMatchObject({
    refusal: { code: 'revocation_proposed_already' },
  })
})

test('R42-1: whoever proposed a revocation does not decide it', () => {
  const proposed = standing(['revocation_proposed'])
  expect(mayDecideRevocation(proposed, 'one', 'one')).toMatchObject({ refusal: { code: 'same_person' } })
  expect(mayDecideRevocation(proposed, 'one', 'other')).toMatchObject({ ok: true })
  expect(mayDecideRevocation(standing(), null, 'other')).toMatchObject({ refusal: { code: 'no_revocation_proposed' } })
  expect(mayDecideRevocation(standing(['revocation_proposed'], ['revoked']), 'one', 'other')).toMatchObject({
    refusal: { code: 'certificate_ended' },
  })
})

test('R30-1: six months away to the day ask for the practical exam; a day less does not', () => {
  const awayFrom = day('2026-01-15')
  const ask = (on: string) => mayAskPracticalAgain('operator', standing(), { awayFrom, on: day(on) })
  expect(ask('2026-07-14')).toMatchObject({ refusal: { code: 'not_away_long_enough', reachedOn: '2026-07-15' } })
  expect(ask('2026-07-15')).toMatchObject({ ok: true })
})

test('R30-1: it is asked of operators whose certificate stands, once', () => {
  const away = { awayFrom: day('2025-01-15'), on: day('2026-04-01') }
  expect(mayAskPracticalAgain('principal', standing(), away)).toMatchObject({
    refusal: { code: 'practical_again_only_of_operators' },
  })
  expect(mayAskPracticalAgain('operator', standing(['cancelled', 'other']), away)).toMatchObject({
    refusal: { code: 'certificate_ended' },
  })
  expect(mayAskPracticalAgain('operator', standing(['practical_again_asked']), away)).toMatchObject({
    refusal: { code: 'practical_again_asked_already' },
  })
})
