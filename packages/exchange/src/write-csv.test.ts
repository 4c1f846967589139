import { expect, test } from 'vitest'
import { writeCsv } from './write-csv.ts'

test('cells keep their commas, quotes and line ends, and no cell acts as a formula', () => {
  expect(
    writeCsv([
      ['名称', 'a,b'],
      ['说"是"', '=1+1'],
      ['-3', '-3+1'],
    ]),
  ).toBe('\uFEFF"名称","a,b"\r\n"说""是""","\'=1+1"\r\n"-3","\'-3+1"\r\n')
})
