import { type ServerClock, serverNow } from '@kaochang/browser/countdown'
import { OWN_CHECKS, type OwnCheck } from '@kaochang/domain/session/terminal-check'
import type { SebVerdict } from '@kaochang/domain/session/safe-exam-browser'

/** The smallest window in which a paper is shown whole. */
export const SCREEN_LEAST = { width: 1024, height: 700 } as const

/** A terminal clock may be off by so much before anybody is told. The exam never goes by it. */
const CLOCK_TOLERANCE_MS = 60_000

/** A save is on its way to and fro once: longer than the first is felt, longer than the second is a broken network. */
const DELAY_MS = { felt: 500, broken: 3_000 } as const

/** The last Chrome for Windows 7: the client is built for it and for nothing older. */
export const CHROME_LEAST = 109

/** A whole exam writes less than one: what is scarcer than this is a disk about to be full. */
const FREE_MB = { scarce: 50, none: 5 } as const

export type Finding = 'good' | 'warn' | 'bad' | 'checking'

/** What was tried out at this computer. */
export type Probed = {
  /** Whether what is written to the browser's own database can be read back. */
  readonly storage: boolean
  /** How an exam would speak to the server: over a WebSocket or, where the network refuses those, by posts (F59). */
  readonly line: 'socket' | 'posts' | 'none'
  readonly roundTripMs: number | null
  readonly fullScreen: boolean
  /** Null for a browser that is no Chromium. */
  readonly chromeVersion: number | null
  /** Null where the browser does not tell. */
  readonly freeMb: number | null
  /** Whether a camera can be turned on; null where no exam about this time asks for one. */
  readonly camera: boolean | null
}

/** What the server said to the last report. */
export type Told = {
  readonly currentBuild: boolean
  readonly seb: SebVerdict | null
  readonly sebRequired: boolean
}

/** What can be seen of this computer. `null` is not known yet. */
export type Looks = {
  readonly reached: boolean | null
  /** Everything the exam needs has been fetched. */
  readonly loaded: boolean
  readonly secure: boolean
  readonly width: number
  readonly height: number
  /** How far this computer's clock is ahead of the server's. */
  readonly aheadMs: number | null
  readonly probed: Probed | null
  readonly told: Told | null
}

export const CHECKS = ['server', ...OWN_CHECKS, 'version', 'seb'] as const
export type CheckName = (typeof CHECKS)[number]

/** Those that there is nothing to find out about here are left out. */
export type Checks = { readonly [Name in CheckName]?: Finding }

/** Judges a computer for the exam. Only a server out of reach keeps anybody from signing in; the rest is said. */
export function selfCheck({ reached, loaded, secure, width, height, aheadMs, probed, told }: Looks): Checks {
  return {
    server: reached === null ? 'checking' : reached ? 'good' : 'bad',
    program: loaded ? 'good' : reached === false ? 'bad' : 'checking',
    secure: secure ? 'good' : 'warn',
    screen: width >= SCREEN_LEAST.width && height >= SCREEN_LEAST.height ? 'good' : 'warn',
    clock: aheadMs === null ? 'checking' : Math.abs(aheadMs) <= CLOCK_TOLERANCE_MS ? 'good' : 'warn',
    ...judgeProbed(probed),
    ...(told && { version: told.currentBuild ? 'good' : 'warn' }),
    ...(told && told.seb !== null && { seb: told.seb === 'right' ? 'good' : told.sebRequired ? 'bad' : 'warn' }),
  }
}

function judgeProbed(probed: Probed | null): Checks {
  if (!probed)
    return { storage: 'checking', line: 'checking', delay: 'checking', browser: 'checking', fullscreen: 'checking' }
  const { storage, line, roundTripMs, fullScreen, chromeVersion, freeMb, camera } = probed
  return {
    storage: storage ? 'good' : 'bad',
    line: line === 'socket' ? 'good' : line === 'posts' ? 'warn' : 'bad',
    ...(roundTripMs !== null && { delay: under(roundTripMs, DELAY_MS.felt, DELAY_MS.broken) }),
    browser: chromeVersion === null ? 'warn' : chromeVersion >= CHROME_LEAST ? 'good' : 'bad',
    fullscreen: fullScreen ? 'good' : 'warn',
    // Without one the exam goes on, but for the photographs.
    ...(camera !== null && { camera: camera ? 'good' : 'warn' }),
    ...(freeMb !== null && { space: freeMb >= FREE_MB.scarce ? 'good' : freeMb >= FREE_MB.none ? 'warn' : 'bad' }),
  }
}

function under(value: number, warn: number, bad: number): Finding {
  return value <= warn ? 'good' : value <= bad ? 'warn' : 'bad'
}

/** What the site's people are told of it: the checks that failed, and those with a note. */
export function reportOf(checks: Checks): { failing: OwnCheck[]; noted: OwnCheck[] } {
  return {
    failing: OWN_CHECKS.filter((name) => checks[name] === 'bad'),
    noted: OWN_CHECKS.filter((name) => checks[name] === 'warn'),
  }
}

/** How far a computer's own clock is ahead of the server's. */
export function clockAheadMs(clock: ServerClock | null, dateNow: number, now: number): number | null {
  return clock && dateNow - serverNow(clock, now)
}
