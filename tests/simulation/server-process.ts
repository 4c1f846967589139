import type { SittingId, TerminalId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { CLOSE } from '@kaochang/contract/socket/protocol'
import { sweepDue } from '@kaochang/server/clockwork/sweep-sittings'
import { openLog } from '@kaochang/server/log'
import type { LiveSittings } from '@kaochang/server/sitting/live-sittings'
import { openSittingsOver } from '@kaochang/server/sitting/open-live-sittings'
import { type LineSocket, type TerminalLine, openTerminalLine } from '@kaochang/server/sitting/terminal-line'
import { openPostedLines } from '@kaochang/server/sitting/posted-lines'
import type { Exchange } from '@kaochang/browser/posts'
import type { Accept } from './network.ts'
import { type Actor, readingOf } from './virtual-time.ts'
import { type World, STARTS_AT, between } from './world.ts'

/** A server process with the real sittings and lines in it, over the model of the database. */
export type ServerProcess = {
  readonly name: string
  readonly actor: Actor
  /** Takes connections: it has started, and has not been told to stop. */
  readonly serves: () => boolean
  readonly sittings: LiveSittings
  readonly accept: (terminalId: TerminalId, sittingId: SittingId) => Accept
  /** One post of a terminal whose network refuses WebSockets. @throws SignedOut */
  readonly exchange: (terminalId: TerminalId, sittingId: SittingId) => Exchange
  /** Dies at once, in the middle of whatever it does. */
  readonly kill: () => void
  /** Is told to stop, and is gone when it has finished. */
  readonly stop: () => void
}

const BEAT_MS = 1_000
const SWEEP_EVERY_MS = 1_000
const RECHECK_BEATS = 30
const LINES_PER_TERMINAL = 4

/** A process that has been told to stop is killed after so long. */
const STOP_WITHIN_MS = 10_000

/** Starts a process. What it logs goes into the trace. */
export async function startServerProcess(world: World, name: string): Promise<ServerProcess> {
  const { time, database, trace } = world
  const actor = time.actor(name)
  // Each process has measured the database's clock a little differently, and none lets time run backwards.
  const error = between(world, 0, 40) - 20 - actor.offset
  let floor = 0
  const clock = {
    now: () => {
      floor = Math.max(floor, Math.floor(STARTS_AT + readingOf(actor) + error))
      return floor as Instant
    },
    driftMs: () => 0,
    close: () => undefined,
  }
  const log = openLog('warn', {
    write: (line) => trace(() => `${name} logs ${line.trim().replace(/"time":"[^"]*",/, '')}`),
  })
  const store = database.connect(actor)
  const lines = new Map<TerminalLine, { terminalId: TerminalId; sittingId: SittingId }>()
  let stopping = false

  const { promise, resolve } = Promise.withResolvers<LiveSittings>()
  time.after(0, actor, () => {
    const sittings = openSittingsOver(store, { clock, log })
    const hopeless = new Set<SittingId>()
    let sweeping: Promise<void> | undefined
    setInterval(() => {
      sweeping ??= sweepDue(store.listDue, { clock, sittings, log }, hopeless)
        .catch(() => undefined)
        .finally(() => (sweeping = undefined))
    }, SWEEP_EVERY_MS)
    let beats = 0
    setInterval(() => {
      beats += 1
      for (const [line, { terminalId, sittingId }] of lines) {
        line.beat()
        if (beats % RECHECK_BEATS === 0 && world.signIns.get(sittingId) !== terminalId) line.signedOut()
      }
    }, BEAT_MS)
    resolve(sittings)
  })
  const sittings = await promise

  function kill() {
    if (!actor.alive) return
    trace(() => `${name} is killed`)
    actor.alive = false
    database.forget(actor)
    for (const connection of world.connections) if (connection.server === actor) connection.endGone(actor, true)
  }

  const posted = openPostedLines()

  function admit(socket: LineSocket, terminalId: TerminalId, sittingId: SittingId) {
    if ([...lines.values()].filter((each) => each.terminalId === terminalId).length >= LINES_PER_TERMINAL)
      return socket.close(CLOSE.tooFast, 'too many lines')
    const who = `${name} tells ${sittingId}@${terminalId}`
    const speaker = { sittingId, terminalId, signIn: '' }
    const line = openTerminalLine(heardBy(world, who, sittingId, socket), speaker, { clock, log, sittings })
    lines.set(line, { terminalId, sittingId })
    socket.on('close', () => lines.delete(line))
  }

  return {
    name,
    actor,
    sittings,
    serves: () => actor.alive && !stopping,
    accept: (terminalId, sittingId) => (socket) => {
      if (stopping || world.signIns.get(sittingId) !== terminalId) return false
      admit(socket, terminalId, sittingId)
      return true
    },
    exchange: (terminalId, sittingId) => async (asked) => {
      if (stopping) throw new Error('Failed to fetch')
      if (world.signIns.get(sittingId) !== terminalId) throw new SignedOut()
      return posted.exchange(`${terminalId} ${sittingId}`, asked, (socket) => admit(socket, terminalId, sittingId))
    },
    kill,
    stop() {
      if (stopping) return
      stopping = true
      trace(() => `${name} is told to stop`)
      time.after(0, actor, () => {
        sittings.close().then(() => time.after(100, actor, kill), kill)
      })
      time.after(STOP_WITHIN_MS, null, kill)
    },
  }
}

/** The socket, with the watch listening to what goes down. */
function heardBy({ watch, trace }: World, who: string, sittingId: SittingId, socket: LineSocket): LineSocket {
  const send = socket.send.bind(socket)
  return Object.defineProperty(socket, 'send', {
    value: (frame: Buffer, options: { binary: false }) => {
      const text = frame.toString()
      watch.sentDown(sittingId, text)
      if (!text.startsWith('{"type":"pong"')) trace(() => `${who} ${briefly(text)}`)
      send(frame, options)
    },
  })
}

/** A frame without its paper, which is long and always the same. */
function briefly(text: string): string {
  return text.replace(/"paper":\{.*?\]\}\]\}/, '"paper":…').replace(/"view":\{.*?\}/, '"view":…')
}

/** The terminal's cookie is no candidate's any more. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut'
}
