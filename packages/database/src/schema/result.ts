import type { CivilDate, Instant } from '@kaochang/domain/instant'
import type { ReleaseId, SessionId, SittingId, StaffId } from '@kaochang/domain/ids'
import type { AreaScore } from '@kaochang/domain/score/score-sitting'
import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { civilDate, instant } from './columns.ts'
import { staff } from './people.ts'
import { sessions, sittings } from './session.ts'

/** The first of the two people: "these scores, and no others, may be published". Append-only. */
export const releaseProposals = pgTable(
  'release_proposals',
  {
    id: uuid().primaryKey().defaultRandom(),
    sessionId: uuid()
      .$type<SessionId>()
      .notNull()
      .references(() => sessions.id),
    /** SHA-256 over every sitting's score, in the order of the tickets. An approval of anything else is refused. */
    digest: text().notNull(),
    proposedBy: uuid()
      .$type<StaffId>()
      .notNull()
      .references(() => staff.id),
    proposedAt: instant().notNull(),
  },
  (table) => [index('release_proposals_by_session').on(table.sessionId)],
)

/** The publication of a session's scores (N3, N6). Append-only: a correction is a further release. */
export const releases = pgTable(
  'releases',
  {
    id: uuid().$type<ReleaseId>().primaryKey().defaultRandom(),
    sessionId: uuid()
      .$type<SessionId>()
      .notNull()
      .references(() => sessions.id),
    number: integer().notNull(),
    proposalId: uuid()
      .notNull()
      .references(() => releaseProposals.id),
    digest: text().notNull(),
    proposedBy: uuid()
      .$type<StaffId>()
      .notNull()
      .references(() => staff.id),
    approvedBy: uuid()
      .$type<StaffId>()
      .notNull()
      .references(() => staff.id),
    publishedAt: instant().notNull(),
    /** The last lawful day for it, as the calendar stood, and whether this release kept to it. */
    due: civilDate().$type<CivilDate>().notNull(),
    overdue: boolean().notNull(),
  },
  (table) => [
    uniqueIndex('releases_are_numbered_once').on(table.sessionId, table.number),
    check('releases_take_two_people', sql`${table.proposedBy} <> ${table.approvedBy}`),
  ],
)

/** One candidate's published result. Append-only. */
export const results = pgTable(
  'results',
  {
    releaseId: uuid()
      .$type<ReleaseId>()
      .notNull()
      .references(() => releases.id),
    sittingId: uuid()
      .$type<SittingId>()
      .notNull()
      .references(() => sittings.id),
    /** Hundredths of a point. */
    points: integer().notNull(),
    passed: boolean().notNull(),
    byArea: jsonb().$type<readonly AreaScore[]>().notNull(),
    publishedAt: instant().$type<Instant>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.releaseId, table.sittingId] }),
    index('results_by_sitting').on(table.sittingId),
  ],
)
