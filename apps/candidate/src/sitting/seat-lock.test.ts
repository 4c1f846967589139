import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { askForSeat } from './seat-lock.ts'

type Told = Parameters<Parameters<typeof askForSeat>[0]>[0]

/** Channels of one computer, and the words that are on the way between them. */
let channels: { onmessage: ((event: { data: unknown }) => void) | null }[] = []
let words: (() => void)[] = []

beforeEach(() => {
  channels = []
  words = []
  vi.stubGlobal('navigator', {})
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      onmessage: ((event: { data: unknown }) => void) | null = null
      constructor() {
        channels.push(this)
      }
      postMessage(data: unknown) {
        for (const other of channels) if (other !== this) words.push(() => other.onmessage?.({ data }))
      }
    },
  )
})
afterEach(() => {
  vi.unstubAllGlobals()
})

test('F49: without locks the newest window has the seat, and the older one is told that it has lost it', () => {
  const [first, second] = [aWindow(), aWindow()]
  expect([first.told, second.told]).toEqual([['had'], ['had']])
  spread()
  expect([first.told, second.told]).toEqual([['had', 'lost'], ['had']])

  first.lock.take()
  spread()
  expect([first.told, second.told]).toEqual([
    ['had', 'lost', 'had'],
    ['had', 'lost'],
  ])
})

test('a window that has no seat hears nothing of who takes it', () => {
  const [first, second] = [aWindow(), aWindow()]
  spread()
  const third = aWindow()
  spread()
  expect(first.told).toEqual(['had', 'lost'])
  expect(second.told).toEqual(['had', 'lost'])
  expect(third.told).toEqual(['had'])
})

function aWindow() {
  const told: Told[] = []
  return { told, lock: askForSeat((what) => told.push(what)) }
}

function spread() {
  for (const word of words.splice(0)) word()
}
