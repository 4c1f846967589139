/** One measured thing: what, the figure, and what it is held against in the same run. */
export type Line = { readonly what: string; readonly measured: string; readonly against: string }

/** How many times one duration or rate is another. */
export function ratio(one: number, other: number): string {
  return `${(one / other).toFixed(2)} ×`
}

/** Prints lines as a table that stands on an ordinary terminal. */
export function print(title: string, lines: readonly Line[]): void {
  const widths = [
    Math.max(...lines.map(({ what }) => what.length)),
    Math.max(...lines.map(({ measured }) => measured.length)),
  ]
  console.log(`\n${title}`)
  for (const { what, measured, against } of lines) {
    console.log(`  ${what.padEnd(widths[0] ?? 0)}  ${measured.padStart(widths[1] ?? 0)}  ${against}`)
  }
}
