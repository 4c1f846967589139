import { describe, expect, test } from 'vitest'
import type { Category } from '../law/categories.ts'
import { type SpotCheckScore, permilleText, spotCheckTable } from './spot-check-table.ts'

const of = (category: Category, points: number | null, trade: string | null = null): SpotCheckScore => ({
  category,
  trade,
  points,
})

describe('B1: the table of a spot check', () => {
  // Guizhou, team 4 at Tucheng mine, 17 to 21 March 2020: 24 tested, one worker below 80, three at 88, all others 90 or above.
  const guizhou = [
    ...[90, 92, 96].map((score) => of('principal', score * 100)),
    ...[88, 91, 93, 95, 97, 90, 99, 94].map((score) => of('manager', score * 100)),
    ...[88, 92, 90, 98, 91].map((score) => of('operator', score * 100, 'gas_inspection')),
    ...[78, 88, 90, 91, 92, 93, 94, 100].map((score) => of('worker', score * 100)),
  ]

  test('gives the bulletin’s figures for Guizhou: 24 tested, 1 below 80, 3 at 88, 20 at 90 or above, 95.8 %', () => {
    const { rows, total } = spotCheckTable(guizhou, 8_000)
    expect(total).toEqual({
      category: null,
      trade: null,
      named: 24,
      tested: 24,
      passed: 23,
      below80: 1,
      bands: [0, 0, 1, 3, 20],
      passPermille: 958,
    })
    expect(permilleText(total.passPermille ?? 0)).toBe('95.8 %')
    expect(rows.filter(({ below80 }) => below80 > 0).map(({ category }) => category)).toEqual(['worker'])
  })

  test('stands by role in the order of the law, operators by trade, and its rows add up', () => {
    const people = [...guizhou, of('operator', 9_000, 'blasting')]
    const { rows, total } = spotCheckTable(people, 8_000)
    expect(rows.map(({ category, trade }) => [category, trade])).toEqual([
      ['principal', null],
      ['manager', null],
      ['operator', 'blasting'],
      ['operator', 'gas_inspection'],
      ['worker', null],
    ])
    for (const key of ['named', 'tested', 'passed', 'below80'] as const)
      expect(rows.reduce((sum, row) => sum + row[key], 0)).toBe(total[key])
  })

  test('counts whoever has no result as named and not as tested', () => {
    const { total } = spotCheckTable([of('worker', null), of('worker', 8_000)], 8_000)
    expect(total).toMatchObject({ named: 2, tested: 1, passed: 1, passPermille: 1_000 })
    expect(spotCheckTable([of('worker', null)], 8_000).total.passPermille).toBeNull()
  })

  test('A21: with a cut score of its own, passing is by that and below 80 stays below 80', () => {
    const { total } = spotCheckTable([of('manager', 8_500), of('manager', 9_000)], 9_000)
    expect(total).toMatchObject({ passed: 1, below80: 0, passPermille: 500 })
  })

  test('a band begins with its number, and a rate is never shown higher than it is', () => {
    expect(
      spotCheckTable(
        [5_999, 6_000, 7_999, 8_000, 8_999, 9_000, 10_000].map((p) => of('worker', p)),
        8_000,
      ).total.bands,
    ).toEqual([1, 1, 1, 2, 2])
    const many = Array.from({ length: 3_000 }, (_, index) => of('worker', index === 0 ? 0 : 9_000))
    expect(spotCheckTable(many, 8_000).total.passPermille).toBe(999)
  })
})
