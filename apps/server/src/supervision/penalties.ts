import type { RequestOf } from '@kaochang/contract/endpoints'
import type { PenaltyView, recordPenalty } from '@kaochang/contract/supervision'
import type { Database, Transaction } from '@kaochang/database/client'
import { insertNotice } from '@kaochang/database/notice'
import { noteAct } from '@kaochang/database/people'
import {
  type Penalty,
  findContact,
  findPersonByLookup,
  findSupervised,
  insertPenalty,
  listPenalties,
  listRevocable,
} from '@kaochang/database/supervision'
import { transact } from '@kaochang/database/transact'
import type { PersonId } from '@kaochang/domain/ids'
import { type Instant, readCivilDate } from '@kaochang/domain/instant'
import { issuerName } from '@kaochang/domain/notice/authority'
import { type Outcome, allow, invariant, refuse } from '@kaochang/domain/outcome'
import { type IdNumberRefusal, readIdNumber } from '@kaochang/domain/people/id-number'
import { readPersonName } from '@kaochang/domain/people/person-name'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { idNumberLookup } from '../people/id-number-secrets.ts'

type Asked = RequestOf<typeof recordPenalty>['body']

export type PenaltyRefusal =
  | { code: 'not_permitted' }
  | { code: 'not_found' }
  | { code: 'name_differs' }
  | { code: 'name_characters' }
  | IdNumberRefusal

/**
 * Enters a penalty decision received in copy (R44-2, N12): who, by whom, under which reference, and what was decided in
 * words. No sum has a place here: fines are set by law that changes, and are none of the platform's (R47-1).
 */
export async function recordPenaltyFor(
  deps: Deps,
  actor: Actor,
  asked: Asked,
): Promise<Outcome<PenaltyView, PenaltyRefusal>> {
  const { province, agency, reference, text } = asked
  if (!actor.may('record_supervision', { level: 'province', province })) return refuse({ code: 'not_permitted' })
  const decidedOn = readCivilDate(asked.decidedOn)
  if (decidedOn === undefined) throw Object.assign(new Error(`There is no day ${asked.decidedOn}`), { statusCode: 400 })
  return transact(deps.db, async (tx): Promise<Outcome<PenaltyView, PenaltyRefusal>> => {
    const at = deps.clock.now()
    const enterprise = asked.enterpriseId === null ? null : await findSupervised(tx, asked.enterpriseId)
    if (enterprise === undefined || (enterprise !== null && enterprise.province !== province))
      return refuse({ code: 'not_found' })
    const person = asked.person === null ? allow(null) : await findPerson(tx, deps, asked.person)
    if (!person.ok) return person

    const id = await insertPenalty(tx, {
      province,
      enterpriseId: enterprise?.id ?? null,
      personId: person.value,
      agency,
      reference,
      decidedOn,
      text,
      enteredBy: actor.id,
      enteredAt: at,
    })
    const [entered] = await listPenalties(tx, id)
    invariant(entered, 'a penalty that was just entered can be found')
    await produceCopy(tx, actor, entered, at)
    await noteAct(tx, { at, staffId: actor.id, act: 'record_penalty', subject: `penalty:${id}`, facts: { reference } })
    const [view] = await presentPenalties(tx, [entered])
    invariant(view, 'a penalty can be presented')
    return allow(view)
  })
}

/** Somebody the platform knows. Nobody is made here: a penalty of a stranger to the platform is of the enterprise's. */
async function findPerson(
  tx: Transaction,
  { secrets }: Pick<Deps, 'secrets'>,
  typed: { name: string; idNumber: string },
): Promise<Outcome<PersonId, PenaltyRefusal>> {
  const name = readPersonName(typed.name)
  if (!name.ok) return refuse({ code: 'name_characters' })
  const idNumber = readIdNumber(typed.idNumber)
  if (!idNumber.ok) return idNumber
  const found = await findPersonByLookup(tx, idNumberLookup(secrets, idNumber.value))
  if (!found) return refuse({ code: 'not_found' })
  return found.name === name.value ? allow(found.id) : refuse({ code: 'name_differs' })
}

/** N12: the copy as it stands in the training department's register. */
async function produceCopy(tx: Transaction, actor: Actor, penalty: Penalty, at: Instant) {
  const { id, province, agency, reference, decidedOn, text, enterpriseName, personName } = penalty
  const contact = await findContact(tx, province)
  await insertNotice(
    tx,
    {
      code: 'N12',
      province,
      addressee: 'training_department',
      toName: issuerName('assessment_authority', province, contact?.name ?? null).zh,
      toEmail: null,
      enterpriseId: penalty.enterpriseId,
      personId: penalty.personId,
      about: `penalty:${id}`,
      facts: {
        person: personName,
        reasons: [],
        lines: [
          { zh: '处罚机关', en: 'Agency', value: agency },
          { zh: '文号', en: 'Reference', value: reference },
          { zh: '决定日期', en: 'Decided on', value: decidedOn },
          ...(enterpriseName === null ? [] : [{ zh: '企业', en: 'Enterprise', value: enterpriseName }]),
          ...(personName === null ? [] : [{ zh: '当事人', en: 'Person', value: personName }]),
          { zh: '决定内容', en: 'Decision', value: text },
        ],
      },
      producedBy: actor.id,
    },
    at,
  )
}

/** The penalty decisions within reach, newest first. */
export async function listPenaltiesFor({ db }: Pick<Deps, 'db'>, actor: Actor): Promise<PenaltyView[]> {
  const all = await listPenalties(db)
  return presentPenalties(
    db,
    all.filter(({ province }) => actor.may('read_supervision', { level: 'province', province })),
  )
}

async function presentPenalties(db: Database | Transaction, penalties: readonly Penalty[]): Promise<PenaltyView[]> {
  const revocable = Map.groupBy(
    await listRevocable(
      db,
      penalties.flatMap(({ personId }) => (personId === null ? [] : [personId])),
    ),
    ({ personId }) => personId,
  )
  return penalties.map((penalty) => {
    const { id, province, agency, reference, decidedOn, text, enteredBy, enteredAt } = penalty
    const { enterpriseId, enterpriseName, personId, personName, idNumberMasked } = penalty
    const certificates = personId === null ? [] : (revocable.get(personId) ?? [])
    return {
      id,
      province,
      enterprise: enterpriseId === null ? null : { id: enterpriseId, name: enterpriseName ?? '' },
      person: personId === null ? null : { id: personId, name: personName ?? '', idNumberMasked: idNumberMasked ?? '' },
      agency,
      reference,
      decidedOn,
      text,
      enteredBy,
      enteredAt,
      certificates: certificates.map((certificate) => ({ id: certificate.id, trade: certificate.trade })),
    }
  })
}
