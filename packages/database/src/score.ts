import type { Key } from '@kaochang/domain/bank/item'
import type { ItemId, SessionId, SittingId, StaffId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import type { LateFrame } from '@kaochang/domain/score/late-frames'
import type { Score } from '@kaochang/domain/score/score-sitting'
import type { Recorded, SittingEvent } from '@kaochang/domain/sitting/sitting'
import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { itemKeys } from './schema/bank.ts'
import { persons } from './schema/people.ts'
import { scores } from './schema/score.ts'
import { sittings } from './schema/session.ts'
import { lateFrameDecisions, lateFrames, sittingEvents } from './schema/sitting.ts'

/** A sitting as its row repeats it from the record, with whose it is. */
export type SittingRow = typeof sittings.$inferSelect & { readonly name: string; readonly idNumberMasked: string }

/** A session's sittings in the order of their tickets. */
export async function listSittings(db: Database | Transaction, sessionId: SessionId): Promise<SittingRow[]> {
  const rows = await db
    .select({ sitting: sittings, name: persons.name, idNumberMasked: persons.idNumberMasked })
    .from(sittings)
    .innerJoin(persons, eq(persons.id, sittings.personId))
    .where(eq(sittings.sessionId, sessionId))
    .orderBy(asc(sittings.ticket))
  return rows.map(({ sitting, ...person }) => ({ ...sitting, ...person }))
}

/**
 * The records of sittings, each in the order of its numbers. A sitting nothing happened in is left out. Each comes
 * as one row: a session has a million events, and a row of its own for each would cost half of the scoring.
 */
export async function listRecords(
  db: Database | Transaction,
  sittingIds: readonly SittingId[],
): Promise<Map<SittingId, Recorded[]>> {
  const entry = sql`json_build_array(${sittingEvents.number}, (extract(epoch from ${sittingEvents.at}) * 1000)::int8,
    ${sittingEvents.link}, ${sittingEvents.event})`
  const rows = await db
    .select({
      sittingId: sittingEvents.sittingId,
      entries: sql<[number, Instant, string, SittingEvent][]>`json_agg(${entry} order by ${sittingEvents.number})`,
    })
    .from(sittingEvents)
    .where(inArray(sittingEvents.sittingId, [...sittingIds]))
    .groupBy(sittingEvents.sittingId)
  return new Map(
    rows.map(({ sittingId, entries }) => [
      sittingId,
      entries.map(([number, at, link, event]) => ({ number, at, link, event })),
    ]),
  )
}

export type KeyRow = {
  readonly itemId: ItemId
  readonly version: number
  readonly keyVersion: number
  readonly key: Key
}

/** The newest key of every version of the items named. */
export async function listKeys(db: Database | Transaction, itemIds: readonly ItemId[]): Promise<KeyRow[]> {
  return db
    .selectDistinctOn([itemKeys.itemId, itemKeys.version], {
      itemId: itemKeys.itemId,
      version: itemKeys.version,
      keyVersion: itemKeys.keyVersion,
      key: itemKeys.key,
    })
    .from(itemKeys)
    .where(sql`${itemKeys.itemId} = any(${sql.param([...itemIds])}::uuid[])`)
    .orderBy(asc(itemKeys.itemId), asc(itemKeys.version), sql`${itemKeys.keyVersion} desc`)
}

/** A sitting's late frames: those decided to count, in the order they came, and those nobody has decided about. */
export type LateFrames = {
  readonly counted: readonly (LateFrame & { readonly id: number })[]
  readonly undecided: readonly number[]
}

/** The late frames of sittings. One without any is left out. */
export async function listLateFrames(
  db: Database | Transaction,
  sittingIds: readonly SittingId[],
): Promise<Map<SittingId, LateFrames>> {
  const frames = await db
    .select({ id: lateFrames.id, sittingId: lateFrames.sittingId, frame: lateFrames.frame })
    .from(lateFrames)
    .where(inArray(lateFrames.sittingId, [...sittingIds]))
    .orderBy(asc(lateFrames.id))
  if (frames.length === 0) return new Map()
  const decisions = await db
    .select()
    .from(lateFrameDecisions)
    .where(inArray(lateFrameDecisions.sittingId, [...sittingIds]))
    .orderBy(asc(lateFrameDecisions.id))

  const decidedOf = Map.groupBy(decisions, ({ sittingId }) => sittingId)
  const framesOf = Map.groupBy(frames, ({ sittingId }) => sittingId)
  return new Map(
    [...framesOf].map(([sittingId, kept]) => {
      // The first decision that reaches a frame is the one that was made about it.
      const decisionOn = (id: number) => decidedOf.get(sittingId)?.find(({ upToId }) => upToId >= id)?.decision
      const counted = kept.filter(({ id }) => decisionOn(id) === 'count').map(({ id, frame }) => ({ id, ...frame }))
      const undecided = kept.filter(({ id }) => decisionOn(id) === undefined).map(({ id }) => id)
      return [sittingId, { counted, undecided }]
    }),
  )
}

export async function insertLateFrameDecision(
  tx: Transaction,
  decision: {
    sittingId: SittingId
    upToId: number
    decision: 'count' | 'do_not_count'
    reason: string
    decidedBy: StaffId
    decidedAt: Instant
  },
): Promise<void> {
  await tx.insert(lateFrameDecisions).values(decision)
}

/** A score as it stands, with what it follows from. */
export type StoredScore = Omit<Score, 'full'> & {
  readonly sittingId: SittingId
  readonly basis: string
  readonly number: number
}

/** The newest score of each of a session's sittings that has one. */
export async function listScores(
  db: Database | Transaction,
  sessionId: SessionId,
): Promise<Map<SittingId, StoredScore>> {
  const rows = await db
    .selectDistinctOn([scores.sittingId], {
      sittingId: scores.sittingId,
      basis: scores.basis,
      number: scores.number,
      points: scores.points,
      passed: scores.passed,
      marks: scores.marks,
      byArea: scores.byArea,
    })
    .from(scores)
    .innerJoin(sittings, eq(sittings.id, scores.sittingId))
    .where(eq(sittings.sessionId, sessionId))
    .orderBy(asc(scores.sittingId), sql`${scores.number} desc`)
  return new Map(rows.map((row) => [row.sittingId, row]))
}

export async function insertScores(tx: Transaction, added: readonly StoredScore[], scoredAt: Instant): Promise<void> {
  if (added.length > 0) await tx.insert(scores).values(added.map((score) => ({ ...score, scoredAt })))
}
