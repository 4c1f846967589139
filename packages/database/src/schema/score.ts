import type { SittingId } from '@kaochang/domain/ids'
import type { AreaScore } from '@kaochang/domain/score/score-sitting'
import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'
import { sittings } from './session.ts'

/** A sitting's score, once for each state of the keys and of the decisions on late frames. Append-only. */
export const scores = pgTable(
  'scores',
  {
    sittingId: uuid()
      .$type<SittingId>()
      .notNull()
      .references(() => sittings.id),
    /** SHA-256 over the keys used, the record's head and the late frames counted: what the score follows from. */
    basis: text().notNull(),
    /** 1 for the first scoring of the sitting, counting up. */
    number: integer().notNull(),
    /** Hundredths of a point. */
    points: integer().notNull(),
    passed: boolean().notNull(),
    marks: text().notNull(),
    byArea: jsonb().$type<readonly AreaScore[]>().notNull(),
    scoredAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.sittingId, table.number] })],
)
