import type { SittingId, StaffId, TerminalId } from '@kaochang/domain/ids'
import type { SittingEvent } from '@kaochang/domain/sitting/sitting'
import { bigint, bigserial, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'
import { staff } from './people.ts'
import { sittings } from './session.ts'

/**
 * The record of what happened. Rows are added and never changed: triggers and grants see to it. There is
 * no foreign key to `sittings`: every insert joins that table for the epoch, and checking the same thing
 * again, row by row, would cost the answer path a third of its speed.
 */
export const sittingEvents = pgTable(
  'sitting_events',
  {
    sittingId: uuid().$type<SittingId>().notNull(),
    number: integer().notNull(),
    at: instant().notNull(),
    link: text().notNull(),
    event: jsonb().$type<SittingEvent>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.sittingId, table.number] })],
)

/** Saves that arrived when the sitting was over, or from a terminal that had been replaced. Append-only. */
export const lateFrames = pgTable(
  'late_frames',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    sittingId: uuid()
      .$type<SittingId>()
      .notNull()
      .references(() => sittings.id),
    receivedAt: instant().notNull(),
    reason: text().$type<'after_end' | 'superseded'>().notNull(),
    terminalId: uuid().$type<TerminalId>(),
    frame: jsonb().$type<{ seq: number; item: number; response: string; marked: boolean }>().notNull(),
  },
  (table) => [index('late_frames_by_sitting').on(table.sittingId)],
)

/** What was decided about a sitting's late frames, up to one of them. Append-only. */
export const lateFrameDecisions = pgTable(
  'late_frame_decisions',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    sittingId: uuid()
      .$type<SittingId>()
      .notNull()
      .references(() => sittings.id),
    upToId: bigint({ mode: 'number' }).notNull(),
    decision: text().$type<'count' | 'do_not_count'>().notNull(),
    reason: text().notNull(),
    decidedBy: uuid()
      .$type<StaffId>()
      .notNull()
      .references(() => staff.id),
    decidedAt: instant().notNull(),
  },
  (table) => [index('late_frame_decisions_by_sitting').on(table.sittingId)],
)
