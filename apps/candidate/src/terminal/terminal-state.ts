import type { ServerClock } from '@kaochang/browser/countdown'
import type { CallRefused } from '@kaochang/browser/call'
import type { CandidateView, TerminalView } from '@kaochang/contract/terminal'

type Refusal = CallRefused['refusal']

/** Where a terminal stands, from switching on to the sitting and back. The screen follows it. */
export type TerminalState = {
  /** Whether this window has the terminal's one seat. */
  readonly window: 'asking' | 'had' | 'taken' | 'lost'
  readonly stage: 'starting' | 'enrol' | 'home' | 'sign_in' | 'confirm' | 'called' | 'sitting'
  readonly terminal: TerminalView | null
  /** Null until the server was tried for the first time. */
  readonly reached: boolean | null
  readonly clock: ServerClock | null
  readonly candidate: CandidateView | null
  /** Why the last request was refused, until the next one. */
  readonly refusal: Refusal | null
  readonly busy: boolean
}

export const switchedOn: TerminalState = {
  window: 'asking',
  stage: 'starting',
  terminal: null,
  reached: null,
  clock: null,
  candidate: null,
  refusal: null,
  busy: false,
}

/** The server said which seat this is. What somebody is just typing, and why they were refused, stays. */
export function terminalRead(state: TerminalState, terminal: TerminalView, now: number): TerminalState {
  const read = { ...state, terminal, clock: { serverAt: terminal.serverAt, readAt: now }, reached: true }
  return state.stage === 'starting' || state.stage === 'enrol' ? left(read, 'home') : read
}

/** The server could not be asked, or this browser is no terminal. A sitting in progress is never interrupted by it. */
export function terminalNotRead(state: TerminalState, refusal: Refusal): TerminalState {
  if (state.stage === 'sitting') return state
  if (refusal.code === 'terminal_not_enrolled') {
    const { clock } = state
    return { ...switchedOn, window: state.window, clock, reached: true, stage: 'enrol' }
  }
  const stage = state.stage === 'starting' ? 'home' : state.stage
  return { ...state, stage, reached: refusal.code !== 'unreachable' }
}

/** Somebody is signed in: just now, or before this page was loaded again. */
export function candidateRead(state: TerminalState, candidate: CandidateView, confirmed: boolean): TerminalState {
  return { ...state, candidate, stage: confirmed ? 'sitting' : 'confirm', busy: false, refusal: null }
}

export function asked(state: TerminalState): TerminalState {
  return { ...state, busy: true, refusal: null }
}

export function answeredNo(state: TerminalState, refusal: Refusal): TerminalState {
  const locked = refusal.code === 'terminal_locked' && state.terminal
  const terminal = locked ? { ...locked, locked: true } : state.terminal
  return { ...state, terminal, busy: false, refusal }
}

export function confirmed(state: TerminalState): TerminalState {
  return state.stage === 'confirm' ? { ...state, stage: 'sitting' } : state
}

/** Nobody is signed in any more: somebody said "not me", or went home. */
export function left(state: TerminalState, to: 'home' | 'called' | 'sign_in'): TerminalState {
  return { ...state, stage: to, candidate: null, busy: false, refusal: null }
}

export function signInOpened(state: TerminalState): TerminalState {
  return state.stage === 'home' && state.terminal && !state.terminal.locked
    ? { ...state, stage: 'sign_in', refusal: null }
    : state
}

/** What the sign-in asks for, as typed by a person or by an ID-card reader. */
export type SignInEntry = { readonly ticket: string; readonly idNumber: string }

/**
 * Sorts what was typed: spaces go, letters are large, and an ID number that a card reader typed into the first
 * field is moved to its own. A ticket is never as long as an ID number, nor ends like one.
 */
export function sortedEntry({ ticket, idNumber }: SignInEntry): SignInEntry {
  const [first, second] = [ticket, idNumber].map((text) => text.normalize('NFKC').replace(/\s/g, '').toUpperCase()) as [
    string,
    string,
  ]
  return ID_NUMBER.test(first) && !ID_NUMBER.test(second)
    ? { ticket: second, idNumber: first }
    : { ticket: first, idNumber: second }
}

const ID_NUMBER = /^\d{17}[\dX]$/
