import type { RoomId, SeatId, SiteId, SittingId, StaffId, TerminalId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import type { SebVerdict } from '@kaochang/domain/session/safe-exam-browser'
import type { Place } from '@kaochang/domain/people/permission'
import { and, asc, between, eq, gt, inArray, isNotNull, isNull, lt, ne, sql } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { persons } from './schema/people.ts'
import {
  type SitePurpose,
  candidateSessions,
  rooms,
  seats,
  sessionRooms,
  sessions,
  sites,
  sittings,
  terminals,
} from './schema/session.ts'

/** Where a room is, as the permission table names places: at its site, or within a spot check. */
export async function findRoomPlace(db: Database | Transaction, roomId: RoomId): Promise<Place | undefined> {
  const [row] = await db
    .select({ siteId: sites.id, province: sites.province, purpose: sites.purpose })
    .from(rooms)
    .innerJoin(sites, eq(sites.id, rooms.siteId))
    .where(eq(rooms.id, roomId))
  return row && placeOfSite(row)
}

/** A site as the permission table names places. */
export function placeOfSite({
  siteId,
  province,
  purpose,
}: {
  siteId: SiteId
  province: string
  purpose: SitePurpose
}): Place {
  return purpose === 'spot_check' ? { level: 'spot_check', province } : { level: 'site', province, siteId }
}

export async function findSiteProvince(db: Database | Transaction, siteId: string): Promise<string | undefined> {
  const [row] = await db
    .select({ province: sites.province })
    .from(sites)
    .where(eq(sites.id, siteId as SiteId))
  return row?.province
}

/** The named seats of a room, in the order of their numbers, held until the transaction ends. */
export async function lockSeats(tx: Transaction, roomId: RoomId, seatIds: readonly SeatId[]) {
  return tx
    .select({ id: seats.id, number: seats.number })
    .from(seats)
    .where(and(eq(seats.roomId, roomId), inArray(seats.id, [...seatIds])))
    .orderBy(asc(seats.number))
    .for('update')
}

export type NewEnrolmentCode = {
  readonly seatId: SeatId
  readonly codeHash: string
  readonly codeExpiresAt: Instant
  readonly enrolledBy: StaffId
  readonly createdAt: Instant
}

/** Stores enrolment codes; unused older ones of the same seats are void from here on. */
export async function insertEnrolmentCodes(
  tx: Transaction,
  codes: readonly NewEnrolmentCode[],
  at: Instant,
): Promise<void> {
  const seatIds = codes.map(({ seatId }) => seatId)
  await tx
    .update(terminals)
    .set({ revokedAt: at })
    .where(and(inArray(terminals.seatId, seatIds), isNull(terminals.tokenHash), isNull(terminals.revokedAt)))
  await tx.insert(terminals).values([...codes])
}

/** The seat that an unused, unexpired code stands for. */
export async function findEnrolmentCode(db: Database | Transaction, codeHash: string, at: Instant) {
  const [row] = await db
    .select({ id: terminals.id, seatId: terminals.seatId, enrolledBy: terminals.enrolledBy })
    .from(terminals)
    .where(
      and(
        eq(terminals.codeHash, codeHash),
        gt(terminals.codeExpiresAt, at),
        isNull(terminals.tokenHash),
        isNull(terminals.revokedAt),
      ),
    )
  return row
}

/**
 * Turns an unused code into an enrolled terminal and revokes whatever stood at the seat before, so that a seat
 * has one terminal at every moment.
 *
 * @returns whether the code was still unused.
 */
export async function spendEnrolmentCode(
  tx: Transaction,
  { id, seatId }: { id: TerminalId; seatId: SeatId },
  tokenHash: string,
  at: Instant,
): Promise<boolean> {
  await tx.select({ id: seats.id }).from(seats).where(eq(seats.id, seatId)).for('update')
  const before = and(eq(terminals.seatId, seatId), ne(terminals.id, id), isNull(terminals.revokedAt))
  await tx.update(terminals).set({ revokedAt: at }).where(before)
  const spent = await tx
    .update(terminals)
    .set({ tokenHash, codeHash: null, enrolledAt: at })
    .where(and(eq(terminals.id, id), isNull(terminals.tokenHash), isNull(terminals.revokedAt)))
    .returning({ id: terminals.id })
  return spent.length > 0
}

export async function revokeTerminal(tx: Transaction, tokenHash: string, at: Instant): Promise<void> {
  await tx
    .update(terminals)
    .set({ revokedAt: at })
    .where(and(eq(terminals.tokenHash, tokenHash), isNull(terminals.revokedAt)))
}

/** From so long before an exam's start to so long after it, the terminals of its rooms try what it will ask of them. */
const AROUND_AN_EXAM_MS = 24 * 3_600_000

/** Where a seat is, in words, and whether an exam about this time takes photographs there. */
export async function getSeatWords(db: Database | Transaction, seatId: SeatId, at: Instant) {
  const asked = db
    .select({ id: sessions.id })
    .from(sessionRooms)
    .innerJoin(sessions, eq(sessions.id, sessionRooms.sessionId))
    .where(
      and(
        eq(sessionRooms.roomId, rooms.id),
        inArray(sessions.state, ['announced', 'sealed', 'open']),
        between(sessions.startsAt, (at - AROUND_AN_EXAM_MS) as Instant, (at + AROUND_AN_EXAM_MS) as Instant),
        sql`jsonb_typeof(${sessions.settings} -> 'photographs') = 'object'`,
      ),
    )
  const [row] = await db
    .select({
      siteName: sites.name,
      roomName: rooms.name,
      seatNumber: seats.number,
      camera: sql<boolean>`exists(${asked})`,
    })
    .from(seats)
    .innerJoin(rooms, eq(rooms.id, seats.roomId))
    .innerJoin(sites, eq(sites.id, rooms.siteId))
    .where(eq(seats.id, seatId))
  if (!row) throw new Error('A terminal stands at a seat that does not exist')
  return row
}

/**
 * Counts a sign-in at a terminal as wrong before it is judged, so that attempts sent side by side cannot slip
 * past the limit; `forgiveSignIns` takes it back when it was right.
 *
 * @returns how many now count as wrong in a row; undefined when the terminal is locked already.
 */
export async function countSignIn(db: Database, id: TerminalId, limit: number): Promise<number | undefined> {
  const [row] = await db
    .update(terminals)
    .set({ failedSignIns: sql`${terminals.failedSignIns} + 1` })
    .where(and(eq(terminals.id, id), lt(terminals.failedSignIns, limit)))
    .returning({ count: terminals.failedSignIns })
  return row?.count
}

/** Takes back what `countSignIn` counted: the one sign-in that was right, or with it all the wrong ones before. */
export async function forgiveSignIns(
  db: Database | Transaction,
  id: TerminalId,
  which: 'this one' | 'all',
): Promise<void> {
  const failedSignIns = which === 'all' ? 0 : sql`greatest(${terminals.failedSignIns} - 1, 0)`
  await db.update(terminals).set({ failedSignIns }).where(eq(terminals.id, id))
}

/** A place on a roster with everything that a sign-in is judged by and a candidate is shown. */
export async function findEntry(db: Database | Transaction, by: { ticket: string } | { sittingId: SittingId }) {
  const [row] = await db
    .select({
      sittingId: sittings.id,
      ticket: sittings.ticket,
      attempt: sittings.attempt,
      seatId: sittings.seatId,
      seatNumber: seats.number,
      startedAt: sittings.startedAt,
      closesAt: sittings.closesAt,
      endedAt: sittings.endedAt,
      name: persons.name,
      idNumberLookup: persons.idNumberLookup,
      idNumberMasked: persons.idNumberMasked,
      sessionName: sessions.name,
      state: sessions.state,
      startsAt: sessions.startsAt,
      settings: sessions.settings,
      blueprint: sessions.blueprint,
      safeExamBrowser: sessions.safeExamBrowser,
      sebExcusedAt: sittings.sebExcusedAt,
    })
    .from(sittings)
    .innerJoin(persons, eq(persons.id, sittings.personId))
    .innerJoin(sessions, eq(sessions.id, sittings.sessionId))
    .leftJoin(seats, eq(seats.id, sittings.seatId))
    .where('ticket' in by ? eq(sittings.ticket, by.ticket) : eq(sittings.id, by.sittingId))
  return row
}
export type Entry = NonNullable<Awaited<ReturnType<typeof findEntry>>>

export type NewCandidateSession = {
  readonly tokenHash: string
  readonly sittingId: SittingId
  readonly terminalId: TerminalId | null
  readonly createdAt: Instant
  readonly expiresAt: Instant
  /** What it said of its browser; null where nothing was asked. */
  readonly seb: SebVerdict | null
}

/** Writes down that a request of a sign-in said less of its browser than the sign-in had; the first time only. */
export async function noteSebLost(db: Database, tokenHash: string, at: Instant): Promise<void> {
  await db
    .update(candidateSessions)
    .set({ sebLostAt: at })
    .where(and(eq(candidateSessions.tokenHash, tokenHash), isNull(candidateSessions.sebLostAt)))
}

/** Opens a candidate's session. One at a terminal ends every other terminal session of the sitting. */
export async function insertCandidateSession(tx: Transaction, session: NewCandidateSession): Promise<void> {
  const { sittingId, terminalId, createdAt } = session
  if (terminalId !== null) {
    // Two sign-ins to one sitting wait for each other here, so that the later one finds the earlier to end.
    await tx.select({ id: sittings.id }).from(sittings).where(eq(sittings.id, sittingId)).for('no key update')
    await tx
      .update(candidateSessions)
      .set({ revokedAt: createdAt })
      .where(
        and(
          eq(candidateSessions.sittingId, sittingId),
          isNotNull(candidateSessions.terminalId),
          isNull(candidateSessions.revokedAt),
        ),
      )
  }
  await tx.insert(candidateSessions).values(session)
}

/** Ends one candidate's session; does nothing when it has ended already. */
export async function revokeCandidateSession(
  db: Database | Transaction,
  tokenHash: string,
  at: Instant,
): Promise<void> {
  await db
    .update(candidateSessions)
    .set({ revokedAt: at })
    .where(and(eq(candidateSessions.tokenHash, tokenHash), isNull(candidateSessions.revokedAt)))
}
