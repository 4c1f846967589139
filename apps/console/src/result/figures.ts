import type { ScoreSheet } from '@kaochang/contract/result'

export type Figures = {
  /** In hundredths of a point; null when nobody sat. */
  readonly highest: number | null
  readonly lowest: number | null
  readonly median: number | null
  /** In tenths of a percent, cut and not rounded; null when nobody sat. */
  readonly passPermille: number | null
}

/** What can be said of a sheet's scores in a few numbers. Of an even count the median lies between the two in the middle. */
export function figuresOf({ sittings, passedCount }: Pick<ScoreSheet, 'sittings' | 'passedCount'>): Figures {
  const points = sittings.map((sitting) => sitting.points).sort((one, other) => one - other)
  return {
    highest: points.at(-1) ?? null,
    lowest: points[0] ?? null,
    median: medianOf(points),
    passPermille: points.length === 0 ? null : Math.floor((1000 * passedCount) / points.length),
  }
}

/** Of ascending points, in hundredths; half a hundredth is cut and not rounded. */
function medianOf(points: readonly number[]): number | null {
  const [lower, upper] = [points[Math.ceil(points.length / 2) - 1], points[Math.floor(points.length / 2)]]
  return lower === undefined || upper === undefined ? null : Math.floor((lower + upper) / 2)
}
