import { CLOSE, PING_EVERY_MS, PROTOCOL, SOCKET_URL } from '@kaochang/contract/socket/protocol'
import type { Down } from '@kaochang/contract/socket/down'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'

export type Made = { readonly seq: number; readonly item: number; readonly response: string }

/** A candidate who answers without a break, at a terminal that keeps what has no receipt and sends it again. */
export type Bot = {
  /** Every save there was, in order. */
  readonly made: readonly Made[]
  /** The server has said that everything up to here is on disk. */
  readonly acked: () => number
  /** Close codes of the lines it has had, in order. */
  readonly closes: readonly { readonly code: number; readonly reason: string }[]
  readonly downs: readonly Down['type'][]
  /** Whether it has a line on which it can answer. */
  readonly answering: () => boolean
  /** The sitting has begun, as far as this terminal knows. */
  readonly begun: Promise<void>
  readonly pause: () => void
  readonly resume: () => void
  /** Makes nothing new, and waits until everything has its receipt. */
  readonly flush: () => Promise<void>
  readonly close: () => void
}

/** So many saves travel without a receipt, as at the real terminal. */
const WINDOW = 8

const BACK_AFTER_MS = 30

/**
 * A terminal without a page: connects, comes back when the line is lost, says what it last had acknowledged by
 * sending the rest, and makes a new save whenever there is room in its window.
 */
export function openBot({
  where,
  cookie,
  origin,
  itemCount,
  everyMs = 0,
  protocol = PROTOCOL,
}: {
  where: () => string
  cookie: string
  origin: string
  itemCount: number
  /** The least time between two new saves. */
  everyMs?: number
  /** The language its page was loaded with. */
  protocol?: number
}): Bot {
  const made: Made[] = []
  const closes: { code: number; reason: string }[] = []
  const downs: Down['type'][] = []
  const begun = Promise.withResolvers<void>()
  let socket: WebSocket | undefined
  let epoch = 0
  let heldSince: number | undefined
  let acked = 0
  let answering = false
  let writing = true
  let ended = false
  let madeAt = 0

  function connect() {
    if (ended) return
    const mine = new WebSocket(`${where().replace('http', 'ws')}${SOCKET_URL}`, {
      headers: { cookie, origin },
      perMessageDeflate: false,
    })
    socket = mine
    mine.on('open', () => mine.send(JSON.stringify({ type: 'hello', protocol })))
    mine.on('message', (data: Buffer) => {
      if (socket === mine) hear(JSON.parse(data.toString()) as Down)
    })
    // The close follows every error, and comes back from it.
    mine.on('error', () => undefined)
    mine.on('close', (code, reason) => {
      closes.push({ code, reason: reason.toString() })
      answering = false
      if (!ended && code !== CLOSE.takenOver) setTimeout(connect, BACK_AFTER_MS)
    })
  }

  function hear(down: Down) {
    downs.push(down.type)
    switch (down.type) {
      case 'welcome':
        heldSince ??= down.heldSince
        if (down.heldSince !== heldSince) throw new Error('Another terminal had the seat')
        epoch = down.epoch
        acked = Math.max(acked, down.lastSeq)
        if (down.lastSeq < acked)
          throw new Error(`The record holds ${down.lastSeq} saves, and ${acked} were acknowledged`)
        if (!down.view.rulesAccepted) socket?.send('{"type":"accept_rules"}')
        if (down.view.phase === 'answering') begin()
        return
      case 'started':
        return begin()
      case 'answers_saved':
        acked = Math.max(acked, down.seq)
        return write()
      case 'refused':
        if (down.refusal.code === 'seq_gap')
          return send(made.slice(((down.refusal as { expected?: number }).expected ?? 1) - 1))
        throw new Error(`Refused: ${down.refusal.code}`)
      default:
    }
  }

  function begin() {
    answering = true
    begun.resolve()
    send(made.slice(acked))
    write()
  }

  function write() {
    while (writing && answering && made.length - acked < WINDOW && performance.now() - madeAt >= everyMs) {
      const seq = made.length + 1
      const save = { seq, item: 1 + (seq % itemCount), response: seq % 3 === 0 ? '' : seq % 2 ? 'A' : 'B' }
      made.push(save)
      madeAt = performance.now()
      send([save])
    }
  }

  function send(saves: readonly Made[]) {
    if (socket?.readyState !== WebSocket.OPEN) return
    for (const save of saves) socket.send(JSON.stringify({ type: 'save', epoch, marked: false, ...save }))
  }

  const pings = setInterval(() => {
    if (socket?.readyState === WebSocket.OPEN) socket.send('{"type":"ping"}')
  }, PING_EVERY_MS)
  const writes = setInterval(write, Math.max(5, everyMs))
  connect()
  return {
    made,
    acked: () => acked,
    closes,
    downs,
    answering: () => answering,
    begun: begun.promise,
    pause: () => (writing = false),
    resume: () => {
      writing = true
      write()
    },
    flush: async () => {
      writing = false
      while (acked < made.length) await pause(10)
    },
    close: () => {
      ended = true
      clearInterval(pings)
      clearInterval(writes)
      socket?.terminate()
      // A connection that is still being made ends by itself.
    },
  }
}
