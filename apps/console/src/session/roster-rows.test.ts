import { describe, expect, test } from 'vitest'
import { readRosterRows } from './roster-rows.ts'

const zhang = { name: '张三', idNumber: '11010519491231002X', enterprise: '大同某某煤矿有限公司' }

describe('a pasted list is read as a person would', () => {
  test('tabs, commas and full-width commas all part the columns', () => {
    for (const mark of ['\t', ',', '，']) {
      const text = [zhang.name, zhang.idNumber, zhang.enterprise].join(mark)
      expect(readRosterRows(text).rows).toEqual([zhang])
    }
  })

  test('a heading, empty lines, a byte order mark and Windows line ends are no people', () => {
    const text = `\uFEFF姓名,身份证号,单位\r\n\r\n张三,11010519491231002X,大同某某煤矿有限公司\r\n`
    expect(readRosterRows(text)).toEqual({ rows: [zhang], lines: [3], bad: [] })
  })

  test('a first line with an ID number is a person, not a heading', () => {
    expect(readRosterRows('张三,11010519491231002X,大同某某煤矿有限公司').rows).toHaveLength(1)
  })

  test('quotes of a CSV file and the apostrophe of Excel fall away', () => {
    expect(readRosterRows(`"张三","'11010519491231002X","大同某某煤矿有限公司"`).rows).toEqual([zhang])
  })

  test('a comma in the enterprise stays in it', () => {
    expect(readRosterRows('张三,11010519491231002X,某某集团,一矿').rows[0]?.enterprise).toBe('某某集团，一矿')
  })

  test('a line with too little is named by its place and never dropped silently', () => {
    const { rows, bad } = readRosterRows('张三\t11010519491231002X\n李四\t11010519491231002X\t二矿公司')
    expect(rows).toHaveLength(1)
    expect(bad).toEqual([{ line: 1, text: '张三\t11010519491231002X', found: 2 }])
  })
})
