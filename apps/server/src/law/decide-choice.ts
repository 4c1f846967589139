import type { RequestOf, ResponseOf } from '@kaochang/contract/endpoints'
import type { LawChoiceView, MovesView, decideLawChoice, proposeLawChoice } from '@kaochang/contract/law'
import type { Transaction } from '@kaochang/database/client'
import {
  type ChoiceRow,
  decideChoiceRow,
  holdCalendar,
  insertChoiceProposal,
  listChoiceRows,
} from '@kaochang/database/law'
import { noteAct } from '@kaochang/database/people'
import { transact } from '@kaochang/database/transact'
import { readCivilDate } from '@kaochang/domain/instant'
import { type ChoiceRefusal, checkChoice } from '@kaochang/domain/law/choices'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import { previewRecount, recount } from '../duty/recount-duties.ts'
import type { Actor } from '../people/access.ts'
import { todayOf } from './decide-notice.ts'
import { presentChoice, presentMoves } from './present-law.ts'

type Powers = Pick<Deps, 'db' | 'clock'>

/** What local rest days of a province would move (A30). Nothing is kept. */
export async function previewRestDaysFor(
  deps: Powers,
  { province, days }: { province: string; days: readonly string[] },
): Promise<Outcome<MovesView, ChoiceRefusal>> {
  const today = todayOf(deps)
  const checked = checkChoice('A30', days, today, today)
  if (!checked.ok) return checked
  return allow(presentMoves(await previewRecount(deps.db, { choice: { province, ...checked.value } })))
}

/** The first of two people of a province chooses. Local rest days are a list and hold as soon as they are confirmed. */
export async function proposeChoiceFor(
  deps: Powers,
  actor: Actor,
  { province, name, value, fromDate, reference }: RequestOf<typeof proposeLawChoice>['body'],
): Promise<Outcome<LawChoiceView, ChoiceRefusal>> {
  return transact(deps.db, async (tx) => {
    const at = deps.clock.now()
    const today = todayOf(deps)
    const from = name === 'A30' ? today : readCivilDate(fromDate)
    if (from === undefined) return refuse({ code: 'date_unreadable', text: fromDate })
    const checked = checkChoice(name, value, from, today)
    if (!checked.ok) return checked
    const choice = { province, reference, ...checked.value }
    const id = await insertChoiceProposal(tx, { ...choice, proposedBy: actor.id, proposedAt: at })
    await noteAct(tx, { at, staffId: actor.id, act: 'propose_choice', subject: `law-choice:${id}`, facts: choice })
    return allow(presentChoice(await getChoice(tx, id)))
  })
}

/** A choice; and while it is not decided, what local rest days would move. */
export async function readChoiceFor({ db }: Pick<Deps, 'db'>, id: string) {
  const [row] = await listChoiceRows(db, { id })
  if (!row) return undefined
  const undecidedDays = row.name === 'A30' && row.decision === null
  return {
    choice: presentChoice(row),
    moves: undecidedDays ? presentMoves(await previewRecount(db, { choice: row })) : null,
  }
}

/** Whose a choice is, for who may decide about it. */
export async function findChoiceProvince({ db }: Pick<Deps, 'db'>, id: string): Promise<string | undefined> {
  return (await listChoiceRows(db, { id }))[0]?.province
}

/** The second person decides. Local rest days count the province's running clocks again in the same transaction. */
export async function decideChoiceFor(
  { db, clock }: Powers,
  actor: Actor,
  id: string,
  { decision }: RequestOf<typeof decideLawChoice>['body'],
): Promise<Outcome<ResponseOf<typeof decideLawChoice>, { code: 'not_found' | 'same_person' | 'decided_already' }>> {
  return transact(db, async (tx) => {
    await holdCalendar(tx, 'change')
    const at = clock.now()
    const [row] = await listChoiceRows(tx, { id })
    if (!row) return refuse({ code: 'not_found' })
    if (row.decision !== null) return refuse({ code: 'decided_already' })
    if (row.proposedBy === actor.id) return refuse({ code: 'same_person' })
    await decideChoiceRow(tx, id, { decidedBy: actor.id, decidedAt: at, decision })
    const counts = row.name === 'A30' && decision === 'confirmed'
    const moves = counts ? presentMoves(await recount(tx, row.province, at)) : null
    const facts = { decision, name: row.name, province: row.province, moved: moves?.moved ?? 0 }
    await noteAct(tx, { at, staffId: actor.id, act: 'decide_choice', subject: `law-choice:${id}`, facts })
    return allow({ choice: presentChoice(await getChoice(tx, id)), moves })
  })
}

async function getChoice(tx: Transaction, id: string): Promise<ChoiceRow> {
  const [row] = await listChoiceRows(tx, { id })
  if (!row) throw new Error(`There is no choice ${id}`)
  return row
}
