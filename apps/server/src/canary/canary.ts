import type { CanaryFinding } from '@kaochang/domain/canary/canary'
import { type CanaryDeps, runCanary } from './run-canary.ts'

/** How often a process tries itself. It starts with it, so that whoever opens the doors has an answer. */
const EVERY_MS = 30 * 60_000

/** The canary of a server process. */
export type Canary = {
  /** Sends one, or waits for the one that is under way: there is never more than one in a process. */
  readonly run: () => Promise<CanaryFinding>
  /** Sends one now and every half hour. */
  readonly start: () => void
  /** Waits for the one that is under way. */
  readonly stop: () => Promise<void>
}

export function openCanary(deps: CanaryDeps): Canary {
  let running: Promise<CanaryFinding> | undefined
  let timer: NodeJS.Timeout | undefined

  function run() {
    running ??= runCanary(deps).finally(() => (running = undefined))
    return running
  }

  function runByItself() {
    // Without the database nothing can be kept of it either; whoever asks sees how old the last finding is.
    run().catch((err: unknown) => deps.log.error({ err }, 'the canary’s finding could not be kept'))
  }

  return {
    run,
    start() {
      runByItself()
      timer = setInterval(runByItself, EVERY_MS)
      timer.unref()
    },
    async stop() {
      clearInterval(timer)
      await running?.catch(() => undefined)
    },
  }
}
