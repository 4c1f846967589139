import type { ScoreSheet } from '@kaochang/contract/result'
import type { Transaction } from '@kaochang/database/client'
import { findDuty } from '@kaochang/database/duty'
import { noteAct } from '@kaochang/database/people'
import { type Proposal, findProposal, insertRelease } from '@kaochang/database/result'
import { type SessionRow, advanceSession } from '@kaochang/database/session'
import type { StaffId } from '@kaochang/domain/ids'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import { RULES } from '@kaochang/domain/law/rules'
import { type Outcome, allow, invariant, refuse } from '@kaochang/domain/outcome'
import { type ReleaseRefusal, mayApprove } from '@kaochang/domain/result/check-release'
import type { Deps } from '../deps.ts'
import { aboutSession, meetReleaseDuty, startReleaseDuty } from '../duty/release-duty.ts'
import type { Actor } from '../people/access.ts'
import { verifySession } from '../score/verify-session.ts'
import { holdSession } from '../session/act-on-session.ts'
import { applyConsequences } from './consequences.ts'
import { type Scores, presentScoreSheet, readScoresOf } from './score-sheet.ts'

/**
 * The second, another person, publishes exactly the scores that were proposed. Everything is verified and
 * the digest is computed again in the very transaction that publishes (A39, A45), which holds the session.
 */
export async function approveReleaseFor(
  deps: Deps,
  actor: Actor,
  proposalId: string,
  seenDigest: string,
): Promise<Outcome<ScoreSheet, ReleaseRefusal | { code: 'same_person' | 'not_found' }>> {
  const proposal = await findProposal(deps.db, proposalId)
  if (!proposal) return refuse({ code: 'not_found' })
  const { sessionId } = proposal
  return holdSession(deps, actor, { sessionId, act: 'approve_release' }, async (tx, session, at) => {
    const scores = await readScoresOf(tx, session)
    const verified = session.state === 'scored' ? await verifySession(tx, deps.secrets, session) : null
    const { digest, undecidedLateFrames } = scores
    const findings = verified?.findings ?? []
    const question = { state: session.state, digest, seenDigest, undecidedLateFrames, findings }
    const may = mayApprove(question, proposal, actor.id)
    if (!may.ok) return may

    await publish(tx, session, scores, { proposal, approvedBy: actor.id, digest: may.value.digest, at })
    const facts = {
      proposalId,
      digest: may.value.digest,
      proposedBy: proposal.proposedBy,
      resultCount: scores.scores.size,
    }
    await noteAct(tx, { at, staffId: actor.id, act: 'approve_release', subject: `session:${sessionId}`, facts })
    return allow(await presentScoreSheet(tx, { ...session, state: 'released', releasedAt: at }, scores, verified, at))
  })
}

type Approved = {
  readonly proposal: Pick<Proposal, 'id' | 'proposedBy'>
  readonly approvedBy: StaffId
  readonly digest: string
  readonly at: Instant
}

async function publish(
  tx: Transaction,
  session: SessionRow,
  { rows, scores }: Scores,
  { proposal, approvedBy, digest, at }: Approved,
) {
  // Started when the session ended; a session that ended before there were clocks gets its own now.
  await startReleaseDuty(tx, session, at)
  const duty = await findDuty(tx, [RULES[session.category].scoreRelease], aboutSession(session.id))
  invariant(duty, 'scores come of an exam that somebody sat')
  const { due } = duty
  const release = {
    sessionId: session.id,
    proposalId: proposal.id,
    digest,
    proposedBy: proposal.proposedBy,
    approvedBy,
    publishedAt: at,
    due,
    overdue: civilDateAt(at) > due,
  }
  await insertRelease(tx, release, [...scores.values()])
  await advanceSession(tx, session.id, 'released', at)
  await meetReleaseDuty(tx, session, at)

  const released = rows.flatMap((row) => {
    const score = scores.get(row.id)
    return score ? [{ row, score }] : []
  })
  await applyConsequences(tx, { session, released, at, by: approvedBy })
}
