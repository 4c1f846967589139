import type { Instant } from '../instant.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import { type Schedule, type SessionState, admissionClosesAt, admissionOpensAt } from './session.ts'

type Standing = { readonly state: SessionState; readonly schedule: Schedule }

/** How far a session's candidates are, in numbers. */
export type Sitters = {
  /** Have begun, whether or not they have ended. */
  readonly started: number
  /** Have begun and not ended. */
  readonly answering: number
  /** Have a seat in a room that has not been started. */
  readonly waiting: number
}

/** Whether a session may be announced: once, and before it starts (R16-3). */
export function mayAnnounce(
  { state, schedule: { startsAt } }: Standing,
  at: Instant,
): Outcome<true, { code: 'session_not_planned' } | { code: 'announcement_too_late'; startsAt: Instant }> {
  if (state !== 'planned') return refuse({ code: 'session_not_planned' })
  return at < startsAt ? allow(true) : refuse({ code: 'announcement_too_late', startsAt })
}

/**
 * Whether a session's roster may be closed, its banks frozen and its papers drawn. A session whose sealing
 * was interrupted is still announced, and sealing goes on where it stopped.
 */
export function maySeal(
  { state }: { state: SessionState },
  candidateCount: number,
): Outcome<
  true,
  { code: 'session_not_announced' } | { code: 'session_already_sealed' } | { code: 'session_has_no_candidates' }
> {
  if (state === 'planned') return refuse({ code: 'session_not_announced' })
  if (state !== 'announced') return refuse({ code: 'session_already_sealed' })
  return candidateCount > 0 ? allow(true) : refuse({ code: 'session_has_no_candidates' })
}

/** Whether a session may be opened for check-in: sealed, and within its admission window. */
export function mayOpen(
  { state, schedule }: Standing,
  at: Instant,
): Outcome<
  true,
  | { code: 'session_not_sealed' }
  | { code: 'admission_not_yet'; opensAt: Instant }
  | { code: 'admission_over'; closedAt: Instant }
> {
  if (state !== 'sealed') return refuse({ code: 'session_not_sealed' })
  const opensAt = admissionOpensAt(schedule)
  if (at < opensAt) return refuse({ code: 'admission_not_yet', opensAt })
  const closedAt = admissionClosesAt(schedule)
  return at <= closedAt ? allow(true) : refuse({ code: 'admission_over', closedAt })
}

/** Whether the chief invigilator may end a session: never while somebody is answering. */
export function mayClose(
  { state }: { state: SessionState },
  { answering }: Sitters,
): Outcome<true, { code: 'session_not_open' } | { code: 'session_not_over'; answering: number }> {
  if (state !== 'open') return refuse({ code: 'session_not_open' })
  return answering === 0 ? allow(true) : refuse({ code: 'session_not_over', answering })
}

/**
 * Whether a session has ended by itself: nobody can be admitted any more, somebody sat it, nobody is answering,
 * and no room full of candidates waits for its late start. Any other end needs the chief invigilator and a reason.
 */
export function hasEnded(
  { state, schedule }: Standing,
  { started, answering, waiting }: Sitters,
  at: Instant,
): boolean {
  return state === 'open' && at > admissionClosesAt(schedule) && started > 0 && answering === 0 && waiting === 0
}
