import { describe, expect, test } from 'vitest'
import { readWorkbook } from './read-workbook.ts'
import { tableBook, tableCsv } from './table-book.ts'

const sheet = {
  name: '人员/名单',
  columns: [
    { header: '姓名', width: 10 },
    { header: '备注', width: 20 },
  ],
  rows: [
    ['张三', '=1+1'],
    ['李四', '说："好,行"'],
  ],
  notes: ['本表不含罚款。'],
}

describe('a table for other people’s spreadsheets', () => {
  test('keeps every cell as the text it is, whatever it looks like', async () => {
    const read = await readWorkbook(await tableBook([sheet]))
    expect(JSON.stringify(read)).toContain('=1+1')
    expect(JSON.stringify(read)).toContain('本表不含罚款。')
  })

  test('as comma-separated values quotes what must be quoted and disarms what would be a formula', () => {
    expect(tableCsv(sheet)).toBe('\uFEFF本表不含罚款。\r\n姓名,备注\r\n张三,\'=1+1\r\n李四,"说：""好,行"""\r\n')
  })
})
