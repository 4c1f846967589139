import type { CivilDate } from '../instant.ts'
import { type AttemptResult, standing } from '../law/attempts.ts'
import type { Calendar } from '../law/calendar.ts'
import type { ExamCategory } from '../law/categories.ts'
import { deadline } from '../law/deadline.ts'
import { RULES } from '../law/rules.ts'
import { invariant } from '../outcome.ts'

/** What follows from a published result, with the article it rests on. */
export type NextStep =
  | { kind: 'certificate_due'; due: CivilDate; provisional: boolean; article: string }
  | { kind: 'practical_exam'; article: string }
  | { kind: 'retake'; attemptsLeft: number; article: string }
  | { kind: 'barred'; earliestReapplication: CivilDate; article: string }
  | { kind: 'training_again'; article: string }

/**
 * What follows from the last of these results: the certificate for a manager who passed (R19-1), the
 * practical exam for an operator who did (R27-1), one retake after a first failure, and after a second the
 * one-year bar (R19-4) or the training again (R27-8).
 *
 * @param results the published results of one assessment up to the one that is asked about
 * @param attemptsLeft how often the person may still sit now, which a later attempt may have used up
 */
export function nextStep(
  category: ExamCategory,
  results: readonly (AttemptResult & { readonly publishedOn: CivilDate })[],
  attemptsLeft: number,
  calendar: Calendar,
): NextStep {
  const rules = RULES[category]
  const last = results.at(-1)
  invariant(last, 'a next step follows from a published result')
  const { state, article, afterwards, earliestReapplication } = standing(rules, 'knowledge', results)
  if (state === 'passed') {
    if (rules.components.value.includes('practical'))
      return { kind: 'practical_exam', article: rules.components.article }
    const { due, provisional, article: certificateArticle } = deadline(rules.certificate, last.publishedOn, calendar)
    return { kind: 'certificate_due', due, provisional, article: certificateArticle }
  }
  if (state === 'retake_available') return { kind: 'retake', attemptsLeft, article }
  if (afterwards === 'retrain') return { kind: 'training_again', article }
  invariant(earliestReapplication !== null, 'a published last failure starts its bar')
  return { kind: 'barred', earliestReapplication, article }
}
