import type { PersonId, RoomId, SessionId, SittingId, StaffId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import type { CameraReport, Consent } from '@kaochang/domain/sitting/photograph'
import { and, asc, desc, eq, gte, inArray, lte, ne, sql } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { staff, staffActs } from './schema/people.ts'
import { cameras, photographConsents, photographs, portraits } from './schema/photograph.ts'
import { sessions, sittings } from './schema/session.ts'

/** The last word on being photographed; null where nobody was asked. */
const lastWord = sql<boolean | null>`(
  select ${photographConsents.agreed} from ${photographConsents}
  where ${photographConsents.sittingId} = ${sittings.id}
  order by ${photographConsents.id} desc limit 1)`

function consentOf(agreed: boolean | null): Consent {
  return agreed === null ? 'unasked' : agreed ? 'agreed' : 'declined'
}

/** A sitting as its terminal's photographs are judged by. */
export async function findPhotographed(db: Database | Transaction, id: SittingId) {
  const [row] = await db
    .select({
      sessionId: sittings.sessionId,
      roomId: sittings.roomId,
      personId: sittings.personId,
      settings: sessions.settings,
      state: sessions.state,
      excusedAt: sittings.photographsExcusedAt,
      agreed: lastWord,
      // The check-in's is no measure for those that follow.
      lastTakenAt: sql<Instant | null>`(
        select max(${photographs.takenAt}) from ${photographs}
        where ${photographs.sittingId} = ${sittings.id} and ${photographs.occasion} <> 'check_in')`.mapWith(
        photographs.takenAt,
      ),
      checkedIn: sql<boolean>`exists(
        select 1 from ${photographs}
        where ${photographs.sittingId} = ${sittings.id} and ${photographs.occasion} = 'check_in')`,
    })
    .from(sittings)
    .innerJoin(sessions, eq(sessions.id, sittings.sessionId))
    .where(eq(sittings.id, id))
  return row && { ...row, consent: consentOf(row.agreed) }
}

/** What is known of one sitting's photographs, for the wall and the record. */
export type PhotographsKnown = {
  readonly consent: Consent
  readonly excused: boolean
  readonly reported: CameraReport | null
  readonly reportedAt: Instant | null
  readonly count: number
  readonly lastTakenAt: Instant | null
}

/** What is known of the photographs of a room, or of one sitting of it, in one query. */
export async function listPhotographsKnown(
  db: Database | Transaction,
  { sessionId, roomId }: { sessionId: SessionId; roomId: RoomId },
  only?: SittingId,
): Promise<Map<SittingId, PhotographsKnown>> {
  const rows = await db
    .select({
      id: sittings.id,
      agreed: lastWord,
      excusedAt: sittings.photographsExcusedAt,
      reported: cameras.report,
      reportedAt: cameras.at,
      count: sql<number>`(select count(*)::int from ${photographs} where ${photographs.sittingId} = ${sittings.id})`,
      lastTakenAt: sql<Instant | null>`(
        select max(${photographs.takenAt}) from ${photographs}
        where ${photographs.sittingId} = ${sittings.id})`.mapWith(photographs.takenAt),
    })
    .from(sittings)
    .leftJoin(cameras, eq(cameras.sittingId, sittings.id))
    .where(
      and(
        eq(sittings.sessionId, sessionId),
        eq(sittings.roomId, roomId),
        only === undefined ? undefined : eq(sittings.id, only),
      ),
    )
  return new Map(
    rows.map(({ id, agreed, excusedAt, ...known }) => [
      id,
      { ...known, consent: consentOf(agreed), excused: excusedAt !== null },
    ]),
  )
}

export async function insertConsent(
  db: Database | Transaction,
  consent: Omit<typeof photographConsents.$inferInsert, 'id'>,
): Promise<void> {
  await db.insert(photographConsents).values(consent)
}

export async function countPhotographs(db: Database | Transaction, id: SittingId): Promise<number> {
  return db.$count(photographs, eq(photographs.sittingId, id))
}

export async function insertPhotograph(
  db: Database | Transaction,
  photograph: Omit<typeof photographs.$inferInsert, 'id'>,
): Promise<void> {
  await db.insert(photographs).values(photograph)
}

/** The photographs of a sitting in the order they were taken, without the pictures. */
export async function listPhotographs(db: Database | Transaction, id: SittingId) {
  const { id: photographId, occasion, takenAt, retainUntil } = photographs
  return db
    .select({ id: photographId, occasion, takenAt, retainUntil })
    .from(photographs)
    .where(eq(photographs.sittingId, id))
    .orderBy(asc(takenAt), asc(photographId))
}

/** One photograph of a sitting, sealed. */
export async function findPhotograph(db: Database | Transaction, sittingId: SittingId, id: string) {
  const [row] = await db
    .select({ sealed: photographs.sealed })
    .from(photographs)
    .where(and(eq(photographs.id, id), eq(photographs.sittingId, sittingId)))
  return row
}

/** Writes down what a terminal says of its camera. False when it said the same before. */
export async function setCamera(
  db: Database | Transaction,
  sittingId: SittingId,
  report: CameraReport,
  at: Instant,
): Promise<boolean> {
  const rows = await db
    .insert(cameras)
    .values({ sittingId, report, at })
    .onConflictDoUpdate({ target: cameras.sittingId, set: { report, at }, setWhere: ne(cameras.report, report) })
    .returning({ sittingId: cameras.sittingId })
  return rows.length > 0
}

/** Writes down who let a candidate sit without photographs; false when somebody had. */
export async function setPhotographsExcused(
  tx: Transaction,
  id: SittingId,
  { at, by }: { at: Instant; by: StaffId },
): Promise<boolean> {
  const rows = await tx
    .update(sittings)
    .set({ photographsExcusedAt: at, photographsExcusedBy: by })
    .where(and(eq(sittings.id, id), sql`${sittings.photographsExcusedAt} is null`))
    .returning({ id: sittings.id })
  return rows.length > 0
}

export async function insertPortrait(
  tx: Transaction,
  portrait: Omit<typeof portraits.$inferInsert, 'id'>,
): Promise<void> {
  await tx.insert(portraits).values(portrait)
}

/** The photo on file of a person, without the picture: the newest one. */
export async function findPortrait(db: Database | Transaction, personId: PersonId) {
  const [row] = await db
    .select({
      id: portraits.id,
      mediaType: portraits.mediaType,
      uploadedAt: portraits.uploadedAt,
      uploadedBy: staff.name,
    })
    .from(portraits)
    .innerJoin(staff, eq(staff.id, portraits.uploadedBy))
    .where(eq(portraits.personId, personId))
    .orderBy(desc(portraits.uploadedAt), desc(portraits.id))
    .limit(1)
  return row
}

/** The photo on file of whoever has a sitting, without the picture. */
export async function findPortraitOfSitting(db: Database | Transaction, id: SittingId) {
  const [row] = await db.select({ personId: sittings.personId }).from(sittings).where(eq(sittings.id, id))
  const portrait = row && (await findPortrait(db, row.personId))
  return portrait && { ...portrait, personId: row.personId }
}

/** One of a person's photos on file, sealed. */
export async function findSealedPortrait(db: Database | Transaction, personId: PersonId, id: string) {
  const [row] = await db
    .select({ sealed: portraits.sealed, mediaType: portraits.mediaType })
    .from(portraits)
    .where(and(eq(portraits.id, id), eq(portraits.personId, personId)))
  return row
}

/** Whether a member of staff did an act on a subject at or after an instant. */
export async function actedSince(
  db: Database | Transaction,
  { staffId, act, subject, since }: { staffId: StaffId; act: string; subject: string; since: Instant },
): Promise<boolean> {
  const [row] = await db
    .select({ id: staffActs.id })
    .from(staffActs)
    .where(
      and(
        eq(staffActs.subject, subject),
        eq(staffActs.act, act),
        eq(staffActs.staffId, staffId),
        gte(staffActs.at, since),
      ),
    )
    .limit(1)
  return row !== undefined
}

/** Deletes photographs whose time is up, at most so many. Says how many. */
export async function deletePhotographs(tx: Transaction, at: Instant, most: number): Promise<number> {
  const due = tx.select({ id: photographs.id }).from(photographs).where(lte(photographs.retainUntil, at)).limit(most)
  const gone = await tx.delete(photographs).where(inArray(photographs.id, due)).returning({ id: photographs.id })
  return gone.length
}

/** Deletes photos on file whose time is up, unless photographs that they may be compared with are still kept. */
export async function deletePortraits(tx: Transaction, at: Instant, most: number): Promise<number> {
  const due = tx
    .select({ id: portraits.id })
    .from(portraits)
    .where(
      and(
        lte(portraits.retainUntil, at),
        sql`not exists (
          select 1 from ${photographs} join ${sittings} on ${sittings.id} = ${photographs.sittingId}
          where ${sittings.personId} = ${portraits.personId})`,
      ),
    )
    .limit(most)
  const gone = await tx.delete(portraits).where(inArray(portraits.id, due)).returning({ id: portraits.id })
  return gone.length
}
