import { type Outcome, allow } from '@kaochang/domain/outcome'
import { refuseFile } from './file-words.ts'
import { UNSAFE_HEADERS } from './find-columns.ts'
import type { FileRefusal, ItemFile, ReadItem, RowFault, RowProblem } from './item-file.ts'
import { decode } from './read-csv.ts'
import { type Field, readRow, type WrittenRow } from './read-row.ts'

export const BANK_FORMAT = 'kaochang-bank/1'
/** What stands for the sheet in the places of a JSON file; the row is the item's place in the list, from 1. */
const LIST = 'items'
const BANK_FIELDS: ReadonlySet<string> = new Set(['format', 'name', 'notice', LIST])
const ITEM_FIELDS: ReadonlySet<string> = new Set(['kind', 'area', 'stem', 'options', 'key', 'clause', 'edition'])

export type ReadBank = {
  readonly name: string | null
  readonly notice: string | null
  readonly read: readonly (ReadItem | readonly RowProblem[])[]
  readonly unreadColumns: ItemFile['unreadColumns']
}

/**
 * Reads our own bank file: one object `{ format, name, notice, items: [{ kind, area, stem, options?, key,
 * clause, edition }] }`. A true-false item has no options and the key A (正确) or B (错误), or the word
 * itself. Text is taken as it stands. Refuses what is no such file; an item with a field of the wrong
 * type is a problem of that item.
 */
export function readBankJson(bytes: Uint8Array): Outcome<ReadBank, FileRefusal> {
  const text = decode(bytes)
  if (text === null) return refuseFile({ code: 'text_encoding_unknown' })

  let bank: unknown
  try {
    bank = JSON.parse(text)
  } catch (error) {
    return refuseFile({ code: 'json_unreadable', detail: error instanceof Error ? error.message : String(error) })
  }
  if (!isObject(bank)) return refuseFile({ code: 'json_format_unknown', found: typeof bank })
  const list = bank['items']
  if (bank['format'] !== BANK_FORMAT || !Array.isArray(list))
    return refuseFile({ code: 'json_format_unknown', found: String(bank['format']) })

  const unread = new Set<string>()
  for (const [object, fields] of [
    [bank, BANK_FIELDS],
    ...list.map((item: unknown) => [item, ITEM_FIELDS] as const),
  ] as const) {
    const names = isObject(object) ? Object.keys(object) : []
    const unsafe = names.find((name) => UNSAFE_HEADERS.has(name))
    if (unsafe !== undefined) return refuseFile({ code: 'header_unsafe', header: unsafe })
    for (const name of names) if (!fields.has(name)) unread.add(name)
  }
  const read = list.map((item: unknown, index) => readRow(writtenItem(item, index + 1), null))
  const unreadColumns = [...unread].map((name) => ({ sheet: LIST, column: name, header: name }))
  return allow({ name: textOrNull(bank['name']), notice: textOrNull(bank['notice']), read, unreadColumns })
}

function writtenItem(value: unknown, row: number): WrittenRow {
  const item = isObject(value) ? value : {}
  const faults: { column: string | null; fault: RowFault }[] = []
  const text = (name: string) => {
    const field = item[name] ?? ''
    if (typeof field === 'string') return field
    faults.push({ column: name, fault: { code: 'field_unreadable', field: name } })
    return ''
  }
  return {
    place: { sheet: LIST, row },
    kind: text('kind'),
    stem: text('stem'),
    options: optionTexts(item['options'], faults),
    key: text('key'),
    categories: [text('area')],
    clause: text('clause'),
    edition: text('edition'),
    faults,
    columnOf: (field: Field) => (field === 'category' ? 'area' : field),
  }
}

function optionTexts(value: unknown, faults: { column: string | null; fault: RowFault }[]): readonly string[] {
  const options = value ?? []
  if (Array.isArray(options) && options.every((option) => typeof option === 'string')) return options
  faults.push({ column: 'options', fault: { code: 'field_unreadable', field: 'options' } })
  return []
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOrNull(value: unknown) {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}
