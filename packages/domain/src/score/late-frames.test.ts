import { expect, test } from 'vitest'
import { withLateFrames } from './late-frames.ts'

const shapes = [
  { kind: 'single_choice', optionCount: 4 },
  { kind: 'multiple_response', optionCount: 4 },
] as const
const saved = [{ response: 'A', marked: false }, null]

test('late saves count in the order they came, over what was saved in time', () => {
  const late = [frame(1, 'B'), frame(2, 'AC'), frame(1, 'C')]
  expect(withLateFrames(saved, late, shapes)).toEqual([
    { response: 'C', marked: false },
    { response: 'AC', marked: false },
  ])
  expect(saved[0]).toEqual({ response: 'A', marked: false })
})

test('an answer taken back late is taken back', () => {
  expect(withLateFrames(saved, [frame(1, '')], shapes)[0]).toEqual({ response: '', marked: false })
})

test.each([
  ['an item the paper does not have', frame(3, 'A')],
  ['an option the item does not have', frame(1, 'E')],
  ['two options where one is asked', frame(1, 'AB')],
  ['letters out of order', frame(2, 'CA')],
  ['no letters at all', frame(1, '甲')],
])('%s changes nothing', (_, late) => {
  expect(withLateFrames(saved, [late], shapes)).toEqual(saved)
})

function frame(item: number, response: string) {
  return { item, response, marked: false }
}
