import type { PracticalPlace } from '@kaochang/contract/practical'
import { noteAct } from '@kaochang/database/people'
import { listPracticalRoster, writeCourse } from '@kaochang/database/practical'
import { findByTicket } from '@kaochang/database/room'
import { scheduleOf } from '@kaochang/database/session'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import { type AdmissionRefusal, mayEnter } from '@kaochang/domain/session/session'
import { readTicket } from '@kaochang/domain/session/ticket'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { holdSession } from '../session/act-on-session.ts'
import { readPlace } from './present-practical.ts'

type Refusals = AdmissionRefusal | { code: 'not_found' | 'session_not_practical' | 'ticket_unknown' }

/**
 * An examiner has compared a candidate with the ID card and the ticket. From then on they may be examined; whoever
 * checks in and is given no mark before the session ends was absent. Asking again changes nothing.
 */
export async function checkInPracticalFor(
  deps: Deps,
  actor: Actor,
  sessionId: string,
  ticketText: string,
): Promise<Outcome<PracticalPlace, Refusals>> {
  return holdSession(deps, actor, { sessionId, act: 'mark_practical' }, async (tx, session, at) => {
    if (session.component !== 'practical') return refuse({ code: 'session_not_practical' })
    const ticket = readTicket(ticketText)
    const found = ticket.ok ? await findByTicket(tx, session.id, ticket.value) : undefined
    const [row] = found ? await listPracticalRoster(tx, session.id, found.id) : []
    if (!row) return refuse({ code: 'ticket_unknown' })
    const before = { startedAt: row.identityConfirmedAt }
    const entered = mayEnter({ state: session.state, schedule: scheduleOf(session) }, before, at)
    if (!entered.ok) return entered
    if (row.identityConfirmedAt === null) {
      await writeCourse(tx, row.sittingId, 'identityConfirmedAt', at)
      const subject = `sitting:${row.sittingId}` as const
      await noteAct(tx, { at, staffId: actor.id, act: 'check_in_practical', subject, facts: {} })
    }
    return allow(await readPlace(tx, session, actor.id, row.sittingId))
  })
}
