import type { Category } from '../law/categories.ts'
import { CUT_SCORE, type Hundredths } from '../law/marks.ts'

/** The cut score of a spot check where the authority has set none of its own (A21). */
export const SPOT_CHECK_CUT_SCORE: Hundredths = CUT_SCORE

/** What follows for a person from a spot check. Nothing ever follows for a certificate (R40-2). */
export type SpotCheckOutcome =
  /** Did not sit: no result, and none of its consequences. */
  | 'not_tested'
  | 'passed'
  /** A principal or manager below the cut score is ordered to be assessed again (R40-2, N8). */
  | 'reassessment'
  /** An operator or worker below it gets no order under art. 40: recorded and reported, no more (R40-4). */
  | 'recorded'

export function spotCheckOutcome(
  category: Category,
  points: Hundredths | null,
  cutScore: Hundredths,
): SpotCheckOutcome {
  if (points === null) return 'not_tested'
  if (points >= cutScore) return 'passed'
  return category === 'principal' || category === 'manager' ? 'reassessment' : 'recorded'
}
