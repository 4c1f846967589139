import { CallRefused, call } from '@kaochang/browser/call'
import type { LineOptions, Line } from '@kaochang/browser/line'
import { openPosts } from '@kaochang/browser/posts'
import type { Down } from '@kaochang/contract/socket/down'
import { CLOSE, PROTOCOL, SOCKET_URL } from '@kaochang/contract/socket/protocol'
import type { Up } from '@kaochang/contract/socket/up'
import type { ScreenEvent } from '@kaochang/domain/sitting/sitting'
import { createStore } from 'zustand/vanilla'
import * as rules from './sitting-state.ts'
import type { Notice, Row, SittingState } from './sitting-state.ts'
import { type WriteAheadLog, newLogId } from './write-ahead-log.ts'

const TICK_MS = 500

/** Everything the store needs of the world. */
export type SittingWorld = {
  /** The terminal's own log, or null when it could not be opened. */
  readonly log: WriteAheadLog | null
  readonly openLine: (options: LineOptions<Up, Down>) => Line<Up>
  /** The page's monotonic clock. */
  readonly now: () => number
}

/**
 * One sitting at this terminal, from sign-in to farewell: the pure state of `sitting-state.ts`, the line, and
 * the terminal's own log, with every change taken through the same three steps: think, write down, send.
 */
export function createSittingStore({ log, openLine, now }: SittingWorld) {
  const store = createStore<SittingState>(() => recalledFrom(log, now()))
  const logId = log?.id ?? newLogId()
  let wiped = false
  /** The page has just been loaded: until it is welcome, nobody could answer here. */
  let fresh = true
  /** What the log should have forgotten and could not: it must not come back as new when the page is opened again. */
  let unforgotten: Row[] = []

  function advance(change: (state: SittingState) => SittingState) {
    const before = store.getState()
    const after = change(before)
    if (after === before) return
    store.setState(after, true)
    writeDown(before, after)
    pump()
  }

  function writeDown(before: SittingState, after: SittingState) {
    if (!log) return
    // A log that has failed once is no promise any more, and is still told everything: it may work the next time.
    const { put, remove } = rules.logChanges(before, after)
    if (put.length + remove.length > 0) {
      const forgotten = [...unforgotten.filter((row) => !rules.holds(after, row)), ...remove]
      unforgotten = []
      log.write({ put, remove: forgotten }).then(
        () => put.length > 0 && advance((state) => rules.written(state, put)),
        () => {
          unforgotten.push(...forgotten)
          advance(rules.storageFailed)
        },
      )
    }
    if (!wiped && rules.mayForget(after)) {
      wiped = true
      // A disk that fails now fails at forgetting letters without questions: nothing the candidate can mend.
      log.wipe().catch(() => undefined)
    }
  }

  // The window of saves without a receipt keeps this far below what the server takes at once, however long the cut was.
  function pump() {
    for (const frame of rules.due(store.getState())) {
      if (!line.send(frame)) return
      store.setState(rules.sent(store.getState(), frame), true)
    }
  }

  const line = openLine({
    path: SOCKET_URL,
    openPosts: () => openPosts((body) => call('POST /v1/terminal/line', { body }), closeCodeOf),
    hello: () => ({
      type: 'hello',
      protocol: PROTOCOL,
      log: logId,
      ...(fresh ? { fresh } : {}),
      ...(store.getState().paper ? { hasPaper: true } : {}),
    }),
    ping: { type: 'ping' },
    heard: (down) => {
      if (down.type === 'welcome') fresh = false
      advance((state) => rules.heard(state, down, now()))
      if (store.getState().stop) line.close()
    },
    lost: (closeCode) => advance((state) => rules.lineLost(state, closeCode)),
    final: (closeCode) => closeCode === CLOSE.takenOver || closeCode === CLOSE.notSignedIn,
  })

  const clock = setInterval(() => advance((state) => rules.ticked(state, now())), TICK_MS)

  return Object.assign(store, {
    acceptRules: () => advance(rules.rulesAccepted),
    choose: (item: number, letter: string) => advance((state) => rules.chose(state, item, letter, now())),
    clear: (item: number) => advance((state) => rules.cleared(state, item, now())),
    toggleMark: (item: number) => advance((state) => rules.markToggled(state, item, now())),
    goTo: (item: number) => advance((state) => rules.wentTo(state, item)),
    step: (by: 1 | -1) => advance((state) => rules.stepped(state, by)),
    handIn: (to: 'no' | 'reviewing' | 'confirming' | 'asked') => advance((state) => rules.handInStep(state, to)),
    noteScreen: (what: ScreenEvent) => advance((state) => rules.screenNoted(state, what)),
    noteItem: (item: number) => advance((state) => rules.itemFailed(state, item)),
    closeNotice: (kind: Notice['kind']) => advance((state) => rules.noticeClosed(state, kind)),
    /** Another window of this computer took the seat. */
    yieldSeat: () => {
      advance((state) => ({ ...state, stop: 'taken_over' }))
      line.close()
    },
    /** The server no longer knows who sits here. */
    signedOut: () => {
      advance((state) => ({ ...state, stop: 'signed_out' }))
      line.close()
    },
    nudge: () => line.nudge(),
    leave: () => {
      clearInterval(clock)
      line.close()
      log?.close()
    },
  })
}

export type SittingStore = ReturnType<typeof createSittingStore>

/** A post that is refused for want of a sign-in ends the line as a socket would have ended. */
function closeCodeOf(err: unknown) {
  return err instanceof CallRefused && err.status === 401 ? CLOSE.notSignedIn : undefined
}

function recalledFrom(log: WriteAheadLog | null, at: number): SittingState {
  if (!log) return rules.storageFailed(rules.unjoined)
  const entries = (foreign: boolean) =>
    log.rows
      .filter((row) => row.foreign === foreign)
      .map(({ foreign: _, ...save }) => ({ ...save, madeAt: at, written: true }))
  return rules.recalled(rules.unjoined, entries(false), entries(true))
}
