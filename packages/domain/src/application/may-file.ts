import type { CivilDate } from '../instant.ts'
import { type ApplicationRefusal, type Standing, mayApply } from '../law/attempts.ts'
import { officialCalendar } from '../law/calendar.ts'
import type { ExamCategory } from '../law/categories.ts'
import { deadline } from '../law/deadline.ts'
import type { Rules } from '../law/rules.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import type { Absence, ApplicationPurpose, HeldCertificate } from './application.ts'
import { type BarEvent, type BarRefusal, barOn } from './bars.ts'

/** A person's whole history, as far as it decides whether an application may be made at all. */
export type Filing = {
  readonly purpose: ApplicationPurpose
  readonly category: ExamCategory
  readonly rules: Rules
  /** Where the person stands in every earlier assessment, as `mayApply` reads it. */
  readonly earlier: readonly Standing[]
  readonly barEvents: readonly BarEvent[]
  /** The end of the course that the application rests on, if it was passed. */
  readonly trainedOn: CivilDate | null
  readonly certificate: HeldCertificate | null
  /** Whether an assessment was passed whose certificate is still to come. */
  readonly certificatePending: boolean
  readonly absence: Absence | null
}

export type FilingRefusal =
  | BarRefusal
  | ApplicationRefusal
  | { code: 'already_passed'; article: string }
  | { code: 'certificate_stands'; article: string; validThrough: CivilDate | null }
  | { code: 'certificate_missing'; article: string }
  | { code: 'certificate_expired'; article: string; validThrough: CivilDate }
  | { code: 'not_away_long_enough'; article: string; reachedOn: CivilDate | null }

/**
 * Whether an application of this purpose may be made on a day: no bar runs (R19-4, R42-2, A28), nothing is open
 * beside it, training came after a last failure (R27-8), and the certificates held make sense of what is asked.
 * Whether the person meets the conditions of arts. 11, 22 and 25 is another question, answered in writing by the
 * authority (R17-4, R26-3).
 *
 * @param appliedOn the day it was made, where it is judged again later: a certificate need not outlast the decision
 */
export function mayFile(filing: Filing, on: CivilDate, appliedOn: CivilDate = on): Outcome<true, FilingRefusal> {
  const { category, rules, earlier, barEvents, trainedOn, certificatePending } = filing
  const bar = barOn(barEvents, category, on)
  if (bar) return refuse(bar)
  const may = mayApply(rules, earlier, on, trainedOn)
  if (!may.ok) return may
  if (certificatePending) return refuse({ code: 'already_passed', article: rules.cutScore.article })
  return fitsCertificate(filing, appliedOn)
}

function fitsCertificate(
  { purpose, category, certificate, absence }: Filing,
  on: CivilDate,
): Outcome<true, FilingRefusal> {
  const validThrough = certificate?.validThrough ?? null
  const valid = certificate !== null && (validThrough === null || on <= validThrough)
  switch (purpose) {
    case 'first':
      // A5: a certificate of the same category goes with the person; what recurs is the authority's to begin (R20-1).
      if (!valid) return allow(true)
      return refuse({ code: 'certificate_stands', article: category === 'operator' ? '28' : '20', validThrough })
    case 'renewal':
      return heldAndValid('29', certificate, on)
    case 'practical_again': {
      const held = heldAndValid('30', certificate, on)
      return held.ok ? awayLongEnough(absence) : held
    }
    case 'reassessment':
      return allow(true)
  }
}

/** A17: after expiry nothing is left to renew, and the way is a first application with its ninety hours. */
function heldAndValid(
  article: '29' | '30',
  certificate: HeldCertificate | null,
  on: CivilDate,
): Outcome<true, FilingRefusal> {
  if (certificate === null) return refuse({ code: 'certificate_missing', article })
  const { validThrough } = certificate
  if (validThrough === null || on <= validThrough) return allow(true)
  return refuse({ code: 'certificate_expired', article, validThrough })
}

/** R30-1: six full months away; whoever was away for less goes on without an exam. */
function awayLongEnough(absence: Absence | null): Outcome<true, FilingRefusal> {
  if (absence === null) return refuse({ code: 'not_away_long_enough', article: '30', reachedOn: null })
  const reachedOn = deadline('operator.absence', absence.from, officialCalendar()).due
  if (absence.until >= reachedOn) return allow(true)
  return refuse({ code: 'not_away_long_enough', article: '30', reachedOn })
}
