import type { CivilDate } from '../instant.ts'
import type { Category } from '../law/categories.ts'
import type { Hundredths } from '../law/marks.ts'

/**
 * What a course is for. `initial` before the first exam or the first day at work, `renewal` before a certificate runs out
 * (R29-1), `refresher` every year (R12-1, R35-3), `retraining` after a last failure, an absence or a change (R27-8, R37-1).
 */
export const COURSE_KINDS = ['initial', 'renewal', 'refresher', 'retraining'] as const
export type CourseKind = (typeof COURSE_KINDS)[number]

/** How somebody came out of a course. Where a course has no exam, nobody passes it (R12-1, R48-1). */
export const TRAINING_RESULTS = ['passed', 'failed', 'no_exam'] as const
export type TrainingResult = (typeof TRAINING_RESULTS)[number]

/** One person's part in one course, as the rules read it. */
export type Training = {
  readonly id: string
  readonly kind: CourseKind
  readonly category: Category
  readonly trade: string | null
  readonly startedOn: CivilDate
  readonly closedOn: CivilDate
  /** 学时 that the person attended, whatever the course offered. */
  readonly hoursAttended: number
  readonly points: Hundredths | null
  readonly result: TrainingResult
  readonly certificateNumber: string | null
}

type Least = { readonly hours: number; readonly article: string }

/** The least hours that Order 92 sets for a kind of course; where it sets none there is none here. */
const LEAST_HOURS: Partial<Record<Category, Partial<Record<CourseKind, Least>>>> = {
  operator: {
    initial: { hours: 90, article: '25' },
    renewal: { hours: 24, article: '29' },
  },
  worker: {
    initial: { hours: 72, article: '35' },
    refresher: { hours: 20, article: '35' },
  },
}

/** The least hours of a course; null where the law sets none. Training again after a last failure is the initial course again. */
export function leastHours(category: Category, kind: CourseKind): Least | null {
  const same = category === 'operator' && kind === 'retraining' ? 'initial' : kind
  return LEAST_HOURS[category]?.[same] ?? null
}

/** Whose outline a course follows: the nation's, but for other workers the province's (R34-1). */
export function outlineAuthority(category: Category): 'nation' | 'province' {
  return category === 'worker' ? 'province' : 'nation'
}

/** The clock by which a course's file is kept (R09-2, R09-3, R09-4). */
export function archiveClock(category: Category): 'archive.manager' | 'archive.operator' | 'archive.worker' {
  if (category === 'operator') return 'archive.operator'
  return category === 'worker' ? 'archive.worker' : 'archive.manager'
}
