import { type Outcome, allow } from '@kaochang/domain/outcome'
import { parseCsv } from 'hucre/csv'
import { refuseFile } from './file-words.ts'
import { findColumns } from './find-columns.ts'
import type { FileRefusal } from './item-file.ts'
import type { Sheet } from './sheet.ts'

// Node and every browser have it; neither's type library is loaded here.
declare const TextDecoder: new (label: string, options: { fatal: boolean }) => { decode: (bytes: Uint8Array) => string }

/** The longest beginning of a file in which the header is looked for to learn what separates its columns. */
const BEGINNING = 20_000

/**
 * The one sheet of a .csv file, named after the file. Reads UTF-8, UTF-16 and GB18030 (what Excel writes
 * in China), with commas, tabs or semicolons between the columns. A row is a record: a quoted cell may
 * hold line breaks. Refuses text in any other encoding.
 *
 * @param isHeader what a row that names columns looks like; of items, unless said otherwise
 */
export function readCsv(
  bytes: Uint8Array,
  fileName: string,
  isHeader: (row: readonly string[]) => boolean = (row) => findColumns(row) !== null,
): Outcome<Sheet[], FileRefusal> {
  const text = decode(bytes)
  if (text === null) return refuseFile({ code: 'text_encoding_unknown' })

  const beginning = text.slice(0, BEGINNING)
  const delimiter =
    [',', '\t', ';'].find((mark) => parseCsv(beginning, { delimiter: mark }).some((row) => isHeader(asText(row)))) ??
    ','
  const rows = parseCsv(text, { delimiter }).map(asText)
  return allow([{ name: fileName, rows, faults: new Map(), pictures: new Set() }])
}

/** Text in the first encoding that fits without a fault, or null. */
export function decode(bytes: Uint8Array): string | null {
  for (const label of encodings(bytes)) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes)
    } catch {
      continue
    }
  }
  return null
}

function encodings([first, second]: Uint8Array) {
  if (first === 0xff && second === 0xfe) return ['utf-16le']
  if (first === 0xfe && second === 0xff) return ['utf-16be']
  return ['utf-8', 'gb18030']
}

// Asked for no types, the parser gives strings only.
function asText(row: readonly unknown[]) {
  return row.map((value) => (typeof value === 'string' ? value : ''))
}
