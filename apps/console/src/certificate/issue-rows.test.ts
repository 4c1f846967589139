import { expect, test } from 'vitest'
import { readIssueRows } from './issue-rows.ts'

test('a special-operation number stands alone, or beside its trade', () => {
  expect(readIssueRows('T11010519491231002X\nT11010519491231002X\t煤矿瓦斯检查作业\n')).toEqual({
    rows: [{ number: 'T11010519491231002X' }, { number: 'T11010519491231002X', trade: '煤矿瓦斯检查作业' }],
    lines: [1, 2],
  })
})

test('a manager’s number stands beside the ID number, on either side', () => {
  const wanted = { idNumber: '11010519491231002X', number: '晋煤安〔2026〕第00012号' }
  expect(readIssueRows('11010519491231002X，晋煤安〔2026〕第00012号').rows).toEqual([wanted])
  expect(readIssueRows('晋煤安〔2026〕第00012号 11010519491231002X').rows).toEqual([wanted])
})

test('empty lines are left out, and every row knows its line', () => {
  expect(readIssueRows('\n\nT11010519491231002X\r\n  \n晋-1').lines).toEqual([3, 5])
})
