import type { CanaryFinding } from '@kaochang/domain/canary/canary'
import type { SittingId } from '@kaochang/domain/ids'
import { boolean, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/** A server process that runs or ran. One that has not beaten for ten seconds is taken for dead. */
export const serverProcesses = pgTable('server_processes', {
  id: uuid().primaryKey().defaultRandom(),
  /** Host name and process id, for whoever looks after the machines. */
  name: text().notNull(),
  startedAt: instant().notNull(),
  beatAt: instant().notNull(),
  stoppedAt: instant(),
  /** What its canary candidate found last, and when: see `canary/run-canary` in the server. */
  canary: jsonb().$type<CanaryFinding>(),
  canaryAt: instant(),
})

/**
 * Which process holds the line of a sitting, for the walls that other processes show. Unlogged: after a crash of the
 * database there are no lines either.
 */
export const presences = pgTable(
  'presences',
  {
    sittingId: uuid().$type<SittingId>().primaryKey(),
    processId: uuid().notNull(),
    connected: boolean().notNull(),
    /** When the terminal was last heard, where it is not connected; else when it came. */
    heardAt: instant(),
  },
  (table) => [index('presences_by_process').on(table.processId)],
)
