import type { CivilDate } from '../instant.ts'
import type { Category } from '../law/categories.ts'
import type { Hundredths } from '../law/marks.ts'
import { isTrade } from '../law/trades.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import { type CourseKind, type TrainingResult, leastHours } from './training.ts'

export type Course = {
  readonly kind: CourseKind
  readonly category: Category
  readonly trade: string | null
  readonly hours: number
  readonly startedOn: CivilDate
  readonly closedOn: CivilDate
}

export type CourseRefusal =
  | { code: 'course_ends_before_it_starts' }
  | { code: 'course_not_over'; closesOn: CivilDate }
  | { code: 'trade_unknown' }
  | { code: 'trade_only_for_operators' }
  | { code: 'course_too_short'; hours: number; wanted: number; article: string }
  | { code: 'institution_withdrawn'; withdrawnOn: CivilDate }

/**
 * Whether a course may go into the register: given by an institution that was on it, over, of a trade of the state's list
 * where it is for operators (R21-1), and with the hours that the law asks of its kind (R25-1, R29-1, R35-2, R35-3). Refusals stand in their order.
 */
export function checkCourse(
  { kind, category, trade, hours, startedOn, closedOn }: Course,
  { today, withdrawnOn }: { readonly today: CivilDate; readonly withdrawnOn: CivilDate | null },
): Outcome<true, CourseRefusal> {
  if (closedOn < startedOn) return refuse({ code: 'course_ends_before_it_starts' })
  if (closedOn > today) return refuse({ code: 'course_not_over', closesOn: closedOn })
  if (category === 'operator' && (trade === null || !isTrade(trade))) return refuse({ code: 'trade_unknown' })
  if (category !== 'operator' && trade !== null) return refuse({ code: 'trade_only_for_operators' })
  const least = leastHours(category, kind)
  if (least && hours < least.hours)
    return refuse({ code: 'course_too_short', hours, wanted: least.hours, article: least.article })
  if (withdrawnOn !== null && withdrawnOn <= startedOn) return refuse({ code: 'institution_withdrawn', withdrawnOn })
  return allow(true)
}

export type Attendance = {
  readonly hoursAttended: number
  readonly points: Hundredths | null
  readonly result: TrainingResult
  readonly certificateNumber: string | null
}

export type AttendanceRefusal =
  | { code: 'more_hours_than_the_course'; hours: number }
  | { code: 'points_without_exam' }
  | { code: 'certificate_without_pass'; article: '48' }
  | { code: 'certificate_without_hours'; hours: number; wanted: number; article: string }

/**
 * Whether one person's part in a course may be recorded as it is written. A training certificate rests on the training
 * itself and on a passed exam: without either it is the offence of art. 48, so it is not recorded (R48-1, R35-4).
 */
export function checkAttendance(
  course: Course,
  { hoursAttended, points, result, certificateNumber }: Attendance,
): Outcome<true, AttendanceRefusal> {
  if (hoursAttended > course.hours) return refuse({ code: 'more_hours_than_the_course', hours: course.hours })
  if (points !== null && result === 'no_exam') return refuse({ code: 'points_without_exam' })
  if (certificateNumber === null) return allow(true)
  if (result !== 'passed') return refuse({ code: 'certificate_without_pass', article: '48' })
  const least = leastHours(course.category, course.kind) ?? { hours: 1, article: '48' }
  if (hoursAttended < least.hours)
    return refuse({
      code: 'certificate_without_hours',
      hours: hoursAttended,
      wanted: least.hours,
      article: least.article,
    })
  return allow(true)
}

/**
 * Whether a team leader's course was organised by whom art. 35 says: the next higher enterprise, or their own where there is
 * none (R35-1). Institutions may give the course; whoever organises it is the enterprise that it is entered for.
 */
export function organisedByTheRightOne(
  own: { readonly id: string; readonly higherEnterpriseId: string | null },
  organiserId: string | null,
): boolean {
  return organiserId === (own.higherEnterpriseId ?? own.id)
}
