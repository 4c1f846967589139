import type { RowProblem } from '@kaochang/exchange/item-file'

/** A row's problem for a person: where, why, and what to do, Chinese first. */
export function problemText({ place: { sheet, row, column }, code, zh, en }: RowProblem): string[] {
  return [
    '',
    `${sheet} 第 ${row} 行${column === null ? '' : ` ${column} 列`}  ${code}`,
    `  ${zh.reason}${zh.remedy}`,
    `  ${en.reason} ${en.remedy}`,
  ]
}
