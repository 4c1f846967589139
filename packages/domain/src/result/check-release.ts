import type { StaffId } from '../ids.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import type { SessionState } from '../session/session.ts'

/** What is known when somebody asks to publish a session's scores. */
export type ReleaseQuestion = {
  readonly state: SessionState
  /** Over the scores as they stand at this moment; null when there are none. */
  readonly digest: string | null
  /** Over the scores that the person saw. */
  readonly seenDigest: string
  readonly undecidedLateFrames: number
  /** What a fresh computation from the records found to differ. */
  readonly findings: readonly string[]
}

export type ReleaseRefusal =
  | { code: 'already_released' }
  | { code: 'session_not_scored' }
  | { code: 'late_frames_undecided'; count: number }
  | { code: 'record_broken'; findings: readonly string[] }
  | { code: 'proposal_outdated' }

/** So many findings travel with a refusal; the score sheet has them all. */
const TOLD = 20

/**
 * Whether a session's scores may be proposed for publication: scored and not yet published (A46), no late
 * frame undecided, everything equal when computed afresh from the records (A39), and exactly the scores the
 * person saw (A45).
 */
export function mayPropose(question: ReleaseQuestion): Outcome<{ digest: string }, ReleaseRefusal> {
  const { state, digest, seenDigest, undecidedLateFrames, findings } = question
  if (state === 'released') return refuse({ code: 'already_released' })
  if (state !== 'scored' || digest === null) return refuse({ code: 'session_not_scored' })
  if (undecidedLateFrames > 0) return refuse({ code: 'late_frames_undecided', count: undecidedLateFrames })
  if (findings.length > 0) return refuse({ code: 'record_broken', findings: findings.slice(0, TOLD) })
  return digest === seenDigest ? allow({ digest }) : refuse({ code: 'proposal_outdated' })
}

/**
 * Whether a proposed release may be approved: everything that a proposal needs, still and again, by another
 * person (A44), and for exactly the scores that were proposed.
 */
export function mayApprove(
  question: ReleaseQuestion,
  proposal: { readonly digest: string; readonly proposedBy: StaffId },
  by: StaffId,
): Outcome<{ digest: string }, ReleaseRefusal | { code: 'same_person' }> {
  if (proposal.proposedBy === by) return refuse({ code: 'same_person' })
  const may = mayPropose(question)
  return may.ok && may.value.digest !== proposal.digest ? refuse({ code: 'proposal_outdated' }) : may
}
