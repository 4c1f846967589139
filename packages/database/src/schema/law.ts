import type { StaffId } from '@kaochang/domain/ids'
import type { CivilDate } from '@kaochang/domain/instant'
import { sql } from 'drizzle-orm'
import { check, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { civilDate, instant } from './columns.ts'
import { staff } from './people.ts'

/** An official holiday notice beyond those the product was shipped with, entered by one person and confirmed by another. */
export const calendarNotices = pgTable(
  'calendar_notices',
  {
    id: uuid().primaryKey().defaultRandom(),
    version: text().notNull(),
    year: integer().notNull(),
    publishedOn: civilDate().$type<CivilDate>().notNull(),
    address: text().notNull(),
    /** Days or intervals, as `2027-10-01/2027-10-07`. */
    rest: jsonb().$type<readonly string[]>().notNull(),
    work: jsonb().$type<readonly string[]>().notNull(),
    proposedBy: uuid()
      .$type<StaffId>()
      .notNull()
      .references(() => staff.id),
    proposedAt: instant().notNull(),
    decidedBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    decidedAt: instant(),
    decision: text().$type<'confirmed' | 'rejected'>(),
  },
  (table) => [
    check(
      'calendar_notices_take_two_people',
      sql`${table.decidedBy} is null or ${table.decidedBy} <> ${table.proposedBy}`,
    ),
  ],
)

/**
 * A province's choice where the law leaves one: the rules version for its operators (`rules.operator`), the local rest
 * days it keeps (`A30`), or another reading (`A1`–`A34`). The last confirmed one from its day on holds. Append-only but
 * for its decision.
 */
export const lawChoices = pgTable(
  'law_choices',
  {
    id: uuid().primaryKey().defaultRandom(),
    province: text().notNull(),
    name: text().notNull(),
    value: jsonb().$type<unknown>().notNull(),
    fromDate: civilDate().$type<CivilDate>().notNull(),
    reference: text().notNull(),
    proposedBy: uuid()
      .$type<StaffId>()
      .notNull()
      .references(() => staff.id),
    proposedAt: instant().notNull(),
    decidedBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    decidedAt: instant(),
    decision: text().$type<'confirmed' | 'rejected'>(),
  },
  (table) => [
    check('law_choices_take_two_people', sql`${table.decidedBy} is null or ${table.decidedBy} <> ${table.proposedBy}`),
  ],
)
