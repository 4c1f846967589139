import type { IssueRow } from '@kaochang/contract/certificate'

/** The rows of a pasted list, and the line of the text each was read from, counted from 1. */
export type IssueRows = { readonly rows: readonly IssueRow[]; readonly lines: readonly number[] }

/**
 * Reads a pasted list of numbers. A line is `number`, `number trade`, `ID number, number`, or all three in any order
 * that makes sense; columns are separated by tabs, commas or spaces. What a line means is for the server to judge.
 */
export function readIssueRows(text: string): IssueRows {
  const read = text.split(/\r\n|\r|\n/).flatMap((line, index): { row: IssueRow; line: number }[] => {
    const cells = line.split(/[\t,，;；\s]+/).filter((cell) => cell !== '')
    const row = readRow(cells)
    return row === null ? [] : [{ row, line: index + 1 }]
  })
  return { rows: read.map(({ row }) => row), lines: read.map(({ line }) => line) }
}

const ID_NUMBER = /^\d{17}[\dXx]$|^\d{15}$/
const OPERATOR_NUMBER = /^[TtＴｔ]\d{17}[\dXx]$/

function readRow(cells: readonly string[]): IssueRow | null {
  const [first, second] = cells
  if (first === undefined) return null
  const operator = cells.find((cell) => OPERATOR_NUMBER.test(cell))
  if (operator !== undefined) {
    const trade = cells.find((cell) => cell !== operator && !ID_NUMBER.test(cell))
    return { number: operator, ...(trade !== undefined && { trade }) }
  }
  if (second !== undefined && ID_NUMBER.test(first)) return { idNumber: first, number: second }
  if (second !== undefined && ID_NUMBER.test(second)) return { idNumber: second, number: first }
  return { number: first }
}
