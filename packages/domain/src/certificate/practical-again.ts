import type { CivilDate } from '../instant.ts'
import { officialCalendar } from '../law/calendar.ts'
import type { ExamCategory } from '../law/categories.ts'
import { deadline } from '../law/deadline.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import type { CertificateStanding } from './certificate.ts'

export type PracticalAgainRefusal =
  | { code: 'practical_again_only_of_operators'; article: string }
  | { code: 'certificate_ended' }
  | { code: 'practical_again_asked_already' }
  | { code: 'not_away_long_enough'; article: string; reachedOn: CivilDate }

/**
 * Whether the practical exam must be passed again before work: of an operator whose certificate stands, and who has
 * been off the post for six months or more (R30-1; six months to the day are enough). The certificate keeps its dates.
 *
 * @param awayFrom the first day off the post
 * @param on the day of the return, or of the question
 */
export function mayAskPracticalAgain(
  category: ExamCategory,
  { state, stands }: CertificateStanding,
  { awayFrom, on }: { awayFrom: CivilDate; on: CivilDate },
): Outcome<true, PracticalAgainRefusal> {
  if (category !== 'operator') return refuse({ code: 'practical_again_only_of_operators', article: '30' })
  if (!stands) return refuse({ code: 'certificate_ended' })
  if (state === 'practical_again') return refuse({ code: 'practical_again_asked_already' })
  const { due, article } = deadline('operator.absence', awayFrom, officialCalendar())
  if (on < due) return refuse({ code: 'not_away_long_enough', article, reachedOn: due })
  return allow(true)
}
