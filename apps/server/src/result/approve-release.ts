import type { ScoreSheet } from '@kaochang/contract/result'
import type { Transaction } from '@kaochang/database/client'
import { noteAct } from '@kaochang/database/people'
import {
  type Proposal,
  attemptResults,
  closeAssessments,
  findEarliestEnd,
  findProposal,
  insertRelease,
  listAssessments,
} from '@kaochang/database/result'
import { type SessionRow, advanceSession } from '@kaochang/database/session'
import type { PersonId, StaffId } from '@kaochang/domain/ids'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import { standing } from '@kaochang/domain/law/attempts'
import { officialCalendar } from '@kaochang/domain/law/calendar'
import { RULES } from '@kaochang/domain/law/rules'
import { type Outcome, allow, invariant, refuse } from '@kaochang/domain/outcome'
import { type ReleaseRefusal, mayApprove } from '@kaochang/domain/result/check-release'
import { releaseDeadline } from '@kaochang/domain/result/release-duty'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { verifySession } from '../score/verify-session.ts'
import { holdSession } from '../session/act-on-session.ts'
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
  const earliestEnd = await findEarliestEnd(tx, session.id)
  invariant(earliestEnd !== null, 'scores come of an exam that somebody sat')
  const { due } = releaseDeadline(session.category, civilDateAt(earliestEnd), officialCalendar())
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

  const sat = rows.filter(({ id }) => scores.has(id)).map(({ personId }) => personId)
  await closeFinished(tx, sat, at)
}

/** Closes the assessments that have come to their end: passed, or failed for the last time. */
async function closeFinished(tx: Transaction, persons: readonly PersonId[], at: Instant) {
  const finished = (await listAssessments(tx, persons)).filter(({ closedAt, category, attempts }) => {
    const { state } = standing(RULES[category], 'knowledge', attemptResults(attempts))
    return closedAt === null && (state === 'passed' || state === 'failed_final')
  })
  await closeAssessments(
    tx,
    finished.map(({ id }) => id),
    at,
  )
}
