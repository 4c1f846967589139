import type { RequestOf } from '@kaochang/contract/endpoints'
import type { registerInstitution } from '@kaochang/contract/training'
import { findEnterpriseRow } from '@kaochang/database/enterprise'
import { noteAct } from '@kaochang/database/people'
import * as store from '@kaochang/database/training'
import { transact } from '@kaochang/database/transact'
import type { EnterpriseId } from '@kaochang/domain/ids'
import { civilDateAt } from '@kaochang/domain/instant'
import { allow, refuse } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import { readDay } from '../law/read-day.ts'
import type { Actor } from '../people/access.ts'
import { reachesEnterprise } from '../enterprise/reach.ts'

/**
 * Registers who trains in a province: an institution, or an enterprise of it that trains by itself. Teachers and facilities
 * were reported in writing before (R07-1).
 */
export async function registerInstitutionFor(
  { db, clock }: Deps,
  actor: Actor,
  { province, name, enterpriseId, reportedOn, reference }: RequestOf<typeof registerInstitution>['body'],
) {
  const reported = readDay(reportedOn)
  if (!actor.may('edit_institutions', { level: 'province', province })) return refuse({ code: 'not_permitted' })
  return transact(db, async (tx) => {
    const at = clock.now()
    if (reported > civilDateAt(at)) return refuse({ code: 'day_in_the_future' })
    if (enterpriseId !== null) {
      const enterprise = await findEnterpriseRow(tx, enterpriseId as EnterpriseId)
      if (!enterprise || enterprise.province !== province || !reachesEnterprise(actor, 'edit_enterprise', enterprise))
        return refuse({ code: 'not_found' })
    }
    const institution = await store.insertInstitution(tx, {
      province,
      name: name.trim(),
      kind: enterpriseId === null ? 'institution' : 'enterprise',
      enterpriseId: enterpriseId as EnterpriseId | null,
      reportedOn: reported,
      reference: reference.trim(),
    })
    if (!institution) return refuse({ code: 'institution_registered' })
    const subject = `institution:${institution.id}` as const
    await noteAct(tx, { at, staffId: actor.id, act: 'register_institution', subject, facts: { province, reference } })
    return allow(institution)
  })
}

/** Takes somebody out of the register from today on. Courses that began before stay what they were. */
export async function withdrawInstitutionFor({ db, clock }: Deps, actor: Actor, id: string, reason: string) {
  return transact(db, async (tx) => {
    const institution = await store.findInstitution(tx, id)
    if (!institution || !actor.may('edit_institutions', { level: 'province', province: institution.province }))
      return refuse({ code: 'not_found' })
    if (institution.withdrawnOn !== null) return refuse({ code: 'institution_out_already' })
    const at = clock.now()
    const withdrawnOn = civilDateAt(at)
    await store.setWithdrawn(tx, id, withdrawnOn)
    const subject = `institution:${id}` as const
    await noteAct(tx, { at, staffId: actor.id, act: 'withdraw_institution', subject, facts: { reason } })
    return allow({ ...institution, withdrawnOn })
  })
}
