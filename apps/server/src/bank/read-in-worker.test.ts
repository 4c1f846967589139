import { readItemFile } from '@kaochang/exchange/read-item-file'
import { strToU8, zipSync } from 'fflate'
import { writeXlsx } from 'hucre'
import { expect, test } from 'vitest'
import { readItemFileInWorker } from './read-in-worker.ts'

const plenty = { timeMs: 30_000, memoryMb: 512 }

function workbook(count: number) {
  const items = Array.from({ length: count }, (_, n) => [
    '单选题',
    `${n + 1}.《煤矿安全规程》第${n}条规定（）。`,
    `**A.甲方案${n}**B.乙方案${n}**C.丙方案${n}**D.丁方案${n}`,
    'ABCDE'.charAt(n % 5),
  ])
  return writeXlsx({ sheets: [{ name: '题库', rows: [['题型', '题干', '选项', '答案'], ...items] }] })
}

test('a file read in a thread of its own says what it says when read directly', async () => {
  const bytes = await workbook(2_600)
  expect(await readItemFileInWorker(bytes, '题库.xlsx')).toEqual(await readItemFile(bytes, '题库.xlsx'))
})

test('a refusal comes through with its words', async () => {
  const bytes = strToU8('甲')
  expect(await readItemFileInWorker(bytes, '题库.docx')).toEqual(await readItemFile(bytes, '题库.docx'))
})

test('a bomb is refused', async () => {
  const bomb = zipSync({ '[Content_Types].xml': new Uint8Array(40_000_000) }, { level: 9 })
  expect(await readItemFileInWorker(bomb, '题库.xlsx')).toMatchObject({
    ok: false,
    refusal: { code: 'archive_packed_too_tightly' },
  })
})

test('F20: while a large file is read the main thread goes on with other work', async () => {
  const bytes = await workbook(20_000)
  const startedAt = performance.now()
  let longest = 0
  let before = startedAt
  const turns = setInterval(() => {
    longest = Math.max(longest, performance.now() - before)
    before = performance.now()
  }, 1)
  const read = await readItemFileInWorker(bytes, '题库.xlsx')
  clearInterval(turns)
  longest = Math.max(longest, performance.now() - before)
  expect(read).toMatchObject({ ok: true, value: { tally: { items: 16_000, problemRows: 4_000 } } })
  // Measured: 20 ms at the longest out of a second. A share, so that a busy machine does not fail it.
  expect(longest).toBeLessThan((performance.now() - startedAt) / 4)
})

test('a file that takes too long is given up', async () => {
  expect(await readItemFileInWorker(await workbook(2_000), '题库.xlsx', { ...plenty, timeMs: 1 })).toMatchObject({
    ok: false,
    refusal: { code: 'reading_took_too_long', limitMs: 1 },
  })
})

test('a file that needs too much memory is given up, and the server lives on', async () => {
  expect(await readItemFileInWorker(await workbook(20_000), '题库.xlsx', { ...plenty, memoryMb: 16 })).toMatchObject({
    ok: false,
    refusal: { code: 'reading_needed_too_much_memory', limitMb: 16 },
  })
})
