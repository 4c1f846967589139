import type { CivilDate } from '../instant.ts'
import { type Calendar, workdaysBetween } from '../law/calendar.ts'
import { CLOCKS, type ClockName, clockNames } from '../law/deadline.ts'

/** The clocks by which somebody owes something, or reaches a day; and those that only last and then are over. */
export const OWED_CLOCKS: readonly ClockName[] = clockNames.filter((name) => CLOCKS[name].meaning !== 'lasts_through')
export const LASTING_CLOCKS: readonly ClockName[] = clockNames.filter(
  (name) => CLOCKS[name].meaning === 'lasts_through',
)

/** The clocks whose last day a holiday notice can move: those in working days, and those that roll off a rest day. */
export const MOVABLE_CLOCKS: readonly ClockName[] = clockNames.filter(
  (name) => CLOCKS[name].unit === 'workday' || CLOCKS[name].roll,
)

/** What the board can be narrowed to: what runs, of that what is past its day, and how the rest ended. */
export const BOARD_STATES = ['running', 'overdue', 'met', 'late', 'lapsed'] as const
export type BoardState = (typeof BOARD_STATES)[number]

type Duty = {
  readonly clock: ClockName
  readonly due: CivilDate
  readonly closed: boolean
  readonly metOn: CivilDate | null
}

/** How a clock stands to a day. */
export type DutyStanding = {
  /**
   * `due`: runs, and may still be met in time. `overdue`: its day is past. `reached`: the day it waited for has come.
   * `lasting`: over by itself after its day. `late`: met after its day, which stays visible (A47).
   */
  readonly state: 'due' | 'overdue' | 'reached' | 'lasting' | 'met' | 'late' | 'lapsed'
  /** 0 on the last day, negative after it; null when nothing is counted down. */
  readonly workdaysLeft: number | null
}

/** How a duty stands on a day. What ended stands by how it ended, whatever day it is. */
export function dutyStanding({ clock, due, closed, metOn }: Duty, today: CivilDate, calendar: Calendar): DutyStanding {
  if (metOn !== null) return { state: metOn > due ? 'late' : 'met', workdaysLeft: null }
  if (closed) return { state: 'lapsed', workdaysLeft: null }
  const { meaning } = CLOCKS[clock]
  if (meaning === 'lasts_through') return { state: 'lasting', workdaysLeft: null }
  const workdaysLeft = workdaysBetween(calendar, today, due)
  if (meaning === 'reached_on')
    return today >= due ? { state: 'reached', workdaysLeft: null } : { state: 'due', workdaysLeft }
  return { state: today > due ? 'overdue' : 'due', workdaysLeft }
}

/**
 * The year whose holiday notice is missing: from 1 November the next year's, which has come out between 25 October and
 * 8 December every year; null while none is.
 */
export function missingNoticeYear(announcedThrough: number, today: CivilDate): number | null {
  const year = Number(today.slice(0, 4))
  if (announcedThrough < year) return announcedThrough + 1
  return today.slice(5) >= '11-01' && announcedThrough < year + 1 ? year + 1 : null
}
