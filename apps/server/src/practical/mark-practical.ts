import type { RequestOf } from '@kaochang/contract/endpoints'
import type { PracticalPlace, markPractical } from '@kaochang/contract/practical'
import type { Transaction } from '@kaochang/database/client'
import { noteAct } from '@kaochang/database/people'
import {
  NOTHING_MARKED,
  insertFinish,
  insertMarks,
  listMarked,
  listPracticalRoster,
  writeCourse,
} from '@kaochang/database/practical'
import { type SessionRow, findSittingSession } from '@kaochang/database/session'
import type { SittingId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { type Outcome, type Refusal, allow, refuse } from '@kaochang/domain/outcome'
import {
  type MarkRefusal,
  type Marking,
  examEndedAt,
  markingOf,
  mayFinish,
  mayMark,
} from '@kaochang/domain/practical/marking'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { holdSession } from '../session/act-on-session.ts'
import { readPlace } from './present-practical.ts'
import { standardOf } from './seal-practical.ts'

type Refusals = MarkRefusal | { code: 'not_found' | 'session_not_practical' | 'session_not_open' }

/**
 * Writes an examiner's marks down. With the first of anybody's the candidate's exam has begun. A mark that says what
 * the examiner's last one said adds nothing.
 */
export async function markPracticalFor(
  deps: Deps,
  actor: Actor,
  sittingId: string,
  { marks }: RequestOf<typeof markPractical>['body'],
): Promise<Outcome<PracticalPlace, Refusals>> {
  return onPlace(deps, actor, sittingId, async (tx, { session, id, at, checkedIn, marking }) => {
    const may = mayMark(standardOf(session), { checkedIn, marking }, actor.id, marks)
    if (!may.ok) return may
    const own = marking.sheets.find(({ examinerId }) => examinerId === actor.id)
    const fresh = marks.filter(({ subject, points, note }) => {
      const last = own?.marks.get(subject)
      return last?.points !== points || last.note !== note
    })
    await insertMarks(
      tx,
      fresh.map((mark) => ({ ...mark, sittingId: id, examinerId: actor.id, at })),
    )
    if (fresh.length > 0) await writeCourse(tx, id, 'startedAt', at)
    return allow({ act: 'mark_practical', facts: { subjects: fresh.map(({ subject }) => subject) } })
  })
}

/** An examiner says that the sheet is complete. From the second of them on the two are compared. */
export async function finishPracticalFor(
  deps: Deps,
  actor: Actor,
  sittingId: string,
): Promise<Outcome<PracticalPlace, Refusals>> {
  return onPlace(deps, actor, sittingId, async (tx, { session, id, at, marking }) => {
    const may = mayFinish(standardOf(session), marking, actor.id)
    if (!may.ok) return may
    await insertFinish(tx, { sittingId: id, examinerId: actor.id, at })
    return allow({ act: 'finish_practical', facts: {} })
  })
}

type Held = {
  readonly session: SessionRow
  readonly id: SittingId
  readonly at: Instant
  readonly checkedIn: boolean
  readonly marking: Marking
}

/**
 * One act of an examiner on one candidate of an open session, which is held meanwhile, so that two examiners write one
 * after the other. When it leaves the two agreed, the candidate's exam is over.
 */
async function onPlace<R extends Refusal>(
  deps: Deps,
  actor: Actor,
  sittingId: string,
  step: (tx: Transaction, held: Held) => Promise<Outcome<{ act: string; facts: Record<string, unknown> }, R>>,
): Promise<Outcome<PracticalPlace, R | { code: 'not_found' | 'session_not_practical' | 'session_not_open' }>> {
  const id = sittingId as SittingId
  const sessionId = await findSittingSession(deps.db, id)
  if (!sessionId) return refuse({ code: 'not_found' })
  type Refused = R | { code: 'session_not_practical' | 'session_not_open' }
  return holdSession(
    deps,
    actor,
    { sessionId, act: 'mark_practical' },
    async (tx, session, at): Promise<Outcome<PracticalPlace, Refused>> => {
      if (session.component !== 'practical') return refuse({ code: 'session_not_practical' })
      if (session.state !== 'open') return refuse({ code: 'session_not_open' })
      const [row] = await listPracticalRoster(tx, session.id, id)
      const checkedIn = row !== undefined && row.identityConfirmedAt !== null
      const done = await step(tx, { session, id, at, checkedIn, marking: await readMarking(tx, session, id) })
      if (!done.ok) return done

      const after = await readMarking(tx, session, id)
      const endedAt = after.state === 'agreed' ? examEndedAt(after) : null
      if (endedAt !== null) await writeCourse(tx, id, 'endedAt', endedAt)
      await noteAct(tx, {
        at,
        staffId: actor.id,
        act: done.value.act,
        subject: `sitting:${id}`,
        facts: done.value.facts,
      })
      return allow(await readPlace(tx, session, actor.id, id))
    },
  )
}

async function readMarking(tx: Transaction, session: SessionRow, id: SittingId): Promise<Marking> {
  const { marks, finishes } = (await listMarked(tx, [id])).get(id) ?? NOTHING_MARKED
  return markingOf(standardOf(session), marks, finishes)
}
