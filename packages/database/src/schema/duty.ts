import type { EnterpriseId, PersonId } from '@kaochang/domain/ids'
import type { CivilDate } from '@kaochang/domain/instant'
import type { ClockName } from '@kaochang/domain/law/deadline'
import { sql } from 'drizzle-orm'
import { bigserial, boolean, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { civilDate, instant } from './columns.ts'
import { enterprises } from './enterprise.ts'
import { persons } from './people.ts'

/**
 * A statutory clock that runs or ran (see `law/deadline`). It closes when what is owed was done, or when nothing is
 * owed any more; a closed one is never recounted, and one that was met late stays late.
 */
export const duties = pgTable(
  'duties',
  {
    id: uuid().primaryKey().defaultRandom(),
    clock: text().$type<ClockName>().notNull(),
    /** What it is about: `session`, `application`, `assessment`, `certificate`, `employment` or `course`, and its id. */
    subjectKind: text().notNull(),
    subjectId: uuid().notNull(),
    /** In words for whoever reads the board: a session's name, or a person's name and post. */
    title: text().notNull(),
    /** The authority in whose jurisdiction it runs: null is the national one. */
    province: text(),
    city: text(),
    enterpriseId: uuid()
      .$type<EnterpriseId>()
      .references(() => enterprises.id),
    personId: uuid()
      .$type<PersonId>()
      .references(() => persons.id),
    fromDate: civilDate().$type<CivilDate>().notNull(),
    due: civilDate().$type<CivilDate>().notNull(),
    strict: civilDate().$type<CivilDate>().notNull(),
    provisional: boolean().notNull(),
    /** The version of the calendar it was counted by. */
    calendar: text().notNull(),
    openedAt: instant().notNull(),
    closedAt: instant(),
    /** The day it was met; null while it runs, and for a duty that lapsed. */
    metOn: civilDate().$type<CivilDate>(),
    /** Why nothing is owed any more, where it was not met. */
    lapsedBecause: text(),
  },
  (table) => [
    index('duties_running')
      .on(table.province, table.due)
      .where(sql`${table.closedAt} is null`),
    index('duties_by_enterprise').on(table.enterpriseId),
    uniqueIndex('duties_run_once_a_subject')
      .on(table.clock, table.subjectKind, table.subjectId)
      .where(sql`${table.closedAt} is null`),
  ],
)

/** A due date that a new notice moved. Append-only. */
export const dutyRecounts = pgTable('duty_recounts', {
  id: bigserial({ mode: 'number' }).primaryKey(),
  dutyId: uuid()
    .notNull()
    .references(() => duties.id),
  at: instant().notNull(),
  oldDue: civilDate().$type<CivilDate>().notNull(),
  newDue: civilDate().$type<CivilDate>().notNull(),
  oldCalendar: text().notNull(),
  newCalendar: text().notNull(),
})
