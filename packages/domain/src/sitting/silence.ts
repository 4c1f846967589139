import type { Instant } from '../instant.ts'

/** A terminal says something every five seconds: fifteen of silence are worth a look, sixty a walk. */
export const SILENCE = { amberMs: 15_000, redMs: 60_000 } as const

export type Silence = 'none' | 'amber' | 'red'

/**
 * How alarming a terminal's silence is, on one room's wall and in the overview of all rooms.
 *
 * @param connected whether a server process holds its line
 * @param silenceMs since it was last heard; null when it never was
 */
export function silenceOf(connected: boolean, silenceMs: number | null): Silence {
  if (silenceMs !== null && silenceMs >= SILENCE.redMs) return 'red'
  return !connected || (silenceMs !== null && silenceMs >= SILENCE.amberMs) ? 'amber' : 'none'
}

/** How long nothing was heard; null when nothing ever was. Never negative, whichever clock was ahead. */
export function silenceMs(lastHeardAt: Instant | number | null, at: Instant | number): number | null {
  return lastHeardAt === null ? null : Math.max(0, at - lastHeardAt)
}
