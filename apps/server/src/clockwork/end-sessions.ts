import type { Transaction } from '@kaochang/database/client'
import { noteAct } from '@kaochang/database/people'
import {
  type SessionRow,
  countSitters,
  findSessionRow,
  listSessionIds,
  lockFreeSession,
  lockSittings,
  scheduleOf,
} from '@kaochang/database/session'
import type { SessionId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { hasEnded } from '@kaochang/domain/session/advance-session'
import type { SessionState } from '@kaochang/domain/session/session'
import type { Deps } from '../deps.ts'
import { scoreSession } from '../score/score-session.ts'
import { endSession } from '../session/close-session.ts'

/** Of a rehearsal nothing is ever scored. */
const SCORED = ['assessment', 'spot_check'] as const

/** Ends the sessions that are over and scores the ones that have ended. Any number of processes may do so at once. */
export async function endSessions(deps: Pick<Deps, 'db' | 'clock' | 'log'>): Promise<void> {
  const { db, clock } = deps
  for (const id of await listSessionIds(db, 'open')) {
    // Looked at first without holding anything: a session that goes on must not feel the clockwork.
    const session = await findSessionRow(db, id)
    if (!session || !(await isOver(db, session, clock.now()))) continue
    await onSession(deps, id, 'open', async (tx, held, at) => {
      await lockSittings(tx, id)
      if (!(await isOver(tx, held, at))) return
      const absentCount = await endSession(tx, held, at)
      await noteAct(tx, { at, staffId: null, act: 'end_session', subject: `session:${id}`, facts: { absentCount } })
    })
  }
  for (const id of await listSessionIds(db, 'ended', SCORED)) {
    await onSession(deps, id, 'ended', async (tx, held, at) => {
      const scoredCount = await scoreSession(tx, held, at)
      await noteAct(tx, { at, staffId: null, act: 'score_session', subject: `session:${id}`, facts: { scoredCount } })
    })
  }
}

async function isOver(db: Deps['db'] | Transaction, session: SessionRow, at: Instant) {
  const { state } = session
  return hasEnded({ state, schedule: scheduleOf(session) }, await countSitters(db, session.id), at)
}

/** Works on a session that is still in this state and that no other process holds. One that fails does not stop the others. */
async function onSession(
  { db, clock, log }: Pick<Deps, 'db' | 'clock' | 'log'>,
  id: SessionId,
  state: SessionState,
  work: (tx: Transaction, session: SessionRow, at: Instant) => Promise<void>,
) {
  try {
    await db.transaction(async (tx) => {
      const session = await lockFreeSession(tx, id)
      if (session?.state === state) await work(tx, session, clock.now())
    })
  } catch (err) {
    log.error({ sessionId: id, state, err }, 'clockwork')
  }
}
