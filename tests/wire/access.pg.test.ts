import { endpoints, fileUrls } from '@kaochang/contract/endpoints'
import { ECHO_URL, OVERVIEW_WATCH_URL, ROOM_WATCH_URL, SOCKET_URL } from '@kaochang/contract/socket/protocol'
import { staff } from '@kaochang/database/schema/people'
import { COOKIES } from '@kaochang/server/people/access'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ORIGIN, type TestApp, type Visitor, openTestApp } from '../kit/app.ts'

let home: TestApp
let administrator: Visitor
beforeAll(async () => {
  home = await openTestApp()
  administrator = await home.staff([{ role: 'administrator', jurisdiction: { level: 'nation' } }])
})
afterAll(() => home.close())

describe('the routes of the server', () => {
  test('are exactly those of the contract: its endpoints, its files, and the four lines', () => {
    const registered = registeredRoutes().filter((name) => name.includes(' /v1/') && !name.startsWith('HEAD '))
    const promised = endpoints.map(({ method, url }) => `${method} ${url}`)
    const others = [...fileUrls, SOCKET_URL, ROOM_WATCH_URL, OVERVIEW_WATCH_URL, ECHO_URL].map((url) => `GET ${url}`)
    expect(registered.sort()).toEqual([...new Set([...promised, ...others])].sort())
  })

  test.each(endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.url}`, endpoint] as const))(
    '%s lets nobody in who has not signed in, unless it is open to everybody',
    async (_, { method, url, config }) => {
      if (config.access === 'open') return
      const path = url.replace(/:\w+/g, '00000000-0000-4000-8000-000000000000')
      for (const cookie of ['', ...Object.values(COOKIES).map((name) => `${name}=${'A'.repeat(43)}`)]) {
        const answer = await home.app.inject({ method, url: path, headers: { origin: ORIGIN, cookie } })
        expect(answer.statusCode).toBe(401)
      }
    },
  )

  const OPEN_FILES = ['/v1/register/publications.csv', '/v1/public-notices/:noticeId/pdf']
  test.each(fileUrls.filter((url) => !OPEN_FILES.includes(url)))(
    'GET %s gives no file to whoever has not signed in',
    async (url) => {
      const path = url.replace(/:\w+/g, '00000000-0000-4000-8000-000000000000')
      const answer = await home.app.inject({ method: 'GET', url: path, headers: { origin: ORIGIN } })
      expect(answer.statusCode).toBe(401)
    },
  )
})

describe('a body', () => {
  const body = {
    login: 'a.b',
    name: '周七爷',
    password: 'dao-lu-hen-chang-7',
    grants: [{ role: 'auditor', level: 'nation', province: null, siteId: null }],
  }
  const send = (payload: string, contentType: string | undefined, headers: Record<string, string> = {}) =>
    home.app.inject({
      method: 'POST',
      url: '/v1/staff',
      payload,
      headers: {
        origin: ORIGIN,
        cookie: `${COOKIES.staff}=${administrator.cookies.get(COOKIES.staff) ?? ''}`,
        ...(contentType !== undefined && { 'content-type': contentType }),
        ...headers,
      },
    })

  // Whatever gets a body past the schema gets it past everything (A64, A18). None of these may be answered with 200.
  const tricks: readonly (readonly [string | undefined, string])[] = [
    ['application/json\t', 'a tab'],
    ['application/json \t;charset=utf-8', 'a tab before the charset'],
    [' application/json', 'a leading space'],
    ['application/json garbage', 'words after the type'],
    ['application/jsonx', 'a longer type'],
    ['application/json; charset=utf-16', 'another charset'],
    ['application/json;;', 'empty parameters'],
    ['APPLICATION/JSON', 'capitals'],
    ['application/vnd.api+json', 'a JSON dialect'],
    ['text/json', 'an old name of JSON'],
    ['text/plain', 'a form’s plain text'],
    ['text/plain;application/json', 'two in one'],
    ['application/x-www-form-urlencoded', 'a form'],
    ['multipart/form-data; boundary=x', 'a form with files'],
    ['application/octet-stream', 'bytes'],
    ['', 'no type'],
    [undefined, 'nothing said'],
  ]
  test.each(tricks)('with extra members is refused, whatever it is called: %j (%s)', async (contentType) => {
    const answer = await send(JSON.stringify({ ...body, disabledAt: null, role: 'administrator' }), contentType)
    expect([400, 415]).toContain(answer.statusCode)
    expect(await home.deps.db.select().from(staff)).toHaveLength(1)
  })

  test.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['application/octet-stream', 415],
    [undefined, 415],
  ])('of type %j is not read at all', async (contentType, status) => {
    expect((await send(JSON.stringify(body), contentType)).statusCode).toBe(status)
  })

  test.each([
    ['a list', JSON.stringify([body])],
    ['a text', JSON.stringify(JSON.stringify(body))],
    ['null', 'null'],
    ['nothing', ''],
    ['cut off', JSON.stringify(body).slice(0, -3)],
    ['with a prototype', `{"__proto__":{"role":"administrator"},${JSON.stringify(body).slice(1)}`],
    ['with a constructor', `{"constructor":{"prototype":{"x":1}},${JSON.stringify(body).slice(1)}`],
    ['with a number for a text', JSON.stringify({ ...body, name: 12345 })],
    ['with extra members inside', JSON.stringify({ ...body, grants: [{ ...body.grants[0], grantedBy: null }] })],
  ])('that is %s is refused as unreadable', async (_, payload) => {
    const answer = await send(payload, 'application/json')
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([400, 'invalid'])
  })

  test('beyond a megabyte is not read', async () => {
    expect((await send(JSON.stringify({ ...body, name: 'x'.repeat(1_100_000) }), 'application/json')).statusCode).toBe(
      413,
    )
  })

  test('says of nothing it refuses what was in it', async () => {
    const answer = await send(JSON.stringify({ ...body, password: 'geheim' }), 'application/json')
    expect(answer.statusCode).toBe(400)
    expect(answer.body).not.toContain('geheim')
    expect(home.logged.join('')).not.toContain('geheim')
  })

  test('is taken with its proper type, with or without the charset', async () => {
    expect((await send(JSON.stringify(body), 'application/json; charset=utf-8')).statusCode).toBe(200)
    expect((await send(JSON.stringify({ ...body, login: 'a.c' }), 'application/json')).statusCode).toBe(200)
  })
})

describe('every answer', () => {
  test.each(['/v1/setup', '/v1/staff/me', '/v1/nothing', '/livez', '/nothing'])(
    'of %s tells the browser to be strict',
    async (url) => {
      const { headers } = await home.app.inject({ url })
      const policy = String(headers['content-security-policy'])
      for (const part of [
        "default-src 'none'",
        "script-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'none'",
      ])
        expect(policy).toContain(part)
      expect(policy).not.toMatch(/unsafe-(inline|eval)|\*/)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'strict-transport-security': expect.stringContaining('max-age=31536000') as unknown,
      })
      expect(headers['permissions-policy']).toContain('camera=()')
      expect(headers['x-powered-by']).toBeUndefined()
      expect(headers.server).toBeUndefined()
      if (url.startsWith('/v1/')) expect(headers['cache-control']).toBe('no-store')
    },
  )

  test('of the health pages says no more than yes or no (A78)', async () => {
    expect((await home.app.inject('/livez')).json()).toEqual({ live: true })
    expect((await home.app.inject('/readyz')).json()).toEqual({ ready: true })
    for (const url of [
      '/metrics',
      '/docs',
      '/docs/json',
      '/documentation',
      '/swagger',
      '/debug',
      '/.env',
      '/package.json',
    ])
      expect((await home.app.inject(url)).statusCode).toBe(404)
  })
})

/** Every route as `GET /v1/staff/me`, out of the tree that Fastify prints: each level is four characters further in. */
function registeredRoutes(): string[] {
  const path: string[] = []
  return home.app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', part = '', methods = ''] = /^([│ ]*)[├└]── (\S+)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? []
      path.splice(indent.length / 4, Infinity, part)
      return methods
        .split(', ')
        .filter(Boolean)
        .map((method) => `${method} ${path.join('')}`)
    })
}
