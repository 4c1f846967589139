import { listDueSittings } from '@kaochang/database/sitting'
import { databaseFault } from '@kaochang/database/client'
import type { SittingId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import type { Deps } from '../deps.ts'

const SWEEP_EVERY_MS = 1_000

/** A hall of a thousand ends in two rounds; none holds memory for more. */
const MOST_A_ROUND = 500

/** A sitting that another process holds is left to that process for so long. */
const OTHERS_FIRST_MS = 3_000

export type Sweeping = { readonly stop: () => Promise<void> }

/**
 * Writes down each second which sittings' time is up. Nothing waits for it to be true: `phaseAt` says so by
 * itself. Any number of processes may sweep: whoever comes second finds the sitting ended and adds nothing.
 */
export function startSweeping(deps: SweepDeps): Sweeping {
  const hopeless = new Set<SittingId>()
  let round: Promise<void> | undefined
  const timer = setInterval(() => {
    round ??= sweepSittings(deps, hopeless)
      .catch((err: unknown) => deps.log.warn({ fault: databaseFault(err) ?? null }, 'sittings could not be swept'))
      .finally(() => (round = undefined))
  }, SWEEP_EVERY_MS)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await round
    },
  }
}

type SweepDeps = Pick<Deps, 'db' | 'clock' | 'sittings' | 'log'>

/**
 * One round: our own sittings at once, and others once their own process has had its chance.
 *
 * @param hopeless sittings that could not be ended, such as one whose record is broken: said once, and left to a person
 */
export async function sweepSittings({ db, ...deps }: SweepDeps, hopeless: Set<SittingId>): Promise<void> {
  return sweepDue((at, most) => listDueSittings(db, at, most), deps, hopeless)
}

/** One round over whatever says which sittings are due. See `listDueSittings`. */
export async function sweepDue(
  listDue: (at: Instant, most: number) => ReturnType<typeof listDueSittings>,
  { clock, sittings, log }: Omit<SweepDeps, 'db'>,
  hopeless: Set<SittingId>,
): Promise<void> {
  const at = clock.now()
  const due = await listDue(at, MOST_A_ROUND + hopeless.size)
  const mine = due.filter(
    ({ id, graceOverAt }) => !hopeless.has(id) && (sittings.holds(id) || at - graceOverAt > OTHERS_FIRST_MS),
  )
  const outcomes = await Promise.allSettled(
    mine.map(async ({ id }) => {
      const obeyed = await sittings.obey(id, { type: 'time_up' })
      // More time was granted since we looked, or elsewhere: it will be due again.
      if (obeyed.ok || obeyed.refusal.code === 'time_not_up') return
      hopeless.add(id)
      log.error({ sittingId: id, refusal: obeyed.refusal.code }, 'a sitting whose time is up cannot be ended')
    }),
  )
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
}
