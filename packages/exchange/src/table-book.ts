import { writeXlsx } from 'hucre'

/** One sheet of a workbook: its headings with their widths in characters, and its rows. */
export type TableSheet = {
  readonly name: string
  readonly columns: readonly { readonly header: string; readonly width: number }[]
  readonly rows: readonly (readonly string[])[]
  /** Lines above the table: what it is, and what it does not hold. */
  readonly notes?: readonly string[]
}

/**
 * An .xlsx workbook of tables. Every cell is a text cell, so that nothing that people wrote can act as a formula when
 * somebody opens it.
 */
export async function tableBook(sheets: readonly TableSheet[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheets.map(({ name, columns, rows, notes = [] }) => ({
      name: sheetName(name),
      columns: columns.map(({ width }) => ({ width, style: { alignment: { wrapText: true, vertical: 'top' } } })),
      rows: [...notes.map((note) => [note]), columns.map(({ header }) => header), ...rows.map((row) => [...row])],
      merges: notes.map((_, row) => ({
        startRow: row,
        startCol: 0,
        endRow: row,
        endCol: Math.max(columns.length - 1, 1),
      })),
      freezePane: { rows: notes.length + 1 },
    })),
  })
}

/** What Excel allows as a sheet's name: 31 characters, and none of seven signs. */
function sheetName(name: string): string {
  return [...name.replaceAll(/[\\/?*[\]:]/g, ' ')].slice(0, 31).join('')
}

/**
 * Comma-separated values in UTF-8 with the mark that Excel reads them by. A field that a spreadsheet would take for a
 * formula is written with an apostrophe before it.
 */
export function tableCsv({ columns, rows, notes = [] }: TableSheet): string {
  const lines = [...notes.map((note) => [note]), columns.map(({ header }) => header), ...rows]
  return `\uFEFF${lines.map((line) => line.map(field).join(',')).join('\r\n')}\r\n`
}

function field(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
