import type { Transaction } from '@kaochang/database/client'
import { insertNotice } from '@kaochang/database/notice'
import { type SessionRow, advanceSession, findSite, scheduleOf } from '@kaochang/database/session'
import type { StaffId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { announcementFacts } from '@kaochang/domain/notice/announcement'
import { allow, invariant } from '@kaochang/domain/outcome'
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
    await produceAnnouncement(tx, session, actor.id, at)
    return allow({ startsAt })
  })
}

/** N1: what the public is told of an assessment before it is held. */
async function produceAnnouncement(tx: Transaction, session: SessionRow, producedBy: StaffId, at: Instant) {
  const site = await findSite(tx, session.siteId)
  invariant(site, 'a session is held at a site')
  const notice = {
    code: 'N1',
    province: session.province,
    addressee: 'public',
    toName: '社会公众',
    toEmail: null,
    enterpriseId: null,
    personId: null,
    about: `session:${session.id}`,
    facts: announcementFacts({ ...session, durationMinutes: session.blueprint.durationMinutes, site }),
    producedBy,
  } as const
  await insertNotice(tx, notice, at)
}
