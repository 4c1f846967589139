/** What a field gives, as hundredths of a point; null for an empty one. Two decimals are all a field takes. */
export function hundredths(points: number | null): number | null {
  return points === null ? null : Math.round(points * 100)
}

/** Hundredths added up: whole numbers, so nothing is lost. */
export function totalOf(marks: readonly { readonly points: number }[]): number {
  return marks.reduce((sum, { points }) => sum + points, 0)
}
