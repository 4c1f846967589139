import type { Transaction } from '@kaochang/database/client'
import { noteAct } from '@kaochang/database/people'
import { type SessionRow, advanceSession, lockSession } from '@kaochang/database/session'
import { type SpotCheck, listSpotCheckSessions, lockSpotCheck } from '@kaochang/database/supervision'
import { transact } from '@kaochang/database/transact'
import type { Instant } from '@kaochang/domain/instant'
import { type Outcome, allow, invariant, refuse } from '@kaochang/domain/outcome'
import type { Act } from '@kaochang/domain/people/permission'
import type { Deps } from '../deps.ts'
import { drawSession } from '../paper/draw-session.ts'
import type { Actor } from '../people/access.ts'

/** Whether somebody may do an act on a spot check: within the province it is held in. */
export function reachesCheck(actor: Actor, act: Act, { province }: Pick<SpotCheck, 'province'>): boolean {
  return actor.may(act, { level: 'province', province })
}

/**
 * Works on one spot check in one transaction that holds it. One that is out of reach is not found (A16), and one that
 * is over is refused.
 */
export async function holdSpotCheck<Step extends Outcome<unknown, { readonly code: string }>>(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  id: string,
  step: (tx: Transaction, check: SpotCheck, at: Instant) => Promise<Step>,
): Promise<Step | Outcome<never, { code: 'not_found' } | { code: 'spot_check_closed' }>> {
  type Held = Step | Outcome<never, { code: 'not_found' } | { code: 'spot_check_closed' }>
  return transact(db, async (tx): Promise<Held> => {
    const check = await lockSpotCheck(tx, id)
    if (!check || !reachesCheck(actor, 'hold_spot_check', check)) return refuse({ code: 'not_found' })
    if (check.closedAt !== null) return refuse({ code: 'spot_check_closed' })
    return step(tx, check, clock.now())
  })
}

/**
 * Draws and stores the papers of a spot check and opens its sessions for check-in. What has been done already is left
 * as it is, so that a drawing that was interrupted goes on, with the secret that was committed to.
 */
export async function prepareSpotCheckFor(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Outcome<true, { code: 'not_found' } | { code: 'spot_check_closed' } | { code: 'storage_short' }>> {
  if (!deps.hasRoom()) return refuse({ code: 'storage_short' })
  return holdSpotCheck(deps, actor, id, async (tx, _, at) => {
    for (const { id: sessionId } of await listSpotCheckSessions(tx, id)) {
      const session = await lockSession(tx, sessionId)
      invariant(session, 'a spot check’s session does not vanish')
      if (session.state === 'announced') await drawAndOpen(tx, deps, session, actor, at)
    }
    return allow(true)
  })
}

async function drawAndOpen(
  tx: Transaction,
  { secrets }: Pick<Deps, 'secrets'>,
  session: SessionRow,
  actor: Actor,
  at: Instant,
): Promise<void> {
  const paperCount = await drawSession(tx, secrets, session, at)
  const subject = `session:${session.id}` as const
  await advanceSession(tx, session.id, 'sealed', at)
  await noteAct(tx, { at, staffId: actor.id, act: 'seal_session', subject, facts: { paperCount } })
  await advanceSession(tx, session.id, 'open', at)
  await noteAct(tx, { at, staffId: actor.id, act: 'open_session', subject, facts: {} })
}
