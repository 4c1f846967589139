import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ItemKind, sortedLetters } from '../bank/item.ts'
import type { ItemId } from '../ids.ts'
import type { ContentArea } from '../law/content-areas.ts'
import type { Paper, PaperItem } from '../paper/paper.ts'
import type { Answer } from '../sitting/sitting.ts'
import { type ScoringItem, scoreSitting } from './score-sitting.ts'

describe('scoring', () => {
  test('an item gives its points for exactly its key, and nothing for less or more', () => {
    const { paper, items } = onPaper([{ kind: 'multiple_response', key: 'AC' }])
    const marksFor = (response: string) => scoreSitting(paper, items, [answer(response)]).marks
    expect(['AC', 'A', 'ABC', 'B', ''].map(marksFor)).toEqual(['r', 'w', 'w', 'w', 'b'])
    expect(scoreSitting(paper, items, [null])).toMatchObject({ marks: 'b', points: 0 })
  })

  test('what counts is the option that was chosen, wherever it stands on this candidate’s paper', () => {
    const { paper, items } = onPaper([{ kind: 'single_choice', key: 'A', optionOrder: [2, 0, 3, 1] }])
    expect(scoreSitting(paper, items, [answer('B')]).marks).toBe('r')
    expect(scoreSitting(paper, items, [answer('A')]).marks).toBe('w')
  })

  test('for every order of the options, choosing the key is right and anything else is not', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
        fc.subarray(['A', 'B', 'C', 'D'], { minLength: 2 }),
        fc.subarray([0, 1, 2, 3]),
        (optionOrder, keyLetters, chosenPlaces) => {
          const key = keyLetters.join('')
          const { paper, items } = onPaper([{ kind: 'multiple_response', key, optionOrder }])
          const response = sortedLetters(chosenPlaces.map((place) => 'ABCD'.charAt(place)).join(''))
          const chosen = sortedLetters(chosenPlaces.map((place) => 'ABCD'.charAt(optionOrder[place] ?? 0)).join(''))
          const { marks } = scoreSitting(paper, items, [answer(response)])
          expect(marks).toBe(chosen === '' ? 'b' : chosen === key ? 'r' : 'w')
        },
      ),
    )
  })

  test('points are added by area, and the areas add up to the whole', () => {
    const { paper, items } = onPaper([
      { kind: 'true_false', key: 'A', area: 'law', points: 150 },
      { kind: 'true_false', key: 'A', area: 'law', points: 50 },
      { kind: 'true_false', key: 'B', area: 'cases', points: 100 },
    ])
    expect(scoreSitting(paper, items, [answer('A'), answer('B'), answer('B')])).toMatchObject({
      points: 250,
      full: 300,
      byArea: [
        { area: 'law', points: 150, full: 200 },
        { area: 'cases', points: 100, full: 100 },
      ],
    })
  })

  // A53: 79.5 of an exam with half points is a fail, and no sum of fractions ever makes 80 out of it or loses it.
  test.each([
    [159, 7_950, false],
    [160, 8_000, true],
    [161, 8_050, true],
  ])('R18-5, R27-5: %i items of half a point', (right, points, passed) => {
    const { paper, items } = onPaper(
      Array.from({ length: 200 }, () => ({ kind: 'true_false' as const, key: 'A', points: 50 })),
    )
    const answers = Array.from({ length: 200 }, (_, index) => answer(index < right ? 'A' : 'B'))
    expect(scoreSitting(paper, items, answers)).toMatchObject({ points, passed })
  })

  test('50 right answers at 1.6 points are 80, and pass', () => {
    const { paper, items } = onPaper(
      Array.from({ length: 50 }, () => ({ kind: 'true_false' as const, key: 'A', points: 160 })),
    )
    expect(
      scoreSitting(
        paper,
        items,
        Array.from({ length: 50 }, () => answer('A')),
      ),
    ).toMatchObject({ points: 8_000, passed: true })
  })

  test('an item without its key stops the scoring instead of giving nothing for it', () => {
    const { paper } = onPaper([{ kind: 'true_false', key: 'A' }])
    expect(() => scoreSitting(paper, new Map(), [answer('A')])).toThrow('scoring material')
  })
})

function onPaper(
  given: readonly {
    kind: ItemKind
    key: string
    area?: ContentArea
    points?: number
    optionOrder?: readonly number[]
  }[],
): { paper: Paper; items: ReadonlyMap<string, ScoringItem> } {
  const items = given.map(({ kind, points = 100, optionOrder }, index): PaperItem => {
    const options = kind === 'true_false' ? [0, 1] : [0, 1, 2, 3]
    const itemId = `item-${index}` as ItemId
    return {
      number: index + 1,
      itemId,
      version: 1,
      kind,
      bank: 'national',
      points,
      optionOrder: optionOrder ?? options,
    }
  })
  const material = given.map(({ key, area = null }, index) => [`item-${index}@1`, { key, area }] as const)
  return { paper: { blueprint: 'test', drawMethod: 1, items }, items: new Map(material) }
}

function answer(response: string): Answer {
  return { response, marked: false }
}
