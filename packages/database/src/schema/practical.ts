import type { SessionId, SittingId, StaffId } from '@kaochang/domain/ids'
import { bigserial, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'
import { staff } from './people.ts'
import { sessions, sittings } from './session.ts'

/**
 * What an examiner gave for one subject of the national practical standard (R27-4), in hundredths of a point.
 * Append-only: an examiner who changes a mark adds another, and the last one counts.
 */
export const practicalMarks = pgTable(
  'practical_marks',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    sittingId: uuid()
      .$type<SittingId>()
      .notNull()
      .references(() => sittings.id),
    examinerId: uuid()
      .$type<StaffId>()
      .notNull()
      .references(() => staff.id),
    subject: text().notNull(),
    points: integer().notNull(),
    note: text(),
    at: instant().notNull(),
  },
  (table) => [index('practical_marks_by_sitting').on(table.sittingId)],
)

/** When an examiner said that a sheet is complete: from both of them on, each sees the other's. Append-only. */
export const practicalFinishes = pgTable(
  'practical_finishes',
  {
    sittingId: uuid()
      .$type<SittingId>()
      .notNull()
      .references(() => sittings.id),
    examinerId: uuid()
      .$type<StaffId>()
      .notNull()
      .references(() => staff.id),
    at: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.sittingId, table.examinerId] })],
)

/** A practical session's roster and standard as they stood when the roster was closed. Append-only. */
export const practicalSeals = pgTable('practical_seals', {
  sessionId: uuid()
    .$type<SessionId>()
    .primaryKey()
    .references(() => sessions.id),
  rosterHash: text().notNull(),
  standardHash: text().notNull(),
  sealedBy: uuid()
    .$type<StaffId>()
    .references(() => staff.id),
  sealedAt: instant().notNull(),
})
