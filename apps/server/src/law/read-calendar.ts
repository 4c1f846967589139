import type { Database, Transaction } from '@kaochang/database/client'
import { type LawChoice, listAllLawChoices, listCalendarNotices } from '@kaochang/database/law'
import { type Calendar, calendarOf, withLocalRestDays } from '@kaochang/domain/law/calendar'
import { CALENDAR_NOTICES, type CalendarNotice } from '@kaochang/domain/law/calendar-notices'
import { localRestDays } from '@kaochang/domain/law/choices'
import type { Province } from '@kaochang/domain/people/roles'

/** The calendar of an authority; null is the national one. */
export type Calendars = (province: Province | null) => Calendar

/** A notice or a choice that is not confirmed yet, to see what would come of it. */
export type CalendarChange = { readonly notice: CalendarNotice } | { readonly choice: LawChoice }

/**
 * The calendars that deadlines are counted by: the official one, with the notices that were entered here since the
 * product was shipped, and with a province's local rest days where it chose to keep them (A30). Read afresh every time:
 * another process may have confirmed a notice a moment ago.
 */
export async function readCalendars(db: Database | Transaction, change?: CalendarChange): Promise<Calendars> {
  const notices = await listNotices(db)
  const inOrder = change && 'notice' in change ? byPublication([...notices, change.notice]) : notices
  const confirmed = await listAllLawChoices(db)
  const choices = change && 'choice' in change ? [...confirmed, change.choice] : confirmed
  const official = calendarOf(inOrder)
  const made = new Map<Province | null, Calendar>()

  return (province) => {
    const known = made.get(province)
    if (known) return known
    const own = choices.filter((choice) => choice.province === province)
    const dates = localRestDays(own)
    const list = own.filter(({ name }) => name === 'A30').length
    // The list's number tells two lists of one province apart.
    const calendar =
      province === null || dates.length === 0 ? official : withLocalRestDays(official, `${province}.${list}`, dates)
    made.set(province, calendar)
    return calendar
  }
}

/** The calendar of one authority. */
export async function readCalendar(db: Database | Transaction, province: Province | null): Promise<Calendar> {
  return (await readCalendars(db))(province)
}

/** Every notice that holds, the shipped and the entered, in the order they were published. */
export async function listNotices(db: Database | Transaction): Promise<CalendarNotice[]> {
  return byPublication([...CALENDAR_NOTICES, ...(await listCalendarNotices(db))])
}

function byPublication(notices: readonly CalendarNotice[]) {
  return notices.toSorted((one, other) => (one.publishedOn < other.publishedOn ? -1 : 1))
}
