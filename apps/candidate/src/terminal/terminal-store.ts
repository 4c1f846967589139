import { CallRefused, call } from '@kaochang/browser/call'
import { serverNow } from '@kaochang/browser/countdown'
import { openLine } from '@kaochang/browser/line'
import type { CandidateView } from '@kaochang/contract/terminal'
import { createStore } from 'zustand/vanilla'
import { type SeatLock, askForSeat } from '../sitting/seat-lock.ts'
import type { Photography } from '../photograph/photography.ts'
import type { Program } from '../sitting/program.ts'
import type { SittingStore } from '../sitting/sitting-store.ts'
import type { TerminalCheck } from './terminal-check.ts'
import * as rules from './terminal-state.ts'
import type { SignInEntry, TerminalState } from './terminal-state.ts'

/** How often a terminal that waits looks whether the server is there and the seat unlocked. */
const LOOK_EVERY_MS = 10_000

/** Who said "that is me" in this window; gone with the window, so that a computer switched on anew asks again. */
const CONFIRMED_UNDER = 'kaochang-confirmed'

/** What the whole terminal page knows: the program for sittings once it is fetched, the sitting once there is one. */
export type TerminalPage = TerminalState & {
  readonly program: Program | null
  readonly sitting: SittingStore | null
  /** The self-check, there once the program is. */
  readonly check: TerminalCheck | null
  /** Null where nothing is asked of the camera, and where the code for it could not be fetched. */
  readonly photography: Photography | null
}

/** Fetches what photographs take; the clock is the server's. */
type FetchPhotography = (candidate: CandidateView, now: () => number) => Promise<Photography | null>

/** The terminal page's acts: each asks the server, then takes the answer through `terminal-state.ts`. */
export function createTerminalStore(fetchProgram: () => Promise<Program>, fetchPhotography: FetchPhotography) {
  const store = createStore<TerminalPage>(() => ({
    ...rules.switchedOn,
    program: null,
    sitting: null,
    check: null,
    photography: null,
  }))
  let seat: SeatLock | null = null
  let joining = false
  let sought = false

  function advance(change: (state: TerminalState) => TerminalState) {
    store.setState((page) => change(page))
  }

  async function ask<T>(request: () => Promise<T>): Promise<T | null> {
    if (store.getState().busy) return null
    advance(rules.asked)
    try {
      return await request()
    } catch (error) {
      advance((state) => rules.answeredNo(state, refusalOf(error)))
      return null
    }
  }

  async function look() {
    try {
      const terminal = await call('GET /v1/terminal')
      advance((state) => rules.terminalRead(state, terminal, performance.now()))
    } catch (error) {
      advance((state) => rules.terminalNotRead(state, refusalOf(error)))
    }
  }

  /** Looks at the seat; and once, when the server first answers, whether somebody is signed in here already. */
  async function begin() {
    await look()
    await bringProgram()
    await seekCandidate()
    const { stage, reached, check, clock, terminal } = store.getState()
    if (reached && isWaiting(stage)) check?.look(clock, { camera: terminal?.camera ?? false })
  }

  async function seekCandidate() {
    const { stage, reached, program } = store.getState()
    if (sought || stage !== 'home' || !reached || !program) return
    sought = true
    const found = await call('GET /v1/terminal/candidate').catch(() => null)
    if (!found) return
    // In the middle of an exam nobody waits for it.
    const confirmed = sessionStorage.getItem(CONFIRMED_UNDER) === found.ticket
    if (confirmed) void bringPhotography(found)
    else await bringPhotography(found)
    advance((state) => rules.candidateRead(state, found, confirmed))
    await join()
  }

  async function bringProgram() {
    if (store.getState().program) return
    const program = await fetchProgram().catch(() => null)
    if (program) store.setState({ program, check: program.createTerminalCheck() })
  }

  async function bringPhotography(candidate: CandidateView) {
    store.getState().photography?.photographer.close()
    const now = () => {
      const { clock } = store.getState()
      return clock ? serverNow(clock, performance.now()) : Date.now()
    }
    store.setState({ photography: await fetchPhotography(candidate, now).catch(() => null) })
  }

  async function join() {
    const { stage, candidate, sitting, program } = store.getState()
    if (stage !== 'sitting' || !candidate || !program || sitting || joining) return
    joining = true
    sessionStorage.setItem(CONFIRMED_UNDER, candidate.ticket)
    const log = await program.openLog(candidate.ticket).catch(() => null)
    store.setState({ sitting: program.createSittingStore({ log, openLine, now: () => performance.now() }) })
    joining = false
  }

  function leaveSitting() {
    const { sitting, photography } = store.getState()
    sitting?.leave()
    photography?.photographer.close()
    store.setState({ sitting: null, photography: null })
    sessionStorage.removeItem(CONFIRMED_UNDER)
  }

  async function signOut(to: 'home' | 'called' | 'sign_in') {
    // Whoever leaves must be able to leave: a server out of reach forgets the sign-in at the next one here.
    await call('POST /v1/terminal/sign-out').catch(() => null)
    leaveSitting()
    advance((state) => rules.left(state, to))
  }

  function seatTold(what: 'had' | 'taken' | 'lost' | 'knocked') {
    const { sitting } = store.getState()
    if (what === 'knocked') return sitting?.noteScreen('second_window')
    if (what === 'taken') seat?.announce()
    if (what === 'lost') {
      sitting?.yieldSeat()
      sitting?.leave()
      store.setState({ sitting: null })
    }
    advance((state) => ({ ...state, window: what }))
    if (what === 'had') void begin()
  }

  return Object.assign(store, {
    start() {
      seat = askForSeat(seatTold)
      const timer = setInterval(() => {
        const { window, stage } = store.getState()
        if (window === 'had' && isWaiting(stage)) void begin()
      }, LOOK_EVERY_MS)
      return () => clearInterval(timer)
    },
    /** Takes the terminal's seat from another window of this computer. */
    takeSeat: () => seat?.take(),
    lookAgain: begin,
    async enrol(code: string) {
      const terminal = await ask(() => call('POST /v1/terminal/enrol', { body: { code: code.trim() } }))
      if (terminal) advance((state) => rules.terminalRead(state, terminal, performance.now()))
    },
    openSignIn: () => store.getState().program && advance(rules.signInOpened),
    goHome: () => advance((state) => rules.left(state, 'home')),
    async signIn(entry: SignInEntry) {
      const candidate = await ask(() => call('POST /v1/terminal/sign-in', { body: rules.sortedEntry(entry) }))
      if (!candidate) return
      await bringPhotography(candidate)
      advance((state) => rules.candidateRead(state, candidate, false))
    },
    async confirm() {
      void store.getState().photography?.photographer.keep()
      advance(rules.confirmed)
      await join()
    },
    /** The exam goes on elsewhere, perhaps under the same sign-in: this window only lets go of it. */
    leaveHere() {
      leaveSitting()
      advance((state) => rules.left(state, 'home'))
    },
    notMe: () => signOut('called'),
    /** The end: the next candidate finds the terminal as if nobody had been there. */
    finish: () => signOut('home'),
    signInAgain: () => signOut('sign_in'),
    /** The line is gone and stays gone: perhaps because the server no longer knows who sits here. */
    async checkSignedIn() {
      const refused = await call('GET /v1/terminal/candidate').then(() => null, refusalOf)
      if (refused?.code === 'not_signed_in' || refused?.code === 'terminal_not_enrolled')
        store.getState().sitting?.signedOut()
    },
  })
}

/** Nobody sits at the terminal: it looks after itself. */
function isWaiting(stage: TerminalState['stage']): boolean {
  return stage === 'home' || stage === 'sign_in' || stage === 'called'
}

export type TerminalStore = ReturnType<typeof createTerminalStore>

function refusalOf(error: unknown): CallRefused['refusal'] {
  if (error instanceof CallRefused) return error.refusal
  throw error
}
