import { sessions } from '@kaochang/database/schema/session'
import type { SessionId } from '@kaochang/domain/ids'
import { eq } from 'drizzle-orm'
import { hash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ORIGIN, type TestApp, type Visitor, openTestApp } from '../kit/app.ts'
import { type Candidate, type Place, aPlace, aTerminal, anExam } from '../kit/exam.ts'

const [MAC, WINDOWS] = ['a', 'b'].map((digit) => digit.repeat(64)) as [string, string]
const CONFIGURATION = Buffer.from(
  '<plist version="1.0"><dict><key>startURL</key><string>https://exam.test</string><key>Allow</key><true/></dict></plist>',
)
const CONFIG_KEY = sha('{"Allow":true,"startURL":"https://exam.test"}')

let home: TestApp
let officer: Visitor
let auditor: Visitor
beforeAll(async () => {
  home = await openTestApp()
  officer = await home.staff([{ role: 'application_officer', jurisdiction: { level: 'province', province: '14' } }])
  auditor = await home.staff([{ role: 'auditor', jurisdiction: { level: 'nation' } }])
})
afterAll(() => home.close())

let place: Place
let invigilator: Visitor
let sessionId: SessionId
let candidate: Candidate
beforeEach(async () => {
  place = await aPlace(home)
  invigilator = await home.staff([
    { role: 'invigilator', jurisdiction: { level: 'site', province: '14', siteId: place.siteId } },
  ])
  const exam = await anExam(home, place, { state: 'sealed', candidates: 1 })
  sessionId = exam.sessionId
  candidate = exam.candidates[0] as Candidate
})

describe('what a session asks for', () => {
  test('is its Config Key, worked out of the configuration, and as many Browser Exam Keys as there are versions', async () => {
    const session = await ask({ configuration: CONFIGURATION.toString('base64'), browserExamKeys: [MAC, WINDOWS, MAC] })
    expect(session).toMatchObject({
      status: 200,
      body: { safeExamBrowser: { required: true, configKeyBegins: CONFIG_KEY.slice(0, 8), browserExamKeyCount: 2 } },
    })
    // Whoever reads the session cannot pretend to be the browser.
    const read = JSON.stringify(await auditor.get('GET /v1/sessions/:sessionId', { params: { sessionId } }))
    for (const key of [CONFIG_KEY, MAC, WINDOWS]) expect(read).not.toContain(key)
    await officer.get('POST /v1/sessions/:sessionId/safe-exam-browser', {
      params: { sessionId },
      body: { asked: null },
    })
    expect(await officer.get('GET /v1/sessions/:sessionId', { params: { sessionId } })).toMatchObject({
      safeExamBrowser: null,
    })
  })

  test.each([
    ['seb_encrypted', { configuration: Buffer.from('pswdxxxx').toString('base64') }],
    ['seb_unreadable', { configuration: Buffer.from('hello').toString('base64') }],
    ['seb_without_keys', {}],
  ])('cannot be nothing that a key follows from: %s', async (code, given) => {
    expect(await ask(given)).toMatchObject({ status: 422, body: { code } })
  })

  test('stands once the doors are open', async () => {
    await open()
    expect(await ask({ configKey: CONFIG_KEY })).toMatchObject({
      status: 409,
      body: { code: 'session_opened_already' },
    })
  })
})

describe('a candidate at a terminal', () => {
  test('who brings what is asked signs in, and the wall and the room record say so', async () => {
    await ask({ configKey: CONFIG_KEY, browserExamKeys: [MAC, WINDOWS] })
    await open()
    const terminal = await aTerminal(home, candidate.seat?.id ?? '')
    expect((await signIn(terminal, { config: CONFIG_KEY, browser: WINDOWS })).status).toBe(200)
    expect(await standing()).toEqual({ wall: 'right', record: 'right', excused: false })
    // Every further request is asked for its own address.
    await terminal.get('GET /v1/terminal/candidate', { headers: saying('/v1/terminal/candidate', CONFIG_KEY, WINDOWS) })
    expect(await standing()).toMatchObject({ wall: 'right' })
  })

  test('whose browser says less later goes on, and it is seen', async () => {
    await ask({ configKey: CONFIG_KEY })
    await open()
    const terminal = await aTerminal(home, candidate.seat?.id ?? '')
    await signIn(terminal, { config: CONFIG_KEY })
    // The right answer for another address is a wrong one.
    const headers = saying('/v1/terminal/sign-in', CONFIG_KEY)
    expect((await terminal.ask('GET /v1/terminal/candidate', { headers })).status).toBe(200)
    expect(await standing()).toMatchObject({ wall: 'lost', record: 'lost' })
  })

  test.each([
    ['absent', {}],
    ['wrong', { config: MAC }],
  ] as const)('without it (%s) is refused, and let in by an invigilator with a reason', async (verdict, said) => {
    await ask({ configKey: CONFIG_KEY })
    await open()
    const terminal = await aTerminal(home, candidate.seat?.id ?? '')
    for (let time = 0; time < 6; time += 1)
      expect(await signIn(terminal, said)).toMatchObject({ status: 409, body: { code: 'seb_required', verdict } })
    const excused = await invigilator.get('POST /v1/sittings/:sittingId/excuse-safe-exam-browser', {
      params: { sittingId: candidate.sittingId },
      body: { reason: '备用机没有安装' },
    })
    expect(excused).toMatchObject({ sebExcused: true, irregularityCount: 1 })
    expect((await signIn(terminal, said)).status).toBe(200)
    expect(await standing()).toEqual({ wall: verdict, record: verdict, excused: true })
    const params = { sessionId, roomId: place.roomId }
    const { irregularities } = await invigilator.get('GET /v1/sessions/:sessionId/rooms/:roomId/record', { params })
    expect(irregularities).toMatchObject([{ reason: '准许不用安全考试浏览器登录：备用机没有安装' }])
  })

  test('is let in without it where it is only asked for, and it is seen', async () => {
    await ask({ configKey: CONFIG_KEY, required: false })
    await open()
    const terminal = await aTerminal(home, candidate.seat?.id ?? '')
    expect((await signIn(terminal, {})).status).toBe(200)
    expect(await standing()).toEqual({ wall: 'absent', record: 'absent', excused: false })
  })

  test('is asked nothing where the session asks nothing, and there is nothing to excuse', async () => {
    await open()
    const terminal = await aTerminal(home, candidate.seat?.id ?? '')
    expect((await signIn(terminal, { config: MAC })).status).toBe(200)
    expect(await standing()).toEqual({ wall: null, record: null, excused: false })
    const excused = await invigilator.ask('POST /v1/sittings/:sittingId/excuse-safe-exam-browser', {
      params: { sittingId: candidate.sittingId },
      body: { reason: '没有安装' },
    })
    expect(excused).toMatchObject({ status: 409, body: { code: 'seb_not_asked' } })
  })
})

type Given = { required?: boolean; configuration?: string; configKey?: string; browserExamKeys?: string[] }

function ask({ required = true, configuration, configKey, browserExamKeys = [] }: Given) {
  const asked = { required, configuration: configuration ?? null, configKey: configKey ?? null, browserExamKeys }
  return officer.ask('POST /v1/sessions/:sessionId/safe-exam-browser', { params: { sessionId }, body: { asked } })
}

/** The doors open. */
function open() {
  return home.deps.db.update(sessions).set({ state: 'open' }).where(eq(sessions.id, sessionId))
}

function signIn(terminal: Visitor, { config, browser }: { config?: string; browser?: string }) {
  const { ticket, idNumber } = candidate
  const headers = saying('/v1/terminal/sign-in', config, browser)
  return terminal.ask('POST /v1/terminal/sign-in', { body: { ticket, idNumber }, headers })
}

/** The headers as the browser makes them for one address. */
function saying(path: string, config?: string, browser?: string) {
  return {
    'x-safeexambrowser-configkeyhash': config && sha(`${ORIGIN}${path}${config}`),
    'x-safeexambrowser-requesthash': browser && sha(`${ORIGIN}${path}${browser}`),
  }
}

async function standing() {
  const params = { sessionId, roomId: place.roomId }
  const wall = await invigilator.get('GET /v1/sessions/:sessionId/rooms/:roomId', { params })
  const record = await invigilator.get('GET /v1/sessions/:sessionId/rooms/:roomId/record', { params })
  const [sitting] = wall.sittings
  return { wall: sitting?.seb, record: record.candidates[0]?.seb, excused: sitting?.sebExcused }
}

function sha(text: string) {
  return hash('sha256', text, 'hex')
}
