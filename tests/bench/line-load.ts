import { PING_EVERY_MS, PROTOCOL, SOCKET_URL } from '@kaochang/contract/socket/protocol'
import type { Down } from '@kaochang/contract/socket/down'
import { WebSocket } from 'ws'
import { ECHO_URL } from '../kit/echo.ts'

/** What the measuring process asks of a load process, one at a time. */
export type Order =
  | { readonly type: 'connect'; readonly port: number; readonly origin: string; readonly cookies: readonly string[] }
  /** Accepts the rules on every line; done when each has been told so. */
  | { readonly type: 'accept' }
  /** Counts `started` frames from this moment, until every line has one. */
  | { readonly type: 'await-start' }
  /** Each line saves at its own moment of every `everyMs`; or, with 0, again as soon as it is acknowledged. */
  | { readonly type: 'save'; readonly everyMs: number; readonly forMs: number; readonly lines?: number }
  /** Cuts the last `count` lines without a word, and brings them back within `withinMs`. */
  | { readonly type: 'storm'; readonly count: number; readonly withinMs: number }
  | { readonly type: 'close' }

export type Answer =
  | { readonly type: 'done'; readonly ms: number; readonly samples: readonly number[]; readonly lost: number }
  | { readonly type: 'failed'; readonly reason: string }

type Terminal = {
  socket: WebSocket
  readonly cookie: string
  epoch: number
  seq: number
  acked: number
  /** When the save under way was sent. */
  sentAt: number
  heard: ((down: Down) => void) | null
}

const echo = process.argv[2] === 'echo'
const terminals: Terminal[] = []
let where = { port: 0, origin: '' }
let samples: number[] = []
/** What follows an acknowledgement. */
let acknowledged: (terminal: Terminal) => void = () => undefined
let unasked = 0

process.on('message', (order: Order) => {
  obey(order).then(
    (answer) => process.send?.(answer),
    (err: unknown) => process.send?.({ type: 'failed', reason: String(err) }),
  )
})

async function obey(order: Order): Promise<Answer> {
  const from = performance.now()
  samples = []
  unasked = 0
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
      await Promise.all(
        terminals.map(async (terminal) => {
          await told(terminal, 'started')
          samples.push(performance.now() - from)
        }),
      )
      break
    case 'save':
      await save(order)
      break
    case 'storm':
      await storm(order)
      break
    case 'close':
      for (const { socket } of terminals.splice(0)) socket.terminate()
      break
  }
  return { type: 'done', ms: performance.now() - from, samples, lost: unasked }
}

/** So many at a time: a client that opens ten thousand at once measures its own queue. */
async function each<T>(all: readonly T[], work: (one: T) => Promise<void>) {
  let next = 0
  const workers = Array.from({ length: 64 }, async () => {
    for (let index = next++; index < all.length; index = next++) await work(all[index] as T)
  })
  await Promise.all(workers)
}

function connect(cookie: string): Promise<Terminal> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${where.port}${echo ? ECHO_URL : SOCKET_URL}`, {
      headers: { cookie, origin: where.origin },
      perMessageDeflate: false,
    })
    const terminal: Terminal = { socket, cookie, epoch: 1, seq: 0, acked: 0, sentAt: 0, heard: null }
    socket.on('error', reject)
    socket.on('message', (data: Buffer) => hear(terminal, data))
    socket.on('open', () => {
      if (echo) return resolve(terminal)
      terminal.heard = (down) => {
        if (down.type !== 'welcome') return reject(new Error(`Not welcome: ${JSON.stringify(down)}`))
        terminal.heard = null
        terminal.epoch = down.epoch
        terminal.seq = down.lastSeq
        terminal.acked = down.lastSeq
        resolve(terminal)
      }
      socket.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL }))
    })
    socket.on('close', (code) => {
      if (code !== 1006) unasked += 1
      reject(new Error(`Closed with ${code} before it was welcome`))
    })
  })
}

function hear(terminal: Terminal, data: Buffer) {
  const down = JSON.parse(data.toString()) as Down | { type: 'save'; seq: number }
  if (down.type === 'answers_saved' || down.type === 'save') {
    if (down.seq <= terminal.acked) return
    terminal.acked = down.seq
    samples.push(performance.now() - terminal.sentAt)
    acknowledged(terminal)
  } else if (down.type === 'refused') unasked += 1
  else terminal.heard?.(down)
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
  terminal.seq += 1
  terminal.sentAt = performance.now()
  const item = 1 + (terminal.seq % 100)
  terminal.socket.send(
    JSON.stringify({
      type: 'save',
      epoch: terminal.epoch,
      seq: terminal.seq,
      item,
      response: terminal.seq % 2 ? 'A' : 'B',
      marked: false,
    }),
  )
}

async function save({ everyMs, forMs, lines = terminals.length }: Extract<Order, { type: 'save' }>) {
  const saving = terminals.slice(0, lines)
  const until = performance.now() + forMs
  if (everyMs === 0) {
    acknowledged = (terminal) => {
      if (performance.now() < until) send(terminal)
    }
    for (const terminal of saving) send(terminal)
  } else {
    acknowledged = () => undefined
    // Each terminal at a moment of its own, spread evenly; pings likewise, as the real client sends them.
    const beat = 10
    for (let tick = 0; performance.now() < until; tick += 1) {
      const now = tick * beat
      const due = (every: number, index: number) =>
        Math.floor((index * every) / saving.length / beat) === (now % every) / beat
      saving.forEach((terminal, index) => {
        if (due(everyMs, index)) send(terminal)
        if (!echo && due(PING_EVERY_MS, index)) terminal.socket.send('{"type":"ping"}')
      })
      const next = until - forMs + (tick + 1) * beat - performance.now()
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, next)))
    }
  }
  while (performance.now() < until || saving.some(({ seq, acked }) => acked < seq)) {
    if (performance.now() > until + 10_000) throw new Error('Saves were never acknowledged')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function storm({ count, withinMs }: Extract<Order, { type: 'storm' }>) {
  const cut = terminals.splice(terminals.length - count, count)
  const from = performance.now()
  for (const { socket } of cut) socket.terminate()
  const back: number[] = []
  await Promise.all(
    cut.map(async ({ cookie }) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * withinMs))
      terminals.push(await connect(cookie))
      back.push(performance.now() - from)
    }),
  )
  samples = back
}
