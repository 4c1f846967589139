import type { CivilDate } from '../instant.ts'
import { type Calendar, workdaysBetween } from '../law/calendar.ts'
import type { ExamCategory } from '../law/categories.ts'
import { type Deadline, deadline } from '../law/deadline.ts'
import { RULES } from '../law/rules.ts'

/** A last lawful day to publish, and how it stands to a day. */
export type ReleaseDuty = {
  readonly due: CivilDate
  readonly provisional: boolean
  readonly article: string
  /** Working days left, 0 on the last day and negative after it; null once published. */
  readonly workdaysLeft: number | null
  readonly overdue: boolean
}

/**
 * By when a session's scores must be published: 5 working days for principals and managers (R18-6), 10 for
 * operators (R27-6), from the day the exam ended. Each sitting has its own end (A1), and a session is
 * published as one, so the earliest of them decides.
 *
 * @param earliestEnd the first civil date on which a sitting of the session ended
 */
export function releaseDeadline(category: ExamCategory, earliestEnd: CivilDate, calendar: Calendar): Deadline {
  return deadline(RULES[category].scoreRelease, earliestEnd, calendar)
}

/** How the duty stands on a day, or how it was met when `publishedOn` is known: what was late stays late (A47). */
export function releaseDuty(
  { due, provisional, article }: Pick<Deadline, 'due' | 'provisional' | 'article'>,
  { today, publishedOn }: { today: CivilDate; publishedOn: CivilDate | null },
  calendar: Calendar,
): ReleaseDuty {
  const workdaysLeft = publishedOn === null ? workdaysBetween(calendar, today, due) : null
  return { due, provisional, article, workdaysLeft, overdue: (publishedOn ?? today) > due }
}
