import { endpoints } from '@kaochang/contract/endpoints'
import type { Grant } from '@kaochang/domain/people/roles'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ORIGIN, type TestApp, type Visitor, openTestApp } from '../kit/app.ts'

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
    expect(await home.visitor().ask('POST /v1/staff/sign-in', { headers, body: { login: 'x', password: 'y' } })).toMatchObject(foreign)
    expect((await administrator.ask('GET /v1/staff/me')).status).toBe(200)
  })

  test('from our own pages it is heard', async () => {
    for (const headers of [{}, { 'sec-fetch-site': undefined }, { 'sec-fetch-site': 'none' }])
      expect((await home.visitor().ask('POST /v1/staff/sign-in', { headers, body: { login: 'x', password: 'y' } })).status).toBe(401)
  })

  test.each(endpoints.filter(({ method }) => method === 'POST').map(({ url }) => url))('POST %s', async (url) => {
    const path = url.replace(/:\w+/g, '00000000-0000-4000-8000-000000000000')
    const answer = await home.app.inject({ method: 'POST', url: path, headers: { origin: 'https://evil.test' } })
    expect([answer.statusCode, answer.json()]).toEqual([403, { code: 'foreign_origin' }])
  })
})

test('other sites cannot have our answers loaded into their pages either', async () => {
  for (const site of ['cross-site', 'same-site'])
    expect(await administrator.ask('GET /v1/staff/me', { headers: { origin: undefined, 'sec-fetch-site': site } })).toMatchObject(foreign)
  for (const site of ['same-origin', 'none', undefined])
    expect((await administrator.ask('GET /v1/staff/me', { headers: { origin: undefined, 'sec-fetch-site': site } })).status).toBe(200)
})

test('nobody is told that they may read us from elsewhere', async () => {
  const answer = await home.app.inject({
    method: 'OPTIONS',
    url: '/v1/staff',
    headers: { origin: 'https://evil.test', 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
  })
  expect(answer.statusCode).toBe(404)
  expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
})
