import type { CivilDate } from '../instant.ts'

/** Schooling, lowest first. `vocational` is 中专, 技校 and 职业高中; it stands beside senior middle school, not above it. */
export const EDUCATION_LEVELS = [
  'primary',
  'junior_middle',
  'senior_middle',
  'vocational',
  'college_diploma',
  'bachelor',
  'master_or_above',
] as const
export type EducationLevel = (typeof EDUCATION_LEVELS)[number]

export type Education = {
  readonly level: EducationLevel
  /** Whether its subject has to do with coal (煤矿相关专业). */
  readonly coalRelated: boolean
  readonly subject: string
  readonly school: string
  readonly graduatedOn: CivilDate | null
}

export type WorkPeriod = {
  readonly employer: string
  readonly post: string
  /** `coal_safety` is coal-related as well. */
  readonly kind: 'coal' | 'coal_safety' | 'other'
  readonly from: CivilDate
  /** Null while it goes on. */
  readonly to: CivilDate | null
}
