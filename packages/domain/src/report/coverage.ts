import type { CivilDate } from '../instant.ts'
import { CATEGORIES, type Category } from '../law/categories.ts'

/** Whether somebody holds a valid result for the post they are on. */
export type Validity = 'valid' | 'none' | 'expired' | 'revoked'

/** A certificate as it stands today. */
export type HeldCertificate = {
  readonly category: Category
  readonly trade: string | null
  /** Null for principals' and managers', which do not expire (R19-2). */
  readonly validThrough: CivilDate | null
  readonly ended: 'revoked' | 'cancelled' | null
}

/**
 * A person's valid result for a post on a day: a certificate of the same category and trade that stands, for an operator
 * through its last valid day; for a worker, who has no state exam, a training that was passed (R35-2).
 */
export function validityOn(
  post: { readonly category: Category; readonly trade: string | null },
  held: { readonly certificates: readonly HeldCertificate[]; readonly trainingPassed: boolean },
  on: CivilDate,
): Validity {
  if (post.category === 'worker') return held.trainingPassed ? 'valid' : 'none'
  const fitting = held.certificates.filter(({ category, trade }) => category === post.category && trade === post.trade)
  const standing = fitting.filter(({ ended }) => ended === null)
  if (standing.some(({ validThrough }) => validThrough === null || validThrough >= on)) return 'valid'
  if (standing.length > 0) return 'expired'
  return fitting.some(({ ended }) => ended === 'revoked') ? 'revoked' : 'none'
}

/** Somebody on the roll of a unit. */
export type OnRoll = {
  readonly unit: string
  readonly category: Category
  readonly trade: string | null
  readonly validity: Validity
}

export type CoverageGroup = {
  readonly unit: string
  readonly category: Category
  readonly trade: string | null
  readonly onRoll: number
  readonly valid: number
  /** Thousandths, cut off: full coverage is shown only where nobody is missing. */
  readonly permille: number
}

export type Coverage = {
  readonly groups: readonly CoverageGroup[]
  readonly total: { readonly onRoll: number; readonly valid: number; readonly permille: number }
}

/** People with a valid result of those on the roll, by unit, category and trade (B3). */
export function coverageOf(people: readonly OnRoll[]): Coverage {
  const byGroup = Map.groupBy(people, ({ unit, category, trade }) => JSON.stringify([unit, category, trade]))
  const groups = [...byGroup.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const { unit, category, trade } = first
    return [{ unit, category, trade, ...counted(group) }]
  })
  return { groups: groups.sort(byUnitAndPost), total: counted(people) }
}

function counted(people: readonly OnRoll[]) {
  const valid = people.filter(({ validity }) => validity === 'valid').length
  const onRoll = people.length
  return { onRoll, valid, permille: onRoll === 0 ? 0 : Math.floor((valid * 1_000) / onRoll) }
}

function byUnitAndPost(a: CoverageGroup, b: CoverageGroup) {
  const order = [
    compare(a.unit, b.unit),
    CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category),
    compare(a.trade ?? '', b.trade ?? ''),
  ]
  return order.find((each) => each !== 0) ?? 0
}

function compare(a: string, b: string) {
  return a < b ? -1 : a > b ? 1 : 0
}
