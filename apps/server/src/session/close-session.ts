import type { Transaction } from '@kaochang/database/client'
import { meetOrganiseDuties } from '@kaochang/database/consequence'
import { type SessionRow, advanceSession, countSitters, lockSittings, markAbsent } from '@kaochang/database/session'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import { allow } from '@kaochang/domain/outcome'
import { mayClose } from '@kaochang/domain/session/advance-session'
import type { Deps } from '../deps.ts'
import { startReleaseDuty } from '../duty/release-duty.ts'
import type { Actor } from '../people/access.ts'
import { actOnSession } from './act-on-session.ts'

/** Ends a session at the chief invigilator's word, with a reason. Whoever never began is absent from then on. */
export async function closeSessionFor(deps: Deps, actor: Actor, sessionId: string, reason: string) {
  const on = { sessionId, act: 'run_room', note: 'close_session' } as const
  return actOnSession(deps, actor, on, async (tx, session, at) => {
    await lockSittings(tx, session.id)
    const sitters = await countSitters(tx, session.id)
    const may = mayClose(session, sitters)
    if (!may.ok) return may
    const absentCount = await endSession(tx, session, at)
    return allow({ reason, satCount: sitters.started, absentCount })
  })
}

/**
 * Writes down that a session is over and who never began, and starts the clock by which its scores must be published;
 * says how many are absent. For whoever is on the roster the exam has been organised (A15). The caller holds the sittings.
 */
export async function endSession(tx: Transaction, session: SessionRow, at: Instant): Promise<number> {
  const absentCount = await markAbsent(tx, session.id, at)
  await advanceSession(tx, session.id, 'ended', at)
  await startReleaseDuty(tx, session, at)
  await meetOrganiseDuties(tx, session.id, civilDateAt(session.startsAt), at)
  return absentCount
}
