import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

// The command as a shell runs it: a process of its own, with an exit code.
const program = `
  import { Command } from 'commander'
  import { itemsCommand } from './src/cli/items.ts'
  await new Command('kaochang').addCommand(itemsCommand()).parseAsync()
`
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaochang-items-'))
})
afterAll(() => rm(folder, { recursive: true }))

function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const cwd = new URL('../../', import.meta.url)
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--input-type=module', '-e', program, '--', ...words],
      { cwd },
      (_, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    )
  })
}

async function file(name: string, text: string) {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

test('a file whose rows were all read exits with 0 and its tally', async () => {
  const path = await file('good.csv', '题型,题干,选项,答案\n单选题,1.甲,**A.一**B.二,B\n判断题,2.乙,,对\n')
  const { code, out } = await run('items', 'read', path)
  expect(code).toBe(0)
  expect(out).toContain('读取 2 题 / 2 items read')
  expect(out).toContain('判断题 true-false: 1')
})

test('rows with problems exit with 1 and are named in Chinese, then in English', async () => {
  const path = await file('bad.csv', '题型,题干,选项,答案\n单选题,甲,**A.一**B.二,C\n判断题,乙,,对\n')
  const { code, out } = await run('items', 'read', path)
  expect(code).toBe(1)
  expect(out).toMatch(/bad\.csv 第 2 行 D 列 {2}key_without_option\n {2}答案中的 C .*\n {2}The key names C/)
})

test('a file that cannot be read exits with 2', async () => {
  const refused = await run('items', 'read', await file('题库.docx', '甲'))
  expect(refused.code).toBe(2)
  expect(refused.out).toContain('file_kind_not_read')

  const absent = await run('items', 'read', join(folder, 'absent.xlsx'))
  expect(absent.code).toBe(2)
  expect(absent.err).toContain('ENOENT')
})

test('--json says the same for programs', async () => {
  const path = await file('mixed.csv', '题型,题干,选项,答案\n单选题,1.甲,**A.一**B.二,B\n单选题,2.乙,,A\n')
  const { code, out } = await run('items', 'read', path, '--json')
  expect([code, JSON.parse(out)]).toMatchObject([
    1,
    {
      items: [
        { sheet: 'mixed.csv', row: 2, kind: 'single_choice', area: null, stem: '甲', options: ['一', '二'], key: 'B' },
      ],
      problems: [
        { code: 'options_too_few', place: { sheet: 'mixed.csv', row: 3, column: 'C' } },
        { code: 'key_without_option' },
      ],
      skipped: [{ sheet: 'mixed.csv', row: 1, reason: 'header' }],
      tally: { rows: 3, items: 1, problemRows: 1, skipped: 1 },
    },
  ])
  const refused = await run('items', 'read', await file('empty.csv', ''), '--json')
  expect([refused.code, JSON.parse(refused.out)]).toMatchObject([2, { refusal: { code: 'file_empty' } }])
})
