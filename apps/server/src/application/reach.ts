import type { ApplicationScope } from '@kaochang/database/application'
import type { EnterpriseId } from '@kaochang/domain/ids'
import { type Act, PERMISSIONS, type Place, may } from '@kaochang/domain/people/permission'
import type { Role } from '@kaochang/domain/people/roles'
import type { Actor } from '../people/access.ts'

/** What decides who reaches an application: the enterprise it is of, and the authority it goes to. */
export type ApplicationPlace = {
  readonly enterpriseId: string
  readonly enterprise: { readonly province: string }
  readonly province: string | null
  readonly city: string | null
  readonly state: string
}

/** Whoever applies reaches an application by its enterprise; everybody else by its authority, and never as a draft. */
const APPLYING: readonly Role[] = ['enterprise_clerk']

/** The authority of an application as a place. */
export function authorityPlace({ province, city }: Pick<ApplicationPlace, 'province' | 'city'>): Place {
  if (province === null) return { level: 'nation' }
  return city === null ? { level: 'province', province } : { level: 'city', province, city }
}

/** Whether somebody may do an act on an application. An enterprise in a province is not the province's by that alone. */
export function reachesApplication(actor: Actor, act: Act, application: ApplicationPlace): boolean {
  const { enterpriseId, enterprise } = application
  // Whoever applies does so for one enterprise by name; a wider grant of the role would speak for competitors.
  const applying = actor.grants.filter(
    ({ role, jurisdiction }) => APPLYING.includes(role) && jurisdiction.level === 'enterprise',
  )
  if (may(applying, act, { level: 'enterprise', province: enterprise.province, enterpriseId })) return true
  const inOffice = actor.grants.filter(({ role }) => !APPLYING.includes(role))
  return application.state !== 'draft' && may(inOffice, act, authorityPlace(application))
}

/** Whether somebody sees an application from the enterprise's side. */
export function isApplying(actor: Actor): boolean {
  return actor.grants.some(({ role }) => APPLYING.includes(role))
}

/** The enterprises that somebody applies for. */
export function enterprisesOf(actor: Actor): EnterpriseId[] {
  return actor.grants.flatMap(({ role, jurisdiction }) =>
    role === 'enterprise_clerk' && jurisdiction.level === 'enterprise'
      ? [jurisdiction.enterpriseId as EnterpriseId]
      : [],
  )
}

/** The applications that somebody may read, as the database is asked for them: what `reachesApplication` says, for all at once. */
export function readableApplications(actor: Actor): ApplicationScope {
  const places = actor.grants
    .filter(({ role }) => PERMISSIONS.read_applications.includes(role) && !APPLYING.includes(role))
    .map(({ role, jurisdiction }) => ({ role, jurisdiction }))
  const jurisdictions = places.map(({ jurisdiction }) => jurisdiction)
  return {
    enterpriseIds: enterprisesOf(actor),
    nation: jurisdictions.some(({ level }) => level === 'nation'),
    everyProvince: places.some(
      (grant) => grant.jurisdiction.level === 'nation' && may([grant], 'read_applications', SOME_PROVINCE),
    ),
    provinces: jurisdictions.flatMap((place) => (place.level === 'province' ? [place.province] : [])),
    cities: jurisdictions.flatMap((place) =>
      place.level === 'city' ? [{ province: place.province, city: place.city }] : [],
    ),
  }
}

/** No province's code: whoever reaches it from the nation reaches them all. */
const SOME_PROVINCE = { level: 'province', province: '' } as const
