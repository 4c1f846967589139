import { expect, test } from 'vitest'
import { askInGroups } from './ask-in-groups.ts'

test('what is asked while one query runs shares the next, and everybody hears the answer to their own question', async () => {
  const groups: (readonly number[])[] = []
  const held = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  const ask = askInGroups(async (questions: readonly number[]) => {
    groups.push(questions)
    begun.resolve()
    await held.promise
    return questions.map((question) => question * 10)
  })
  const first = ask(1)
  await begun.promise
  const rest = [ask(2), ask(3), ask(2)]
  held.resolve()
  expect(await Promise.all([first, ...rest])).toEqual([10, 20, 30, 20])
  expect(groups).toEqual([[1], [2, 3, 2]])
})

test('no group is larger than two hundred', async () => {
  const sizes: number[] = []
  const ask = askInGroups(async (questions: readonly number[]) => {
    sizes.push(questions.length)
    return questions
  })
  const asked = Array.from({ length: 450 }, (_, index) => index)
  expect(await Promise.all(asked.map(ask))).toEqual(asked)
  expect(sizes).toEqual([200, 200, 50])
})

test('a query that fails fails for those in it, and the next is asked all the same', async () => {
  let up = false
  const ask = askInGroups(async (questions: readonly string[]) => {
    if (!up) throw new Error('the database is away')
    return questions
  })
  const lost = await Promise.allSettled([ask('a'), ask('b')])
  expect(lost.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  up = true
  expect(await ask('c')).toBe('c')
})
