import type { SittingId, StaffId } from '@kaochang/domain/ids'
import { bigserial, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'
import { staff } from './people.ts'
import { sittings } from './session.ts'

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
