import type { CivilDate } from '../instant.ts'
import type { Category } from '../law/categories.ts'
import { addMonths } from '../law/deadline.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'

export type Absence = {
  readonly category: Category
  readonly underground: boolean
  /** The first day off the post. */
  readonly awayFrom: CivilDate
  /** The first day back at work. */
  readonly backOn: CivilDate
}

export type ReturnRefusal =
  | { code: 'back_before_away' }
  | { code: 'practical_exam_first'; since: CivilDate; article: '30' }
  | { code: 'training_first'; since: CivilDate; article: '37' }

const OPERATOR_MONTHS = 6
const UNDERGROUND_MONTHS = 12

/**
 * Whether somebody may go back to a post they were away from. An operator away for six months or more passes the
 * practical exam again first (R30-1); an underground worker away for a year or more is trained again first and passes
 * (R37-1). "以上" includes the day itself: exactly six months away counts.
 *
 * @param done the day an operator last passed the practical exam again, or a worker last passed a training; null for never
 */
export function returnToPost(
  { category, underground, awayFrom, backOn }: Absence,
  done: { readonly practicalAgainOn: CivilDate | null; readonly trainedOn: CivilDate | null },
): Outcome<true, ReturnRefusal> {
  if (backOn < awayFrom) return refuse({ code: 'back_before_away' })
  if (category === 'operator' && addMonths(awayFrom, OPERATOR_MONTHS) <= backOn) {
    const passed = done.practicalAgainOn !== null && done.practicalAgainOn >= awayFrom
    return passed ? allow(true) : refuse({ code: 'practical_exam_first', since: awayFrom, article: '30' })
  }
  if (category === 'worker' && underground && addMonths(awayFrom, UNDERGROUND_MONTHS) <= backOn) {
    const trained = done.trainedOn !== null && done.trainedOn >= awayFrom
    return trained ? allow(true) : refuse({ code: 'training_first', since: awayFrom, article: '37' })
  }
  return allow(true)
}

/** Whether so long an absence from a special-operation post asks for the practical exam again (R30-1). */
export function practicalAgainAsked(awayFrom: CivilDate, on: CivilDate): boolean {
  return addMonths(awayFrom, OPERATOR_MONTHS) <= on
}
