import { type CivilDate, addDays, dayOf, weekdayOf } from '../instant.ts'
import { invariant } from '../outcome.ts'
import { CALENDAR_NOTICES, type CalendarNotice, statutoryRestDays } from './calendar-notices.ts'

/** The working days of China as far as they are announced. `version` names the last notice it rests on. */
export type Calendar = {
  readonly version: string
  /**
   * The span whose days no later notice is expected to move. It ends on 20 December of the last announced year:
   * the notice for the year after may still touch the days around New Year, as it did in 2018 and 2022.
   */
  readonly firmFrom: CivilDate
  readonly firmThrough: CivilDate
  /** The days that a notice names; every other day goes by its weekday and the statutory rest days. */
  readonly days: ReadonlyMap<CivilDate, 'rest' | 'work'>
}

/** A day and whether it may still move: a provisional date must be shown as one. */
export type CountedDay = { readonly due: CivilDate; readonly provisional: boolean }

/** The year Order 92 came into force. */
export const FIRST_YEAR = 2018

const published = calendarOf(CALENDAR_NOTICES)

/**
 * The official calendar.
 *
 * @param asOf leaves out every notice published after this day, so that a deadline can be worked out as it was
 *   known then; without it, every notice counts
 */
export function officialCalendar(asOf?: CivilDate): Calendar {
  return asOf === undefined ? published : calendarOf(CALENDAR_NOTICES.filter(({ publishedOn }) => publishedOn <= asOf))
}

/**
 * A calendar with rest days that only one place keeps (local holidays, Holiday Measures art. 4).
 *
 * @param name of the place, which joins the version so that a deadline says what it was counted by
 */
export function withLocalRestDays(calendar: Calendar, name: string, dates: readonly CivilDate[]): Calendar {
  return {
    ...calendar,
    version: `${calendar.version}+${name}`,
    days: new Map([...calendar.days, ...dates.map((date) => [date, 'rest'] as const)]),
  }
}

/**
 * Whether a day is worked. In a year without a notice it is Monday to Friday less the statutory rest days, and
 * provisional: the make-up workdays of that year are not known.
 */
export function isWorkday(calendar: Calendar, date: CivilDate): { workday: boolean; provisional: boolean } {
  const provisional = !isFirm(calendar, date)
  const named = calendar.days.get(date)
  if (named) return { workday: named === 'work', provisional }

  const festival = statutoryRestDays(Number(date.slice(0, 4))).has(date)
  return { workday: weekdayOf(date) <= 5 && !festival, provisional }
}

/**
 * The day `count` working days after `from`. The day that starts a period never counts (Civil Code art. 201).
 *
 * @throws when `count` is not a whole number of at least 1
 */
export function addWorkdays(calendar: Calendar, from: CivilDate, count: number): CountedDay {
  invariant(Number.isInteger(count) && count >= 1, 'a period in working days is at least one day long')
  let due = from
  for (let left = count; left > 0;) {
    due = addDays(due, 1)
    if (isWorkday(calendar, due).workday) left -= 1
  }
  return { due, provisional: !(isFirm(calendar, addDays(from, 1)) && isFirm(calendar, due)) }
}

/** The day itself, or the next working day when it is a rest day (Civil Code art. 203). */
export function rollForward(calendar: Calendar, date: CivilDate): CountedDay {
  const due = isWorkday(calendar, date).workday ? date : addWorkdays(calendar, date, 1).due
  return { due, provisional: !(isFirm(calendar, date) && isFirm(calendar, due)) }
}

/**
 * Working days left from a day until another: 0 on the day itself, 1 on the working day before, and negative
 * by the working days passed since.
 */
export function workdaysBetween(calendar: Calendar, from: CivilDate, to: CivilDate): number {
  if (to < from) return 0 - workdaysBetween(calendar, to, from)
  let count = 0
  for (let date = from; date < to;) {
    date = addDays(date, 1)
    if (isWorkday(calendar, date).workday) count += 1
  }
  return count
}

/** The calendar of these notices, in the order they were published: the shipped ones, and those an authority entered since. */
export function calendarOf(notices: readonly CalendarNotice[]): Calendar {
  const days = new Map<CivilDate, 'rest' | 'work'>()
  for (const { rest, work } of notices) {
    for (const interval of rest) for (const date of datesOf(interval)) days.set(date, 'rest')
    for (const date of work) days.set(date as CivilDate, 'work')
  }
  return {
    version: notices.at(-1)?.version ?? 'cn-unannounced',
    firmFrom: `${FIRST_YEAR}-01-01` as CivilDate,
    firmThrough: `${lastAnnouncedYear(notices)}-12-20` as CivilDate,
    days,
  }
}

/**
 * The last year that is announced with every year before it: 2017, the one before the first, when none is. The last
 * notice need not be for it: a notice for next year may stand when this year's is amended.
 */
export function lastAnnouncedYear(notices: readonly CalendarNotice[]): number {
  const years = new Set(notices.map(({ year }) => year))
  let year = FIRST_YEAR - 1
  while (years.has(year + 1)) year += 1
  return year
}

/** The days that an interval of a notice names, both ends included. */
export function datesOf(interval: string): CivilDate[] {
  const [first, last = first] = interval.split('/') as [CivilDate, CivilDate?]
  return Array.from({ length: dayOf(last) - dayOf(first) + 1 }, (_, after) => addDays(first, after))
}

function isFirm({ firmFrom, firmThrough }: Calendar, date: CivilDate) {
  return date >= firmFrom && date <= firmThrough
}
