import type { RequestOf } from '@kaochang/contract/endpoints'
import type { changeEnterprise, registerEnterprise } from '@kaochang/contract/enterprise'
import type { Transaction } from '@kaochang/database/client'
import * as store from '@kaochang/database/enterprise'
import { noteAct } from '@kaochang/database/people'
import { transact } from '@kaochang/database/transact'
import { readCreditCode } from '@kaochang/domain/enterprise/credit-code'
import { checkSeat } from '@kaochang/domain/enterprise/oversight'
import type { EnterpriseId } from '@kaochang/domain/ids'
import { civilDateAt } from '@kaochang/domain/instant'
import { allow, refuse } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { reachesEnterprise } from './reach.ts'

/** Registers an enterprise of a province under its unified social credit code. */
export async function registerEnterpriseFor(
  { db, clock }: Deps,
  actor: Actor,
  asked: RequestOf<typeof registerEnterprise>['body'],
) {
  if (!actor.may('edit_enterprise', { level: 'province', province: asked.province }))
    return refuse({ code: 'not_permitted' })
  const creditCode = readCreditCode(asked.creditCode)
  if (!creditCode.ok) return creditCode
  const seat = checkSeat(asked)
  if (!seat.ok) return seat
  return transact(db, async (tx) => {
    const { higherEnterpriseId, ...fields } = asked
    const higher = await readHigher(tx, higherEnterpriseId, null)
    if (!higher.ok) return higher
    const at = clock.now()
    const id = await store.insertEnterprise(tx, {
      ...fields,
      name: fields.name.trim(),
      creditCode: creditCode.value,
      higherEnterpriseId: higher.value,
      createdAt: at,
      createdBy: actor.id,
    })
    if (id === undefined) return refuse({ code: 'enterprise_registered' })
    const facts = { creditCode: creditCode.value, province: asked.province }
    await noteAct(tx, { at, staffId: actor.id, act: 'register_enterprise', subject: `enterprise:${id}`, facts })
    return allow(await store.getEnterprise(tx, id, civilDateAt(at)))
  })
}

/** Corrects what is registered of an enterprise. Clocks that run stay with the authority they began under. */
export async function changeEnterpriseFor(
  { db, clock }: Deps,
  actor: Actor,
  enterpriseId: string,
  changed: RequestOf<typeof changeEnterprise>['body'],
) {
  return transact(db, async (tx) => {
    const before = await store.findEnterpriseRow(tx, enterpriseId as EnterpriseId)
    if (!before || !reachesEnterprise(actor, 'edit_enterprise', before)) return refuse({ code: 'not_found' })
    const seat = checkSeat({ ...changed, province: before.province })
    if (!seat.ok) return seat
    const higher = await readHigher(tx, changed.higherEnterpriseId, before.id)
    if (!higher.ok) return higher
    const at = clock.now()
    await store.updateEnterprise(tx, before.id, { ...changed, higherEnterpriseId: higher.value })
    const facts = { before: { name: before.name, city: before.city, oversight: before.oversight } }
    await noteAct(tx, { at, staffId: actor.id, act: 'change_enterprise', subject: `enterprise:${before.id}`, facts })
    return allow(await store.getEnterprise(tx, before.id, civilDateAt(at)))
  })
}

/** The next higher enterprise, which may lie in another province, but is never the enterprise itself or one under it. */
async function readHigher(tx: Transaction, id: string | null, own: EnterpriseId | null) {
  const seen = new Set<string>()
  for (let next = id; next !== null;) {
    if (next === own || seen.has(next)) return refuse({ code: 'higher_enterprise_unknown' })
    seen.add(next)
    const found = await store.findEnterpriseRow(tx, next as EnterpriseId)
    if (!found) return refuse({ code: 'higher_enterprise_unknown' })
    next = found.higherEnterpriseId
  }
  return allow(id as EnterpriseId | null)
}
