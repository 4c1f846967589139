import { call } from '@kaochang/browser/call'
import type { ServerClock } from '@kaochang/browser/countdown'
import { REPORT_EVERY_MS } from '@kaochang/domain/session/terminal-check'
import { createStore } from 'zustand/vanilla'
import { probeTerminal, readBuild } from './probe-terminal.ts'
import { type Probed, type Told, clockAheadMs, reportOf, selfCheck } from './self-check.ts'

/** What an exam about this time asks of a terminal beyond the usual, as the server says with the seat. */
type Asked = { readonly camera: boolean }

/** What is known of this computer beyond what its window shows at once. */
export type Known = {
  readonly probed: Probed | null
  readonly told: Told | null
  /** Somebody has pressed a key. */
  readonly keyed: boolean
}

/**
 * The self-check of a terminal that waits: tries the computer out once a minute, and tells the server what it found,
 * once a minute and when it changes. Nothing of a person is in it, and nobody waits for it.
 */
export function createTerminalCheck() {
  const store = createStore<Known>(() => ({ probed: null, told: null, keyed: false }))
  let probedAt = -Infinity
  let reportedAt = -Infinity
  let reported = ''
  let looking = false
  window.addEventListener('keydown', () => store.setState({ keyed: true }), { once: true })

  async function look(clock: ServerClock | null, asked: Asked) {
    const { probed: before } = store.getState()
    const changed = before !== null && asked.camera !== (before.camera !== null)
    if (changed || performance.now() - probedAt >= REPORT_EVERY_MS) {
      store.setState({ probed: await probeTerminal(asked) })
      probedAt = performance.now()
    }
    const { probed, told } = store.getState()
    const { innerWidth: width, innerHeight: height, isSecureContext: secure } = window
    const aheadMs = clockAheadMs(clock, Date.now(), performance.now())
    const found = reportOf(selfCheck({ reached: true, loaded: true, secure, width, height, aheadMs, probed, told }))
    const words = JSON.stringify(found)
    if (words === reported && performance.now() - reportedAt < REPORT_EVERY_MS) return
    const body = { build: readBuild(), ...found, facts: factsOf(probed, { width, height, aheadMs }) }
    store.setState({ told: await call('POST /v1/terminal/self-check', { body }) })
    reported = words
    reportedAt = performance.now()
  }

  return Object.assign(store, {
    /** Looks, unless it is looking already. What fails is tried again the next time. */
    look(clock: ServerClock | null, asked: Asked): void {
      if (looking) return
      looking = true
      look(clock, asked)
        .catch(() => undefined)
        .finally(() => (looking = false))
    },
  })
}

export type TerminalCheck = ReturnType<typeof createTerminalCheck>

type Seen = { readonly width: number; readonly height: number; readonly aheadMs: number | null }

function factsOf(probed: Probed | null, { width, height, aheadMs }: Seen) {
  return {
    width,
    height,
    clockAheadMs: aheadMs && Math.round(aheadMs),
    roundTripMs: probed?.roundTripMs ?? null,
    chromeVersion: probed?.chromeVersion ?? null,
    freeMb: probed?.freeMb ?? null,
  }
}
