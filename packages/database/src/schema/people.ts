import type { PersonId, StaffId } from '@kaochang/domain/ids'
import type { Jurisdiction, Role } from '@kaochang/domain/people/roles'
import { sql } from 'drizzle-orm'
import { bigserial, check, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from './columns.ts'

export const staff = pgTable('staff', {
  id: uuid().$type<StaffId>().primaryKey().defaultRandom(),
  login: text().notNull().unique(),
  name: text().notNull(),
  /** Argon2id in PHC string form: the parameters travel with the hash. */
  passwordHash: text().notNull(),
  createdAt: instant().notNull(),
  createdBy: uuid().$type<StaffId>(),
  disabledAt: instant(),
})

/** One role of one member of staff in one jurisdiction. Read on every request: a role taken away is gone at once. */
export const staffGrants = pgTable(
  'staff_grants',
  {
    id: uuid().primaryKey().defaultRandom(),
    staffId: uuid()
      .$type<StaffId>()
      .notNull()
      .references(() => staff.id),
    role: text().$type<Role>().notNull(),
    level: text().$type<Jurisdiction['level']>().notNull(),
    province: text(),
    city: text(),
    siteId: uuid(),
    enterpriseId: uuid(),
    grantedBy: uuid().$type<StaffId>(),
    grantedAt: instant().notNull(),
    revokedAt: instant(),
  },
  (table) => [
    index('staff_grants_by_staff').on(table.staffId),
    check(
      'staff_grants_name_their_place',
      sql`(${table.level} = 'nation') = (${table.province} is null)
        and (${table.level} = 'city') = (${table.city} is not null)
        and (${table.level} = 'site') = (${table.siteId} is not null)
        and (${table.level} = 'enterprise') = (${table.enterpriseId} is not null)`,
    ),
  ],
)

/** Signed-in staff. The token itself is only in the browser's cookie; here is its SHA-256. */
export const staffSessions = pgTable(
  'staff_sessions',
  {
    tokenHash: text().primaryKey(),
    staffId: uuid()
      .$type<StaffId>()
      .notNull()
      .references(() => staff.id),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
  },
  (table) => [index('staff_sessions_by_staff').on(table.staffId)],
)

/** A natural person who is or was a candidate. The ID number is stored encrypted and found by its keyed hash. */
export const persons = pgTable(
  'persons',
  {
    id: uuid().$type<PersonId>().primaryKey().defaultRandom(),
    name: text().notNull(),
    idNumberLookup: text().notNull(),
    idNumberSealed: bytes().notNull(),
    /** As shown: first four and last four characters. */
    idNumberMasked: text().notNull(),
    enterprise: text().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [uniqueIndex('persons_are_one_per_id_number').on(table.idNumberLookup)],
)

/** Who did what to what: every act of staff that changes something or opens something kept from others. Append-only. */
export const staffActs = pgTable(
  'staff_acts',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    at: instant().notNull(),
    /** Null only for what the platform does by itself. */
    staffId: uuid().$type<StaffId>(),
    act: text().notNull(),
    /** What it was done to, as `session:…`, `bank:…`. */
    subject: text().notNull(),
    facts: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (table) => [index('staff_acts_by_subject').on(table.subject)],
)
