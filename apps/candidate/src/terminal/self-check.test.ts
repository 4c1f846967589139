import { describe, expect, test } from 'vitest'
import { type Looks, type Probed, type Told, clockAheadMs, reportOf, selfCheck } from './self-check.ts'

const probed: Probed = {
  storage: true,
  line: 'socket',
  roundTripMs: 12,
  fullScreen: true,
  chromeVersion: 109,
  freeMb: 2_000,
  camera: true,
}
const told: Told = { currentBuild: true, seb: 'right', sebRequired: true }
const fine: Looks = { reached: true, loaded: true, secure: true, width: 1366, height: 768, aheadMs: 300, probed, told }

test('a sound terminal passes every check', () => {
  const checks = selfCheck(fine)
  expect(Object.keys(checks)).toHaveLength(14)
  expect(new Set(Object.values(checks))).toEqual(new Set(['good']))
  expect(reportOf(checks)).toEqual({ failing: [], noted: [] })
})

test.each([
  ['a server out of reach', { reached: false }, 'server', 'bad'],
  ['a server not tried yet', { reached: null }, 'server', 'checking'],
  ['a program still on its way', { loaded: false }, 'program', 'checking'],
  ['a program that cannot come', { loaded: false, reached: false }, 'program', 'bad'],
  ['a page over plain http', { secure: false }, 'secure', 'warn'],
  ['a window too narrow', { width: 1023 }, 'screen', 'warn'],
  ['a window too low', { height: 699 }, 'screen', 'warn'],
  ['the smallest window that will do', { width: 1024, height: 700 }, 'screen', 'good'],
  ['a clock a day ahead', { aheadMs: 86_400_000 }, 'clock', 'warn'],
  ['a clock eight hours behind', { aheadMs: -8 * 3_600_000 }, 'clock', 'warn'],
] as const)('%s is told apart', (_, looks, check, finding) => {
  expect(selfCheck({ ...fine, ...looks })[check]).toBe(finding)
})

test.each([
  ['a browser that keeps nothing', { storage: false }, 'storage', 'bad'],
  ['a network that refuses WebSockets', { line: 'posts' }, 'line', 'warn'],
  ['a network that lets nothing through', { line: 'none' }, 'line', 'bad'],
  ['a way of half a second', { roundTripMs: 500 }, 'delay', 'good'],
  ['a way that is felt', { roundTripMs: 501 }, 'delay', 'warn'],
  ['a way of more than three seconds', { roundTripMs: 3_001 }, 'delay', 'bad'],
  ['a way that nobody could measure', { roundTripMs: null }, 'delay', undefined],
  ['the last Chrome for Windows 7', { chromeVersion: 109 }, 'browser', 'good'],
  ['an older Chrome', { chromeVersion: 108 }, 'browser', 'bad'],
  ['a browser that is no Chromium', { chromeVersion: null }, 'browser', 'warn'],
  ['a browser that cannot fill the screen', { fullScreen: false }, 'fullscreen', 'warn'],
  ['a disk with little left', { freeMb: 49 }, 'space', 'warn'],
  ['a disk that is full', { freeMb: 4 }, 'space', 'bad'],
  ['a camera that cannot be turned on', { camera: false }, 'camera', 'warn'],
  ['a camera that nobody asks for', { camera: null }, 'camera', undefined],
  ['a disk that the browser tells nothing of', { freeMb: null }, 'space', undefined],
] as const)('%s is told apart', (_, found, check, finding) => {
  expect(selfCheck({ ...fine, probed: { ...probed, ...found } })[check]).toBe(finding)
})

describe('what the server said', () => {
  test.each([
    ['another client than the one served now', { currentBuild: false }, 'version', 'warn'],
    ['a browser that is not the one required', { seb: 'absent' }, 'seb', 'bad'],
    ['a browser that is not the one asked for', { seb: 'wrong', sebRequired: false }, 'seb', 'warn'],
    ['nothing asked of the browser', { seb: null }, 'seb', undefined],
  ] as const)('%s', (_, said, check, finding) => {
    expect(selfCheck({ ...fine, told: { ...told, ...said } })[check]).toBe(finding)
  })

  test('is not awaited: without it nothing is said of it', () => {
    const checks = selfCheck({ ...fine, told: null })
    expect([checks.version, checks.seb]).toEqual([undefined, undefined])
  })
})

test('what was not tried out yet is neither good nor bad, and is not reported', () => {
  const checks = selfCheck({ ...fine, probed: null })
  expect([checks.storage, checks.line, checks.browser]).toEqual(['checking', 'checking', 'checking'])
  expect(reportOf(checks)).toEqual({ failing: [], noted: [] })
})

test('the site is told the checks that failed and those with a note, and not what the server judges itself', () => {
  const bad = { ...probed, storage: false, line: 'posts' as const }
  const checks = selfCheck({
    ...fine,
    secure: false,
    probed: bad,
    told: { ...told, seb: 'wrong', currentBuild: false },
  })
  expect(reportOf(checks)).toEqual({ failing: ['storage'], noted: ['secure', 'line'] })
})

test('the clock is compared with the server’s as carried on by the monotonic clock', () => {
  const clock = { serverAt: 1_000_000, readAt: 500 }
  expect(clockAheadMs(clock, 1_090_000, 10_500)).toBe(80_000)
  expect(clockAheadMs(null, 1_090_000, 10_500)).toBeNull()
})
