import type { ResponseOf } from '@kaochang/contract/endpoints'
import type { CandidateResult, readMyResults } from '@kaochang/contract/result'
import type { Database } from '@kaochang/database/client'
import {
  type Attempt,
  type PersonAssessment,
  attemptResults,
  getPerson,
  listAssessments,
} from '@kaochang/database/result'
import type { PersonId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { standing } from '@kaochang/domain/law/attempts'
import { officialCalendar } from '@kaochang/domain/law/calendar'
import { CUT_SCORE } from '@kaochang/domain/law/marks'
import { RULES } from '@kaochang/domain/law/rules'
import { nextStep } from '@kaochang/domain/result/next-step'
import { dutyOf } from './score-sheet.ts'

/** A candidate's own exams, newest first. Of one that is not published they learn only by when it must be. */
export async function readMyResultsFor(
  db: Database,
  personId: PersonId,
  at: Instant,
): Promise<ResponseOf<typeof readMyResults>> {
  const { name, idNumberMasked } = await getPerson(db, personId)
  const assessments = await listAssessments(db, [personId])
  const results = assessments
    .flatMap((assessment) => assessment.attempts.map((attempt) => ({ assessment, attempt })))
    .toSorted((a, b) => b.attempt.startsAt - a.attempt.startsAt)
    .map(({ assessment, attempt }) => presentResult(assessment, attempt, at))
  return { name, idNumberMasked, results }
}

function presentResult(assessment: PersonAssessment, attempt: Attempt, at: Instant): CandidateResult {
  const { category } = assessment
  const { sessionName, startedAt, examEndedAt, published } = attempt
  const duty = dutyOf(category, startedAt && examEndedAt, { at, publishedAt: published?.publishedAt ?? null })
  return {
    examName: sessionName,
    category,
    attempt: attempt.attempt,
    satAt: startedAt,
    state: published ? 'released' : startedAt === null ? 'not_sat' : 'awaiting_release',
    due: duty && { due: duty.due, provisional: duty.provisional, overdue: duty.overdue },
    result: published && {
      points: published.points,
      cutScore: CUT_SCORE,
      passed: published.passed,
      byArea: published.byArea.map((area) => ({ ...area })),
      publishedAt: published.publishedAt,
      next: nextAfter(assessment, attempt),
    },
  }
}

/** What followed from a result; of a retake that was taken since, none is left. */
function nextAfter({ category, attempts }: PersonAssessment, attempt: Attempt) {
  const upToHere = attempts.slice(0, attempts.indexOf(attempt) + 1)
  const { attemptsLeft } = standing(RULES[category], 'knowledge', attemptResults(attempts))
  return nextStep(category, attemptResults(upToHere), attemptsLeft, officialCalendar())
}
