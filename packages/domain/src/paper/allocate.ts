import type { BankKind } from '../bank/bank.ts'
import type { ItemKind } from '../bank/item.ts'
import type { ContentArea } from '../law/content-areas.ts'
import { nationalMinimum } from '../law/national-share.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import { type Blueprint, type Section, itemCount } from './blueprint.ts'

/** What there is of one section's items, by bank. */
export type Supply = Readonly<Partial<Record<BankKind, number>>>

/** How many of one section's items come from which bank. */
export type Allocation = Readonly<Record<BankKind, number>>

export type Shortage = {
  readonly kind: ItemKind
  readonly area: ContentArea | null
  readonly wanted: number
  readonly available: number
  readonly shortBy: number
}

export type AllocationRefusal =
  /** Some sections cannot be filled from all banks together. */
  | { code: 'banks_too_small'; shortages: readonly Shortage[] }
  /** Every section can be filled, but not with enough national items over the whole paper (R18-4). */
  | { code: 'national_share_out_of_reach'; wanted: number; available: number; shortBy: number; article: '18' }

/**
 * Decides how many items of each section come from which bank. The share binds the whole paper and not
 * each section (A22), so a bank without one kind of item spoils no draw that another allocation allows.
 *
 * Provincial items are taken up to the most the law leaves room for, since they carry the province's own
 * hazards, and spread over the sections by size. Sections the national bank cannot fill are served first.
 */
export function allocate(blueprint: Blueprint, supplies: readonly Supply[]): Outcome<Allocation[], AllocationRefusal> {
  const { sections } = blueprint
  const supplyOf = (index: number, bank: BankKind) => supplies[index]?.[bank] ?? 0

  if (blueprint.sources === 'unified') {
    const shortages = shortagesOf(sections, (index) => supplyOf(index, 'unified'))
    if (shortages.length > 0) return refuse({ code: 'banks_too_small', shortages })
    return allow(sections.map(({ count }) => ({ national: 0, provincial: 0, unified: count })))
  }

  const shortages = shortagesOf(sections, (index) => supplyOf(index, 'national') + supplyOf(index, 'provincial'))
  if (shortages.length > 0) return refuse({ code: 'banks_too_small', shortages })

  const total = itemCount(blueprint)
  const wanted = nationalMinimum(total)
  const least = sections.map(({ count }, index) => Math.max(0, count - supplyOf(index, 'national')))
  const most = sections.map(({ count }, index) => Math.min(count, supplyOf(index, 'provincial')))
  const available = total - sum(least)
  if (available < wanted)
    return refuse({
      code: 'national_share_out_of_reach',
      wanted,
      available,
      shortBy: wanted - available,
      article: '18',
    })

  const provincial = spread(Math.min(total - wanted, sum(most)), sections, least, most)
  return allow(
    sections.map(({ count }, index) => {
      const fromProvince = provincial[index] ?? 0
      return { national: count - fromProvince, provincial: fromProvince, unified: 0 }
    }),
  )
}

function shortagesOf(sections: readonly Section[], availableOf: (index: number) => number): Shortage[] {
  return sections.flatMap(({ kind, area, count }, index) => {
    const available = availableOf(index)
    return available >= count ? [] : [{ kind, area, wanted: count, available, shortBy: count - available }]
  })
}

/**
 * Spreads `total` over the sections between their least and most, one item at a time to the section that
 * is furthest below its proportion of the paper (Sainte-Laguë's divisors, so that small sections get
 * their turn); ties go to the earlier section.
 */
function spread(total: number, sections: readonly Section[], least: readonly number[], most: readonly number[]) {
  const given = [...least]
  for (let left = total - sum(least); left > 0; left -= 1) {
    let neediest = -1
    let need = -1
    for (const [index, { count }] of sections.entries()) {
      const has = given[index] ?? 0
      if (has >= (most[index] ?? 0)) continue
      const quotient = count / (2 * has + 1)
      if (quotient > need) [neediest, need] = [index, quotient]
    }
    given[neediest] = (given[neediest] ?? 0) + 1
  }
  return given
}

function sum(values: readonly number[]) {
  return values.reduce((total, value) => total + value, 0)
}
