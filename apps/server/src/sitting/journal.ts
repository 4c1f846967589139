import { databaseFault } from '@kaochang/database/client'
import type { Addition } from '@kaochang/database/sitting'
import type { SittingId } from '@kaochang/domain/ids'
import type { Recorded, Sitting } from '@kaochang/domain/sitting/sitting'
import { setTimeout as pause } from 'node:timers/promises'

/** One sitting's page: what has been decided and is not on disk yet. */
export type Page = {
  readonly id: SittingId
  /** The epoch this process writes under. */
  epoch: number
  /** The sitting after everything decided. */
  sitting: Sitting
  /** Decided while the last commit ran: these go into the next one. */
  waiting: Recorded[]
}

export type JournalOptions<P extends Page> = {
  /** Adds to the records in one commit; answers with the sittings that are fenced off. See `appendEvents`. */
  readonly append: (additions: readonly Addition[], attempt: { again: boolean }) => Promise<readonly SittingId[]>
  /** These entries of a page are on disk, and the sitting after them is so too. */
  readonly kept: (page: P, entries: readonly Recorded[], after: Sitting) => void
  /** Somebody else has raised the epoch: nothing that this page held was recorded. */
  readonly fenced: (page: P) => void
  /** The database will never take what this page held. */
  readonly refused: (page: P, err: unknown) => void
  readonly durabilityChanged: (durable: boolean) => void
  /** A commit failed and is tried again: told once for each batch. */
  readonly stalled: (err: unknown) => void
}

export type Journal<P extends Page> = {
  /** Hands over what has been recorded for a page, whose `sitting` is already the one after it. */
  readonly add: (page: P, entries: readonly Recorded[]) => void
  /** How many events are not on disk yet. */
  readonly depth: () => number
  readonly durable: () => boolean
  /** Resolves when everything handed over is settled, one way or the other. */
  readonly idle: () => Promise<void>
  readonly close: () => void
}

/** No commit carries more: 500 is where larger batches stop bringing anything. */
const BATCH_LIMIT = 500

/** Answers wait for a commit this long before the terminals are told that they are only kept at the seat. */
const DEGRADED_AFTER_MS = 3_000

const RETRY_MOST_MS = 250

/**
 * The journal commits in groups: whatever has been decided while the last commit ran goes into the next one.
 * There is no timer, so a lone answer waits for nobody, and under load each commit carries more; and there is
 * one commit at a time, so the order in which a record grows is the order in which it was decided.
 */
export function openJournal<P extends Page>(options: JournalOptions<P>): Journal<P> {
  let queue: P[] = []
  let depth = 0
  let running = false
  let durable = true
  /** When the commit under way was first tried. */
  let since: number | null = null
  const idlers: (() => void)[] = []

  const watch = setInterval(() => {
    if (durable && since !== null && performance.now() - since > DEGRADED_AFTER_MS) setDurable(false)
  }, 250)
  watch.unref()

  function add(page: P, entries: readonly Recorded[]) {
    if (page.waiting.length === 0) queue.push(page)
    for (const entry of entries) page.waiting.push(entry)
    depth += entries.length
    if (running) return
    running = true
    // After the reads of this turn of the event loop, so that frames which arrived together commit together.
    setImmediate(() => void run())
  }

  async function run() {
    while (queue.length > 0) {
      const batch = take()
      since = performance.now()
      await settle(batch)
      since = null
    }
    running = false
    for (const resolve of idlers.splice(0)) resolve()
  }

  type Written = { readonly page: P; readonly addition: Addition }

  function take(): Written[] {
    const taken: Written[] = []
    let count = 0
    for (const page of queue) {
      if (count > 0 && count + page.waiting.length > BATCH_LIMIT) break
      taken.push({ page, addition: { id: page.id, epoch: page.epoch, entries: page.waiting, after: page.sitting } })
      count += page.waiting.length
      page.waiting = []
    }
    queue = taken.length === queue.length ? [] : queue.slice(taken.length)
    return taken
  }

  /** Never throws: a batch ends on disk, fenced off, or refused. */
  async function settle(batch: readonly Written[], triedBefore = false) {
    const additions = batch.map(({ addition }) => addition)
    let again = triedBefore
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await options.append(additions, { again }).then(
        (lost) => ({ lost }),
        (err: unknown) => ({ err }),
      )
      if ('lost' in outcome) {
        setDurable(true)
        return conclude(batch, outcome.lost)
      }
      if (!passes(outcome.err)) return refuse(batch, outcome.err, again)
      if (attempt === 1) options.stalled(outcome.err)
      // An attempt that was never answered may have been committed all the same.
      again = true
      await pause(Math.min(10 * 2 ** attempt, RETRY_MOST_MS))
    }
  }

  function conclude(batch: readonly Written[], lost: readonly SittingId[]) {
    const fenced = lost.length > 0 ? new Set(lost) : undefined
    for (const { page, addition } of batch) {
      depth -= addition.entries.length
      if (fenced?.has(page.id)) {
        drop(page)
        options.fenced(page)
      } else options.kept(page, addition.entries, addition.after)
    }
  }

  /** One sitting must not stop the others: each is tried by itself, and the one at fault is left. */
  async function refuse(batch: readonly Written[], err: unknown, again: boolean) {
    if (batch.length > 1) {
      for (const written of batch) await settle([written], again)
      return
    }
    for (const { page, addition } of batch) {
      depth -= addition.entries.length
      drop(page)
      options.refused(page, err)
    }
  }

  /** What was decided after something that is not on disk, never happened. */
  function drop(page: P) {
    depth -= page.waiting.length
    page.waiting = []
    queue = queue.filter((queued) => queued !== page)
  }

  function setDurable(now: boolean) {
    if (durable === now) return
    durable = now
    options.durabilityChanged(now)
  }

  return {
    add,
    depth: () => depth,
    durable: () => durable,
    idle: () => (running ? new Promise((resolve) => idlers.push(resolve)) : Promise.resolve()),
    close: () => clearInterval(watch),
  }
}

/** Whether the same batch may succeed later: the database is away, slow, or another transaction was in the way. */
function passes(err: unknown): boolean {
  const fault = databaseFault(err)
  if (fault) return fault.retryable || fault.code === QUERY_CANCELED
  return err instanceof Error && err.message === 'Query read timeout'
}

const QUERY_CANCELED = '57014'
