import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BankKind } from '../bank/bank.ts'
import { ITEM_KINDS, type ItemKind } from '../bank/item.ts'
import type { ItemId } from '../ids.ts'
import type { ContentArea } from '../law/content-areas.ts'
import type { Blueprint } from './blueprint.ts'
import { findBlueprint } from './blueprints.ts'
import { DRAW_METHOD, type PoolItem, drawPaper, prepareDraw, suppliesOf } from './draw-paper.ts'
import type { Paper } from './paper.ts'

const manager = named('manager')
const pool = poolFor(manager, { national: 3, provincial: 1 })
const seeds = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 32, maxLength: 32 }).map((bytes) => hex(bytes))

describe('a drawn paper', () => {
  test('R18-4, A22: has every section filled, no item twice, and at least 80 national items of its 100', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { items } = draw(manager, pool, seed)
        expect(new Set(items.map(({ itemId }) => itemId)).size).toBe(100)
        expect(items.filter(({ bank }) => bank === 'national').length).toBeGreaterThanOrEqual(80)
        const areaOf = new Map(pool.map(({ id, area }) => [id, area]))
        for (const { kind, area, count } of manager.sections)
          expect(items.filter((item) => item.kind === kind && areaOf.get(item.itemId) === area)).toHaveLength(count)
      }),
      { numRuns: 50 },
    )
  })

  test('stands by kind, numbered from 1, with every item’s options complete', () => {
    const { items } = draw(manager, pool, hex([7]))
    expect(items.map(({ number }) => number)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1))
    const kinds = items.map(({ kind }) => ITEM_KINDS.indexOf(kind))
    expect(kinds).toEqual(kinds.toSorted((a, b) => a - b))
    for (const { kind, optionOrder } of items)
      expect(optionOrder.toSorted((a, b) => a - b)).toEqual(kind === 'true_false' ? [0, 1] : [0, 1, 2, 3])
  })

  test('keeps true and false where they are, and options that name each other', () => {
    const fixed = pool.map((item) => ({ ...item, keepsOptionOrder: true }))
    for (const { optionOrder } of draw(manager, fixed, hex([9])).items)
      expect(optionOrder).toEqual(optionOrder.toSorted((a, b) => a - b))
  })
})

describe('a draw can be repeated, and nothing else decides it', () => {
  test('the seed alone decides the paper, not the order the pool came in', () => {
    fc.assert(
      fc.property(seeds, fc.shuffledSubarray(pool, { minLength: pool.length }), (seed, shuffled) => {
        expect(draw(manager, shuffled, seed)).toEqual(draw(manager, pool, seed))
      }),
      { numRuns: 20 },
    )
  })

  test('another seed gives another paper', () => {
    fc.assert(
      fc.property(fc.uniqueArray(seeds, { minLength: 2, maxLength: 2 }), ([one = '', other = '']) => {
        expect(draw(manager, pool, one)).not.toEqual(draw(manager, pool, other))
      }),
      { numRuns: 30 },
    )
  })

  test('an item more in one section leaves every other section’s items as they were', () => {
    const before = draw(manager, pool, hex([1]))
    const extra: PoolItem = { ...firstOf('true_false', 'law'), id: 'zz-extra' as ItemId }
    const after = draw(manager, [...pool, extra], hex([1]))
    const elsewhere = (paper: Paper) =>
      paper.items
        .filter(({ kind }) => kind !== 'true_false')
        .map(({ itemId }) => itemId)
        .toSorted()
    expect(elsewhere(after)).toEqual(elsewhere(before))
  })

  // Never to be changed: papers drawn with this method are drawn again by it in an appeal years later.
  test('a paper drawn by method 1 in 2026 is still drawn the same', () => {
    expect(DRAW_METHOD).toBe(1)
    const few = poolFor(manager, { national: 1, provincial: 1 })
    const drawn = draw(manager, few, '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f')
    const shown = drawn.items.slice(0, 6).map(({ itemId, optionOrder }) => `${itemId} ${optionOrder.join('')}`)
    expect([...shown, ...drawn.items.slice(-3).map(({ itemId, optionOrder }) => `${itemId} ${optionOrder.join('')}`)])
      .toMatchInlineSnapshot(`
        [
          "provincial-true_false-law-002 01",
          "national-true_false-law-010 01",
          "national-true_false-emergency-003 01",
          "national-true_false-law-000 01",
          "national-true_false-emergency-000 01",
          "national-true_false-management-007 01",
          "national-multiple_response-law-002 0132",
          "national-multiple_response-law-005 0213",
          "national-multiple_response-law-004 0213",
        ]
      `)
  })
})

describe('chance favours nobody', () => {
  test('every item of a stratum is drawn equally often, and stands at every place equally often', () => {
    const blueprint: Blueprint = {
      ...manager,
      sources: 'unified',
      category: 'operator',
      sections: [{ kind: 'single_choice', area: null, count: 4, pointsEach: 2_500 }],
    }
    const few = Array.from({ length: 10 }, (_, index) =>
      anItem({ id: `u${index}`, bank: 'unified', kind: 'single_choice', area: null }),
    )
    const prepared = prepareDraw(blueprint, few)
    if (!prepared.ok) throw new Error(prepared.refusal.code)
    const drawn = new Map<string, number>()
    const papers = 5_000
    for (let seed = 0; seed < papers; seed += 1) {
      for (const { itemId, number } of drawPaper(prepared.value, hex([seed >> 8, seed & 255])).items) {
        const cell = `${itemId}@${number}`
        drawn.set(cell, (drawn.get(cell) ?? 0) + 1)
      }
    }
    // 10 items at 4 places. The limit is the 99.9 % quantile of χ² with 39 degrees of freedom; the seeds are fixed.
    const expected = papers / 10
    const cells = few.flatMap(({ id }) => [1, 2, 3, 4].map((place) => drawn.get(`${id}@${place}`) ?? 0))
    const chiSquare = cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    expect(chiSquare).toBeLessThan(72.05)
  })
})

test('what there is of each section is counted by bank', () => {
  const supplies = suppliesOf(manager, pool)
  expect(supplies[0]).toEqual({ national: 36, provincial: 12 })
  expect(supplies).toHaveLength(manager.sections.length)
})

function draw(blueprint: Blueprint, from: readonly PoolItem[], seed: string) {
  const prepared = prepareDraw(blueprint, from)
  if (!prepared.ok) throw new Error(prepared.refusal.code)
  return drawPaper(prepared.value, seed)
}

/** So many times what each section asks for, of each bank. */
function poolFor({ sections }: Blueprint, times: { national: number; provincial: number }): PoolItem[] {
  return sections.flatMap(({ kind, area, count }) =>
    (['national', 'provincial'] as const).flatMap((bank) =>
      Array.from({ length: count * times[bank] }, (_, index) =>
        anItem({ id: `${bank}-${kind}-${area}-${String(index).padStart(3, '0')}`, bank, kind, area }),
      ),
    ),
  )
}

function anItem(given: { id: string; bank: BankKind; kind: ItemKind; area: ContentArea | null }): PoolItem {
  const trueFalse = given.kind === 'true_false'
  return { ...given, id: given.id as ItemId, version: 1, optionCount: trueFalse ? 2 : 4, keepsOptionOrder: trueFalse }
}

function firstOf(kind: ItemKind, area: ContentArea) {
  const found = pool.find((item) => item.kind === kind && item.area === area)
  if (!found) throw new Error('The pool has no such item')
  return found
}

function named(name: string): Blueprint {
  const blueprint = findBlueprint(name)
  if (!blueprint) throw new Error(`There is no blueprint ${name}`)
  return blueprint
}

function hex(bytes: readonly number[]) {
  return bytes
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .padStart(64, '0')
}
