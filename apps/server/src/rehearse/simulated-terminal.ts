import type { Down } from '@kaochang/contract/socket/down'
import { CLOSE, PING_EVERY_MS, PROTOCOL, SOCKET_URL } from '@kaochang/contract/socket/protocol'
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'
import type { Answering, ShownItem } from './plan-candidate.ts'
import { RehearsalFault } from './ask-server.ts'

export type Save = Answering & { readonly seq: number }

/** What the server has told, and what it cost. Grows as the rehearsal goes on. */
export type Kept = {
  /** Every answer made, in order: as in the log of a real terminal. */
  readonly made: readonly Save[]
  /** The server has said that everything up to here is on disk. */
  readonly acked: number
  /** From each saving to its durable acknowledgement, on the line it was last sent on. */
  readonly latenciesMs: readonly number[]
  /** For how long nobody could answer here, because the page was loaded anew. */
  readonly inflictedMs: number
  /** How long before each of these the server had last heard of the terminal: it cannot tell that from the loss. */
  readonly silentMs: number
  readonly lineCount: number
}

/** A terminal without a page: it keeps what has no receipt, comes back when the line is lost, and sends it again. */
export type SimulatedTerminal = {
  readonly kept: () => Kept
  /** Resolves with the paper once the exam has begun, however often the line is lost before. */
  readonly started: Promise<readonly ShownItem[]>
  /** Resolves when the server has ended the sitting. Rejects, as `started` does, when the line is closed for good. */
  readonly ended: Promise<void>
  readonly save: (answer: Answering) => void
  /** The network is gone for so long; whatever is saved meanwhile waits. */
  readonly cut: (forMs: number) => Promise<void>
  /** The page is gone for so long, and comes back with what it had kept. */
  readonly reload: (forMs: number) => Promise<void>
  /** Waits until everything saved has its receipt, or the time is up; says whether it has. */
  readonly flush: (withinMs: number) => Promise<boolean>
  /** Hands in, as often as the line has to be made anew. */
  readonly handIn: () => void
  readonly close: () => void
}

/** A real terminal comes back after half a second at first. */
const BACK_AFTER_MS = 500

/** Closed with these, coming back would change nothing. */
const FINAL: readonly number[] = [CLOSE.takenOver, CLOSE.notSignedIn, CLOSE.unreadable]

export function openSimulatedTerminal({ server, cookie }: { server: URL; cookie: string }): SimulatedTerminal {
  const made: Save[] = []
  const latenciesMs: number[] = []
  const sentAt = new Map<number, number>()
  const log = randomUUID()
  const started = Promise.withResolvers<readonly ShownItem[]>()
  const ended = Promise.withResolvers<void>()
  let socket: WebSocket | undefined
  let welcome = Promise.withResolvers<void>()
  let epoch = 0
  let acked = 0
  let lineCount = 0
  let fresh = true
  let away = false
  let answering = false
  let handingIn = false
  let closed = false
  let saidAt = performance.now()
  let inflictedMs = 0
  let silentMs = 0
  // Whoever awaits neither learns of a lost line by what was not acknowledged.
  started.promise.catch(() => undefined)
  ended.promise.catch(() => undefined)

  function connect() {
    if (closed || away) return
    const mine = new WebSocket(new URL(SOCKET_URL, server.href.replace(/^http/, 'ws')), {
      headers: { cookie, origin: server.origin },
      perMessageDeflate: false,
    })
    socket = mine
    mine.on('open', () => say({ type: 'hello', protocol: PROTOCOL, fresh, log }))
    mine.on('message', (data: Buffer) => {
      if (socket === mine) hear(JSON.parse(data.toString()) as Down)
    })
    // The close follows every error, and comes back from it.
    mine.on('error', () => undefined)
    mine.on('close', (code, reason) => {
      if (socket !== mine || closed) return
      socket = undefined
      answering = false
      if (FINAL.includes(code)) return fail(code, reason.toString())
      const asked = Number(/^retry-after-ms:(\d+)$/.exec(reason.toString())?.[1] ?? BACK_AFTER_MS)
      setTimeout(connect, asked)
    })
  }

  function fail(code: number, reason: string) {
    const fault = new RehearsalFault(`线路被关闭 / a line was closed: ${code} ${reason}`)
    started.reject(fault)
    ended.reject(fault)
  }

  function hear(down: Down) {
    switch (down.type) {
      case 'welcome':
        lineCount += 1
        fresh = false
        epoch = down.epoch
        acked = Math.max(acked, down.lastSeq)
        welcome.resolve()
        if (down.receipt !== null) return ended.resolve()
        if (!down.view.rulesAccepted) say({ type: 'accept_rules' })
        return down.paper === null ? undefined : begin(down.paper.items)
      case 'started':
        return begin(down.paper.items)
      case 'answers_saved': {
        const now = performance.now()
        for (; acked < down.seq; acked += 1) {
          const at = sentAt.get(acked + 1)
          if (at !== undefined) latenciesMs.push(now - at)
          sentAt.delete(acked + 1)
        }
        return
      }
      case 'refused': {
        const { expected } = down.refusal as { expected?: number }
        if (down.refusal.code === 'seq_gap') send(made.slice((expected ?? 1) - 1))
        return
      }
      case 'ended':
        answering = false
        return ended.resolve()
      default:
    }
  }

  function begin(items: readonly ShownItem[]) {
    answering = true
    started.resolve(items)
    send(made.slice(acked))
    if (handingIn) say({ type: 'hand_in' })
  }

  function send(saves: readonly Save[]) {
    if (!answering) return
    for (const save of saves) {
      sentAt.set(save.seq, performance.now())
      say({ type: 'save', epoch, ...save })
    }
  }

  function say(up: object) {
    if (socket?.readyState !== WebSocket.OPEN) return
    saidAt = performance.now()
    socket.send(JSON.stringify(up))
  }

  function drop() {
    answering = false
    socket?.terminate()
    socket = undefined
    welcome = Promise.withResolvers<void>()
  }

  const pings = setInterval(() => say({ type: 'ping' }), PING_EVERY_MS)
  connect()
  return {
    kept: () => ({ made, acked, latenciesMs, inflictedMs, silentMs, lineCount }),
    started: started.promise,
    ended: ended.promise,
    save(answer) {
      const save = { seq: made.length + 1, ...answer }
      made.push(save)
      send([save])
    },
    async cut(forMs) {
      away = true
      drop()
      await pause(forMs)
      away = false
      connect()
    },
    async reload(forMs) {
      const from = performance.now()
      silentMs += from - saidAt
      away = true
      drop()
      await pause(forMs)
      away = false
      fresh = true
      connect()
      await Promise.race([welcome.promise, ended.promise])
      inflictedMs += performance.now() - from
    },
    async flush(withinMs) {
      const until = performance.now() + withinMs
      while (acked < made.length && performance.now() < until) await pause(20)
      return acked >= made.length
    },
    handIn() {
      handingIn = true
      say({ type: 'hand_in' })
    },
    close() {
      closed = true
      clearInterval(pings)
      socket?.terminate()
    },
  }
}
