import type { RequestOf, ResponseOf } from '@kaochang/contract/endpoints'
import type {
  EnteredNoticeView,
  checkCalendarNotice,
  decideCalendarNotice,
  proposeCalendarNotice,
} from '@kaochang/contract/law'
import type { Transaction } from '@kaochang/database/client'
import { decideNoticeRow, holdCalendar, insertNoticeProposal, listNoticeRows } from '@kaochang/database/law'
import { noteAct } from '@kaochang/database/people'
import { transact } from '@kaochang/database/transact'
import { type CivilDate, civilDateAt, readCivilDate } from '@kaochang/domain/instant'
import type { CalendarNotice } from '@kaochang/domain/law/calendar-notices'
import {
  type NoticeProblem,
  type ReadNotice,
  checkNotice,
  noticeVersion,
  readNotice,
} from '@kaochang/domain/law/read-notice'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import { previewRecount, recount } from '../duty/recount-duties.ts'
import type { Actor } from '../people/access.ts'
import { presentMoves, presentNotice } from './present-law.ts'
import { listNotices } from './read-calendar.ts'

type Powers = Pick<Deps, 'db' | 'clock'>

/** Reads what somebody pasted or uploaded, says what is wrong with it, and what it would move. Nothing is kept. */
export async function checkNoticeFor(
  { db, clock }: Powers,
  { text, year, publishedOn, address }: RequestOf<typeof checkCalendarNotice>['body'],
): Promise<ResponseOf<typeof checkCalendarNotice>> {
  const { notice: read, problems: unread } = readNotice(text, year)
  const given = publishedOn === null ? null : (readCivilDate(publishedOn) ?? null)
  const notice = {
    ...read,
    year: year ?? read.year,
    publishedOn: given ?? read.publishedOn,
    address: address ?? read.address,
  }
  const found = checkNotice(notice, await listNotices(db), civilDateAt(clock.now()))
  const problems = [...unread, ...found.filter(({ code }) => unread.every((each) => each.code !== code))]
  const whole = problems.some(({ severity }) => severity === 'problem') ? undefined : wholeNotice(notice)
  return {
    ...notice,
    rest: [...notice.rest],
    work: [...notice.work],
    problems: problems.map((problem) => ({ ...problem })),
    moves: whole ? presentMoves(await previewRecount(db, { notice: whole })) : null,
  }
}

/** The first of two people of the nation enters a notice. */
export async function proposeNoticeFor(
  { db, clock }: Powers,
  actor: Actor,
  given: RequestOf<typeof proposeCalendarNotice>['body'],
): Promise<Outcome<EnteredNoticeView, { code: 'notice_has_problems'; problem: NoticeProblem['code']; at: string }>> {
  const publishedOn = readCivilDate(given.publishedOn) ?? null
  const notice: ReadNotice = { ...given, publishedOn }
  return transact(db, async (tx) => {
    const at = clock.now()
    const unreal = [...given.rest.flatMap((span) => span.split('/')), ...given.work].find((day) => !readCivilDate(day))
    if (unreal !== undefined) return refuse({ code: 'notice_has_problems', problem: 'date_does_not_exist', at: unreal })
    const problem = checkNotice(notice, await listNotices(tx), civilDateAt(at)).find(isProblem)
    const whole = wholeNotice(notice)
    if (problem || !whole)
      return refuse({
        code: 'notice_has_problems',
        problem: problem?.code ?? 'nothing_understood',
        at: problem?.at ?? '',
      })
    const id = await insertNoticeProposal(tx, { ...whole, proposedBy: actor.id, proposedAt: at })
    const facts = { version: whole.version, year: whole.year, rest: whole.rest, work: whole.work }
    await noteAct(tx, { at, staffId: actor.id, act: 'propose_calendar', subject: `calendar-notice:${id}`, facts })
    return allow(presentNotice(await getNotice(tx, id)))
  })
}

/** An entered notice with what its confirmation would move; nothing once it is decided. */
export async function readNoticeFor({ db }: Pick<Deps, 'db'>, id: string) {
  const [row] = await listNoticeRows(db, id)
  if (!row) return undefined
  const moves = row.decision === null ? presentMoves(await previewRecount(db, { notice: asNotice(row) })) : null
  return { notice: presentNotice(row), moves }
}

/**
 * The second person decides. A confirmed notice counts every running clock again in the very transaction that confirms
 * it; it is checked once more, since another may have been confirmed meanwhile.
 */
export async function decideNoticeFor(
  { db, clock }: Powers,
  actor: Actor,
  id: string,
  { decision }: RequestOf<typeof decideCalendarNotice>['body'],
): Promise<
  Outcome<
    ResponseOf<typeof decideCalendarNotice>,
    | { code: 'not_found' | 'same_person' | 'decided_already' }
    | { code: 'notice_has_problems'; problem: NoticeProblem['code']; at: string }
  >
> {
  return transact(db, async (tx) => {
    await holdCalendar(tx, 'change')
    const at = clock.now()
    const [row] = await listNoticeRows(tx, id)
    if (!row) return refuse({ code: 'not_found' })
    if (row.decision !== null) return refuse({ code: 'decided_already' })
    if (row.proposedBy === actor.id) return refuse({ code: 'same_person' })
    const notice = asNotice(row)
    const problem = checkNotice(notice, await listNotices(tx), civilDateAt(at)).find(isProblem)
    if (decision === 'confirmed' && problem)
      return refuse({ code: 'notice_has_problems', problem: problem.code, at: problem.at })

    await decideNoticeRow(tx, id, { decidedBy: actor.id, decidedAt: at, decision })
    const moves = presentMoves(decision === 'confirmed' ? await recount(tx, undefined, at) : [])
    const facts = { decision, version: row.version, running: moves.running, moved: moves.moved }
    await noteAct(tx, { at, staffId: actor.id, act: 'decide_calendar', subject: `calendar-notice:${id}`, facts })
    return allow({ notice: presentNotice(await getNotice(tx, id)), moves })
  })
}

async function getNotice(tx: Transaction, id: string) {
  const [row] = await listNoticeRows(tx, id)
  if (!row) throw new Error(`There is no notice ${id}`)
  return row
}

function asNotice({ version, year, publishedOn, address, rest, work }: CalendarNotice): CalendarNotice {
  return { version, year, publishedOn, address, rest, work }
}

function wholeNotice({ year, publishedOn, address, rest, work }: ReadNotice): CalendarNotice | undefined {
  if (year === null || publishedOn === null || address === null) return undefined
  return { version: noticeVersion(publishedOn), year, publishedOn, address, rest, work }
}

function isProblem({ severity }: NoticeProblem) {
  return severity === 'problem'
}

/** Today's civil date by the platform's clock. */
export function todayOf({ clock }: Pick<Deps, 'clock'>): CivilDate {
  return civilDateAt(clock.now())
}
