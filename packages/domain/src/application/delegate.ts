import type { CivilDate } from '../instant.ts'
import { isTrade } from '../law/trades.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import type { Delegation } from './route-application.ts'

export type DelegationRefusal =
  | { code: 'city_of_another_province'; province: string }
  | { code: 'trade_unknown'; trade: string; article: string }
  | { code: 'delegation_ends_before_it_begins'; fromDate: CivilDate; toDate: CivilDate }
  | { code: 'delegation_stands_already'; fromDate: CivilDate; toDate: CivilDate | null }

/**
 * Whether a province may delegate so (R23-2): to a city of its own, for trades that the state names (R21-1), and not
 * twice for the same trade on the same day, or nobody could say under which paper the city acted.
 */
export function mayDelegate(asked: Delegation, standing: readonly Delegation[]): Outcome<true, DelegationRefusal> {
  const { province, city, trades, fromDate, toDate } = asked
  if (!city.startsWith(province)) return refuse({ code: 'city_of_another_province', province })
  const unknown = trades?.find((trade) => !isTrade(trade))
  if (unknown !== undefined) return refuse({ code: 'trade_unknown', trade: unknown, article: '21' })
  if (toDate !== null && toDate < fromDate)
    return refuse({ code: 'delegation_ends_before_it_begins', fromDate, toDate })
  const clash = standing.find(
    (other) =>
      other.province === province && other.city === city && sharesDays(asked, other) && sharesTrade(asked, other),
  )
  if (clash) return refuse({ code: 'delegation_stands_already', fromDate: clash.fromDate, toDate: clash.toDate })
  return allow(true)
}

function sharesDays(one: Delegation, other: Delegation) {
  return (
    (one.toDate === null || other.fromDate <= one.toDate) && (other.toDate === null || one.fromDate <= other.toDate)
  )
}

function sharesTrade(one: Delegation, other: Delegation) {
  return one.trades === null || other.trades === null || one.trades.some((trade) => other.trades?.includes(trade))
}
