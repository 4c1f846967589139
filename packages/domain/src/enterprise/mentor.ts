import type { CivilDate } from '../instant.ts'
import { addMonths } from '../law/deadline.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'

/** Skill grades of workers (职业技能等级), lowest first. */
export const SKILL_GRADES = ['junior', 'intermediate', 'senior', 'technician', 'senior_technician'] as const
export type SkillGrade = (typeof SKILL_GRADES)[number]

export type Mentor = {
  readonly skillGrade: SkillGrade | null
  readonly years: number
  readonly violations: boolean
}

const MENTOR_YEARS = 3
const MENTORSHIP_MONTHS = 4

/** What a mentor "generally" has and this one has not (R36-2). A warning: it keeps nobody from teaching. */
export function mentorWarnings({ skillGrade, years, violations }: Mentor) {
  const wanted = skillGrade !== null && SKILL_GRADES.indexOf(skillGrade) >= SKILL_GRADES.indexOf('intermediate')
  return [
    ...(wanted ? [] : (['mentor_below_intermediate'] as const)),
    ...(years >= MENTOR_YEARS ? [] : (['mentor_under_three_years'] as const)),
    ...(violations ? (['mentor_with_violations'] as const) : []),
  ]
}
export type MentorWarning = ReturnType<typeof mentorWarnings>[number]

/** Whether a mentor may sign: after four full months under them, and not a day sooner (R36-1). */
export function signMentorship(
  startedOn: CivilDate,
  signedOn: CivilDate,
): Outcome<true, { code: 'mentorship_too_short'; from: CivilDate; article: '36' }> {
  const from = addMonths(startedOn, MENTORSHIP_MONTHS)
  return signedOn >= from ? allow(true) : refuse({ code: 'mentorship_too_short', from, article: '36' })
}
