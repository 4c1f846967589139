import type { ApplicationPurpose, ApplicationState, DocumentKind } from '@kaochang/domain/application/application'
import type { ApplicationId, EnterpriseId, PersonId, StaffId } from '@kaochang/domain/ids'
import type { CivilDate } from '@kaochang/domain/instant'
import type { ExamCategory } from '@kaochang/domain/law/categories'
import { sql } from 'drizzle-orm'
import { bigserial, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, civilDate, instant } from './columns.ts'
import { employments, enterprises } from './enterprise.ts'
import { persons, staff } from './people.ts'
import { trainings } from './training.ts'

/** An application for assessment. It becomes an assessment when it is accepted. */
export const applications = pgTable(
  'applications',
  {
    id: uuid().$type<ApplicationId>().primaryKey().defaultRandom(),
    purpose: text().$type<ApplicationPurpose>().notNull(),
    personId: uuid()
      .$type<PersonId>()
      .notNull()
      .references(() => persons.id),
    enterpriseId: uuid()
      .$type<EnterpriseId>()
      .notNull()
      .references(() => enterprises.id),
    employmentId: uuid().references(() => employments.id),
    category: text().$type<ExamCategory>().notNull(),
    trade: text(),
    /** The authority it goes to: null is the national one; the city where the province delegated to it (R23-2). */
    province: text(),
    city: text(),
    /** R26-1: the place of work or of household registration. */
    basis: text().$type<'work' | 'household' | 'original_issuer'>().notNull(),
    trainingId: uuid().references(() => trainings.id),
    /** Initial training is waived for graduates of the subject, once their papers were verified (R25-2). */
    asksTrainingWaiver: text().$type<'no' | 'asked' | 'granted'>().notNull(),
    state: text().$type<ApplicationState>().notNull(),
    /** Filed after its day: flagged, never refused (R17-2). */
    late: text().$type<'in_time' | 'late' | 'no_clock'>().notNull(),
    submittedAt: instant(),
    /** When the papers were complete: what the sixty days are counted from (R26-2, A16). */
    completeAt: instant(),
    decidedAt: instant(),
    decidedBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    /** The rules that eligibility and training were judged by, pinned when it was accepted. */
    rulesVersion: text(),
    /** The assessment it opened; set once. */
    assessmentId: uuid(),
    createdBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    createdAt: instant().notNull(),
  },
  (table) => [
    index('applications_by_authority').on(table.province, table.city, table.state),
    index('applications_by_enterprise').on(table.enterpriseId),
    index('applications_by_person').on(table.personId),
    uniqueIndex('applications_are_open_one_at_a_time')
      .on(table.personId, table.category, sql`coalesce(${table.trade}, '')`)
      .where(sql`${table.state} in ('draft', 'submitted', 'supplement_asked')`),
    check(
      'applications_open_an_assessment_when_accepted',
      sql`${table.assessmentId} is null or ${table.state} = 'accepted'`,
    ),
  ],
)

/** A paper of an application, kept encrypted. A paper that is replaced stays. */
export const applicationDocuments = pgTable(
  'application_documents',
  {
    id: uuid().primaryKey().defaultRandom(),
    applicationId: uuid()
      .$type<ApplicationId>()
      .notNull()
      .references(() => applications.id),
    kind: text().$type<DocumentKind>().notNull(),
    fileName: text().notNull(),
    mediaType: text().notNull(),
    sizeBytes: integer().notNull(),
    sha256: text().notNull(),
    sealed: bytes().notNull(),
    uploadedBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    uploadedAt: instant().notNull(),
    replacedAt: instant(),
  },
  (table) => [index('application_documents_by_application').on(table.applicationId)],
)

/** What happened to an application, step by step. Append-only. */
export const applicationActs = pgTable(
  'application_acts',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    applicationId: uuid()
      .$type<ApplicationId>()
      .notNull()
      .references(() => applications.id),
    at: instant().notNull(),
    staffId: uuid().$type<StaffId>(),
    act: text()
      .$type<
        'submitted' | 'supplement_asked' | 'supplemented' | 'counted_as_accepted' | 'accepted' | 'refused' | 'withdrawn'
      >()
      .notNull(),
    /** Reasons with their articles, the missing papers, the references. */
    facts: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
  },
  (table) => [index('application_acts_by_application').on(table.applicationId)],
)

/** A province that lets a prefecture-level city assess operators and issue for it (R23-2). */
export const delegations = pgTable('delegations', {
  id: uuid().primaryKey().defaultRandom(),
  province: text().notNull(),
  city: text().notNull(),
  /** The trades it covers; null is all of them. */
  trades: jsonb().$type<readonly string[]>(),
  fromDate: civilDate().$type<CivilDate>().notNull(),
  toDate: civilDate().$type<CivilDate>(),
  reference: text().notNull(),
  enteredBy: uuid()
    .$type<StaffId>()
    .references(() => staff.id),
  enteredAt: instant().notNull(),
})
