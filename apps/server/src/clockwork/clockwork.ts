import type { Deps } from '../deps.ts'
import { endSessions } from './end-sessions.ts'
import { startSweeping } from './sweep-sittings.ts'

/** A session that is over is noticed within this time. */
const LOOK_EVERY_MS = 3_000

export type Clockwork = { readonly stop: () => Promise<void> }

/**
 * Starts what time brings about by itself: sittings whose time is up, sessions that are over, scores. Nothing
 * waits for it to be true, it is only written down here; so a process that dies loses nothing, and any number
 * of them may run it.
 */
export function startClockwork(deps: Deps): Clockwork {
  const sweeping = startSweeping(deps)
  let round: Promise<void> = Promise.resolve()
  let busy = false

  const timer = setInterval(() => {
    // A round that scores a large session may outlast the interval; the next one waits its turn.
    if (busy) return
    busy = true
    round = endSessions(deps)
      .catch((err: unknown) => deps.log.error({ err }, 'clockwork'))
      .finally(() => (busy = false))
  }, LOOK_EVERY_MS)
  timer.unref()

  return {
    stop: async () => {
      clearInterval(timer)
      await Promise.all([round, sweeping.stop()])
    },
  }
}
