import type { CandidatePaper, Down, Receipt, SittingView } from '@kaochang/contract/socket/down'
import { CLOSE, ECHO_URL, PROTOCOL, SOCKET_URL } from '@kaochang/contract/socket/protocol'
import type { Up } from '@kaochang/contract/socket/up'
import type { CandidateView, TerminalView } from '@kaochang/contract/terminal'
import type { CandidateResult } from '@kaochang/contract/result'
import type { ItemKind } from '@kaochang/domain/bank/item'
import type { SeatId, SittingId, StaffId, TerminalId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { type SittingCommand, decide } from '@kaochang/domain/sitting/decide'
import { receiptCode, record } from '@kaochang/domain/sitting/record'
import { type Sitting, answeredCount, closesAt, phaseAt, unbegun } from '@kaochang/domain/sitting/sitting'
import { createHash } from 'node:crypto'
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { type Rolldown, build } from 'vite'
import { type WebSocket, WebSocketServer } from 'ws'
import { openChromium } from '../kit/chromium.ts'

/**
 * A stage for the candidate's pages: the built client in a real browser, under the platform's own content
 * security policy, before a server of a few lines that keeps one sitting by the real rules and can be cut
 * off, stopped and told what to say. What the real server does is tested where it is.
 */
export type Stage = {
  readonly url: string
  readonly exam: FakeExam
  readonly page: Page
  readonly context: BrowserContext
  /** Everything the page complained of: console errors, uncaught errors, broken content security policy. */
  readonly complaints: string[]
  /** Takes the stage down, and fails when the page complained of anything. */
  readonly close: () => Promise<void>
}

const CANDIDATE = fileURLToPath(new URL('../../apps/candidate/', import.meta.url))

export const MINUTE = 60_000

let browser: Promise<Browser> | undefined
let built: Promise<readonly BuiltFile[]> | undefined

/** Starts the one browser of this test file. */
export function openBrowser(): Promise<Browser> {
  browser ??= openChromium()
  return browser
}

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close()
  browser = undefined
}

export type BuiltFile = Rolldown.OutputChunk | Rolldown.OutputAsset

type Files = ReadonlyMap<string, string | Uint8Array>

/** The client as it would be delivered, built once for this test file and kept in memory. */
export function buildClient(): Promise<readonly BuiltFile[]> {
  built ??= buildForDelivery()
  return built
}

async function buildForDelivery() {
  // A test runner's environment would give us the libraries' development halves.
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  try {
    const result = await build({
      root: CANDIDATE,
      configFile: `${CANDIDATE}vite.config.ts`,
      logLevel: 'error',
      build: { write: false },
    })
    return (Array.isArray(result) ? result : [result]).flatMap((one) => ('output' in one ? one.output : []))
  } finally {
    process.env['NODE_ENV'] = before
  }
}

export async function openStage(
  given: { exam?: Partial<ExamPlan>; viewport?: { width: number; height: number } } = {},
): Promise<Stage> {
  const files: Files = new Map(
    (await buildClient()).map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]),
  )
  const exam = aFakeExam(given.exam)
  const server = createServer((request, response) => {
    void serve(exam, files, request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    const echoes = request.url === ECHO_URL && exam.echoes
    if (exam.cut || (request.url !== SOCKET_URL && !echoes)) socket.destroy()
    else if (echoes)
      sockets.handleUpgrade(request, socket, head, (line) =>
        line.on('message', (text) => line.send((text as Buffer).toString())),
      )
    else sockets.handleUpgrade(request, socket, head, (line) => exam.join(line))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const context = await (
    await openBrowser()
  ).newContext({
    viewport: given.viewport ?? { width: 1366, height: 768 },
    timezoneId: 'America/New_York',
    locale: 'zh-CN',
  })
  const complaints: string[] = []
  const page = await context.newPage()
  listen(page, complaints)
  context.on('page', (other) => listen(other, complaints))
  return {
    url,
    exam,
    page,
    context,
    complaints,
    close: async () => {
      await context.close()
      exam.stop()
      sockets.close()
      await shut(server)
      if (complaints.length > 0) throw new Error(`The page complained:\n${complaints.join('\n')}`)
    },
  }
}

function listen(page: Page, complaints: string[]) {
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    // A line that cannot be opened during a cut is reported by the browser itself, whatever a page does.
    if (message.type() === 'error' && !/WebSocket|Failed to load resource/.test(message.text()))
      complaints.push(message.text())
  })
}

function shut(server: Server) {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(resolve))
}

// ── The server of a few lines ─────────────────────────────────────────────────────────────────────────

export type ExamPlan = {
  readonly enrolled: boolean
  readonly items: readonly { kind: ItemKind; stem: string; options: readonly string[] }[]
  readonly durationMs: number
  readonly earliestHandInMs: number
  readonly startsInMs: number
  readonly results: readonly CandidateResult[]
}

export const TICKET = '2026 0930 0012'
export const ID_NUMBER = '11010119900307775X'

export function aPaper(trueFalse: number, single: number, multiple: number): ExamPlan['items'] {
  const four = ['甲烷浓度达到 1.0% 时', '甲烷浓度达到 1.5% 时', '甲烷浓度达到 2.0% 时', '任何时候都不需要']
  const of = (count: number, kind: ItemKind, stem: string, options: readonly string[]) =>
    Array.from({ length: count }, () => ({ kind, stem, options }))
  return [
    ...of(
      trueFalse,
      'true_false',
      '煤矿企业主要负责人对本单位的安全生产工作全面负责，应当每月至少组织一次全面的安全检查。',
      ['正确', '错误'],
    ),
    ...of(single, 'single_choice', '采掘工作面的进风流中，必须停止作业、撤出人员并切断电源的情形是（ ）。', four),
    ...of(multiple, 'multiple_response', '下列属于煤矿重大事故隐患的有（ ）。', [
      '超能力、超强度或者超定员组织生产',
      '瓦斯超限作业',
      '通风系统不完善、不可靠',
      '未按规定佩戴安全帽',
    ]),
  ]
}

const hash = (text: string) => createHash('sha256').update(text).digest('base64url')

/** One candidate's sitting, kept in memory by the real rules. */
export function aFakeExam(given: Partial<ExamPlan> = {}) {
  const plan: ExamPlan = {
    enrolled: true,
    items: aPaper(2, 2, 1),
    durationMs: 120 * MINUTE,
    earliestHandInMs: 0,
    startsInMs: 10 * MINUTE,
    results: [],
    ...given,
  }
  const startsAt = Date.now() + plan.startsInMs
  const me = 'terminal-1' as TerminalId
  let sitting: Sitting = unbegun('sitting-1' as SittingId, {
    durationMs: plan.durationMs,
    earliestHandInMs: plan.earliestHandInMs,
    graceMs: 10_000,
    shapes: plan.items.map(({ kind, options }) => ({ kind, optionCount: options?.length ?? 4 })),
  })
  let line: WebSocket | null = null
  let shiftMs = 0
  const exam = {
    plan,
    enrolled: plan.enrolled,
    signedIn: false,
    resultSignedIn: false,
    cut: false,
    /** While false, saves are taken and not answered, as when the disk is slow. */
    answering: true,
    locked: false,
    /** While false, something on the way refuses the WebSocket that the self-check tries. */
    echoes: true,
    /** What the terminal said of itself, in order. */
    reports: [] as unknown[],
    heard: [] as Up[],
    keptApart: [] as { seq: number; item: number; response: string }[],
    sitting: () => sitting,
    /** The server's clock, moved by the tests. */
    now: () => (Date.now() + shiftMs) as Instant,
    passTime(ms: number) {
      shiftMs += ms
    },
    say: (down: Down) => line?.send(JSON.stringify(down)),
    /** Cuts the cable: connections break and no new one is taken. */
    cutOff() {
      exam.cut = true
      line?.terminate()
      line = null
    },
    mend() {
      exam.cut = false
    },
    stop: () => line?.terminate(),
    /** Somebody in the room, or the clock, acts on the sitting. */
    act(command: SittingCommand): Sitting {
      const before = sitting
      const at = exam.now()
      const decided = decide(sitting, command, at)
      if (!decided.ok) throw new Error(decided.refusal.code)
      const { recorded, after } = record(hash, sitting, decided.value, at)
      sitting = after
      for (const { event } of recorded) tell(event.type, before)
      return sitting
    },
    /** Another terminal had the seat in between. */
    attachElsewhere() {
      exam.act({ type: 'attach', epoch: sitting.epoch + 1, terminalId: 'terminal-2' as TerminalId })
      exam.say({ type: 'taken_over' })
      line?.close(CLOSE.takenOver)
      line = null
    },
    join(opened: WebSocket) {
      opened.on('message', (frame) => hear(opened, JSON.parse((frame as Buffer).toString()) as Up))
      opened.on('close', () => {
        if (line === opened) line = null
      })
    },
    view,
    receipt,
  }

  function hear(from: WebSocket, up: Up) {
    exam.heard.push(up)
    switch (up.type) {
      case 'hello':
        return welcome(from, up.protocol)
      case 'ping':
        return exam.say({ type: 'pong', view: view() })
      case 'save': {
        const saved = decide(sitting, { ...up }, exam.now())
        if (!saved.ok && saved.refusal.code === 'sitting_closed') return keepApart([up])
        if (!saved.ok) return exam.say({ type: 'refused', refusal: saved.refusal, seq: up.seq })
        sitting = record(hash, sitting, saved.value, exam.now()).after
        if (exam.answering) exam.say({ type: 'answers_saved', seq: sitting.lastSeq, head: sitting.head })
        return
      }
      case 'surrender':
        return keepApart(up.saves)
      case 'accept_rules':
      case 'hand_in':
      case 'note_screen':
      case 'note_item': {
        const decided = decide(sitting, up, exam.now())
        if (!decided.ok) return exam.say({ type: 'refused', refusal: decided.refusal, seq: null })
        exam.act(up)
      }
    }
  }

  function keepApart(saves: readonly { seq: number; item: number; response: string }[]) {
    exam.keptApart.push(...saves.map(({ seq, item, response }) => ({ seq, item, response })))
    exam.say({ type: 'kept_apart', upToSeq: Math.max(...saves.map(({ seq }) => seq)) })
  }

  function welcome(from: WebSocket, protocol: number) {
    if (protocol !== PROTOCOL) throw new Error('protocol')
    if (line && line !== from) {
      exam.say({ type: 'taken_over' })
      line.close(CLOSE.takenOver)
    }
    line = from
    const attached = decide(sitting, { type: 'attach', epoch: sitting.epoch + 1, terminalId: me }, exam.now())
    if (attached.ok) sitting = record(hash, sitting, attached.value, exam.now()).after
    const answering = phaseAt(sitting, exam.now()) === 'answering'
    exam.say({
      type: 'welcome',
      protocol: PROTOCOL,
      epoch: sitting.epoch,
      heldSince: sitting.heldSince,
      lastSeq: sitting.lastSeq,
      view: view(),
      paper: answering ? paper() : null,
      answers: sitting.answers.flatMap((answer, place) =>
        answer && answering ? [{ item: place + 1, ...answer }] : [],
      ),
      receipt: sitting.ended ? receipt() : null,
    })
  }

  function tell(type: string, before: Sitting) {
    switch (type) {
      case 'identity_confirmed':
      case 'rules_accepted':
      case 'room_started':
        return exam.say({ type, view: view() })
      case 'started':
        return exam.say({ type: 'started', view: view(), paper: paper() })
      case 'time_granted':
        return exam.say({ type: 'time_granted', ms: sitting.grantedMs - before.grantedMs, view: view() })
      case 'ended':
        return exam.say({ type: 'ended', receipt: receipt() })
    }
  }

  function view(): SittingView {
    const at = exam.now()
    const end = closesAt(sitting)
    return {
      phase: phaseAt(sitting, at),
      identityConfirmed: sitting.identityConfirmed,
      rulesAccepted: sitting.rulesAccepted,
      roomStarted: sitting.roomStarted,
      startsInMs: Math.max(0, startsAt - at),
      remainingMs: end === null ? null : Math.max(0, end - at),
      grantedMs: sitting.grantedMs,
      handInOpensInMs: Math.max(0, (sitting.startedAt ?? at) + plan.earliestHandInMs - at),
    }
  }

  function paper(): CandidatePaper {
    return {
      items: plan.items.map((item, place) => ({
        ...item,
        options: item.options as string[],
        number: place + 1,
        points: 100,
      })),
    }
  }

  function receipt(): Receipt {
    if (!sitting.ended) throw new Error('not ended')
    return {
      endedAt: sitting.ended.at,
      reason: sitting.ended.reason,
      answeredCount: answeredCount(sitting),
      itemCount: plan.items.length,
      code: receiptCode(sitting),
      resultDue: '2026-10-12',
      resultDueProvisional: false,
    }
  }

  sitting = record(
    hash,
    sitting,
    [{ type: 'seated', seatId: 'seat' as SeatId, by: 'staff' as StaffId }],
    exam.now(),
  ).after
  return exam
}

export type FakeExam = ReturnType<typeof aFakeExam>

export const STAFF = 'staff' as StaffId

/** The invigilator confirms who it is, and the chief starts the room. */
export function startRoom(exam: FakeExam): void {
  exam.act({ type: 'confirm_identity', by: STAFF })
  exam.act({ type: 'start_room' })
}

async function serve(exam: FakeExam, files: Files, request: IncomingMessage, response: ServerResponse) {
  if (exam.cut) return void request.socket.destroy()
  const url = new URL(request.url ?? '/', 'http://stage')
  if (url.pathname.startsWith('/v1/'))
    return answer(exam, `${request.method} ${url.pathname}`, await bodyOf(request), response)
  const file = url.pathname.startsWith('/assets/') ? url.pathname.slice(1) : 'index.html'
  const content = files.get(file)
  if (!content) return void response.writeHead(404).end()
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': POLICY,
  })
  response.end(content)
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

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

async function bodyOf(request: IncomingMessage): Promise<Record<string, string>> {
  let text = ''
  for await (const part of request) text += String(part)
  return text ? (JSON.parse(text) as Record<string, string>) : {}
}

function answer(exam: FakeExam, name: string, body: Record<string, string>, response: ServerResponse) {
  const send = (status: number, content: unknown) =>
    void response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(status === 204 ? undefined : JSON.stringify(content))
  const right = body['ticket'] === TICKET.replaceAll(' ', '') && body['idNumber'] === ID_NUMBER
  switch (name) {
    case 'GET /v1/terminal':
      return exam.enrolled ? send(200, terminalView(exam)) : send(401, { code: 'terminal_not_enrolled' })
    case 'POST /v1/terminal/self-check':
      exam.reports.push(body)
      return send(200, { currentBuild: true, seb: null, sebRequired: false })
    case 'POST /v1/terminal/enrol':
      if (body['code'] !== 'K7Q2-M4ZD') return send(403, { code: 'enrolment_code_wrong' })
      exam.enrolled = true
      return send(200, terminalView(exam))
    case 'GET /v1/terminal/candidate':
      return exam.signedIn ? send(200, candidateView(exam)) : send(401, { code: 'not_signed_in' })
    case 'POST /v1/terminal/sign-in':
      if (!right) return send(401, { code: 'sign_in_failed' })
      exam.signedIn = true
      return send(200, candidateView(exam))
    case 'POST /v1/terminal/sign-out':
      exam.signedIn = false
      return send(204, null)
    case 'GET /v1/announcements':
      return send(200, { announcements: ANNOUNCEMENTS })
    case 'POST /v1/candidate/sign-in':
      exam.resultSignedIn = right
      return right ? send(200, { name: '王建国' }) : send(401, { code: 'sign_in_failed' })
    case 'POST /v1/candidate/sign-out':
      exam.resultSignedIn = false
      return send(204, null)
    case 'GET /v1/public-notices':
    case 'GET /v1/candidate/notices':
      return send(200, { notices: [] })
    case 'GET /v1/candidate/results':
      return exam.resultSignedIn
        ? send(200, { name: '王建国', idNumberMasked: '1101**********775X', results: exam.plan.results })
        : send(401, { code: 'not_signed_in' })
    default:
      return send(404, { code: 'not_found' })
  }
}

function terminalView(exam: FakeExam): TerminalView {
  return {
    siteName: '山西省煤矿安全考试太原考点',
    roomName: '第一考场',
    seatNumber: 12,
    locked: exam.locked,
    camera: false,
    serverAt: exam.now(),
  }
}

function candidateView({ plan, now }: FakeExam): CandidateView {
  const count = (kind: ItemKind) => plan.items.filter((item) => item.kind === kind).length
  return {
    name: '王建国',
    idNumberMasked: '1101**********775X',
    ticket: TICKET.replaceAll(' ', ''),
    seatNumber: 12,
    exam: {
      name: '煤矿企业主要负责人安全生产知识和管理能力考试',
      startsAt: now() + plan.startsInMs,
      durationMinutes: plan.durationMs / MINUTE,
      itemCount: plan.items.length,
      trueFalseCount: count('true_false'),
      singleChoiceCount: count('single_choice'),
      multipleResponseCount: count('multiple_response'),
      earliestHandInMinutes: plan.earliestHandInMs / MINUTE,
      lateEntryMinutes: 30,
      attempt: 1,
    },
    portrait: false,
    photographs: null,
  }
}

const ANNOUNCEMENTS = [
  {
    name: '2026 年第三次煤矿企业主要负责人考核',
    category: 'principal',
    province: '14',
    siteName: '山西省煤矿安全考试太原考点',
    siteAddress: '太原市小店区学府街 36 号',
    startsAt: Date.UTC(2026, 9, 22, 1),
    durationMinutes: 120,
    announcedAt: Date.UTC(2026, 8, 21, 2),
  },
  {
    name: '2026 年第四次煤矿瓦斯检查作业考试',
    category: 'operator',
    province: '14',
    siteName: '大同市煤炭职业培训中心',
    siteAddress: '大同市平城区矿务局路 8 号',
    startsAt: Date.UTC(2026, 9, 24, 6),
    durationMinutes: 120,
    announcedAt: Date.UTC(2026, 8, 22, 2),
  },
]

// ── What a candidate does in front of it ──────────────────────────────────────────────────────────────

/** From the first screen to the waiting room. */
export async function walkIn({ page, url }: Stage): Promise<void> {
  await page.goto(`${url}/terminal`)
  await page.getByRole('button', { name: '开始登录' }).click()
  await page.getByLabel('准考证号').fill(TICKET)
  await page.getByLabel('身份证号').fill(ID_NUMBER)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '是我，继续' }).click()
  await page.getByRole('button', { name: '我已阅读，遵守考场纪律' }).click()
}

/** From the first screen to the first item. */
export async function sitDown(stage: Stage): Promise<void> {
  await walkIn(stage)
  await stage.page.getByText('已接受考场纪律').waitFor()
  startRoom(stage.exam)
  await stage.page.getByText('第 1 题').first().waitFor()
}

/** What the terminal still holds in its own log, in the browser's database. */
export function logRows(page: Page): Promise<{ ticket: string; seq: number; item: number; response: string }[]> {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opened = indexedDB.open('kaochang')
        opened.onsuccess = () => {
          const rows = opened.result.transaction('saves').objectStore('saves').getAll()
          rows.onsuccess = () => {
            opened.result.close()
            // The row of number 0 is which log this is, and no save.
            resolve(rows.result.filter(({ seq }) => seq > 0))
          }
        }
        opened.onerror = () => reject(opened.error)
      }),
  )
}
