import type { RowFault } from './item-file.ts'

/** A table as the readers of .xlsx and .csv hand it on: text only, with what could not become text. */
export type Sheet = {
  readonly name: string
  /** Row n of the file is `rows[n - 1]`; rows may be of different lengths. */
  readonly rows: readonly (readonly string[])[]
  /** Faults of single cells, by `row,column` counted from 0. */
  readonly faults: ReadonlyMap<string, RowFault>
  /** Rows, counted from 0, on which a picture lies. */
  readonly pictures: ReadonlySet<number>
}

/** The letters Excel gives a column counted from 0: A, B … Z, AA. */
export function columnLetters(index: number): string {
  return (index >= 26 ? columnLetters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))
}
