import type { CertificateReach } from '@kaochang/database/certificate'
import { type Act, PERMISSIONS, type Place, may } from '@kaochang/domain/people/permission'
import type { Actor } from '../people/access.ts'

/** What decides who reaches a certificate, or an assessment that leads to one. */
export type CertificatePlace = {
  /** The authority: null is the nation. */
  readonly province: string | null
  /** The city that acts for the province (R23-2). */
  readonly actingCity: string | null
  /** The enterprises that employ the holder now. */
  readonly employerIds: readonly string[]
}

/** Whose a certificate is: the authority that issued it, or the city that acted for it. */
export function placeOfCertificate({ province, actingCity }: CertificatePlace): Place {
  if (province === null) return { level: 'nation' }
  return actingCity === null ? { level: 'province', province } : { level: 'city', province, city: actingCity }
}

/**
 * Whether somebody may do an act on a certificate: for the authority, or, where enterprises may do it at all, for one
 * that employs the holder now. A former employer reaches nothing (R43-1).
 */
export function reachesCertificate(actor: Actor, act: Act, certificate: CertificatePlace): boolean {
  if (actor.may(act, placeOfCertificate(certificate))) return true
  if (!PERMISSIONS[act].includes('enterprise_clerk')) return false
  const asEmployer = actor.grants.filter(({ jurisdiction }) => jurisdiction.level === 'enterprise')
  return certificate.employerIds.some((enterpriseId) =>
    may(asEmployer, act, { level: 'enterprise', province: '', enterpriseId }),
  )
}

/** Whose certificates somebody may read, for a query; `reachesCertificate` is the rule, and this finds no less than it allows. */
export function certificateReach(actor: Actor): CertificateReach {
  const places = actor.grants
    .filter(({ role }) => PERMISSIONS.read_certificates.includes(role))
    .map(({ jurisdiction }) => jurisdiction)
  return {
    // Nobody has a grant for a province of this code, so only a reach into every province covers it.
    everywhere: actor.may('read_certificates', { level: 'province', province: '00' }),
    nation: places.some(({ level }) => level === 'nation'),
    provinces: places.flatMap((place) => (place.level === 'province' ? [place.province] : [])),
    cities: places.flatMap((place) => (place.level === 'city' ? [place.city] : [])),
    enterprises: places.flatMap((place) => (place.level === 'enterprise' ? [place.enterpriseId] : [])),
  }
}
