import { describe, expect, test } from 'vitest'
import type { ItemKind } from '../bank/item.ts'
import type { ItemId } from '../ids.ts'
import type { Paper } from '../paper/paper.ts'
import { scoreSitting } from '../score/score-sitting.ts'
import { knownAnswers } from './canary.ts'

const ITEMS: readonly (readonly [kind: ItemKind, optionOrder: readonly number[], key: string])[] = [
  ['true_false', [0, 1], 'B'],
  ['single_choice', [3, 1, 0, 2], 'A'],
  ['multiple_response', [4, 0, 2, 1, 3], 'BCD'],
  ['multiple_response', [1, 0], 'AB'],
  ['single_choice', [2, 0, 1], 'C'],
]

const PAPER: Paper = {
  blueprint: 'canary',
  drawMethod: 1,
  items: ITEMS.map(([kind, optionOrder], index) => ({
    number: index + 1,
    itemId: `item ${index}` as ItemId,
    version: 1,
    kind,
    bank: 'unified',
    points: 100,
    optionOrder,
  })),
}
const KEYS = new Map(ITEMS.map(([, , key], index) => [`item ${index}`, key]))

describe('a canary’s answers', () => {
  const known = knownAnswers(PAPER, KEYS)

  test('are every other one right, lettered as this paper letters them', () => {
    expect(known).toEqual({ responses: ['B', 'A', 'CDE', 'B', 'A'], points: 300, marks: 'rwrwr' })
  })

  test('are worth what the scorer gives for them, and with another key they are not', () => {
    const scored = (keys: ReadonlyMap<string, string>) =>
      scoreSitting(
        PAPER,
        new Map([...keys].map(([id, key]) => [`${id}@1`, { key, area: null }])),
        known.responses.map((response) => ({ response, marked: false })),
      )
    expect(scored(KEYS)).toMatchObject({ points: known.points, marks: known.marks })
    for (const [id, key] of [...KEYS].filter((_, index) => known.marks[index] === 'r'))
      expect(scored(new Map(KEYS).set(id, key === 'A' ? 'B' : 'A')).points).toBe(known.points - 100)
  })
})
