import type { ExamCategory } from '../law/categories.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'

/** What money could be asked for. */
export type Charged = 'training' | 'exam' | 'certificate'

export type FeeRefusal =
  | { code: 'assessment_is_free'; article: string }
  | { code: 'certificate_is_free'; article: string }
  | { code: 'fee_without_approval'; article: string }

/**
 * Whether a fee may be asked for (art. 49): never for the assessment of principals and managers (R49-1) nor for any
 * certificate (R49-3); for operators' training and exams only by a schedule that the price and finance departments
 * approved, which the fee must name (R49-2). The platform itself has no fee step.
 */
export function mayCharge(
  category: ExamCategory,
  what: Charged,
  approvalReference: string | null,
): Outcome<true, FeeRefusal> {
  if (what === 'certificate') return refuse({ code: 'certificate_is_free', article: '49' })
  if (category !== 'operator') return refuse({ code: 'assessment_is_free', article: '49' })
  if (approvalReference === null || approvalReference.trim() === '')
    return refuse({ code: 'fee_without_approval', article: '49' })
  return allow(true)
}
