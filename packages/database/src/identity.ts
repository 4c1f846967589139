import type { RoomId, SessionId, SittingId } from '@kaochang/domain/ids'
import type { CARD_REFUSALS, CardReader } from '@kaochang/domain/people/card-reading'
import { type AnyColumn, and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { cardReadings } from './schema/identity.ts'
import { persons, staff } from './schema/people.ts'
import { rooms, seats, sittings } from './schema/session.ts'

/**
 * The place in a session of whoever has an ID number, in whichever room.
 *
 * @param lookup the number's keyed hash
 */
export async function findByIdNumber(db: Database | Transaction, sessionId: SessionId, lookup: string) {
  const [row] = await db
    .select({ id: sittings.id, roomId: sittings.roomId, roomName: rooms.name })
    .from(sittings)
    .innerJoin(persons, eq(persons.id, sittings.personId))
    .innerJoin(rooms, eq(rooms.id, sittings.roomId))
    .where(and(eq(sittings.sessionId, sessionId), eq(persons.idNumberLookup, lookup)))
  return row
}

export async function insertCardReading(
  db: Database | Transaction,
  reading: Omit<typeof cardReadings.$inferInsert, 'id'>,
): Promise<void> {
  await db.insert(cardReadings).values(reading)
}

/** The card itself counts before its number alone. */
const theCardFirst = sql`${cardReadings.reader} = 'reader' desc`

/** What has read a candidate's own card, as a part of a query over sittings and what is joined to them. */
export function cardReadOf(sittingId: AnyColumn) {
  return sql<CardReader | null>`(
    select ${cardReadings.reader} from ${cardReadings}
    where ${cardReadings.sittingId} = ${sittingId} and ${cardReadings.refusal} is null
    order by ${theCardFirst} limit 1)`
}

/** What has read a candidate's own card in their session; null where nothing has. */
export async function findCardRead(db: Database | Transaction, id: SittingId): Promise<CardReader | null> {
  const [row] = await db
    .select({ reader: cardReadings.reader })
    .from(cardReadings)
    .where(and(eq(cardReadings.sittingId, id), isNull(cardReadings.refusal)))
    .orderBy(theCardFirst)
    .limit(1)
  return row?.reader ?? null
}

/** The cards that were read in a room and refused, in order, with whom they were read for and who read them. */
export async function listRefusedCards(
  db: Database | Transaction,
  { sessionId, roomId }: { sessionId: SessionId; roomId: RoomId },
) {
  return db
    .select({
      at: cardReadings.at,
      seatNumber: seats.number,
      name: persons.name,
      idNumberMasked: cardReadings.idNumberMasked,
      nameRead: cardReadings.name,
      refusal: sql<(typeof CARD_REFUSALS)[number]>`${cardReadings.refusal}`,
      readBy: staff.name,
    })
    .from(cardReadings)
    .innerJoin(staff, eq(staff.id, cardReadings.readBy))
    .leftJoin(sittings, eq(sittings.id, cardReadings.sittingId))
    .leftJoin(seats, eq(seats.id, sittings.seatId))
    .leftJoin(persons, eq(persons.id, sittings.personId))
    .where(and(eq(cardReadings.sessionId, sessionId), eq(cardReadings.roomId, roomId), isNotNull(cardReadings.refusal)))
    .orderBy(asc(cardReadings.id))
}
