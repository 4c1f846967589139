import type { Database, Transaction } from '@kaochang/database/client'
import { NOTHING_MARKED, listMarked } from '@kaochang/database/practical'
import { type SittingRow, type StoredScore, insertScores, listScores } from '@kaochang/database/score'
import type { SessionRow } from '@kaochang/database/session'
import type { Instant } from '@kaochang/domain/instant'
import { type Marking, markingOf } from '@kaochang/domain/practical/marking'
import { scorePractical } from '@kaochang/domain/practical/score-practical'
import { sha256 } from '../hashing.ts'
import { standardOf } from './seal-practical.ts'

/**
 * Scores the sittings of a practical session from the marks that their two examiners agree on, each once for the marks
 * it follows from; says how many scores are new. A sitting they do not agree on gets none.
 */
export async function scorePracticalSittings(
  tx: Transaction,
  session: SessionRow,
  rows: readonly SittingRow[],
  at: Instant,
): Promise<number> {
  const standard = standardOf(session)
  const before = await listScores(tx, session.id)
  const fresh: StoredScore[] = []
  for (const { row, marking } of await readMarkings(tx, session, rows)) {
    const score = scorePractical(sha256, standard, marking)
    const last = before.get(row.id)
    if (score === null || score.basis === last?.basis) continue
    const { full: _, ...kept } = score
    fresh.push({ ...kept, sittingId: row.id, number: (last?.number ?? 0) + 1 })
  }
  await insertScores(tx, fresh, at)
  return fresh.length
}

/** How the marking of each sitting stands. */
export async function readMarkings(
  db: Database | Transaction,
  session: SessionRow,
  rows: readonly SittingRow[],
): Promise<{ row: SittingRow; marking: Marking }[]> {
  const marked = await listMarked(
    db,
    rows.map(({ id }) => id),
  )
  const standard = standardOf(session)
  return rows.map((row) => {
    const { marks, finishes } = marked.get(row.id) ?? NOTHING_MARKED
    return { row, marking: markingOf(standard, marks, finishes) }
  })
}
