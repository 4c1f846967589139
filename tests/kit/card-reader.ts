import type { CardReading } from '@kaochang/domain/people/card-reading'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What lies on the reader: a card, one that cannot be read, or none. */
export type LaidOn = Omit<CardReading, 'readAt'> | 'unreadable' | null

export type TestCardReader = {
  readonly port: number
  /** Lays a card on, also for whoever is waiting for one; it is taken away once it has been read. */
  readonly layOn: (card: LaidOn) => void
  /** Whether somebody waits for a card. */
  readonly waiting: () => boolean
  /** Unplugs the reader, or plugs it in. */
  connected: boolean
  /** While set, the program tells of cards read at this time: a bad one that remembers. */
  readAt: number | null
  /** Every request, as `POST /v1/read 200`. */
  readonly asked: string[]
  readonly close: () => Promise<void>
}

/**
 * The program that the vendor of an ID-card reader runs on the invigilator's computer, as the contract's README specifies
 * it: a real HTTP server on 127.0.0.1, with cards that the test lays on it.
 *
 * @param origin the platform's: whoever else asks is refused
 */
export async function openCardReader(origin: string): Promise<TestCardReader> {
  const asked: string[] = []
  let laid: LaidOn = null
  let waiter: (() => void) | null = null

  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request
    response.on('finish', () => asked.push(`${method} ${url} ${response.statusCode}`))
    response.setHeader('vary', 'Origin')
    if (headers.origin !== origin || headers.host !== `127.0.0.1:${reader.port}`) {
      return answer(response, 403, { code: 'foreign_origin' })
    }
    response.setHeader('access-control-allow-origin', origin)
    if (method === 'OPTIONS') return preflight(request, response)
    if (method === 'GET' && url === '/v1/reader') {
      return answer(response, 200, { reader: '试验读卡器', state: reader.connected ? 'ready' : 'no_reader' })
    }
    if (method === 'POST' && url === '/v1/read') return void read(request, response)
    answer(response, 404, { code: 'not_found' })
  })

  async function read(request: IncomingMessage, response: ServerResponse) {
    let text = ''
    for await (const part of request) text += String(part)
    const { waitSeconds } = JSON.parse(text) as { waitSeconds: number }
    if (!reader.connected) return answer(response, 503, { code: 'no_reader' })
    if (waiter) return answer(response, 409, { code: 'busy' })
    if (laid === null) await aCard(response, waitSeconds)
    if (response.destroyed) return
    const card = laid
    laid = null
    if (card === null) return answer(response, 408, { code: 'no_card' })
    if (card === 'unreadable') return answer(response, 422, { code: 'card_unreadable' })
    answer(response, 200, { ...card, readAt: reader.readAt ?? Date.now(), address: '一号路', photograph: 'AAAA' })
  }

  /** Resolves when a card is laid on, when time is up, or when the page has left. */
  function aCard(response: ServerResponse, waitSeconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(late)
        waiter = null
        resolve()
      }
      const late = setTimeout(done, waitSeconds * 1_000)
      waiter = done
      response.on('close', done)
    })
  }

  const reader = {
    port: 0,
    layOn: (card: LaidOn) => {
      laid = card
      waiter?.()
    },
    waiting: () => waiter !== null,
    connected: true,
    readAt: null as number | null,
    asked,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  reader.port = (server.address() as AddressInfo).port
  return reader
}

function preflight(request: IncomingMessage, response: ServerResponse) {
  response.setHeader('access-control-allow-methods', 'GET, POST')
  response.setHeader('access-control-allow-headers', 'content-type')
  response.setHeader('access-control-max-age', '600')
  if (request.headers['access-control-request-private-network'] === 'true') {
    response.setHeader('access-control-allow-private-network', 'true')
  }
  response.writeHead(204).end()
}

function answer(response: ServerResponse, status: number, body: object) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}
