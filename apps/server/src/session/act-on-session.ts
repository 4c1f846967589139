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

/** What the log of acts shall know of what was done. */
type Facts = Readonly<Record<string, unknown>>
type RefusalOf<O extends Outcome<unknown, Refusal>> = Extract<O, { ok: false }>['refusal']

/**
 * Works on one session in one transaction that holds it, when the person may do the act there. A session
 * out of the person's reach is not found (A16).
 */
export async function holdSession<Step extends Outcome<unknown, Refusal>>(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  { sessionId, act }: { sessionId: string; act: Act },
  step: (tx: Transaction, session: SessionRow, at: Instant) => Promise<Step>,
): Promise<Step | Outcome<never, { code: 'not_found' }>> {
  return transact(db, async (tx): Promise<Step | Outcome<never, { code: 'not_found' }>> => {
    const session = await lockSession(tx, sessionId as SessionId)
    if (!session || !reaches(actor, act, session)) return refuse({ code: 'not_found' })
    return step(tx, session, clock.now())
  })
}

export type OnSession = {
  readonly sessionId: string
  /** What the person must be allowed to do with the session. */
  readonly act: Act
  /** What the log of acts says was done. */
  readonly note: string
}

/** One act of staff on one session: `step` decides, keeps, and says what the log of acts shall know. */
export async function actOnSession<Step extends Outcome<Facts, Refusal>>(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  { note, ...on }: OnSession,
  step: (tx: Transaction, session: SessionRow, at: Instant) => Promise<Step>,
): Promise<Outcome<Session, RefusalOf<Step> | { code: 'not_found' }>> {
  return holdSession(deps, actor, on, async (tx, session, at): Promise<Outcome<Session, RefusalOf<Step>>> => {
    const done: Outcome<Facts, Refusal> = await step(tx, session, at)
    if (!done.ok) return done
    await noteAct(tx, { at, staffId: actor.id, act: note, subject: `session:${session.id}`, facts: done.value })
    return allow(await getSession(tx, session.id))
  })
}
