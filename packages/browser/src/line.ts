import { PING_EVERY_MS, SILENCE_LIMIT_MS } from '@kaochang/contract/socket/protocol'

/** The first wait before a lost line is tried again, and the longest. The true wait is a random part of it. */
const BACKOFF_FIRST_MS = 500
const BACKOFF_MOST_MS = 8_000

/** After a nudge an answer is due within this time: a computer that slept must not wait out the whole silence. */
const NUDGED_LIMIT_MS = 3_000

/** A connection that has not opened by then is given up: a proxy may swallow an upgrade without a word. */
const OPEN_LIMIT_MS = 4_000

/** After so many connections in a row that never opened, the next is made of posts, if there is a way. */
const REFUSALS_BEFORE_POSTS = 2

/** How often the line looks at its own clock. */
const LOOK_EVERY_MS = 1_000

/** What a line needs of a socket: the part of the browser's `WebSocket` that is used. */
export type Socket = {
  readonly readyState: number
  send(text: string): void
  close(code?: number): void
  onopen: (() => void) | null
  onmessage: ((event: { data: unknown }) => void) | null
  onclose: ((event: { code: number; reason: string }) => void) | null
}

export type LineOptions<Up, Down> = {
  /** The path on our own server, `/v1/terminal/socket`. */
  readonly path: string
  /** The first frame on every connection. */
  readonly hello: () => Up
  readonly ping: Up
  /** Every frame that arrives on the present connection, in order. Nothing of a connection given up is heard. */
  readonly heard: (down: Down) => void
  /** The connection is gone; another is tried after a short, random while, unless `final` says otherwise. */
  readonly lost: (closeCode: number) => void
  /** Close codes after which trying again would be wrong. */
  readonly final: (closeCode: number) => boolean
  /** The page's own by default. */
  readonly open?: (url: string) => Socket
  /** The other way, for networks that refuse WebSockets (F59). One of its connections at a time, then a socket again. */
  readonly openPosts?: () => Socket
  readonly random?: () => number
}

/** A connection that comes back by itself. */
export type Line<Up> = {
  /** Sends when the connection is open. False: it was not, and nothing was kept. */
  readonly send: (up: Up) => boolean
  /** Something suggests that the line should be looked at now: the computer woke, the network came back. */
  readonly nudge: () => void
  /** Ends the line for good. */
  readonly close: () => void
}

/**
 * Opens a line to the server and keeps it: says hello first, pings every five seconds, gives a connection up
 * after twelve seconds of silence (a half-open connection looks healthy to the browser for minutes), and
 * connects again with full-jitter backoff from 0.5 to 8 seconds (Brooker, "Exponential backoff and jitter"),
 * so that a room of terminals does not return in one blow; a server that stops names each its wait. All waiting is measured on the monotonic clock.
 */
export function openLine<Up, Down>(options: LineOptions<Up, Down>): Line<Up> {
  const open = options.open ?? openSocket
  const random = options.random ?? Math.random
  let socket: Socket | null = null
  let attempt = 0
  let heardAt = 0
  let pingedAt = 0
  let nudgedAt: number | null = null
  let retry: ReturnType<typeof setTimeout> | undefined
  let closed = false
  /** Sockets in a row that ended before they had opened. */
  let refused = 0
  let opened = false

  function connect() {
    const byPosts = options.openPosts !== undefined && refused >= REFUSALS_BEFORE_POSTS
    const mine = byPosts && options.openPosts ? options.openPosts() : open(urlOf(options.path))
    socket = mine
    opened = false
    // When the posts end in their turn, sockets are given one more try.
    refused = byPosts ? REFUSALS_BEFORE_POSTS - 1 : refused + 1
    heardAt = performance.now()
    pingedAt = heardAt
    nudgedAt = null
    mine.onopen = () => {
      if (socket !== mine) return
      opened = true
      if (!byPosts) refused = 0
      mine.send(JSON.stringify(options.hello()))
    }
    mine.onmessage = ({ data }) => {
      if (socket !== mine) return
      const down = read(data)
      if (down === undefined) return drop(mine, UNREADABLE)
      heardAt = performance.now()
      nudgedAt = null
      attempt = 0
      options.heard(down as Down)
    }
    mine.onclose = ({ code, reason }) => drop(mine, code, askedWaitMs(reason))
  }

  function drop(mine: Socket, code: number, waitMs?: number) {
    if (socket !== mine) return
    socket = null
    mine.onopen = mine.onmessage = mine.onclose = null
    mine.close()
    if (closed) return
    if (options.final(code)) closed = true
    else {
      const longest = Math.min(BACKOFF_MOST_MS, BACKOFF_FIRST_MS * 2 ** attempt)
      attempt += 1
      retry = setTimeout(connect, waitMs ?? random() * longest)
    }
    options.lost(code)
  }

  function look() {
    if (!socket) return
    const now = performance.now()
    const overdue = nudgedAt !== null && now - nudgedAt >= NUDGED_LIMIT_MS
    if (!opened && now - heardAt >= OPEN_LIMIT_MS) return drop(socket, SILENT)
    if (overdue || now - heardAt >= SILENCE_LIMIT_MS) return drop(socket, SILENT)
    if (now - pingedAt >= PING_EVERY_MS) ping()
  }

  function ping() {
    if (socket?.readyState !== OPEN) return
    pingedAt = performance.now()
    socket.send(JSON.stringify(options.ping))
  }

  const watch = setInterval(look, LOOK_EVERY_MS)
  connect()

  return {
    send(up) {
      if (socket?.readyState !== OPEN) return false
      socket.send(JSON.stringify(up))
      return true
    },
    nudge() {
      if (closed) return
      if (socket) {
        nudgedAt ??= performance.now()
        return ping()
      }
      clearTimeout(retry)
      connect()
    },
    close() {
      closed = true
      clearInterval(watch)
      clearTimeout(retry)
      if (socket) drop(socket, 1000)
    },
  }
}

const OPEN = 1

/** Codes of our own for what the browser has no code for: they never cross the wire. */
const SILENT = 4900
const UNREADABLE = 4901

/** The wait that a stopping server gave this one line, `retry-after-ms:2371`; undefined when it gave none. */
function askedWaitMs(reason: string): number | undefined {
  const asked = /^retry-after-ms:(\d{1,5})$/.exec(reason)?.[1]
  return asked === undefined ? undefined : Number(asked)
}

function openSocket(url: string): Socket {
  return new WebSocket(url) as Socket
}

function urlOf(path: string) {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${path}`
}

function read(data: unknown): unknown {
  if (typeof data !== 'string') return undefined
  try {
    return JSON.parse(data)
  } catch {
    return undefined
  }
}
