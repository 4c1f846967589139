import type { TerminalId } from '@kaochang/domain/ids'
import type { TerminalCheck, TerminalFacts } from '@kaochang/domain/session/terminal-check'
import { jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/**
 * What each enrolled terminal said last of itself. Unlogged: after a crash of the database every terminal that stands
 * there says it again within a minute.
 */
export const terminalReports = pgTable('terminal_reports', {
  terminalId: uuid().$type<TerminalId>().primaryKey(),
  at: instant().notNull(),
  /** Which client it runs, by the name of its entry. */
  build: text().notNull(),
  failing: text().$type<TerminalCheck>().array().notNull(),
  noted: text().$type<TerminalCheck>().array().notNull(),
  facts: jsonb().$type<TerminalFacts>().notNull(),
})
