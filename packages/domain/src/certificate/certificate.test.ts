import { expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import {
  type CertificateDates,
  type CertificateEvent,
  cycleDueAfter,
  datesAtIssue,
  renewalMarkOf,
  standingOf,
  validThroughFrom,
} from './certificate.ts'
import { mayAmend, mayCancel } from './check-change.ts'

const day = (text: string) => text as CivilDate
const event = (
  kind: CertificateEvent['kind'],
  onDate: string,
  ground?: CertificateEvent['ground'],
): CertificateEvent => ({
  kind,
  onDate: day(onDate),
  ground,
})

const OPERATOR: CertificateDates = {
  category: 'operator',
  issuedOn: day('2026-11-20'),
  validFrom: day('2026-11-20'),
  validThrough: day('2032-11-19'),
}
const MANAGER: CertificateDates = {
  category: 'manager',
  issuedOn: day('2023-06-07'),
  validFrom: day('2023-06-07'),
  validThrough: null,
}
const ISSUED = event('issued', '2026-11-20')

const stateOn = (certificate: CertificateDates, on: string, ...events: CertificateEvent[]) =>
  standingOf(certificate, events, day(on)).state

test('R28-1: a special-operation certificate is valid for six years less a day (example 14)', () => {
  expect(validThroughFrom(day('2026-11-20'))).toBe('2032-11-19')
  expect(renewalMarkOf(day('2032-11-19'))).toBe('2032-09-20')
  expect(stateOn(OPERATOR, '2026-11-20', ISSUED)).toBe('valid')
  expect(stateOn(OPERATOR, '2032-11-19', ISSUED)).toBe('valid')
  expect(stateOn(OPERATOR, '2032-11-20', ISSUED)).toBe('expired')
})

test('R28-1: issued on 29 February, it holds to the day before the last of that February six years on', () => {
  expect(validThroughFrom(day('2028-02-29'))).toBe('2034-02-27')
})

test('R19-2: a manager’s certificate has no end of its own', () => {
  expect(datesAtIssue('principal', { issuedOn: day('2026-11-20'), passedOn: day('2026-11-02') }, null)).toEqual({
    category: 'principal',
    issuedOn: '2026-11-20',
    validFrom: '2026-11-20',
    validThrough: null,
  })
})

test('A18: renewed in time, a certificate begins the day after the old one’s last day; else at its issue', () => {
  const old = { validThrough: day('2026-12-31') }
  const early = datesAtIssue('operator', { issuedOn: day('2026-11-20'), passedOn: day('2026-11-02') }, old)
  expect(early).toMatchObject({ issuedOn: '2026-11-20', validFrom: '2027-01-01', validThrough: '2032-12-31' })
  // Passed on the very last day: the authority's twenty working days are not the holder's.
  const onTheDay = datesAtIssue('operator', { issuedOn: day('2027-01-20'), passedOn: day('2026-12-31') }, old)
  expect(onTheDay).toMatchObject({ validFrom: '2027-01-01', validThrough: '2032-12-31' })
  const late = datesAtIssue('operator', { issuedOn: day('2027-01-20'), passedOn: day('2027-01-01') }, old)
  expect(late).toMatchObject({ validFrom: '2027-01-20', validThrough: '2033-01-19' })
  const first = datesAtIssue('operator', { issuedOn: day('2027-01-20'), passedOn: day('2026-12-31') }, null)
  expect(first).toMatchObject({ validFrom: '2027-01-20', validThrough: '2033-01-19' })
})

test('A18: the old certificate holds to its last day, and the new one from the day after', () => {
  const old = { ...OPERATOR, validFrom: day('2020-12-01'), validThrough: day('2026-11-30') }
  const next = { ...OPERATOR, validFrom: day('2026-12-01'), validThrough: day('2032-11-30') }
  const renewed = event('renewed', '2026-11-20')
  expect(standingOf(old, [ISSUED, renewed], day('2026-11-30'))).toMatchObject({
    state: 'valid',
    mayWork: true,
    renewed: true,
  })
  expect(stateOn(next, '2026-11-30', ISSUED)).toBe('not_yet_valid')
  expect(standingOf(next, [ISSUED], day('2026-11-30'))).toMatchObject({ stands: true, mayWork: false })
  expect(stateOn(old, '2026-12-01', ISSUED, renewed)).toBe('renewed')
  expect(stateOn(next, '2026-12-01', ISSUED)).toBe('valid')
})

test('R20-1, A32: the three years end a day before the date (example 16), and a missed cycle does not kill the certificate', () => {
  expect(cycleDueAfter(day('2023-06-07'))).toBe('2026-06-06')
  expect(stateOn(MANAGER, '2026-06-06')).toBe('valid')
  expect(standingOf(MANAGER, [], day('2026-06-07'))).toMatchObject({
    state: 'cycle_overdue',
    stands: true,
    mayWork: true,
    cycleDue: '2026-06-06',
  })
})

test('R20-1: a passed reassessment begins three new years', () => {
  const events = [
    event('issued', '2023-06-07'),
    event('cycle_overdue', '2026-06-07'),
    event('cycle_passed', '2026-07-10'),
  ]
  expect(standingOf(MANAGER, events, day('2026-07-10'))).toMatchObject({ state: 'valid', cycleDue: '2029-07-09' })
  expect(stateOn(MANAGER, '2029-07-10', ...events)).toBe('cycle_overdue')
})

test('R20-1: operators have no three-year cycle', () => {
  expect(standingOf(OPERATOR, [ISSUED], day('2031-01-01'))).toMatchObject({ state: 'valid', cycleDue: null })
})

test('R30-1: the practical exam again keeps the certificate’s dates, and forbids work until it is passed', () => {
  const asked = event('practical_again_asked', '2027-08-01')
  expect(standingOf(OPERATOR, [ISSUED, asked], day('2027-08-01'))).toMatchObject({
    state: 'practical_again',
    stands: true,
    mayWork: false,
    lastDay: '2032-11-19',
  })
  const passed = event('practical_again_passed', '2027-09-01')
  expect(standingOf(OPERATOR, [ISSUED, asked, passed], day('2027-09-01'))).toMatchObject({
    state: 'valid',
    lastDay: '2032-11-19',
  })
  expect(stateOn(OPERATOR, '2032-11-20', ISSUED, asked)).toBe('expired')
})

test('R31-1: issued again, it has the dates it had', () => {
  expect(standingOf(OPERATOR, [ISSUED, event('reissued', '2028-01-01')], day('2028-01-01'))).toEqual(
    standingOf(OPERATOR, [ISSUED], day('2028-01-01')),
  )
})

test('A27: revoking takes away for fault, cancelling records an end; each is told from the other', () => {
  const cancelled = event('cancelled', '2027-03-01', 'death')
  expect(standingOf(OPERATOR, [ISSUED, cancelled], day('2027-03-02'))).toMatchObject({
    state: 'cancelled',
    stands: false,
    mayWork: false,
    lastDay: '2027-03-01',
  })
  // What is revoked is struck off as well; it stays revoked.
  const revoked = [event('revoked', '2027-03-01'), event('cancelled', '2027-03-01', 'revoked')]
  expect(stateOn(OPERATOR, '2027-03-02', ISSUED, ...revoked)).toBe('revoked')
  expect(stateOn(OPERATOR, '2033-01-01', ISSUED, ...revoked)).toBe('revoked')
})

test('A27: what ran out and was struck off for it is expired, and not cancelled for another reason', () => {
  const struck = event('cancelled', '2032-11-20', 'expired')
  expect(stateOn(OPERATOR, '2032-11-21', ISSUED, struck)).toBe('expired')
  expect(stateOn(OPERATOR, '2032-11-21', ISSUED, event('renewed', '2032-10-01'), struck)).toBe('renewed')
})

test('R42-1: a proposal stands until it is decided, either way', () => {
  const proposed = event('revocation_proposed', '2027-01-01')
  const open = (...events: CertificateEvent[]) =>
    standingOf(OPERATOR, [ISSUED, ...events], day('2027-02-01')).revocationProposed
  expect(open(proposed)).toBe(true)
  expect(open(proposed, event('revocation_dismissed', '2027-01-10'))).toBe(false)
  expect(open(proposed, event('revoked', '2027-01-10'))).toBe(false)
  expect(open(proposed, event('revocation_dismissed', '2027-01-10'), proposed)).toBe(true)
})

test('R31-1, R31-2: only a certificate that stands is reissued, updated or struck off', () => {
  const standing = (...events: CertificateEvent[]) => standingOf(OPERATOR, [ISSUED, ...events], day('2027-02-01'))
  expect(mayAmend(standing())).toMatchObject({ ok: true })
  expect(mayAmend(standing(event('practical_again_asked', '2027-01-01')))).toMatchObject({ ok: true })
  expect(mayAmend(standing(event('revoked', '2027-01-01')))).toMatchObject({ refusal: { code: 'certificate_ended' } })
  expect(mayCancel(standing(event('cancelled', '2027-01-01', 'other')))).toMatchObject({
    refusal: { code: 'certificate_ended' },
  })
  expect(mayCancel(standing(event('revocation_proposed', '2027-01-01')))).toMatchObject({
    refusal: { code: 'revocation_undecided' },
  })
})
