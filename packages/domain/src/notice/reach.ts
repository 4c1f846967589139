import { PERMISSIONS } from '../people/permission.ts'
import { type Grant, usableGrants } from '../people/roles.ts'
import type { Addressee, NoticeCode } from './notice.ts'

/** One part of the register that somebody may read. Whoever holds several grants reads all their parts. */
export type NoticeScope =
  /** Every authority's: the national auditor's. */
  | { readonly kind: 'everything' }
  /** All that one authority produced; null is the national one. */
  | { readonly kind: 'authority'; readonly province: string | null }
  /** What a city produced for its province (R23-2). */
  | { readonly kind: 'city'; readonly province: string; readonly city: string }
  /** What concerns supervision, and what is public. */
  | { readonly kind: 'supervision'; readonly province: string | null }
  /** What is addressed to one enterprise. */
  | { readonly kind: 'enterprise'; readonly enterpriseId: string }

/** The notices of arts. 40–45, which an inspector works with. */
export const SUPERVISION_CODES: readonly NoticeCode[] = ['N8', 'N9', 'N10', 'N11', 'N12', 'N13']

/** A notice as far as it decides who may read it. */
export type NoticePlace = {
  readonly code: NoticeCode
  readonly province: string | null
  readonly city: string | null
  readonly addressee: Addressee
  readonly enterpriseId: string | null
}

/** What somebody's grants let them read of the register. */
export function noticeScopes(grants: readonly Grant[]): NoticeScope[] {
  return usableGrants(grants)
    .filter(({ role }) => PERMISSIONS.read_notices.includes(role))
    .flatMap(({ role, jurisdiction }): NoticeScope[] => {
      switch (jurisdiction.level) {
        case 'nation':
          if (role === 'auditor') return [{ kind: 'everything' }]
          return [{ kind: role === 'inspector' ? 'supervision' : 'authority', province: null }]
        case 'province':
          return [{ kind: role === 'inspector' ? 'supervision' : 'authority', province: jurisdiction.province }]
        case 'city':
          return [{ kind: 'city', province: jurisdiction.province, city: jurisdiction.city }]
        case 'enterprise':
          return [{ kind: 'enterprise', enterpriseId: jurisdiction.enterpriseId }]
        case 'site':
          return []
      }
    })
}

/** Whether a notice lies in any of the scopes. An enterprise reads what is addressed to it, not what others were told. */
export function mayReadNotice(scopes: readonly NoticeScope[], notice: NoticePlace): boolean {
  return scopes.some((scope) => {
    switch (scope.kind) {
      case 'everything':
        return true
      case 'authority':
        return notice.province === scope.province
      case 'city':
        return notice.province === scope.province && notice.city === scope.city
      case 'supervision':
        return (
          notice.province === scope.province &&
          (notice.addressee === 'public' || SUPERVISION_CODES.includes(notice.code))
        )
      case 'enterprise':
        return notice.addressee === 'enterprise' && notice.enterpriseId === scope.enterpriseId
    }
  })
}

/** Whether a person finds the notice on their own pages: what is addressed to them, and nothing that others were told. */
export function isOwnNotice(notice: NoticePlace & { readonly personId: string | null }, personId: string): boolean {
  return notice.personId === personId && (notice.addressee === 'candidate' || notice.addressee === 'applicant')
}
