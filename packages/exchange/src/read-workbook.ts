import { type Outcome, allow } from '@kaochang/domain/outcome'
import { type Cell, type CellValue, formatValue, type RichTextRun, type Sheet as HucreSheet, readXlsx } from 'hucre'
import { checkArchive } from './check-archive.ts'
import { refuseFile } from './file-words.ts'
import type { FileRefusal, RowFault } from './item-file.ts'
import type { Sheet } from './sheet.ts'

const ZIP_MARK = [0x50, 0x4b]
const OLE_MARK = [0xd0, 0xcf, 0x11, 0xe0]

/**
 * The sheets of an .xlsx file as text. Numbers read as Excel shows them (5 %, not 0.05), formulas as their
 * last result, raised and lowered figures as ² and ₂; cells that have no faithful text become faults.
 * Refuses archives that are unsafe or unreadable.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Outcome<Sheet[], FileRefusal>> {
  if (startsWith(bytes, OLE_MARK)) return refuseFile({ code: 'file_is_old_or_locked' })
  if (!startsWith(bytes, ZIP_MARK)) return refuseFile({ code: 'file_is_not_xlsx' })
  const checked = checkArchive(bytes)
  if (!checked.ok) return checked

  try {
    const workbook = await readXlsx(bytes, { readStyles: true })
    return allow(workbook.sheets.map(sheetAsText))
  } catch (error) {
    // Whatever the reader throws is thrown over the file: the archive itself was sound.
    return refuseFile({ code: 'workbook_unreadable', detail: error instanceof Error ? error.message : String(error) })
  }
}

function sheetAsText(sheet: HucreSheet): Sheet {
  const faults = new Map<string, RowFault>()
  const rows = sheet.rows.map((row, r) =>
    row.map((value, c) => {
      const read = textOf(value, sheet.cells?.get(`${r},${c}`))
      if (typeof read === 'string') return read
      faults.set(`${r},${c}`, read)
      return value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? '')
    }),
  )
  for (const { startRow, endRow, startCol } of sheet.merges ?? []) fillDown(rows, startRow, endRow, startCol)
  return { name: sheet.name, rows, faults, pictures: new Set(sheet.images?.map(({ anchor }) => anchor.from.row)) }
}

/** What a cell says, or why it cannot be said in plain text. */
function textOf(value: CellValue, cell: Cell | undefined): string | RowFault {
  if (value === null) return cell?.formula === undefined ? '' : { code: 'cell_not_calculated' }
  if (value instanceof Date) return { code: 'cell_is_date', shown: value.toISOString().slice(0, 10) }
  if (cell?.type === 'error') return { code: 'cell_is_error', shown: String(value) }
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value === 'number') return numberText(value, cell?.style?.numFmt)
  // WPS keeps a picture inside a cell as a formula of its own.
  if (/DISPIMG\(/i.test(cell?.formula ?? value)) return { code: 'row_has_picture' }
  return cell?.richText === undefined ? value : richText(cell.richText)
}

function numberText(value: number, format: string | undefined) {
  // Fifteen digits are what Excel keeps and shows; the sixteenth is binary noise.
  const plain = String(Number(value.toPrecision(15)))
  return format === undefined || format === 'General' ? plain : formatValue(value, format)
}

const PLAIN = '0123456789+-=()n'
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ'
const LOWERED = '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ'

function richText(runs: readonly RichTextRun[]): string | RowFault {
  let text = ''
  for (const run of runs) {
    const level = run.font?.vertAlign
    const set = level === 'superscript' ? RAISED : level === 'subscript' ? LOWERED : null
    if (set === null) {
      text += run.text
      continue
    }
    for (const character of run.text.normalize('NFKC').replace(/[−–]/g, '-')) {
      const index = PLAIN.indexOf(character)
      if (index === -1 && character.trim() !== '') return { code: 'raised_text_lost', text: run.text }
      text += index === -1 ? character : set.charAt(index)
    }
  }
  return text
}

/** A heading merged over many rows holds for each of them. */
function fillDown(rows: string[][], first: number, last: number, column: number) {
  const text = rows[first]?.[column]
  if (text === undefined || text === '') return
  for (let r = first + 1; r <= Math.min(last, rows.length - 1); r++) {
    const row = rows[r]
    if (row?.[column] === '') row[column] = text
  }
}

function startsWith(bytes: Uint8Array, mark: readonly number[]) {
  return mark.every((byte, index) => bytes[index] === byte)
}
