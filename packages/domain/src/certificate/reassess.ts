import type { CivilDate } from '../instant.ts'
import type { ExamCategory } from '../law/categories.ts'
import { addMonths } from '../law/deadline.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import type { CertificateStanding } from './certificate.ts'

/** How long before the three years are over the authority may begin: long enough to announce, hold and retake. */
const MONTHS_BEFORE = 6

export type ReassessRefusal =
  | { code: 'reassessment_not_of_operators'; article: string }
  | { code: 'certificate_ended' }
  | { code: 'cycle_not_due'; article: string; from: CivilDate }

/** Whether the authority may begin the three-yearly assessment on a day (R20-1): from half a year before it is due. */
export function mayReassess(
  category: ExamCategory,
  { stands, cycleDue }: CertificateStanding,
  on: CivilDate,
): Outcome<true, ReassessRefusal> {
  if (category === 'operator') return refuse({ code: 'reassessment_not_of_operators', article: '20' })
  if (!stands || cycleDue === null) return refuse({ code: 'certificate_ended' })
  const from = addMonths(cycleDue, -MONTHS_BEFORE)
  return on < from ? refuse({ code: 'cycle_not_due', article: '20', from }) : allow(true)
}
