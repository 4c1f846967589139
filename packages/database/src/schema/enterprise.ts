import type { EnterpriseId, PersonId, StaffId } from '@kaochang/domain/ids'
import type { CivilDate } from '@kaochang/domain/instant'
import type { Category } from '@kaochang/domain/law/categories'
import type { Education, WorkPeriod } from '@kaochang/domain/people/background'
import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
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
    oversight: text().$type<'province' | 'central_headquarters' | 'central_first_tier_in_beijing'>().notNull(),
    /** Whoever appoints and removes its principals (任免机关), who is told to move them (R17-4, R19-5). */
    appointingBody: text().notNull(),
    /** Where written notices go beside the product itself; null for none. */
    email: text(),
    createdAt: instant().notNull(),
    createdBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
  },
  (table) => [uniqueIndex('enterprises_are_one_per_credit_code').on(table.creditCode)],
)

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
    /** 任职之日, or the first day on a special-operator post (A25). */
    startedOn: civilDate().$type<CivilDate>().notNull(),
    endedOn: civilDate().$type<CivilDate>(),
    /** The first day off the post while the employment goes on (R30-1); null when at work. */
    awayFrom: civilDate().$type<CivilDate>(),
    /** Why the post must be given up: a last failure before the six months were up (A9), or art. 11 (R17-4). */
    adjustmentReason: text(),
    adjustedOn: civilDate().$type<CivilDate>(),
    enteredBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    enteredAt: instant().notNull(),
  },
  (table) => [
    index('employments_by_person').on(table.personId),
    index('employments_by_enterprise').on(table.enterpriseId),
    check('employments_name_a_trade_when_operating', sql`(${table.category} = 'operator') = (${table.trade} is not null)`),
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
  skillLevel: text(),
  changedAt: instant().notNull(),
  changedBy: uuid()
    .$type<StaffId>()
    .references(() => staff.id),
})
