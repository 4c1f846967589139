import type { CivilDate } from '../instant.ts'
import { type AssessmentPurpose, standing } from '../law/attempts.ts'
import type { Calendar } from '../law/calendar.ts'
import { deadline } from '../law/deadline.ts'
import type { Rules } from '../law/rules.ts'
import { invariant } from '../outcome.ts'
import { type PublishedResult, consequencesOf } from './consequences.ts'

/** What follows from a published result, with the article it rests on. */
export type NextStep =
  | { kind: 'certificate_due'; due: CivilDate; provisional: boolean; article: string }
  /** `keptThrough`: the last day on which the practical exam can build on this pass. */
  | { kind: 'practical_exam'; keptThrough: CivilDate | null; article: string }
  /** A practical exam on a progression result (A14) whose knowledge exam is yet to be published. */
  | { kind: 'knowledge_awaited'; article: string }
  | { kind: 'back_to_work'; article: string }
  /** A reassessment that was passed: the certificate stands as it is. */
  | { kind: 'certificate_stands'; article: string }
  /** Null attempts are without limit. */
  | { kind: 'retake'; attemptsLeft: number | null; article: string }
  | { kind: 'barred'; earliestReapplication: CivilDate; article: string }
  | { kind: 'training_again'; article: string }
  | { kind: 'knowledge_again'; article: string }

/**
 * What follows from the last of these results: the practical exam for an operator who passed knowledge (R27-1); the
 * certificate when everything is passed, counted from publication for a manager (R19-1) and from the pass for an
 * operator (R27-7); work again after an absence (R30-1); so many retakes after a failure, and after the last the
 * one-year bar (R19-4), the training again (R27-8), or what else the rules say.
 *
 * @param results the published results of one assessment up to the one that is asked about
 * @param attemptsLeft how often the person may still sit now, which a later attempt may have used up
 */
export function nextStep(
  { rules, purpose }: { rules: Rules; purpose: AssessmentPurpose },
  results: readonly PublishedResult[],
  attemptsLeft: number | null,
  calendar: Calendar,
): NextStep {
  const last = results.at(-1)
  invariant(last, 'a next step follows from a published result')
  const stand = standing(rules, last.component, results, purpose)
  const { state, article, afterwards, earliestReapplication } = stand
  if (state === 'passed') {
    const end = consequencesOf({ rules, purpose, orderedAgain: false }, results)
    if (end?.outcome !== 'passed') {
      const { knowledgeKeptThrough: keptThrough } = standing(rules, 'practical', results, purpose)
      return { kind: 'practical_exam', keptThrough, article: rules.components.article }
    }
    if (end.certificate === null)
      return purpose === 'practical_again'
        ? { kind: 'back_to_work', article: '30' }
        : { kind: 'certificate_stands', article: '20' }
    const { due, provisional, article: owed } = deadline(end.certificate.clock, end.certificate.from, calendar)
    return { kind: 'certificate_due', due, provisional, article: owed }
  }
  if (state === 'locked') return { kind: 'knowledge_awaited', article }
  if (state === 'retake_available') return { kind: 'retake', attemptsLeft, article }
  if (afterwards === 'barred') {
    invariant(earliestReapplication !== null, 'a published last failure starts its bar')
    return { kind: 'barred', earliestReapplication, article }
  }
  return { kind: afterwards === 'knowledge_again' ? 'knowledge_again' : 'training_again', article }
}
