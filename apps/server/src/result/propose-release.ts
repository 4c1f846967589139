import type { ScoreSheet } from '@kaochang/contract/result'
import { noteAct } from '@kaochang/database/people'
import { insertProposal } from '@kaochang/database/result'
import { type Outcome, allow } from '@kaochang/domain/outcome'
import { type ReleaseRefusal, mayPropose } from '@kaochang/domain/result/check-release'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { verifySession } from '../score/verify-session.ts'
import { holdSession } from '../session/act-on-session.ts'
import { presentScoreSheet, readScoresOf } from './score-sheet.ts'

/** The first of two people says that exactly these scores may be published. */
export async function proposeReleaseFor(
  deps: Deps,
  actor: Actor,
  sessionId: string,
  seenDigest: string,
): Promise<Outcome<ScoreSheet, ReleaseRefusal | { code: 'not_found' }>> {
  return holdSession(deps, actor, { sessionId, act: 'propose_release' }, async (tx, session, at) => {
    const scores = await readScoresOf(tx, session)
    const verified = session.state === 'scored' ? await verifySession(tx, deps.secrets, session) : null
    const { digest, undecidedLateFrames } = scores
    const findings = verified?.findings ?? []
    const may = mayPropose({ state: session.state, digest, seenDigest, undecidedLateFrames, findings })
    if (!may.ok) return may

    await insertProposal(tx, { sessionId: session.id, digest: may.value.digest, proposedBy: actor.id, proposedAt: at })
    const facts = { digest: may.value.digest }
    await noteAct(tx, { at, staffId: actor.id, act: 'propose_release', subject: `session:${session.id}`, facts })
    return allow(await presentScoreSheet(tx, session, scores, verified, at))
  })
}
