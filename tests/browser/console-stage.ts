import type { EndpointName, EndpointNamed, ResponseOf } from '@kaochang/contract/endpoints'
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { type Rolldown, build } from 'vite'
import { WebSocketServer } from 'ws'
import { openChromium, openPerson } from '../kit/chromium.ts'

/**
 * A stage for the console's pages: the built client in a real browser, under the platform's own content security
 * policy, before a server that answers what each test says, typed by the contract. What the real server does is
 * tested where it is, and the whole of both in the journey.
 */
export type ConsoleStage = {
  readonly page: Page
  /** What the server answers from now on. */
  readonly answers: Answers
  /** What was asked for: `POST /v1/…` with its body. */
  readonly asked: { readonly name: string; readonly body: unknown }[]
  /** Opens an address of the console, such as `/banks`. */
  readonly open: (path: string) => Promise<void>
  /** While true, no answer comes. */
  cut: boolean
  /** Throws when the page complained of anything: console errors, uncaught errors, broken policy. */
  readonly close: () => Promise<void>
}

export class Refusal {
  readonly status: number
  readonly body: { readonly code: string }

  constructor(status: number, body: { readonly code: string; readonly [fact: string]: unknown }) {
    this.status = status
    this.body = body
  }
}

type Answer<Name extends EndpointName> = ResponseOf<EndpointNamed<Name>> | Refusal
export type Answers = { [Name in EndpointName]?: Answer<Name> | (() => Answer<Name>) }

const SHOWN_EVERY_MS = 500

const CONSOLE = fileURLToPath(new URL('../../apps/console/', import.meta.url))

/** The policy that the server sends with every page. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

let browser: Promise<Browser> | undefined
let built: Promise<ReadonlyMap<string, string | Uint8Array>> | undefined

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close()
  browser = undefined
}

/** Opens the console for one test, in Chinese and far from China. */
export async function openConsole(answers: Answers): Promise<ConsoleStage> {
  built ??= buildForDelivery()
  browser ??= openChromium()
  const files = await built
  const context = await openPerson(await browser)
  const page = await context.newPage()
  const complaints: string[] = []
  const asked: ConsoleStage['asked'] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    // A refusal is reported by the browser itself, whatever a page does with it.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text())
  })

  const server = createServer((request, response) => {
    void serve(stage, files, request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  // The room's wall is shown over a line of its own, as the server would: at once, and again every so often.
  const walls = new WebSocketServer({ server })
  walls.on('connection', (socket, { url = '' }) => {
    const show = () => {
      if (stage.cut) return socket.terminate()
      const said = answerTo(stage, `GET ${url.replace(/\/watch$/, '')}`)
      if (!(said instanceof Refusal)) socket.send(JSON.stringify(said))
    }
    show()
    const shows = setInterval(show, SHOWN_EVERY_MS)
    socket.on('close', () => clearInterval(shows))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const stage: ConsoleStage = {
    page,
    answers,
    asked,
    cut: false,
    open: async (path) => void (await page.goto(`${origin}/console${path}`)),
    close: async () => {
      await context.close()
      for (const socket of walls.clients) socket.terminate()
      await shut(server)
      if (complaints.length > 0) throw new Error(`The page complained: ${complaints.join('; ')}`)
    },
  }
  return stage
}

/** The client as it would be delivered, kept in memory. */
async function buildForDelivery() {
  // A test runner's environment would give us the libraries' development halves.
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  try {
    const result = await build({
      root: CONSOLE,
      configFile: `${CONSOLE}vite.config.ts`,
      logLevel: 'error',
      build: { write: false },
    })
    const files = (Array.isArray(result) ? result : [result]).flatMap((one) => ('output' in one ? one.output : []))
    return new Map(
      files.map((file: Rolldown.OutputChunk | Rolldown.OutputAsset) => [
        file.fileName,
        file.type === 'chunk' ? file.code : file.source,
      ]),
    )
  } finally {
    process.env['NODE_ENV'] = before
  }
}

async function serve(
  stage: ConsoleStage,
  files: ReadonlyMap<string, string | Uint8Array>,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const { pathname } = new URL(request.url ?? '/', 'http://stage')
  if (pathname.startsWith('/v1/'))
    return answer(stage, `${request.method} ${pathname}`, await bodyOf(request), response)
  const name = pathname.startsWith('/console/assets/') ? pathname.slice('/console/'.length) : 'index.html'
  const content = files.get(name)
  if (content === undefined) return void response.writeHead(404).end()
  response.writeHead(200, {
    'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
    'content-security-policy': POLICY,
  })
  response.end(content)
}

function answer(stage: ConsoleStage, name: string, body: unknown, response: ServerResponse) {
  if (stage.cut) return void response.destroy()
  stage.asked.push({ name, body })
  const said = answerTo(stage, name)
  if (said === null) return void response.writeHead(204).end()
  const status = said instanceof Refusal ? said.status : 200
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(said instanceof Refusal ? said.body : said))
}

function answerTo(stage: ConsoleStage, name: string): unknown {
  // An address itself comes before a pattern that it fits, as `/v1/blueprints/preview` before `/v1/…/:id`.
  const fitting = Object.entries(stage.answers)
    .filter(([endpoint]) => new RegExp(`^${endpoint.replace(/:\w+/g, '[^/]+')}$`).test(name))
    .sort(([one], [other]) => one.split(':').length - other.split(':').length)
  const given: unknown = fitting[0]?.[1] ?? new Refusal(404, { code: 'not_found' })
  return typeof given === 'function' ? (given as () => unknown)() : given
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const part of request) text += String(part)
  return text === '' ? null : JSON.parse(text)
}

function shut(server: Server) {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(resolve))
}
