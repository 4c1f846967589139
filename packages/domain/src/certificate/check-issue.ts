import type { ApplicationPurpose } from '../application/application.ts'
import type { CivilDate } from '../instant.ts'
import { type AssessmentPurpose, type AttemptResult, assessmentEnd, componentsAsked } from '../law/attempts.ts'
import type { ExamCategory } from '../law/categories.ts'
import type { ClockName } from '../law/deadline.ts'
import type { Rules } from '../law/rules.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import { type CertificateStanding, datesAtIssue } from './certificate.ts'
import { barAfterRevocation } from './revocation.ts'

/** When an assessment was passed: all that its purpose asks for, and published. */
export type Pass = {
  /** The day the last component was passed: that of the exam and not of its publication (A13). */
  readonly passedOn: CivilDate
  /** The day the last of the passing results was published. */
  readonly publishedOn: CivilDate
}

/**
 * When an assessment was passed by what was published of it; null while anything its purpose asks for is not.
 *
 * @param results the published results of one assessment, in order
 */
export function passOf(
  rules: Rules,
  purpose: ApplicationPurpose,
  results: readonly (AttemptResult & { readonly publishedOn: CivilDate })[],
): Pass | null {
  if (assessmentEnd(rules, purpose, results)?.outcome !== 'passed') return null
  const passing = componentsAsked(rules, purpose).map((component) =>
    results.find((result) => result.component === component && (result.points ?? 0) >= rules.cutScore.value),
  )
  const days = passing.flatMap((result) => (result ? [result] : []))
  return {
    passedOn: latest(days.map(({ endedOn, publishedOn }) => endedOn ?? publishedOn)),
    publishedOn: latest(days.map(({ publishedOn }) => publishedOn)),
  }
}

/** The clock that runs from a pass, and the day it runs from (R19-1, R27-7, R29-3). */
export function certificateClock(
  category: ExamCategory,
  purpose: ApplicationPurpose,
  { passedOn, publishedOn }: Pass,
): { readonly clock: ClockName; readonly from: CivilDate } {
  if (category !== 'operator') return { clock: 'manager.certificate', from: publishedOn }
  return { clock: purpose === 'renewal' ? 'operator.renewalIssue' : 'operator.certificate', from: passedOn }
}

/** Whether passing an assessment of this purpose leads to a certificate; the others leave the old one its dates. */
export function leadsToCertificate(purpose: AssessmentPurpose): purpose is 'first' | 'renewal' {
  return purpose === 'first' || purpose === 'renewal'
}

/** A certificate that a person has, as the rule on a further one reads it. */
export type Held<Id = unknown> = {
  readonly id: Id
  readonly category: ExamCategory
  readonly trade: string | null
  readonly validThrough: CivilDate | null
  readonly standing: CertificateStanding
  readonly revokedOn: CivilDate | null
}

export type IssueQuestion<Id = unknown> = {
  readonly category: ExamCategory
  readonly trade: string | null
  readonly purpose: AssessmentPurpose
  readonly pass: Pass | null
  readonly issued: boolean
  /** Every other certificate of the person. */
  readonly held: readonly Held<Id>[]
  readonly on: CivilDate
}

export type IssueRefusal =
  | { code: 'no_certificate_of_this' }
  | { code: 'certificate_issued_already' }
  | { code: 'assessment_not_passed'; article: string }
  | { code: 'barred_after_revocation'; article: string; earliestReapplication: CivilDate }
  | { code: 'certificate_stands'; article: string; validThrough: CivilDate | null }

/**
 * Whether a certificate may be issued for an assessment, and when it will hold. A renewal names the certificate that it
 * follows: the last one of the trade that was neither revoked nor struck off.
 */
export function mayIssue<Id>({
  category,
  trade,
  purpose,
  pass,
  issued,
  held,
  on,
}: IssueQuestion<Id>): Outcome<ReturnType<typeof datesAtIssue> & { renews: Id | null }, IssueRefusal> {
  if (!leadsToCertificate(purpose)) return refuse({ code: 'no_certificate_of_this' })
  if (issued) return refuse({ code: 'certificate_issued_already' })
  const article = category === 'operator' ? '27' : '19'
  if (pass === null) return refuse({ code: 'assessment_not_passed', article })

  if (category === 'operator') {
    const bar = barAfterRevocation(held.map(({ revokedOn }) => revokedOn))
    if (bar !== null && on < bar.earliestReapplication) return refuse({ code: 'barred_after_revocation', ...bar })
  }
  const alike = held.filter((other) => other.category === category && other.trade === trade)
  const last = alike
    .filter(({ standing }) => standing.stands || standing.state === 'expired')
    .toSorted((a, b) => ((a.validThrough ?? '') < (b.validThrough ?? '') ? 1 : -1))[0]
  if (purpose === 'first' && last?.standing.stands) {
    const { validThrough } = last
    return refuse({ code: 'certificate_stands', article: category === 'operator' ? '28' : '20', validThrough })
  }
  const predecessor = purpose === 'renewal' ? (last ?? null) : null
  const dates = datesAtIssue(category, { issuedOn: on, passedOn: pass.passedOn }, predecessor)
  return allow({ ...dates, renews: predecessor?.id ?? null })
}

function latest(dates: readonly CivilDate[]): CivilDate {
  // ISO dates sort as text.
  return dates.toSorted().at(-1) as CivilDate
}
