import type { enterDelegation } from '@kaochang/contract/application'
import type { RequestOf } from '@kaochang/contract/endpoints'
import {
  type DelegationRow,
  endDelegation,
  findDelegation,
  insertDelegation,
  listDelegations,
  lockDelegations,
} from '@kaochang/database/application'
import type { Transaction } from '@kaochang/database/client'
import { noteAct } from '@kaochang/database/people'
import { transact } from '@kaochang/database/transact'
import { type DelegationRefusal, mayDelegate } from '@kaochang/domain/application/delegate'
import { readCivilDate } from '@kaochang/domain/instant'
import { type Outcome, allow, invariant, refuse } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'

type Asked = RequestOf<typeof enterDelegation>['body']
type DateRefusal = { code: 'date_unreadable'; text: string }

/** Enters what a province delegated to one of its cities (R23-2). Nobody but the province's own people does. */
export async function enterDelegationFor(
  { db, clock }: Deps,
  actor: Actor,
  { province, city, trades, reference, ...dates }: Asked,
): Promise<Outcome<DelegationRow, DelegationRefusal | DateRefusal | { code: 'not_permitted' }>> {
  if (!actor.may('delegate', { level: 'province', province })) return refuse({ code: 'not_permitted' })
  const fromDate = readCivilDate(dates.fromDate)
  if (!fromDate) return refuse({ code: 'date_unreadable', text: dates.fromDate })
  const toDate = dates.toDate === null ? null : readCivilDate(dates.toDate)
  if (toDate === undefined) return refuse({ code: 'date_unreadable', text: dates.toDate ?? '' })

  return transact(db, async (tx) => {
    await lockDelegations(tx, province)
    const asked = { province, city, trades, fromDate, toDate }
    const may = mayDelegate(asked, await listDelegations(tx, [province]))
    if (!may.ok) return may
    const at = clock.now()
    const id = await insertDelegation(tx, { ...asked, reference, enteredBy: actor.id, enteredAt: at })
    const facts = { ...asked, reference }
    await noteAct(tx, { at, staffId: actor.id, act: 'delegate', subject: `delegation:${id}`, facts })
    return allow(await getDelegation(tx, id))
  })
}

/** Sets the last day of a delegation. */
export async function endDelegationFor(
  { db, clock }: Deps,
  actor: Actor,
  delegationId: string,
  { toDate: text, reason }: { toDate: string; reason: string },
): Promise<Outcome<DelegationRow, DelegationRefusal | DateRefusal | { code: 'not_found' }>> {
  return transact(db, async (tx) => {
    const standing = await findDelegation(tx, delegationId)
    if (!standing || !actor.may('delegate', { level: 'province', province: standing.province }))
      return refuse({ code: 'not_found' })
    const toDate = readCivilDate(text)
    if (!toDate) return refuse({ code: 'date_unreadable', text })
    const { province, fromDate } = standing
    if (toDate < fromDate) return refuse({ code: 'delegation_ends_before_it_begins', fromDate, toDate })
    await lockDelegations(tx, province)
    const others = (await listDelegations(tx, [province])).filter(({ id }) => id !== standing.id)
    const may = mayDelegate({ ...standing, toDate }, others)
    if (!may.ok) return may
    const at = clock.now()
    await endDelegation(tx, standing.id, toDate)
    const subject = `delegation:${standing.id}` as const
    await noteAct(tx, { at, staffId: actor.id, act: 'end_delegation', subject, facts: { toDate, reason } })
    return allow(await getDelegation(tx, standing.id))
  })
}

async function getDelegation(tx: Transaction, id: string): Promise<DelegationRow> {
  const delegation = await findDelegation(tx, id)
  invariant(delegation, 'what was just written can be read')
  return delegation
}
