import { type CivilDate, civilDateAt } from '@kaochang/domain/instant'
import { endCertificates } from '../certificate/end-certificates.ts'
import type { Deps } from '../deps.ts'
import { countUnasked } from './count-applications.ts'
import { deletePhotographs } from './delete-photographs.ts'
import { endDuties } from './end-duties.ts'
import { endSessions } from './end-sessions.ts'
import { startGapWatch } from './note-gaps.ts'
import { startMailing } from './send-mails.ts'
import { startSweeping } from './sweep-sittings.ts'

/** A session that is over is noticed within this time. */
const LOOK_EVERY_MS = 3_000

export type Clockwork = { readonly stop: () => Promise<void> }

/**
 * Starts what time brings about by itself: sittings whose time is up, sessions that are over, scores, mails. Nothing
 * waits for it to be true, it is only written down here; so a process that dies loses nothing, and any number
 * of them may run it.
 */
export function startClockwork(deps: Deps): Clockwork {
  const sweeping = startSweeping(deps)
  const mailing = startMailing(deps)
  const gaps = startGapWatch(deps)
  let round: Promise<void> = Promise.resolve()
  let busy = false

  let dutiesEndedOn: CivilDate | undefined
  async function endDutiesOnceADay() {
    const today = civilDateAt(deps.clock.now())
    if (today === dutiesEndedOn) return
    await countUnasked(deps)
    await endDuties(deps)
    await endCertificates(deps)
    await deletePhotographs(deps)
    dutiesEndedOn = today
  }

  const timer = setInterval(() => {
    // A round that scores a large session may outlast the interval; the next one waits its turn.
    if (busy) return
    busy = true
    round = endSessions(deps)
      .then(() => endDutiesOnceADay())
      .catch((err: unknown) => deps.log.error({ err }, 'clockwork'))
      .finally(() => (busy = false))
  }, LOOK_EVERY_MS)
  timer.unref()

  return {
    stop: async () => {
      clearInterval(timer)
      await Promise.all([round, sweeping.stop(), mailing.stop(), gaps.stop()])
    },
  }
}
