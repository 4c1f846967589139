import { strFromU8, strToU8, unzipSync } from 'fflate'
import { readXlsx } from 'hucre'
import { expect, test } from 'vitest'
import { problemSheet } from './problem-sheet.ts'
import { readItemFile } from './read-item-file.ts'

async function problemsOf(csv: string, fileName: string) {
  const read = await readItemFile(strToU8(csv), fileName)
  if (!read.ok) throw new Error(read.refusal.code)
  return read.value.problems
}

test('every problem stands in a row of its own, with place, reason and remedy in both languages', async () => {
  const problems = await problemsOf('题型,题干,选项,答案\n单选题,甲,**A.一**B.二,Z\n判断题,,,AB', '题库.csv')
  const [sheet] = (await readXlsx(await problemSheet(problems))).sheets
  expect(sheet?.rows.slice(1)).toEqual(
    problems.map(({ place, zh, en }) => [
      place.sheet,
      String(place.row),
      place.column,
      zh.reason,
      zh.remedy,
      en.reason,
      en.remedy,
    ]),
  )
  expect(sheet?.rows).toHaveLength(4)
})

test('nothing quoted from a file is a formula in the sheet', async () => {
  const problems = await problemsOf('题型,题干,选项,答案\n=1+1,甲,**A.一**B.二,A', '=cmd|calc.csv')
  const xml = strFromU8(unzipSync(await problemSheet(problems))['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
  const types = [...xml.matchAll(/<c [^>]*?>/g)].map(([cell]) => /t="(\w+)"/.exec(cell)?.[1])
  expect(types).toHaveLength(14)
  expect(new Set(types)).toEqual(new Set(['s']))
  expect(xml).not.toContain('<f')
})
