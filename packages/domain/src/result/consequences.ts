import { type Pass, certificateClock, leadsToCertificate, passOf } from '../certificate/check-issue.ts'
import type { CivilDate } from '../instant.ts'
import { type AssessmentPurpose, type AttemptResult, assessmentEnd, isAssessment } from '../law/attempts.ts'
import type { ClockName } from '../law/deadline.ts'
import type { Rules } from '../law/rules.ts'
import { invariant } from '../outcome.ts'

/** A result that was published: only those have consequences. */
export type PublishedResult = AttemptResult & { readonly publishedOn: CivilDate }

/** The clock of the certificate that a pass leads to, and the day it starts from. */
export type CertificateOwed = { readonly clock: ClockName; readonly from: CivilDate }

/** What the law couples to the end of an assessment. */
export type Consequences =
  /** `certificate` is null where the old one stands and keeps its dates: after an absence, and after a reassessment. */
  | { readonly outcome: 'passed'; readonly pass: Pass; readonly certificate: CertificateOwed | null }
  /**
   * The last attempt failed. `tell` is the notice to move the person from the post, which only principals' and
   * managers' failures lead to (R19-5, R40-3); operators are trained again, and nobody is told to move them (R27-8).
   */
  | { readonly outcome: 'failed'; readonly failedOn: CivilDate; readonly tell: 'N4' | 'N9' | null }

/**
 * What follows when the published results of an assessment end it; null while it goes on, and for a spot check
 * (R40-1) or a rehearsal, which have none of these consequences.
 *
 * @param orderedAgain whether the assessment answers an order of art. 40 (A20)
 */
export function consequencesOf(
  { rules, purpose, orderedAgain }: { rules: Rules; purpose: AssessmentPurpose; orderedAgain: boolean },
  results: readonly PublishedResult[],
): Consequences | null {
  if (!isAssessment(purpose)) return null
  const end = assessmentEnd(rules, purpose, results)
  if (end === null) return null
  if (end.outcome === 'failed') {
    const { failedOn, afterwards } = end.failed
    invariant(failedOn !== null, 'a published failure has its day')
    const moved = afterwards === 'barred'
    return { outcome: 'failed', failedOn, tell: moved ? (orderedAgain ? 'N9' : 'N4') : null }
  }
  const pass = passOf(rules, purpose, results)
  invariant(pass, 'an assessment that is passed has its pass')
  const certificate = leadsToCertificate(purpose) ? certificateClock(rules.category, purpose, pass) : null
  return { outcome: 'passed', pass, certificate }
}
