import { canonical } from '../canonical.ts'
import type { ItemId, SessionId, SittingId } from '../ids.ts'
import { CUT_SCORE } from '../law/marks.ts'
import type { Hash } from '../sitting/record.ts'
import type { Score } from './score-sitting.ts'

/** The key that scored an item, by number: keys are never rewritten, a further one is added. */
export type KeyUsed = { readonly itemId: ItemId; readonly version: number; readonly keyVersion: number }

/**
 * What a score follows from: the record as it stood, the keys in force, and the late frames that were
 * decided to count. A sitting is scored once for each such basis and never twice.
 */
export function scoreBasis(
  hash: Hash,
  { head, keys, lateFrames }: { head: string; keys: readonly KeyUsed[]; lateFrames: readonly number[] },
): string {
  const used = keys.map(({ itemId, version, keyVersion }) => `${itemId}@${version}/${keyVersion}`)
  return hash(`kaochang/score/1\n${head}\n${used.join(' ')}\n${lateFrames.join(' ')}`)
}

/** One line of a session's scores: a sitting and its score, or null for one that was not sat. */
export type ScoreLine = {
  readonly sittingId: SittingId
  readonly ticket: string
  readonly attempt: number
  readonly score: (Score & { readonly basis: string }) | null
}

/**
 * The digest that a proposal and an approval bind to (A45): over every sitting of the session in the order
 * of the tickets, whether it was sat or not, so that no score can be changed, left out or slipped in between.
 */
export function digestScores(hash: Hash, sessionId: SessionId, lines: readonly ScoreLine[]): string {
  const sorted = lines.toSorted((a, b) => (a.ticket < b.ticket ? -1 : 1))
  return hash(
    canonical([
      'kaochang/scores/1',
      sessionId,
      CUT_SCORE,
      sorted.map(({ sittingId, ticket, attempt, score }) => [
        ticket,
        sittingId,
        attempt,
        score && [score.points, score.passed, score.marks, score.byArea, score.basis],
      ]),
    ]),
  )
}
