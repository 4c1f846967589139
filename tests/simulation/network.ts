import type { Socket } from '@kaochang/browser/line'
import type { Chance } from '@kaochang/domain/chance'
import type { LineSocket } from '@kaochang/server/sitting/terminal-line'
import type { Actor, VirtualTime } from './virtual-time.ts'

/** One way of a connection: frames in the order they were sent, until it is cut. */
type Pipe = {
  readonly to: Actor
  readonly latencyMs: number
  readonly frames: { readonly at: number; readonly bytes: number; readonly deliver: () => void }[]
  arrivesAt: number
  stalledUntil: number
  /** The receiver does not read just now. */
  held: boolean
  /** Whatever goes in is never seen again, and neither end knows. */
  lost: boolean
}

export type Connection = {
  readonly client: Actor
  readonly server: Actor
  /** Ends for both, with all that is under way. */
  readonly cut: () => void
  /** Nothing arrives for so long; then everything does. */
  readonly stall: (ms: number) => void
  /** Nothing arrives any more, and nobody is told. */
  readonly loseSilently: (way: 'up' | 'down' | 'both') => void
  /** One of its ends is gone without a word of its own; the other is told, unless the machine went with its power. */
  readonly endGone: (end: Actor, told: boolean) => void
  readonly over: () => boolean
}

/** What a server does with a connection that has reached it. False: it is refused. */
export type Accept = (socket: LineSocket) => boolean

/** A listener for the end of a connection hears of nothing. */
type Listener = (frame: Buffer, isBinary: boolean) => void

const UNANSWERED_CLOSE_MS = 30_000
const OPEN = 1
const CLOSED = 3

/**
 * Opens a WebSocket from a page to a process, as TCP carries it: each way keeps its order, and a frame arrives whole
 * or not at all.
 *
 * @param duplicate whether a frame that goes up arrives twice, as by a proxy that sends again
 */
export function openConnection({
  time,
  chance,
  client,
  server,
  accept,
  lost,
  duplicate,
}: {
  time: VirtualTime
  chance: Chance
  client: Actor
  /** Null: nobody listens. */
  server: Actor | null
  accept: Accept | null
  /** The network takes nothing from this client just now. */
  lost: boolean
  duplicate: (text: string) => boolean
}): { readonly socket: Socket; readonly connection: Connection | null } {
  const latencyMs = 0.2 + chance.below(chance.below(10) === 0 ? 400 : 20)
  const socket: { -readonly [Member in keyof Socket]: Socket[Member] } = {
    readyState: 0,
    send: (text) => {
      if (socket.readyState !== OPEN) return
      put(up, text.length, () => deliverUp(text))
      if (duplicate(text)) put(up, text.length, () => deliverUp(text))
    },
    close() {
      if (socket.readyState >= 2) return
      if (socket.readyState === 0) {
        socket.readyState = CLOSED
        givenUp = true
        return
      }
      socket.readyState = 2
      put(up, 8, () => serverClosed())
    },
    onopen: null,
    onmessage: null,
    onclose: null,
  }
  let givenUp = false
  const up = aPipe(server ?? client)
  const down = aPipe(client)
  const hear = { message: new Set<Listener>(), close: new Set<Listener>() }
  let serverState: LineSocket['readyState'] = OPEN

  const lineSocket = {
    get readyState() {
      return serverState
    },
    OPEN: OPEN as LineSocket['OPEN'],
    get isPaused() {
      return up.held
    },
    get bufferedAmount() {
      return down.frames.reduce((sum, { bytes }) => sum + bytes, 0)
    },
    pause() {
      up.held = true
    },
    resume() {
      up.held = false
      time.after(0, up.to, () => take(up))
    },
    on(event: 'message' | 'close', listener: Listener) {
      hear[event].add(listener)
    },
    send(frame: Buffer) {
      const text = frame.toString()
      if (serverState === OPEN) put(down, text.length, () => socket.onmessage?.({ data: text }))
    },
    close(code = 1005, reason: string | Buffer = '') {
      if (serverState !== OPEN) return
      serverState = 2
      put(down, 8, () => clientClosed(code, reason.toString(), true))
      if (server) time.after(UNANSWERED_CLOSE_MS, server, serverClosed)
    },
    terminate() {
      if (serverState === CLOSED) return
      put(down, 0, () => clientClosed(1006, '', false))
      if (server) time.after(0, server, serverClosed)
      serverState = 2
    },
  }

  function aPipe(to: Actor): Pipe {
    return { to, latencyMs, frames: [], arrivesAt: 0, stalledUntil: 0, held: false, lost }
  }

  function put(pipe: Pipe, bytes: number, deliver: () => void) {
    if (pipe.lost) return
    pipe.arrivesAt = Math.max(time.now() + pipe.latencyMs * (0.5 + chance.below(100) / 100), pipe.arrivesAt)
    pipe.frames.push({ at: pipe.arrivesAt, bytes, deliver })
    time.after(pipe.arrivesAt - time.now(), pipe.to, () => take(pipe))
  }

  /** Hands over what has arrived, in order, to an end that reads. */
  function take(pipe: Pipe) {
    const frame = pipe.frames[0]
    if (!frame || pipe.lost || pipe.held) return
    const waitMs = Math.max(frame.at, pipe.stalledUntil) - time.now()
    if (waitMs > 0) return time.after(waitMs, pipe.to, () => take(pipe))
    pipe.frames.shift()
    time.after(0, pipe.to, () => take(pipe))
    frame.deliver()
  }

  function deliverUp(text: string) {
    if (serverState === CLOSED) return
    for (const listener of hear.message) listener(Buffer.from(text), false)
  }

  function clientClosed(code: number, reason: string, answered: boolean) {
    if (socket.readyState === CLOSED) return
    socket.readyState = CLOSED
    if (answered) put(up, 8, serverClosed)
    socket.onclose?.({ code, reason })
  }

  function serverClosed() {
    if (serverState === CLOSED) return
    const first = serverState === OPEN
    serverState = CLOSED
    if (first) put(down, 8, () => clientClosed(1005, '', false))
    for (const listener of hear.close) listener(Buffer.alloc(0), false)
  }

  function cut() {
    up.frames.length = down.frames.length = 0
    up.lost = down.lost = true
    time.after(latencyMs, client, () => clientClosed(1006, '', false))
    if (server) time.after(latencyMs, server, serverClosed)
  }

  if (!server || !accept || lost) {
    // A network that takes nothing does not even refuse: whoever knocks must give up by themselves.
    if (!lost) time.after(latencyMs, client, () => clientClosed(1006, '', false))
    return { socket, connection: null }
  }
  time.after(latencyMs, server, () => {
    if (!accept(lineSocket)) {
      serverState = CLOSED
      return time.after(latencyMs, client, () => clientClosed(1006, '', false))
    }
    time.after(latencyMs, client, () => {
      if (givenUp) return serverGone()
      if (socket.readyState !== 0) return
      socket.readyState = OPEN
      socket.onopen?.()
    })
  })
  const serverGone = () => time.after(latencyMs, server, serverClosed)

  return {
    socket,
    connection: {
      client,
      server,
      cut,
      stall(ms) {
        up.stalledUntil = down.stalledUntil = time.now() + ms
      },
      loseSilently(way) {
        if (way !== 'down') up.lost = true
        if (way !== 'up') down.lost = true
      },
      endGone(end, told) {
        // The dead neither send nor hear; what they had sent is on its way.
        if (!told) up.lost = down.lost = true
        else if (end === client) put(up, 0, serverClosed)
        else put(down, 0, () => clientClosed(1006, '', false))
      },
      over: () => serverState === CLOSED && socket.readyState === CLOSED,
    },
  }
}

/**
 * One post and its answer, over a connection that can be lost like any other: then whoever asked hears of a network that failed,
 * or of nothing at all, and what was asked may have been done or not.
 */
export function openExchange<T>({
  time,
  chance,
  client,
  server,
  lost,
  answer,
}: {
  time: VirtualTime
  chance: Chance
  client: Actor
  server: Actor | null
  lost: boolean
  answer: () => Promise<T>
}): { readonly answered: Promise<T>; readonly connection: Connection | null } {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const latencyMs = 0.2 + chance.below(chance.below(10) === 0 ? 400 : 20)
  let over = false
  let silent = lost
  let stalledUntil = 0

  /** Carries one way or the other, unless the connection is gone by then. */
  function carry(to: Actor, what: () => void) {
    time.after(latencyMs + Math.max(0, stalledUntil - time.now()), to, () => {
      if (silent || over) return
      if (time.now() < stalledUntil) carry(to, what)
      else what()
    })
  }
  function fail() {
    if (over) return
    time.after(latencyMs, client, () => reject(new Error('Failed to fetch')))
    over = true
  }

  if (!server) {
    if (!lost) fail()
    return { answered: promise, connection: null }
  }
  carry(server, () => {
    answer().then(
      (value) =>
        carry(client, () => {
          over = true
          resolve(value)
        }),
      (err: unknown) => carry(client, () => reject(err instanceof Error ? err : new Error(String(err)))),
    )
  })
  const connection: Connection = {
    client,
    server,
    cut: fail,
    stall: (ms) => (stalledUntil = time.now() + ms),
    loseSilently: () => (silent = true),
    endGone: (end, told) => {
      if (end === server && told) fail()
      else silent = true
    },
    over: () => over || silent,
  }
  return { answered: promise, connection }
}
