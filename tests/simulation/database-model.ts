import type { Addition, LateSave, TakenRow } from '@kaochang/database/sitting'
import type { Chance } from '@kaochang/domain/chance'
import type { SeatId, SittingId, TerminalId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { type EndReason, type Recorded, type SittingEvent, closesAt } from '@kaochang/domain/sitting/sitting'
import type { SealedSitting } from '@kaochang/server/sitting/sealed-sitting'
import type { SittingStore, Taking } from '@kaochang/server/sitting/sitting-store'
import pg from 'pg'
import type { Actor, VirtualTime } from './virtual-time.ts'

/** A roster row with its record, as committed. */
export type Row = {
  readonly id: SittingId
  readonly sealed: SealedSitting
  seatId: SeatId | null
  terminalId: TerminalId | null
  epoch: number
  roomStarted: boolean
  startedAt: Instant | null
  closesAt: Instant | null
  pausedAt: Instant | null
  ended: { readonly at: Instant; readonly reason: EndReason } | null
  readonly events: Recorded[]
  readonly late: (LateSave & { readonly reason: string; readonly terminalId: TerminalId })[]
}

/** What a commit added to a record, and the epoch under which it was written. */
export type Commit = { readonly row: Row; readonly entries: readonly Recorded[]; readonly epoch: number }

/** Where the process that asks may be killed: the database hears of the statement or not, the process never of the answer. */
export type KillPoint = 'before_append' | 'after_append' | 'while_taking' | 'before_commit' | 'after_commit'

export type DatabaseModel = {
  readonly rows: ReadonlyMap<SittingId, Row>
  /** A store for one process. */
  readonly connect: (process: Actor) => ProcessStore
  /** The server goes down with everything that is not committed, and is back after a while. */
  readonly crash: (downMs: number) => void
  /** Commits take up to so long, for so long. */
  readonly slow: (commitMs: number, forMs: number) => void
  /** Of the answers to commits so many in a hundred never arrive, for so long. */
  readonly loseAnswers: (percent: number, forMs: number) => void
  /** A process was killed: its connections end. */
  readonly forget: (process: Actor) => void
  readonly heal: () => void
  /** When it was last back from a fall, or will be. */
  readonly upSince: () => number
}

export type ProcessStore = SittingStore & {
  readonly listDue: (at: Instant, most: number) => Promise<{ id: SittingId; graceOverAt: Instant }[]>
}

const LOCK_TIMEOUT_MS = 2_000
const ANSWER_WITHIN_MS = 4_000
const CONNECT_WITHIN_MS = 2_000
const IDLE_IN_TRANSACTION_MS = 10_000
const POOL_SIZE = 4

/** What a transaction would change, were it committed. */
type Change = { readonly row: Row; readonly apply: () => void }

type Transaction = {
  /** As the transaction sees it, where it has changed it. */
  readonly epochs: Map<Row, number>
  readonly changes: Change[]
  readonly commits: Commit[]
  readonly locks: Set<Lock>
  /** Events it has inserted and not committed: another transaction that has the same must wait for it. */
  readonly inserted: { readonly row: Row; readonly number: number }[]
  readonly over: PromiseWithResolvers<void>
  ended: boolean
}

type Lock = {
  readonly share: Set<Transaction>
  exclusive: Transaction | null
  readonly waiting: { readonly tx: Transaction; readonly mode: Mode; readonly granted: () => void }[]
}

type Mode = 'share' | 'no key update'

/** How a statement leaves its transaction: committed to disk, open for the next one, or done with reading. */
type Ending = 'commit' | 'open' | 'read'

type Connection = {
  readonly process: Actor
  open: boolean
  /** Rejects every statement under way. */
  readonly pending: Set<(err: Error) => void>
  tx: Transaction | null
  /** Statements so far: an idle transaction is one where this stands still. */
  statements: number
  busy: boolean
}

/**
 * A model of PostgreSQL as far as the sittings use it: row locks taken in order and waited for two seconds at most,
 * conditions looked at again after a wait, each statement seeing what was committed before it began, the unique number
 * of an event, a commit that happens although nobody hears of it, an open transaction that is ended when its process
 * is silent for ten seconds, and a server that goes down with all that is not committed.
 *
 * @param committed hears of every commit at its instant
 * @param kill whether the process that asks dies at this very point
 */
export function openDatabaseModel({
  time,
  chance,
  rows,
  committed,
  kill,
  trace,
}: {
  time: VirtualTime
  chance: Chance
  rows: ReadonlyMap<SittingId, Row>
  committed: (commit: Commit) => void
  kill: (process: Actor, point: KillPoint) => boolean
  trace: (line: () => string) => void
}): DatabaseModel {
  let server = time.actor('database')
  let downUntil = 0
  let slowUntil = 0
  let slowMs = 0
  let deafUntil = 0
  let deafPercent = 0
  let locks = new Map<Row, Lock>()
  let open = new Set<Transaction>()
  const connections = new Set<Connection>()

  const between = (least: number, most: number) => least + (chance.below(1_000) / 1_000) * (most - least)
  const isUp = () => time.now() >= downUntil

  // ── Transactions and locks ────────────────────────────────────────────────────────────────────────────────

  function begin(): Transaction {
    const tx: Transaction = {
      epochs: new Map(),
      changes: [],
      commits: [],
      locks: new Set(),
      inserted: [],
      over: Promise.withResolvers(),
      ended: false,
    }
    open.add(tx)
    return tx
  }

  function finish(tx: Transaction, commit: boolean) {
    if (tx.ended) return
    tx.ended = true
    open.delete(tx)
    if (commit) {
      for (const { apply } of tx.changes) apply()
      for (const each of tx.commits) committed(each)
    }
    for (const lock of tx.locks) {
      lock.share.delete(tx)
      if (lock.exclusive === tx) lock.exclusive = null
      admit(lock)
    }
    tx.over.resolve()
  }

  function lockOf(row: Row): Lock {
    const known = locks.get(row)
    if (known) return known
    const made: Lock = { share: new Set(), exclusive: null, waiting: [] }
    locks.set(row, made)
    return made
  }

  function fits(lock: Lock, tx: Transaction, mode: Mode): boolean {
    if (lock.exclusive !== null && lock.exclusive !== tx) return false
    return mode === 'share' || [...lock.share].every((holder) => holder === tx)
  }

  /** First come, first served: nobody overtakes one who waits. */
  function admit(lock: Lock) {
    for (let next = lock.waiting[0]; next; next = lock.waiting[0]) {
      if (!next.tx.ended && !fits(lock, next.tx, next.mode)) return
      lock.waiting.shift()
      if (!next.tx.ended) grant(lock, next.tx, next.mode)
      next.granted()
    }
  }

  function grant(lock: Lock, tx: Transaction, mode: Mode) {
    tx.locks.add(lock)
    if (mode === 'share') lock.share.add(tx)
    else lock.exclusive = tx
  }

  async function hold(tx: Transaction, row: Row, mode: Mode) {
    const lock = lockOf(row)
    const held = tx.locks.has(lock)
    if ((held || lock.waiting.length === 0) && fits(lock, tx, mode)) return grant(lock, tx, mode)
    const { promise, resolve } = Promise.withResolvers<'granted' | 'late'>()
    const waiting = { tx, mode, granted: () => resolve('granted') }
    lock.waiting.push(waiting)
    time.after(LOCK_TIMEOUT_MS, server, () => resolve('late'))
    if ((await promise) === 'granted') return
    lock.waiting.splice(lock.waiting.indexOf(waiting), 1)
    admit(lock)
    throw fault('55P03')
  }

  const epochOf = (tx: Transaction, row: Row) => tx.epochs.get(row) ?? row.epoch

  // ── Statements, run in the database ───────────────────────────────────────────────────────────────────────

  async function append(
    tx: Transaction,
    additions: readonly Addition[],
    { again }: { again: boolean },
  ): Promise<SittingId[]> {
    const written = additions.map((addition) => ({ ...addition, row: rowOf(addition.id) }))
    const seen = new Map(written.map(({ row }) => [row, row.events.length]))
    const matching = written.filter(({ row, epoch }) => epochOf(tx, row) === epoch)
    const held = new Set<Row>()
    for (const { row, epoch } of matching.sort((a, b) => (a.id < b.id ? -1 : 1))) {
      await hold(tx, row, 'share')
      if (epochOf(tx, row) === epoch) held.add(row)
    }
    const sees = (row: Row, { number, link }: Recorded) =>
      number <= (seen.get(row) ?? 0) && row.events[number - 1]?.link === link
    const lost = new Set(
      written.flatMap(({ row, id, entries }) =>
        held.has(row) || (again && entries.some((entry) => sees(row, entry))) ? [] : [id],
      ),
    )
    for (const { row, entries, epoch, after } of written) {
      if (!held.has(row)) continue
      const fresh: Recorded[] = []
      for (const entry of entries) {
        for (let other = inserter(tx, row, entry.number); other; other = inserter(tx, row, entry.number))
          await soon(other.over.promise)
        const there = row.events[entry.number - 1]
        if (!there) fresh.push(entry)
        else if (!again) throw fault('23505')
        else if (there.link !== entry.link && entry.number <= (seen.get(row) ?? 0)) lost.add(row.id)
        tx.inserted.push({ row, number: entry.number })
      }
      if (entries.some(({ event }) => SHOWN.has(event.type))) await hold(tx, row, 'no key update')
      tx.commits.push({ row, entries: fresh, epoch })
      tx.changes.push({
        row,
        apply: () => {
          row.events.push(...fresh)
          if (!entries.some(({ event }) => SHOWN.has(event.type))) return
          row.startedAt = after.startedAt ?? row.startedAt
          row.closesAt = closesAt(after) ?? row.closesAt
          row.pausedAt = after.pausedAt
          row.ended = after.ended ?? row.ended
        },
      })
    }
    return [...lost]
  }

  function inserter(tx: Transaction, row: Row, number: number): Transaction | undefined {
    return [...open].find(
      (other) => other !== tx && other.inserted.some((one) => one.row === row && one.number === number),
    )
  }

  async function soon(other: Promise<void>) {
    const { promise, resolve } = Promise.withResolvers<'late'>()
    time.after(LOCK_TIMEOUT_MS, server, () => resolve('late'))
    if ((await Promise.race([other, promise])) === 'late') throw fault('55P03')
  }

  async function raiseEpochs(
    tx: Transaction,
    ids: readonly SittingId[],
    terminals: ReadonlyMap<SittingId, TerminalId>,
  ): Promise<TakenRow[]> {
    const wanted = [...ids].sort().flatMap((id) => rows.get(id) ?? [])
    for (const row of wanted) await hold(tx, row, 'no key update')
    return wanted.map((row) => {
      if (row.ended === null) {
        const epoch = row.epoch + 1
        const terminalId = terminals.get(row.id) ?? row.terminalId
        tx.epochs.set(row, epoch)
        tx.changes.push({ row, apply: () => void Object.assign(row, { epoch, terminalId }) })
      }
      return {
        id: row.id,
        sessionId: row.sealed.session.id,
        seatId: row.seatId,
        epoch: epochOf(tx, row),
        closed: row.ended === null ? null : 'ended',
        roomStarted: row.roomStarted,
      }
    })
  }

  function listRecords(wanted: readonly { readonly id: SittingId; readonly after: number }[]) {
    return new Map(
      wanted.flatMap(({ id, after }) => {
        const record = rows.get(id)?.events.slice(after) ?? []
        // From the database's text and back, as on the wire: nobody shares an object with the record.
        return record.length > 0 ? [[id, structuredClone(record)] as const] : []
      }),
    )
  }

  function rowOf(id: SittingId): Row {
    const row = rows.get(id)
    if (!row) throw fault('23503')
    return row
  }

  // ── Connections, as a process sees them ───────────────────────────────────────────────────────────────────

  /** Sends one statement, runs it in the database, and brings its answer back: or not. */
  function ask<T>(connection: Connection, work: (tx: Transaction) => T | Promise<T>, ending: Ending): Promise<T> {
    const { process } = connection
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    const settle = (then: () => void) => {
      connection.pending.delete(refuse)
      then()
    }
    const refuse = (err: Error) => settle(() => reject(err))
    if (!connection.open) {
      reject(new Error('Client has encountered a connection error and is not queryable'))
      return promise
    }
    connection.pending.add(refuse)
    time.after(ANSWER_WITHIN_MS, process, () => refuse(new Error('Query read timeout')))
    const statement = (connection.statements += 1)
    connection.busy = true
    time.after(between(0.05, 0.6), server, () => {
      if (!isUp()) return
      // What was sent before a connection ended may still be read, and is obeyed then.
      if (!connection.open && chance.below(2) === 0) return abandon(connection)
      const tx = connection.tx ?? begin()
      execute(tx, work, ending).then(
        (value) => answer(connection, statement, () => settle(() => resolve(value)), ending === 'commit'),
        (err: unknown) => {
          finish(tx, false)
          answer(connection, statement, () => refuse(err instanceof Error ? err : new Error(String(err))), false)
        },
      )
    })
    return promise
  }

  async function execute<T>(tx: Transaction, work: (tx: Transaction) => T | Promise<T>, ending: Ending): Promise<T> {
    if (tx.ended) throw fault('25P02')
    const value = await work(tx)
    if (ending === 'commit') {
      const { promise, resolve } = Promise.withResolvers<void>()
      time.after(time.now() < slowUntil ? between(0, slowMs) : between(0.1, 3), server, resolve)
      await promise
    }
    if (ending !== 'open') finish(tx, true)
    return value
  }

  function answer(connection: Connection, statement: number, deliver: () => void, committed: boolean) {
    connection.busy = false
    if (committed && time.now() < deafUntil && chance.below(100) < deafPercent) {
      trace(() => `${connection.process.name}: the answer to a commit is lost`)
      return cut(connection)
    }
    if (!connection.open) return abandon(connection)
    time.after(between(0.05, 0.6), connection.process, () => {
      if (connection.open) deliver()
    })
    const { tx } = connection
    if (tx === null || tx.ended) return
    time.after(IDLE_IN_TRANSACTION_MS, server, () => {
      if (connection.statements === statement && !tx.ended) cut(connection)
    })
  }

  /** The connection ends; what it had open ends with it, unless a statement is just being run. */
  function cut(connection: Connection) {
    if (!connection.open) return
    connection.open = false
    connections.delete(connection)
    const pending = [...connection.pending]
    time.after(between(0.05, 1), connection.process, () => {
      for (const refuse of pending) refuse(new Error('Connection terminated unexpectedly'))
    })
    if (!connection.busy) abandon(connection)
  }

  function abandon({ tx }: Connection) {
    if (tx) finish(tx, false)
  }

  function connect(process: Actor): ProcessStore {
    let inUse = 0
    const queue: (() => void)[] = []

    async function acquire(): Promise<Connection> {
      if (inUse >= POOL_SIZE) {
        const { promise, resolve, reject } = Promise.withResolvers<void>()
        queue.push(resolve)
        time.after(CONNECT_WITHIN_MS, process, () => {
          const place = queue.indexOf(resolve)
          if (place === -1) return
          queue.splice(place, 1)
          reject(new Error('timeout exceeded when trying to connect'))
        })
        await promise
      }
      inUse += 1
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const refused = () => reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }))
      time.after(between(0.1, 1), process, () => (isUp() ? resolve() : refused()))
      try {
        await promise
      } catch (err) {
        release()
        throw err
      }
      const connection: Connection = {
        process,
        open: true,
        pending: new Set(),
        tx: null,
        statements: 0,
        busy: false,
      }
      connections.add(connection)
      return connection
    }

    function release(connection?: Connection) {
      inUse -= 1
      if (connection) {
        connection.open = false
        connections.delete(connection)
        // Whoever hangs up in the middle of a transaction is noticed at the end of the statement under way.
        if (!connection.busy) time.after(between(0.05, 0.6), server, () => abandon(connection))
      }
      queue.shift()?.()
    }

    async function once<T>(work: (tx: Transaction) => T | Promise<T>, ending: Ending): Promise<T> {
      const connection = await acquire()
      try {
        return await ask(connection, work, ending)
      } finally {
        release(connection)
      }
    }

    async function at<T>(before: KillPoint, after: KillPoint | null, work: () => Promise<T>): Promise<T> {
      if (kill(process, before)) return Promise.withResolvers<never>().promise
      const value = await work()
      if (after !== null && kill(process, after)) return Promise.withResolvers<never>().promise
      return value
    }

    return {
      append: (additions, attempt) =>
        at('before_append', 'after_append', () => once((tx) => append(tx, additions, attempt), 'commit')),
      listRecords: (wanted) => once(() => listRecords(wanted), 'read'),
      fetchSealed: (ids) => once(() => sealedOf(ids), 'read'),
      listTaken: (held) =>
        once(() => new Set(held.flatMap(({ id, epoch }) => (rowOf(id).epoch === epoch ? [] : [id]))), 'read'),
      keepApart: (id, { reason, terminalId, saves }) =>
        once((tx) => {
          const row = rowOf(id)
          const strange = saves.filter(
            (save) =>
              !row.late.some(
                (there) => there.reason === reason && there.terminalId === terminalId && sameSave(there, save),
              ),
          )
          const rowsOfThem = strange.map((save) => ({ ...save, reason, terminalId }))
          tx.changes.push({ row, apply: () => void row.late.push(...rowsOfThem) })
        }, 'commit'),
      async inTransaction(work) {
        const connection = await acquire()
        try {
          await ask(connection, (tx) => void (connection.tx = tx), 'open')
          const taking: Taking = {
            raiseEpochs: (ids, terminals) =>
              at('while_taking', null, () => ask(connection, (tx) => raiseEpochs(tx, ids, terminals), 'open')),
            listRecords: (wanted) => ask(connection, () => listRecords(wanted), 'open'),
            fetchSealed: (ids) => ask(connection, () => sealedOf(ids), 'open'),
            append: (additions, attempt) =>
              at('while_taking', null, () => ask(connection, (tx) => append(tx, additions, attempt), 'open')),
          }
          const value = await work(taking)
          return await at('before_commit', 'after_commit', async () => {
            await ask(connection, () => undefined, 'commit')
            return value
          })
        } finally {
          release(connection)
        }
      },
      listDue: (at, most) =>
        once(
          () =>
            [...rows.values()]
              .flatMap(({ id, closesAt, pausedAt, ended, startedAt, sealed }) => {
                if (startedAt === null || closesAt === null || ended !== null || pausedAt !== null) return []
                const graceOverAt = (closesAt + sealed.terms.graceMs) as Instant
                return graceOverAt < at ? [{ id, graceOverAt }] : []
              })
              .slice(0, most),
          'read',
        ),
      close: () => Promise.resolve(),
    }
  }

  function sealedOf(ids: readonly SittingId[]) {
    return new Map(ids.flatMap((id) => (rows.has(id) ? [[id, rowOf(id).sealed] as const] : [])))
  }

  return {
    rows,
    connect,
    crash(downMs) {
      trace(() => `the database goes down for ${downMs.toFixed(0)} ms`)
      server.alive = false
      server = time.actor('database')
      downUntil = Math.max(downUntil, time.now() + downMs)
      for (const tx of open) tx.ended = true
      open = new Set()
      locks = new Map()
      for (const connection of connections) {
        connection.tx = null
        connection.busy = false
        cut(connection)
      }
    },
    slow(commitMs, forMs) {
      slowMs = commitMs
      slowUntil = time.now() + forMs
    },
    loseAnswers(percent, forMs) {
      deafPercent = percent
      deafUntil = time.now() + forMs
    },
    forget(process) {
      for (const connection of connections) if (connection.process === process) cut(connection)
    },
    upSince: () => downUntil,
    heal() {
      slowUntil = deafUntil = 0
    },
  }
}

function sameSave(a: LateSave, b: LateSave) {
  return a.seq === b.seq && a.item === b.item && a.response === b.response && a.marked === b.marked
}

/** An error as node-postgres throws it. */
function fault(code: string): Error {
  return Object.assign(new pg.DatabaseError(code, 0, 'error'), { code })
}

const SHOWN: ReadonlySet<SittingEvent['type']> = new Set([
  'identity_confirmed',
  'started',
  'time_granted',
  'paused',
  'resumed',
  'ended',
])
