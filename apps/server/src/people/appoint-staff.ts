import type { GrantBody } from '@kaochang/contract/people'
import { insertStaff, listStaff, noteAct } from '@kaochang/database/people'
import { findEnterpriseProvince } from '@kaochang/database/enterprise'
import { findSiteProvince } from '@kaochang/database/terminal'
import { allow, invariant, refuse } from '@kaochang/domain/outcome'
import { readStaffName } from './read-staff-name.ts'
import { type Grant, type Jurisdiction, forbiddenPair, jurisdictionFrom } from '@kaochang/domain/people/roles'
import type { Deps } from '../deps.ts'
import type { Actor } from './access.ts'
import { isGuessablePassword } from './guessable-passwords.ts'
import { hashPassword } from './passwords.ts'

export type Appointment = {
  readonly login: string
  readonly name: string
  readonly password: string
  readonly grants: readonly GrantBody[]
}

/**
 * Makes an account with its roles. Every role must lie within the reach of whoever appoints; a site must be one
 * of its province; and no two roles may be a forbidden pair (A23).
 */
export async function appointStaff({ db, clock }: Deps, actor: Actor, asked: Appointment) {
  const grants: Grant[] = []
  for (const [index, body] of asked.grants.entries()) {
    const jurisdiction = jurisdictionFrom({ city: null, enterpriseId: null, ...body })
    if (!jurisdiction) return refuse({ code: 'grant_without_place', grant: index + 1 })
    if (!actor.may('appoint_staff', jurisdiction)) return refuse({ code: 'not_permitted' })
    if (!(await liesInItsProvince(db, jurisdiction))) {
      return refuse({ code: 'grant_without_place', grant: index + 1 })
    }
    if (!grants.some((grant) => isSame(grant, { role: body.role, jurisdiction })))
      grants.push({ role: body.role, jurisdiction })
  }
  const pair = forbiddenPair(grants.map(({ role }) => role))
  if (pair) return refuse({ code: 'roles_not_compatible', one: pair[0], other: pair[1] })
  const name = readStaffName(asked.name)
  if (!name.ok) return name
  if (isGuessablePassword(asked.password, asked)) return refuse({ code: 'password_too_common' })

  const passwordHash = await hashPassword(asked.password)
  const at = clock.now()
  return db.transaction(async (tx) => {
    const id = await insertStaff(tx, { login: asked.login, name: name.value, passwordHash, grants, by: actor.id, at })
    if (!id) return refuse({ code: 'login_taken' })
    await noteAct(tx, { at, staffId: actor.id, act: 'appoint_staff', subject: `staff:${id}`, facts: { grants } })
    const [member] = await listStaff(tx, [id])
    invariant(member, 'whoever was just added is there')
    return allow(member)
  })
}

/** A site or an enterprise must be one of the province that the grant names. */
async function liesInItsProvince(db: Deps['db'], jurisdiction: Jurisdiction): Promise<boolean> {
  if (jurisdiction.level === 'site') return (await findSiteProvince(db, jurisdiction.siteId)) === jurisdiction.province
  if (jurisdiction.level === 'enterprise')
    return (await findEnterpriseProvince(db, jurisdiction.enterpriseId)) === jurisdiction.province
  return true
}

function isSame(one: Grant, other: Grant) {
  return one.role === other.role && JSON.stringify(one.jurisdiction) === JSON.stringify(other.jurisdiction)
}
