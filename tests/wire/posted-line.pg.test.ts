import { type Line, openLine } from '@kaochang/browser/line'
import { type Exchange, openPosts } from '@kaochang/browser/posts'
import type { Down } from '@kaochang/contract/socket/down'
import { CLOSE, POSTS_URL, PROTOCOL, SOCKET_URL } from '@kaochang/contract/socket/protocol'
import type { Up } from '@kaochang/contract/socket/up'
import { type Server, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { NINE, ORIGIN, openTestApp } from '../kit/app.ts'
import { type SealedExam, aSealedExam, bringToTheStart } from '../kit/sealed-exam.ts'

const home = await openTestApp()
await home.app.listen({ host: '127.0.0.1', port: 0 })
const behind = (home.app.server.address() as AddressInfo).port

/** A proxy of the kind that old offices have: it passes requests on, and an upgrade it answers with a refusal. */
const proxy: Server = createServer((asked, answer) => {
  const { method, url, headers } = asked
  const passed = request({ host: '127.0.0.1', port: behind, method, path: url, headers }, (reply) => {
    answer.writeHead(reply.statusCode ?? 502, reply.headers)
    reply.pipe(answer)
  })
  asked.pipe(passed)
})
proxy.on('upgrade', (_, socket) => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'))
await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
const port = (proxy.address() as AddressInfo).port

// Where the page is, for the browser's half of the line.
vi.stubGlobal('location', { protocol: 'http:', host: `127.0.0.1:${port}` })

const lines: Line<Up>[] = []
afterEach(() => {
  for (const line of lines.splice(0)) line.close()
})
afterAll(async () => {
  proxy.closeAllConnections()
  proxy.close()
  await home.close()
})

let exam: SealedExam
beforeEach(async () => {
  home.clock.at = NINE
  exam = await aSealedExam(home.deps.db, { at: NINE, candidates: 2, settings: { earliestHandInMinutes: 0 } })
})

describe('F59: a terminal behind a proxy that refuses WebSockets', () => {
  test('sits the whole exam by posts, with every answer on record', async () => {
    const cookie = cookieOf(0)
    const { say, hear } = terminal(cookie)
    const { epoch } = await hear('welcome')
    say({ type: 'accept_rules' })
    await hear('rules_accepted')
    await bringToTheStart(home.deps.sittings, exam)
    expect((await hear('started')).paper.items).toHaveLength(6)
    for (const seq of [1, 2, 3]) say({ type: 'save', epoch, seq, item: seq, response: 'A', marked: false })
    let saved = 0
    while (saved < 3) saved = (await hear('answers_saved')).seq
    say({ type: 'hand_in' })
    expect((await hear('ended')).receipt).toMatchObject({ reason: 'handed_in', answeredCount: 3 })
  })

  test('is taken over like any other, and does not come back', async () => {
    const one = terminal(cookieOf(0))
    await one.hear('welcome')
    const other = terminal(cookieOf(0))
    await other.hear('welcome')
    await one.hear('taken_over')
    expect(await one.lost()).toBe(CLOSE.takenOver)
  })

  test('reaches no line but its own', async () => {
    const mine = await exchange(cookieOf(0))({ line: null, heardUpTo: 0, frames: [], wait: false })
    const asked = { line: mine.line, heardUpTo: 0, frames: ['{"type":"hello","protocol":2}'], wait: true }
    const strange = await exchange(cookieOf(1))(asked)
    expect(strange).toEqual({ line: mine.line, frames: [], closed: { code: CLOSE.tryAgain, reason: 'unknown' } })
  })

  test('hears again what was lost on the way', async () => {
    const post = exchange(cookieOf(0))
    const { line } = await post({ line: null, heardUpTo: 0, frames: [], wait: false })
    const hello = `{"type":"hello","protocol":${PROTOCOL}}`
    const first = await post({ line, heardUpTo: 0, frames: [hello], wait: true })
    const again = await post({ line, heardUpTo: 0, frames: [], wait: true })
    expect(again.frames).toEqual(first.frames)
    expect(again.frames.map(({ text }) => (JSON.parse(text) as Down).type)).toEqual(['welcome'])
  })
})

function cookieOf(place: number): string {
  const examinee = exam.examinees[place]
  if (!examinee) throw new Error(`The exam has no candidate ${place}`)
  return examinee.cookie
}

/** A terminal's line as the browser keeps it, over the proxy. */
function terminal(cookie: string) {
  const heard: Down[] = []
  const hearing: ((down: Down) => void)[] = []
  const gone = Promise.withResolvers<number>()
  const headers = { cookie, origin: ORIGIN }
  const line = openLine<Up, Down>({
    path: SOCKET_URL,
    hello: () => ({ type: 'hello', protocol: PROTOCOL }),
    ping: { type: 'ping' },
    heard(down) {
      heard.push(down)
      for (const each of hearing) each(down)
    },
    lost: (code) => code !== 1006 && gone.resolve(code),
    final: (code) => code === CLOSE.takenOver,
    open: () => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}${SOCKET_URL}`, { headers })
      socket.on('error', () => undefined)
      return socket as never
    },
    openPosts: () => openPosts(exchange(cookie), () => undefined),
    random: () => 0,
  })
  lines.push(line)
  return {
    say: (up: Up) => line.send(up),
    lost: () => gone.promise,
    /** The next frame of a kind, heard already or still to come. */
    hear: <T extends Down['type']>(type: T): Promise<Extract<Down, { type: T }>> =>
      new Promise((resolve) => {
        const look = () => {
          const place = heard.findIndex((down) => down.type === type)
          if (place === -1) return
          const [down] = heard.splice(place, 1)
          hearing.splice(hearing.indexOf(look), 1)
          resolve(down as Extract<Down, { type: T }>)
        }
        hearing.push(look)
        look()
      }),
  }
}

function exchange(cookie: string): Exchange {
  return async (body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${POSTS_URL}`, {
      method: 'POST',
      headers: { cookie, origin: ORIGIN, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`Refused: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as Awaited<ReturnType<Exchange>>
  }
}
