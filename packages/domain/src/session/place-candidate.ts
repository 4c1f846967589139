import type { CivilDate } from '../instant.ts'
import {
  type ApplicationRefusal,
  type AttemptRefusal,
  type AttemptResult,
  mayApply,
  mayAttempt,
  standing,
} from '../law/attempts.ts'
import type { ExamCategory } from '../law/categories.ts'
import { RULES } from '../law/rules.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'

/** One of a person's assessments, with what came of it so far. */
export type Assessment = {
  readonly id: string
  readonly category: ExamCategory
  readonly trade: string | null
  readonly closed: boolean
  /** The published results, first attempt first. */
  readonly results: readonly AttemptResult[]
  /**
   * A place on another roster whose result is not published; absences are no such place (A7). The session is
   * named to its own authority alone.
   */
  readonly pending: { readonly session: string | null } | null
}

/** The attempt a person takes: in the assessment that stands open, or (null) in a new one. */
export type Place = { readonly assessmentId: string | null; readonly attempt: 1 | 2 }

export type PlaceRefusal = AttemptRefusal | ApplicationRefusal | { code: 'result_pending'; session: string | null }

/**
 * Whether a person may have a place on the roster of a session, and for which attempt. One person has one
 * way through one assessment, whatever province, session or spelling they come with (A51): a first attempt
 * and one retake (R19-3, R27-8), the second only once the first is published.
 *
 * @param on the day the place is asked for
 */
export function placeCandidate(
  { category, trade }: { category: ExamCategory; trade: string | null },
  assessments: readonly Assessment[],
  on: CivilDate,
): Outcome<Place, PlaceRefusal> {
  const same = assessments.filter((past) => past.category === category && past.trade === trade)
  const pending = same.find((past) => past.pending !== null)?.pending
  if (pending) return refuse({ code: 'result_pending', session: pending.session })

  const open = same.find(({ closed }) => !closed)
  if (open) {
    const may = mayAttempt(standingOf(open), on)
    return may.ok ? allow({ assessmentId: open.id, attempt: may.value.attempt }) : may
  }

  for (const past of same) {
    const passed = mayAttempt(standingOf(past), on)
    if (!passed.ok && passed.refusal.code === 'already_passed') return passed
  }
  const related = category === 'operator' ? same : assessments.filter((past) => past.category !== 'operator')
  // Training is not recorded here yet, so none counts: an operator who failed twice waits for the application room.
  const may = mayApply(RULES[category], related.map(standingOf), on, null)
  return may.ok ? allow({ assessmentId: null, attempt: 1 }) : may
}

function standingOf({ category, results }: Assessment) {
  return standing(RULES[category], 'knowledge', results)
}
