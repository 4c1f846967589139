import type { Database, Transaction } from '@kaochang/database/client'
import { listCalendarNotices, listLawChoices } from '@kaochang/database/law'
import type { CivilDate } from '@kaochang/domain/instant'
import { type Calendar, calendarOf, officialCalendar, withLocalRestDays } from '@kaochang/domain/law/calendar'
import { CALENDAR_NOTICES } from '@kaochang/domain/law/calendar-notices'
import type { Province } from '@kaochang/domain/people/roles'

/**
 * The calendar that deadlines are counted by: the official one, with the notices that were entered here since the
 * product was shipped, and with a province's local rest days where it chose to keep them (A30).
 *
 * @param province whose deadlines are counted; null for the national authority's
 */
export async function readCalendar(db: Database | Transaction, province: Province | null): Promise<Calendar> {
  const entered = await listCalendarNotices(db)
  const inOrder = [...CALENDAR_NOTICES, ...entered].toSorted((a, b) => (a.publishedOn < b.publishedOn ? -1 : 1))
  const calendar = entered.length === 0 ? officialCalendar() : calendarOf(inOrder)
  if (province === null) return calendar
  const local = (await listLawChoices(db, province)).findLast(({ name }) => name === 'A30')
  const dates = Array.isArray(local?.value) ? (local.value as CivilDate[]) : []
  return dates.length === 0 ? calendar : withLocalRestDays(calendar, province, dates)
}
