import type { RoomBoard, RoomSitting } from '@kaochang/contract/room'
import { silenceMs as since, silenceOf } from '@kaochang/domain/sitting/silence'

/** What a sitting asks of the invigilator, the most pressing first. */
export const CONCERNS = ['lost', 'silent', 'identity', 'lost_time', 'screen', 'none'] as const
export type Concern = (typeof CONCERNS)[number]

export type Watched = {
  readonly sitting: RoomSitting
  readonly concern: Concern
  /** How long the terminal has said nothing; null where nothing is awaited of it. */
  readonly silenceMs: number | null
}

/** One sitting as the invigilator should see it at an instant of the server's clock. */
export function watch(sitting: RoomSitting, at: number): Watched {
  const { state, connected, lastHeardAt, screenEventCount } = sitting
  const atTerminal = state === 'signed_in' || state === 'ready' || state === 'answering' || state === 'paused'
  if (!atTerminal) return { sitting, concern: 'none', silenceMs: null }

  const silenceMs = since(lastHeardAt, at)
  const silence = silenceOf(connected, silenceMs)
  const about = { sitting, silenceMs }
  if (silence === 'red') return { ...about, concern: 'lost' }
  if (silence === 'amber') return { ...about, concern: 'silent' }
  if (!sitting.identityConfirmed) return { ...about, concern: 'identity' }
  if (sitting.lostMs > sitting.lostMadeGoodMs) return { ...about, concern: 'lost_time' }
  return { ...about, concern: screenEventCount > 0 ? 'screen' : 'none' }
}

/** Trouble first, then by seat; who has finished after who has not, and who never came at the end. */
export function inOrder(watched: readonly Watched[]): Watched[] {
  return [...watched].sort(
    (one, other) =>
      CONCERNS.indexOf(one.concern) - CONCERNS.indexOf(other.concern) ||
      group(one.sitting) - group(other.sitting) ||
      (one.sitting.seatNumber ?? 0) - (other.sitting.seatNumber ?? 0) ||
      (one.sitting.ticket < other.sitting.ticket ? -1 : 1),
  )
}

function group({ state }: RoomSitting) {
  return state === 'expected' ? 2 : state === 'ended' ? 1 : 0
}

export type Totals = {
  readonly expected: number
  readonly checkedIn: number
  readonly unconfirmed: number
  readonly ready: number
  readonly answering: number
  readonly paused: number
  readonly ended: number
  readonly trouble: number
  readonly locked: number
}

/** The room in numbers. Everybody is in exactly one of expected, checked in, ready, answering, paused and ended. */
export function totalsOf({ sittings, lockedTerminals }: RoomBoard, watched: readonly Watched[]): Totals {
  const count = (...states: RoomSitting['state'][]) => sittings.filter(({ state }) => states.includes(state)).length
  return {
    expected: count('expected'),
    checkedIn: count('checked_in', 'signed_in'),
    unconfirmed: sittings.filter(({ state, identityConfirmed }) => state === 'signed_in' && !identityConfirmed).length,
    ready: count('ready'),
    answering: count('answering'),
    paused: count('paused'),
    ended: count('ended'),
    trouble: watched.filter(({ concern }) => concern === 'lost' || concern === 'silent').length,
    locked: lockedTerminals.length,
  }
}
