import type { EnterpriseId, PersonId, SessionId, SittingId, StaffId } from '@kaochang/domain/ids'
import type { CivilDate } from '@kaochang/domain/instant'
import type { Category } from '@kaochang/domain/law/categories'
import { bigserial, boolean, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { civilDate, instant } from './columns.ts'
import { enterprises } from './enterprise.ts'
import { persons, staff } from './people.ts'
import { sessions, sittings } from './session.ts'

/** A spot check (现场抽考, arts. 40–41): a short exam on site for named people. It never touches a certificate. */
export const spotChecks = pgTable('spot_checks', {
  id: uuid().primaryKey().defaultRandom(),
  province: text().notNull(),
  enterpriseId: uuid()
    .$type<EnterpriseId>()
    .notNull()
    .references(() => enterprises.id),
  name: text().notNull(),
  /** Hundredths (A21). */
  cutScore: integer().notNull(),
  durationMinutes: integer().notNull(),
  openedBy: uuid()
    .$type<StaffId>()
    .notNull()
    .references(() => staff.id),
  openedAt: instant().notNull(),
  closedAt: instant(),
})

/** Which sessions a spot check consists of: one for each bank its people are examined from. */
export const spotCheckSessions = pgTable('spot_check_sessions', {
  sessionId: uuid()
    .$type<SessionId>()
    .primaryKey()
    .references(() => sessions.id),
  spotCheckId: uuid()
    .notNull()
    .references(() => spotChecks.id),
})

/** Who is examined in a spot check, and as what: consequences go by the role (R40-2, R40-4). */
export const spotCheckPeople = pgTable(
  'spot_check_people',
  {
    id: uuid().primaryKey().defaultRandom(),
    spotCheckId: uuid()
      .notNull()
      .references(() => spotChecks.id),
    personId: uuid()
      .$type<PersonId>()
      .notNull()
      .references(() => persons.id),
    category: text().$type<Category>().notNull(),
    post: text().notNull(),
    trade: text(),
    sittingId: uuid()
      .$type<SittingId>()
      .references(() => sittings.id),
    /** When a failed principal or manager was ordered to be assessed again (N8). */
    orderedAt: instant(),
  },
  (table) => [uniqueIndex('spot_check_people_are_named_once').on(table.spotCheckId, table.personId)],
)

/** A report of the public (举报, R45-1). Whoever gives a name and a way to be reached hears how it ended. */
export const complaints = pgTable('complaints', {
  id: uuid().primaryKey().defaultRandom(),
  province: text().notNull(),
  named: boolean().notNull(),
  /** Sealed: name and contact of the reporter. */
  reporterSealed: text(),
  text: text().notNull(),
  receivedAt: instant().notNull(),
  closedAt: instant(),
  closedBy: uuid()
    .$type<StaffId>()
    .references(() => staff.id),
  finding: text(),
})

/** A penalty decision that a supervision agency sent a copy of (R44-2, N12). Append-only. */
export const penalties = pgTable('penalties', {
  id: uuid().primaryKey().defaultRandom(),
  province: text().notNull(),
  enterpriseId: uuid()
    .$type<EnterpriseId>()
    .references(() => enterprises.id),
  personId: uuid()
    .$type<PersonId>()
    .references(() => persons.id),
  agency: text().notNull(),
  reference: text().notNull(),
  decidedOn: civilDate().$type<CivilDate>().notNull(),
  text: text().notNull(),
  enteredBy: uuid()
    .$type<StaffId>()
    .notNull()
    .references(() => staff.id),
  enteredAt: instant().notNull(),
})

/** A recommendation letter of a supervision agency (监察建议函, R41-1, N10). Append-only. */
export const recommendationLetters = pgTable('recommendation_letters', {
  id: uuid().primaryKey().defaultRandom(),
  province: text().notNull(),
  toName: text().notNull(),
  problems: jsonb().$type<readonly string[]>().notNull(),
  recommendation: text().notNull(),
  spotCheckId: uuid().references(() => spotChecks.id),
  writtenBy: uuid()
    .$type<StaffId>()
    .notNull()
    .references(() => staff.id),
  writtenAt: instant().notNull(),
})

/** What was copied to the supervision bureau (R44-1, N11). Append-only: what was copied once is not copied again. */
export const bureauCopies = pgTable('bureau_copies', {
  id: bigserial({ mode: 'number' }).primaryKey(),
  province: text().notNull(),
  upTo: instant().notNull(),
  sha256: text().notNull(),
  rowCount: integer().notNull(),
  producedBy: uuid().$type<StaffId>(),
  producedAt: instant().notNull(),
})
