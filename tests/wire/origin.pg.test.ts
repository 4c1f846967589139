import { endpoints } from '@kaochang/contract/endpoints'
import { SOCKET_URL } from '@kaochang/contract/socket/protocol'
import type { Grant } from '@kaochang/domain/people/roles'
import { COOKIES } from '@kaochang/server/people/access'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ORIGIN, type TestApp, type Visitor, openTestApp } from '../kit/app.ts'
import { type Candidate, aPlace, aTerminal, anExam } from '../kit/exam.ts'

const NATION: Grant = { role: 'administrator', jurisdiction: { level: 'nation' } }

let home: TestApp
let administrator: Visitor
beforeAll(async () => {
  home = await openTestApp()
  administrator = await home.staff([NATION])
})
afterAll(() => home.close())

const foreign = { status: 403, body: { code: 'foreign_origin' } }

describe('a request that changes something comes from our own pages, or is not heard (A29)', () => {
  // What browsers send from other people's pages, and what programs make up. `undefined`: not sent.
  const crossSite: [string, Record<string, string | undefined>][] = [
    ['another site', { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }],
    ['another site, in a browser without Fetch Metadata', { origin: 'https://evil.test', 'sec-fetch-site': undefined }],
    ['a sister host', { origin: 'https://www.exam.test', 'sec-fetch-site': 'same-site' }],
    ['a host whose name begins like ours', { origin: 'https://exam.test.evil.test', 'sec-fetch-site': undefined }],
    ['a host whose name ends like ours', { origin: 'https://evil-exam.test', 'sec-fetch-site': undefined }],
    ['our host without TLS', { origin: 'http://exam.test', 'sec-fetch-site': undefined }],
    ['our host at another port', { origin: 'https://exam.test:8443', 'sec-fetch-site': 'same-site' }],
    ['a sandboxed frame or a redirect', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['a sandboxed frame, without Fetch Metadata', { origin: 'null', 'sec-fetch-site': undefined }],
    ['no origin at all', { origin: undefined, 'sec-fetch-site': undefined }],
    ['no origin, said to be ours', { origin: undefined, 'sec-fetch-site': 'same-origin' }],
    ['our origin, said to be foreign', { origin: ORIGIN, 'sec-fetch-site': 'cross-site' }],
    ['two origins', { origin: `${ORIGIN}, https://evil.test`, 'sec-fetch-site': undefined }],
    ['our origin with a path', { origin: `${ORIGIN}/`, 'sec-fetch-site': undefined }],
  ]

  test.each(crossSite)('from %s', async (_, headers) => {
    expect(await administrator.ask('POST /v1/staff/sign-out', { headers })).toMatchObject(foreign)
    expect(
      await home.visitor().ask('POST /v1/staff/sign-in', { headers, body: { login: 'x', password: 'y' } }),
    ).toMatchObject(foreign)
    expect((await administrator.ask('GET /v1/staff/me')).status).toBe(200)
  })

  test('from our own pages it is heard', async () => {
    for (const headers of [{}, { 'sec-fetch-site': undefined }, { 'sec-fetch-site': 'none' }])
      expect(
        (await home.visitor().ask('POST /v1/staff/sign-in', { headers, body: { login: 'x', password: 'y' } })).status,
      ).toBe(401)
  })

  test.each(endpoints.filter(({ method }) => method === 'POST').map(({ url }) => url))('POST %s', async (url) => {
    const path = url.replace(/:\w+/g, '00000000-0000-4000-8000-000000000000')
    const answer = await home.app.inject({ method: 'POST', url: path, headers: { origin: 'https://evil.test' } })
    expect([answer.statusCode, answer.json()]).toEqual([403, { code: 'foreign_origin' }])
  })
})

test('other sites cannot have our answers loaded into their pages either', async () => {
  for (const site of ['cross-site', 'same-site'])
    expect(
      await administrator.ask('GET /v1/staff/me', { headers: { origin: undefined, 'sec-fetch-site': site } }),
    ).toMatchObject(foreign)
  for (const site of ['same-origin', 'none', undefined])
    expect(
      (await administrator.ask('GET /v1/staff/me', { headers: { origin: undefined, 'sec-fetch-site': site } })).status,
    ).toBe(200)
})

test('nobody is told that they may read us from elsewhere', async () => {
  const answer = await home.app.inject({
    method: 'OPTIONS',
    url: '/v1/staff',
    headers: {
      origin: 'https://evil.test',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    },
  })
  expect(answer.statusCode).toBe(404)
  expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
})

describe('the candidates’ line is opened by our own pages at the candidate’s own terminal, or not at all (A27, A30)', () => {
  let terminal: Visitor
  let neighbour: Visitor
  beforeAll(async () => {
    const place = await aPlace(home)
    const { candidates } = await anExam(home, place)
    terminal = await aTerminal(home, place.seats[0]?.id ?? '')
    neighbour = await aTerminal(home, place.seats[1]?.id ?? '')
    const { ticket, idNumber } = candidates[0] as Candidate
    await terminal.get('POST /v1/terminal/sign-in', { body: { ticket, idNumber } })
    neighbour.cookies.set(COOKIES.sitting, terminal.cookies.get(COOKIES.sitting) ?? '')
  })

  /** `opened`, or the status that the upgrade was refused with. */
  async function upgrade(cookies: Iterable<[string, string]>, headers: Record<string, string | undefined> = {}) {
    const sent = { origin: ORIGIN, cookie: [...cookies].map((pair) => pair.join('=')).join('; '), ...headers }
    const given = Object.entries(sent).filter((entry): entry is [string, string] => entry[1] !== undefined)
    try {
      const socket = await home.app.injectWS(SOCKET_URL, { headers: Object.fromEntries(given) })
      socket.terminate()
      return 'opened'
    } catch (err) {
      return /\d{3}/.exec(String(err))?.[0]
    }
  }

  test('from our own page, with both cookies, it opens', async () => {
    expect(await upgrade(terminal.cookies)).toBe('opened')
    expect(await upgrade(terminal.cookies, { 'sec-fetch-site': 'same-origin' })).toBe('opened')
  })

  test.each([
    ['another site', { origin: 'https://evil.test' }],
    ['a sister host', { origin: 'https://www.exam.test', 'sec-fetch-site': 'same-site' }],
    ['our host without TLS', { origin: 'http://exam.test' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['no origin', { origin: undefined }],
    ['our origin, said to be foreign', { 'sec-fetch-site': 'cross-site' }],
  ])('from %s it does not', async (_, headers) => {
    expect(await upgrade(terminal.cookies, headers)).toBe('403')
  })

  test('without a cookie, with one of the two, or with the candidate’s at the neighbour’s terminal it does not', async () => {
    expect(await upgrade([])).toBe('401')
    for (const pair of terminal.cookies) expect(await upgrade([pair])).toBe('401')
    expect(await upgrade(neighbour.cookies)).toBe('401')
  })
})

describe('a demonstration on this machine', () => {
  let local: TestApp
  beforeAll(async () => {
    local = await openTestApp({ publicUrl: new URL('http://localhost:4100') })
  })
  afterAll(() => local.close())

  test.each([
    ['http://localhost:4100', 401],
    ['http://127.0.0.1:4100', 401],
    ['http://[::1]:4100', 401],
    ['http://127.0.0.1:4101', 403],
    ['https://127.0.0.1:4100', 403],
    ['http://127.0.0.1.evil.test:4100', 403],
  ])('opened as %s answers %s', async (origin, status) => {
    const body = { login: 'nobody', password: 'nothing' }
    const headers = { origin, 'sec-fetch-site': undefined }
    expect((await local.visitor().ask('POST /v1/staff/sign-in', { body, headers })).status).toBe(status)
  })
})
