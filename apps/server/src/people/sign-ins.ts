import type { Database, Transaction } from '@kaochang/database/client'
import { insertStaffSession, readGrant, revokeStaffSession } from '@kaochang/database/people'
import { staff, staffGrants, staffSessions } from '@kaochang/database/schema/people'
import { candidateSessions, sittings, terminals } from '@kaochang/database/schema/session'
import { insertCandidateSession, revokeCandidateSession } from '@kaochang/database/terminal'
import type { SittingId, StaffId, TerminalId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { and, eq, gt, isNull } from 'drizzle-orm'
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
  },
): Promise<string> {
  const { sittingId, terminalId, before, at, expiresAt } = opened
  const token = newToken()
  if (before !== undefined) await revokeCandidateSession(tx, sha256(before), at)
  await insertCandidateSession(tx, { tokenHash: sha256(token), sittingId, terminalId, createdAt: at, expiresAt })
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
  return row && { id: row.id, seatId: row.seatId, locked: row.failedSignIns >= FAILED_SIGN_IN_LIMIT }
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
