import type { PersonId, RoomId, SeatId, SessionId, SiteId, SittingId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { and, asc, eq, ne, sql } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { assessments, rooms, seats, sessionRooms, sessions, sittings } from './schema/session.ts'

/**
 * The rooms of a site that were made for rehearsals, with whether one goes on in them. Holds them until the
 * transaction ends, so that two rehearsals never take the same.
 */
export async function lockRehearsalRooms(tx: Transaction, siteId: SiteId) {
  const held = await tx
    .select({ id: rooms.id })
    .from(rooms)
    .where(
      and(
        eq(rooms.siteId, siteId),
        sql`exists (select from ${sessionRooms}
          join ${sessions} on ${sessions.id} = ${sessionRooms.sessionId} and ${sessions.purpose} = 'rehearsal'
          where ${sessionRooms.roomId} = ${rooms.id})`,
      ),
    )
    .orderBy(asc(rooms.name))
    .for('update')
  const running = await tx
    .select({ roomId: sessionRooms.roomId })
    .from(sessionRooms)
    .innerJoin(sessions, eq(sessions.id, sessionRooms.sessionId))
    .where(and(eq(sessions.siteId, siteId), eq(sessions.purpose, 'rehearsal'), ne(sessions.state, 'ended')))
  const taken = new Set(running.map(({ roomId }) => roomId))
  return held.map(({ id }) => ({ id, running: taken.has(id) }))
}

/** The seats of a room, in the order of their numbers. */
export async function listSeats(db: Database | Transaction, roomId: RoomId): Promise<SeatId[]> {
  const rows = await db.select({ id: seats.id }).from(seats).where(eq(seats.roomId, roomId)).orderBy(asc(seats.number))
  return rows.map(({ id }) => id)
}

/**
 * Puts simulated candidates on the roster of a rehearsal: each with an assessment of its own that is closed from its
 * first moment, so that nothing can ever be counted to it or follow from it.
 *
 * @returns the sittings' ids by ticket
 */
export async function insertRehearsed(
  tx: Transaction,
  {
    sessionId,
    roomId,
    category,
    trade,
    at,
  }: {
    sessionId: SessionId
    roomId: RoomId
    category: 'principal' | 'manager' | 'operator'
    trade: string | null
    at: Instant
  },
  people: readonly { readonly personId: PersonId; readonly ticket: string }[],
): Promise<Map<string, SittingId>> {
  const opened = await tx
    .insert(assessments)
    .values(
      people.map(({ personId }) => ({
        personId,
        category,
        trade,
        purpose: 'rehearsal' as const,
        openedAt: at,
        closedAt: at,
      })),
    )
    .returning({ id: assessments.id, personId: assessments.personId })
  const assessmentOf = new Map(opened.map(({ id, personId }) => [personId, id]))
  const placed = await tx
    .insert(sittings)
    .values(
      people.map(({ personId, ticket }) => ({
        sessionId,
        personId,
        assessmentId: assessmentOf.get(personId) ?? '',
        attempt: 1,
        roomId,
        ticket,
      })),
    )
    .returning({ id: sittings.id, ticket: sittings.ticket })
  return new Map(placed.map(({ id, ticket }) => [ticket, id]))
}

/** One simulated candidate's place; undefined where the session is no rehearsal, or they are not on its roster. */
export async function findRehearsed(db: Database, sessionId: SessionId, sittingId: SittingId) {
  const [row] = await db
    .select({ id: sittings.id })
    .from(sittings)
    .innerJoin(sessions, eq(sessions.id, sittings.sessionId))
    .where(and(eq(sittings.id, sittingId), eq(sittings.sessionId, sessionId), eq(sessions.purpose, 'rehearsal')))
  return row
}
