import type { Transaction } from '@kaochang/database/client'
import { noteAct } from '@kaochang/database/people'
import { type Session, type SessionRow, getSession, lockSession } from '@kaochang/database/session'
import { transact } from '@kaochang/database/transact'
import type { SessionId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { type Outcome, type Refusal, allow, refuse } from '@kaochang/domain/outcome'
import type { Act } from '@kaochang/domain/people/permission'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { reaches } from './reach.ts'

export type OnSession = {
  readonly sessionId: string
  /** What the person must be allowed to do with the session. */
  readonly act: Act
  /** What the log of acts says was done. */
  readonly note: string
}

/**
 * One act of staff on one session, in one transaction that holds the session: `step` decides and keeps, and
 * says what the log of acts shall know. A session out of the person's reach is not found (A16).
 */
export async function actOnSession<R extends Refusal>(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  { sessionId, act, note }: OnSession,
  step: (tx: Transaction, session: SessionRow, at: Instant) => Promise<Outcome<Readonly<Record<string, unknown>>, R>>,
): Promise<Outcome<Session, R | { code: 'not_found' }>> {
  return transact(db, async (tx) => {
    const session = await lockSession(tx, sessionId as SessionId)
    if (!session || !reaches(actor, act, session)) return refuse({ code: 'not_found' })
    const at = clock.now()
    const done = await step(tx, session, at)
    if (!done.ok) return done
    await noteAct(tx, { at, staffId: actor.id, act: note, subject: `session:${session.id}`, facts: done.value })
    return allow(await getSession(tx, session.id))
  })
}
