import type { EnterpriseId, PersonId, StaffId } from '@kaochang/domain/ids'
import type { CivilDate } from '@kaochang/domain/instant'
import type { Category } from '@kaochang/domain/law/categories'
import type { CourseKind, TrainingResult } from '@kaochang/domain/training/training'
import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { civilDate, instant } from './columns.ts'
import { enterprises } from './enterprise.ts'
import { persons, staff } from './people.ts'

/** Who trains: an institution, or an enterprise that meets the standard itself (R07-1). */
export const trainingInstitutions = pgTable(
  'training_institutions',
  {
    id: uuid().primaryKey().defaultRandom(),
    province: text().notNull(),
    name: text().notNull(),
    kind: text().$type<'institution' | 'enterprise'>().notNull(),
    enterpriseId: uuid()
      .$type<EnterpriseId>()
      .references(() => enterprises.id),
    /** When teachers and facilities were reported in writing, and under which reference. */
    reportedOn: civilDate().$type<CivilDate>().notNull(),
    reference: text().notNull(),
    withdrawnOn: civilDate().$type<CivilDate>(),
  },
  (table) => [uniqueIndex('training_institutions_have_a_name_of_their_own').on(table.province, table.name)],
)

/** One course (一期一档, R09-1). */
export const courses = pgTable('courses', {
  id: uuid().primaryKey().defaultRandom(),
  institutionId: uuid()
    .notNull()
    .references(() => trainingInstitutions.id),
  enterpriseId: uuid()
    .$type<EnterpriseId>()
    .references(() => enterprises.id),
  name: text().notNull(),
  kind: text().$type<CourseKind>().notNull(),
  category: text().$type<Category>().notNull(),
  trade: text(),
  /** 学时. */
  hours: integer().notNull(),
  startedOn: civilDate().$type<CivilDate>().notNull(),
  closedOn: civilDate().$type<CivilDate>().notNull(),
  place: text().notNull(),
  teachers: text().notNull(),
  /** The outline (培训大纲): the nation's, for other workers the province's (R34-1). */
  outline: text().notNull(),
  /** The rest of the course's file (R09-1): plan, handouts, overall report. */
  plan: text(),
  handouts: text(),
  report: text(),
  enteredBy: uuid()
    .$type<StaffId>()
    .references(() => staff.id),
  enteredAt: instant().notNull(),
})

/** One person in one course: hours attended and the course's own exam, which a certificate rests on (R48-1). Append-only. */
export const trainings = pgTable(
  'trainings',
  {
    id: uuid().primaryKey().defaultRandom(),
    courseId: uuid()
      .notNull()
      .references(() => courses.id),
    personId: uuid()
      .$type<PersonId>()
      .notNull()
      .references(() => persons.id),
    hoursAttended: integer().notNull(),
    /** Hundredths; null where the course has no exam (R12-1). */
    points: integer(),
    passed: text().$type<TrainingResult>().notNull(),
    certificateNumber: text(),
    enteredBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    enteredAt: instant().notNull(),
  },
  (table) => [
    index('trainings_by_person').on(table.personId),
    uniqueIndex('trainings_are_one_a_person_a_course').on(table.courseId, table.personId),
    check('trainings_certify_only_a_pass', sql`${table.certificateNumber} is null or ${table.passed} = 'passed'`),
  ],
)
