import type { SessionId, SittingId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import type { Paper } from '@kaochang/domain/paper/paper'
import { asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { papers, sessionSeals, sittings } from './schema/session.ts'

/** What a session's papers are drawn from: frozen before the draw, and never changed. */
export type Seal = typeof sessionSeals.$inferSelect

/** A place on the roster as the draw sees it. */
export type RosterPlace = Pick<typeof sittings.$inferSelect, 'id' | 'personId' | 'attempt' | 'ticket'>

/** A paper with the text it stands in the database as, and the hash that text had when it was stored. */
export type StoredPaper = { readonly paper: Paper; readonly text: string; readonly paperHash: string }

export async function insertSeal(tx: Transaction, seal: typeof sessionSeals.$inferInsert): Promise<void> {
  await tx.insert(sessionSeals).values(seal)
}

export async function findSeal(db: Database | Transaction, sessionId: SessionId): Promise<Seal | undefined> {
  const [seal] = await db.select().from(sessionSeals).where(eq(sessionSeals.sessionId, sessionId))
  return seal
}

/** The roster in the order of the sittings' ids, which is the order its hash is made in. */
export async function listRosterPlaces(db: Database | Transaction, sessionId: SessionId): Promise<RosterPlace[]> {
  return db
    .select({ id: sittings.id, personId: sittings.personId, attempt: sittings.attempt, ticket: sittings.ticket })
    .from(sittings)
    .where(eq(sittings.sessionId, sessionId))
    .orderBy(asc(sittings.id))
}

/** A drawn paper on its way to the database: its one text (`paperText`), and that text's hash. */
export type DrawnPaper = { readonly sittingId: SittingId; readonly text: string; readonly paperHash: string }

/** Stores drawn papers in one statement. The primary key refuses a second paper for a sitting. */
export async function insertPapers(tx: Transaction, drawn: readonly DrawnPaper[], drawnAt: Instant): Promise<void> {
  const ids = drawn.map(({ sittingId }) => sittingId).join(',')
  const hashes = drawn.map(({ paperHash }) => paperHash).join(',')
  // JSON never holds a raw line break, so one can part the texts; an array literal would escape every quote.
  const texts = drawn.map(({ text }) => text).join('\n')
  await tx.execute(sql`
    insert into ${papers} (sitting_id, paper, paper_hash, drawn_at)
    select sitting_id, paper, paper_hash, ${new Date(drawnAt).toISOString()}::timestamptz
    from unnest(${`{${ids}}`}::uuid[], string_to_array(${texts}, E'\n')::json[], ${`{${hashes}}`}::text[])
      as drawn (sitting_id, paper, paper_hash)`)
}

/** How many places on a session's roster have no paper. */
export async function countWithoutPaper(db: Database | Transaction, sessionId: SessionId): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`(count(*) filter (where ${isNull(papers.sittingId)}))::int` })
    .from(sittings)
    .leftJoin(papers, eq(papers.sittingId, sittings.id))
    .where(eq(sittings.sessionId, sessionId))
  return row?.count ?? 0
}

export async function listPapers(
  db: Database | Transaction,
  sittingIds: readonly SittingId[],
): Promise<Map<SittingId, StoredPaper>> {
  const rows = await db
    .select({ sittingId: papers.sittingId, text: sql<string>`${papers.paper}::text`, paperHash: papers.paperHash })
    .from(papers)
    .where(inArray(papers.sittingId, [...sittingIds]))
  return new Map(
    rows.map(({ sittingId, ...stored }) => [sittingId, { ...stored, paper: JSON.parse(stored.text) as Paper }]),
  )
}
