import type { Instant } from '../instant.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import type { IdentityCheck } from './identity-check.ts'

/**
 * The life of a session (场次): planned, announced to the public (R16-3), its papers drawn and sealed,
 * opened for check-in, running once a room has started, ended when nobody can answer any more, scored,
 * released.
 */
export const SESSION_STATES = ['planned', 'announced', 'sealed', 'open', 'ended', 'scored', 'released'] as const
export type SessionState = (typeof SESSION_STATES)[number]

/**
 * What a session is held for. A spot check (art. 40) is held like an assessment and has none of its consequences; a
 * rehearsal fills a room with simulated candidates, and nothing ever follows from it. A
 * canary is how a server process tries itself, and nobody ever sees it.
 */
export type SessionPurpose = 'assessment' | 'spot_check' | 'rehearsal' | 'canary'

/** What the authority sets for a session, frozen when its papers are sealed. */
export type SessionSettings = {
  /** From when candidates may sign in at a terminal, before the start: the admission window's length. */
  readonly admissionMinutes: number
  /** How long after the start a candidate may still begin; 0 admits nobody late. */
  readonly lateEntryMinutes: number
  /** How long after their own start a candidate may first hand in. */
  readonly earliestHandInMinutes: number
  /** For frames already under way when time ran out (dangers: late answers). */
  readonly graceSeconds: number
  /** What confirms who a candidate is; read by `identityCheckOf`, for settings that are older than the choice. */
  readonly identity?: IdentityCheck
  /** Photographs from the terminal's camera; absent or null takes none. Read it with `photographsOf`. */
  readonly photographs?: Photographs | null
}

/** Photographs of each candidate: at check-in, at the start, and then every so many minutes. */
export type Photographs = { readonly everyMinutes: number }

/** What a session asks of the terminals' cameras; null for nothing, and for sessions from before there was a choice. */
export function photographsOf({ photographs = null }: SessionSettings): Photographs | null {
  return photographs
}

export const DEFAULT_SETTINGS: SessionSettings = {
  admissionMinutes: 45,
  lateEntryMinutes: 30,
  earliestHandInMinutes: 30,
  graceSeconds: 10,
  identity: 'eyes',
}

/** When a session happens. All instants are the plan; each sitting has its own start. */
export type Schedule = {
  readonly startsAt: Instant
  readonly durationMinutes: number
  readonly settings: SessionSettings
}

const MINUTE = 60_000

export function admissionOpensAt({ startsAt, settings }: Schedule): Instant {
  return (startsAt - settings.admissionMinutes * MINUTE) as Instant
}

/** The last instant at which a candidate may still be admitted. */
export function admissionClosesAt({ startsAt, settings }: Schedule): Instant {
  return (startsAt + settings.lateEntryMinutes * MINUTE) as Instant
}

/** The latest end the plan foresees: a candidate who began at the last moment, without grants. */
export function scheduledEndAt(schedule: Schedule): Instant {
  return (admissionClosesAt(schedule) + schedule.durationMinutes * MINUTE) as Instant
}

export type AdmissionRefusal =
  | { code: 'session_not_open' }
  | { code: 'admission_not_yet'; opensAt: Instant }
  | { code: 'admission_over'; closedAt: Instant }

/**
 * Whether a candidate may sign in at an instant. One who has begun may always come back: the window is
 * for entering, and a cut cable must not keep anybody out.
 */
export function mayEnter(
  session: { state: SessionState; schedule: Schedule },
  sitting: { startedAt: Instant | null },
  at: Instant,
): Outcome<true, AdmissionRefusal> {
  if (session.state !== 'open') return refuse({ code: 'session_not_open' })
  if (sitting.startedAt !== null) return allow(true)
  const opensAt = admissionOpensAt(session.schedule)
  if (at < opensAt) return refuse({ code: 'admission_not_yet', opensAt })
  const closedAt = admissionClosesAt(session.schedule)
  if (at > closedAt) return refuse({ code: 'admission_over', closedAt })
  return allow(true)
}
