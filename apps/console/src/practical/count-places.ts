import type { PracticalPlace } from '@kaochang/contract/practical'

/** How many candidates are agreed on, being marked, and still to come; absent ones are none of these. */
export function countPlaces(places: readonly Pick<PracticalPlace, 'state'>[]) {
  const count = (...states: PracticalPlace['state'][]) => places.filter(({ state }) => states.includes(state)).length
  return {
    total: places.length,
    agreed: count('agreed'),
    working: count('marking', 'differing'),
    waiting: count('expected', 'checked_in'),
  }
}
