import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { REST_MS, shareReads } from './share-reads.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

const quiet = { warn: () => undefined }

/** Reads that take so long and are counted. */
function counted(tookMs = 0) {
  let reads = 0
  const read = async () => {
    reads += 1
    if (tookMs > 0) await new Promise((resolve) => setTimeout(resolve, tookMs))
    return reads
  }
  return { shared: shareReads(read, quiet), reads: () => reads }
}

describe('one reading for all who watch', () => {
  test('a thousand watchers and ten thousand changes in a second cost four readings', async () => {
    const { shared, reads } = counted()
    const seen: number[] = []
    for (let n = 0; n < 1_000; n += 1) shared.join((value) => seen.push(value))
    for (let at = 0; at < 1_000; at += 1) {
      for (let n = 0; n < 10; n += 1) shared.changed()
      await vi.advanceTimersByTimeAsync(1)
    }
    expect(reads()).toBe(4)
    expect(seen).toHaveLength(4_000)
  })

  test('a change is shown within the rest, however many came before it', async () => {
    const { shared } = counted()
    const shown: number[] = []
    shared.join(() => shown.push(performance.now()))
    await vi.advanceTimersByTimeAsync(1)
    shared.changed()
    const changedAt = performance.now()
    await vi.advanceTimersByTimeAsync(REST_MS)
    expect((shown.at(-1) ?? Infinity) - changedAt).toBeLessThanOrEqual(REST_MS)
    expect(shown).toHaveLength(2)
  })

  test('what changes while it is read is read once more', async () => {
    const { shared, reads } = counted(20)
    shared.join(() => undefined)
    await vi.advanceTimersByTimeAsync(10)
    shared.changed()
    await vi.advanceTimersByTimeAsync(REST_MS + 40)
    expect(reads()).toBe(2)
  })

  test('slow readings rest longer, so that reading never takes more than a fifth of the time', async () => {
    const { shared, reads } = counted(100)
    shared.join(() => undefined)
    for (let at = 0; at < 4_950; at += 50) {
      shared.changed()
      await vi.advanceTimersByTimeAsync(50)
    }
    expect(reads()).toBe(10)
  })

  test('nothing is read for nobody', async () => {
    const { shared, reads } = counted()
    shared.changed()
    const leave = shared.join(() => undefined)
    leave()
    shared.changed()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(reads()).toBe(0)
  })

  test('whoever asks once is given what was just read, or joins what is being read', async () => {
    const { shared, reads } = counted(20)
    const asked = Promise.all([shared.now(), shared.now()])
    await vi.advanceTimersByTimeAsync(20)
    expect(await asked).toEqual([1, 1])
    expect(await shared.now()).toBe(1)
    await vi.advanceTimersByTimeAsync(REST_MS)
    const later = shared.now()
    await vi.advanceTimersByTimeAsync(20)
    expect(await later).toBe(2)
    expect(reads()).toBe(2)
  })

  test('a reading that fails is said, and the next one is tried', async () => {
    const said: string[] = []
    let reads = 0
    const shared = shareReads(
      async () => {
        reads += 1
        if (reads === 1) throw new Error('no database')
        return reads
      },
      { warn: (_: unknown, words?: string) => void said.push(words ?? '') },
    )
    const seen: number[] = []
    shared.join((value) => seen.push(value))
    await vi.advanceTimersByTimeAsync(1)
    shared.changed()
    await vi.advanceTimersByTimeAsync(REST_MS)
    expect([said.length, seen]).toEqual([1, [2]])
  })
})
