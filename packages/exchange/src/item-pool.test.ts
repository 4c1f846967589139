import { createHash } from 'node:crypto'
import { strToU8 } from 'fflate'
import { expect, test } from 'vitest'
import { poolFrom } from './item-pool.ts'
import { readItemFile } from './read-item-file.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

async function itemsOf(...rows: string[]) {
  const read = await readItemFile(strToU8(['题型,题干,选项,答案', ...rows].join('\n')), '题库.csv')
  if (!read.ok) throw new Error(read.refusal.code)
  return read.value.items
}

const rows = ['单选题,甲,**A.一**B.二**C.三,A', '判断题,乙,,对', '多选题,丙,**A.一**B.二**C.以上都对,AB']

test('a pool says what a draw must know and nothing of text or key', async () => {
  const pool = poolFrom(await itemsOf(...rows), 'provincial', sha256)
  expect(pool.map(({ kind, optionCount, keepsOptionOrder }) => [kind, optionCount, keepsOptionOrder])).toEqual([
    ['single_choice', 3, false],
    ['true_false', 2, true],
    ['multiple_response', 3, true],
  ])
  for (const item of pool) {
    expect(Object.keys(item).sort()).toEqual([
      'area',
      'bank',
      'id',
      'keepsOptionOrder',
      'kind',
      'optionCount',
      'version',
    ])
    expect(item).toMatchObject({ version: 1, bank: 'provincial', area: null })
    expect(item.id).toMatch(/^[0-9a-f]{16}$/)
  }
})

test('a question has the same id wherever its row stands, and another in another bank', async () => {
  const ids = poolFrom(await itemsOf(...rows), 'national', sha256).map(({ id }) => id)
  const turned = poolFrom(await itemsOf(...rows.toReversed()), 'national', sha256).map(({ id }) => id)
  const provincial = poolFrom(await itemsOf(...rows), 'provincial', sha256).map(({ id }) => id)
  expect(turned).toEqual(ids.toReversed())
  expect(new Set([...ids, ...provincial]).size).toBe(6)
})
