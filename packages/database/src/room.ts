import type { RoomId, SeatId, SessionId, SittingId, StaffId, TerminalId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import type { SebVerdict } from '@kaochang/domain/session/safe-exam-browser'
import { and, asc, count, eq, gte, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { databaseFault } from './fault.ts'
import { cardReadOf } from './identity.ts'
import { persons, staff } from './schema/people.ts'
import {
  candidateSessions,
  irregularities,
  rooms,
  seats,
  sessionRooms,
  sessions,
  sites,
  sittings,
  terminals,
} from './schema/session.ts'
import { sittingEvents } from './schema/sitting.ts'

/** A room of a session, with what decides who may enter it and what may be done there. */
export type SessionRoom = NonNullable<Awaited<ReturnType<typeof findSessionRoom>>>

/** The session with one of its rooms; the room's parts are null when the session does not use it. */
export async function findSessionRoom(db: Database | Transaction, sessionId: SessionId, roomId: RoomId) {
  const [row] = await db
    .select({
      session: sessions,
      siteProvince: sites.province,
      roomId: rooms.id,
      roomName: rooms.name,
      startedAt: sessionRooms.startedAt,
      startAskedAt: sessionRooms.startAskedAt,
      startAskedBy: sessionRooms.startAskedBy,
      endAskedAt: sessionRooms.endAskedAt,
      endAskedBy: sessionRooms.endAskedBy,
      endAskedReason: sessionRooms.endAskedReason,
      endedAt: sessionRooms.endedAt,
      startedBy: sessionRooms.startedBy,
      endedBy: sessionRooms.endedBy,
      seatCount: sql<number>`(select count(*)::int from ${seats} where ${seats.roomId} = ${rooms.id})`,
    })
    .from(sessions)
    .innerJoin(sites, eq(sites.id, sessions.siteId))
    .leftJoin(sessionRooms, and(eq(sessionRooms.sessionId, sessions.id), eq(sessionRooms.roomId, roomId)))
    .leftJoin(rooms, eq(rooms.id, sessionRooms.roomId))
    .where(eq(sessions.id, sessionId))
  return row
}

/** The room a sitting is held in, with its session. */
export async function findRoomOfSitting(
  db: Database | Transaction,
  id: SittingId,
): Promise<{ sessionId: SessionId; roomId: RoomId } | undefined> {
  const [row] = await db
    .select({ sessionId: sittings.sessionId, roomId: sittings.roomId })
    .from(sittings)
    .where(eq(sittings.id, id))
  return row
}

/** A place on the roster as the room sees it. */
export type RosterRow = Awaited<ReturnType<typeof listRoomRoster>>[number]

/** A room's part of the roster, in the order of the tickets, or one sitting of it. */
export async function listRoomRoster(
  db: Database | Transaction,
  room: { sessionId: SessionId; roomId: RoomId },
  only?: SittingId,
) {
  return db
    .select({
      sittingId: sittings.id,
      ticket: sittings.ticket,
      attempt: sittings.attempt,
      seatId: sittings.seatId,
      seatNumber: seats.number,
      startedAt: sittings.startedAt,
      closesAt: sittings.closesAt,
      endedAt: sittings.endedAt,
      absentAt: sittings.absentAt,
      name: persons.name,
      idNumberMasked: persons.idNumberMasked,
      enterprise: persons.enterprise,
      cardRead: cardReadOf(sittings.id),
      sebExcused: sql<boolean>`${sittings.sebExcusedAt} is not null`,
      // The last sign-in at a terminal is the one that counts.
      seb: sql<SebVerdict | 'lost' | null>`(
        select case when ${candidateSessions.sebLostAt} is null then ${candidateSessions.seb} else 'lost' end
        from ${candidateSessions}
        where ${candidateSessions.sittingId} = ${sittings.id} and ${candidateSessions.terminalId} is not null
        order by ${candidateSessions.createdAt} desc limit 1)`,
    })
    .from(sittings)
    .innerJoin(persons, eq(persons.id, sittings.personId))
    .leftJoin(seats, eq(seats.id, sittings.seatId))
    .where(
      and(
        eq(sittings.sessionId, room.sessionId),
        eq(sittings.roomId, room.roomId),
        only === undefined ? undefined : eq(sittings.id, only),
      ),
    )
    .orderBy(asc(sittings.ticket))
}

/** The place in a session that a ticket is for, in whichever room. */
export async function findByTicket(db: Database | Transaction, sessionId: SessionId, ticket: string) {
  const [row] = await db
    .select({ id: sittings.id, roomId: sittings.roomId, roomName: rooms.name })
    .from(sittings)
    .innerJoin(rooms, eq(rooms.id, sittings.roomId))
    .where(and(eq(sittings.sessionId, sessionId), eq(sittings.ticket, ticket)))
  return row
}

/** The room's terminals that wait for an invigilator after so many wrong sign-ins. */
export async function listLockedTerminals(db: Database | Transaction, roomId: RoomId, limit: number) {
  return db
    .select({ terminalId: terminals.id, seatNumber: seats.number })
    .from(terminals)
    .innerJoin(seats, eq(seats.id, terminals.seatId))
    .where(
      and(
        eq(seats.roomId, roomId),
        isNull(terminals.revokedAt),
        isNotNull(terminals.tokenHash),
        gte(terminals.failedSignIns, limit),
      ),
    )
    .orderBy(asc(seats.number))
}

/** The room's seats that nobody in the session has, and whether a computer stands enrolled at each. */
export async function listFreeSeats(db: Database | Transaction, sessionId: SessionId, roomId: RoomId) {
  return db
    .select({ id: seats.id, enrolled: sql<boolean>`${terminals.id} is not null` })
    .from(seats)
    .leftJoin(
      terminals,
      and(eq(terminals.seatId, seats.id), isNull(terminals.revokedAt), isNotNull(terminals.tokenHash)),
    )
    .leftJoin(sittings, and(eq(sittings.seatId, seats.id), eq(sittings.sessionId, sessionId)))
    .where(and(eq(seats.roomId, roomId), isNull(sittings.id)))
}

/**
 * Keeps a seat for a sitting that has none. A session gives each seat once: of two who draw the same seat at
 * the same moment, one is told that it is taken.
 */
export async function reserveSeat(
  db: Database,
  sittingId: SittingId,
  seatId: SeatId,
): Promise<'reserved' | 'seat_taken' | 'seated_already'> {
  try {
    const rows = await db
      .update(sittings)
      .set({ seatId })
      .where(and(eq(sittings.id, sittingId), isNull(sittings.seatId)))
      .returning({ id: sittings.id })
    return rows.length > 0 ? 'reserved' : 'seated_already'
  } catch (err) {
    if (databaseFault(err)?.constraint === 'sittings_have_a_seat_each') return 'seat_taken'
    throw err
  }
}

/** Lets a seat go that was kept for a sitting whose record does not name it. */
export async function releaseSeat(db: Database, sittingId: SittingId, seatId: SeatId): Promise<void> {
  await db
    .update(sittings)
    .set({ seatId: null })
    .where(and(eq(sittings.id, sittingId), eq(sittings.seatId, seatId)))
}

/** Writes down that a room has been started; false when it had been. */
export async function setRoomStarted(
  tx: Transaction,
  { sessionId, roomId, at, by }: { sessionId: SessionId; roomId: RoomId; at: Instant; by: StaffId },
): Promise<boolean> {
  const rows = await tx
    .update(sessionRooms)
    .set({ startedAt: at, startedBy: by })
    .where(and(eq(sessionRooms.sessionId, sessionId), eq(sessionRooms.roomId, roomId), isNull(sessionRooms.startedAt)))
    .returning({ roomId: sessionRooms.roomId })
  return rows.length > 0
}

type InRoom = { readonly sessionId: SessionId; readonly roomId: RoomId }

/** Those of a room who have a seat, may still answer, and have not been told that the room has started. */
export async function listUntold(db: Database, { sessionId, roomId }: InRoom): Promise<SittingId[]> {
  // An aggregate is asked for each sitting of the room; `not exists` would be joined, and read every record there is.
  const told = db
    .select({ told: sql`bool_or(${sittingEvents.event}->>'type' = 'room_started')` })
    .from(sittingEvents)
    .where(eq(sittingEvents.sittingId, sittings.id))
  const rows = await db
    .select({ id: sittings.id })
    .from(sittings)
    .where(
      and(
        eq(sittings.sessionId, sessionId),
        eq(sittings.roomId, roomId),
        isNotNull(sittings.seatId),
        isNull(sittings.endedAt),
        isNull(sittings.absentAt),
        sql`(${told}) is not true`,
      ),
    )
  return rows.map(({ id }) => id)
}

/** Writes down that the first of two people asks for a start, or for an end with its reason. */
export async function setRoomAsked(
  tx: Transaction,
  { sessionId, roomId }: InRoom,
  asked:
    | { startAskedAt: Instant; startAskedBy: StaffId }
    | { endAskedAt: Instant; endAskedBy: StaffId; endAskedReason: string },
): Promise<void> {
  await tx
    .update(sessionRooms)
    .set(asked)
    .where(and(eq(sessionRooms.sessionId, sessionId), eq(sessionRooms.roomId, roomId)))
}

/** Holds a room of a session until the transaction ends: of two who agree at once, one is the second. */
export async function lockRoom(tx: Transaction, { sessionId, roomId }: InRoom) {
  const [row] = await tx
    .select()
    .from(sessionRooms)
    .where(and(eq(sessionRooms.sessionId, sessionId), eq(sessionRooms.roomId, roomId)))
    .for('update')
  return row
}

/** Writes down that a room has been ended; false when it had been. */
export async function setRoomEnded(
  tx: Transaction,
  { sessionId, roomId, at, by }: InRoom & { at: Instant; by: StaffId },
): Promise<boolean> {
  const rows = await tx
    .update(sessionRooms)
    .set({ endedAt: at, endedBy: by })
    .where(and(eq(sessionRooms.sessionId, sessionId), eq(sessionRooms.roomId, roomId), isNull(sessionRooms.endedAt)))
    .returning({ roomId: sessionRooms.roomId })
  return rows.length > 0
}

export async function insertIrregularity(
  tx: Transaction,
  irregularity: Omit<typeof irregularities.$inferInsert, 'id'>,
): Promise<void> {
  await tx.insert(irregularities).values(irregularity)
}

/** What was noted in a room, in order, with who noted it and whom it is about. */
export async function listIrregularities(db: Database | Transaction, { sessionId, roomId }: InRoom) {
  return db
    .select({
      sittingId: irregularities.sittingId,
      kind: irregularities.kind,
      reason: irregularities.reason,
      at: irregularities.at,
      notedBy: staff.name,
      seatNumber: seats.number,
      name: persons.name,
    })
    .from(irregularities)
    .leftJoin(staff, eq(staff.id, irregularities.notedBy))
    .leftJoin(sittings, eq(sittings.id, irregularities.sittingId))
    .leftJoin(seats, eq(seats.id, sittings.seatId))
    .leftJoin(persons, eq(persons.id, sittings.personId))
    .where(and(eq(irregularities.sessionId, sessionId), eq(irregularities.roomId, roomId)))
    .orderBy(asc(irregularities.id))
}

/** Writes down who let a candidate sign in without Safe Exam Browser; false when somebody had. */
export async function setSebExcused(
  tx: Transaction,
  id: SittingId,
  { at, by }: { at: Instant; by: StaffId },
): Promise<boolean> {
  const rows = await tx
    .update(sittings)
    .set({ sebExcusedAt: at, sebExcusedBy: by })
    .where(and(eq(sittings.id, id), isNull(sittings.sebExcusedAt)))
    .returning({ id: sittings.id })
  return rows.length > 0
}

/** How many were noted of each candidate of a room. */
export async function countIrregularities(db: Database | Transaction, { sessionId, roomId }: InRoom) {
  const rows = await db
    .select({ sittingId: irregularities.sittingId, count: count() })
    .from(irregularities)
    .where(and(eq(irregularities.sessionId, sessionId), eq(irregularities.roomId, roomId)))
    .groupBy(irregularities.sittingId)
  return new Map(rows.map((row) => [row.sittingId, row.count]))
}

/** What was done to the candidates of a room beside their answering: the events that a room record tells of, in order. */
export async function listRoomEvents(db: Database | Transaction, { sessionId, roomId }: InRoom) {
  return db
    .select({ sittingId: sittingEvents.sittingId, at: sittingEvents.at, event: sittingEvents.event })
    .from(sittingEvents)
    .innerJoin(sittings, eq(sittings.id, sittingEvents.sittingId))
    .where(
      and(
        eq(sittings.sessionId, sessionId),
        eq(sittings.roomId, roomId),
        sql`${sittingEvents.event} ->> 'type' in ('seated', 'identity_confirmed', 'moved', 'paused', 'resumed', 'time_granted', 'told', 'ended', 'item_fault')`,
      ),
    )
    .orderBy(asc(sittingEvents.sittingId), asc(sittingEvents.number))
}

/** The site a room lies in. */
export async function findSiteOfRoom(db: Database | Transaction, roomId: RoomId) {
  const [row] = await db
    .select({ name: sites.name, address: sites.address })
    .from(rooms)
    .innerJoin(sites, eq(sites.id, rooms.siteId))
    .where(eq(rooms.id, roomId))
  return row
}

/** Names of members of staff by their ids. */
export async function listStaffNames(
  db: Database | Transaction,
  ids: readonly StaffId[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: staff.id, name: staff.name })
    .from(staff)
    .where(inArray(staff.id, [...ids]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/**
 * Gives a sitting another seat, and ends every sign-in at the old one in the same breath: whoever stays there is shut
 * out. One that somebody else has in this session is not given.
 */
export async function changeSeat(
  tx: Transaction,
  id: SittingId,
  seatId: SeatId,
  at: Instant,
): Promise<'moved' | 'seat_taken'> {
  const taken = await tx
    .select({ id: sittings.id })
    .from(sittings)
    .where(
      and(eq(sittings.seatId, seatId), sql`${sittings.sessionId} = (select session_id from sittings where id = ${id})`),
    )
  if (taken.length > 0) return 'seat_taken'
  await tx.update(sittings).set({ seatId }).where(eq(sittings.id, id))
  await tx
    .update(candidateSessions)
    .set({ revokedAt: at })
    .where(
      and(
        eq(candidateSessions.sittingId, id),
        isNull(candidateSessions.revokedAt),
        isNotNull(candidateSessions.terminalId),
      ),
    )
  return 'moved'
}

/** Where a terminal stands, as the permission table names places. */
export async function findTerminalPlace(db: Database | Transaction, id: TerminalId) {
  const [row] = await db
    .select({
      siteId: sites.id,
      province: sites.province,
      purpose: sites.purpose,
      seatNumber: seats.number,
      failedSignIns: terminals.failedSignIns,
    })
    .from(terminals)
    .innerJoin(seats, eq(seats.id, terminals.seatId))
    .innerJoin(rooms, eq(rooms.id, seats.roomId))
    .innerJoin(sites, eq(sites.id, rooms.siteId))
    .where(and(eq(terminals.id, id), isNull(terminals.revokedAt)))
  return row
}

/** Forgets a terminal's wrong sign-ins. */
export async function unlockTerminal(tx: Transaction, id: TerminalId): Promise<void> {
  await tx.update(terminals).set({ failedSignIns: 0 }).where(eq(terminals.id, id))
}
