import type { Database, Transaction } from '@kaochang/database/client'
import { insertStaffSession, readGrant, revokeStaffSession } from '@kaochang/database/people'
import { staff, staffGrants, staffSessions } from '@kaochang/database/schema/people'
import { candidateSessions, sittings, terminals } from '@kaochang/database/schema/session'
import { insertCandidateSession, revokeCandidateSession } from '@kaochang/database/terminal'
import type { PersonId, SeatId, SittingId, StaffId, TerminalId } from '@kaochang/domain/ids'
import type { SafeExamBrowser, SebVerdict } from '@kaochang/domain/session/safe-exam-browser'
import type { Instant } from '@kaochang/domain/instant'
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { newToken, sha256 } from '../hashing.ts'
import type { EnrolledTerminal, SignedInCandidate } from './access.ts'

const HOUR_MS = 3_600_000

/** A shift and its overtime; nobody is signed in overnight. Fixed at the sign-in: using the session does not prolong it. */
export const STAFF_SESSION_MS = 12 * HOUR_MS

/** A terminal outlives the exams of half a year, then somebody has to look at it again. */
export const TERMINAL_LIFE_MS = 180 * 24 * HOUR_MS

/** The candidate's own pages, in a browser that may be anybody's. */
export const RESULT_SESSION_MS = HOUR_MS

/** After so many wrong sign-ins a seat waits for an invigilator (A24). */
export const FAILED_SIGN_IN_LIMIT = 5

/**
 * Opens a session for a member of staff and ends the one whose token the browser brought along: no token is
 * carried over a sign-in (A28).
 *
 * @returns the token, for the cookie and for nothing else; only its hash is stored.
 */
export async function openStaffSession(
  tx: Transaction,
  { staffId, before, at }: { staffId: StaffId; before: string | undefined; at: Instant },
): Promise<string> {
  const token = newToken()
  if (before !== undefined) await revokeStaffSession(tx, sha256(before), at)
  const expiresAt = (at + STAFF_SESSION_MS) as Instant
  await insertStaffSession(tx, { tokenHash: sha256(token), staffId, createdAt: at, expiresAt })
  return token
}

/** Opens a session for a candidate, at a terminal or (null) on the candidate's own pages. As `openStaffSession`. */
export async function openCandidateSession(
  tx: Transaction,
  opened: {
    sittingId: SittingId
    terminalId: TerminalId | null
    before: string | undefined
    at: Instant
    expiresAt: Instant
    /** What the sign-in said of its browser. */
    seb: SebVerdict | null
  },
): Promise<string> {
  const { sittingId, terminalId, before, at, expiresAt, seb } = opened
  const token = newToken()
  if (before !== undefined) await revokeCandidateSession(tx, sha256(before), at)
  await insertCandidateSession(tx, { tokenHash: sha256(token), sittingId, terminalId, createdAt: at, expiresAt, seb })
  return token
}

/** The member of staff whose cookie holds this token, with the grants that stand at this moment (A20). */
export async function findStaffSession(db: Database, token: string, at: Instant) {
  const rows = await db
    .select({ id: staff.id, login: staff.login, name: staff.name, grant: staffGrants })
    .from(staffSessions)
    .innerJoin(staff, and(eq(staff.id, staffSessions.staffId), isNull(staff.disabledAt)))
    .leftJoin(staffGrants, and(eq(staffGrants.staffId, staff.id), isNull(staffGrants.revokedAt)))
    .where(
      and(eq(staffSessions.tokenHash, sha256(token)), isNull(staffSessions.revokedAt), gt(staffSessions.expiresAt, at)),
    )
  const [first] = rows
  if (!first) return undefined
  const grants = rows.flatMap(({ grant }) => (grant ? [readGrant(grant)] : []))
  return { id: first.id, login: first.login, name: first.name, grants }
}

/** The enrolled terminal whose cookie holds this token. */
export async function findTerminal(db: Database, token: string, at: Instant): Promise<EnrolledTerminal | undefined> {
  const [row] = await db
    .select({ id: terminals.id, seatId: terminals.seatId, failedSignIns: terminals.failedSignIns })
    .from(terminals)
    .where(
      and(
        eq(terminals.tokenHash, sha256(token)),
        isNull(terminals.revokedAt),
        gt(terminals.enrolledAt, (at - TERMINAL_LIFE_MS) as Instant),
      ),
    )
  return row && enrolled(row)
}

/** The candidate whose cookie holds this token. */
export async function findCandidateSession(
  db: Database,
  token: string,
  at: Instant,
): Promise<SignedInCandidate | undefined> {
  const [row] = await db
    .select({ sittingId: sittings.id, personId: sittings.personId, terminalId: candidateSessions.terminalId })
    .from(candidateSessions)
    .innerJoin(sittings, eq(sittings.id, candidateSessions.sittingId))
    .where(
      and(
        eq(candidateSessions.tokenHash, sha256(token)),
        isNull(candidateSessions.revokedAt),
        gt(candidateSessions.expiresAt, at),
      ),
    )
  return row
}

/** The tokens in the two cookies of somebody who sits at a terminal. */
export type SeatTokens = { readonly terminal: string; readonly candidate: string }

export type FoundAtSeat = {
  readonly terminal: EnrolledTerminal
  readonly candidate: SignedInCandidate | null
  /** What is asked of Safe Exam Browser, where the sign-in said it rightly and nothing has been lost since. */
  readonly seb: SafeExamBrowser | null
}

/**
 * What `findTerminal` and `findCandidateSession` find for many at once, at the place each was asked at:
 * `undefined` without an enrolled terminal, and `candidate` null for nobody.
 */
export async function findAtSeats(
  db: Database,
  asked: readonly SeatTokens[],
  at: Instant,
): Promise<(FoundAtSeat | undefined)[]> {
  const terminalHashes = asked.map(({ terminal }) => sha256(terminal))
  const candidateHashes = asked.map(({ candidate }) => sha256(candidate))
  const { rows } = await db.execute<{
    place: number
    id: TerminalId
    seatId: SeatId
    failedSignIns: number
    sittingId: SittingId | null
    personId: PersonId | null
    signedInAt: TerminalId | null
    seb: SafeExamBrowser | null
  }>(sql`
    select asked.place::int, t.id, t.seat_id as "seatId", t.failed_sign_ins as "failedSignIns",
      s.id as "sittingId", s.person_id as "personId", c.terminal_id as "signedInAt",
      case when c.seb = 'right' and c.seb_lost_at is null then n.safe_exam_browser end as seb
    from unnest(${sql.param(terminalHashes)}::text[], ${sql.param(candidateHashes)}::text[])
      with ordinality as asked(terminal, candidate, place)
    join terminals t on t.token_hash = asked.terminal and t.revoked_at is null
      and t.enrolled_at > ${sql.param(at - TERMINAL_LIFE_MS, terminals.enrolledAt)}
    left join candidate_sessions c on c.token_hash = asked.candidate and c.revoked_at is null
      and c.expires_at > ${sql.param(at, candidateSessions.expiresAt)}
    left join sittings s on s.id = c.sitting_id
    left join sessions n on n.id = s.session_id`)
  const found = asked.map((): FoundAtSeat | undefined => undefined)
  for (const { place, sittingId, personId, signedInAt, seb, ...terminal } of rows) {
    const candidate = sittingId && personId ? { sittingId, personId, terminalId: signedInAt } : null
    found[place - 1] = { terminal: enrolled(terminal), candidate, seb }
  }
  return found
}

function enrolled({ id, seatId, failedSignIns }: { id: TerminalId; seatId: SeatId; failedSignIns: number }) {
  return { id, seatId, locked: failedSignIns >= FAILED_SIGN_IN_LIMIT }
}
