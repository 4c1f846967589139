import { expect, test } from 'vitest'
import type { Instant } from '../instant.ts'
import { MOST_ATTEMPTS, nextAttemptAt } from './retry.ts'

const AT = 1_000_000 as Instant

test('a mail that failed waits longer each time, and is given up in the end', () => {
  const waits = Array.from({ length: MOST_ATTEMPTS }, (_, index) => nextAttemptAt(index + 1, AT))
  expect(waits[0]).toBe(AT + 60_000)
  expect(waits.slice(0, -1)).toEqual(waits.slice(0, -1).toSorted((a, b) => (a ?? 0) - (b ?? 0)))
  expect(waits.at(-1)).toBeUndefined()
  expect(waits.filter((at) => at === undefined)).toHaveLength(1)
})
