import { type ServerClock, serverNow } from '@kaochang/browser/countdown'

/** The smallest window in which a paper is shown whole. */
export const SCREEN_LEAST = { width: 1024, height: 700 } as const

/** A terminal clock may be off by so much before anybody is told. The exam never goes by it. */
const CLOCK_TOLERANCE_MS = 60_000

export type Finding = 'good' | 'warn' | 'bad' | 'checking'

/** What can be seen of this computer. `null` is not known yet. */
export type Looks = {
  readonly reached: boolean | null
  /** Everything the exam needs has been fetched. */
  readonly loaded: boolean
  readonly secure: boolean
  readonly storage: boolean | null
  readonly width: number
  readonly height: number
  /** How far this computer's clock is ahead of the server's. */
  readonly aheadMs: number | null
}

export type Checks = { readonly [Name in 'server' | 'program' | 'secure' | 'storage' | 'screen' | 'clock']: Finding }

/** Judges a computer for the exam. Only a server out of reach keeps anybody from signing in; the rest is said. */
export function selfCheck({ reached, loaded, secure, storage, width, height, aheadMs }: Looks): Checks {
  return {
    server: reached === null ? 'checking' : reached ? 'good' : 'bad',
    program: loaded ? 'good' : reached === false ? 'bad' : 'checking',
    secure: secure ? 'good' : 'warn',
    storage: storage === null ? 'checking' : storage ? 'good' : 'bad',
    screen: width >= SCREEN_LEAST.width && height >= SCREEN_LEAST.height ? 'good' : 'warn',
    clock: aheadMs === null ? 'checking' : Math.abs(aheadMs) <= CLOCK_TOLERANCE_MS ? 'good' : 'warn',
  }
}

/** How far a computer's own clock is ahead of the server's. */
export function clockAheadMs(clock: ServerClock | null, dateNow: number, now: number): number | null {
  return clock && dateNow - serverNow(clock, now)
}
