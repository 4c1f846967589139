import { databaseFault } from '@kaochang/database/client'
import type { SittingId, TerminalId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { type Outcome, allow, invariant, refuse } from '@kaochang/domain/outcome'
import { type SittingCommand, type SittingRefusal, decide } from '@kaochang/domain/sitting/decide'
import { record, refold } from '@kaochang/domain/sitting/record'
import { type Recorded, type Sitting, unbegun } from '@kaochang/domain/sitting/sitting'
import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { sha256 } from '../hashing.ts'
import { type Page, openJournal } from './journal.ts'
import {
  type Hold,
  type Line,
  LiveFault,
  type LiveRefusal,
  type LiveSittings,
  type RoomCommand,
} from './live-sittings.ts'
import type { SealedSitting } from './sealed-sitting.ts'
import { type SittingStore, openSittingStore } from './sitting-store.ts'
import { type Asked, type TakeRefusal, type Taken, openTaking } from './take-sittings.ts'

export type LiveSittingsOptions = {
  /** A connection string for a pool of our own. It may hold a password: it is never logged. */
  readonly url: string
  readonly clock: Pick<Clock, 'now'>
  readonly log: Logger
}

/** Events in memory and not on disk: beyond this a terminal is told to come back rather than held on to. */
const DEPTH_LIMIT = 20_000

/** How long a terminal that comes may wait for what its sitting still has under way. */
const FLUSH_WITHIN_MS = 3_000

/** How long `close` waits for the database. The whole stop has ten seconds. */
const CLOSE_WITHIN_MS = 7_000

/** A sitting that nobody is connected to and nobody asks for is forgotten, and rebuilt when it is wanted. */
const FORGET_AFTER_MS = 10 * 60_000

const OBEY_ATTEMPTS = 3

/** Sittings that are read along at once. A paper takes a quarter of a millisecond, and everybody's answers wait behind it. */
const READ_AT_MOST = 100

/** How often it is looked whether what we hold is ours still, and how many sittings are looked at each time. */
const LOOK_EVERY_MS = 250
const LOOK_AT_MOST = 500

/** A sitting in memory. Its epoch is 0 where this process only reads along. */
type Live = Page & {
  readonly sealed: SealedSitting
  /** As on disk; `sitting` is ahead of it by what is under way. */
  kept: Sitting
  line: Line | null
  heardAt: Instant | null
  touchedAt: number
  /** Who waits for an event to be on disk. */
  waiters: { readonly number: number; readonly settle: (fate: Fate) => void }[]
}

type Fate = 'kept' | 'fenced' | 'refused'

/** Somebody is taking the sitting into this process: nobody else may touch it meanwhile. */
type Gate = { readonly opened: Promise<void>; readonly later: (() => void)[] }

/** Opens the sittings, with a pool and a journal of their own. Connects at once, so that a wrong URL is heard of now. */
export async function openLiveSittings({ url, clock, log }: LiveSittingsOptions): Promise<LiveSittings> {
  const store = await openSittingStore(url, (fault) => log.warn({ fault }, 'a connection of the sittings was lost'))
  return openSittingsOver(store, { clock, log })
}

/** Opens the sittings over a store, which is closed with them. */
export function openSittingsOver(
  store: SittingStore,
  { clock, log }: Pick<LiveSittingsOptions, 'clock' | 'log'>,
): LiveSittings {
  const lives = new Map<SittingId, Live>()
  let changed = new Set<SittingId>()
  const gates = new Map<SittingId, Gate>()
  const takeIn = openTaking(store)
  const journal = openJournal<Live>({
    append: (additions, attempt) => store.append(additions, attempt),
    kept,
    fenced: (live) => void fenced(live),
    refused,
    durabilityChanged,
    stalled: (err) => log.warn({ fault: describe(err) }, 'a commit failed and is tried again'),
  })
  const forgetting = setInterval(forget, FORGET_AFTER_MS / 10)
  forgetting.unref()
  const looking = setInterval(() => void look(), LOOK_EVERY_MS)
  looking.unref()
  let round = lives.values()
  let looks = false
  let reading: Promise<unknown> = Promise.resolve()
  let closing: Promise<void> | undefined

  // ── What the journal tells ──────────────────────────────────────────────────────────────────────────

  function kept(live: Live, entries: readonly Recorded[], after: Sitting) {
    live.kept = after
    changed.add(live.id)
    if (live.waiters.length > 0) {
      const reached = live.waiters.filter(({ number }) => number <= after.number)
      live.waiters = live.waiters.filter(({ number }) => number > after.number)
      for (const { settle } of reached) settle('kept')
    }
    if (live.line !== null) tell(live, (line) => line.kept(after, entries))
  }

  /** A line's fault must not end the journal. */
  function tell(live: Live, what: (line: Line) => void, line = live.line) {
    if (line === null) return
    try {
      what(line)
    } catch (err) {
      log.error({ sittingId: live.id, fault: describe(err) }, 'a line failed to hear')
    }
  }

  /** Another process, or another terminal through one, has the sitting now. */
  async function fenced(live: Live) {
    const { line } = live
    drop(live, 'fenced')
    if (line === null) return
    log.info({ sittingId: live.id, epoch: live.epoch }, 'fenced off')
    const since = await store
      .listRecords([{ id: live.id, after: live.kept.number }])
      .catch(() => new Map<SittingId, Recorded[]>())
    const attached = since.get(live.id)?.some(({ event }) => event.type === 'attached')
    tell(live, (one) => (attached ? one.takenOver() : one.comeBack('moved')), line)
  }

  function refused(live: Live, err: unknown) {
    log.error({ sittingId: live.id, fault: describe(err) }, 'the database refuses what was recorded')
    const { line } = live
    drop(live, 'refused')
    tell(live, (one) => one.comeBack('fault'), line)
  }

  function drop(live: Live, fate: Fate) {
    if (lives.get(live.id) === live) lives.delete(live.id)
    live.line = null
    changed.add(live.id)
    for (const { settle } of live.waiters.splice(0)) settle(fate)
  }

  function durabilityChanged(durable: boolean) {
    log.warn({ depth: journal.depth() }, durable ? 'answers are durable again' : 'answers cannot be made durable')
    for (const live of lives.values()) tell(live, (line) => line.durable(durable))
  }

  // ── Deciding ────────────────────────────────────────────────────────────────────────────────────────

  /** Decides on a sitting that is ours, and hands what follows to the journal. Says how many events that is. */
  function step(live: Live, command: SittingCommand, at: Instant): Outcome<number, SittingRefusal> {
    const decided = decide(live.sitting, command, at)
    if (!decided.ok || decided.value.length === 0) return decided.ok ? allow(0) : decided
    invariant(
      live.epoch > 0,
      'nothing is added to the record of a sitting that another process holds or that has ended',
    )
    const { recorded, after } = record(sha256, live.sitting, decided.value, at)
    live.sitting = after
    journal.add(live, recorded)
    return allow(recorded.length)
  }

  /** How everything decided so far ends. */
  function settled(live: Live): Promise<Fate> {
    if (live.kept === live.sitting) return Promise.resolve('kept')
    // Let go already: nobody will tell of it any more.
    if (lives.get(live.id) !== live) return Promise.resolve('fenced')
    return new Promise((settle) => live.waiters.push({ number: live.sitting.number, settle }))
  }

  async function obey(id: SittingId, command: RoomCommand): Promise<Outcome<Sitting, LiveRefusal>> {
    for (let attempt = 1; attempt <= OBEY_ATTEMPTS; attempt += 1) {
      for (let gate = gates.get(id); gate; gate = gates.get(id)) await gate.opened
      if (closing) break
      // When it is decided, and not when it was asked: nobody's time goes on while their sitting changes hands.
      const at = clock.now()
      const live = lives.get(id)
      if (!live || (live.epoch === 0 && live.kept.ended === null)) {
        const taken = await whileGated(id, () => (lives.get(id)?.epoch ? null : take(id, command, at)))
        if (taken === null) continue
        if (!taken.ok) return taken
        return taken.value.outcome.ok ? allow(taken.value.live.kept) : taken.value.outcome
      }
      live.touchedAt = performance.now()
      const stepped = step(live, command, at)
      const written = stepped.ok && stepped.value > 0
      // A refusal may rest on what is decided and not on disk: it holds when that holds.
      const fate = await settled(live)
      if (fate === 'refused' && written) throw new LiveFault('The database refuses what was recorded')
      if (fate !== 'kept') continue
      // What adds nothing is not written, and only a write tells us that another process has the sitting now.
      if (!written && live.kept.ended === null && !(await isOurs(live))) {
        // What is under way may have been committed before: that is for the journal to find out.
        if (lives.get(id) === live && live.kept === live.sitting) void fenced(live)
        continue
      }
      return stepped.ok ? allow(live.kept) : stepped
    }
    throw new LiveFault(closing ? 'The server is stopping' : 'The sitting changes hands too often')
  }

  async function isOurs({ id, epoch }: Live): Promise<boolean> {
    const taken = await store.listTaken([{ id, epoch }]).catch((err: unknown) => {
      throw new LiveFault('The sitting could not be looked at', { cause: err })
    })
    return !taken.has(id)
  }

  /**
   * Finds the sittings that another process has taken. Whoever writes would be told by the journal; but a terminal
   * that only waits would wait for ever, for what is written elsewhere. What has something under way is left to the journal.
   */
  async function look() {
    if (looks) return
    looks = true
    const part: { readonly id: SittingId; readonly live: Live; readonly epoch: number }[] = []
    for (let left = Math.min(LOOK_AT_MOST, lives.size); left > 0; left -= 1) {
      const next = round.next()
      if (next.done) round = lives.values()
      else if (next.value.epoch > 0) part.push({ id: next.value.id, live: next.value, epoch: next.value.epoch })
    }
    const taken = part.length > 0 ? await store.listTaken(part).catch(() => null) : null
    for (const { id, live, epoch } of taken ? part : []) {
      const still = lives.get(id) === live && live.epoch === epoch && !gates.has(id)
      if (still && live.kept === live.sitting && taken?.has(id)) void fenced(live)
    }
    looks = false
  }

  // ── Taking ──────────────────────────────────────────────────────────────────────────────────────────

  async function whileGated<T>(id: SittingId, work: () => Promise<T> | T): Promise<T> {
    // Of all who wait, one finds the gate open and shuts it in the same breath; the others wait again.
    for (let gate = gates.get(id); gate; gate = gates.get(id)) await gate.opened
    const { promise: opened, resolve } = Promise.withResolvers<void>()
    const gate: Gate = { opened, later: [] }
    gates.set(id, gate)
    try {
      return await work()
    } finally {
      gates.delete(id)
      for (const then of gate.later) then()
      resolve()
    }
  }

  type InMemory = Taken & { readonly live: Live }

  /** Makes a sitting ours, with a command obeyed on the way. Only behind its gate. */
  async function take(id: SittingId, command: Asked, at: Instant): Promise<Outcome<InMemory, TakeRefusal>> {
    const before = lives.get(id)
    if (before && before.kept !== before.sitting && (await within(FLUSH_WITHIN_MS, settled(before))) === 'late')
      throw new LiveFault('The journal is behind')
    const current = lives.get(id)
    const known = current && { sitting: current.kept, sealed: current.sealed }
    const taken = await takeIn({ id, command, at, known }).catch((err: unknown) => {
      // Whether the epoch was raised is not known, so nothing in memory may be written under the old one.
      if (current) unsure(current)
      throw err
    })
    if (!taken.ok) {
      if (current) unsure(current)
      if (taken.refusal.code === 'record_broken')
        log.error({ sittingId: id, number: taken.refusal.number }, 'record broken')
      return taken
    }
    const { epoch, sealed, sitting, recorded } = taken.value
    const live = lives.get(id) ?? newLive(sealed, sitting)
    lives.set(id, live)
    Object.assign(live, { epoch, sitting, kept: sitting, touchedAt: performance.now() })
    changed.add(live.id)
    if (recorded.length > 0 && command.type !== 'attach') tell(live, (line) => line.kept(sitting, recorded))
    return allow({ ...taken.value, live })
  }

  function unsure(live: Live) {
    const { line } = live
    drop(live, 'fenced')
    tell(live, (one) => one.comeBack('busy'), line)
  }

  function newLive(sealed: SealedSitting, sitting: Sitting): Live {
    return {
      id: sitting.id,
      epoch: 0,
      sealed,
      sitting,
      kept: sitting,
      waiting: [],
      line: null,
      heardAt: null,
      touchedAt: performance.now(),
      waiters: [],
    }
  }

  async function attach(
    id: SittingId,
    terminalId: TerminalId,
    line: Line,
    { fresh = false, log: page }: Parameters<LiveSittings['attach']>[3] = {},
  ): Promise<Outcome<Hold, LiveRefusal>> {
    const at = clock.now()
    if (closing) throw new LiveFault('The server is stopping')
    return whileGated(id, async () => {
      const restarted = fresh ? { restarted: { lastHeardAt: lives.get(id)?.heardAt ?? null } } : {}
      const taken = await take(
        id,
        { type: 'attach', terminalId, ...restarted, ...(page !== undefined && { log: page }) },
        at,
      )
      if (!taken.ok) return taken
      const { live, roomStarted, outcome } = taken.value
      if (!outcome.ok) return outcome
      const older = live.line
      live.line = line
      live.heardAt = at
      changed.add(live.id)
      tell(live, (one) => one.takenOver(), older)
      // Whoever comes to a room that has been started starts with it, as soon as the rest is done.
      if (roomStarted && live.epoch > 0 && live.sitting.seatId !== null) step(live, { type: 'start_room' }, at)
      return allow(holdOf(live, line, terminalId))
    })
  }

  function holdOf(live: Live, line: Line, terminalId: TerminalId): Hold {
    return {
      epoch: live.kept.epoch,
      sealed: live.sealed,
      sitting: () => live.kept,
      say(command, at) {
        // Swallowed: the line is about to be told to come back, and the terminal sends again what has no answer.
        if (live.line !== line || closing) return allow('unchanged')
        if (journal.depth() >= DEPTH_LIMIT) return refuse({ code: 'busy' })
        const stepped = step(live, command, at)
        return stepped.ok ? allow(stepped.value > 0 ? 'recorded' : 'unchanged') : stepped
      },
      suspended: () => gates.has(live.id),
      later(then) {
        gates.get(live.id)?.later.push(() => {
          if (live.line === line) then()
        })
      },
      keepApart: (reason, saves, at) => store.keepApart(live.id, { at, reason, terminalId, saves }),
      settled: async () => (await settled(live)) === 'kept',
      heard(at) {
        live.heardAt = at
      },
      leave() {
        if (live.line !== line) return
        live.line = null
        live.touchedAt = performance.now()
        changed.add(live.id)
      },
    }
  }

  // ── Reading ─────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Brings every sitting that is not ours up to its record. Those whose records are broken are told of, and left out.
   * A part at a time, and one part after the other whoever asks: a thousand rooms that are opened at nine o'clock must
   * not take the connections, nor the seconds, of those who answer.
   */
  async function catchUp(ids: readonly SittingId[]): Promise<Map<SittingId, number>> {
    const broken = new Map<SittingId, number>()
    const copies = ids.filter(isCopy)
    for (let from = 0; from < copies.length; from += READ_AT_MOST) {
      const part = reading.then(() => catchUpPart(copies.slice(from, from + READ_AT_MOST), broken))
      reading = part.catch(() => undefined)
      await part
    }
    return broken
  }

  function isCopy(id: SittingId) {
    const live = lives.get(id)
    return !live || (live.epoch === 0 && live.kept.ended === null)
  }

  async function catchUpPart(ids: readonly SittingId[], broken: Map<SittingId, number>) {
    const copies = ids.filter(isCopy)
    if (copies.length === 0) return
    const sealed = await store.fetchSealed(copies.filter((id) => !lives.has(id)))
    const starts = copies.flatMap((id) => {
      const live = lives.get(id)
      const seal = sealed.get(id)
      if (live) return [{ live, from: live.kept }]
      if (!seal) return []
      const live0 = newLive(seal, unbegun(id, seal.terms))
      return [{ live: live0, from: live0.kept }]
    })
    const records = await store.listRecords(starts.map(({ from }) => ({ id: from.id, after: from.number })))
    for (const { live, from } of starts) {
      // It may have been taken, or read by somebody else, while we waited: what is there now is as good or better.
      const there = lives.get(live.id)
      if (there && (there.epoch > 0 || there.kept.number > from.number)) continue
      const folded = refold(sha256, from, records.get(live.id) ?? [])
      if (!folded.ok) {
        log.error({ sittingId: live.id, number: folded.refusal.number }, 'record broken')
        broken.set(live.id, folded.refusal.number)
        continue
      }
      const copy = there ?? live
      copy.sitting = copy.kept = folded.value
      lives.set(live.id, copy)
    }
  }

  async function read(id: SittingId): Promise<Outcome<Sitting, LiveRefusal>> {
    const broken = await catchUp([id])
    const number = broken.get(id)
    if (number !== undefined) return refuse({ code: 'record_broken', number })
    const live = lives.get(id)
    if (!live) return refuse({ code: 'not_found' })
    live.touchedAt = performance.now()
    return allow(live.kept)
  }

  async function readMany(ids: readonly SittingId[]): Promise<ReadonlyMap<SittingId, Sitting>> {
    const broken = await catchUp(ids)
    const now = performance.now()
    const found = new Map<SittingId, Sitting>()
    for (const id of ids) {
      const live = lives.get(id)
      if (!live || broken.has(id)) continue
      live.touchedAt = now
      found.set(id, live.kept)
    }
    return found
  }

  // ── Ending ──────────────────────────────────────────────────────────────────────────────────────────

  function forget() {
    const before = performance.now() - FORGET_AFTER_MS
    for (const live of lives.values()) {
      const idle = live.line === null && live.kept === live.sitting && !gates.has(live.id) && live.waiters.length === 0
      if (idle && live.touchedAt < before) lives.delete(live.id)
    }
  }

  async function shutDown() {
    clearInterval(forgetting)
    clearInterval(looking)
    await within(CLOSE_WITHIN_MS, Promise.all([journal.idle(), ...[...gates.values()].map(({ opened }) => opened)]))
    for (const live of lives.values()) tell(live, (line) => line.comeBack('restarting'))
    journal.close()
    await within(CLOSE_WITHIN_MS / 7, store.close())
  }

  return {
    obey,
    attach,
    read,
    readMany,
    holds: (id) => (lives.get(id)?.epoch ?? 0) > 0,
    presence: (id) => {
      const live = lives.get(id)
      return { connected: live?.line != null, lastHeardAt: live?.heardAt ?? null }
    },
    takeChanged() {
      const ids = [...changed]
      changed = new Set()
      return ids
    },
    durable: journal.durable,
    close: () => (closing ??= shutDown()),
  }
}

/** What may be logged of a fault: never its message, which can hold what somebody answered. */
function describe(err: unknown) {
  const cause = err instanceof LiveFault ? err.cause : err
  return databaseFault(cause) ?? { name: err instanceof Error ? err.name : typeof err }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T | 'late'> {
  const giveUp = new AbortController()
  try {
    return await Promise.race([work, pause(ms, 'late' as const, { signal: giveUp.signal })])
  } finally {
    giveUp.abort()
  }
}
