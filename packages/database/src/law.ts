import type { CalendarNotice } from '@kaochang/domain/law/calendar-notices'
import type { Province } from '@kaochang/domain/people/roles'
import type { CivilDate } from '@kaochang/domain/instant'
import { and, asc, eq } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { calendarNotices, lawChoices } from './schema/law.ts'

/** The confirmed calendar notices that were entered here, in the order they were published. */
export async function listCalendarNotices(db: Database | Transaction): Promise<CalendarNotice[]> {
  return db
    .select({
      version: calendarNotices.version,
      publishedOn: calendarNotices.publishedOn,
      address: calendarNotices.address,
      year: calendarNotices.year,
      rest: calendarNotices.rest,
      work: calendarNotices.work,
    })
    .from(calendarNotices)
    .where(eq(calendarNotices.decision, 'confirmed'))
    .orderBy(asc(calendarNotices.publishedOn), asc(calendarNotices.decidedAt))
}

/** A choice that a province made where the law leaves one, as `law_choices` keeps it. */
export type LawChoice = {
  readonly province: Province
  readonly name: string
  readonly value: unknown
  readonly fromDate: CivilDate
}

/** The confirmed choices of a province, the oldest first: of one name, the last that has begun holds. */
export async function listLawChoices(db: Database | Transaction, province: Province): Promise<LawChoice[]> {
  return db
    .select({
      province: lawChoices.province,
      name: lawChoices.name,
      value: lawChoices.value,
      fromDate: lawChoices.fromDate,
    })
    .from(lawChoices)
    .where(and(eq(lawChoices.province, province), eq(lawChoices.decision, 'confirmed')))
    .orderBy(asc(lawChoices.fromDate), asc(lawChoices.decidedAt))
}
