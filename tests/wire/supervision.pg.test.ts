import { readWorkbook } from '@kaochang/exchange/read-workbook'
import { certificateEvents, certificates } from '@kaochang/database/schema/certificate'
import { notices } from '@kaochang/database/schema/notice'
import { persons } from '@kaochang/database/schema/people'
import { complaints } from '@kaochang/database/schema/supervision'
import { applications } from '@kaochang/database/schema/application'
import { assessments, sites } from '@kaochang/database/schema/session'
import { SPOT_CHECK_SHEET_URL } from '@kaochang/contract/supervision'
import type { EnterpriseId, SittingId } from '@kaochang/domain/ids'
import type { CivilDate, Instant } from '@kaochang/domain/instant'
import { endSessions } from '@kaochang/server/clockwork/end-sessions'
import { asc, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, openTestApp } from '../kit/app.ts'
import { MINUTE, type Member, type Office, aBank, aPerson, anOffice, managerBanks, sit } from '../kit/exam-fixture.ts'
import { anEmployment, anEnterprise } from '../kit/supervised.ts'

let home: TestApp
let office: Office
let inspector: Member
let enterpriseId: EnterpriseId

beforeAll(async () => {
  home = await openTestApp()
  office = await anOffice(home)
  await managerBanks(home)
  await aBank(home, { kind: 'unified', trade: 'gas_inspection', blueprint: 'operator-gas-inspection' })
  inspector = await home.staff([{ role: 'inspector', jurisdiction: { level: 'province', province: '14' } }])
  enterpriseId = await anEnterprise(home, { name: '大同一矿', province: '14' })
}, 60_000)
afterAll(() => home.close())

const typed = (category: 'principal' | 'manager' | 'operator' | 'worker', given: { name?: string } = {}) => {
  const { name, idNumber } = aPerson(given)
  return { name, idNumber, category, post: '岗位', trade: category === 'operator' ? 'gas_inspection' : null }
}

const asked = (people: ReturnType<typeof typed>[], fromRoll: string[] = []) => ({
  enterpriseId,
  name: '一通三防专项抽考',
  place: '大同一矿三楼会议室',
  cutScore: 8_000,
  durationMinutes: 30,
  fromRoll,
  typed: people,
})

const open = (people: ReturnType<typeof typed>[], fromRoll: string[] = []) =>
  inspector.get('POST /v1/spot-checks', { body: asked(people, fromRoll) })

type Check = Awaited<ReturnType<typeof open>>

async function takeSeats({ sessions, people }: Check) {
  for (const { id, room } of sessions) {
    const at = { params: { sessionId: id, roomId: room.id } }
    for (const { ticket } of people.filter(({ sessionId }) => sessionId === id))
      await inspector.get('POST /v1/sessions/:sessionId/rooms/:roomId/check-in', { ...at, body: { ticket } })
    await inspector.get('POST /v1/sessions/:sessionId/rooms/:roomId/start', at)
  }
}

async function sittingOf(ticket: string): Promise<SittingId> {
  const { rows } = await home.home.pool.query<{ id: SittingId }>('select id from sittings where ticket = $1', [ticket])
  if (!rows[0]) throw new Error('There is no such ticket')
  return rows[0].id
}

/** How many of 25 items somebody answers rightly; four points each. */
async function answers({ people }: Check, right: Readonly<Record<string, number>>) {
  for (const { name, ticket } of people) {
    const count = right[name]
    if (count !== undefined)
      await sit(home, await sittingOf(ticket), { right: count, startedAt: home.clock.at, minutes: 10 })
  }
  home.clock.at = (home.clock.at + 15 * MINUTE) as Instant
}

const read = (id: string) => inspector.get('GET /v1/spot-checks/:spotCheckId', { params: { spotCheckId: id } })
const close = (id: string) => inspector.ask('POST /v1/spot-checks/:spotCheckId/close', { params: { spotCheckId: id } })

describe('a spot check (R40-1)', () => {
  test('is opened for people of mixed roles, a session for each bank, drawn and open at once, and is announced to nobody', async () => {
    const before = (await home.visitor().get('GET /v1/announcements')).announcements.length
    const onRoll = await anEmployment(home, enterpriseId, {
      category: 'principal',
      post: 'mine_director',
      title: '矿长',
    })
    const check = await open([typed('manager'), typed('operator'), typed('worker')], [onRoll.employmentId])
    expect(check.sessions.map(({ banks, trade, state }) => [banks, trade, state])).toEqual([
      ['managers', null, 'open'],
      ['unified', 'gas_inspection', 'open'],
    ])
    expect(check.sessions.map(({ room }) => room.seatIds.length)).toEqual([3, 1])
    expect(check.people.map(({ category }) => category)).toEqual(['principal', 'manager', 'operator', 'worker'])
    expect(check.people[0]).toMatchObject({ name: onRoll.name, post: '矿长', state: 'expected', points: null })

    // Nobody else meets it: no announcement, no session to plan with, no site of R18-1, no scores to publish.
    expect((await home.visitor().get('GET /v1/announcements')).announcements).toHaveLength(before)
    const seen = new Set(check.sessions.map(({ id }) => id))
    expect((await office.officer.get('GET /v1/sessions')).sessions.filter(({ id }) => seen.has(id))).toEqual([])
    expect((await office.administrator.get('GET /v1/sites')).sites.map(({ name }) => name)).not.toContain('大同一矿')
    for (const [member, name] of [
      [office.officer, 'GET /v1/sessions/:sessionId'],
      [office.officer, 'GET /v1/sessions/:sessionId/roster'],
      [office.scorer, 'GET /v1/sessions/:sessionId/scores'],
    ] as const)
      expect(await member.ask(name, { params: { sessionId: check.sessions[0]?.id ?? '' } })).toMatchObject({
        status: 404,
      })
  })

  test('is run by the inspector, who runs no other room, and whose rooms nobody else runs', async () => {
    const check = await open([typed('worker')])
    const [session] = check.sessions
    const params = { sessionId: session?.id ?? '', roomId: session?.room.id ?? '' }
    const chief = await home.staff([{ role: 'chief_invigilator', jurisdiction: { level: 'province', province: '14' } }])
    const elsewhere = await home.staff([{ role: 'inspector', jurisdiction: { level: 'province', province: '52' } }])
    const body = { ticket: check.people[0]?.ticket ?? '' }
    for (const member of [chief, elsewhere]) {
      expect(await member.ask('GET /v1/sessions/:sessionId/rooms/:roomId', { params })).toMatchObject({ status: 404 })
      expect(await member.ask('POST /v1/sessions/:sessionId/rooms/:roomId/check-in', { params, body })).toMatchObject({
        status: 404,
      })
    }
    expect(
      await elsewhere.ask('GET /v1/spot-checks/:spotCheckId', { params: { spotCheckId: check.id } }),
    ).toMatchObject({
      status: 404,
    })
    const codes = await inspector.get('POST /v1/rooms/:roomId/enrolment-codes', {
      params,
      body: { seatIds: [...(session?.room.seatIds ?? [])] },
    })
    expect(codes.codes).toHaveLength(1)
    await takeSeats(check)
    expect((await read(check.id)).people[0]).toMatchObject({ state: 'checked_in', seatNumber: 1 })
    expect(
      await inspector.ask('POST /v1/rooms/:roomId/enrolment-codes', {
        params: { roomId: office.roomIds[0] ?? '' },
        body: { seatIds: ['00000000-0000-4000-8000-000000000000'] },
      }),
    ).toMatchObject({ status: 404 })
  })

  test('takes everybody or nobody: a slip is told by its row, and nothing is opened', async () => {
    const before = (await inspector.get('GET /v1/spot-checks')).spotChecks.length
    const wrong = { ...typed('manager'), idNumber: '11010519491231002x1' }
    const body = asked([typed('worker'), wrong, { ...typed('operator'), trade: null }])
    expect(await inspector.ask('POST /v1/spot-checks', { body })).toMatchObject({
      status: 422,
      body: {
        code: 'spot_check_people_unreadable',
        rows: [
          { row: 2, refusal: { code: 'id_number_length' } },
          { row: 3, refusal: { code: 'trade_unknown' } },
        ],
      },
    })
    expect(await inspector.ask('POST /v1/spot-checks', { body: asked([]) })).toMatchObject({
      body: { code: 'spot_check_has_nobody' },
    })
    const mining = [{ ...typed('operator'), trade: 'blasting' }]
    expect(await inspector.ask('POST /v1/spot-checks', { body: asked(mining) })).toMatchObject({
      status: 422,
      body: { code: 'unified_bank_missing', trade: 'blasting' },
    })
    expect((await inspector.get('GET /v1/spot-checks')).spotChecks).toHaveLength(before)
  })

  test('names only the enterprise’s own people from its roll', async () => {
    const other = await anEnterprise(home, { name: '别家煤矿', province: '14' })
    const stranger = await anEmployment(home, other, { category: 'manager', post: 'chief_engineer', title: '总工程师' })
    expect(await inspector.ask('POST /v1/spot-checks', { body: asked([], [stranger.employmentId]) })).toMatchObject({
      status: 404,
    })
    const { roll } = await inspector.get('GET /v1/spot-checks/rolls/:enterpriseId', { params: { enterpriseId: other } })
    expect(roll.map(({ name }) => name)).toEqual([stranger.name])
  })
})

describe('what follows from a spot check', () => {
  test('R40-2, R40-4, A20: only a failed principal or manager is ordered to be assessed again, and no certificate is touched', async () => {
    const manager = await anEmployment(home, enterpriseId, {
      category: 'manager',
      post: 'chief_engineer',
      title: '总工程师',
    })
    const [failing, operator, worker] = [typed('principal'), typed('operator'), typed('worker')]
    const check = await open([failing, operator, worker], [manager.employmentId])
    // 88, 76, 76 and 40 points.
    await answers(check, { [manager.name]: 22, [failing.name]: 19, [operator.name]: 19, [worker.name]: 10 })

    for (const { name, category } of check.people) if (category !== 'worker') await certify(name, category)
    const certified = await untouchable()
    expect(certified.length).toBe(6)
    const live = await read(check.id)
    expect(live.closedAt).toBeNull()
    expect(live.table.total).toMatchObject({
      named: 4,
      tested: 4,
      passed: 1,
      below80: 3,
      bands: [1, 0, 2, 1, 0],
      passPermille: 250,
    })

    const closed = await close(check.id)
    expect(closed.status).toBe(200)
    const after = closed.body as Check
    expect(after.table).toEqual(live.table)
    expect(Object.fromEntries(after.people.map(({ name, outcome }) => [name, outcome]))).toEqual({
      [manager.name]: 'passed',
      [failing.name]: 'reassessment',
      [operator.name]: 'recorded',
      [worker.name]: 'recorded',
    })
    expect(after.people.filter(({ orderedAt }) => orderedAt !== null).map(({ name }) => name)).toEqual([failing.name])

    const about = `spot_check_person:${after.people.find(({ name }) => name === failing.name)?.id}`
    const orders = await home.deps.db.select().from(notices).where(eq(notices.code, 'N8')).orderBy(asc(notices.number))
    expect(orders.map(({ addressee, toName, about: of }) => [addressee, toName, of])).toEqual([
      ['candidate', failing.name, about],
      ['enterprise', '大同一矿', about],
    ])
    const opened = await home.deps.db.select().from(applications).where(eq(applications.purpose, 'reassessment'))
    expect(opened.map(({ category, state }) => [category, state])).toEqual([['principal', 'accepted']])
    expect(await untouchable()).toEqual(certified)
    expect(await close(check.id)).toMatchObject({ status: 409, body: { code: 'spot_check_closed' } })
  })

  test('its assessments are closed from their first moment and count for nothing', async () => {
    const rows = await home.deps.db.select().from(assessments).where(eq(assessments.purpose, 'spot_check'))
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter(({ closedAt, openedAt }) => closedAt !== openedAt)).toEqual([])
    const running = await home.home.pool.query(
      `select 1 from duties d join sessions s on s.id = d.subject_id where s.purpose = 'spot_check'`,
    )
    expect(running.rowCount).toBe(0)
  })

  test('nobody is failed who did not sit, and nothing is closed while somebody answers', async () => {
    const [sitting, absent] = [typed('manager'), typed('manager')]
    const check = await open([sitting, absent])
    const ticket = check.people.find(({ name }) => name === sitting.name)?.ticket ?? ''
    await home.home.pool.query('update sittings set started_at = now(), closes_at = now() where ticket = $1', [ticket])
    expect(await close(check.id)).toMatchObject({ status: 409, body: { code: 'session_not_over', answering: 1 } })
    await home.home.pool.query('update sittings set started_at = null, closes_at = null where ticket = $1', [ticket])
    await answers(check, { [sitting.name]: 25 })
    const closed = (await close(check.id)).body as Check
    expect(closed.people.find(({ name }) => name === absent.name)).toMatchObject({
      state: 'absent',
      points: null,
      outcome: 'not_tested',
      orderedAt: null,
    })
  })

  test('sessions that ended by themselves are closed just so', async () => {
    const person = typed('worker')
    const check = await open([person])
    await answers(check, { [person.name]: 23 })
    const now = home.clock.at
    home.clock.at = (now + 300 * MINUTE) as Instant
    await endSessions(home.deps)
    home.clock.at = now
    expect((await read(check.id)).sessions.map(({ state }) => state)).toEqual(['scored'])
    expect(await close(check.id)).toMatchObject({ status: 200, body: { table: { total: { tested: 1, passed: 1 } } } })
  })

  test('what does not hold when it is computed afresh orders nobody', async () => {
    const person = typed('manager')
    const check = await open([person])
    await answers(check, { [person.name]: 3 })
    const sittingId = await sittingOf(check.people[0]?.ticket ?? '')
    await home.home.pool.query('alter table papers disable trigger user')
    await home.home.pool.query(`update papers set paper_hash = 'x' where sitting_id = $1`, [sittingId])
    await home.home.pool.query('alter table papers enable trigger user')
    const refused = await close(check.id)
    expect(refused).toMatchObject({ status: 409, body: { code: 'spot_check_not_verified' } })
    expect((refused.body as { findings: string[] }).findings.join()).toContain('试卷')
    expect((await read(check.id)).people[0]?.orderedAt).toBeNull()
  })

  test('A21: with a cut score of its own, that one decides', async () => {
    const person = typed('manager')
    const body = { ...asked([person]), cutScore: 9_000 }
    const check = await inspector.get('POST /v1/spot-checks', { body })
    await answers(check, { [person.name]: 22 })
    const closed = (await close(check.id)).body as Check
    expect(closed.people[0]).toMatchObject({ points: 8_800, outcome: 'reassessment' })
    expect(closed.table.total).toMatchObject({ passed: 0, below80: 0 })
  })

  test('B1: the table is taken along as a workbook', async () => {
    const check = (await inspector.get('GET /v1/spot-checks')).spotChecks.find(({ closedAt }) => closedAt !== null)
    const bytes = await download(inspector, SPOT_CHECK_SHEET_URL, { spotCheckId: check?.id ?? '' })
    const book = await readWorkbook(bytes)
    expect(book).toMatchObject({ ok: true })
    expect(JSON.stringify(book)).toContain('合格率')
    const stranger = await home.staff([{ role: 'inspector', jurisdiction: { level: 'province', province: '52' } }])
    await expect(download(stranger, SPOT_CHECK_SHEET_URL, { spotCheckId: check?.id ?? '' })).rejects.toThrow('404')
  })

  test('a place made for a spot check is designated for nothing', async () => {
    const [place] = await home.deps.db.select().from(sites).where(eq(sites.purpose, 'spot_check'))
    const body = { name: '第九考场', seatCount: 3 }
    expect(
      await office.administrator.ask('POST /v1/sites/:siteId/rooms', { params: { siteId: place?.id ?? '' }, body }),
    ).toMatchObject({ status: 404 })
  })
})

describe('reports of the public (R45-1)', () => {
  const text = '某煤矿特种作业人员没有持证上岗，培训记录是补签的。'

  test('come named or anonymous from the open page; the reporter is sealed and opened by an act that is noted', async () => {
    const visitor = home.visitor('198.51.100.7')
    const named = await visitor.get('POST /v1/complaints', {
      body: { province: '14', text, reporter: { name: '李举报', contact: '13900000000' }, website: '' },
    })
    const anonymous = await visitor.get('POST /v1/complaints', {
      body: { province: '14', text, reporter: null, website: '' },
    })
    expect(named.reference).toMatch(/^[2-9A-HJKMNP-Z]{8}$/)
    const register = (await office.officer.get('GET /v1/complaints')).complaints
    expect(register.map(({ reference, named: has }) => [reference, has])).toEqual(
      expect.arrayContaining([
        [named.reference, true],
        [anonymous.reference, false],
      ]) as unknown,
    )
    expect(JSON.stringify(register)).not.toMatch(/李举报|13900000000/)
    const { rows } = await home.home.pool.query<{ stored: string }>(
      `select string_agg(c::text, '') as stored from complaints c`,
    )
    expect(rows[0]?.stored).not.toContain('李举报')

    const idOf = (reference: string) => register.find((one) => one.reference === reference)?.id ?? ''
    const opened = await office.officer.get('POST /v1/complaints/:complaintId/reporter', {
      params: { complaintId: idOf(named.reference) },
      body: { reason: '核实举报情况' },
    })
    expect(opened).toEqual({ name: '李举报', contact: '13900000000' })
    expect(await actsOn(`complaint:${idOf(named.reference)}`)).toEqual([
      { act: 'open_reporter', staffId: office.officer.id },
    ])
    expect(
      await office.officer.ask('POST /v1/complaints/:complaintId/reporter', {
        params: { complaintId: idOf(anonymous.reference) },
        body: { reason: '核实举报情况' },
      }),
    ).toMatchObject({ status: 409, body: { code: 'reporter_anonymous' } })

    for (const reference of [named.reference, anonymous.reference])
      await office.officer.get('POST /v1/complaints/:complaintId/close', {
        params: { complaintId: idOf(reference) },
        body: { finding: '经查属实，已责令改正。' },
      })
    const answered = await home.deps.db.select().from(notices).where(eq(notices.code, 'N13'))
    expect(answered.map(({ about }) => about)).toEqual([`complaint:${idOf(named.reference)}`])
    expect(JSON.stringify(answered)).not.toContain('李举报')
    expect(
      await office.officer.ask('POST /v1/complaints/:complaintId/close', {
        params: { complaintId: idOf(named.reference) },
        body: { finding: '再次办结' },
      }),
    ).toMatchObject({ status: 409, body: { code: 'complaint_closed' } })
  })

  test('are of their own province’s officers and of nobody else', async () => {
    const stranger = await home.staff([
      { role: 'application_officer', jurisdiction: { level: 'province', province: '52' } },
    ])
    expect((await stranger.get('GET /v1/complaints')).complaints).toEqual([])
    const [row] = await home.deps.db.select({ id: complaints.id }).from(complaints)
    expect(
      await stranger.ask('POST /v1/complaints/:complaintId/close', {
        params: { complaintId: row?.id ?? '' },
        body: { finding: '不是我的省' },
      }),
    ).toMatchObject({ status: 404 })
  })

  test('that a program wrote are answered alike and kept nowhere, and one address cannot flood the register', async () => {
    const count = async () => (await home.deps.db.select({ n: sql<number>`count(*)::int` }).from(complaints))[0]?.n ?? 0
    const visitor = home.visitor('198.51.100.8')
    const before = await count()
    const body = { province: '14', text, reporter: null, website: 'http://spam.example' }
    expect((await visitor.ask('POST /v1/complaints', { body })).status).toBe(200)
    expect(await count()).toBe(before)
    let last = 200
    for (let n = 0; n < 8; n += 1) last = (await visitor.ask('POST /v1/complaints', { body })).status
    expect(last).toBe(429)
  })

  test('the authority’s telephone and e-mail stand on the open page as they were set', async () => {
    const body = {
      province: '14',
      name: '山西省煤矿安全培训主管部门',
      telephone: '0351-1234567',
      email: 'jubao@example.cn',
      supervisionBureau: '国家矿山安全监察局山西局',
    }
    expect(await inspector.ask('POST /v1/authority-contacts', { body })).toMatchObject({ status: 403 })
    await office.officer.get('POST /v1/authority-contacts', { body })
    const { supervisionBureau: _, ...shown } = body
    expect((await home.visitor().get('GET /v1/authority-contacts')).contacts).toEqual([shown])
    expect(
      await office.officer.ask('POST /v1/authority-contacts', { body: { ...body, province: '52' } }),
    ).toMatchObject({
      status: 403,
    })
  })
})

describe('penalties and letters', () => {
  test('R44-2: a decision received in copy is entered with its notice (N12), for people the platform knows', async () => {
    const person = aPerson()
    const known = { ...typed('worker'), name: person.name, idNumber: person.idNumber }
    await open([known])
    const body = {
      province: '14',
      enterpriseId,
      person: { name: person.name, idNumber: person.idNumber },
      agency: '大同监察分局',
      reference: '同煤监罚〔2026〕3号',
      decidedOn: '2026-10-20',
      text: '责令限期改正。',
    }
    const entered = await office.officer.get('POST /v1/penalties', { body })
    expect(entered).toMatchObject({ enterprise: { name: '大同一矿' }, person: { name: person.name }, certificates: [] })
    expect(JSON.stringify(entered)).not.toContain(person.idNumber)
    const copies = await home.deps.db.select().from(notices).where(eq(notices.code, 'N12'))
    expect(copies.map(({ addressee }) => addressee)).toEqual(['training_department'])
    expect(
      await office.officer.ask('POST /v1/penalties', { body: { ...body, person: { ...body.person, name: '别人' } } }),
    ).toMatchObject({ status: 422, body: { code: 'name_differs' } })
    expect(
      await office.officer.ask('POST /v1/penalties', { body: { ...body, decidedOn: '2026-02-31' } }),
    ).toMatchObject({
      status: 400,
    })
  })

  test('R41-1: an inspector recommends and orders nothing; the letter goes out as N10 in the agency’s own name', async () => {
    const [check] = (await inspector.get('GET /v1/spot-checks')).spotChecks
    const body = {
      province: '14',
      toName: '大同市人民政府',
      problems: ['抽考中 3 人不合格', '培训记录不全'],
      recommendation: '督促企业补齐培训。',
      spotCheckId: check?.id ?? null,
    }
    const letter = await inspector.get('POST /v1/recommendation-letters', { body })
    expect(letter).toMatchObject({ toName: '大同市人民政府', spotCheck: { name: '一通三防专项抽考' } })
    const [notice] = await home.deps.db.select().from(notices).where(eq(notices.code, 'N10'))
    expect(notice).toMatchObject({
      issuer: 'supervision_agency',
      addressee: 'training_department',
      toName: '大同市人民政府',
    })
    expect(await office.officer.ask('POST /v1/recommendation-letters', { body })).toMatchObject({ status: 403 })
  })
})

/** Everything about certificates that there is: no spot check may change any of it. */
async function untouchable(): Promise<string[]> {
  const { rows } = await home.home.pool.query<{ row: string }>(
    'select c::text as row from certificates c union all select e::text from certificate_events e order by row',
  )
  return rows.map(({ row }) => row)
}

/** A certificate that stands, for somebody who is about to be examined on the spot. */
async function certify(name: string, category: 'principal' | 'manager' | 'operator') {
  const { db } = home.deps
  const [person] = await db.select().from(persons).where(eq(persons.name, name))
  if (!person) throw new Error(`There is no ${name}`)
  const trade = category === 'operator' ? 'gas_inspection' : null
  const at = home.clock.at
  const [assessment] = await db
    .insert(assessments)
    .values({ personId: person.id, category, trade, openedAt: at, closedAt: at })
    .returning()
  const issuedOn = '2024-06-07' as CivilDate
  const [certificate] = await db
    .insert(certificates)
    .values({
      category,
      trade,
      personId: person.id,
      assessmentId: assessment?.id ?? '',
      holderName: name,
      numberSealed: 'x',
      numberLookup: `lookup-${person.id}`,
      numberMasked: 'T1401**********0012',
      province: '14',
      firstIssuedOn: issuedOn,
      issuedOn,
      validFrom: issuedOn,
      validThrough: category === 'operator' ? ('2030-06-06' as CivilDate) : null,
      verificationCode: `code-${person.id}`,
      issuedAt: at,
    })
    .returning()
  if (!certificate) throw new Error('The certificate was not stored')
  await db
    .insert(certificateEvents)
    .values({ certificateId: certificate.id, at, onDate: issuedOn, kind: 'issued', facts: {} })
}

async function actsOn(subject: string) {
  const { rows } = await home.home.pool.query<{ act: string; staff_id: string }>(
    'select act, staff_id from staff_acts where subject = $1 order by id',
    [subject],
  )
  return rows.map(({ act, staff_id }) => ({ act, staffId: staff_id }))
}

/** A file's bytes, as a browser would save them. */
async function download(member: Member, url: string, params: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const answer = await home.app.inject({
    method: 'GET',
    url: url.replace(/:(\w+)/g, (_, name: string) => params[name] ?? ''),
    headers: { cookie: [...member.cookies].map(([key, value]) => `${key}=${value}`).join('; ') },
  })
  if (answer.statusCode !== 200) throw new Error(String(answer.statusCode))
  return answer.rawPayload
}
