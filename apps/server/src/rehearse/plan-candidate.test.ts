import { chanceFrom } from '@kaochang/domain/chance'
import { expect, test } from 'vitest'
import { type ShownItem, nextAnswer, planCandidate } from './plan-candidate.ts'

const items: readonly ShownItem[] = [
  { number: 1, kind: 'true_false', options: ['对', '错'] },
  { number: 2, kind: 'single_choice', options: ['一', '二', '三', '四'] },
  { number: 3, kind: 'multiple_response', options: ['一', '二', '三', '四', '五'] },
]

test('the same seed does the same again', () => {
  const plans = () =>
    [1, 2, 3].map((seat) => planCandidate(chanceFrom('seed', String(seat)), { cut: 50, reload: 50, early: 50 }))
  expect(plans()).toEqual(plans())
  expect(new Set(plans().map((plan) => JSON.stringify(plan))).size).toBe(3)
})

test('rates of nought and of a hundred are kept', () => {
  for (let seat = 0; seat < 200; seat += 1) {
    const chance = chanceFrom('seed', String(seat))
    expect(planCandidate(chance, { cut: 0, reload: 0, early: 0 })).toMatchObject({ interruptions: [], handsInAt: null })
    const all = planCandidate(chance, { cut: 100, reload: 100, early: 100 })
    expect(all.interruptions.map(({ kind }) => kind).sort()).toEqual(['cut', 'reload'])
    expect(all.handsInAt).toBeGreaterThan(0.5)
  }
})

test('an answer is one that the item’s kind allows, and in the end every item has had one', () => {
  const chance = chanceFrom('seed', 'answers')
  const answered = new Set<number>()
  for (let step = 0; step < 300; step += 1) {
    const { item, response } = nextAnswer(chance, items, answered)
    const { kind, options } = items[item - 1] as ShownItem
    if (response === '') {
      expect(answered.has(item)).toBe(true)
      answered.delete(item)
      continue
    }
    expect([...response]).toEqual([...new Set(response)].sort())
    expect([...response].every((letter) => letter.charCodeAt(0) - 65 < options.length)).toBe(true)
    if (kind !== 'multiple_response') expect(response).toHaveLength(1)
    answered.add(item)
  }
  expect(answered.size).toBeGreaterThan(1)
})
