import type { Category } from '../law/categories.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import type { Province } from '../people/roles.ts'

/** Who assesses an enterprise's principals and managers: its province, or the nation for headquarters that it manages (R16-1). */
export const OVERSIGHTS = ['province', 'central_headquarters', 'central_first_tier_in_beijing'] as const
export type Oversight = (typeof OVERSIGHTS)[number]

const BEIJING: Province = '11'

/** First-tier subsidiaries are the nation's to assess only in Beijing (R16-1), and a city lies in its own province. */
export function checkSeat(seat: {
  readonly province: Province
  readonly city: string
  readonly oversight: Oversight
}): Outcome<true, { code: 'city_of_another_province' } | { code: 'first_tier_outside_beijing' }> {
  if (!seat.city.startsWith(seat.province)) return refuse({ code: 'city_of_another_province' })
  if (seat.oversight === 'central_first_tier_in_beijing' && seat.province !== BEIJING)
    return refuse({ code: 'first_tier_outside_beijing' })
  return allow(true)
}

/**
 * The authority that assesses an enterprise's people of a category (R16-1, R16-2, R23-2): null is the national one. It
 * is the enterprise's, wherever the person lives. Operators are the province's, whoever manages the enterprise.
 */
export function authorityOf(
  { province, oversight }: { readonly province: Province; readonly oversight: Oversight },
  category: Category,
): Province | null {
  const bySeat = category === 'operator' || category === 'worker' || oversight === 'province'
  return bySeat ? province : null
}
