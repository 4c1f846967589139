import type { EnterpriseId, PersonId, SessionId, SiteId, SittingId, StaffId } from '@kaochang/domain/ids'
import type { CivilDate } from '@kaochang/domain/instant'
import type { Category } from '@kaochang/domain/law/categories'
import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes, civilDate, instant } from './columns.ts'
import { enterprises } from './enterprise.ts'
import { persons, staff } from './people.ts'
import { sessions, sites, sittings } from './session.ts'

/** A spot check (现场抽考, arts. 40–41): a short exam on site for named people. It never touches a certificate. */
export const spotChecks = pgTable('spot_checks', {
  id: uuid().primaryKey().defaultRandom(),
  province: text().notNull(),
  enterpriseId: uuid()
    .$type<EnterpriseId>()
    .notNull()
    .references(() => enterprises.id),
  /** The temporary place at the mine that was made for it. */
  siteId: uuid()
    .$type<SiteId>()
    .notNull()
    .references(() => sites.id),
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
export const complaints = pgTable(
  'complaints',
  {
    id: uuid().primaryKey().defaultRandom(),
    province: text().notNull(),
    /** What the reporter is told, to ask by. */
    reference: text().notNull().unique(),
    named: boolean().notNull(),
    /** Sealed: name and contact of the reporter. Opened by an act of its own, which is noted. */
    reporterSealed: bytes(),
    text: text().notNull(),
    receivedAt: instant().notNull(),
    closedAt: instant(),
    closedBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    finding: text(),
  },
  (table) => [
    index('complaints_by_province').on(table.province, table.receivedAt),
    check('complaints_keep_a_reporter_when_named', sql`${table.named} = (${table.reporterSealed} is not null)`),
    check('complaints_close_with_a_finding', sql`(${table.closedAt} is null) = (${table.finding} is null)`),
  ],
)

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
  /** The very text that was hashed. */
  body: text().notNull(),
  producedBy: uuid().$type<StaffId>(),
  producedAt: instant().notNull(),
})

/**
 * Which results and which events of certificates a copy holds. Append-only. By row and not by time: what is published
 * in the same moment as a copy is made stands in this one or in the next, never in both and never in none.
 */
export const bureauCopyRows = pgTable(
  'bureau_copy_rows',
  {
    kind: text().$type<'result' | 'certificate_event'>().notNull(),
    /** A result's release and sitting, or a certificate event's number. */
    subject: text().notNull(),
    copyId: bigint({ mode: 'number' })
      .notNull()
      .references(() => bureauCopies.id),
  },
  (table) => [primaryKey({ columns: [table.kind, table.subject] })],
)

/** How the public reaches a province's training department (R45-1), and to whom it sends copies (R44-1). */
export const authorityContacts = pgTable('authority_contacts', {
  province: text().primaryKey(),
  name: text().notNull(),
  telephone: text().notNull(),
  email: text().notNull(),
  supervisionBureau: text().notNull(),
  changedAt: instant().notNull(),
  changedBy: uuid()
    .$type<StaffId>()
    .references(() => staff.id),
})
