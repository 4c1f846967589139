import { type IncomingMessage, type ServerResponse, createServer, request } from 'node:http'
import { type AddressInfo, type Socket, connect } from 'node:net'

/** The balancer's own cookie, as in docker-compose.yml: lines made of posts live in one server. */
export const BALANCER_COOKIE = 'kaochang-server'

export type Balancer = {
  readonly port: number
  /** Which server each WebSocket was given, in order, with the cookie header it came with. */
  readonly given: readonly { readonly server: number; readonly cookie: string }[]
  /** Servers that are sent new connections just now. */
  readonly inUse: () => readonly number[]
  /** Settles when exactly these are in use. */
  readonly untilInUse: (servers: readonly number[]) => Promise<void>
  readonly close: () => Promise<void>
}

/** How often each server is asked whether it is ready. */
const ASK_EVERY_MS = 100

/**
 * A load balancer in front of server processes on this machine, doing what Caddy does by docker-compose.yml: new
 * connections go round, posts follow their cookie, and a server that refuses a connection or says on `/readyz` that it
 * is not ready is sent nothing new until it says it is. What is connected stays connected.
 *
 * @param servers their ports
 */
export async function openBalancer(servers: readonly number[]): Promise<Balancer> {
  const up = new Set<number>()
  const given: { server: number; cookie: string }[] = []
  const pipes = new Set<Socket>()
  let changed = Promise.withResolvers<void>()
  let turn = 0

  function mark(server: number, ready: boolean) {
    if (up.has(server) === ready) return
    if (ready) up.add(server)
    else up.delete(server)
    changed.resolve()
    changed = Promise.withResolvers<void>()
  }

  const asking = new AbortController()
  async function ask(server: number) {
    const signal = AbortSignal.any([asking.signal, AbortSignal.timeout(2_000)])
    const ready = await fetch(`http://127.0.0.1:${server}/readyz`, { signal }).then(
      async (answer) => {
        await answer.arrayBuffer()
        return answer.ok
      },
      () => false,
    )
    if (!asking.signal.aborted) mark(server, ready)
  }
  await Promise.all(servers.map(ask))
  const asks = setInterval(() => void Promise.all(servers.map(ask)), ASK_EVERY_MS)

  /** The servers in the order in which they are tried: the one that is named, and then whoever's turn it is. */
  function inTurn(named?: number): number[] {
    const able = servers.filter((server) => up.has(server))
    turn += 1
    const round = able.map((_, index) => able[(turn + index) % able.length] ?? 0)
    return named !== undefined && up.has(named) ? [named, ...round.filter((server) => server !== named)] : round
  }

  const server = createServer((asked, answer) => {
    const chunks: Buffer[] = []
    asked.on('data', (chunk: Buffer) => chunks.push(chunk))
    asked.on('end', () => pass(asked, answer, Buffer.concat(chunks), inTurn(namedIn(asked))))
  })

  function pass(asked: IncomingMessage, answer: ServerResponse, body: Buffer, [first, ...rest]: number[]) {
    if (first === undefined) {
      answer.writeHead(502).end()
      return
    }
    const { method, url, headers } = asked
    const passed = request({ host: '127.0.0.1', port: first, method, path: url, headers, agent: false }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, withCookie(reply.headers, asked, first))
      reply.pipe(answer)
    })
    passed.on('error', () => {
      mark(first, false)
      if (answer.headersSent) answer.destroy()
      else pass(asked, answer, body, rest)
    })
    passed.end(body)
  }

  server.on('upgrade', (asked, socket: Socket, head) => {
    socket.on('error', () => socket.destroy())
    upgrade(asked, socket, head, inTurn())
  })

  function upgrade(asked: IncomingMessage, socket: Socket, head: Buffer, [first, ...rest]: number[]) {
    if (first === undefined) {
      socket.end('HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n')
      return
    }
    const beyond = connect(first, '127.0.0.1')
    let through = false
    beyond.once('connect', () => {
      through = true
      given.push({ server: first, cookie: asked.headers.cookie ?? '' })
      for (const each of [socket, beyond]) {
        pipes.add(each)
        each.once('close', () => pipes.delete(each))
      }
      const lines = [`${asked.method} ${asked.url} HTTP/1.1`]
      for (let at = 0; at < asked.rawHeaders.length; at += 2)
        lines.push(`${asked.rawHeaders[at]}: ${asked.rawHeaders[at + 1]}`)
      beyond.write(`${lines.join('\r\n')}\r\n\r\n`)
      beyond.write(head)
      socket.pipe(beyond).pipe(socket)
    })
    beyond.on('error', () => {
      if (through) {
        socket.destroy()
        return
      }
      mark(first, false)
      upgrade(asked, socket, head, rest)
    })
    beyond.on('close', () => through && socket.end())
    socket.on('close', () => beyond.destroy())
  }

  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0, backlog: 4_096 }, resolve))
  return {
    port: (server.address() as AddressInfo).port,
    given,
    inUse: () => servers.filter((each) => up.has(each)),
    async untilInUse(wanted) {
      while (wanted.length !== up.size || !wanted.every((each) => up.has(each))) await changed.promise
    },
    async close() {
      asking.abort()
      clearInterval(asks)
      for (const pipe of pipes) pipe.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function namedIn({ headers }: IncomingMessage): number | undefined {
  const named = new RegExp(`(?:^|; )${BALANCER_COOKIE}=(\\d+)`).exec(headers.cookie ?? '')?.[1]
  return named === undefined ? undefined : Number(named)
}

function withCookie(headers: IncomingMessage['headers'], asked: IncomingMessage, server: number) {
  if (namedIn(asked) === server) return headers
  return { ...headers, 'set-cookie': [...(headers['set-cookie'] ?? []), `${BALANCER_COOKIE}=${server}; Path=/`] }
}
