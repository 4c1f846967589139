import type { ResponseOf } from '@kaochang/contract/endpoints'
import type { CandidateResult, readMyResults } from '@kaochang/contract/result'
import type { Database } from '@kaochang/database/client'
import { type Attempt, type PersonAssessment, getPerson, listAssessments } from '@kaochang/database/result'
import type { PersonId } from '@kaochang/domain/ids'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import type { Calendar } from '@kaochang/domain/law/calendar'
import { CUT_SCORE } from '@kaochang/domain/law/marks'
import type { Rules } from '@kaochang/domain/law/rules'
import { releaseDeadline, releaseDuty } from '@kaochang/domain/result/release-duty'
import { isAssessment } from '@kaochang/domain/law/attempts'
import { readCalendars } from '../law/read-calendar.ts'
import { readRulesFor } from '../law/rules-for.ts'
import { nextAfter } from './next-after.ts'

/** A candidate's own exams, newest first. Of one that is not published they learn only by when it must be. */
export async function readMyResultsFor(
  db: Database,
  personId: PersonId,
  at: Instant,
): Promise<ResponseOf<typeof readMyResults>> {
  const { name, idNumberMasked } = await getPerson(db, personId)
  // Nothing of a spot check or a rehearsal is published, and nothing is due of it.
  const assessments = (await listAssessments(db, [personId])).filter(({ purpose }) => isAssessment(purpose))
  const rulesFor = await readRulesFor(db, assessments, civilDateAt(at))
  const calendars = await readCalendars(db)
  const results = assessments
    .flatMap((assessment) => assessment.attempts.map((attempt) => ({ assessment, attempt })))
    .toSorted((a, b) => b.attempt.startsAt - a.attempt.startsAt)
    .map(({ assessment, attempt }) =>
      presentResult(assessment, attempt, { rules: rulesFor(assessment), calendar: calendars(attempt.province), at }),
    )
  return { name, idNumberMasked, results }
}

function presentResult(
  assessment: PersonAssessment,
  attempt: Attempt,
  { rules, calendar, at }: { rules: Rules; calendar: Calendar; at: Instant },
): CandidateResult {
  const { category } = assessment
  const { sessionName, startedAt, examEndedAt, absent, published } = attempt
  const ended = startedAt && examEndedAt
  const publishedOn = published && civilDateAt(published.publishedAt)
  // By this sitting's own end, which may be later than the session's first (A1): nothing is due before it.
  const duty =
    ended === null
      ? null
      : releaseDuty(
          releaseDeadline(category, civilDateAt(ended), calendar),
          { today: civilDateAt(at), publishedOn },
          calendar,
        )
  return {
    examName: sessionName,
    category,
    component: attempt.component,
    attempt: attempt.attempt,
    startsAt: attempt.startsAt,
    siteName: attempt.siteName,
    satAt: startedAt,
    state: published ? 'released' : absent ? 'not_sat' : startedAt === null ? 'coming' : 'awaiting_release',
    due: duty && { due: duty.due, provisional: duty.provisional, overdue: duty.overdue },
    result: published && {
      points: published.points,
      cutScore: CUT_SCORE,
      passed: published.passed,
      byArea: published.byArea.map((area) => ({ ...area })),
      publishedAt: published.publishedAt,
      next: nextAfter(assessment, attempt.sittingId, { rules, calendar }),
    },
  }
}
