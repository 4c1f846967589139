import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { notices } from '@kaochang/database/schema/notice'
import type { CivilDate, Instant } from '@kaochang/domain/instant'
import { ADDRESSEES, NOTICES, NOTICE_CODES, isServed } from '@kaochang/domain/notice/notice'
import type { Jurisdiction, Role } from '@kaochang/domain/people/roles'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NINE, type TestApp, type Visitor, openTestApp } from '../kit/app.ts'
import { anAnnounced, anOffice, managerBanks } from '../kit/exam-fixture.ts'
import { aNotice, anAddressedEnterprise, anAddressedPerson } from '../kit/notices.ts'
import { onOwnPages } from '../kit/own-pages.ts'
import { pdfText } from '../kit/pdf-text.ts'

let home: TestApp
const SHANXI: Jurisdiction = { level: 'province', province: '14' }
const member = (role: Role, jurisdiction: Jurisdiction = SHANXI) => home.staff([{ role, jurisdiction }])
type Member = Awaited<ReturnType<typeof member>>

let officer: Member
let inspector: Member

beforeAll(async () => {
  home = await openTestApp()
  officer = await member('application_officer')
  inspector = await member('inspector')
})
afterAll(() => home.close())

const clerkOf = (id: string) => member('enterprise_clerk', { level: 'enterprise', province: '14', enterpriseId: id })
const page = (reader: Visitor, noticeId: string) => reader.ask('GET /v1/notices/:noticeId', { params: { noticeId } })
const view = (reader: Visitor, noticeId: string) => reader.get('GET /v1/notices/:noticeId', { params: { noticeId } })
const list = (reader: Visitor, querystring: object = {}) => reader.get('GET /v1/notices', { querystring })
const idsFor = async (reader: Visitor, querystring: object = {}) =>
  (await list(reader, querystring)).notices.map(({ id }) => id)

async function pdf(reader: Visitor, url: string) {
  const answer = await home.app.inject({
    method: 'GET',
    url,
    headers: {
      'sec-fetch-site': 'same-origin',
      cookie: [...reader.cookies].map(([key, value]) => `${key}=${value}`).join('; '),
    },
  })
  return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload }
}

describe.each(NOTICE_CODES)('%s', (code) => {
  test.each(NOTICES[code].to)('to the %s reads, prints and stands in the register', async (addressee) => {
    const id = await aNotice(home, code, { addressee })
    const { text, ...row } = await view(officer, id)
    expect(row).toMatchObject({ code, addressee, standing: isServed(code, addressee) ? 'unsent' : 'published' })
    expect(text.paragraphs.zh.join('')).toContain('《煤矿安全培训规定》')

    const printed = await pdf(officer, `/v1/notices/${id}/pdf`)
    expect(printed.headers['content-type']).toBe('application/pdf')
    const words = await pdfText(printed.bytes)
    for (const said of [text.title.zh, text.number, text.authority.zh, text.date.zh, '第 1 页'])
      expect(words.replace(/\s/g, '')).toContain(said.replace(/\s/g, ''))
    for (const { value } of text.lines) expect(words.replace(/\s/g, '')).toContain(value.replace(/\s/g, ''))
    expect(printed.bytes.equals((await pdf(officer, `/v1/notices/${id}/pdf`)).bytes)).toBe(true)
  })
})

test('N3: a list too long for one page has numbered pages, and loses nobody', async () => {
  const value = Array.from({ length: 90 }, (_, index) => `考生${index + 1}号`)
  const lines = value.map((name, index) => ({ zh: `第${index + 1}名`, en: `No. ${index + 1}`, value: name }))
  const id = await aNotice(home, 'N3', { facts: { person: null, reasons: [], lines } })
  const words = (await pdfText((await pdf(officer, `/v1/notices/${id}/pdf`)).bytes)).replace(/\s/g, '')
  for (const name of value) expect(words).toContain(name)
  expect(words).toMatch(/第1页，共[3-9]页/)
  expect(words).toMatch(/第3页，共[3-9]页/)
})

describe('numbers', () => {
  const AT = Date.parse('2027-12-31T15:59:00Z') as Instant
  const numbersOf = async (province: string | null, year: number) =>
    (await home.deps.db.select().from(notices))
      .filter((row) => row.province === province && row.year === year)
      .map(({ number, issuer }) => `${issuer === 'supervision_agency' ? 'letter ' : ''}${number}`)
      .toSorted()

  test('run without a gap for each authority and Beijing year, also when many are produced at once', async () => {
    home.clock.at = AT
    await Promise.all(Array.from({ length: 6 }, () => aNotice(home, 'N4', { province: '33' })))
    await aNotice(home, 'N4', { province: null })
    home.clock.at = (AT + 60_000) as Instant
    await aNotice(home, 'N4', { province: '33' })
    home.clock.at = NINE
    expect(await numbersOf('33', 2027)).toEqual(['1', '2', '3', '4', '5', '6'])
    expect(await numbersOf('33', 2028)).toEqual(['1'])
    expect(await numbersOf(null, 2027)).toEqual(['1'])
  })

  test('N10: a supervision agency numbers its letters itself', async () => {
    await aNotice(home, 'N10', { province: '34' })
    await aNotice(home, 'N4', { province: '34' })
    await aNotice(home, 'N10', { province: '34' })
    expect(await numbersOf('34', 2026)).toEqual(['1', 'letter 1', 'letter 2'])
  })

  test('produced a second time it is not produced, and takes no number', async () => {
    const about = 'session:00000000-0000-4000-8000-00000000ffff' as const
    const once = { province: '35', about, toName: '某某煤业' }
    await aNotice(home, 'N4', once)
    await expect(aNotice(home, 'N4', once)).rejects.toThrow('produced before')
    await aNotice(home, 'N4', { province: '35' })
    expect(await numbersOf('35', 2026)).toEqual(['1', '2'])
  })
})

describe('who reads what', () => {
  test('an authority its own, an enterprise what is addressed to it, an inspector what concerns supervision', async () => {
    const mine = await anAddressedEnterprise(home)
    const other = await anAddressedEnterprise(home)
    const [mineClerk, guizhou, national, auditor] = await Promise.all([
      clerkOf(mine.id),
      member('application_officer', { level: 'province', province: '52' }),
      member('application_officer', { level: 'nation' }),
      member('auditor', { level: 'nation' }),
    ])
    const toMine = await aNotice(home, 'N4', { enterpriseId: mine.id, toName: mine.name })
    const toOther = await aNotice(home, 'N4', { enterpriseId: other.id, toName: other.name })
    const toBody = await aNotice(home, 'N4', { addressee: 'appointing_body', enterpriseId: mine.id })
    const order = await aNotice(home, 'N8', { addressee: 'enterprise', enterpriseId: mine.id })
    const nations = await aNotice(home, 'N4', { province: null, enterpriseId: mine.id })
    const all = { toMine, toOther, toBody, order, nations }

    const seen = async (reader: Member) => {
      const listed = await idsFor(reader)
      const found: string[] = []
      for (const [name, id] of Object.entries(all)) {
        const { status } = await page(reader, id)
        expect([name, listed.includes(id)]).toEqual([name, status === 200])
        expect((await pdf(reader, `/v1/notices/${id}/pdf`)).status).toBe(status)
        if (status === 200) found.push(name)
        else expect(status).toBe(404)
      }
      return found
    }
    expect(await seen(mineClerk)).toEqual(['toMine', 'order', 'nations'])
    expect(await seen(officer)).toEqual(['toMine', 'toOther', 'toBody', 'order'])
    expect(await seen(inspector)).toEqual(['order'])
    expect(await seen(guizhou)).toEqual([])
    expect(await seen(national)).toEqual(['nations'])
    expect(await seen(auditor)).toEqual(['toMine', 'toOther', 'toBody', 'order', 'nations'])
  })

  test('a city reads and delivers what it produced for its province, and its province does too', async () => {
    const datong = await member('application_officer', { level: 'city', province: '14', city: '1402' })
    const itsOwn = await aNotice(home, 'N5', { city: '1402' })
    const others = await aNotice(home, 'N5')
    expect((await page(datong, itsOwn)).status).toBe(200)
    expect((await page(datong, others)).status).toBe(404)
    const body = { how: 'posted', onDate: '2026-10-22', reason: '挂号信 1 号' } as const
    const deliver = (who: Visitor, noticeId: string) =>
      who.ask('POST /v1/notices/:noticeId/deliveries', { params: { noticeId }, body })
    expect((await deliver(datong, others)).status).toBe(404)
    expect((await deliver(datong, itsOwn)).status).toBe(200)
    expect((await deliver(officer, itsOwn)).status).toBe(200)
  })

  test('an enterprise learns what it was sent, not what happened inside the authority', async () => {
    const mine = await anAddressedEnterprise(home)
    const id = await aNotice(home, 'N2', { addressee: 'enterprise', enterpriseId: mine.id, toEmail: 'a@mine.test' })
    const body = { how: 'handed_over', onDate: '2026-10-22', reason: '办公室签收' } as const
    await officer.get('POST /v1/notices/:noticeId/deliveries', { params: { noticeId: id }, body })
    const seen = await view(await clerkOf(mine.id), id)
    expect(seen).toMatchObject({ toEmail: null, about: null, mayDeliver: false })
    expect(seen.deliveries[0]).toMatchObject({ channel: 'paper', how: 'handed_over', detail: null, by: null })
  })
})

describe('N2: unsent, handed over, read', () => {
  test('the officer sees it unsent, notes the paper, and the clerk’s opening is noted once', async () => {
    const mine = await anAddressedEnterprise(home)
    const clerk = await clerkOf(mine.id)
    const before = await officer.get('GET /v1/notice-counts')
    const id = await aNotice(home, 'N2', { addressee: 'enterprise', enterpriseId: mine.id, toName: mine.name })
    expect(await officer.get('GET /v1/notice-counts')).toEqual({
      unsent: before.unsent + 1,
      unread: before.unread + 1,
    })
    expect(await clerk.get('GET /v1/notice-counts')).toEqual({ unsent: 1, unread: 1 })
    expect(await idsFor(officer, { state: 'unsent', enterpriseId: mine.id })).toEqual([id])

    const body = { how: 'handed_over', onDate: '2026-10-22', reason: '企业办公室李某签收' } as const
    const noted = await officer.get('POST /v1/notices/:noticeId/deliveries', { params: { noticeId: id }, body })
    expect(noted).toMatchObject({ standing: 'sent', sent: [{ channel: 'paper', at: NINE }], readAt: null })
    expect(noted.deliveries).toMatchObject([{ detail: '企业办公室李某签收', by: '测试', onDate: '2026-10-22' }])
    expect(await idsFor(officer, { state: 'unsent', enterpriseId: mine.id })).toEqual([])

    // An officer who opens it has not read it for the enterprise.
    expect((await view(officer, id)).readAt).toBeNull()
    expect(await idsFor(clerk, { state: 'unread' })).toEqual([id])
    expect((await view(clerk, id)).standing).toBe('read')
    await view(clerk, id)
    await pdf(clerk, `/v1/notices/${id}/pdf`)
    const { deliveries, standing } = await view(officer, id)
    expect(deliveries.filter(({ outcome }) => outcome === 'read')).toHaveLength(1)
    expect(standing).toBe('read')
    expect(await clerk.get('GET /v1/notice-counts')).toEqual({ unsent: 0, unread: 0 })
  })

  test('N11: the bureau’s inspector reads the copy that is addressed to it', async () => {
    const id = await aNotice(home, 'N11')
    expect((await view(officer, id)).readAt).toBeNull()
    expect((await view(inspector, id)).readAt).toBe(NINE)
  })

  test('paper cannot be noted for a day to come, one before the notice, or an announcement', async () => {
    const written = await aNotice(home, 'N4')
    const announced = await aNotice(home, 'N1')
    const note = (noticeId: string, onDate: string, who: Visitor = officer) =>
      who.ask('POST /v1/notices/:noticeId/deliveries', {
        params: { noticeId },
        body: { how: 'posted', onDate, reason: '挂号信' },
      })
    expect(await note(written, '2026-10-23')).toMatchObject({ status: 422, body: { code: 'delivered_in_future' } })
    expect(await note(written, '2026-10-21')).toMatchObject({
      status: 422,
      body: { code: 'delivered_before_produced' },
    })
    expect(await note(announced, '2026-10-22')).toMatchObject({ status: 409, body: { code: 'notice_needs_no_paper' } })
    expect(await note(written, '2026-02-31')).toMatchObject({ status: 400 })
    const guizhou = await member('application_officer', { level: 'province', province: '52' })
    expect((await note(written, '2026-10-22', guizhou)).status).toBe(404)
    expect((await note(written, '2026-10-22', await member('auditor'))).status).toBe(403)
  })
})

test('the register is filtered by code, addressee, days in Beijing and enterprise', async () => {
  const mine = await anAddressedEnterprise(home)
  const reader = await member('application_officer', { level: 'province', province: '41' })
  const at = (text: string) => (home.clock.at = Date.parse(text) as Instant)
  const of = { province: '41' } as const
  at('2026-10-20T16:00:00Z')
  const first = await aNotice(home, 'N2', { ...of, addressee: 'enterprise', enterpriseId: mine.id })
  at('2026-10-21T15:59:59Z')
  const second = await aNotice(home, 'N4', { ...of, addressee: 'appointing_body' })
  at('2026-10-21T16:00:00Z')
  const third = await aNotice(home, 'N1', of)
  home.clock.at = NINE
  expect(await idsFor(reader)).toEqual([third, second, first])
  expect(await idsFor(reader, { code: 'N4' })).toEqual([second])
  expect(await idsFor(reader, { addressee: 'public' })).toEqual([third])
  expect(await idsFor(reader, { from: '2026-10-21', to: '2026-10-21' })).toEqual([second, first])
  expect(await idsFor(reader, { from: '2026-10-22' })).toEqual([third])
  expect(await idsFor(reader, { enterpriseId: mine.id })).toEqual([first])
  expect(await idsFor(reader, { state: 'unsent' })).toEqual([second, first])
  expect((await list(reader)).enterprises).toEqual([{ id: mine.id, name: mine.name }])
  expect((await list(reader)).mailOn).toBe(false)
  expect((await reader.ask('GET /v1/notices', { querystring: { code: 'N99' } as never })).status).toBe(400)
})

test('what the register finds unsent or unread is what each notice’s own page says', async () => {
  const reader = await member('application_officer', { level: 'province', province: '43' })
  const mine = await anAddressedEnterprise(home)
  const personId = await anAddressedPerson(home)
  for (const code of NOTICE_CODES)
    for (const addressee of NOTICES[code].to)
      await aNotice(home, code, { province: '43', addressee, enterpriseId: mine.id, personId })
  const { notices: all } = await list(reader)
  const where = (holds: (row: (typeof all)[number]) => boolean) => all.filter(holds).map(({ id }) => id)
  expect(await idsFor(reader, { state: 'unsent' })).toEqual(where(({ standing }) => standing === 'unsent'))
  expect(await idsFor(reader, { state: 'unread' })).toEqual(where((row) => row.openedHere && row.readAt === null))
  expect(where(({ standing }) => standing === 'unsent').length).toBeGreaterThan(5)
  expect(await reader.get('GET /v1/notice-counts')).toEqual({
    unsent: where(({ standing }) => standing === 'unsent').length,
    unread: where((row) => row.openedHere && row.readAt === null).length,
  })
})

test('the register comes page by page, each notice once', async () => {
  const reader = await member('application_officer', { level: 'province', province: '42' })
  for (let made = 0; made < 53; made += 1) await aNotice(home, 'N1', { province: '42' })
  const [first, second] = [await list(reader), await list(reader, { page: '2' })]
  expect([first.total, first.notices.length, second.notices.length]).toEqual([53, 50, 3])
  expect(new Set([...first.notices, ...second.notices].map(({ id }) => id)).size).toBe(53)
})

describe('the person’s own pages', () => {
  test('N4: a candidate finds what is addressed to them, reads it, and has its PDF; nobody else’s', async () => {
    const { visitor, personId } = await onOwnPages(home)
    const another = await anAddressedPerson(home)
    const own = await aNotice(home, 'N4', { addressee: 'candidate', personId })
    const told = await aNotice(home, 'N4', { addressee: 'enterprise', personId })
    const others = await aNotice(home, 'N4', { addressee: 'candidate', personId: another })
    const { notices: listed } = await visitor.get('GET /v1/candidate/notices')
    expect(listed).toMatchObject([{ id: own, code: 'N4', readAt: null }])

    const open = (noticeId: string) => visitor.ask('GET /v1/candidate/notices/:noticeId', { params: { noticeId } })
    expect(await open(own)).toMatchObject({ status: 200, body: { notice: { readAt: NINE } } })
    expect((await open(told)).status).toBe(404)
    expect((await open(others)).status).toBe(404)
    expect((await pdf(visitor, `/v1/candidate/notices/${own}/pdf`)).status).toBe(200)
    expect((await pdf(visitor, `/v1/candidate/notices/${others}/pdf`)).status).toBe(404)
    expect((await pdf(home.visitor(), `/v1/candidate/notices/${own}/pdf`)).status).toBe(401)
    const { standing, deliveries } = await view(officer, own)
    expect([standing, deliveries.length]).toEqual(['read', 1])
  })
})

describe('the public', () => {
  test('N1: an announced session stands on the public page with its notice, and is announced once', async () => {
    const office = await anOffice(home)
    const banks = await managerBanks(home)
    const session = await anAnnounced(home, office, {
      bankIds: banks,
      people: [],
      name: '安全生产管理人员考核（公告）',
    })
    const produced = await home.deps.db
      .select()
      .from(notices)
      .where(eq(notices.about, `session:${session.id}`))
    expect(produced.map(({ code, addressee }) => [code, addressee])).toEqual([['N1', 'public']])
    const id = produced[0]?.id ?? ''
    const { notices: listed } = await home.visitor().get('GET /v1/public-notices')
    expect(listed.find((notice) => notice.id === id)).toMatchObject({ title: { zh: '考核时间公告' } })
    const printed = await pdf(home.visitor(), `/v1/public-notices/${id}/pdf`)
    const words = (await pdfText(printed.bytes)).replace(/\s/g, '')
    expect(words).toContain('安全生产管理人员考核（公告）')
    expect(words).toContain('太原市一号路')
    const seen = await view(officer, id)
    expect(seen).toMatchObject({ standing: 'published', sent: [{ channel: 'public' }], mayDeliver: false })
    expect(seen.about).toEqual({ kind: 'session', id: session.id })
  })

  test('nothing that is not published can be had there', async () => {
    for (const addressee of ADDRESSEES.filter((one) => one !== 'public')) {
      const id = await aNotice(home, 'N4', { addressee })
      expect((await pdf(home.visitor(), `/v1/public-notices/${id}/pdf`)).status).toBe(404)
      expect((await home.visitor().get('GET /v1/public-notices')).notices.some((notice) => notice.id === id)).toBe(
        false,
      )
    }
  })
})

test('no ID number reaches a page, a list or a PDF', async () => {
  const idNumber = '11010519491231002X'
  const facts = {
    person: `张三${idNumber}`,
    reasons: [{ zh: `证号${idNumber}`, en: idNumber, article: '17' }],
    lines: [{ zh: '身份证号', en: 'ID number', value: idNumber }],
  }
  const id = await aNotice(home, 'N2', { addressee: 'enterprise', facts, toName: `李四${idNumber}` })
  expect(JSON.stringify(await view(officer, id))).not.toContain(idNumber)
  expect(JSON.stringify(await list(officer, { code: 'N2' }))).not.toContain(idNumber)
  expect(await pdfText((await pdf(officer, `/v1/notices/${id}/pdf`)).bytes)).not.toContain(idNumber)
})

// Whoever adds a notice adds the act that produces it; the table of the law is complete only then.
test('every notice code has a producer', () => {
  const root = fileURLToPath(new URL('../../apps/server/src/', import.meta.url))
  const text = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('demo'))
    .map((path) => readFileSync(root + path, 'utf8'))
    .join('\n')
  const produced = NOTICE_CODES.filter((code) => new RegExp(`['"]${code}['"]`).test(text))
  expect(produced).toEqual(NOTICE_CODES)
})

test('the day of a delivery is a day, whatever the database’s zone', async () => {
  const id = await aNotice(home, 'N4')
  const body = { how: 'posted', onDate: '2026-10-22' as CivilDate, reason: '挂号信' } as const
  const { deliveries } = await officer.get('POST /v1/notices/:noticeId/deliveries', { params: { noticeId: id }, body })
  expect(deliveries[0]?.onDate).toBe('2026-10-22')
})
