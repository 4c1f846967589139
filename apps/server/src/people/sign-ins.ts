import type { Database } from '@kaochang/database/client'
import { staff, staffGrants, staffSessions } from '@kaochang/database/schema/people'
import { candidateSessions, sittings, terminals } from '@kaochang/database/schema/session'
import type { StaffId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import type { Grant, Jurisdiction } from '@kaochang/domain/people/roles'
import { and, eq, gt, isNull } from 'drizzle-orm'
import { sha256 } from '../hashing.ts'
import type { EnrolledTerminal, SignedInCandidate } from './access.ts'

/** The member of staff whose cookie holds this token, with the grants that stand at this moment. */
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
  return { id: first.id as StaffId, login: first.login, name: first.name, grants }
}

/** A grant's row as the rules read it. */
export function readGrant({ role, level, province, siteId }: typeof staffGrants.$inferSelect): Grant {
  const place: Jurisdiction =
    level === 'nation'
      ? { level }
      : level === 'province'
        ? { level, province: province ?? '' }
        : { level, province: province ?? '', siteId: siteId ?? '' }
  return { role, jurisdiction: place }
}

/** The enrolled terminal whose cookie holds this token. */
export async function findTerminal(db: Database, token: string): Promise<EnrolledTerminal | undefined> {
  const [row] = await db
    .select({ id: terminals.id, seatId: terminals.seatId, failedSignIns: terminals.failedSignIns })
    .from(terminals)
    .where(and(eq(terminals.tokenHash, sha256(token)), isNull(terminals.revokedAt)))
  return row && { id: row.id, seatId: row.seatId, locked: row.failedSignIns >= FAILED_SIGN_IN_LIMIT }
}

/** After so many wrong sign-ins a seat waits for an invigilator (A24). */
export const FAILED_SIGN_IN_LIMIT = 5

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
