import type { RequestOf } from '@kaochang/contract/endpoints'
import type { RefusalBody } from '@kaochang/contract/refusal'
import type { openSpotCheck } from '@kaochang/contract/supervision'
import type { Transaction } from '@kaochang/database/client'
import { lockPersons } from '@kaochang/database/session'
import { type SupervisedEnterprise, listRoll } from '@kaochang/database/supervision'
import type { PersonId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import type { Category } from '@kaochang/domain/law/categories'
import { isTrade } from '@kaochang/domain/law/trades'
import { type Outcome, allow, invariant, refuse } from '@kaochang/domain/outcome'
import { type IdNumber, maskIdNumber, readIdNumber } from '@kaochang/domain/people/id-number'
import { readPersonName } from '@kaochang/domain/people/person-name'
import { idNumberLookup, sealIdNumber } from '../people/id-number-secrets.ts'
import type { Secrets } from '../secrets.ts'

type Asked = Pick<RequestOf<typeof openSpotCheck>['body'], 'fromRoll' | 'typed'>

/** Somebody named in a spot check, found or made. */
export type Named = {
  readonly personId: PersonId
  readonly category: Category
  readonly post: string
  readonly trade: string | null
}

/** Somebody who cannot be taken, in the order in which they were typed. */
export type NamingProblem = { readonly row: number; readonly name: string; readonly refusal: RefusalBody }

export type NamingRefusal =
  | { code: 'not_found' }
  | { code: 'spot_check_has_nobody' }
  | { code: 'spot_check_people_unreadable'; rows: readonly NamingProblem[] }

type ReadRow = Asked['typed'][number] & {
  readonly row: number
  readonly name: string
  readonly idNumber: IdNumber
  readonly lookup: string
}

/**
 * The people of a spot check: from the enterprise's roll as it stands today, and those typed in, who are found by their
 * ID number or made. Everybody is taken or nobody: the inspector stands beside them and can mend a slip at once.
 * Somebody named twice is taken once, as the roll has them.
 */
export async function namePeople(
  tx: Transaction,
  secrets: Secrets,
  enterprise: SupervisedEnterprise,
  { fromRoll, typed }: Asked,
  at: Instant,
): Promise<Outcome<Named[], NamingRefusal>> {
  const wanted = new Set(fromRoll)
  const chosen = (await listRoll(tx, enterprise.id)).filter(({ employmentId }) => wanted.has(employmentId))
  if (chosen.length < wanted.size) return refuse({ code: 'not_found' })

  const { read, problems } = readTyped(typed, secrets)
  const held = await lockPersons(
    tx,
    read.map(({ name, idNumber, lookup }) => ({
      name,
      idNumberLookup: lookup,
      idNumberSealed: sealIdNumber(secrets, idNumber),
      idNumberMasked: maskIdNumber(idNumber),
      enterprise: enterprise.name,
      createdAt: at,
    })),
  )
  const personOf = new Map(held.map((person) => [person.idNumberLookup, person]))
  const named = new Map<PersonId, Named>()
  for (const { personId, category, post, trade } of chosen)
    if (!named.has(personId)) named.set(personId, { personId, category, post, trade })
  for (const { row, name, lookup, category, post, trade } of read) {
    const person = personOf.get(lookup)
    invariant(person, 'everybody typed in was found or made')
    // The name on file is not told: whoever types an ID number must not learn whose it is.
    if (person.name !== name) problems.push({ row, name, refusal: { code: 'name_differs' } })
    else if (!named.has(person.id)) named.set(person.id, { personId: person.id, category, post, trade })
  }
  if (problems.length > 0)
    return refuse({ code: 'spot_check_people_unreadable', rows: problems.toSorted((a, b) => a.row - b.row) })
  return named.size > 0 ? allow([...named.values()]) : refuse({ code: 'spot_check_has_nobody' })
}

function readTyped(typed: Asked['typed'], secrets: Secrets) {
  const read = new Map<string, ReadRow>()
  const problems: NamingProblem[] = []
  for (const [index, person] of typed.entries()) {
    const row = index + 1
    const name = readPersonName(person.name)
    const idNumber = readIdNumber(person.idNumber)
    const isOperator = person.category === 'operator'
    const tell = (refusal: RefusalBody) => problems.push({ row, name: person.name, refusal })
    if (!name.ok) tell({ code: name.refusal.code === 'name_length' ? 'name_length' : 'name_characters' })
    else if (!idNumber.ok) tell(idNumber.refusal)
    else if (isOperator ? !isTrade(person.trade ?? '') : person.trade !== null) tell({ code: 'trade_unknown' })
    else {
      const lookup = idNumberLookup(secrets, idNumber.value)
      if (!read.has(lookup)) read.set(lookup, { ...person, row, name: name.value, idNumber: idNumber.value, lookup })
    }
  }
  return { read: [...read.values()], problems }
}
