import type { CivilDate } from '../instant.ts'
import type { ExamCategory } from '../law/categories.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import type { ApplicationBasis, ApplicationPurpose, HeldCertificate } from './application.ts'

/** Who assesses: the nation (null), a province, or the city it delegated to. */
export type Authority = { readonly province: string | null; readonly city: string | null }

/** A province that lets a prefecture-level city assess operators: for some trades or all, between two days (R23-2). */
export type Delegation = {
  readonly province: string
  readonly city: string
  /** Null covers every trade. */
  readonly trades: readonly string[] | null
  readonly fromDate: CivilDate
  /** Its last day; null while it goes on. */
  readonly toDate: CivilDate | null
}

type Place = { readonly province: string; readonly city: string }

export type Routing = {
  readonly purpose: ApplicationPurpose
  readonly category: ExamCategory
  readonly trade: string | null
  readonly basis: ApplicationBasis
  readonly enterprise: Place & {
    readonly oversight: 'province' | 'central_headquarters' | 'central_first_tier_in_beijing'
  }
  /** Where the person is registered; only asked for when that is the basis. */
  readonly household: Place | null
  readonly certificate: Pick<HeldCertificate, 'province' | 'actingCity'> | null
}

export type RoutingRefusal =
  | { code: 'basis_not_open'; article: string; basis: ApplicationBasis }
  | { code: 'household_missing'; article: string }
  | { code: 'city_of_another_province'; province: string }
  | { code: 'certificate_missing'; article: string }

const BEIJING = '11'

/** By what an operator may choose the authority; art. 30 is silent, so all three are open to it. */
const OPERATOR_BASES: Readonly<Record<ApplicationPurpose, readonly ApplicationBasis[]>> = {
  first: ['work', 'household'],
  renewal: ['work', 'original_issuer'],
  practical_again: ['work', 'household', 'original_issuer'],
  reassessment: ['work'],
}

/** The ways an application may go; principals and managers are routed by their enterprise alone (R16-2). */
export function openBases(category: ExamCategory, purpose: ApplicationPurpose): readonly ApplicationBasis[] {
  return category === 'operator' ? OPERATOR_BASES[purpose] : ['work']
}

/**
 * The authority that an application goes to. Headquarters of centrally managed enterprises and their first-tier
 * companies in Beijing go to the nation (R16-1), every other principal and manager to the province of the enterprise
 * (R16-2), an operator to the place of work or of household registration (R26-1) or, for a renewal, to the local or
 * the original authority (R29-1); and to the city where that place has a delegation that covers the trade (R23-2).
 */
export function routeApplication(
  { purpose, category, trade, basis, enterprise, household, certificate }: Routing,
  delegations: readonly Delegation[],
  on: CivilDate,
): Outcome<Authority, RoutingRefusal> {
  if (!openBases(category, purpose).includes(basis))
    return refuse({ code: 'basis_not_open', article: category === 'operator' ? '26' : '16', basis })
  if (category !== 'operator') {
    const { oversight, province } = enterprise
    const central =
      oversight === 'central_headquarters' || (oversight === 'central_first_tier_in_beijing' && province === BEIJING)
    return allow({ province: central ? null : province, city: null })
  }
  switch (basis) {
    case 'work':
      return allow(localAuthority(enterprise, trade, delegations, on))
    case 'household':
      if (household === null) return refuse({ code: 'household_missing', article: '26' })
      if (!household.city.startsWith(household.province))
        return refuse({ code: 'city_of_another_province', province: household.province })
      return allow(localAuthority(household, trade, delegations, on))
    case 'original_issuer':
      if (certificate === null) return refuse({ code: 'certificate_missing', article: '29' })
      return allow(originalAuthority(certificate, trade, delegations, on))
  }
}

/**
 * Whoever issued a certificate, as it is now: the place of its renewal by choice (R29-1), and the only one that
 * reissues it or changes what it says (R31-1, R31-2). Where the city's delegation has ended the province acts again.
 */
export function originalAuthority(
  { province, actingCity }: Pick<HeldCertificate, 'province' | 'actingCity'>,
  trade: string | null,
  delegations: readonly Delegation[],
  on: CivilDate,
): Authority {
  if (province === null || actingCity === null) return { province, city: null }
  return localAuthority({ province, city: actingCity }, trade, delegations, on)
}

/** The delegation that lets a city assess a trade on a day; undefined when the province does it itself (R23-2). */
export function delegationFor(
  { province, city }: Place,
  trade: string | null,
  delegations: readonly Delegation[],
  on: CivilDate,
): Delegation | undefined {
  return delegations.find(
    (delegation) =>
      delegation.province === province &&
      delegation.city === city &&
      delegation.fromDate <= on &&
      (delegation.toDate === null || on <= delegation.toDate) &&
      (delegation.trades === null || (trade !== null && delegation.trades.includes(trade))),
  )
}

function localAuthority(
  place: Place,
  trade: string | null,
  delegations: readonly Delegation[],
  on: CivilDate,
): Authority {
  return { province: place.province, city: delegationFor(place, trade, delegations, on) ? place.city : null }
}
