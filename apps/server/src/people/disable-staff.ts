import {
  type StaffMember,
  listStaff,
  lockStaff,
  noteAct,
  revokeStaffSessionsOf,
  setDisabled,
} from '@kaochang/database/people'
import type { StaffId } from '@kaochang/domain/ids'
import { allow, refuse } from '@kaochang/domain/outcome'
import type { Grant } from '@kaochang/domain/people/roles'
import type { Deps } from '../deps.ts'
import type { Actor } from './access.ts'

/**
 * Takes an account out of use and ends its sessions. Asking again changes nothing. An account with a role
 * beyond the reach of whoever asks stays; one wholly beyond it does not exist for them.
 */
export async function disableStaff({ db, clock }: Deps, actor: Actor, id: StaffId) {
  if (id === actor.id) return refuse({ code: 'cannot_disable_oneself' })
  return db.transaction(async (tx) => {
    const held = await lockStaff(tx, [actor.id, id])
    // Of two administrators who disable each other at the same moment, the second is no longer one.
    if (held.some((row) => row.id === actor.id && row.disabledAt !== null)) return refuse({ code: 'not_signed_in' })
    const [member] = await listStaff(tx, [id])
    const reached = member ? grantsWithinReach(actor, member) : undefined
    if (!member || !reached) return refuse({ code: 'not_found' })
    if (reached.length < member.grants.length) return refuse({ code: 'not_permitted' })
    if (member.disabledAt !== null) return allow(member)

    const at = clock.now()
    await setDisabled(tx, id, at)
    await revokeStaffSessionsOf(tx, id, at)
    await noteAct(tx, { at, staffId: actor.id, act: 'disable_staff', subject: `staff:${id}`, facts: {} })
    return allow({ ...member, disabledAt: at })
  })
}

/**
 * The grants of a person that lie within the reach of somebody who may read staff; undefined when none does,
 * so that the person must not be shown at all. Who has no grant belongs to the nation.
 */
export function grantsWithinReach(reader: Actor, { grants }: StaffMember): readonly Grant[] | undefined {
  const reached = grants.filter(({ jurisdiction }) => reader.may('read_staff', jurisdiction))
  const unplaced = grants.length === 0 && reader.may('read_staff', { level: 'nation' })
  return reached.length > 0 || unplaced ? reached : undefined
}
