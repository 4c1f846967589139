import type {
  BankId,
  PersonId,
  RoomId,
  SeatId,
  SessionId,
  SiteId,
  SittingId,
  StaffId,
  TerminalId,
} from '@kaochang/domain/ids'
import type { Blueprint } from '@kaochang/domain/paper/blueprint'
import type { Component, RulesVersion } from '@kaochang/domain/law/rules'
import type { PracticalStandard } from '@kaochang/domain/practical/standard'
import type { PoolItem } from '@kaochang/domain/paper/draw-paper'
import type { Paper } from '@kaochang/domain/paper/paper'
import type { SafeExamBrowser, SebVerdict } from '@kaochang/domain/session/safe-exam-browser'
import type { SessionPurpose, SessionSettings, SessionState } from '@kaochang/domain/session/session'
import type { IrregularityKind } from '@kaochang/domain/sitting/irregularity'
import type { EndReason } from '@kaochang/domain/sitting/sitting'
import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  check,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { AssessmentPurpose } from '@kaochang/domain/law/attempts'
import { banks } from './bank.ts'
import { bytes, civilDate, instant } from './columns.ts'
import { persons, staff } from './people.ts'

export type SitePurpose = 'designated' | 'spot_check' | 'canary'

/** A designated exam site (考点). It may seat sessions between its accreditation dates (R18-1). */
export const sites = pgTable('sites', {
  id: uuid().$type<SiteId>().primaryKey().defaultRandom(),
  province: text().notNull(),
  name: text().notNull(),
  address: text().notNull(),
  accreditedFrom: civilDate().notNull(),
  accreditedTo: civilDate(),
  /**
   * `spot_check` is a room at a mine for one spot check (art. 40), `canary` the place of the canaries: they are
   * designated for nothing and listed nowhere.
   */
  purpose: text().$type<SitePurpose>().notNull().default('designated'),
  createdAt: instant().notNull(),
})

export const rooms = pgTable(
  'rooms',
  {
    id: uuid().$type<RoomId>().primaryKey().defaultRandom(),
    siteId: uuid()
      .$type<SiteId>()
      .notNull()
      .references(() => sites.id),
    name: text().notNull(),
  },
  (table) => [uniqueIndex('rooms_have_a_name_of_their_own').on(table.siteId, table.name)],
)

export const seats = pgTable(
  'seats',
  {
    id: uuid().$type<SeatId>().primaryKey().defaultRandom(),
    roomId: uuid()
      .$type<RoomId>()
      .notNull()
      .references(() => rooms.id),
    number: integer().notNull(),
  },
  (table) => [uniqueIndex('seats_are_numbered_once').on(table.roomId, table.number)],
)

/** A computer at a seat that has been enrolled. A code is shown once and turned into a token at the terminal itself. */
export const terminals = pgTable(
  'terminals',
  {
    id: uuid().$type<TerminalId>().primaryKey().defaultRandom(),
    seatId: uuid()
      .$type<SeatId>()
      .notNull()
      .references(() => seats.id),
    codeHash: text(),
    codeExpiresAt: instant(),
    tokenHash: text(),
    enrolledBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    enrolledAt: instant(),
    revokedAt: instant(),
    /** Wrong sign-ins since the last right one; at five the seat is locked until an invigilator opens it. */
    failedSignIns: integer().notNull().default(0),
    createdAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('terminals_by_token').on(table.tokenHash),
    uniqueIndex('terminals_by_code').on(table.codeHash),
    uniqueIndex('terminals_stand_alone_at_a_seat')
      .on(table.seatId)
      .where(sql`${table.revokedAt} is null and ${table.tokenHash} is not null`),
  ],
)

export const sessions = pgTable(
  'sessions',
  {
    id: uuid().$type<SessionId>().primaryKey().defaultRandom(),
    name: text().notNull(),
    category: text().$type<'principal' | 'manager' | 'operator'>().notNull(),
    trade: text(),
    /** An operator's knowledge exam and practical exam are sessions of their own (R27-1). */
    component: text().$type<Component>().notNull().default('knowledge'),
    purpose: text().$type<SessionPurpose>().notNull().default('assessment'),
    /** The authority: null is the national one, else the province's. */
    province: text(),
    siteId: uuid()
      .$type<SiteId>()
      .notNull()
      .references(() => sites.id),
    /** A practical exam has no sections; what it asks stands in `practicalStandard`. */
    blueprint: jsonb().$type<Blueprint>().notNull(),
    practicalStandard: jsonb().$type<PracticalStandard>(),
    startsAt: instant().notNull(),
    settings: jsonb().$type<SessionSettings>().notNull(),
    /** Null where Safe Exam Browser is not asked for. */
    safeExamBrowser: jsonb().$type<SafeExamBrowser>(),
    state: text().$type<SessionState>().notNull(),
    createdBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    createdAt: instant().notNull(),
    announcedAt: instant(),
    openedAt: instant(),
    endedAt: instant(),
    scoredAt: instant(),
    releasedAt: instant(),
  },
  (table) => [
    index('sessions_by_state').on(table.state, table.startsAt),
    check(
      'sessions_are_announced_before_they_are_sealed',
      sql`${table.state} = 'planned' or ${table.announcedAt} is not null`,
    ),
    check(
      'sessions_have_a_standard_when_practical',
      sql`(${table.component} = 'practical') = (${table.practicalStandard} is not null)`,
    ),
  ],
)

/** The banks a session draws from. */
export const sessionBanks = pgTable(
  'session_banks',
  {
    sessionId: uuid()
      .$type<SessionId>()
      .notNull()
      .references(() => sessions.id),
    bankId: uuid()
      .$type<BankId>()
      .notNull()
      .references(() => banks.id),
  },
  (table) => [primaryKey({ columns: [table.sessionId, table.bankId] })],
)

/** A room a session uses, and when it was started. */
export const sessionRooms = pgTable(
  'session_rooms',
  {
    sessionId: uuid()
      .$type<SessionId>()
      .notNull()
      .references(() => sessions.id),
    roomId: uuid()
      .$type<RoomId>()
      .notNull()
      .references(() => rooms.id),
    startedAt: instant(),
    startedBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    /** The first of the two people a start takes, and an end. */
    startAskedAt: instant(),
    startAskedBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    endAskedAt: instant(),
    endAskedBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    endAskedReason: text(),
    endedAt: instant(),
    endedBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
  },
  (table) => [
    primaryKey({ columns: [table.sessionId, table.roomId] }),
    check('session_rooms_end_by_two_people', sql`${table.endedBy} is null or ${table.endedBy} <> ${table.endAskedBy}`),
  ],
)

/** What an invigilator noted of a room or of one candidate (异常情况). Append-only; a slip is put right by a further row. */
export const irregularities = pgTable(
  'irregularities',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    sessionId: uuid()
      .$type<SessionId>()
      .notNull()
      .references(() => sessions.id),
    roomId: uuid()
      .$type<RoomId>()
      .notNull()
      .references(() => rooms.id),
    /** Null for what concerns the whole room. */
    sittingId: uuid()
      .$type<SittingId>()
      .references(() => sittings.id),
    kind: text().$type<IrregularityKind>().notNull(),
    reason: text().notNull(),
    /** Null for what the platform noted by itself. */
    notedBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    at: instant().notNull(),
  },
  (table) => [index('irregularities_by_room').on(table.sessionId, table.roomId)],
)

/**
 * What a session's papers were drawn from, frozen before the draw. Append-only. The commitment is stored
 * before any paper; the secret is sealed with the installation's key and shown to the auditor afterwards.
 */
export const sessionSeals = pgTable('session_seals', {
  sessionId: uuid()
    .$type<SessionId>()
    .primaryKey()
    .references(() => sessions.id),
  /** Every item that could be drawn, sorted by id, each with its content's hash. */
  pool: jsonb().$type<readonly (PoolItem & { contentHash: string })[]>().notNull(),
  poolHash: text().notNull(),
  blueprintHash: text().notNull(),
  rosterHash: text().notNull(),
  secretCommitment: text().notNull(),
  secretSealed: bytes().notNull(),
  sealedBy: uuid()
    .$type<StaffId>()
    .references(() => staff.id),
  sealedAt: instant().notNull(),
})

/** One person's way through one assessment: a first attempt and at most one retake. */
export const assessments = pgTable(
  'assessments',
  {
    id: uuid().primaryKey().defaultRandom(),
    personId: uuid()
      .$type<PersonId>()
      .notNull()
      .references(() => persons.id),
    category: text().$type<'principal' | 'manager' | 'operator'>().notNull(),
    trade: text(),
    purpose: text().$type<AssessmentPurpose>().notNull().default('first'),
    /** The rules it is judged by where its day does not decide (see `law/rules`). */
    rulesVersion: text().$type<RulesVersion>().notNull().default('O92-2018'),
    openedAt: instant().notNull(),
    closedAt: instant(),
  },
  (table) => [
    index('assessments_by_person').on(table.personId),
    uniqueIndex('assessments_are_open_one_at_a_time')
      .on(table.personId, table.category, sql`coalesce(${table.trade}, '')`)
      .where(sql`${table.closedAt} is null and ${table.purpose} <> 'spot_check'`),
  ],
)

/**
 * A place on a session's roster, and the sitting that comes of it. Everything from `epoch` on only repeats
 * what the record says, so that it can be listed without folding; the record is the truth.
 */
export const sittings = pgTable(
  'sittings',
  {
    id: uuid().$type<SittingId>().primaryKey().defaultRandom(),
    sessionId: uuid()
      .$type<SessionId>()
      .notNull()
      .references(() => sessions.id),
    personId: uuid()
      .$type<PersonId>()
      .notNull()
      .references(() => persons.id),
    assessmentId: uuid()
      .notNull()
      .references(() => assessments.id),
    component: text().$type<Component>().notNull().default('knowledge'),
    attempt: integer().notNull(),
    roomId: uuid()
      .$type<RoomId>()
      .notNull()
      .references(() => rooms.id),
    /** The admission ticket's number. */
    ticket: text().notNull().unique(),
    epoch: integer().notNull().default(0),
    seatId: uuid()
      .$type<SeatId>()
      .references(() => seats.id),
    terminalId: uuid()
      .$type<TerminalId>()
      .references(() => terminals.id),
    identityConfirmedAt: instant(),
    startedAt: instant(),
    closesAt: instant(),
    /** Since when it rests; null while it goes on. */
    pausedAt: instant(),
    endedAt: instant(),
    endReason: text().$type<EndReason>(),
    /** How long nobody could answer, as measured, and how much of it has been made good. */
    lostMs: bigint({ mode: 'number' }).notNull().default(0),
    lostMadeGoodMs: bigint({ mode: 'number' }).notNull().default(0),
    /** Written when the session ends, for a candidate who never began. An absence uses up no attempt (A7). */
    absentAt: instant(),
    /** An invigilator let the candidate sign in without Safe Exam Browser; why stands among the irregularities. */
    sebExcusedAt: instant(),
    sebExcusedBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    /** The chief invigilator let the candidate sit without photographs; why stands among the irregularities. */
    photographsExcusedAt: instant(),
    photographsExcusedBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
  },
  (table) => [
    uniqueIndex('sittings_are_one_a_person_a_session').on(table.sessionId, table.personId),
    uniqueIndex('sittings_take_an_attempt_once')
      .on(table.assessmentId, table.component, table.attempt)
      .where(sql`${table.absentAt} is null`),
    index('sittings_by_person').on(table.personId),
    index('sittings_by_assessment').on(table.assessmentId),
    uniqueIndex('sittings_have_a_seat_each').on(table.sessionId, table.seatId),
    index('sittings_running')
      .on(table.closesAt)
      .where(sql`${table.startedAt} is not null and ${table.endedAt} is null and ${table.pausedAt} is null`),
    check('sittings_count_their_attempts_from_one', sql`${table.attempt} >= 1`),
    check('sittings_are_absent_only_unbegun', sql`${table.absentAt} is null or ${table.startedAt} is null`),
  ],
)

/** Signed-in candidates: at one terminal for the sitting, or (terminal null) in any browser for the result. */
export const candidateSessions = pgTable(
  'candidate_sessions',
  {
    tokenHash: text().primaryKey(),
    sittingId: uuid()
      .$type<SittingId>()
      .notNull()
      .references(() => sittings.id),
    terminalId: uuid()
      .$type<TerminalId>()
      .references(() => terminals.id),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
    /** What the sign-in said of its browser; null where nothing was asked. */
    seb: text().$type<SebVerdict>(),
    /** The first request after it that did not say the right thing. */
    sebLostAt: instant(),
  },
  (table) => [index('candidate_sessions_by_sitting').on(table.sittingId)],
)

/**
 * One candidate's paper, drawn and stored before the doors open. Append-only. Kept as the very text that was
 * hashed (`json` and not `jsonb`), which is also twice as quick to store.
 */
export const papers = pgTable('papers', {
  sittingId: uuid()
    .$type<SittingId>()
    .primaryKey()
    .references(() => sittings.id),
  paper: json().$type<Paper>().notNull(),
  paperHash: text().notNull(),
  drawnAt: instant().notNull(),
})
