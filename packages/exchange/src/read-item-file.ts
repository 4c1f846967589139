import { ITEM_KINDS, type ItemKind } from '@kaochang/domain/bank/item'
import { type Outcome, allow } from '@kaochang/domain/outcome'
import { refuseFile } from './file-words.ts'
import { findDuplicates } from './find-duplicates.ts'
import {
  type FileRefusal,
  type ItemFile,
  type ItemFileTally,
  type Mend,
  MENDS,
  type ReadItem,
  type RowProblem,
  type SkippedRow,
} from './item-file.ts'
import { readBankJson } from './read-bank-json.ts'
import { readCsv } from './read-csv.ts'
import { readTable, type ReadRows } from './read-table.ts'
import { readWorkbook } from './read-workbook.ts'

export const FILE_LIMITS = { bytes: 20_971_520, rows: 100_000 } as const

/**
 * Reads a file of items: .xlsx, .csv, or our own .json, told apart by the file's name. Every row with
 * something in it becomes an item, is named with its problems, or is listed as skipped with the reason.
 *
 * Refuses, with a reason and a remedy in both languages, a file that cannot be read at all or that would
 * take more than it should to read. It may still keep a processor busy for seconds: whoever serves others
 * meanwhile runs it in a worker.
 */
export async function readItemFile(bytes: Uint8Array, fileName: string): Promise<Outcome<ItemFile, FileRefusal>> {
  if (bytes.length === 0) return refuseFile({ code: 'file_empty' })
  if (bytes.length > FILE_LIMITS.bytes)
    return refuseFile({ code: 'file_too_large', bytes: bytes.length, most: FILE_LIMITS.bytes })

  switch (/\.[^.]*$/.exec(fileName.toLowerCase())?.[0]) {
    case '.json':
      return readBank(bytes)
    case '.csv':
      return readSheets(readCsv(bytes, fileName))
    case '.xlsx':
      return readSheets(await readWorkbook(bytes))
    default:
      return refuseFile({ code: 'file_kind_not_read', fileName })
  }
}

function readBank(bytes: Uint8Array): Outcome<ItemFile, FileRefusal> {
  const bank = readBankJson(bytes)
  if (!bank.ok) return bank
  const { name, notice, read, unreadColumns } = bank.value
  if (read.length > FILE_LIMITS.rows) return tooManyRows(read.length)
  return allow({ ...gather([{ read, skipped: [], unreadColumns, blankRows: 0 }]), name, notice })
}

function readSheets(sheets: Awaited<ReturnType<typeof readWorkbook>>): Outcome<ItemFile, FileRefusal> {
  if (!sheets.ok) return sheets
  const found = sheets.value.flatMap(({ rows }) => rows).filter((row) => row.some((text) => text.trim() !== '')).length
  if (found > FILE_LIMITS.rows) return tooManyRows(found)

  const tables: ReadRows[] = []
  for (const sheet of sheets.value) {
    const table = readTable(sheet)
    if (!table.ok) return table
    tables.push(table.value)
  }
  if (tables.every(({ headers }) => headers === 0)) return refuseFile({ code: 'header_missing' })
  return allow({ ...gather(tables), name: null, notice: null })
}

function tooManyRows(found: number) {
  return refuseFile({ code: 'too_many_rows', found, most: FILE_LIMITS.rows })
}

function gather(tables: readonly Omit<ReadRows, 'headers'>[]): Omit<ItemFile, 'name' | 'notice'> {
  const read = tables.flatMap((table) => table.read)
  const duplicates = findDuplicates(read.filter(isItem))
  const items: ReadItem[] = []
  const problems: RowProblem[] = []
  for (const each of read) {
    const duplicate = isItem(each) ? duplicates.get(each) : undefined
    if (duplicate !== undefined) problems.push(duplicate)
    else if (isItem(each)) items.push(each)
    else problems.push(...each)
  }
  const skipped = tables.flatMap((table) => table.skipped)
  const blankRows = tables.reduce((sum, table) => sum + table.blankRows, 0)
  return {
    items,
    problems,
    skipped,
    unreadColumns: tables.flatMap((table) => table.unreadColumns),
    tally: tallyOf(items, problems, skipped, blankRows),
  }
}

function tallyOf(
  items: readonly ReadItem[],
  problems: readonly RowProblem[],
  skipped: readonly SkippedRow[],
  blankRows: number,
): ItemFileTally {
  const problemRows = new Set(problems.map(({ place }) => `${place.row} ${place.sheet}`)).size
  const kinds = Object.fromEntries(ITEM_KINDS.map((kind) => [kind, 0])) as Record<ItemKind, number>
  const mends = Object.fromEntries(MENDS.map((mend) => [mend, 0])) as Record<Mend, number>
  for (const { content, note } of items) {
    kinds[content.kind] += 1
    for (const mend of note.mends) mends[mend] += 1
  }
  const codes: Record<string, number> = {}
  for (const { code } of problems) codes[code] = (codes[code] ?? 0) + 1
  return {
    rows: items.length + problemRows + skipped.length,
    blankRows,
    items: items.length,
    problemRows,
    skipped: skipped.length,
    kinds,
    problems: codes,
    mends,
  }
}

function isItem(read: ReadItem | readonly RowProblem[]): read is ReadItem {
  return 'content' in read
}
