import type { CertificateEventKind } from '@kaochang/domain/certificate/certificate'
import type { CertificateId, EnterpriseId, PersonId, StaffId } from '@kaochang/domain/ids'
import type { CivilDate } from '@kaochang/domain/instant'
import type { ExamCategory } from '@kaochang/domain/law/categories'
import { sql } from 'drizzle-orm'
import { type AnyPgColumn, bigserial, check, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { civilDate, instant } from './columns.ts'
import { enterprises } from './enterprise.ts'
import { persons, staff } from './people.ts'
import { assessments } from './session.ts'

/**
 * A certificate of assessment (考核合格证明) or a special-operation certificate (特种作业操作证). What happened to it
 * since stands in `certificate_events`; nothing here is changed but by R31-2, which adds an event too.
 */
export const certificates = pgTable(
  'certificates',
  {
    id: uuid().$type<CertificateId>().primaryKey().defaultRandom(),
    category: text().$type<ExamCategory>().notNull(),
    trade: text(),
    personId: uuid()
      .$type<PersonId>()
      .notNull()
      .references(() => persons.id),
    enterpriseId: uuid()
      .$type<EnterpriseId>()
      .references(() => enterprises.id),
    assessmentId: uuid()
      .notNull()
      .references(() => assessments.id),
    /** As it is printed: a name that changed since is updated by R31-2. */
    holderName: text().notNull(),
    /** As the national system gave it (R28-2); holds the ID number, so it is masked wherever the public sees it. */
    numberSealed: text().notNull(),
    numberLookup: text().notNull(),
    numberMasked: text().notNull(),
    /** The province is printed as the issuer even where a city acts for it (A33); null is the national authority. */
    province: text(),
    actingCity: text(),
    firstIssuedOn: civilDate().$type<CivilDate>().notNull(),
    issuedOn: civilDate().$type<CivilDate>().notNull(),
    validFrom: civilDate().$type<CivilDate>().notNull(),
    /** The last valid day; null for managers, whose certificates do not expire (R19-2). */
    validThrough: civilDate().$type<CivilDate>(),
    /** What the QR code leads to: nothing that can be guessed, and nothing of the person in it. */
    verificationCode: text().notNull().unique(),
    /** The certificate this one renews. */
    renews: uuid()
      .$type<CertificateId>()
      .references((): AnyPgColumn => certificates.id),
    issuedBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    issuedAt: instant().notNull(),
  },
  (table) => [
    index('certificates_by_person').on(table.personId),
    index('certificates_by_number').on(table.numberLookup),
    uniqueIndex('certificates_are_one_an_assessment').on(table.assessmentId),
    // One person has one number for several trades, and keeps it when a certificate is renewed.
    uniqueIndex('certificates_are_one_a_number_a_trade_an_issue').on(
      table.numberLookup,
      table.category,
      sql`coalesce(${table.trade}, '')`,
      table.issuedOn,
    ),
    check(
      'certificates_of_operators_expire',
      sql`(${table.category} = 'operator') = (${table.validThrough} is not null)`,
    ),
  ],
)

/** What happened to a certificate. Append-only. */
export const certificateEvents = pgTable(
  'certificate_events',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    certificateId: uuid()
      .$type<CertificateId>()
      .notNull()
      .references(() => certificates.id),
    at: instant().notNull(),
    onDate: civilDate().$type<CivilDate>().notNull(),
    kind: text().$type<CertificateEventKind>().notNull(),
    reason: text(),
    reference: text(),
    facts: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
    staffId: uuid().$type<StaffId>(),
  },
  (table) => [index('certificate_events_by_certificate').on(table.certificateId)],
)
