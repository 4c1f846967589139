import { PING_EVERY_MS, PROTOCOL, SOCKET_URL } from '@kaochang/contract/socket/protocol'
import type { Down } from '@kaochang/contract/socket/down'
import { WebSocket } from 'ws'
import { ECHO_URL } from '../kit/echo.ts'

/** What the measuring process asks of a load process, one at a time. */
export type Order =
  | {
      readonly type: 'connect'
      readonly port: number
      readonly origin: string
      readonly cookies: readonly string[]
    }
  /** Accepts the rules on every line; done when each has been told so. */
  | { readonly type: 'accept' }
  /**
   * Waits from this moment until every terminal has its paper. Where another process starts the room, a line is asked
   * to come back and finds the paper in its welcome.
   */
  | { readonly type: 'await-start' }
  /** Each line saves at its own moment of every `everyMs`. */
  | { readonly type: 'pace'; readonly everyMs: number; readonly forMs: number }
  /** The same, while servers come and go: a line that is lost comes back to where it was and sends again. */
  | { readonly type: 'pace-through'; readonly everyMs: number; readonly forMs: number }
  /** Each line hands in at its own moment within `withinMs`; a sample is from the click to the receipt. */
  | { readonly type: 'hand-in'; readonly withinMs: number }
  /** Each of so many lines keeps `window` saves on the way and makes a new one for each that is acknowledged. */
  | { readonly type: 'flat-out'; readonly forMs: number; readonly lines: number; readonly window: number }
  /** Cuts every line without a word, and has each come back at a moment of its own within `withinMs`. */
  | { readonly type: 'storm'; readonly withinMs: number }

export type Answer =
  | {
      readonly type: 'done'
      readonly ms: number
      readonly samples: readonly number[]
      readonly lost: number
      /** From the loss of a line to the next welcome, for each that was lost. */
      readonly backs: readonly number[]
      /** How many saves each terminal has been told are on disk, by its cookie. */
      readonly acked: readonly (readonly [cookie: string, acked: number])[]
    }
  | { readonly type: 'failed'; readonly reason: string }

type Terminal = {
  socket: WebSocket
  readonly cookie: string
  epoch: number
  seq: number
  acked: number
  /** When each save on the way was sent, in order. */
  readonly sentAt: number[]
  heard: ((down: Down) => void) | null
  hasPaper: boolean
  /** Called with the paper. */
  begun: (() => void) | null
  /** Called with the receipt, where the candidate hands in. */
  ended: (() => void) | null
}

const TICK_MS = 20

const echo = process.argv[2] === 'echo'
const terminals: Terminal[] = []
let where: { port: number; origin: string } = { port: 0, origin: '' }
/** A line that is lost comes back. */
let enduring = false
let away = 0
const backs: number[] = []
let samples: number[] = []
/** Until when a line makes a new save for each that is acknowledged. */
let renewUntil = 0
let unasked = 0
/** Fails with the first line that ends although nobody cut it: whatever waits for it would wait for ever. */
const lost = Promise.withResolvers<never>()
lost.promise.catch(() => undefined)

process.on('message', (order: Order) => {
  Promise.race([obey(order), lost.promise]).then(
    (answer) => process.send?.(answer),
    (err: unknown) => process.send?.({ type: 'failed', reason: String(err) }),
  )
})

async function obey(order: Order): Promise<Answer> {
  const from = performance.now()
  samples = []
  unasked = 0
  backs.length = 0
  switch (order.type) {
    case 'connect':
      where = order
      await each(order.cookies, async (cookie) => {
        terminals.push(await connect(cookie))
      })
      break
    case 'accept':
      await Promise.all(terminals.map((terminal) => asked(terminal, { type: 'accept_rules' }, 'rules_accepted')))
      break
    case 'await-start':
      enduring = true
      await Promise.all(
        terminals.map(async (terminal) => {
          await new Promise<void>((resolve) => (terminal.begun = resolve))
          samples.push(performance.now() - from)
        }),
      )
      enduring = false
      break
    case 'pace':
      await pace(order)
      break
    case 'pace-through':
      enduring = true
      await pace(order)
      enduring = false
      break
    case 'hand-in':
      enduring = true
      await handIn(order)
      enduring = false
      break
    case 'flat-out':
      await flatOut(order)
      break
    case 'storm':
      await storm(order)
      break
  }
  const acked = terminals.map((terminal) => [terminal.cookie, terminal.acked] as const)
  return { type: 'done', ms: performance.now() - from, samples, lost: unasked, backs: [...backs], acked }
}

/** So many at a time: a client that opens ten thousand at once measures its own queue. */
async function each<T>(all: readonly T[], work: (one: T) => Promise<void>) {
  let next = 0
  const workers = Array.from({ length: 64 }, async () => {
    for (let index = next++; index < all.length; index = next++) await work(all[index] as T)
  })
  await Promise.all(workers)
}

function open(cookie: string): WebSocket {
  return new WebSocket(`ws://127.0.0.1:${where.port}${echo ? ECHO_URL : SOCKET_URL}`, {
    headers: { cookie, origin: where.origin },
    perMessageDeflate: false,
  })
}

function connect(cookie: string): Promise<Terminal> {
  const { promise, resolve, reject } = Promise.withResolvers<Terminal>()
  const socket = open(cookie)
  const terminal: Terminal = {
    socket,
    cookie,
    epoch: 1,
    seq: 0,
    acked: 0,
    sentAt: [],
    heard: welcomed,
    hasPaper: false,
    begun: null,
    ended: null,
  }
  socket.on('error', reject)
  socket.on('message', (data: Buffer) => hear(terminal, data))
  socket.on('open', () => {
    if (echo) return resolve(terminal)
    socket.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL }))
    // Every terminal pings, as the real one does, from its own first moment on.
    const pings = setInterval(() => socket.send('{"type":"ping"}'), PING_EVERY_MS)
    socket.on('close', () => clearInterval(pings))
  })
  socket.on('close', (code, reason) => {
    if (enduring) comeBack(terminal, reason.toString())
    else if (!cut.has(socket)) lost.reject(new Error(`A line was closed with ${code}`))
  })
  return promise

  function welcomed(down: Down) {
    if (down.type !== 'welcome') return reject(new Error(`Not welcome: ${JSON.stringify(down)}`))
    terminal.heard = null
    terminal.epoch = down.epoch
    terminal.seq = down.lastSeq
    terminal.acked = down.lastSeq
    resolve(terminal)
  }
}

/** Comes back when the server asked it to, else after a second or three, as often as it takes. */
function comeBack(terminal: Terminal, reason: string, since = performance.now()) {
  // It had a line until now; else this is another attempt.
  if (terminal.heard === null) away += 1
  terminal.heard = () => undefined
  const asked = /^retry-after-ms:(\d+)$/.exec(reason)?.[1]
  setTimeout(
    () => {
      const socket = open(terminal.cookie)
      terminal.socket = socket
      let pings: NodeJS.Timeout | undefined
      socket.on('error', () => undefined)
      socket.on('open', () => {
        socket.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL, hasPaper: terminal.hasPaper }))
        pings = setInterval(() => socket.send('{"type":"ping"}'), PING_EVERY_MS)
      })
      socket.on('message', (data: Buffer) => hear(terminal, data))
      socket.on('close', (code, why) => {
        clearInterval(pings)
        if (enduring) comeBack(terminal, why.toString(), terminal.heard === null ? performance.now() : since)
        else if (!cut.has(socket)) lost.reject(new Error(`A line was closed with ${code}`))
      })
      terminal.heard = (down) => {
        if (down.type !== 'welcome') return
        terminal.heard = null
        terminal.epoch = down.epoch
        if (down.paper !== null) begin(terminal)
        if (down.view.phase === 'ended') terminal.ended?.()
        else if (terminal.ended) socket.send(HAND_IN)
        away -= 1
        backs.push(performance.now() - since)
        // What was promised and is not there shows in `acked` against the record; here it is not taken back.
        for (; terminal.acked < down.lastSeq; terminal.acked += 1) terminal.sentAt.shift()
        for (let seq = terminal.acked + 1; seq <= terminal.seq; seq += 1) socket.send(saveFrame(terminal, seq))
      }
    },
    asked === undefined ? 1_000 + Math.random() * 2_000 : Number(asked),
  )
}

function hear(terminal: Terminal, data: Buffer) {
  const down = JSON.parse(data.toString()) as Down | { type: 'save'; seq: number }
  if (down.type === 'answers_saved' || down.type === 'save') {
    const now = performance.now()
    for (; terminal.acked < down.seq; terminal.acked += 1) {
      samples.push(now - (terminal.sentAt.shift() ?? NaN))
      if (now < renewUntil) send(terminal)
    }
  } else if (down.type === 'refused') unasked += 1
  else {
    if (down.type === 'started') begin(terminal)
    if (down.type === 'ended') terminal.ended?.()
    terminal.heard?.(down)
  }
}

function begin(terminal: Terminal) {
  terminal.hasPaper = true
  terminal.begun?.()
}

function told(terminal: Terminal, type: Down['type']): Promise<void> {
  return new Promise((resolve) => {
    terminal.heard = (down) => {
      if (down.type !== type) return
      terminal.heard = null
      resolve()
    }
  })
}

function asked(terminal: Terminal, up: object, type: Down['type']): Promise<void> {
  terminal.socket.send(JSON.stringify(up))
  return told(terminal, type)
}

function send(terminal: Terminal) {
  const seq = (terminal.seq += 1)
  terminal.sentAt.push(performance.now())
  // While it has no line, it is sent with the next welcome.
  if (terminal.socket.readyState === WebSocket.OPEN && !(enduring && terminal.heard))
    terminal.socket.send(saveFrame(terminal, seq))
}

function saveFrame({ epoch }: Terminal, seq: number): string {
  const answer = { item: 1 + (seq % 100), response: seq % 2 ? 'A' : 'B', marked: false }
  return JSON.stringify({ type: 'save', epoch, seq, ...answer })
}

const HAND_IN = '{"type":"hand_in"}'

async function handIn({ withinMs }: Extract<Order, { type: 'hand-in' }>) {
  await Promise.all(
    terminals.map(async (terminal) => {
      await pause(Math.random() * withinMs)
      const from = performance.now()
      await new Promise<void>((resolve) => {
        terminal.ended = resolve
        // While it has no line, it hands in with the next welcome.
        if (terminal.heard === null) terminal.socket.send(HAND_IN)
      })
      samples.push(performance.now() - from)
    }),
  )
}

async function flatOut({ forMs, lines, window }: Extract<Order, { type: 'flat-out' }>) {
  const saving = terminals.slice(0, lines)
  renewUntil = performance.now() + forMs
  for (let count = 0; count < window; count += 1) for (const terminal of saving) send(terminal)
  await settled(saving, forMs)
  renewUntil = 0
}

/** Each terminal at a moment of its own, spread evenly. */
async function pace({ everyMs, forMs }: { readonly everyMs: number; readonly forMs: number }) {
  const from = performance.now()
  for (let tick = 0; performance.now() < from + forMs; tick += 1) {
    for (const terminal of dueAt(tick, everyMs)) send(terminal)
    await pause(from + (tick + 1) * TICK_MS - performance.now())
  }
  await settled(terminals, 0)
}

async function settled(saving: readonly Terminal[], forMs: number) {
  const until = performance.now() + forMs
  while (performance.now() < until || away > 0 || saving.some(({ seq, acked }) => acked < seq)) {
    if (performance.now() > until + (enduring ? 60_000 : 10_000)) throw new Error('Saves were never acknowledged')
    await pause(20)
  }
}

/** Whose turn it is at a tick, when everybody has one in every so many milliseconds. */
function dueAt(tick: number, everyMs: number): readonly Terminal[] {
  const slots = everyMs / TICK_MS
  const first = (slot: number) => Math.ceil((slot * terminals.length) / slots)
  return terminals.slice(first(tick % slots), first((tick % slots) + 1))
}

async function storm({ withinMs }: Extract<Order, { type: 'storm' }>) {
  const from = performance.now()
  samples = await Promise.all(
    cutAll().map(async ({ cookie }) => {
      await pause(Math.random() * withinMs)
      terminals.push(await connect(cookie))
      return performance.now() - from
    }),
  )
}

/** Lines that we ended ourselves. */
const cut = new WeakSet<WebSocket>()

function cutAll(): Terminal[] {
  const gone = terminals.splice(0)
  for (const { socket } of gone) {
    cut.add(socket)
    socket.terminate()
  }
  return gone
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))
}
