import { afterEach, describe, expect, test, vi } from 'vitest'
import { clockText, deadlineOf, remainingMs, serverNow, watchClockJumps } from './countdown.ts'

afterEach(() => vi.useRealTimers())

describe('the deadline', () => {
  test('is where the first word places it', () => {
    expect(deadlineOf(null, 60_000, 5_000)).toBe(65_000)
  })

  test('is not pushed back by a word that travelled slowly', () => {
    expect(deadlineOf(65_000, 58_000, 10_000)).toBe(65_000)
  })

  test('F40: comes forward when a word shows that earlier ones were slow, or that the computer slept', () => {
    expect(deadlineOf(65_000, 54_000, 10_000)).toBe(64_000)
  })

  test('follows the server when it says so much more that no line could have delayed it', () => {
    expect(deadlineOf(65_000, 75_000, 10_000)).toBe(85_000)
  })

  test('is never less than now', () => {
    expect(remainingMs(65_000, 70_000)).toBe(0)
  })
})

test.each([
  [0, '00:00'],
  [1, '00:01'],
  [59_999, '01:00'],
  [3_600_000, '1:00:00'],
  [7_199_001, '2:00:00'],
  [7_199_000, '1:59:59'],
])('%i ms read %s', (ms, text) => expect(clockText(ms)).toBe(text))

describe('the computer’s own clock', () => {
  test('F36: a step forwards or back is noticed, and ordinary time is not', () => {
    vi.useFakeTimers()
    let jumps = 0
    const stop = watchClockJumps(() => (jumps += 1))
    vi.advanceTimersByTime(60_000)
    expect(jumps).toBe(0)
    vi.setSystemTime(Date.now() + 86_400_000)
    vi.advanceTimersByTime(1_000)
    expect(jumps).toBe(1)
    vi.setSystemTime(Date.now() - 8 * 3_600_000)
    vi.advanceTimersByTime(5_000)
    expect(jumps).toBe(2)
    stop()
  })

  test('moves nothing that counts by the server’s', () => {
    vi.useFakeTimers()
    const clock = { serverAt: 1_790_000_000_000, readAt: performance.now() }
    vi.setSystemTime(0)
    vi.advanceTimersByTime(1_500)
    expect(serverNow(clock, performance.now())).toBe(1_790_000_001_500)
  })
})
