import { type PersonAssessment, judgedResults } from '@kaochang/database/result'
import type { SittingId } from '@kaochang/domain/ids'
import { standing } from '@kaochang/domain/law/attempts'
import type { Calendar } from '@kaochang/domain/law/calendar'
import type { Rules } from '@kaochang/domain/law/rules'
import { invariant } from '@kaochang/domain/outcome'
import { type NextStep, nextStep } from '@kaochang/domain/result/next-step'

/** What followed from one published result of an assessment; of a retake that was taken since, none is left. */
export function nextAfter(
  assessment: PersonAssessment,
  sittingId: SittingId,
  { rules, calendar }: { rules: Rules; calendar: Calendar },
): NextStep {
  const { purpose, attempts } = assessment
  const place = attempts.findIndex((attempt) => attempt.sittingId === sittingId)
  const asked = attempts[place]
  invariant(asked, 'a sitting is one of its assessment’s attempts')
  // A practical exam may be published before the knowledge exam that it builds on (A14): that one counts, whenever it came.
  const before = attempts.filter(
    ({ component }, index) => index <= place || (asked.component === 'practical' && component === 'knowledge'),
  )
  const upToHere = [...before.filter((attempt) => attempt !== asked), asked]
  const { attemptsLeft } = standing(rules, asked.component, judgedResults(assessment, rules), purpose)
  const results = judgedResults({ ...assessment, attempts: upToHere }, rules)
  return nextStep({ rules, purpose }, results, attemptsLeft, calendar)
}
