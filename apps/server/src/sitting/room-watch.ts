import type { Database } from '@kaochang/database/client'
import {
  type PresenceRow,
  ROOMS_CHANNEL,
  beatProcess,
  insertProcess,
  listPresences,
  listRoomsOf,
  notifyRooms,
  stopProcess,
  upsertPresences,
} from '@kaochang/database/process'
import type { RoomId, SessionId, SittingId } from '@kaochang/domain/ids'
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { LiveSittings, Presence } from './live-sittings.ts'

/** A room of a session, as the processes name it to one another. */
export type RoomKey = `${SessionId}/${RoomId}`

export function roomKey(sessionId: SessionId, roomId: RoomId): RoomKey {
  return `${sessionId}/${roomId}`
}

/** What is going on in the rooms, whichever server process it goes on in. */
export type RoomWatch = {
  readonly processId: string
  /** How terminals stand to the server: from memory where this process holds the line, else as the others said. */
  readonly presences: (ids: readonly SittingId[]) => Promise<ReadonlyMap<SittingId, Presence>>
  /**
   * Calls back after something changed in a room, at most twice a second, and every five seconds in any case.
   *
   * @returns what ends it
   */
  readonly follow: (room: RoomKey, changed: () => void) => () => void
  /** Something changed that no sitting tells of: a room was started, an irregularity noted. */
  readonly touch: (room: RoomKey) => void
  /** Tells the other processes, at once, that a room was started through this one. */
  readonly tellStarted: (room: RoomKey) => Promise<void>
  /**
   * Calls back when a room was started through another process. Who does not listen just then is not told later.
   *
   * @returns what ends it
   */
  readonly onStarted: (started: (room: RoomKey) => void) => () => void
  readonly close: () => Promise<void>
}

/** How often what changed is told to the other processes: all of it at once, and never from the answer path (F16). */
const TELL_EVERY_MS = 500

const REMIND_EVERY_MS = 5_000

/** A listening connection that does not hear itself within this time is dead, however open it looks (F15). */
const HEAR_YOURSELF_MS = 10_000

const COME_BACK_MS = 1_000

type Options = {
  /** A connection string for a connection of our own that listens. It may hold a password: it is never logged. */
  readonly url: string
  readonly db: Database
  readonly clock: Pick<Clock, 'now'>
  readonly sittings: LiveSittings
  readonly log: Logger
}

/** Opens the watch over all rooms, and registers this process among those that serve. */
export async function openRoomWatch({ url, db, clock, sittings, log }: Options): Promise<RoomWatch> {
  const processId = randomUUID()
  const followers = new Map<RoomKey, Set<() => void>>()
  const starters = new Set<(room: RoomKey) => void>()
  const touched = new Set<RoomKey>()
  const roomOf = new Map<SittingId, RoomKey>()
  const shared = new Map<SittingId, boolean>()
  const due = new Map<RoomKey, NodeJS.Timeout>()
  const toldAt = new Map<RoomKey, number>()
  let closed = false

  await insertProcess(db, { id: processId, name: `${hostname()} ${process.pid}`, at: clock.now() })

  // ── Telling the others ──────────────────────────────────────────────────────────────────────────────

  let telling: Promise<void> | null = null
  let beatAt = 0
  const teller = setInterval(() => {
    // A round that waits for the database is not joined by another: what changes meanwhile goes into the next.
    telling ??= tell()
      .catch((err: unknown) => log.warn({ err }, 'the rooms could not be told'))
      .finally(() => (telling = null))
  }, TELL_EVERY_MS)
  teller.unref()

  async function tell() {
    const changed = sittings.takeChanged()
    const strange = changed.filter((id) => !roomOf.has(id))
    for (const { id, sessionId, roomId } of await listRoomsOf(db, strange)) roomOf.set(id, roomKey(sessionId, roomId))
    const rows: PresenceRow[] = []
    for (const id of changed) {
      const { connected, lastHeardAt } = sittings.presence(id)
      if (shared.get(id) !== connected) rows.push({ sittingId: id, connected, heardAt: lastHeardAt })
      shared.set(id, connected)
      const room = roomOf.get(id)
      if (room) touched.add(room)
    }
    await upsertPresences(db, processId, rows)
    const rooms = [...touched]
    touched.clear()
    await notifyRooms(db, rooms)
    if (performance.now() - beatAt >= 4 * TELL_EVERY_MS) {
      beatAt = performance.now()
      await beatProcess(db, processId, clock.now())
    }
  }

  // ── Hearing from them ───────────────────────────────────────────────────────────────────────────────

  let listener: pg.Client | undefined
  let heardAt = performance.now()
  let retry: NodeJS.Timeout | undefined
  await listen()

  async function listen() {
    const client = new pg.Client({ connectionString: url, application_name: 'kaochang rooms', keepAlive: true })
    // Raised as an event, it would end the process.
    client.on('error', () => again(client))
    client.on('end', () => again(client))
    client.on('notification', ({ payload = '' }) => {
      heardAt = performance.now()
      const [room = '', startedThrough] = payload.split(' ')
      if (startedThrough === undefined) changedIn(room as RoomKey)
      else if (startedThrough !== processId) for (const started of starters) started(room as RoomKey)
    })
    listener = client
    try {
      await client.connect()
      await client.query(`listen ${ROOMS_CHANNEL}`)
      heardAt = performance.now()
      // Whatever was said while nobody listened.
      for (const room of followers.keys()) changedIn(room)
    } catch (err) {
      if (closed) throw err
      again(client)
    }
  }

  function again(client: pg.Client) {
    if (closed || listener !== client) return
    listener = undefined
    log.warn('the connection that listens for the rooms was lost')
    client.end().catch(() => undefined)
    retry = setTimeout(() => void listen(), COME_BACK_MS)
  }

  const reminder = setInterval(() => {
    for (const room of followers.keys()) changedIn(room)
    if (listener && performance.now() - heardAt > HEAR_YOURSELF_MS) again(listener)
    // Heard by ourselves too: silence then means that the line is dead.
    notifyRooms(db, [processId]).catch(() => undefined)
  }, REMIND_EVERY_MS)
  reminder.unref()

  function changedIn(room: RoomKey) {
    if (!followers.has(room) || due.has(room)) return
    const wait = TELL_EVERY_MS - (performance.now() - (toldAt.get(room) ?? -Infinity))
    const call = () => {
      due.delete(room)
      toldAt.set(room, performance.now())
      for (const changed of followers.get(room) ?? []) changed()
    }
    if (wait <= 0) call()
    else due.set(room, setTimeout(call, wait))
  }

  return {
    processId,
    async presences(ids) {
      const found = new Map<SittingId, Presence>()
      const elsewhere: SittingId[] = []
      for (const id of ids) {
        const presence = sittings.presence(id)
        if (presence.connected || sittings.holds(id)) found.set(id, presence)
        else elsewhere.push(id)
      }
      const at = clock.now()
      for (const [id, { connected, heardAt: last }] of await listPresences(db, elsewhere, at))
        // Whoever holds a line gives it up after twelve seconds of silence: one that is held was heard just now.
        found.set(id, { connected, lastHeardAt: connected ? at : last })
      return found
    },
    follow(room, changed) {
      const there = followers.get(room) ?? new Set()
      followers.set(room, there.add(changed))
      return () => {
        there.delete(changed)
        if (there.size === 0) followers.delete(room)
      }
    },
    touch: (room) => void touched.add(room),
    tellStarted: (room) => notifyRooms(db, [`${room} ${processId}`]),
    onStarted(started) {
      starters.add(started)
      return () => void starters.delete(started)
    },
    async close() {
      if (closed) return
      closed = true
      clearInterval(teller)
      clearInterval(reminder)
      clearTimeout(retry)
      for (const timer of due.values()) clearTimeout(timer)
      await telling
      await listener?.end().catch(() => undefined)
      await stopProcess(db, processId, clock.now()).catch(() => undefined)
    },
  }
}
