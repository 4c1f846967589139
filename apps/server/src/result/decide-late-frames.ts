import type { RequestOf } from '@kaochang/contract/endpoints'
import type { ScoredSitting, decideLateFrames } from '@kaochang/contract/result'
import { noteAct } from '@kaochang/database/people'
import { insertLateFrameDecision } from '@kaochang/database/score'
import { findSittingSession } from '@kaochang/database/session'
import type { SittingId } from '@kaochang/domain/ids'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { scoreSittings } from '../score/score-session.ts'
import { holdSession } from '../session/act-on-session.ts'
import { presentScored, readScoresOf } from './score-sheet.ts'

/**
 * Decides about every late frame of a sitting that nobody has decided about, and scores the sitting again
 * when they count. What was proposed for publication before is outdated by that.
 */
export async function decideLateFramesFor(
  deps: Deps,
  actor: Actor,
  sittingId: string,
  { decision, reason }: RequestOf<typeof decideLateFrames>['body'],
): Promise<
  Outcome<
    ScoredSitting,
    { code: 'not_found' | 'session_not_ended' | 'session_not_scored' | 'already_released' | 'no_late_frames' }
  >
> {
  const id = sittingId as SittingId
  const sessionId = await findSittingSession(deps.db, id)
  if (!sessionId) return refuse({ code: 'not_found' })
  return holdSession(deps, actor, { sessionId, act: 'decide_late_frames' }, async (tx, session, at) => {
    if (session.state === 'released') return refuse({ code: 'already_released' })
    if (session.state === 'ended') return refuse({ code: 'session_not_scored' })
    if (session.state !== 'scored') return refuse({ code: 'session_not_ended' })
    const before = await readScoresOf(tx, session)
    const row = before.rows.find((sitting) => sitting.id === id)
    const upToId = before.late.get(id)?.undecided.at(-1)
    if (!row || upToId === undefined) return refuse({ code: 'no_late_frames' })

    await insertLateFrameDecision(tx, { sittingId: id, upToId, decision, reason, decidedBy: actor.id, decidedAt: at })
    if (decision === 'count') await scoreSittings(tx, session, [row], at)
    const facts = { decision, reason, upToId }
    await noteAct(tx, { at, staffId: actor.id, act: 'decide_late_frames', subject: `sitting:${id}`, facts })

    const score = (await readScoresOf(tx, session)).scores.get(id)
    return score ? allow(presentScored(row, score, 0)) : refuse({ code: 'session_not_scored' })
  })
}
