import type { CivilDate } from '../instant.ts'
import { addMonths } from '../law/deadline.ts'

/**
 * How long a person's file is kept. Art. 8 refers to Order No. 10 of the State Archives Administration, whose terms are
 * minimums (R08-2); 30 years is the reading for staff files, and which of its terms applies is the enterprise's to say.
 */
export const PERSON_FILE_YEARS = 30

/**
 * The last day through which a person's file is kept at least.
 *
 * @param from the day the person left the last post, or today while they hold one
 */
export function personFileKeptThrough(from: CivilDate): CivilDate {
  return addMonths(from, PERSON_FILE_YEARS * 12)
}
