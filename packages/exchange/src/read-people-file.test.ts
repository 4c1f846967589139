import { readEntry } from '@kaochang/domain/enterprise/read-entry'
import { writeXlsx } from 'hucre'
import { describe, expect, test } from 'vitest'
import { readPeopleFile } from './read-people-file.ts'

const text = (lines: readonly string[]) => new TextEncoder().encode(lines.join('\n'))
const HEADER = ['姓名', '身份证号', '岗位', '任职日期', '工种', '工龄']
const ROW = ['阿依古丽·买买提', '14010619900101123X', '特种作业人员', '2026-09-01', '瓦斯检查作业', '12']

describe('a list of people', () => {
  test.each([
    ['commas', ','],
    ['tabs, as it is pasted from a spreadsheet', '\t'],
  ])('is read with %s between its columns, whatever their order', async (_, mark) => {
    const order = [3, 0, 5, 2, 1, 4]
    const lines = [HEADER, ROW].map((cells) => order.map((index) => cells[index]).join(mark))
    const read = await readPeopleFile(text(lines), 'people.csv')
    if (!read.ok) throw new Error(read.refusal.code)
    expect(read.value.rows).toMatchObject([{ row: 2, texts: { name: '阿依古丽·买买提', trade: '瓦斯检查作业' } }])
    expect(read.value.unreadColumns).toEqual(['工龄'])
    expect(readEntry(read.value.rows[0]?.texts as never)).toMatchObject({ value: { post: 'special_operator' } })
  })

  test('is read from a workbook, where a day may be a date of Excel', async () => {
    const day = new Date(Date.UTC(2026, 8, 1))
    const bytes = await writeXlsx({
      sheets: [{ name: '人员', rows: [['人员花名册'], HEADER, ROW.with(3, day as unknown as string)] }],
    })
    const read = await readPeopleFile(bytes, '人员.xlsx')
    if (!read.ok) throw new Error(read.refusal.code)
    expect(read.value.rows).toHaveLength(1)
    expect(readEntry(read.value.rows[0]?.texts as never)).toMatchObject({ value: { startedOn: '2026-09-01' } })
  })

  test('keeps every row with something in it, and counts rows as the file does', async () => {
    const read = await readPeopleFile(text([HEADER.join(','), '', ',,,,', '只有姓名,,,,']), 'people.csv')
    expect(read).toMatchObject({ value: { rows: [{ row: 4, texts: { name: '只有姓名', idNumber: '' } }] } })
  })

  test('without the names of its columns is refused with words', async () => {
    const refused = await readPeopleFile(text([ROW.join(',')]), 'people.csv')
    expect(refused).toMatchObject({ refusal: { code: 'header_missing' } })
    expect(await readPeopleFile(text(['x']), 'people.pdf')).toMatchObject({ refusal: { code: 'file_kind_not_read' } })
    expect(await readPeopleFile(new Uint8Array(), 'people.csv')).toMatchObject({ refusal: { code: 'file_empty' } })
  })

  test('of more than two thousand is refused whole', async () => {
    const lines = [HEADER.join(','), ...Array.from({ length: 2001 }, () => ROW.join(','))]
    expect(await readPeopleFile(text(lines), 'people.csv')).toMatchObject({
      refusal: { code: 'too_many_rows', found: 2001, most: 2000 },
    })
  })
})
