import type { Instant } from '@kaochang/domain/instant'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, openTestApp } from '../kit/app.ts'
import { type Office, aBank, aSealed, anAnnounced, anOffice, asked, managerBanks } from '../kit/exam-fixture.ts'

let home: TestApp
let shanxi: Office
let guizhou: Office
let nation: Office
let banks: readonly string[]

beforeAll(async () => {
  home = await openTestApp()
  shanxi = await anOffice(home)
  guizhou = await anOffice(home, { province: '52' })
  nation = await anOffice(home, { province: null })
  banks = await managerBanks(home)
})
afterAll(() => home.close())

async function schedule(office: Office, given: Parameters<typeof asked>[2]) {
  return office.officer.ask('POST /v1/sessions', { body: asked(home, office, given) })
}

describe('a session is planned', () => {
  test('for the officer’s own authority, at its site, from its banks', async () => {
    const { status, body } = await schedule(shanxi, { bankIds: banks })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      state: 'planned',
      province: '14',
      category: 'manager',
      trade: null,
      candidateCount: 0,
      seal: null,
    })
  })

  test('R18-3: for the nation at any site, from the national bank', async () => {
    expect((await schedule(nation, { bankIds: banks.slice(0, 1) })).body).toMatchObject({
      province: null,
      state: 'planned',
    })
    expect(await schedule(nation, { bankIds: banks })).toMatchObject({
      status: 422,
      body: { code: 'bank_not_for_this_exam' },
    })
  })

  test('for an operators’ trade, which the blueprint names', async () => {
    const gas = await aBank(home, { kind: 'unified', trade: 'gas_inspection', blueprint: 'operator-gas-inspection' })
    const planned = await schedule(shanxi, { bankIds: [gas], blueprint: 'operator-gas-inspection' })
    expect(planned).toMatchObject({ status: 200, body: { category: 'operator', trade: 'gas_inspection' } })
  })
})

describe('what would fail on the day fails now', () => {
  test('R13-2: a bank that is not filed', async () => {
    const draft = await aBank(home, { kind: 'provincial', province: '14', state: 'draft', times: 1 })
    expect(await schedule(shanxi, { bankIds: [banks[0] ?? '', draft] })).toMatchObject({
      status: 422,
      body: { code: 'bank_not_filed' },
    })
  })

  test('R14-1, R15-1: a blueprint that leaves out what the law wants asked', async () => {
    expect(await schedule(shanxi, { bankIds: banks, blueprint: 'by-kind-40-40-20' })).toMatchObject({
      status: 422,
      body: { code: 'blueprint_lacks_area', area: 'law', article: '15' },
    })
  })

  test('R18-4: too few national items, with how many are missing', async () => {
    const thin = await aBank(home, { kind: 'national', holds: ({ area }) => area !== 'law' })
    const thick = await aBank(home, { kind: 'provincial', province: '14' })
    expect(await schedule(shanxi, { bankIds: [thin, thick] })).toMatchObject({
      status: 422,
      body: { code: 'national_share_out_of_reach', wanted: 80, available: 70, shortBy: 10, article: '18' },
    })
    expect(await schedule(shanxi, { bankIds: [thin] })).toMatchObject({
      body: { code: 'banks_too_small', shortages: [{ area: 'law', wanted: 12, available: 0, shortBy: 12 }, {}, {}] },
    })
  })

  test('R18-3: no national bank', async () => {
    expect(await schedule(shanxi, { bankIds: banks.slice(1) })).toMatchObject({
      body: { code: 'national_bank_missing' },
    })
  })

  test('R23-1: an operators’ exam from anything but its trade’s bank', async () => {
    const blasting = await aBank(home, { kind: 'unified', trade: 'blasting', blueprint: 'operator-gas-inspection' })
    for (const bankIds of [banks, [blasting]])
      expect(await schedule(shanxi, { bankIds, blueprint: 'operator-gas-inspection' })).toMatchObject({
        status: 422,
        body: { code: 'bank_not_for_this_exam' },
      })
  })

  test('A09: another province’s bank, without a word of what it is', async () => {
    const theirs = await aBank(home, { kind: 'provincial', province: '52', times: 1 })
    const { body } = await schedule(shanxi, { bankIds: [...banks, theirs] })
    expect(body).toEqual({ code: 'bank_not_for_this_exam' })
  })

  test('R18-1: a site of another province, or one not designated on that day', async () => {
    expect(
      await schedule(shanxi, { bankIds: banks, siteId: guizhou.siteId, roomIds: [...guizhou.roomIds] }),
    ).toMatchObject({
      body: { code: 'site_of_another_province' },
    })
    const startsAt = Date.parse('2019-12-31T09:00:00+08:00')
    expect(await schedule(shanxi, { bankIds: banks, startsAt })).toMatchObject({ body: { code: 'starts_in_the_past' } })
    const site = await shanxi.administrator.get('POST /v1/sites', {
      body: {
        province: '14',
        name: '临时考点',
        address: '二号路',
        accreditedFrom: '2026-01-01',
        accreditedTo: '2026-10-22',
      },
    })
    const { rooms } = await shanxi.administrator.get('POST /v1/sites/:siteId/rooms', {
      params: { siteId: site.id },
      body: { name: '甲', seatCount: 10 },
    })
    const tomorrow = Date.parse('2026-10-23T09:00:00+08:00')
    expect(
      await schedule(shanxi, {
        bankIds: banks,
        siteId: site.id,
        roomIds: rooms.map(({ id }) => id),
        startsAt: tomorrow,
      }),
    ).toMatchObject({
      body: { code: 'site_not_accredited', on: '2026-10-23', accreditedTo: '2026-10-22' },
    })
  })

  test('a rest day, unless somebody says that it is meant', async () => {
    const startsAt = Date.parse('2026-10-25T09:00:00+08:00')
    const sunday = { bankIds: banks, startsAt, restDayConfirmed: false }
    expect(await schedule(shanxi, sunday)).toMatchObject({
      status: 422,
      body: { code: 'starts_on_rest_day', on: '2026-10-25' },
    })
    expect(await schedule(shanxi, { ...sunday, restDayConfirmed: true })).toMatchObject({ status: 200 })
  })

  test('a room of another site, and a blueprint nobody knows', async () => {
    expect(await schedule(shanxi, { bankIds: banks, roomIds: [...guizhou.roomIds] })).toMatchObject({ status: 404 })
    expect(await schedule(shanxi, { bankIds: banks, blueprint: 'physics' })).toMatchObject({
      body: { code: 'blueprint_unknown' },
    })
  })
})

describe('the preview of a draw', () => {
  async function preview(bankIds: readonly string[], blueprint = 'manager') {
    return shanxi.officer.get('POST /v1/blueprints/preview', { body: { blueprint, bankIds: [...bankIds] } })
  }

  test('shows what is there and what would be taken of it', async () => {
    const { cells, nationalCount, itemCount, refusal } = await preview(banks)
    expect({ nationalCount, itemCount, refusal }).toEqual({ nationalCount: 80, itemCount: 100, refusal: null })
    expect(cells[0]).toMatchObject({ kind: 'true_false', area: 'law', asked: 12, national: 36, provincial: 12 })
    expect(cells.reduce((sum, { takes }) => sum + (takes?.provincial ?? 0), 0)).toBe(20)
  })

  test('says what stands in the way, and then shows nothing as taken', async () => {
    const { cells, refusal, nationalCount } = await preview(banks.slice(1))
    expect(refusal).toMatchObject({ code: 'national_bank_missing' })
    expect([nationalCount, cells[0]?.takes]).toEqual([null, null])
  })

  test('never shows another province’s bank', async () => {
    const { banks: drawable } = await guizhou.officer.get('GET /v1/blueprints')
    expect(drawable.filter(({ kind }) => kind === 'provincial').map(({ id }) => id)).not.toContain(banks[1])
    const theirs = await guizhou.officer.get('POST /v1/blueprints/preview', {
      body: { blueprint: 'manager', bankIds: [...banks] },
    })
    expect(theirs.refusal).toEqual({ code: 'bank_not_for_this_exam' })
    expect(theirs.cells[0]).toMatchObject({ provincial: 0 })
  })
})

describe('R16-3: announced in advance', () => {
  test('an announced session stands on the public page, and a planned one does not', async () => {
    const { id } = await shanxi.officer.get('POST /v1/sessions', {
      body: asked(home, shanxi, { bankIds: banks, name: '公告场' }),
    })
    const names = async () => (await home.visitor().get('GET /v1/announcements')).announcements.map(({ name }) => name)
    expect(await names()).not.toContain('公告场')
    await shanxi.officer.get('POST /v1/sessions/:sessionId/announce', { params: { sessionId: id } })
    expect(await names()).toContain('公告场')
    expect(
      await shanxi.officer.ask('POST /v1/sessions/:sessionId/announce', { params: { sessionId: id } }),
    ).toMatchObject({
      status: 409,
      body: { code: 'session_not_planned' },
    })
  })

  test('not after the start', async () => {
    const { id, startsAt } = await shanxi.officer.get('POST /v1/sessions', {
      body: asked(home, shanxi, { bankIds: banks }),
    })
    const before = home.clock.at
    home.clock.at = startsAt as Instant
    const late = await shanxi.officer.ask('POST /v1/sessions/:sessionId/announce', { params: { sessionId: id } })
    home.clock.at = before
    expect(late).toMatchObject({ status: 422, body: { code: 'announcement_too_late', startsAt } })
  })

  test('no seat is given, and nothing sealed or opened, without an announcement', async () => {
    const { id } = await shanxi.officer.get('POST /v1/sessions', { body: asked(home, shanxi, { bankIds: banks }) })
    const params = { sessionId: id }
    expect(await shanxi.officer.ask('POST /v1/sessions/:sessionId/seal', { params })).toMatchObject({
      status: 409,
      body: { code: 'session_not_announced' },
    })
    expect(await shanxi.chief.ask('POST /v1/sessions/:sessionId/open', { params })).toMatchObject({
      body: { code: 'session_not_sealed' },
    })
  })
})

describe('who reaches a session', () => {
  test('its own authority, and whoever runs the rooms of its site', async () => {
    const { id } = await anAnnounced(home, nation, { bankIds: banks.slice(0, 1) })
    const params = { sessionId: id }
    const chief = await home.staff([
      { role: 'chief_invigilator', jurisdiction: { level: 'site', province: '14', siteId: nation.siteId } },
    ])
    const statuses = await Promise.all(
      [nation.officer, nation.chief, chief, nation.auditor, shanxi.officer, guizhou.officer, shanxi.chief].map(
        async (member) => (await member.ask('GET /v1/sessions/:sessionId', { params })).status,
      ),
    )
    expect(statuses).toEqual([200, 200, 200, 200, 404, 404, 404])
    const listed = async (member: Office['officer']) =>
      (await member.get('GET /v1/sessions')).sessions.map((session) => session.id)
    expect(await listed(nation.chief)).toContain(id)
    expect(await listed(shanxi.officer)).not.toContain(id)
  })

  test('a session of the province is not found by another, whatever is tried', async () => {
    const { id } = await anAnnounced(home, shanxi, { bankIds: banks })
    const params = { sessionId: id }
    const tried = await Promise.all([
      guizhou.officer.ask('POST /v1/sessions/:sessionId/announce', { params }),
      guizhou.officer.ask('POST /v1/sessions/:sessionId/seal', { params }),
      guizhou.officer.ask('GET /v1/sessions/:sessionId/roster', { params }),
      guizhou.chief.ask('POST /v1/sessions/:sessionId/open', { params }),
      guizhou.scorer.ask('GET /v1/sessions/:sessionId/scores', { params }),
    ])
    expect(tried.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
  })
})

describe('opening', () => {
  test('within the admission window of a sealed session, and not before it or after it', async () => {
    const { id, admissionOpensAt, admissionClosesAt } = await aSealed(home, shanxi, { bankIds: banks })
    const before = home.clock.at
    const openAt = async (at: number) => {
      home.clock.at = at as Instant
      return (await shanxi.chief.ask('POST /v1/sessions/:sessionId/open', { params: { sessionId: id } })).body
    }
    expect(await openAt(admissionOpensAt - 1)).toMatchObject({ code: 'admission_not_yet' })
    expect(await openAt(admissionClosesAt + 1)).toMatchObject({ code: 'admission_over' })
    expect(await openAt(admissionOpensAt)).toMatchObject({ state: 'open' })
    home.clock.at = before
  })
})

test('every act on a session is in the log of acts, with who and what', async () => {
  const { id } = await aSealed(home, shanxi, { bankIds: banks })
  const { rows } = await home.home.pool.query<{ act: string; by: string }>(
    'select act, staff_id as by from staff_acts where subject = $1 order by id',
    [`session:${id}`],
  )
  expect(rows.map(({ act }) => act)).toEqual([
    'schedule_session',
    'announce_session',
    'add_to_roster',
    'freeze_session',
    'seal_session',
  ])
  expect(new Set(rows.map(({ by }) => by))).toEqual(new Set([shanxi.officer.id]))
})
