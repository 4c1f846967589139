import type { Database, Transaction } from '@kaochang/database/client'
import { type StoredPaper, listPapers } from '@kaochang/database/paper'
import { type LateFrames, type SittingRow, listLateFrames, listRecords } from '@kaochang/database/score'
import { type SessionRow, scheduleOf } from '@kaochang/database/session'
import { withLateFrames } from '@kaochang/domain/score/late-frames'
import { type Score, scoreSitting } from '@kaochang/domain/score/score-sitting'
import { refold } from '@kaochang/domain/sitting/record'
import { type Sitting, unbegun } from '@kaochang/domain/sitting/sitting'
import { termsOf } from '@kaochang/domain/sitting/terms'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { sha256 } from '../hashing.ts'
import { type ScoringMaterial, basisOf } from './scoring-material.ts'

/** A sitting rebuilt from its record, with what it is scored by. */
export type FoldedSitting = {
  readonly row: SittingRow
  readonly paper: StoredPaper
  /** Whether the paper is still the text that was hashed when it was stored. */
  readonly paperIntact: boolean
  /** Null when the record's chain is broken: then nothing follows from it. */
  readonly sitting: Sitting | null
  /** The number of the first event that does not fit. */
  readonly brokenAt: number | null
  readonly late: LateFrames
}

/** So many records are in memory at a time. */
const SITTINGS_A_BATCH = 100

/** After so many the process answers others first: a verification must not be felt by somebody who is answering. */
const SITTINGS_A_TURN = 20

const NO_FRAMES: LateFrames = { counted: [], undecided: [] }

/** Rebuilds sittings from their records, checking every link on the way. A sitting without a paper is passed over. */
export async function* foldSittings(
  db: Database | Transaction,
  session: SessionRow,
  rows: readonly SittingRow[],
): AsyncGenerator<FoldedSitting> {
  const schedule = scheduleOf(session)
  for (let start = 0; start < rows.length; start += SITTINGS_A_BATCH) {
    const batch = rows.slice(start, start + SITTINGS_A_BATCH)
    const ids = batch.map(({ id }) => id)
    const papers = await listPapers(db, ids)
    const records = await listRecords(db, ids)
    const late = await listLateFrames(db, ids)
    for (const [index, row] of batch.entries()) {
      if (index % SITTINGS_A_TURN === 0) await nextTurn()
      const paper = papers.get(row.id)
      if (!paper) continue
      const folded = refold(sha256, unbegun(row.id, termsOf(schedule, paper.paper)), records.get(row.id) ?? [])
      yield {
        row,
        paper,
        paperIntact: sha256(paper.text) === paper.paperHash,
        sitting: folded.ok ? folded.value : null,
        brokenAt: folded.ok ? null : folded.refusal.number,
        late: late.get(row.id) ?? NO_FRAMES,
      }
    }
  }
}

/**
 * A sitting's score with what it follows from; null for one that was never begun, and for one whose record or
 * paper has been tampered with: from those nothing follows.
 */
export function scoreFolded(
  material: ScoringMaterial,
  { paper: { paper }, paperIntact, sitting, late }: FoldedSitting,
): (Score & { readonly basis: string }) | null {
  if (sitting === null || sitting.startedAt === null || !paperIntact) return null
  const basis = basisOf(
    material,
    paper,
    sitting.head,
    late.counted.map(({ id }) => id),
  )
  if (basis === null) return null
  const answers = withLateFrames(sitting.answers, late.counted, sitting.terms.shapes)
  return { ...scoreSitting(paper, material, answers), basis }
}
