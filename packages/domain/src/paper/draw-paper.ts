import { type BankKind, BANK_KINDS } from '../bank/bank.ts'
import { type ItemKind, ITEM_KINDS, OPTION_LIMIT } from '../bank/item.ts'
import { type Chance, chanceFrom } from '../chance.ts'
import type { ItemId } from '../ids.ts'
import type { ContentArea } from '../law/content-areas.ts'
import { meetsNationalShare } from '../law/national-share.ts'
import { type Outcome, allow, invariant } from '../outcome.ts'
import { type Allocation, type AllocationRefusal, type Supply, allocate } from './allocate.ts'
import type { Blueprint, Section } from './blueprint.ts'
import type { Paper, PaperItem } from './paper.ts'

/** Raise this when the steps below change, so that old papers are re-drawn the old way. */
export const DRAW_METHOD = 1

/** An item as the draw sees it: no text and no key. */
export type PoolItem = {
  readonly id: ItemId
  readonly version: number
  readonly bank: BankKind
  readonly kind: ItemKind
  readonly area: ContentArea | null
  readonly optionCount: number
  readonly keepsOptionOrder: boolean
}

/** A blueprint met with a pool: which items can fill which section, and how many come from which bank. */
export type PreparedDraw = {
  readonly blueprint: Blueprint
  readonly allocations: readonly Allocation[]
  readonly strata: readonly Stratum[]
}

type Stratum = {
  readonly label: string
  readonly items: readonly PoolItem[]
  readonly count: number
  readonly pointsEach: number
}

/** How many items of a pool could stand in each section of a blueprint, by bank. */
export function suppliesOf(blueprint: Blueprint, pool: readonly PoolItem[]): Supply[] {
  return blueprint.sections.map((section) => supplyOf(pool.filter((item) => fits(item, section))))
}

/**
 * Sorts a pool into the blueprint's sections, once for a whole roster. Refuses a blueprint that the pool
 * cannot meet, with what is short and by how much, so that scheduling fails and not the exam.
 */
export function prepareDraw(blueprint: Blueprint, pool: readonly PoolItem[]): Outcome<PreparedDraw, AllocationRefusal> {
  const sorted = [...pool].sort(byId)
  const eligible = blueprint.sections.map((section) => sorted.filter((item) => fits(item, section)))
  const allocated = allocate(blueprint, eligible.map(supplyOf))
  if (!allocated.ok) return allocated

  const strata = blueprint.sections.flatMap((section, index) =>
    BANK_KINDS.flatMap((bank) => {
      const count = allocated.value[index]?.[bank] ?? 0
      if (count === 0) return []
      const items = (eligible[index] ?? []).filter((item) => item.bank === bank)
      return [{ label: `${section.kind}/${section.area ?? '*'}/${bank}`, items, count, pointsEach: section.pointsEach }]
    }),
  )
  return allow({ blueprint, allocations: allocated.value, strata })
}

/**
 * Draws one candidate's paper.
 *
 * A draw must be repeatable in an appeal years later: the same blueprint, pool and seed give the same
 * paper, whatever order the pool was read in. Each stratum (one section of one bank) draws from its own
 * stream of chance, so that editing one never disturbs another; the order of the items and the order of
 * the options have a stream each. Items stand by kind on the paper and in random order within a kind.
 *
 * `seed` is 256 bits in hexadecimal, derived for this sitting alone.
 */
export function drawPaper({ blueprint, strata }: PreparedDraw, seed: string): Paper {
  const drawn = strata.flatMap(({ label, items, count, pointsEach }) =>
    chanceFrom(seed, label)
      .sample(items, count)
      .map((item) => ({ item, pointsEach })),
  )
  const order = chanceFrom(seed, 'item-order')
  const optionOrder = chanceFrom(seed, 'option-order')
  const ordered = ITEM_KINDS.flatMap((kind) => order.shuffle(drawn.filter(({ item }) => item.kind === kind)))

  const items = ordered.map(({ item, pointsEach }, index): PaperItem => ({
    number: index + 1,
    itemId: item.id,
    version: item.version,
    kind: item.kind,
    bank: item.bank,
    points: pointsEach,
    optionOrder: arrange(item, optionOrder),
  }))

  invariant(new Set(items.map(({ itemId }) => itemId)).size === items.length, 'no item appears twice on a paper')
  if (blueprint.sources === 'national_and_provincial') {
    const national = items.filter(({ bank }) => bank === 'national').length
    invariant(meetsNationalShare(national, items.length), 'at least 80 % of the items drawn are national (art. 18)')
  }
  return { blueprint: blueprint.name, drawMethod: DRAW_METHOD, items }
}

/** Options in the order written, for every number of them there is: a session arranges a million items. */
const WRITTEN = Array.from({ length: OPTION_LIMIT.most + 1 }, (_, count) => writtenOrder(count))

function writtenOrder(optionCount: number): readonly number[] {
  return Array.from({ length: optionCount }, (_, index) => index)
}

function arrange({ optionCount, keepsOptionOrder }: PoolItem, chance: Chance): readonly number[] {
  const written = WRITTEN[optionCount] ?? writtenOrder(optionCount)
  return keepsOptionOrder ? written : chance.shuffle(written)
}

function fits(item: PoolItem, section: Section) {
  return item.kind === section.kind && (section.area === null || item.area === section.area)
}

function supplyOf(items: readonly PoolItem[]): Supply {
  const supply: Partial<Record<BankKind, number>> = {}
  for (const { bank } of items) supply[bank] = (supply[bank] ?? 0) + 1
  return supply
}

// Compares code units, not letters: a locale must never decide who sits which paper.
function byId(a: PoolItem, b: PoolItem) {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
