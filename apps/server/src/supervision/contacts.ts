import type { RequestOf, ResponseOf } from '@kaochang/contract/endpoints'
import type { setAuthorityContact } from '@kaochang/contract/supervision'
import { noteAct } from '@kaochang/database/people'
import { putContact } from '@kaochang/database/supervision'
import { transact } from '@kaochang/database/transact'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'

/** Sets how the public reaches a province's training department (R45-1), and whom it copies to (R44-1). */
export async function setContactFor(
  { db, clock }: Deps,
  actor: Actor,
  contact: RequestOf<typeof setAuthorityContact>['body'],
): Promise<Outcome<ResponseOf<typeof setAuthorityContact>, { code: 'not_permitted' }>> {
  const { province, name, telephone, email } = contact
  if (!actor.may('deliver_notice', { level: 'province', province })) return refuse({ code: 'not_permitted' })
  return transact(db, async (tx) => {
    const at = clock.now()
    await putContact(tx, { ...contact, changedAt: at, changedBy: actor.id })
    const facts = { ...contact }
    await noteAct(tx, { at, staffId: actor.id, act: 'set_authority_contact', subject: `province:${province}`, facts })
    return allow({ province, name, telephone, email })
  })
}
