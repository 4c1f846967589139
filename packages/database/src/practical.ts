import type { SessionId, SittingId, StaffId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import type { Finish, Mark } from '@kaochang/domain/practical/marking'
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { persons, staff } from './schema/people.ts'
import { practicalFinishes, practicalMarks, practicalSeals } from './schema/practical.ts'
import { rooms, sittings } from './schema/session.ts'

export type PracticalSeal = typeof practicalSeals.$inferSelect

/** Closes a practical session's roster: who is on it and what they are marked by. */
export async function insertPracticalSeal(tx: Transaction, seal: typeof practicalSeals.$inferInsert): Promise<void> {
  await tx.insert(practicalSeals).values(seal)
}

export async function findPracticalSeal(
  db: Database | Transaction,
  sessionId: SessionId,
): Promise<PracticalSeal | undefined> {
  const [seal] = await db.select().from(practicalSeals).where(eq(practicalSeals.sessionId, sessionId))
  return seal
}

/** A place on a practical session's roster, as its examiners see it. */
export type PracticalRow = Awaited<ReturnType<typeof listPracticalRoster>>[number]

/** A practical session's roster in the order of the tickets, or one place of it. */
export async function listPracticalRoster(db: Database | Transaction, sessionId: SessionId, only?: SittingId) {
  return db
    .select({
      sittingId: sittings.id,
      ticket: sittings.ticket,
      attempt: sittings.attempt,
      room: { id: rooms.id, name: rooms.name },
      name: persons.name,
      idNumberMasked: persons.idNumberMasked,
      enterprise: persons.enterprise,
      identityConfirmedAt: sittings.identityConfirmedAt,
      startedAt: sittings.startedAt,
      endedAt: sittings.endedAt,
      absentAt: sittings.absentAt,
    })
    .from(sittings)
    .innerJoin(persons, eq(persons.id, sittings.personId))
    .innerJoin(rooms, eq(rooms.id, sittings.roomId))
    .where(and(eq(sittings.sessionId, sessionId), only === undefined ? undefined : eq(sittings.id, only)))
    .orderBy(asc(sittings.ticket))
}

/** What was marked of a sitting, by whom, in the order it was written. */
export type Marked = { readonly marks: readonly Mark[]; readonly finishes: readonly Finish[] }

export const NOTHING_MARKED: Marked = { marks: [], finishes: [] }

/** The marks of sittings. One that nobody has marked is left out. */
export async function listMarked(
  db: Database | Transaction,
  sittingIds: readonly SittingId[],
): Promise<Map<SittingId, Marked>> {
  if (sittingIds.length === 0) return new Map()
  const marks = await db
    .select()
    .from(practicalMarks)
    .where(inArray(practicalMarks.sittingId, [...sittingIds]))
    .orderBy(asc(practicalMarks.id))
  const finishes = await db
    .select()
    .from(practicalFinishes)
    .where(inArray(practicalFinishes.sittingId, [...sittingIds]))
  const finishesOf = Map.groupBy(finishes, ({ sittingId }) => sittingId)
  return new Map(
    [...Map.groupBy(marks, ({ sittingId }) => sittingId)].map(([sittingId, own]) => [
      sittingId,
      {
        marks: own.map(({ id, examinerId, subject, points, note, at }) => ({
          id,
          examinerId,
          subject,
          points,
          note,
          at,
        })),
        finishes: (finishesOf.get(sittingId) ?? []).map(({ examinerId, at }) => ({ examinerId, at })),
      },
    ]),
  )
}

export async function insertMarks(
  tx: Transaction,
  added: readonly (typeof practicalMarks.$inferInsert)[],
): Promise<void> {
  if (added.length > 0) await tx.insert(practicalMarks).values([...added])
}

/** Writes down that an examiner has finished. Asking again changes nothing. */
export async function insertFinish(
  tx: Transaction,
  finish: { sittingId: SittingId; examinerId: StaffId; at: Instant },
): Promise<void> {
  await tx.insert(practicalFinishes).values(finish).onConflictDoNothing()
}

/** What the roster repeats of a practical exam's course. What stands there already stays. */
export async function writeCourse(
  tx: Transaction,
  id: SittingId,
  step: 'identityConfirmedAt' | 'startedAt' | 'endedAt',
  at: Instant,
): Promise<void> {
  await tx
    .update(sittings)
    .set({ [step]: at })
    .where(and(eq(sittings.id, id), isNull(sittings[step])))
}

/** The names of members of staff. */
export async function listStaffNames(
  db: Database | Transaction,
  ids: readonly StaffId[],
): Promise<ReadonlyMap<StaffId, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: staff.id, name: staff.name })
    .from(staff)
    .where(inArray(staff.id, [...ids]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}
