import type { Instant } from '../instant.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** How long to wait after the first try that failed, the second, and so on. */
const WAITS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, 24 * HOUR, 24 * HOUR] as const

/** Tries in all; after the last one the notice is left to be handed over on paper. */
export const MOST_ATTEMPTS = WAITS.length + 1

/** When a mail that failed so many times is tried again; undefined when no more. Nearly three days in all. */
export function nextAttemptAt(attempts: number, at: Instant): Instant | undefined {
  const wait = WAITS[attempts - 1]
  return wait === undefined ? undefined : ((at + wait) as Instant)
}
