import type { Transaction } from '@kaochang/database/client'
import { findSeal } from '@kaochang/database/paper'
import { type SittingRow, type StoredScore, insertScores, listScores, listSittings } from '@kaochang/database/score'
import { type SessionRow, advanceSession } from '@kaochang/database/session'
import type { Instant } from '@kaochang/domain/instant'
import { invariant } from '@kaochang/domain/outcome'
import { scorePracticalSittings } from '../practical/score-practical-session.ts'
import { foldSittings, scoreFolded } from './fold-sittings.ts'
import { readScoringMaterial } from './scoring-material.ts'

/**
 * Scores every sitting of a session that has ended, each once for what its score follows from: scoring again
 * adds nothing unless a key or a decision on late frames is new. The caller holds the session.
 *
 * A sitting whose record is broken gets no score; the verification names it and nothing is published.
 */
export async function scoreSession(tx: Transaction, session: SessionRow, at: Instant): Promise<number> {
  invariant(
    session.state === 'ended' || session.state === 'scored',
    'a session is scored after it ended and before it is published',
  )
  const rows = await listSittings(tx, session.id)
  const score = session.component === 'practical' ? scorePracticalSittings : scoreSittings
  const scoredCount = await score(tx, session, rows, at)
  if (session.state === 'ended') await advanceSession(tx, session.id, 'scored', at)
  return scoredCount
}

/** Scores some of a session's sittings; says how many scores are new. */
export async function scoreSittings(
  tx: Transaction,
  session: SessionRow,
  rows: readonly SittingRow[],
  at: Instant,
): Promise<number> {
  const seal = await findSeal(tx, session.id)
  invariant(seal, 'a session that was sat was sealed')
  const material = await readScoringMaterial(tx, seal)
  const before = await listScores(tx, session.id)

  let fresh: StoredScore[] = []
  let scoredCount = 0
  for await (const folded of foldSittings(tx, session, rows)) {
    const score = scoreFolded(material, folded)
    const last = before.get(folded.row.id)
    if (score === null || score.basis === last?.basis) continue
    const { full: _, ...kept } = score
    fresh.push({ ...kept, sittingId: folded.row.id, number: (last?.number ?? 0) + 1 })
    scoredCount += 1
    if (fresh.length < SCORES_A_STATEMENT) continue
    await insertScores(tx, fresh, at)
    fresh = []
  }
  await insertScores(tx, fresh, at)
  return scoredCount
}

const SCORES_A_STATEMENT = 500
