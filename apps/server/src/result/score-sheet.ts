import type { ScoreSheet, ScoredSitting } from '@kaochang/contract/result'
import type { Database, Transaction } from '@kaochang/database/client'
import { findDuty } from '@kaochang/database/duty'
import { findEarliestEnd, findLastProposal, findRelease } from '@kaochang/database/result'
import {
  type LateFrames,
  type SittingRow,
  type StoredScore,
  listLateFrames,
  listScores,
  listSittings,
} from '@kaochang/database/score'
import type { SessionRow } from '@kaochang/database/session'
import type { SittingId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { CUT_SCORE, FULL_MARKS } from '@kaochang/domain/law/marks'
import { RULES } from '@kaochang/domain/law/rules'
import { digestScores } from '@kaochang/domain/score/score-basis'
import { aboutSession, readReleaseDuty } from '../duty/release-duty.ts'
import { sha256 } from '../hashing.ts'
import type { Verification } from '../score/compare-scores.ts'
import { verifySession } from '../score/verify-session.ts'
import type { Secrets } from '../secrets.ts'

/** A session's scores as they stand at one moment, with what binds a decision to exactly these. */
export type Scores = {
  readonly rows: readonly SittingRow[]
  readonly scores: ReadonlyMap<SittingId, StoredScore>
  readonly late: ReadonlyMap<SittingId, LateFrames>
  /** Null while there is no score. */
  readonly digest: string | null
  readonly undecidedLateFrames: number
}

/** Reads a session's scores; inside a transaction that holds the session, nobody changes them meanwhile (A45). */
export async function readScoresOf(db: Database | Transaction, session: SessionRow): Promise<Scores> {
  const rows = await listSittings(db, session.id)
  const scores = await listScores(db, session.id)
  const late = await listLateFrames(
    db,
    rows.map(({ id }) => id),
  )
  const lines = rows.map(({ id, ticket, attempt }) => {
    const score = scores.get(id)
    return { sittingId: id, ticket, attempt, score: score ? { ...score, full: FULL_MARKS } : null }
  })
  return {
    rows,
    scores,
    late,
    digest: scores.size > 0 ? digestScores(sha256, session.id, lines) : null,
    undecidedLateFrames: [...late.values()].reduce((sum, { undecided }) => sum + undecided.length, 0),
  }
}

/** The score sheet as of one moment, with everything computed afresh from the records beside it. */
export async function readScoreSheet(
  db: Database,
  secrets: Secrets,
  session: SessionRow,
  at: Instant,
): Promise<ScoreSheet> {
  return db.transaction(
    async (tx) => {
      const scores = await readScoresOf(tx, session)
      const verified = scores.digest === null ? null : await verifySession(tx, secrets, session)
      return presentScoreSheet(tx, session, scores, verified, at)
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

/** The score sheet of scores that were read and verified already. */
export async function presentScoreSheet(
  db: Database | Transaction,
  session: SessionRow,
  { rows, scores, late, digest }: Scores,
  verified: Verification | null,
  at: Instant,
): Promise<ScoreSheet> {
  const proposal = await findLastProposal(db, session.id)
  const release = await findRelease(db, session.id)
  const earliestEnd = await findEarliestEnd(db, session.id)
  const kept = await findDuty(db, [RULES[session.category].scoreRelease], aboutSession(session.id))
  const sittings = rows.flatMap((row) => {
    const score = scores.get(row.id)
    return score ? [presentScored(row, score, late.get(row.id)?.undecided.length ?? 0)] : []
  })
  return {
    session: { id: session.id, name: session.name, component: session.component, state: session.state },
    due: await readReleaseDuty(db, session, { kept, earliestEnd }, { at, publishedAt: release?.publishedAt ?? null }),
    cutScore: CUT_SCORE,
    sittings,
    absentCount: rows.filter(({ startedAt }) => startedAt === null).length,
    passedCount: sittings.filter(({ passed }) => passed).length,
    distribution: distributionOf(sittings.map(({ points }) => points)),
    digest,
    verified: verified && { ...verified, findings: [...verified.findings] },
    proposal: proposal
      ? {
          id: proposal.id,
          digest: proposal.digest,
          proposedBy: proposal.proposerName,
          proposedById: proposal.proposedBy,
          proposedAt: proposal.proposedAt,
          outdated: proposal.digest !== digest,
        }
      : null,
    release: release
      ? {
          publishedAt: release.publishedAt,
          approvedBy: release.approverName,
          proposedBy: release.proposerName,
          overdue: release.overdue,
        }
      : null,
  }
}

export function presentScored(row: SittingRow, score: StoredScore, undecidedLateFrames: number): ScoredSitting {
  const { id, name, idNumberMasked, ticket, attempt, endReason } = row
  const { points, passed, byArea } = score
  return {
    sittingId: id,
    name,
    idNumberMasked,
    ticket,
    attempt,
    points,
    passed,
    endReason: endReason ?? '',
    byArea: byArea.map((area) => ({ ...area })),
    undecidedLateFrames,
  }
}

const BANDS = 10

/** How many sittings lie in each band of ten points; full marks belong to the last. */
function distributionOf(points: readonly number[]): number[] {
  const bands = Array.from({ length: BANDS }, () => 0)
  for (const each of points) {
    const band = Math.min(BANDS - 1, Math.floor((each * BANDS) / FULL_MARKS))
    bands[band] = (bands[band] ?? 0) + 1
  }
  return bands
}
