import { writeXlsx } from 'hucre'
import type { RowProblem } from './item-file.ts'

const COLUMNS = [
  { header: '工作表 Sheet', width: 16 },
  { header: '行 Row', width: 8 },
  { header: '列 Column', width: 10 },
  { header: '原因', width: 48 },
  { header: '处理办法', width: 56 },
  { header: 'Reason', width: 56 },
  { header: 'Remedy', width: 64 },
]

/**
 * An .xlsx workbook that lists a file's problems for its author to mend: where, why and what to do, in
 * Chinese and English. Every cell is a text cell, row numbers too, so that nothing quoted from the file can
 * act as a formula.
 */
export async function problemSheet(problems: readonly RowProblem[]): Promise<Uint8Array> {
  const rows = problems.map(({ place, zh, en }) => [
    place.sheet,
    String(place.row),
    place.column ?? '',
    zh.reason,
    zh.remedy,
    en.reason,
    en.remedy,
  ])
  return writeXlsx({
    sheets: [
      {
        name: '问题 Problems',
        columns: COLUMNS.map(({ width }) => ({ width, style: { alignment: { wrapText: true, vertical: 'top' } } })),
        rows: [COLUMNS.map(({ header }) => header), ...rows],
        freezePane: { rows: 1 },
      },
    ],
  })
}
