import type { Instant } from '@kaochang/domain/instant'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, openTestApp } from '../kit/app.ts'
import {
  HOUR,
  KEY_MARKER,
  type Office,
  aPerson,
  anAnnounced,
  anOffice,
  anOpen,
  asked,
  comeBack,
  managerBanks,
} from '../kit/exam-fixture.ts'

let home: TestApp
let office: Office
let banks: readonly string[]

beforeAll(async () => {
  home = await openTestApp()
  office = await anOffice(home)
  banks = await managerBanks(home)
})
afterAll(() => home.close())

describe('A18: nothing is set that nobody offers to set', () => {
  test.each([
    ['the province of a session', { province: '52' }],
    ['its state', { state: 'released' }],
    ['its blueprint’s sections', { sections: [] }],
    ['the grace for late frames', { graceSeconds: 9_999 }],
  ])('%s', async (_, extra) => {
    const body = { ...asked(home, office, { bankIds: banks }), ...extra }
    expect(await office.officer.ask('POST /v1/sessions', { body })).toMatchObject({
      status: 400,
      body: { code: 'invalid' },
    })
  })

  test('the attempt, room or ticket of a candidate', async () => {
    const { id } = await anAnnounced(home, office, { bankIds: banks, people: [] })
    const row = { ...aPerson(), attempt: 1 }
    const added = await office.officer.ask('POST /v1/sessions/:sessionId/roster', {
      params: { sessionId: id },
      body: { rows: [row] },
    })
    expect(added.status).toBe(400)
  })

  test('the score of a sitting, with a decision on its late frames', async () => {
    const body = { decision: 'count', reason: '网络中断', points: 10_000 } as const
    const params = { sittingId: '00000000-0000-4000-8000-000000000000' }
    const answered = await office.scorer.ask('POST /v1/sittings/:sittingId/late-frames/decide', { params, body })
    expect(answered.status).toBe(400)
  })
})

describe('sites and rooms', () => {
  const site = { province: '14', name: '第二考点', address: '二号路', accreditedFrom: '2026-01-01', accreditedTo: null }

  test('a day that the calendar does not have is no day', async () => {
    const body = { ...site, accreditedTo: '2026-02-31' }
    expect(await office.administrator.ask('POST /v1/sites', { body })).toMatchObject({
      status: 400,
      body: { code: 'invalid' },
    })
  })

  test('a room’s name stands once in a site, and its seats are numbered from 1', async () => {
    const { id } = await office.administrator.get('POST /v1/sites', { body: site })
    const add = (name: string) =>
      office.administrator.ask('POST /v1/sites/:siteId/rooms', { params: { siteId: id }, body: { name, seatCount: 3 } })
    await add('第10考场')
    expect((await add('第2考场')).body).toMatchObject({
      rooms: [
        { name: '第2考场', seats: [{ number: 1, enrolled: false }, { number: 2 }, { number: 3 }] },
        { name: '第10考场' },
      ],
    })
    expect(await add('第2考场')).toMatchObject({ status: 409, body: { code: 'room_name_taken' } })
  })

  test('an administrator of a province designates sites in that province alone', async () => {
    const guizhou = await home.staff([{ role: 'administrator', jurisdiction: { level: 'province', province: '52' } }])
    expect(await guizhou.ask('POST /v1/sites', { body: site })).toMatchObject({
      status: 403,
      body: { code: 'not_permitted' },
    })
    expect((await guizhou.get('GET /v1/sites')).sites).toEqual([])
    const params = { siteId: office.siteId }
    expect(
      await guizhou.ask('POST /v1/sites/:siteId/rooms', { params, body: { name: '乙', seatCount: 1 } }),
    ).toMatchObject({ status: 404 })
  })
})

describe('the public page', () => {
  test('names neither candidates nor banks, and no session that was never held', async () => {
    const person = aPerson()
    const { startsAt } = await anAnnounced(home, office, { bankIds: banks, people: [person], name: '不会举行的一场' })
    const page = async () => (await home.visitor().get('GET /v1/announcements')).announcements
    const listed = (await page()).find(({ name }) => name === '不会举行的一场')
    expect(Object.keys(listed ?? {}).toSorted()).toEqual([
      'announcedAt',
      'category',
      'component',
      'durationMinutes',
      'name',
      'province',
      'siteAddress',
      'siteName',
      'startsAt',
    ])
    expect(JSON.stringify(await page())).not.toContain(person.name)
    const now = home.clock.at
    home.clock.at = (startsAt + 3 * HOUR) as Instant
    expect((await page()).map(({ name }) => name)).not.toContain('不会举行的一场')
    home.clock.at = now
  })
})

test('no answer of these rooms holds a key, whoever asks', async () => {
  await comeBack(home, office, home.clock.at)
  const { id } = await anOpen(home, office, { bankIds: banks })
  const params = { sessionId: id }
  const answers = await Promise.all([
    office.officer.get('GET /v1/blueprints'),
    office.officer.get('POST /v1/blueprints/preview', { body: { blueprint: 'manager', bankIds: [...banks] } }),
    office.officer.get('GET /v1/sessions'),
    office.officer.get('GET /v1/sessions/:sessionId', { params }),
    office.chief.get('GET /v1/sessions/:sessionId/roster', { params }),
    office.auditor.get('GET /v1/release-duties'),
  ])
  expect(JSON.stringify(answers)).not.toContain(KEY_MARKER)
})
