import type { EnterpriseId, NoticeId, PersonId, StaffId } from '@kaochang/domain/ids'
import type { CivilDate } from '@kaochang/domain/instant'
import type { Addressee, Issuer, NoticeCode, NoticeFacts, PaperWay } from '@kaochang/domain/notice/notice'
import { sql } from 'drizzle-orm'
import { bigserial, check, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { civilDate, instant } from './columns.ts'
import { enterprises } from './enterprise.ts'
import { persons } from './people.ts'

/** A notice the law asks for (N1–N13), as it was produced. Append-only. */
export const notices = pgTable(
  'notices',
  {
    id: uuid().$type<NoticeId>().primaryKey().defaultRandom(),
    code: text().$type<NoticeCode>().notNull(),
    /** Whose notice it is: null is the national authority's. */
    province: text(),
    /** The city that acted for the province (R23-2); the province signs (A33). */
    city: text(),
    /** Which of the province's bodies signs it. Each numbers its own, year by year. */
    issuer: text().$type<Issuer>().notNull().default('assessment_authority'),
    /** The body's own name as it was then; null where none was entered, and the body is named by its office. */
    issuerName: text(),
    year: integer().notNull(),
    number: integer().notNull(),
    addressee: text().$type<Addressee>().notNull(),
    /** The name it is addressed to. */
    toName: text().notNull(),
    toEmail: text(),
    enterpriseId: uuid()
      .$type<EnterpriseId>()
      .references(() => enterprises.id),
    personId: uuid()
      .$type<PersonId>()
      .references(() => persons.id),
    /** What it is about, as `application:…`; with the code and the addressee it is produced once. */
    about: text().notNull(),
    facts: jsonb().$type<NoticeFacts>().notNull(),
    producedAt: instant().notNull(),
    /** Null for what the platform produces by itself. */
    producedBy: uuid().$type<StaffId>(),
  },
  (table) => [
    unique('notices_are_numbered_once').on(table.province, table.issuer, table.year, table.number).nullsNotDistinct(),
    uniqueIndex('notices_are_produced_once').on(table.code, table.about, table.addressee, table.toName),
    index('notices_by_authority').on(table.province, table.producedAt),
    index('notices_by_enterprise').on(table.enterpriseId),
    index('notices_by_person').on(table.personId),
  ],
)

/** What became of a notice on its way. Append-only. */
export const noticeDeliveries = pgTable(
  'notice_deliveries',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    noticeId: uuid()
      .$type<NoticeId>()
      .notNull()
      .references(() => notices.id),
    at: instant().notNull(),
    channel: text().$type<'product' | 'email' | 'paper' | 'public'>().notNull(),
    outcome: text().$type<'sent' | 'failed' | 'read'>().notNull(),
    /** Paper alone: how it went and on which day. */
    how: text().$type<PaperWay>(),
    onDate: civilDate().$type<CivilDate>(),
    /** The mail server's answer, or what the officer wrote about the paper. */
    detail: text(),
    /** Who noted it or read it; null for the platform itself and for the person on their own pages. */
    staffId: uuid().$type<StaffId>(),
  },
  (table) => [
    index('notice_deliveries_by_notice').on(table.noticeId),
    check(
      'notice_deliveries_say_how_paper_went',
      sql`(${table.channel} = 'paper') = (${table.how} is not null and ${table.onDate} is not null)`,
    ),
  ],
)

/**
 * The mails that notices become: put here with the notice, taken by whichever process sends. A row is held by its lease
 * (`claimedUntil`) and not by a transaction, since a mail server may take its time; what came of each try stands in
 * `notice_deliveries`.
 */
export const noticeMails = pgTable(
  'notice_mails',
  {
    noticeId: uuid()
      .$type<NoticeId>()
      .primaryKey()
      .references(() => notices.id),
    /** Mails to one address are sent in this order. */
    order: bigserial({ mode: 'number' }).notNull(),
    toEmail: text().notNull(),
    attempts: integer().notNull().default(0),
    nextAttemptAt: instant().notNull(),
    claimedUntil: instant(),
    /** How it ended: `needless` when the paper was handed over or the text was read before. */
    outcome: text().$type<'sent' | 'given_up' | 'needless'>(),
  },
  (table) => [
    index('notice_mails_waiting')
      .on(table.toEmail, table.order)
      .where(sql`${table.outcome} is null`),
  ],
)
