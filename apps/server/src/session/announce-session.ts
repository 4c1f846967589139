import { advanceSession, scheduleOf } from '@kaochang/database/session'
import { allow } from '@kaochang/domain/outcome'
import { mayAnnounce } from '@kaochang/domain/session/advance-session'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { actOnSession } from './act-on-session.ts'

/** Announces a session to the public, in advance (R16-3, N1). */
export async function announceSessionFor(deps: Deps, actor: Actor, sessionId: string) {
  const on = { sessionId, act: 'announce_session', note: 'announce_session' } as const
  return actOnSession(deps, actor, on, async (tx, session, at) => {
    const { id, state, startsAt } = session
    const may = mayAnnounce({ state, schedule: scheduleOf(session) }, at)
    if (!may.ok) return may
    await advanceSession(tx, id, 'announced', at)
    return allow({ startsAt })
  })
}
