import { type Outcome, allow } from '@kaochang/domain/outcome'
import { refuseFile } from './file-words.ts'
import { type Columns, findColumns, UNSAFE_HEADERS } from './find-columns.ts'
import type { FileRefusal, ItemFile, ReadItem, RowProblem, SkippedRow, SkipReason } from './item-file.ts'
import { itemNumbers } from './item-number.ts'
import { readKind } from './read-kind.ts'
import { type Field, readRow, type WrittenRow } from './read-row.ts'
import { columnLetters, type Sheet } from './sheet.ts'

export type ReadRows = {
  readonly read: readonly (ReadItem | readonly RowProblem[])[]
  readonly skipped: readonly SkippedRow[]
  readonly unreadColumns: ItemFile['unreadColumns']
  readonly blankRows: number
  readonly headers: number
}

/**
 * Reads one sheet. Its table begins at the row whose names are understood, wherever that is, and a later
 * row of names begins another. Every row with something in it comes back as an item, as problems or as
 * skipped with a reason. Refuses a header with a name that is not safe to hold.
 */
export function readTable(sheet: Sheet): Outcome<ReadRows, FileRefusal> {
  const skipped: SkippedRow[] = []
  const unreadColumns: ItemFile['unreadColumns'][number][] = []
  const written: WrittenRow[] = []
  const headers = headersOf(sheet)
  let columns: Columns | null = null
  let blankRows = 0

  for (const [index, cells] of sheet.rows.entries()) {
    const skip = (reason: SkipReason) => skipped.push({ sheet: sheet.name, row: index + 1, reason })
    const header = headers.get(index)
    if (header !== undefined) {
      const unsafe = cells.find((text) => UNSAFE_HEADERS.has(text.trim()))
      if (unsafe !== undefined) return refuseFile({ code: 'header_unsafe', header: unsafe.trim() })
      for (const at of header.unread)
        unreadColumns.push({ sheet: sheet.name, column: columnLetters(at), header: cells[at]?.trim() ?? '' })
      columns = header
      skip('header')
    } else if (isBlank(sheet, index, cells)) blankRows += 1
    else if (columns === null) skip(headers.size === 0 ? 'no_header' : 'above_header')
    else if (asksNothing(sheet, index, cells, columns)) skip('no_question')
    else written.push(writtenRow(sheet, index, cells, columns))
  }

  const numbers = itemNumbers(written.map(({ stem }) => stem.trim()))
  const read = written.map((row, index) => readRow(row, numbers[index] ?? null))
  return allow({ read, skipped, unreadColumns, blankRows, headers: headers.size })
}

function headersOf({ rows }: Sheet) {
  const headers = new Map<number, Columns>()
  for (const [index, cells] of rows.entries()) {
    const columns = findColumns(cells)
    if (columns !== null) headers.set(index, columns)
  }
  return headers
}

function isBlank(sheet: Sheet, index: number, cells: readonly string[]) {
  if (sheet.pictures.has(index)) return false
  return cells.every((text, column) => text.trim() === '' && !sheet.faults.has(`${index},${column}`))
}

/** A heading between the items, or a stray cell beside the table: nothing where a question would stand. */
function asksNothing(sheet: Sheet, index: number, cells: readonly string[], { stem, key, options }: Columns) {
  return [stem, key, ...[options.at].flat()].every(
    (column) => (cells[column] ?? '').trim() === '' && !sheet.faults.has(`${index},${column}`),
  )
}

function writtenRow(sheet: Sheet, index: number, cells: readonly string[], columns: Columns): WrittenRow {
  const cell = (at: number | null) => (at === null ? '' : (cells[at] ?? ''))
  const { options } = columns
  return {
    place: { sheet: sheet.name, row: index + 1 },
    // Banks with a sheet for each kind of item name the sheet and have no column for it.
    kind: columns.kind === null && readKind(sheet.name) !== null ? sheet.name : cell(columns.kind),
    stem: cell(columns.stem),
    options: options.in === 'one_cell' ? cell(options.at) : options.at.map(cell),
    key: cell(columns.key),
    categories: columns.categories.map(cell),
    clause: cell(columns.clause),
    edition: cell(columns.edition),
    faults: faultsOf(sheet, index, columns),
    columnOf: (field, option) => {
      const at = columnAt(columns, field, option)
      return at === null ? null : columnLetters(at)
    },
  }
}

function faultsOf(sheet: Sheet, index: number, columns: Columns): WrittenRow['faults'] {
  const { stem, key, kind, options, categories, clause, edition } = columns
  const used = [kind, stem, ...[options.at].flat(), key, ...categories, clause, edition].filter((at) => at !== null)
  const faults: WrittenRow['faults'][number][] = used.flatMap((at) => {
    const fault = sheet.faults.get(`${index},${at}`)
    return fault === undefined ? [] : [{ column: columnLetters(at), fault }]
  })
  if (sheet.pictures.has(index)) faults.push({ column: null, fault: { code: 'row_has_picture' } })
  return faults
}

function columnAt(columns: Columns, field: Field, option: number | undefined): number | null {
  if (field === 'category') return columns.categories[0] ?? null
  if (field !== 'options') return columns[field]
  const { options } = columns
  return options.in === 'one_cell' ? options.at : (options.at[option ?? 0] ?? options.at[0] ?? null)
}
