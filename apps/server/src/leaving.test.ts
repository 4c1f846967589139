import { expect, test, vi } from 'vitest'
import { openLeaving } from './leaving.ts'

test('a server that nobody asks leaves at once', async () => {
  const leaving = openLeaving()
  await leaving.leave()
  expect(leaving.asked()).toBe('leaving')
})

test('a proxy that asks is told before the server leaves', async () => {
  vi.useFakeTimers()
  try {
    const leaving = openLeaving()
    expect(leaving.asked()).toBe('welcome')
    const left = vi.fn<() => void>()
    const leave = leaving.leave().then(left)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(left).not.toHaveBeenCalled()
    expect(leaving.asked()).toBe('leaving')
    await vi.advanceTimersByTimeAsync(500)
    expect(left).toHaveBeenCalledOnce()
    await leave
  } finally {
    vi.useRealTimers()
  }
})

test('a proxy that has fallen silent holds nobody up for long', async () => {
  vi.useFakeTimers()
  try {
    const leaving = openLeaving()
    leaving.asked()
    const left = vi.fn<() => void>()
    void leaving.leave().then(left)
    await vi.advanceTimersByTimeAsync(3_000)
    expect(left).toHaveBeenCalledOnce()
  } finally {
    vi.useRealTimers()
  }
})
