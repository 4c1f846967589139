import type { GrantBody, MeView, StaffView } from '@kaochang/contract/people'
import type { StaffMember } from '@kaochang/database/people'
import { ACTS, maySomewhere } from '@kaochang/domain/people/permission'
import { type Grant, flatJurisdiction } from '@kaochang/domain/people/roles'
import type { Actor } from './access.ts'

/** The signed-in person as the console greets them. */
export function presentMe({ id, login, name, grants }: Pick<Actor, 'id' | 'login' | 'name' | 'grants'>): MeView {
  return { id, login, name, grants: grants.map(presentGrant), acts: ACTS.filter((act) => maySomewhere(grants, act)) }
}

/** A member of staff as an administrator sees them, with the grants given. */
export function presentStaff({ id, login, name, disabledAt }: StaffMember, grants: readonly Grant[]): StaffView {
  return { id, login, name, grants: grants.map(presentGrant), disabledAt }
}

function presentGrant({ role, jurisdiction }: Grant): GrantBody {
  return { role, ...flatJurisdiction(jurisdiction) }
}
