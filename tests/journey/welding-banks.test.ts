import { ITEM_KINDS } from '@kaochang/domain/bank/item'
import type { ItemId } from '@kaochang/domain/ids'
import { findBlueprint } from '@kaochang/domain/paper/blueprints'
import { drawPaper, prepareDraw } from '@kaochang/domain/paper/draw-paper'
import { withoutTwins } from '@kaochang/domain/paper/without-twins'
import { fingerprint } from '@kaochang/domain/bank/item'
import { poolFrom } from '@kaochang/exchange/item-pool'
import { readItemFileInWorker } from '@kaochang/server/bank/read-in-worker'
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { publicMaterial } from '../kit/public-material.ts'

const NATIONAL = 'banks/special-operations/新电焊国家题库2018.xlsx'
const PROVINCIAL = 'banks/special-operations/省级电焊.xlsx'

// A real national bank of 1,303 items without a single multiple response, and a provincial one of 594 that
// has them: the share can only be met over the whole paper.
describe.skipIf(!publicMaterial.there)('the two real welding banks', () => {
  const sha256 = (text: string) => hash('sha256', text, 'hex')
  let pool: Awaited<ReturnType<typeof readPool>>

  beforeAll(async () => {
    pool = await readPool()
  })

  test('R18-3 R18-4: a thousand papers each meet the blueprint and the national share, no question twice', () => {
    const prepared = prepare()
    const questionOf = new Map(pool.map((item) => [item.id, item.twinKey]))
    const faults: string[] = []
    for (let number = 0; number < 1_000; number += 1) {
      const seed = sha256(`paper ${number}`)
      const { items } = drawPaper(prepared, seed)
      const kinds = ITEM_KINDS.map((kind) => items.filter((item) => item.kind === kind).length)
      const national = items.filter(({ bank }) => bank === 'national').length
      const questions = new Set(items.map(({ itemId }) => questionOf.get(itemId)))
      if (kinds.join() !== '40,40,20') faults.push(`${number}: kinds ${kinds.join()}`)
      if (5 * national < 4 * items.length) faults.push(`${number}: ${national} national of ${items.length}`)
      if (questions.size !== 100) faults.push(`${number}: ${questions.size} different questions`)
    }
    expect(faults).toEqual([])
  })

  test('every paper can be drawn again from its seed, whatever order the files were read in', () => {
    const prepared = prepare()
    const backwards = prepareDraw(blueprint(), [...pool].reverse())
    if (!backwards.ok) throw new Error(backwards.refusal.code)
    for (let number = 0; number < 100; number += 1) {
      const seed = sha256(`paper ${number}`)
      expect(drawPaper(backwards.value, seed)).toEqual(drawPaper(prepared, seed))
    }
  })

  test('over a thousand papers every item of both banks has had its turn', () => {
    const prepared = prepare()
    const seen = new Set<ItemId>()
    for (let number = 0; number < 1_000; number += 1) {
      for (const { itemId } of drawPaper(prepared, sha256(`turn ${number}`)).items) seen.add(itemId)
    }
    const drawable = pool.filter(({ bank, kind }) => bank === 'national' || kind === 'multiple_response')
    expect(drawable.filter(({ id }) => !seen.has(id)).length).toBe(0)
  })

  test('the national bank alone cannot fill the paper, and the refusal says what is short', () => {
    const alone = prepareDraw(
      blueprint(),
      pool.filter(({ bank }) => bank === 'national'),
    )
    expect(alone).toMatchObject({
      ok: false,
      refusal: {
        code: 'banks_too_small',
        shortages: [{ kind: 'multiple_response', wanted: 20, available: 0, shortBy: 20 }],
      },
    })
  })

  function blueprint() {
    const found = findBlueprint('by-kind-40-40-20')
    if (!found) throw new Error('The blueprint by-kind-40-40-20 is gone')
    return found
  }

  function prepare() {
    const prepared = prepareDraw(blueprint(), pool)
    if (!prepared.ok) throw new Error(prepared.refusal.code)
    return prepared.value
  }

  async function readPool() {
    const banks = await Promise.all(
      (
        [
          ['national', NATIONAL],
          ['provincial', PROVINCIAL],
        ] as const
      ).map(async ([bank, file]) => {
        const read = await readItemFileInWorker(readFileSync(publicMaterial.path(file)), file)
        if (!read.ok) throw new Error(read.refusal.code)
        const { items } = read.value
        const drawable = poolFrom(items, bank, sha256)
        return items.flatMap(({ content }, index) => {
          const item = drawable[index]
          return item ? [{ ...item, twinKey: fingerprint(content) }] : []
        })
      }),
    )
    return withoutTwins(banks.flat(), ({ twinKey }) => twinKey)
  }
})
