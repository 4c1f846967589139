import type { CivilDate } from '../instant.ts'
import type { Category } from '../law/categories.ts'
import { EDUCATION_LEVELS, type EducationLevel } from '../people/background.ts'

/** From this day whoever is new on a special-operation post has finished senior middle school (R22-1, A25). */
const SENIOR_MIDDLE_FROM = '2018-06-01' as CivilDate

export type SchoolingShortfall = { readonly wanted: EducationLevel; readonly article: '22' | '32' }

/**
 * The schooling that a post asks for and a person lacks; null when nothing is lacking, or when the post asks for none. Operators
 * as art. 22 says, by their first day on such a post (R22-1); other workers have finished junior middle school (R32-1).
 * The post is registered all the same, for it is held: what is lacking is shown.
 */
export function schoolingShortfall(
  { category, startedOn }: { readonly category: Category; readonly startedOn: CivilDate },
  level: EducationLevel | null,
): SchoolingShortfall | null {
  if (category !== 'operator' && category !== 'worker') return null
  const senior = category === 'operator' && startedOn >= SENIOR_MIDDLE_FROM
  const wanted = senior ? 'senior_middle' : 'junior_middle'
  if (level !== null && EDUCATION_LEVELS.indexOf(level) >= EDUCATION_LEVELS.indexOf(wanted)) return null
  return { wanted, article: category === 'operator' ? '22' : '32' }
}
