import type { EnterpriseId, NoticeId, PersonId, StaffId } from '@kaochang/domain/ids'
import type { Addressee, NoticeCode, NoticeFacts } from '@kaochang/domain/notice/notice'
import { bigserial, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'
import { enterprises } from './enterprise.ts'
import { persons } from './people.ts'

/** A notice the law asks for (N1–N13), as it was produced. Append-only. */
export const notices = pgTable(
  'notices',
  {
    id: uuid().$type<NoticeId>().primaryKey().defaultRandom(),
    code: text().$type<NoticeCode>().notNull(),
    /** Whose notice it is: null is the national authority's. Numbered within it, year by year. */
    province: text(),
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
    unique('notices_are_numbered_once').on(table.province, table.year, table.number).nullsNotDistinct(),
    uniqueIndex('notices_are_produced_once').on(table.code, table.about, table.addressee, table.toName),
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
    /** The mail server's answer, or who handed the paper over. */
    detail: text(),
    staffId: uuid().$type<StaffId>(),
  },
  (table) => [index('notice_deliveries_by_notice').on(table.noticeId)],
)
