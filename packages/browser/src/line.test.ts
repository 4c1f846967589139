import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type LineOptions, type Socket, openLine } from './line.ts'

type Up = { type: string }
type Down = { say: string }

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('location', { protocol: 'http:', host: 'exam.test' })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('the first word on every connection is hello', () => {
  const { socket } = aLine()
  socket(0).opens()
  expect(socket(0).said).toEqual(['hello'])
  socket(0).breaks(1006)
  vi.advanceTimersByTime(500)
  socket(1).opens()
  expect(socket(1).said).toEqual(['hello'])
})

test('it asks for a sign of life every five seconds', () => {
  const { socket } = aLine()
  socket(0).opens()
  for (let second = 0; second < 11; second += 1) {
    vi.advanceTimersByTime(1_000)
    socket(0).hears('pong')
  }
  expect(socket(0).said).toEqual(['hello', 'ping', 'ping'])
})

test('twelve seconds of silence are the end of a connection that still looks open', () => {
  const { socket, lost } = aLine()
  socket(0).opens()
  socket(0).hears('welcome')
  vi.advanceTimersByTime(11_000)
  expect(lost).toEqual([])
  vi.advanceTimersByTime(1_000)
  expect(lost).toHaveLength(1)
  expect(socket(0).closed).toBe(true)
})

test('a word from a connection that was given up is not heard', () => {
  const { socket, heard } = aLine()
  socket(0).opens()
  const late = socket(0).onmessage
  vi.advanceTimersByTime(12_000)
  late?.({ data: '{"say":"late"}' })
  expect(heard).toEqual([])
})

test('the waits grow from half a second to eight, and are a random part of that', () => {
  const { socket, sockets } = aLine({ random: () => 0.999 })
  for (const longest of [500, 1_000, 2_000, 4_000, 8_000, 8_000]) {
    const before = sockets.length
    socket(-1).breaks(1006)
    vi.advanceTimersByTime(longest * 0.99)
    expect(sockets).toHaveLength(before)
    vi.advanceTimersByTime(longest * 0.01)
    expect(sockets).toHaveLength(before + 1)
  }
})

test('a connection that was heard starts the waits afresh', () => {
  const { socket, sockets } = aLine({ random: () => 1 })
  socket(0).breaks(1006)
  vi.advanceTimersByTime(500)
  socket(1).breaks(1006)
  vi.advanceTimersByTime(1_000)
  socket(2).opens()
  socket(2).hears('welcome')
  socket(2).breaks(1012)
  vi.advanceTimersByTime(500)
  expect(sockets).toHaveLength(4)
})

test('a server that stops names the wait', () => {
  const { socket, sockets } = aLine({ random: () => 0 })
  socket(0).breaks(1012, 'retry-after-ms:2371')
  vi.advanceTimersByTime(2_370)
  expect(sockets).toHaveLength(1)
  vi.advanceTimersByTime(1)
  expect(sockets).toHaveLength(2)
})

test('some closings are final', () => {
  const { socket, sockets, lost, line } = aLine({ final: (code) => code === 4409 })
  socket(0).opens()
  socket(0).breaks(4409)
  vi.advanceTimersByTime(60_000)
  line.nudge()
  expect(lost).toEqual([4409])
  expect(sockets).toHaveLength(1)
})

test('a frame sent on a closed line is refused and not kept', () => {
  const { socket, line } = aLine()
  expect(line.send({ type: 'save' })).toBe(false)
  socket(0).opens()
  expect(line.send({ type: 'save' })).toBe(true)
  expect(socket(0).said).toEqual(['hello', 'save'])
})

test('a nudge asks at once, and does not wait out the whole silence', () => {
  const { socket, line, lost } = aLine()
  socket(0).opens()
  socket(0).hears('welcome')
  line.nudge()
  expect(socket(0).said).toEqual(['hello', 'ping'])
  vi.advanceTimersByTime(3_000)
  expect(lost).toHaveLength(1)
})

test('a nudge between two tries makes the next one now', () => {
  const { socket, sockets, line } = aLine()
  socket(0).breaks(1006)
  line.nudge()
  expect(sockets).toHaveLength(2)
  vi.advanceTimersByTime(60_000)
  expect(socket(1).closed, 'the earlier plan was dropped: only silence ended this one').toBe(true)
})

test('a line that was closed stays closed', () => {
  const { socket, sockets, line, lost } = aLine()
  socket(0).opens()
  line.close()
  vi.advanceTimersByTime(60_000)
  expect(sockets).toHaveLength(1)
  expect(socket(0).closed).toBe(true)
  expect(lost).toEqual([])
})

test('what cannot be read ends the connection and not the page', () => {
  const { socket, lost } = aLine()
  socket(0).opens()
  socket(0).onmessage?.({ data: '{' })
  expect(lost).toHaveLength(1)
})

describe('F59: a network that refuses WebSockets', () => {
  test('gets posts after two sockets that never opened, and is tried with a socket again when they end', () => {
    const posted: ReturnType<typeof aSocket>[] = []
    const openPosts = () => {
      const made = aSocket()
      posted.push(made)
      return made
    }
    const { socket, sockets } = aLine({ openPosts, random: () => 0 })
    socket(0).breaks(1006)
    vi.advanceTimersByTime(1)
    socket(1).breaks(1006)
    vi.advanceTimersByTime(1)
    expect([sockets.length, posted.length]).toEqual([2, 1])
    posted[0]?.opens()
    expect(posted[0]?.said).toEqual(['hello'])
    posted[0]?.breaks(1006)
    vi.advanceTimersByTime(1)
    expect([sockets.length, posted.length]).toEqual([3, 1])
  })

  test('is found out within ten seconds where the upgrade is swallowed without a word', () => {
    let posts = 0
    aLine({ openPosts: () => ((posts += 1), aSocket()), random: () => 1 })
    vi.advanceTimersByTime(10_000)
    expect(posts).toBe(1)
  })

  test('is no reason for posts once a socket has opened', () => {
    let posts = 0
    const { socket } = aLine({ openPosts: () => ((posts += 1), aSocket()), random: () => 0 })
    for (let cut = 0; cut < 4; cut += 1) {
      socket(-1).opens()
      socket(-1).breaks(1006)
      vi.advanceTimersByTime(1)
    }
    expect(posts).toBe(0)
  })
})

function aLine(given: Partial<LineOptions<Up, Down>> = {}) {
  const sockets: ReturnType<typeof aSocket>[] = []
  const heard: string[] = []
  const lost: number[] = []
  const line = openLine<Up, Down>({
    path: '/v1/terminal/socket',
    hello: () => ({ type: 'hello' }),
    ping: { type: 'ping' },
    heard: ({ say }) => heard.push(say),
    lost: (code) => lost.push(code),
    final: () => false,
    random: () => 0.5,
    open: (url) => {
      expect(url).toBe('ws://exam.test/v1/terminal/socket')
      const made = aSocket()
      sockets.push(made)
      return made
    },
    ...given,
  })
  /** The nth connection that was tried; -1 is the last. */
  const socket = (place: number) => {
    const found = sockets.at(place)
    if (!found) throw new Error(`Only ${sockets.length} connections were tried.`)
    return found
  }
  return { line, socket, sockets, heard, lost }
}

function aSocket() {
  const socket = {
    readyState: 0,
    said: [] as string[],
    closed: false,
    onopen: null as (() => void) | null,
    onmessage: null as Socket['onmessage'],
    onclose: null as Socket['onclose'],
    send: (text: string) => socket.said.push((JSON.parse(text) as Up).type),
    close: () => {
      socket.closed = true
      socket.readyState = 3
    },
    opens() {
      socket.readyState = 1
      socket.onopen?.()
    },
    hears: (say: string) => socket.onmessage?.({ data: JSON.stringify({ say }) }),
    breaks(code: number, reason = '') {
      socket.readyState = 3
      socket.onclose?.({ code, reason })
    },
  }
  return socket
}
