import type { CivilDate } from '../instant.ts'
import {
  type ApplicationRefusal,
  type AssessmentPurpose,
  type AttemptRefusal,
  type AttemptResult,
  assessmentEnd,
  componentsAsked,
  mayApply,
  mayAttempt,
  standing,
  isAssessment,
  standings,
} from '../law/attempts.ts'
import type { ExamCategory } from '../law/categories.ts'
import type { Component, Rules } from '../law/rules.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import type { SessionPurpose } from './session.ts'

/** One of a person's assessments, with what came of it so far. */
export type Assessment = {
  readonly id: string
  readonly category: ExamCategory
  readonly trade: string | null
  readonly purpose: AssessmentPurpose
  /** By which it is judged: those of its last failure, or those it was opened under. */
  readonly rules: Rules
  readonly closed: boolean
  /** The published results of its components, first attempts first, with what the one before leaves to it (A12). */
  readonly results: readonly AttemptResult[]
  /** Places on other rosters whose results are not published; absences are no such places (A7). */
  readonly pending: readonly Pending[]
}

export type Pending = {
  readonly component: Component
  /** The session is named to its own authority alone. */
  readonly session: string | null
  /**
   * The internal progression result (A14): a pass that is scored and waits for its publication. It opens the
   * practical exam and does nothing else; it is no published result, and nobody is told of it.
   */
  readonly progression: AttemptResult | null
}

/** The exam that a roster is for. */
export type PlaceAsked = {
  readonly category: ExamCategory
  readonly trade: string | null
  readonly component: Component
  readonly purpose: SessionPurpose
  /** The rules in force, which a new assessment is opened under. */
  readonly rules: Rules
}

/**
 * The attempt a person takes: in the assessment that stands open, or (null) in a new one. `lapsed` names an open one
 * whose knowledge pass has lapsed (A11): it ends when the new one begins.
 */
export type Place = { readonly assessmentId: string | null; readonly attempt: number; readonly lapsed: string | null }

export type PlaceRefusal = AttemptRefusal | ApplicationRefusal | { code: 'result_pending'; session: string | null }

/**
 * Whether a person may have a place on the roster of a session, and for which attempt. One person has one
 * way through one assessment, whatever province, session or spelling they come with (A51): so many attempts of each
 * component as the rules give (R19-3, R27-8), each only once the one before it is published, and the practical exam
 * only after the knowledge exam (R27-1), which a progression result is enough for (A14).
 *
 * A spot check is open to everybody: it is no attempt of anything (R40-1).
 *
 * @param on the day the place is asked for
 */
export function placeCandidate(
  asked: PlaceAsked,
  assessments: readonly Assessment[],
  on: CivilDate,
): Outcome<Place, PlaceRefusal> {
  const { category, trade, component, rules } = asked
  if (asked.purpose !== 'assessment') return allow({ assessmentId: null, attempt: 1, lapsed: null })
  const real = assessments.filter(({ purpose }) => isAssessment(purpose))
  const same = real.filter((past) => past.category === category && past.trade === trade)
  const pending = same
    .flatMap((past) => past.pending)
    .find((place) => place.component === component || (component === 'practical' && place.progression === null))
  if (pending) return refuse({ code: 'result_pending', session: pending.session })

  const open = same.find(({ closed }) => !closed)
  if (open && !(component === 'knowledge' && isLapsed(open, on))) return placeIn(open, component, on)

  const passed = same.find((past) => endOf(past)?.outcome === 'passed')
  if (passed) return refuse({ code: 'already_passed', article: passed.rules.cutScore.article })
  const related = category === 'operator' ? same : real.filter((past) => past.category !== 'operator')
  // Training again is judged where it is shown, with an application: here none counts.
  const may = mayApply(rules, related.flatMap(standingsOf), on, null)
  if (!may.ok) return may
  // Only an application opens an assessment that begins with the practical exam (R30-1).
  if (component === 'practical') return refuse({ code: 'knowledge_not_passed', article: rules.components.article })
  return allow({ assessmentId: null, attempt: 1, lapsed: open?.id ?? null })
}

function placeIn(open: Assessment, component: Component, on: CivilDate): Outcome<Place, AttemptRefusal> {
  const { id, purpose, rules, results, pending } = open
  if (!componentsAsked(rules, purpose).includes(component))
    return refuse({ code: 'component_not_asked', article: '30', component })

  const progressions = pending.flatMap(({ progression }) => progression ?? [])
  const may = mayAttempt(standing(rules, component, [...results, ...progressions], purpose), on)
  return may.ok ? allow({ assessmentId: id, attempt: may.value.attempt, lapsed: null }) : may
}

/** Whether an assessment can't be finished any more because its knowledge pass is no longer kept (A11). */
function isLapsed(assessment: Assessment, on: CivilDate) {
  if (assessment.pending.length > 0) return false
  return standingsOf(assessment).some(
    ({ state, knowledgeKeptThrough }) =>
      state !== 'passed' && knowledgeKeptThrough !== null && on > knowledgeKeptThrough,
  )
}

function standingsOf({ purpose, rules, results }: Assessment) {
  return standings(rules, purpose, results)
}

function endOf({ purpose, rules, results }: Assessment) {
  return assessmentEnd(rules, purpose, results)
}
