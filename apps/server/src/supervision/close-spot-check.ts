import type { Transaction } from '@kaochang/database/client'
import { noteAct } from '@kaochang/database/people'
import { listScores } from '@kaochang/database/score'
import { type SessionRow, countSitters, findSessionRow, lockSession, lockSittings } from '@kaochang/database/session'
import { listSpotCheckPeople, listSpotCheckSessions, setSpotCheckClosed } from '@kaochang/database/supervision'
import type { SittingId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import type { Hundredths } from '@kaochang/domain/law/marks'
import { type Outcome, allow, invariant, refuse } from '@kaochang/domain/outcome'
import { mayClose } from '@kaochang/domain/session/advance-session'
import { spotCheckOutcome } from '@kaochang/domain/supervision/spot-check'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { scoreSession } from '../score/score-session.ts'
import { verifySession } from '../score/verify-session.ts'
import { endSession } from '../session/close-session.ts'
import { orderReassessment } from './order-reassessment.ts'
import { holdSpotCheck } from './prepare-spot-check.ts'

export type ClosingRefusal =
  | { code: 'not_found' }
  | { code: 'spot_check_closed' }
  | { code: 'spot_check_not_prepared' }
  | { code: 'session_not_over'; answering: number }
  | { code: 'spot_check_not_verified'; findings: readonly string[] }

/**
 * Ends a spot check once nobody is answering: every session is ended, scored, and verified from the records, and only
 * what holds is acted on. Principals and managers below the cut score are ordered to be assessed again (R40-2); for
 * operators and workers it is recorded and nothing else follows (R40-4). No certificate is touched.
 */
export async function closeSpotCheckFor(deps: Deps, actor: Actor, id: string): Promise<Outcome<true, ClosingRefusal>> {
  return holdSpotCheck(deps, actor, id, async (tx, check, at): Promise<Outcome<true, ClosingRefusal>> => {
    const points = new Map<SittingId, Hundredths>()
    const findings: string[] = []
    for (const { id: sessionId } of await listSpotCheckSessions(tx, id)) {
      const session = await lockSession(tx, sessionId)
      invariant(session, 'a spot check’s session does not vanish')
      const ended = await endAndScore(tx, session, actor, at)
      if (!ended.ok) return ended
      findings.push(...(await verifySession(tx, deps.secrets, ended.value)).findings)
      for (const [sittingId, score] of await listScores(tx, sessionId)) points.set(sittingId, score.points)
    }
    if (findings.length > 0) return refuse({ code: 'spot_check_not_verified', findings })

    let orderCount = 0
    const people = await listSpotCheckPeople(tx, id)
    for (const person of people) {
      const { category } = person
      const scored = points.get(person.sittingId)
      if (scored === undefined || spotCheckOutcome(category, scored, check.cutScore) !== 'reassessment') continue
      invariant(category === 'principal' || category === 'manager', 'nobody else is ordered to be assessed again')
      await orderReassessment(tx, actor, check, { ...person, category, points: scored }, at)
      orderCount += 1
    }
    await setSpotCheckClosed(tx, id, at)
    const facts = { testedCount: points.size, orderCount }
    await noteAct(tx, { at, staffId: actor.id, act: 'close_spot_check', subject: `spot_check:${id}`, facts })
    return allow(true)
  })
}

/** Ends a session that is open and scores one that has ended; says how it stands then. */
async function endAndScore(
  tx: Transaction,
  session: SessionRow,
  actor: Actor,
  at: Instant,
): Promise<Outcome<SessionRow, ClosingRefusal>> {
  const subject = `session:${session.id}` as const
  if (session.state === 'announced' || session.state === 'sealed') return refuse({ code: 'spot_check_not_prepared' })
  if (session.state === 'open') {
    await lockSittings(tx, session.id)
    const sitters = await countSitters(tx, session.id)
    const may = mayClose(session, sitters)
    if (!may.ok) {
      invariant(may.refusal.code === 'session_not_over', 'an open session is kept open by nothing but its sitters')
      return refuse(may.refusal)
    }
    const absentCount = await endSession(tx, session, at)
    const facts = { satCount: sitters.started, absentCount }
    await noteAct(tx, { at, staffId: actor.id, act: 'close_session', subject, facts })
  }
  const ended = await findSessionRow(tx, session.id)
  invariant(ended, 'a session does not vanish')
  if (ended.state === 'ended') {
    const scoredCount = await scoreSession(tx, ended, at)
    await noteAct(tx, { at, staffId: actor.id, act: 'score_session', subject, facts: { scoredCount } })
  }
  return allow({ ...ended, state: 'scored' })
}
