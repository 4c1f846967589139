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
  waiting: readonly Recorded[]
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
    if (page.waiting.length === 0) {
      page.waiting = entries
      queue.push(page)
    } else page.waiting = [...page.waiting, ...entries]
    depth += entries.length
    if (running) return
    running = true
    // After the reads of this turn of the event loop, so that frames which arrived together commit together.
    setImmediate(() => void run())
  }

  /** What one page has in a commit. */
  type Written = Addition & { readonly page: P }

  /**
   * One commit after the other. While the next one is under way, those of the last are told: the database and
   * we work at the same time.
   */
  async function run() {
    let last: readonly Written[] = []
    for (let batch = take(); batch.length > 0 || last.length > 0; batch = take()) {
      const writing = batch.length > 0 ? write(batch) : null
      if (last.length > 0) {
        await handedOver()
        for (const { page, entries, after } of last) options.kept(page, entries, after)
      }
      last = (await writing) ?? []
    }
    running = false
    for (const resolve of idlers.splice(0)) resolve()
  }

  function take(): Written[] {
    const taken: Written[] = []
    let count = 0
    for (const page of queue) {
      if (count > 0 && count + page.waiting.length > BATCH_LIMIT) break
      taken.push({ page, id: page.id, epoch: page.epoch, entries: page.waiting, after: page.sitting })
      count += page.waiting.length
      page.waiting = []
    }
    queue = taken.length === queue.length ? [] : queue.slice(taken.length)
    return taken
  }

  /** Brings a batch to disk. What is on disk then is given back, to be told; the rest is settled: fenced off or refused. */
  async function write(batch: readonly Written[], triedBefore = false): Promise<readonly Written[]> {
    since ??= performance.now()
    let again = triedBefore
    let askedOnceMore = false
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await options.append(batch, { again }).then(
        (lost) => ({ lost }),
        (err: unknown) => ({ err }),
      )
      if ('lost' in outcome) {
        // Under way at the same moment, an earlier attempt may have been committed unseen by this one.
        if (again && outcome.lost.length > 0 && !askedOnceMore) {
          askedOnceMore = true
          continue
        }
        since = null
        setDurable(true)
        for (const { entries } of batch) depth -= entries.length
        return outcome.lost.length === 0 ? batch : fenceOff(batch, new Set(outcome.lost))
      }
      if (!passes(outcome.err)) return refuse(batch, outcome.err, again)
      if (attempt === 1) options.stalled(outcome.err)
      // An attempt that was never answered may have been committed all the same.
      again = true
      await pause(Math.min(10 * 2 ** attempt, RETRY_MOST_MS))
    }
  }

  function fenceOff(batch: readonly Written[], lost: ReadonlySet<SittingId>): Written[] {
    return batch.filter(({ page, id }) => {
      if (!lost.has(id)) return true
      drop(page)
      options.fenced(page)
      return false
    })
  }

  /** One sitting must not stop the others: each is tried by itself, and the one at fault is left. */
  async function refuse(batch: readonly Written[], err: unknown, again: boolean): Promise<Written[]> {
    const kept: Written[] = []
    if (batch.length > 1) {
      for (const written of batch) kept.push(...(await write([written], again)))
      return kept
    }
    for (const { page, entries } of batch) {
      since = null
      depth -= entries.length
      drop(page)
      options.refused(page, err)
    }
    return kept
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

/** The query that was just asked for has left: node-postgres takes two ticks to write it. */
async function handedOver(): Promise<void> {
  for (let ticks = 2; ticks > 0; ticks -= 1) await new Promise<void>((resolve) => process.nextTick(resolve))
}

/** Whether the same batch may succeed later: the database is away, slow, or another transaction was in the way. */
function passes(err: unknown): boolean {
  const fault = databaseFault(err)
  return fault !== undefined && (fault.retryable || fault.code === QUERY_CANCELED)
}

const QUERY_CANCELED = '57014'
