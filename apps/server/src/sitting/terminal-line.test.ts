import { CLOSE } from '@kaochang/contract/socket/protocol'
import type { SessionId, SittingId, TerminalId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { DEFAULT_SETTINGS } from '@kaochang/domain/session/session'
import { unbegun } from '@kaochang/domain/sitting/sitting'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { openLog } from '../log.ts'
import { type Hold, type Line, LiveFault, type LiveSittings } from './live-sittings.ts'
import { type TerminalLine, openTerminalLine } from './terminal-line.ts'

let server: WebSocketServer
let client: WebSocket
let socket: WebSocket
let line: TerminalLine
/** What becomes of the wish to attach. */
let attach: LiveSittings['attach']

beforeEach(async () => {
  attach = () => Promise.withResolvers<never>().promise
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  ;[socket] = (await once(server, 'connection')) as [WebSocket]
  const speaker = { sittingId: 's' as SittingId, terminalId: 't' as TerminalId, signIn: '' }
  const sittings = { attach: (...asked: Parameters<typeof attach>) => attach(...asked) } as LiveSittings
  const clock = { now: () => 0 as Instant, driftMs: () => 0, close: () => undefined }
  line = openTerminalLine(socket, speaker, { clock, log: openLog('silent'), sittings })
  if (client.readyState !== WebSocket.OPEN) await once(client, 'open')
})
afterEach(() => {
  client.terminate()
  server.close()
})

describe('F53: a line that has fallen silent', () => {
  test('without a hello is given up after five beats', async () => {
    const closed = closeCode()
    for (let beat = 0; beat < 5; beat += 1) line.beat()
    expect(client.readyState).toBe(WebSocket.OPEN)
    line.beat()
    expect(await closed).toBe(1006)
  })

  test('after it is given up after twelve, counted from the last frame', async () => {
    const asked = Promise.withResolvers<void>()
    attach = () => {
      asked.resolve()
      return Promise.withResolvers<never>().promise
    }
    const closed = closeCode()
    for (let beat = 0; beat < 5; beat += 1) line.beat()
    client.send('{"type":"hello","protocol":1}')
    await asked.promise
    for (let beat = 0; beat < 12; beat += 1) line.beat()
    expect(client.readyState).toBe(WebSocket.OPEN)
    line.beat()
    expect(await closed).toBe(1006)
  })
})

test('F57: a terminal that takes nothing off the network is let go, and told why when it listens again', async () => {
  const held = Promise.withResolvers<Line>()
  attach = (_, __, mine) => {
    held.resolve(mine)
    return Promise.withResolvers<never>().promise
  }
  client.send('{"type":"hello","protocol":1}')
  const mine = await held.promise
  client.pause()
  const { readyState } = socket
  // Beyond what the network itself holds there is a megabyte, and no more.
  while (socket.readyState === readyState) for (let count = 0; count < 1_000; count += 1) mine.durable(true)
  expect(socket.bufferedAmount).toBeLessThan(2_000_000)
  const closed = once(client, 'close') as Promise<[number, Buffer]>
  client.resume()
  const [code, reason] = await closed
  expect([code, reason.toString()]).toEqual([CLOSE.tryAgain, 'too slow'])
})

test('while the database is away a terminal is told to come back', async () => {
  attach = () => Promise.reject(new LiveFault('away'))
  const closed = closeCode()
  client.send('{"type":"hello","protocol":1}')
  expect(await closed).toBe(CLOSE.tryAgain)
})

test('a fault of ours closes the line and says nothing of what went wrong', async () => {
  attach = () => Promise.reject(new Error('the key is ABC'))
  const closed = once(client, 'close') as Promise<[number, Buffer]>
  client.send('{"type":"hello","protocol":1}')
  const [code, reason] = await closed
  expect([code, reason.toString()]).toEqual([CLOSE.fault, 'fault'])
})

test('kept apart is said only when all that was decided before is on disk: a terminal lets go of all up to there', async () => {
  const settled = Promise.withResolvers<boolean>()
  const kept = Promise.withResolvers<void>()
  attach = () => Promise.resolve({ ok: true, value: aHold({ settled: () => settled.promise, kept: kept.resolve }) })
  const heard: string[] = []
  const asked = Promise.withResolvers<void>()
  client.on('message', (frame: Buffer) => {
    const { type } = JSON.parse(frame.toString()) as { type: string }
    heard.push(type)
    if (type === 'pong' || type === 'kept_apart') asked.resolve()
  })
  client.send('{"type":"hello","protocol":2}')
  client.send('{"type":"save","epoch":1,"seq":9,"item":1,"response":"A","marked":false}')
  await kept.promise
  client.send('{"type":"ping"}')
  await asked.promise
  expect(heard).toEqual(['welcome', 'pong'])
  const told = once(client, 'message') as Promise<[Buffer]>
  settled.resolve(true)
  expect((await told)[0].toString()).toBe('{"type":"kept_apart","upToSeq":9}')
})

/** A hold on a sitting that is over, where every save comes too late. */
function aHold({ settled, kept }: { settled: Hold['settled']; kept: () => void }): Hold {
  const terms = { durationMs: 1_000, earliestHandInMs: 0, graceMs: 0, shapes: [] }
  const schedule = { startsAt: 0 as Instant, durationMinutes: 1, settings: DEFAULT_SETTINGS }
  const session = { id: 'n' as SessionId, category: 'operator' as const, schedule }
  return {
    epoch: 1,
    sealed: { terms, session, paper: { items: [], optionOrders: [] } },
    sitting: () => ({ ...unbegun('s' as SittingId, terms), epoch: 1, startedAt: 0 as Instant }),
    say: () => ({ ok: false, refusal: { code: 'sitting_closed' } }),
    suspended: () => false,
    later: () => undefined,
    keepApart: () => Promise.resolve(kept()),
    settled,
    heard: () => undefined,
    leave: () => undefined,
  }
}

async function closeCode(): Promise<number> {
  const [code] = (await once(client, 'close')) as [number]
  return code
}
