import { countWithoutPaper } from '@kaochang/database/paper'
import { advanceSession, scheduleOf } from '@kaochang/database/session'
import { allow, invariant, refuse } from '@kaochang/domain/outcome'
import { mayOpen } from '@kaochang/domain/session/advance-session'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { actOnSession } from './act-on-session.ts'

/** Opens a session for check-in. Everybody on its roster has a paper, or nobody gets in. */
export async function openSessionFor(deps: Deps, actor: Actor, sessionId: string) {
  const on = { sessionId, act: 'run_room', note: 'open_session' } as const
  return actOnSession(deps, actor, on, async (tx, session, at) => {
    if (!deps.hasRoom()) return refuse({ code: 'storage_short' })
    const may = mayOpen({ state: session.state, schedule: scheduleOf(session) }, at)
    if (!may.ok) return may
    // A practical exam has no papers.
    const withoutPaper = session.component === 'practical' ? 0 : await countWithoutPaper(tx, session.id)
    invariant(withoutPaper === 0, 'everybody on a sealed roster has a paper')
    await advanceSession(tx, session.id, 'open', at)
    return allow({})
  })
}
