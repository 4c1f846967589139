import { type CivilDate, addDays } from '../instant.ts'
import { officialCalendar } from '../law/calendar.ts'
import type { ExamCategory } from '../law/categories.ts'
import { deadline } from '../law/deadline.ts'

/** What can happen to a certificate, as its history keeps it. */
export const CERTIFICATE_EVENT_KINDS = [
  'issued',
  'reissued',
  'updated',
  'renewed',
  'practical_again_asked',
  'practical_again_passed',
  'cycle_passed',
  'cycle_overdue',
  'revocation_proposed',
  'revocation_dismissed',
  'revoked',
  'cancelled',
] as const
export type CertificateEventKind = (typeof CERTIFICATE_EVENT_KINDS)[number]

/**
 * Why a certificate was struck from the register (注销). Cancelling records an end; it is not revoking (撤销), which
 * takes a certificate away for fault and is recorded as an end as well (A27).
 */
export const CANCELLATION_GROUNDS = ['expired', 'revoked', 'death', 'incapacity', 'holder_asked', 'other'] as const
export type CancellationGround = (typeof CANCELLATION_GROUNDS)[number]

/** What art. 42 lets a special-operation certificate be revoked for. */
export const REVOCATION_GROUNDS = ['accident', 'false_record'] as const
export type RevocationGround = (typeof REVOCATION_GROUNDS)[number]

export type CertificateEvent = {
  readonly kind: CertificateEventKind
  readonly onDate: CivilDate
  /** Of a cancellation alone. */
  readonly ground?: CancellationGround | undefined
}

/** What a certificate says of when it holds. */
export type CertificateDates = {
  readonly category: ExamCategory
  readonly issuedOn: CivilDate
  readonly validFrom: CivilDate
  /** The last valid day; null for principals and managers, whose certificates do not expire (R19-2). */
  readonly validThrough: CivilDate | null
}

export const CERTIFICATE_STATES = [
  'valid',
  'not_yet_valid',
  'practical_again',
  'cycle_overdue',
  'renewed',
  'expired',
  'cancelled',
  'revoked',
] as const

/**
 * `not_yet_valid`: renewed in time, and its predecessor still holds. `practical_again`: the holder was six months or
 * more off the post, and must pass the practical exam before working (R30-1). `cycle_overdue`: the three-yearly
 * assessment was missed; the certificate does not die of it (A32). `renewed`: run out, and another took its place.
 */
export type CertificateState = (typeof CERTIFICATE_STATES)[number]

/** How a certificate stands on a day. */
export type CertificateStanding = {
  readonly state: CertificateState
  /** Whether the certificate stands at all, whatever else is asked of the holder. */
  readonly stands: boolean
  /** Whether an operator may work by it on the day (R24-1). */
  readonly mayWork: boolean
  /** The last day it held or will hold; null for one without an end. */
  readonly lastDay: CivilDate | null
  /** The day by which the authority must assess again; null for operators (R20-1). */
  readonly cycleDue: CivilDate | null
  /** Whether another certificate was issued to follow it. */
  readonly renewed: boolean
  /** Whether somebody has proposed to revoke it, and nobody has decided yet. */
  readonly revocationProposed: boolean
}

/**
 * How a certificate stands on a day, by what happened to it. Time alone makes it expire or its cycle overdue: nothing
 * waits for that to be written down.
 *
 * @param events its history, the oldest first
 */
export function standingOf(
  certificate: CertificateDates,
  events: readonly CertificateEvent[],
  on: CivilDate,
): CertificateStanding {
  const { category, validThrough } = certificate
  const cycleDue = category === 'operator' ? null : cycleDueAfter(lastPass(certificate, events))
  const renewed = has(events, 'renewed')
  const state = stateOn(certificate, events, { on, cycleDue, renewed })
  const stands = ['valid', 'not_yet_valid', 'practical_again', 'cycle_overdue'].includes(state)
  return {
    state,
    stands,
    mayWork: state === 'valid' || state === 'cycle_overdue',
    lastDay: stands ? validThrough : (endedBefore(events) ?? validThrough),
    cycleDue: stands ? cycleDue : null,
    renewed,
    revocationProposed:
      lastOf(events, ['revocation_proposed', 'revocation_dismissed', 'revoked']) === 'revocation_proposed',
  }
}

function stateOn(
  { validFrom, validThrough }: CertificateDates,
  events: readonly CertificateEvent[],
  { on, cycleDue, renewed }: { on: CivilDate; cycleDue: CivilDate | null; renewed: boolean },
): CertificateState {
  if (has(events, 'revoked')) return 'revoked'
  if (events.some(({ kind, ground }) => kind === 'cancelled' && ground !== 'expired')) return 'cancelled'
  if (validThrough !== null && on > validThrough) return renewed ? 'renewed' : 'expired'
  if (on < validFrom) return 'not_yet_valid'
  if (lastOf(events, ['practical_again_asked', 'practical_again_passed']) === 'practical_again_asked')
    return 'practical_again'
  return cycleDue !== null && on > cycleDue ? 'cycle_overdue' : 'valid'
}

/** The day by which a principal or manager must be assessed again who last passed, or was certified, on a day (R20-1). */
export function cycleDueAfter(passedOn: CivilDate): CivilDate {
  // Years never roll, so no calendar can move the day.
  return deadline('manager.cycle', passedOn, officialCalendar()).due
}

/** The last day of a special-operation certificate that is valid from a day on: six years less a day (R28-1, 3.4). */
export function validThroughFrom(validFrom: CivilDate): CivilDate {
  return deadline('operator.validity', validFrom, officialCalendar()).due
}

/** The day by which renewal training is done and applied for: sixty days before the last valid one (R29-1). */
export function renewalMarkOf(validThrough: CivilDate): CivilDate {
  return deadline('operator.renewalMark', validThrough, officialCalendar()).due
}

/**
 * When a certificate holds that is issued on a day. Renewed in time, it follows its predecessor without a gap, so that
 * nobody loses days by renewing early (A18); in time is a pass no later than the predecessor's last day, since the days
 * the authority takes to issue are not the holder's. Else it holds from its issue.
 */
export function datesAtIssue(
  category: ExamCategory,
  { issuedOn, passedOn }: { issuedOn: CivilDate; passedOn: CivilDate },
  predecessor: { readonly validThrough: CivilDate | null } | null,
): CertificateDates {
  if (category !== 'operator') return { category, issuedOn, validFrom: issuedOn, validThrough: null }
  const last = predecessor?.validThrough ?? null
  const validFrom = last !== null && passedOn <= last ? addDays(last, 1) : issuedOn
  return { category, issuedOn, validFrom, validThrough: validThroughFrom(validFrom) }
}

/** The day the three years run from: the last passed reassessment, or the certificate itself. */
function lastPass({ issuedOn }: CertificateDates, events: readonly CertificateEvent[]): CivilDate {
  return events.reduce((last, { kind, onDate }) => (kind === 'cycle_passed' ? onDate : last), issuedOn)
}

function endedBefore(events: readonly CertificateEvent[]) {
  return events.find(({ kind, ground }) => kind === 'revoked' || (kind === 'cancelled' && ground !== 'expired'))?.onDate
}

function has(events: readonly CertificateEvent[], wanted: CertificateEventKind) {
  return events.some(({ kind }) => kind === wanted)
}

function lastOf(events: readonly CertificateEvent[], among: readonly CertificateEventKind[]) {
  return events.reduce<CertificateEventKind | null>((last, { kind }) => (among.includes(kind) ? kind : last), null)
}
