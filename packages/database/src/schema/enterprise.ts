import type { EnterpriseId, PersonId, StaffId } from '@kaochang/domain/ids'
import type { CivilDate } from '@kaochang/domain/instant'
import type { Category } from '@kaochang/domain/law/categories'
import type { Oversight } from '@kaochang/domain/enterprise/oversight'
import type { SkillGrade } from '@kaochang/domain/enterprise/mentor'
import type { Education, WorkPeriod } from '@kaochang/domain/people/background'
import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { civilDate, instant } from './columns.ts'
import { persons, staff } from './people.ts'

/** A coal enterprise (煤矿企业): responsible for the training of its people (R04-1). */
export const enterprises = pgTable(
  'enterprises',
  {
    id: uuid().$type<EnterpriseId>().primaryKey().defaultRandom(),
    name: text().notNull(),
    /** The unified social credit code (统一社会信用代码), upper case. */
    creditCode: text().notNull(),
    /** Where its people are assessed (R16-2): its province, and the prefecture-level city by four digits. */
    province: text().notNull(),
    city: text().notNull(),
    /** Who assesses its principals and managers: the province, or the nation for headquarters it manages (R16-1). */
    oversight: text().$type<Oversight>().notNull(),
    /** Whoever appoints and removes its principals (任免机关), who is told to move them (R17-4, R19-5). */
    appointingBody: text().notNull(),
    /** Where written notices go beside the product itself; null for none. */
    email: text(),
    /** The next higher coal enterprise (上一级煤矿企业), which trains the team leaders (R35-1); null for none. */
    higherEnterpriseId: uuid()
      .$type<EnterpriseId>()
      .references((): AnyPgColumn => enterprises.id),
    createdAt: instant().notNull(),
    createdBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
  },
  (table) => [uniqueIndex('enterprises_are_one_per_credit_code').on(table.creditCode)],
)

/** Why a post must be given up: arts. 17, 19 and 40. */
export type AdjustmentReason = 'art_11_not_met' | 'failed_retake' | 'failed_reassessment'

/** One person's post in one enterprise, from the day of appointment or the first day at work. */
export const employments = pgTable(
  'employments',
  {
    id: uuid().primaryKey().defaultRandom(),
    personId: uuid()
      .$type<PersonId>()
      .notNull()
      .references(() => persons.id),
    enterpriseId: uuid()
      .$type<EnterpriseId>()
      .notNull()
      .references(() => enterprises.id),
    category: text().$type<Category>().notNull(),
    /** A code of `law/posts`; `other` with its reason in `title`. */
    post: text().notNull(),
    title: text().notNull(),
    /** Operators alone. */
    trade: text(),
    /** Whether the work is underground: new people have a mentor (R36-1), and who comes back is trained (R37-1). */
    underground: boolean().notNull().default(false),
    /** 任职之日, or the first day on a special-operator post (A25). */
    startedOn: civilDate().$type<CivilDate>().notNull(),
    endedOn: civilDate().$type<CivilDate>(),
    endReason: text(),
    /** The day the clocks of art. 17 were counted from; null when this post started none (A5). */
    clocksFrom: civilDate().$type<CivilDate>(),
    /** The first day off the post while the employment goes on (R30-1); null when at work. */
    awayFrom: civilDate().$type<CivilDate>(),
    /** Why the post must be given up: a last failure before the six months were up (A9), or art. 11 (R17-4). */
    adjustmentReason: text().$type<AdjustmentReason>(),
    adjustedOn: civilDate().$type<CivilDate>(),
    enteredBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    enteredAt: instant().notNull(),
  },
  (table) => [
    index('employments_by_person').on(table.personId),
    index('employments_by_enterprise').on(table.enterpriseId),
    check(
      'employments_name_a_trade_when_operating',
      sql`(${table.category} = 'operator') = (${table.trade} is not null)`,
    ),
  ],
)

/** What a person learned and where they worked, as art. 8 keeps it (R08-1) and arts. 11 and 22 ask for it. */
export const backgrounds = pgTable('backgrounds', {
  personId: uuid()
    .$type<PersonId>()
    .primaryKey()
    .references(() => persons.id),
  education: jsonb().$type<Education>(),
  work: jsonb().$type<readonly WorkPeriod[]>().notNull(),
  skillLevel: text().$type<SkillGrade>(),
  /** The enterprise that entered it: no other reads it, and the next one enters its own. */
  enterpriseId: uuid()
    .$type<EnterpriseId>()
    .references(() => enterprises.id),
  changedAt: instant().notNull(),
  changedBy: uuid()
    .$type<StaffId>()
    .references(() => staff.id),
})

/** A new underground worker's months under an experienced one (R36-1). */
export const mentorships = pgTable(
  'mentorships',
  {
    id: uuid().primaryKey().defaultRandom(),
    employmentId: uuid()
      .notNull()
      .references(() => employments.id),
    mentorName: text().notNull(),
    mentorSkillGrade: text().$type<SkillGrade>(),
    mentorYears: integer().notNull(),
    mentorViolations: boolean().notNull(),
    startedOn: civilDate().$type<CivilDate>().notNull(),
    /** The day the mentor signed that the four months are over; null while they last. */
    signedOn: civilDate().$type<CivilDate>(),
    enteredBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    enteredAt: instant().notNull(),
  },
  (table) => [uniqueIndex('mentorships_are_one_a_post').on(table.employmentId)],
)

/** An enterprise's plan of training for one year (年度安全培训计划, R06-1). A later one replaces it. */
export const trainingPlans = pgTable(
  'training_plans',
  {
    id: uuid().primaryKey().defaultRandom(),
    enterpriseId: uuid()
      .$type<EnterpriseId>()
      .notNull()
      .references(() => enterprises.id),
    year: integer().notNull(),
    /** The body and the staff that answer for training. */
    body: text().notNull(),
    staffNames: text().notNull(),
    plan: text().notNull(),
    /** What part of the education budget goes to safety training: at least forty of a hundred. */
    budgetPercent: integer().notNull(),
    enteredBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    enteredAt: instant().notNull(),
  },
  (table) => [uniqueIndex('training_plans_are_one_a_year').on(table.enterpriseId, table.year)],
)
