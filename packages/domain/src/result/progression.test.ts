import { expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import { progressionOf } from './progression.ts'

const endedOn = '2026-09-24' as CivilDate
const scored = { component: 'knowledge', points: 8_000, undecidedLateFrames: 0, endedOn } as const

test('A14: a knowledge exam that is scored and passed opens the practical one before it is published', () => {
  expect(progressionOf(scored)).toEqual({ component: 'knowledge', points: 8_000, endedOn })
})

test.each([
  ['79.99 points', { points: 7_999 }],
  ['no score yet', { points: null }],
  ['late saves nobody has decided about', { undecidedLateFrames: 1 }],
  ['a practical exam', { component: 'practical' }],
] as const)('A14: %s opens nothing', (_, given) => {
  expect(progressionOf({ ...scored, ...given })).toBeNull()
})
