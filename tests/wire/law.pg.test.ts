import type { ResponseOf, EndpointNamed } from '@kaochang/contract/endpoints'
import { DUTIES_FILE_URL } from '@kaochang/contract/duty'
import { findDuty } from '@kaochang/database/duty'
import { duties, dutyRecounts } from '@kaochang/database/schema/duty'
import { enterprises } from '@kaochang/database/schema/enterprise'
import type { EnterpriseId } from '@kaochang/domain/ids'
import type { CivilDate, Instant } from '@kaochang/domain/instant'
import type { ClockName } from '@kaochang/domain/law/deadline'
import type { Jurisdiction, Role } from '@kaochang/domain/people/roles'
import { lapseDuty, meetDuty, startDuty } from '@kaochang/server/duty/keep-duties'
import { endDuties } from '@kaochang/server/clockwork/end-duties'
import { readCalendar } from '@kaochang/server/law/read-calendar'
import { readRules } from '@kaochang/server/law/read-rules'
import { APP_ROLE } from '@kaochang/database/client'
import { asc, eq } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, openTestApp } from '../kit/app.ts'

/** Friday, 2026-11-20, 09:00 in Beijing: 2027 has no notice yet. */
const NOW = Date.parse('2026-11-20T01:00:00Z') as Instant
const SHANXI = { level: 'province', province: '14' } as const
const GUIZHOU = { level: 'province', province: '52' } as const
const NATION = { level: 'nation' } as const

type Member = Awaited<ReturnType<TestApp['staff']>>

let home: TestApp
let enterprise: EnterpriseId
let officer: Member
let publisher: Member

beforeAll(async () => {
  home = await openTestApp({ at: NOW })
  enterprise = await anEnterprise('塔山煤矿')
  officer = await member('application_officer', NATION)
  publisher = await member('publisher', NATION)
})
afterAll(() => home.close())

describe('the duties board', () => {
  let other: EnterpriseId

  beforeAll(async () => {
    other = await anEnterprise('别家煤矿')
    await start('manager.scoreRelease', '2026-11-10', { title: '超期的场次' })
    await start('manager.certificate', '2026-11-12', { title: '将到期的证明' })
    await start('operator.organise', '2026-11-02', { title: '大同的申请', city: '1402', enterpriseId: enterprise })
    await start('manager.apply', '2026-11-01', { title: '别家的任职', enterpriseId: other })
    await start('operator.validity', '2026-11-01', { title: '一张操作证', enterpriseId: enterprise })
    await start('operator.scoreRelease', '2026-11-16', { title: '贵州的场次', province: '52' })
    await start('manager.scoreRelease', '2026-11-17', { title: '国家的场次', province: null })
    const late = await start('manager.scoreRelease', '2026-10-12', { title: '逾期公布的场次' })
    await inTime(late, '2026-10-20')
    const gone = await start('manager.pass', '2026-06-01', { title: '已离任的人' })
    await home.deps.db.transaction((tx) => lapseDuty(tx, 'manager.pass', gone, '离任', NOW))
  })

  test('R18-6: what is overdue comes first, each with its day, the day before rolling and the working days left', async () => {
    const board = await boardOf(await member('scorer', SHANXI))
    const [first] = board.duties
    expect(first).toMatchObject({
      title: '超期的场次',
      clock: 'manager.scoreRelease',
      article: '18',
      from: '2026-11-10',
      due: '2026-11-17',
      state: 'overdue',
      workdaysLeft: -3,
      provisional: false,
    })
    expect(board.overdue).toBe(1)
    const dues = board.duties.map(({ due }) => due)
    expect(dues).toEqual(dues.toSorted())
    expect(board.duties.find(({ clock }) => clock === 'operator.organise')).toMatchObject({
      due: '2027-01-04',
      strict: '2027-01-01',
    })
  })

  test('A47: what was met late is found again and stays late; what lapsed says why', async () => {
    const auditor = await member('auditor', SHANXI)
    expect(await titles(auditor, { state: 'late' })).toEqual(['逾期公布的场次'])
    const [lapsed] = (await boardOf(auditor, { state: 'lapsed' })).duties
    expect(lapsed).toMatchObject({ title: '已离任的人', lapsedBecause: '离任', state: 'lapsed' })
  })

  test('everybody reads their own: nation, province, city, enterprise, and the national auditor all', async () => {
    const shanxi = ['别家的任职', '大同的申请', '将到期的证明', '超期的场次']
    const seen = async (role: Role, jurisdiction: Jurisdiction) =>
      (await titles(await member(role, jurisdiction), {})).toSorted()
    expect(await seen('publisher', SHANXI)).toEqual(shanxi.toSorted())
    expect(await seen('publisher', GUIZHOU)).toEqual(['贵州的场次'])
    expect(await seen('publisher', NATION)).toEqual(['国家的场次'])
    expect(await seen('auditor', NATION)).toEqual([...shanxi, '贵州的场次', '国家的场次'].toSorted())
    const city = { level: 'city', province: '14', city: '1402' } as const
    expect(await seen('application_officer', city)).toEqual(['大同的申请'])
    const clerk = { level: 'enterprise', province: '14', enterpriseId: enterprise } as const
    expect(await seen('enterprise_clerk', clerk)).toEqual(['大同的申请'])
    const strangers = { ...clerk, enterpriseId: randomUUID() }
    expect(await seen('enterprise_clerk', strangers)).toEqual([])
  })

  test('filters narrow it, and clocks that only last stand apart', async () => {
    const auditor = await member('auditor', SHANXI)
    expect(await titles(auditor, { clock: 'manager.apply' })).toEqual(['别家的任职'])
    expect(await titles(auditor, { city: '1402' })).toEqual(['大同的申请'])
    expect(await titles(auditor, { enterprise: other })).toEqual(['别家的任职'])
    expect(await titles(auditor, { state: 'overdue' })).toEqual(['超期的场次'])
    const [validity] = (await boardOf(auditor, { kind: 'lasting' })).duties
    expect(validity).toMatchObject({ title: '一张操作证', due: '2032-10-31', state: 'lasting', workdaysLeft: null })
    const board = await boardOf(auditor)
    expect(board).toMatchObject({ cities: ['1402'], calendar: { firmThrough: '2026-12-20', missingYear: 2027 } })
    expect(board.enterprises.map(({ name }) => name)).toEqual(['别家煤矿', '塔山煤矿'].toSorted())
  })

  test('a provisional day is never sent as firm', async () => {
    const board = await boardOf(await member('auditor', NATION))
    for (const { due, provisional } of board.duties) expect([due, provisional]).toEqual([due, due > '2026-12-20'])
    expect(board.duties.some(({ provisional }) => provisional)).toBe(true)
  })

  test('the file holds the same lines, and says firm or provisional in words', async () => {
    const auditor = await member('auditor', SHANXI)
    const { status, body, headers } = await fileOf(auditor, '')
    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8'])
    const lines = body.trimEnd().split('\r\n')
    expect(lines).toHaveLength(1 + (await boardOf(auditor)).total)
    expect(lines[1]).toMatch(/超期的场次.*"确定 firm","已超期 overdue","-3"/)
    expect(body).toMatch(/大同的申请.*"暂定 provisional"/)
    expect((await fileOf(auditor, '?state=late')).body).toContain('逾期完成 met late')
  })

  test('a clock that only lasts is over by itself the day after its last', async () => {
    const bar = await start('manager.bar', '2025-11-19', { title: '期满的限制' })
    await endDuties(home.deps)
    expect(await findDuty(home.deps.db, ['manager.bar'], bar)).toMatchObject({ metOn: null, closedAt: NOW })
    const stillRuns = await boardOf(await member('auditor', SHANXI), { kind: 'lasting' })
    expect(stillRuns.duties.map(({ title }) => title)).toEqual(['一张操作证'])
  })
})

describe('a notice of rest days', () => {
  const text = `关于2027年部分节假日安排的通知（测试用，虚构）
元旦：1月1日（周五）至4日（周一）放假调休，共4天。1月9日（周六）上班。
春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）上班。
清明节：4月3日（周六）至5日（周一）放假，共3天。
劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
端午节：6月9日（周三）放假1天。
中秋节：9月15日（周三）放假1天。
国庆节：10月1日（周五）至7日（周四）放假调休，共7天。10月9日（周六）上班。`
  const given = { text, year: null, publishedOn: '2026-11-18', address: 'https://www.gov.cn/2027' }
  const read = {
    year: 2027,
    publishedOn: '2026-11-18',
    address: 'https://www.gov.cn/2027',
    rest: [
      '2027-01-01/2027-01-04',
      '2027-02-05/2027-02-11',
      '2027-04-03/2027-04-05',
      '2027-05-01/2027-05-05',
      '2027-06-09',
      '2027-09-15',
      '2027-10-01/2027-10-07',
    ],
    work: ['2027-01-09', '2027-02-14', '2027-05-08', '2027-10-09'],
  }

  test('its problems are named, and what it would move is shown before anything is kept', async () => {
    const moving = await start('manager.scoreRelease', '2026-12-28', { title: '跨年的场次' })
    const bad = await officer.get('POST /v1/calendar/check', { body: { ...given, text: text.replace('周五', '周六') } })
    expect(bad).toMatchObject({ moves: null, problems: [{ code: 'weekday_differs', at: '1月1日（周六）' }] })

    const checked = await officer.get('POST /v1/calendar/check', { body: given })
    expect(checked).toMatchObject({ ...read, problems: [] })
    expect(checked.moves?.moves.find(({ title }) => title === '跨年的场次')).toMatchObject({
      oldDue: '2027-01-05',
      newDue: '2027-01-06',
      wasProvisional: true,
      provisional: false,
    })
    expect(await dueOf(moving)).toEqual(['2027-01-05', true])
  })

  test('it takes the nation, and two people of it', async () => {
    const provincial = await member('application_officer', SHANXI)
    expect(await provincial.ask('POST /v1/calendar/notices', { body: read })).toMatchObject({ status: 403 })
    const proposed = await officer.get('POST /v1/calendar/notices', { body: read })
    const params = { calendarNoticeId: proposed.id }
    const both = await member('publisher', SHANXI)
    expect(await decide(both, params, 'confirmed')).toMatchObject({ status: 403 })
    const own = await home.staff([
      { role: 'application_officer', jurisdiction: NATION },
      { role: 'publisher', jurisdiction: NATION },
    ])
    const mine = await own.get('POST /v1/calendar/notices', { body: { ...read, publishedOn: '2026-11-17' } })
    expect(await decide(own, { calendarNoticeId: mine.id }, 'confirmed')).toMatchObject({
      body: { code: 'same_person' },
    })
    expect(await decide(publisher, { calendarNoticeId: mine.id }, 'rejected')).toMatchObject({ status: 200 })
    expect(await decide(publisher, { calendarNoticeId: mine.id }, 'confirmed')).toMatchObject({
      body: { code: 'decided_already' },
    })
    expect((await readCalendar(home.deps.db, null)).version).toBe('cn-2025-11-04')
  })

  test('confirmed, every running clock is counted again with the old day beside the new, and what has ended is not', async () => {
    const running = await start('manager.scoreRelease', '2026-12-29', { title: '待重算' })
    const ended = await start('manager.scoreRelease', '2026-12-28', { title: '已公布' })
    await inTime(ended, '2026-12-30')
    const { entered } = await officer.get('GET /v1/calendar')
    const waiting = entered.find(({ decision }) => decision === null)
    const params = { calendarNoticeId: waiting?.id ?? '' }
    const shown = await publisher.get('GET /v1/calendar/notices/:calendarNoticeId', { params })
    const { body } = await decide(publisher, params, 'confirmed')
    expect(body).toMatchObject({ notice: { decision: 'confirmed' }, moves: shown.moves })

    expect(await dueOf(running)).toEqual(['2027-01-07', false])
    expect(await dueOf(ended)).toEqual(['2027-01-05', true])
    expect(await recountsOf(running)).toMatchObject([
      { oldDue: '2027-01-06', newDue: '2027-01-07', oldCalendar: 'cn-2025-11-04', newCalendar: 'cn-2026-11-18' },
    ])
    expect(await recountsOf(ended)).toEqual([])
    const board = await boardOf(await member('auditor', NATION))
    expect(board.calendar).toEqual({ version: 'cn-2026-11-18', firmThrough: '2027-12-20', missingYear: null })
    expect(board.duties.find(({ title }) => title === '待重算')).toMatchObject({
      provisional: false,
      recounts: [{ oldDue: '2027-01-06', newDue: '2027-01-07' }],
    })
  })

  test('another process counts by it from the same moment', async () => {
    const { db } = home.home.open({ role: APP_ROLE, size: 1 })
    expect((await readCalendar(db, '14')).version).toBe('cn-2026-11-18')
  })

  test('an amended notice for a year that is loaded moves the clocks once more', async () => {
    const running = await start('manager.scoreRelease', '2026-12-30', { title: '再重算' })
    const amended = { ...read, publishedOn: '2026-11-19', rest: ['2027-01-05'], work: [] }
    const { id } = await officer.get('POST /v1/calendar/notices', { body: amended })
    await decide(publisher, { calendarNoticeId: id }, 'confirmed')
    expect(await dueOf(running)).toEqual(['2027-01-09', false])
    const [recounted] = await recountsOf(running)
    expect(recounted).toMatchObject({ oldDue: '2027-01-08', newDue: '2027-01-09', newCalendar: 'cn-2026-11-19' })
  })

  test('a clock that another act is starting meanwhile is counted by the new notice too', async () => {
    const amended = { ...read, publishedOn: '2026-11-20', rest: ['2027-01-06'], work: [] }
    const { id } = await officer.get('POST /v1/calendar/notices', { body: amended })
    const subject = { kind: 'session', id: randomUUID() } as const
    let deciding: ReturnType<typeof decide> | undefined
    await home.deps.db.transaction(async (tx) => {
      await startDuty(tx, 'manager.scoreRelease', '2026-12-31' as CivilDate, dutyOf(subject, { title: '同时' }), NOW)
      deciding = decide(publisher, { calendarNoticeId: id }, 'confirmed')
      await untilWaiting()
    })
    expect(await deciding).toMatchObject({ status: 200 })
    expect(await recountsOf(subject)).toMatchObject([{ newCalendar: 'cn-2026-11-20' }])
  })

  test('a notice that is known, or of a year that leaves a gap, is refused', async () => {
    for (const [change, problem] of [
      [{ publishedOn: '2026-11-20' }, 'notice_known'],
      [{ publishedOn: '2026-11-16', year: 2029 }, 'year_leaves_a_gap'],
      [{ publishedOn: '2026-11-16', rest: ['2027-02-30'] }, 'date_does_not_exist'],
    ] as [object, string][])
      expect(await officer.ask('POST /v1/calendar/notices', { body: { ...read, ...change } })).toMatchObject({
        status: 422,
        body: { code: 'notice_has_problems', problem },
      })
  })
})

describe('what a province chooses', () => {
  const body = {
    province: '14',
    name: 'A30',
    value: ['2026-11-25'],
    fromDate: '2026-11-20',
    reference: '晋政办〔2026〕1号',
  }
  let provincial: Member
  let confirming: Member

  beforeAll(async () => {
    provincial = await member('application_officer', SHANXI)
    confirming = await member('publisher', SHANXI)
  })

  test('A30: local rest days move the province’s own clocks, after a preview and by two people; off again they move back', async () => {
    const own = await start('manager.scoreRelease', '2026-11-20', { title: '山西的' })
    const foreign = await start('manager.scoreRelease', '2026-11-20', { title: '贵州的', province: '52' })
    const moves = await provincial.get('POST /v1/law/rest-days/preview', {
      body: { province: '14', days: ['2026-11-25'] },
    })
    expect(moves.moves.find(({ title }) => title === '山西的')).toMatchObject({
      oldDue: '2026-11-27',
      newDue: '2026-11-30',
    })
    expect(moves.moves.some(({ title }) => title === '贵州的')).toBe(false)
    expect(await dueOf(own)).toEqual(['2026-11-27', false])

    await choose(body)
    expect([await dueOf(own), await dueOf(foreign)]).toEqual([
      ['2026-11-30', false],
      ['2026-11-27', false],
    ])
    expect(await recountsOf(foreign)).toEqual([])
    await choose({ ...body, value: [] })
    expect(await dueOf(own)).toEqual(['2026-11-27', false])
    expect(await recountsOf(own)).toHaveLength(2)
  })

  test('Order 19 for operators holds from its day on, there alone, and never for managers', async () => {
    await choose({ ...body, name: 'rules.operator', value: 'O19-2026', fromDate: '2026-12-01' })
    const versions = async (province: string | null) => {
      const rules = await readRules(home.deps.db, province)
      return ['2026-11-30', '2026-12-01'].map((day) => rules.on('operator', day as CivilDate).version)
    }
    expect(await versions('14')).toEqual(['O92-2018', 'O19-2026'])
    expect(await versions('52')).toEqual(['O92-2018', 'O92-2018'])
    expect(await versions(null)).toEqual(['O92-2018', 'O92-2018'])
    expect((await readRules(home.deps.db, '14')).on('manager', '2026-12-01' as CivilDate).version).toBe('O92-2018')
  })

  test('A3: the day a bar starts is a province’s to choose', async () => {
    await choose({ ...body, name: 'A3', value: 'legal_deadline' })
    const bar = async (province: string) =>
      (await readRules(home.deps.db, province)).on('manager', '2026-11-20' as CivilDate).bar
    expect(await bar('14')).toMatchObject({ startsByReleaseDue: true })
    expect(await bar('52')).toMatchObject({ startsByReleaseDue: false })
  })

  test('it takes two people, of that province', async () => {
    const stranger = await member('application_officer', GUIZHOU)
    expect(await stranger.ask('POST /v1/law/choices', { body })).toMatchObject({ status: 403 })
    const own = await home.staff([
      { role: 'application_officer', jurisdiction: SHANXI },
      { role: 'publisher', jurisdiction: SHANXI },
    ])
    const { id } = await own.get('POST /v1/law/choices', { body })
    const params = { choiceId: id }
    const confirm = { params, body: { decision: 'confirmed' } } as const
    expect(await own.ask('POST /v1/law/choices/:choiceId/decide', confirm)).toMatchObject({
      body: { code: 'same_person' },
    })
    const foreign = await member('publisher', GUIZHOU)
    expect(await foreign.ask('POST /v1/law/choices/:choiceId/decide', confirm)).toMatchObject({ status: 404 })
  })

  test.each([
    [{ name: 'A7', value: 'failure' }, 'choice_unknown'],
    [{ name: 'rules.operator', value: 'O30-2010' }, 'choice_not_among'],
    [{ name: 'A3', value: 'legal_deadline', fromDate: '2026-11-19' }, 'choice_too_early'],
    [{ name: 'A30', value: ['2026-02-30'] }, 'date_unreadable'],
  ])('%j is refused with %s', async (change, code) => {
    expect(await provincial.ask('POST /v1/law/choices', { body: { ...body, ...change } })).toMatchObject({
      status: 422,
      body: { code },
    })
  })

  test('everybody reads what was chosen, with who did it', async () => {
    const scorer = await member('scorer', GUIZHOU)
    const { choices } = await scorer.get('GET /v1/law/choices', { querystring: { province: '14' } })
    expect(choices.find(({ name }) => name === 'A3')).toMatchObject({ decision: 'confirmed', value: 'legal_deadline' })
  })

  async function choose(choice: typeof body | (Omit<typeof body, 'value'> & { value: string | string[] })) {
    const { id } = await provincial.get('POST /v1/law/choices', { body: choice })
    await confirming.get('POST /v1/law/choices/:choiceId/decide', {
      params: { choiceId: id },
      body: { decision: 'confirmed' },
    })
  }
})

type Given = { title: string; province?: string | null; city?: string; enterpriseId?: EnterpriseId }
type Board = ResponseOf<EndpointNamed<'GET /v1/duties'>>

function dutyOf(subject: { kind: 'session'; id: string }, { title, province = '14', city, enterpriseId }: Given) {
  return { subject, title, province, city: city ?? null, enterpriseId: enterpriseId ?? null, personId: null }
}

async function start(clock: ClockName, from: string, given: Given) {
  const subject = { kind: 'session', id: randomUUID() } as const
  await home.deps.db.transaction((tx) => startDuty(tx, clock, from as CivilDate, dutyOf(subject, given), NOW))
  return subject
}

async function inTime(subject: { kind: 'session'; id: string }, on: string) {
  await home.deps.db.transaction((tx) => meetDuty(tx, 'manager.scoreRelease', subject, NOW, on as CivilDate))
}

async function dueOf(subject: { kind: 'session'; id: string }) {
  const row = await findDuty(home.deps.db, ['manager.scoreRelease'], subject)
  return [row?.due, row?.provisional]
}

async function recountsOf(subject: { id: string }) {
  const rows = await home.deps.db
    .select({ recount: dutyRecounts })
    .from(dutyRecounts)
    .innerJoin(duties, eq(duties.id, dutyRecounts.dutyId))
    .where(eq(duties.subjectId, subject.id))
    .orderBy(asc(dutyRecounts.id))
  return rows.map(({ recount }) => recount)
}

function member(role: Role, jurisdiction: Jurisdiction) {
  return home.staff([{ role, jurisdiction }])
}

async function boardOf(reader: Member, querystring = {}): Promise<Board> {
  return reader.get('GET /v1/duties', { querystring })
}

async function titles(reader: Member, querystring: object) {
  return (await boardOf(reader, querystring)).duties.map(({ title }) => title)
}

function decide(by: Member, params: { calendarNoticeId: string }, decision: 'confirmed' | 'rejected') {
  return by.ask('POST /v1/calendar/notices/:calendarNoticeId/decide', { params, body: { decision } })
}

async function fileOf(reader: Member, query: string) {
  const cookie = [...reader.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
  const answer = await home.app.inject({ method: 'GET', url: `${DUTIES_FILE_URL}${query}`, headers: { cookie } })
  return { status: answer.statusCode, body: answer.body, headers: answer.headers }
}

/** Until somebody waits for the calendar. */
async function untilWaiting() {
  for (;;) {
    const { rows } = await home.home.pool.query(`select 1 from pg_locks where locktype = 'advisory' and not granted`)
    if (rows.length > 0) return
  }
}

async function anEnterprise(name: string): Promise<EnterpriseId> {
  const [row] = await home.deps.db
    .insert(enterprises)
    .values({
      name,
      creditCode: randomUUID().slice(0, 18),
      province: '14',
      city: '1402',
      oversight: 'province',
      appointingBody: '省国资委',
      createdAt: NOW,
    })
    .returning({ id: enterprises.id })
  if (!row) throw new Error('The enterprise was not stored')
  return row.id
}
