import { SILENCE_LIMIT_MS } from '@kaochang/contract/socket/protocol'

/**
 * An end, as a reading of the page's monotonic clock (`performance.now()`), never of the computer's date:
 * setting the terminal's clock moves nothing.
 */
export type Deadline = number

/**
 * The end as the server's latest word places it. A word that travelled slowly places the end too late, so
 * the earliest estimate is the truest and is kept; one that is later by more than any living line can delay
 * a word is a new decision of the server's, and is taken.
 *
 * @param previous the estimate so far, or null when there is none or the end itself was moved by a grant
 * @param remainingMs what the server said was left when it spoke
 * @param now `performance.now()` at the arrival of the word
 */
export function deadlineOf(previous: Deadline | null, remainingMs: number, now: number): Deadline {
  const fresh = now + remainingMs
  if (previous === null || fresh < previous || fresh - previous > SILENCE_LIMIT_MS) return fresh
  return previous
}

/** What is left until a deadline, in ms and never below zero. */
export function remainingMs(deadline: Deadline, now: number): number {
  return Math.max(0, deadline - now)
}

/** `1:59:59`, or `09:59` under an hour. The last second shows until it is over, so that 00:00 means the end. */
export function clockText(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  const pad = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const rest = `${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}

/** How far date and monotonic clock may part between two looks before the computer must have slept or been set. */
const JUMP_MS = 2_000

/**
 * Calls back when the computer slept or its clock was set: the monotonic clock may have stood still, so
 * whatever counts by it should ask the server afresh.
 *
 * @returns a function that stops watching
 */
export function watchClockJumps(jumped: () => void, everyMs = 1_000): () => void {
  let apart = Date.now() - performance.now()
  const timer = setInterval(() => {
    const next = Date.now() - performance.now()
    if (Math.abs(next - apart) > JUMP_MS) jumped()
    apart = next
  }, everyMs)
  return () => clearInterval(timer)
}

/** The server's clock, carried on by the monotonic one. */
export type ServerClock = { readonly serverAt: number; readonly readAt: number }

/** The server's instant now, in milliseconds since 1970-01-01T00:00Z. */
export function serverNow({ serverAt, readAt }: ServerClock, now: number): number {
  return serverAt + (now - readAt)
}
