import type { Instant } from '@kaochang/domain/instant'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, openTestApp } from '../kit/app.ts'
import { type Office, aSealed, anOffice, managerBanks, people } from '../kit/exam-fixture.ts'

let home: TestApp
let office: Office
let hasRoom = true
beforeAll(async () => {
  home = await openTestApp({ hasRoom: () => hasRoom })
  office = await anOffice(home)
})
afterAll(() => home.close())

test('F06: while the disk is nearly full no session is opened, and the probe says not ready', async () => {
  const { id: sessionId, startsAt } = await aSealed(home, office, {
    bankIds: await managerBanks(home),
    people: people(2),
  })
  const params = { sessionId }
  home.clock.at = startsAt as Instant
  hasRoom = false
  expect((await home.app.inject('/readyz')).statusCode).toBe(503)
  const refused = await office.chief.ask('POST /v1/sessions/:sessionId/open', { params })
  expect(refused).toMatchObject({ status: 503, body: { code: 'storage_short' } })

  hasRoom = true
  expect((await home.app.inject('/readyz')).statusCode).toBe(200)
  expect(await office.chief.ask('POST /v1/sessions/:sessionId/open', { params })).toMatchObject({ status: 200 })
})
