import { expect, test } from 'vitest'
import { type Looks, clockAheadMs, selfCheck } from './self-check.ts'

const fine: Looks = { reached: true, loaded: true, secure: true, storage: true, width: 1366, height: 768, aheadMs: 300 }

test('a sound terminal passes every check', () => {
  expect(new Set(Object.values(selfCheck(fine)))).toEqual(new Set(['good']))
})

test.each([
  ['a server out of reach', { reached: false }, 'server', 'bad'],
  ['a server not tried yet', { reached: null }, 'server', 'checking'],
  ['a program still on its way', { loaded: false }, 'program', 'checking'],
  ['a program that cannot come', { loaded: false, reached: false }, 'program', 'bad'],
  ['a page over plain http', { secure: false }, 'secure', 'warn'],
  ['a browser that keeps nothing', { storage: false }, 'storage', 'bad'],
  ['a window too narrow', { width: 1023 }, 'screen', 'warn'],
  ['a window too low', { height: 699 }, 'screen', 'warn'],
  ['the smallest window that will do', { width: 1024, height: 700 }, 'screen', 'good'],
  ['a clock a day ahead', { aheadMs: 86_400_000 }, 'clock', 'warn'],
  ['a clock eight hours behind', { aheadMs: -8 * 3_600_000 }, 'clock', 'warn'],
] as const)('%s is told apart', (_, looks, check, finding) => {
  expect(selfCheck({ ...fine, ...looks })[check]).toBe(finding)
})

test('the clock is compared with the server’s as carried on by the monotonic clock', () => {
  const clock = { serverAt: 1_000_000, readAt: 500 }
  expect(clockAheadMs(clock, 1_090_000, 10_500)).toBe(80_000)
  expect(clockAheadMs(null, 1_090_000, 10_500)).toBeNull()
})
