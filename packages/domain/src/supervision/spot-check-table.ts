import { CATEGORIES, type Category } from '../law/categories.ts'
import { CUT_SCORE, type Hundredths } from '../law/marks.ts'

/** One person of a spot check; `points` null for one without a result. */
export type SpotCheckScore = {
  readonly category: Category
  readonly trade: string | null
  readonly points: Hundredths | null
}

/** The lower edges of the bands, in hundredths: below 60, 60 to below 70, … and 90 and above. */
export const SPOT_CHECK_BANDS = [0, 6_000, 7_000, 8_000, 9_000] as const satisfies readonly Hundredths[]

/** One row of the table: a role, an operator's with its trade, or all of them. */
export type SpotCheckRow = {
  readonly category: Category | null
  readonly trade: string | null
  readonly named: number
  readonly tested: number
  readonly passed: number
  readonly below80: number
  /** How many lie in each band of `SPOT_CHECK_BANDS`. */
  readonly bands: readonly number[]
  /** Passed of tested in thousandths, cut off and never rounded up; null while nobody is tested. */
  readonly passPermille: number | null
}

export type SpotCheckTable = { readonly rows: readonly SpotCheckRow[]; readonly total: SpotCheckRow }

/**
 * The table an inspection team reads and reports (B1): by role, in the order of the law and operators by trade, with
 * everybody together at the end. `below80` counts against 80 whatever the check's own cut score is (A21).
 */
export function spotCheckTable(people: readonly SpotCheckScore[], cutScore: Hundredths): SpotCheckTable {
  const rows = CATEGORIES.flatMap((category) => {
    const ofCategory = people.filter((person) => person.category === category)
    const trades = [...new Set(ofCategory.map(({ trade }) => trade))].sort(byName)
    return trades.map((trade) =>
      rowOf(
        category,
        trade,
        ofCategory.filter((person) => person.trade === trade),
        cutScore,
      ),
    )
  })
  return { rows, total: rowOf(null, null, people, cutScore) }
}

function rowOf(
  category: Category | null,
  trade: string | null,
  people: readonly SpotCheckScore[],
  cutScore: Hundredths,
): SpotCheckRow {
  const points = people.flatMap((person) => (person.points === null ? [] : [person.points]))
  const passed = points.filter((each) => each >= cutScore).length
  return {
    category,
    trade,
    named: people.length,
    tested: points.length,
    passed,
    below80: points.filter((each) => each < CUT_SCORE).length,
    bands: SPOT_CHECK_BANDS.map((from, band) => {
      const below = SPOT_CHECK_BANDS[band + 1] ?? Infinity
      return points.filter((each) => each >= from && each < below).length
    }),
    passPermille: points.length === 0 ? null : Math.floor((passed * 1_000) / points.length),
  }
}

// Code units, not letters: the table is the same on every machine.
function byName(a: string | null, b: string | null) {
  return (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0
}

/** `958` as `95.8 %`. */
export function permilleText(permille: number): string {
  return `${Math.trunc(permille / 10)}.${permille % 10} %`
}
