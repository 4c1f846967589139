/**
 * What a terminal looks at before an exam. A terminal that reports has reached the server, so that is none of them. All
 * are judged at the terminal but Safe Exam Browser, which the server judges by the report itself.
 */
export const OWN_CHECKS = [
  'program',
  'secure',
  'storage',
  'screen',
  'clock',
  'line',
  'delay',
  'browser',
  'fullscreen',
  'space',
  'camera',
] as const
export const TERMINAL_CHECKS = [...OWN_CHECKS, 'seb'] as const
export type OwnCheck = (typeof OWN_CHECKS)[number]
export type TerminalCheck = (typeof TERMINAL_CHECKS)[number]

/** Numbers behind the checks, for whoever mends the computer. Nothing of a person, and nothing to know a person by. */
export const TERMINAL_FACTS = ['width', 'height', 'clockAheadMs', 'roundTripMs', 'chromeVersion', 'freeMb'] as const
export type TerminalFact = (typeof TERMINAL_FACTS)[number]
/** Null where it could not be found out. */
export type TerminalFacts = { readonly [Fact in TerminalFact]: number | null }

/**
 * How an enrolled terminal stands, the worst first. `in_use`: a candidate sits at it, and the wall tells how. `silent`:
 * nothing has been heard for three minutes, or ever.
 */
export const TERMINAL_STANDINGS = ['locked', 'failed', 'silent', 'noted', 'ready', 'in_use'] as const
export type TerminalStanding = (typeof TERMINAL_STANDINGS)[number]

/** A terminal that waits says how it is once a minute. */
export const REPORT_EVERY_MS = 60_000

/** After so long it is not known to be well because it once was. */
export const REPORT_STALE_MS = 3 * REPORT_EVERY_MS

/** Whether a candidate can be seated there: what is only noted can be lived with. */
export function isReady(standing: TerminalStanding): boolean {
  return standing === 'ready' || standing === 'noted' || standing === 'in_use'
}
