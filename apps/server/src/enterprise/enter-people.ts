import type { RequestOf, ResponseOf } from '@kaochang/contract/endpoints'
import type { EntryBody, enterPeople } from '@kaochang/contract/enterprise'
import type { RefusalCode } from '@kaochang/contract/refusal'
import type { Transaction } from '@kaochang/database/client'
import * as store from '@kaochang/database/enterprise'
import { noteAct } from '@kaochang/database/people'
import { type HeldPerson, lockPersons, setEnterprise } from '@kaochang/database/session'
import { transact } from '@kaochang/database/transact'
import { checkPost } from '@kaochang/domain/enterprise/read-entry'
import type { EnterpriseId } from '@kaochang/domain/ids'
import { type CivilDate, type Instant, addDays, civilDateAt, readCivilDate } from '@kaochang/domain/instant'
import { type Outcome, allow, invariant, refuse } from '@kaochang/domain/outcome'
import type { Category } from '@kaochang/domain/law/categories'
import { type IdNumber, maskIdNumber, readIdNumber } from '@kaochang/domain/people/id-number'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { idNumberLookup, sealIdNumber } from '../people/id-number-secrets.ts'
import { readStaffName } from '../people/read-staff-name.ts'
import type { Secrets } from '../secrets.ts'
import { reachesEnterprise } from './reach.ts'
import { finishPost, startPost } from './start-post.ts'

type Answer = ResponseOf<typeof enterPeople>
type Problem = Answer['problems'][number]

/** A row that could be read for itself. */
type ReadRow = {
  readonly row: number
  readonly entry: EntryBody
  readonly name: string
  readonly idNumber: IdNumber
  readonly lookup: string
  readonly category: Category
  readonly startedOn: CivilDate
}

const MOVED = '调入其他企业 / moved to another enterprise'

/**
 * Takes people onto an enterprise's roll, each with a post (R02-1, R04-1). A person who is known is found by their ID number;
 * nothing is told of who else knows them. Good rows go in, every other is named with its reason, and the same list
 * given twice changes nothing the second time. Whoever still has a post elsewhere is refused unless the list says
 * that they moved; then the former post ends the day before, without the former employer (R43-1).
 */
export async function enterPeopleFor(
  { db, clock, secrets }: Deps,
  actor: Actor,
  enterpriseId: string,
  { rows }: RequestOf<typeof enterPeople>['body'],
): Promise<Outcome<Answer, { code: 'not_found' }>> {
  return transact(db, async (tx): Promise<Outcome<Answer, { code: 'not_found' }>> => {
    const enterprise = await store.findEnterpriseRow(tx, enterpriseId as EnterpriseId)
    if (!enterprise || !reachesEnterprise(actor, 'edit_people', enterprise)) return refuse({ code: 'not_found' })
    const at = clock.now()
    const { read, problems } = readRows(rows, civilDateAt(at), secrets)
    const held = await lockPersons(tx, newPersons(read, enterprise.name, secrets, at))
    const personOf = new Map(held.map((person) => [person.idNumberLookup, person]))

    let [added, unchanged] = [0, 0]
    for (const row of read) {
      const person = personOf.get(row.lookup)
      invariant(person, 'every person of the list was found or made')
      const kept = await keepRow(tx, enterprise, person, row, { by: actor.id, at })
      if (!kept.ok) problems.push(problem(row.row, row.name, kept.refusal))
      else if (kept.value) added += 1
      else unchanged += 1
    }
    const facts = { added, unchanged, refused: problems.length }
    await noteAct(tx, { at, staffId: actor.id, act: 'enter_people', subject: `enterprise:${enterprise.id}`, facts })
    return allow({ added, unchanged, problems: problems.toSorted((a, b) => a.row - b.row) })
  })
}

/** Reads every row for itself: name, ID number, post. */
function readRows(rows: readonly EntryBody[], today: CivilDate, secrets: Secrets) {
  const read: ReadRow[] = []
  const problems: Problem[] = []
  const nameOf = new Map<string, { name: string; row: number }>()
  for (const [index, entry] of rows.entries()) {
    const row = index + 1
    const taken = readRow(entry, today)
    if (!taken.ok) {
      problems.push(problem(row, entry.name, taken.refusal))
      continue
    }
    const lookup = idNumberLookup(secrets, taken.value.idNumber)
    const before = nameOf.get(lookup)
    if (before && before.name !== taken.value.name)
      problems.push(problem(row, entry.name, { code: 'name_differs', sameAsRow: before.row }))
    else {
      nameOf.set(lookup, { name: taken.value.name, row })
      read.push({ row, entry, lookup, ...taken.value })
    }
  }
  return { read, problems }
}

function readRow(entry: EntryBody, today: CivilDate) {
  const name = readStaffName(entry.name)
  if (!name.ok) return name
  const idNumber = readIdNumber(entry.idNumber)
  if (!idNumber.ok) return idNumber
  const startedOn = readCivilDate(entry.startedOn)
  const graduatedOn = entry.education?.graduatedOn ?? null
  if (startedOn === undefined || (graduatedOn !== null && readCivilDate(graduatedOn) === undefined))
    return refuse({ code: 'date_unreadable' })
  const post = checkPost({ ...entry, startedOn }, today)
  if (!post.ok) return post
  return allow({ name: name.value, idNumber: idNumber.value, startedOn, category: post.value.category })
}

function newPersons(read: readonly ReadRow[], enterprise: string, secrets: Secrets, createdAt: Instant) {
  const first = new Map(read.toReversed().map((row) => [row.lookup, row]))
  return [...first.values()].map(({ name, idNumber, lookup }) => ({
    name,
    idNumberLookup: lookup,
    idNumberSealed: sealIdNumber(secrets, idNumber),
    idNumberMasked: maskIdNumber(idNumber),
    enterprise,
    createdAt,
  }))
}

type RowRefusal = { code: 'name_differs' | 'employed_elsewhere' | 'day_before_the_post' }

/** Gives the person the post, and ends what they had elsewhere; false when they have the post already. */
async function keepRow(
  tx: Transaction,
  enterprise: store.EnterpriseRow,
  person: HeldPerson,
  { entry, name, category, startedOn }: ReadRow,
  act: Parameters<typeof startPost>[4],
): Promise<Outcome<boolean, RowRefusal>> {
  // The name on file is not told: whoever types an ID number must not learn whose it is.
  if (person.name !== name) return refuse({ code: 'name_differs' })
  const current = await store.listCurrentPosts(tx, [person.id])
  const elsewhere = current.filter(({ enterpriseId }) => enterpriseId !== enterprise.id)
  if (elsewhere.length > 0 && !entry.moved) return refuse({ code: 'employed_elsewhere' })
  const endedOn = addDays(startedOn, -1)
  if (elsewhere.some((former) => former.startedOn > endedOn)) return refuse({ code: 'day_before_the_post' })
  for (const former of elsewhere) await finishPost(tx, person, former, { endedOn, reason: MOVED }, act.at)

  const has = current.some(
    (post) => post.enterpriseId === enterprise.id && post.post === entry.post && post.trade === entry.trade,
  )
  if (!has) {
    const { post, trade, underground } = entry
    const title = entry.title?.trim() ?? ''
    await startPost(tx, enterprise, person, { category, post, title, trade, underground, startedOn }, act)
  }
  if (entry.education !== null || entry.skillGrade !== null) await keepEntered(tx, enterprise.id, person, entry, act)
  if (person.enterprise !== enterprise.name) await setEnterprise(tx, person.id, enterprise.name)
  return allow(!has)
}

/** Schooling and skill grade of a list go beside what was written before, and in place of another enterprise's. */
async function keepEntered(
  tx: Transaction,
  enterpriseId: EnterpriseId,
  { id: personId }: HeldPerson,
  { education, skillGrade }: EntryBody,
  { by, at }: Parameters<typeof startPost>[4],
) {
  const [before] = await store.listBackgrounds(tx, enterpriseId, [personId])
  await store.upsertBackground(tx, {
    personId,
    enterpriseId,
    education:
      education === null
        ? (before?.education ?? null)
        : { ...education, graduatedOn: education.graduatedOn as CivilDate | null },
    work: before?.work ?? [],
    skillLevel: skillGrade ?? before?.skillLevel ?? null,
    changedAt: at,
    changedBy: by,
  })
}

function problem(row: number, name: string, refusal: { code: RefusalCode; sameAsRow?: number }): Problem {
  return { row, name, refusal }
}
