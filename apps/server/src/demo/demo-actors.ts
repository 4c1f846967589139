import { findStaffByLogin, insertStaff, listStaff } from '@kaochang/database/people'
import { invariant } from '@kaochang/domain/outcome'
import { may } from '@kaochang/domain/people/permission'
import type { Grant, Jurisdiction } from '@kaochang/domain/people/roles'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { hashPassword } from '../people/passwords.ts'
import { DEMO_PASSWORD, type DemoStaff } from './people.ts'

/** Makes accounts of the demonstration; site roles go to the exam site given, clerks to the enterprise given. */
export async function appointDemoStaff(
  { db, clock }: Deps,
  who: readonly DemoStaff[],
  at: { readonly siteId?: string; readonly enterpriseId?: string } = {},
): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  await db.transaction(async (tx) => {
    for (const member of who) {
      const grants: Grant[] = [{ role: member.role, jurisdiction: placeOf(member, at) }]
      await insertStaff(tx, { login: member.login, name: member.name, passwordHash, grants, by: null, at: clock.now() })
    }
  })
}

function placeOf(
  { province, city, atSite, enterprise }: DemoStaff,
  { siteId, enterpriseId }: { readonly siteId?: string; readonly enterpriseId?: string },
): Jurisdiction {
  if (province === null) return { level: 'nation' }
  if (city !== undefined) return { level: 'city', province, city }
  if (enterprise !== undefined) {
    invariant(enterpriseId, 'a clerk is appointed after the enterprise')
    return { level: 'enterprise', province, enterpriseId }
  }
  if (!atSite) return { level: 'province', province }
  invariant(siteId, 'staff of a site are appointed after the site')
  return { level: 'site', province, siteId }
}

/** Somebody of the demonstration, ready to act as if signed in. */
export async function demoActor({ db }: Deps, login: string): Promise<Actor> {
  const account = await findStaffByLogin(db, login)
  invariant(account, `the demonstration has the account ${login}`)
  const [member] = await listStaff(db, [account.id])
  invariant(member, `the account ${login} can be listed`)
  const { id, name, grants } = member
  return { id, login, name, grants, may: (act, place) => may(grants, act, place) }
}
