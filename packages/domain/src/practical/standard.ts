import { FULL_MARKS, type Hundredths } from '../law/marks.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'

/** One subject (科目) of a practical exam: what it is called and how many points it may give. */
export type PracticalSubject = {
  readonly code: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly full: Hundredths
}

/** The national standard of a trade's practical exam (R27-4). Its subjects' full marks add up to 100 points. */
export type PracticalStandard = {
  readonly name: string
  readonly trade: string
  readonly subjects: readonly PracticalSubject[]
}

export type StandardRefusal =
  | { code: 'standard_subject_repeated'; subject: string }
  | { code: 'standard_marks_not_full'; points: Hundredths; wanted: Hundredths }

/** Whether a standard can be examined by: every subject once, and 100 points in all (R27-5). */
export function checkStandard(standard: PracticalStandard): Outcome<PracticalStandard, StandardRefusal> {
  const { subjects } = standard
  const repeated = subjects.find(({ code }, index) => subjects.findIndex((other) => other.code === code) < index)
  if (repeated) return refuse({ code: 'standard_subject_repeated', subject: repeated.code })
  const points = subjects.reduce((sum, { full }) => sum + full, 0)
  return points === FULL_MARKS
    ? allow(standard)
    : refuse({ code: 'standard_marks_not_full', points, wanted: FULL_MARKS })
}
