import { meetPostDuties, markForAdjustment } from '@kaochang/database/enterprise'
import { certificates } from '@kaochang/database/schema/certificate'
import { assessments } from '@kaochang/database/schema/session'
import type { PersonId } from '@kaochang/domain/ids'
import type { CivilDate } from '@kaochang/domain/instant'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NINE, type TestApp, type Visitor, openTestApp } from '../kit/app.ts'
import { type TestEnterprise, aCreditCode, anEnterprise, anEntry, entered } from '../kit/enterprise.ts'
import { anIdNumber } from '../kit/exam.ts'

// The clock stands at 2026-10-22.
let home: TestApp
let mine: TestEnterprise
let other: TestEnterprise
let officer: Visitor
let n = 100
const next = () => (n += 1)

beforeAll(async () => {
  home = await openTestApp()
  mine = await anEnterprise(home)
  other = await anEnterprise(home)
  officer = await home.staff([{ role: 'application_officer', jurisdiction: { level: 'province', province: '14' } }])
})
afterAll(() => home.close())

const inMine = (personId: string, enterprise = mine) => ({ params: { enterpriseId: enterprise.id, personId } })
const fileOf = (personId: string, enterprise = mine) =>
  enterprise.clerk.get('GET /v1/enterprises/:enterpriseId/people/:personId', inMine(personId, enterprise))
const clocksOf = async (personId: string, enterprise = mine) =>
  (await fileOf(personId, enterprise)).person.clocks.map(({ clock, fromDate, due, strict, closed, metOn }) => ({
    clock,
    fromDate,
    due,
    strict,
    closed,
    metOn,
  }))
const postOf = async (personId: string, enterprise = mine) => {
  const post = (await fileOf(personId, enterprise)).person.posts[0]
  if (!post) throw new Error('There is no post')
  return post
}
const enter = (rows: readonly ReturnType<typeof anEntry>[], enterprise = mine) =>
  enterprise.clerk.get('POST /v1/enterprises/:enterpriseId/people', {
    params: { enterpriseId: enterprise.id },
    body: { rows: [...rows] },
  })
async function aPerson(given: Parameters<typeof anEntry>[1] = {}, enterprise = mine) {
  const entry = anEntry(next(), given)
  const [id] = await entered(enterprise, [entry])
  if (!id) throw new Error('Nobody was entered')
  return { id, entry }
}
const aPost = (given: { startedOn: string; post?: string }) => ({
  title: null,
  trade: null,
  underground: false,
  post: 'technical_head',
  ...given,
})
/** A certificate as the certificate room issues it, for what this room reads of one. */
async function certified(
  personId: PersonId,
  issuedOn: string,
  given: { category?: 'manager' | 'operator'; trade?: string } = {},
) {
  const { category = 'manager', trade = null } = given
  const [assessment] = await home.deps.db
    .insert(assessments)
    .values({ personId, category, trade, openedAt: NINE, closedAt: NINE })
    .returning()
  await home.deps.db.insert(certificates).values({
    category,
    trade,
    personId,
    holderName: '某某',
    assessmentId: assessment?.id ?? '',
    numberSealed: '',
    numberLookup: '',
    numberMasked: '***',
    province: '14',
    firstIssuedOn: issuedOn as CivilDate,
    issuedOn: issuedOn as CivilDate,
    validFrom: issuedOn as CivilDate,
    validThrough: category === 'operator' ? ('2030-01-01' as CivilDate) : null,
    verificationCode: `code-${next()}`,
    issuedAt: NINE,
  })
}

describe('an enterprise', () => {
  const asked = (given: object = {}) => ({
    creditCode: aCreditCode(),
    name: '晋北煤业',
    province: '14',
    city: '1402',
    oversight: 'province' as const,
    appointingBody: '省国资委',
    email: 'hr@example.cn',
    higherEnterpriseId: null,
    ...given,
  })
  const register = (given: object = {}) => officer.ask('POST /v1/enterprises', { body: asked(given) })

  test('is registered once, under a credit code whose check character fits (R04-1)', async () => {
    const creditCode = aCreditCode()
    expect(await register({ creditCode })).toMatchObject({ status: 200, body: { creditCode, peopleCount: 0 } })
    expect(await register({ creditCode: ` ${creditCode.toLowerCase()}` })).toMatchObject({
      status: 409,
      body: { code: 'enterprise_registered' },
    })
    const mistyped = `${creditCode.slice(0, -1)}${creditCode.endsWith('0') ? '1' : '0'}`
    expect(await register({ creditCode: mistyped })).toMatchObject({ body: { code: 'credit_code_check_character' } })
  })

  test('lies in a city of its province, and is the nation’s only where art. 16 says so (R16-1)', async () => {
    expect(await register({ city: '5201' })).toMatchObject({ body: { code: 'city_of_another_province' } })
    expect(await register({ oversight: 'central_first_tier_in_beijing' })).toMatchObject({
      body: { code: 'first_tier_outside_beijing' },
    })
    expect(await register({ province: '52', city: '5201' })).toMatchObject({ status: 403 })
  })

  test('is never its own higher enterprise, in however many steps', async () => {
    const { id: group } = (await register()).body as { id: string }
    const { id: mineId } = (await register({ higherEnterpriseId: group })).body as { id: string }
    const change = (id: string, higherEnterpriseId: string | null) => {
      const { creditCode: _, province: __, ...fields } = asked({ higherEnterpriseId })
      return officer.ask('POST /v1/enterprises/:enterpriseId', { params: { enterpriseId: id }, body: fields })
    }
    expect(await change(mineId, group)).toMatchObject({ status: 200, body: { higherEnterpriseName: '晋北煤业' } })
    expect(await change(group, mineId)).toMatchObject({ body: { code: 'higher_enterprise_unknown' } })
    expect(await change(group, group)).toMatchObject({ body: { code: 'higher_enterprise_unknown' } })
  })

  test('reports its training plan for a year, and a later report replaces it (R06-1)', async () => {
    const plan = { year: 2026, body: '安培中心', staffNames: '张三', plan: '全员轮训', budgetPercent: 40 }
    const keep = (budgetPercent: number) =>
      mine.clerk.get('POST /v1/enterprises/:enterpriseId/training-plans', {
        params: { enterpriseId: mine.id },
        body: { ...plan, budgetPercent },
      })
    await keep(35)
    await keep(40)
    const { plans } = await officer.get('GET /v1/enterprises/:enterpriseId', { params: { enterpriseId: mine.id } })
    expect(plans).toEqual([plan])
  })
})

describe('people on the roll', () => {
  test('are entered row by row: good rows go in, every other is named with its reason (R02-1)', async () => {
    const good = anEntry(next(), { name: '阿依古丽·买买提' })
    const { added, problems } = await enter([
      good,
      anEntry(next(), { post: 'bus_driver' }),
      anEntry(next(), { idNumber: '140106199001011235' }),
      anEntry(next(), { post: 'special_operator' }),
      anEntry(next(), { post: 'other_principal' }),
      anEntry(next(), { startedOn: '2026-10-23' }),
      anEntry(next(), { startedOn: '2026-02-30' }),
      anEntry(next(), { name: '一' }),
    ])
    expect(added).toBe(1)
    expect(problems.map(({ row, refusal }) => [row, refusal.code])).toEqual([
      [2, 'post_unknown'],
      [3, 'id_number_check_digit'],
      [4, 'trade_unknown'],
      [5, 'post_needs_reason'],
      [6, 'appointed_in_the_future'],
      [7, 'date_unreadable'],
      [8, 'name_length'],
    ])
    expect(await enter([good])).toMatchObject({ added: 0, unchanged: 1, problems: [] })
  })

  test('are known by their ID number, and nobody learns whose a number is', async () => {
    const { entry } = await aPerson()
    const { problems } = await enter([{ ...entry, name: '别的名字', post: 'technical_head' }])
    expect(problems).toMatchObject([{ refusal: { code: 'name_differs' } }])
    expect(JSON.stringify(problems)).not.toContain(entry.name)
  })

  test('are masked, and their numbers are sealed and in no log', async () => {
    const { id, entry } = await aPerson()
    const { person } = await fileOf(id)
    expect(person.idNumberMasked).toMatch(/^\d{4}\*{10}[\dX]{4}$/)
    const { rows } = await home.home.pool.query('select p::text as text from persons p where id = $1', [id])
    expect(JSON.stringify(rows)).not.toContain(entry.idNumber)
    expect(home.logged.join('\n')).not.toContain(entry.idNumber)
  })

  test('are read from a list with the reasons by row, and nothing of it is stored', async () => {
    const lines = [
      '姓名,身份证号,岗位,任职日期,工种,学历',
      `尼玛·扎西,${anIdNumber(901)},特种作业人员,2026/9/1,瓦斯检查工,高中`,
      `王五,${anIdNumber(902)},大巴司机,2026/9/1,,`,
      `赵六,${anIdNumber(903)},特种作业人员,去年,爆破,`,
    ]
    const read = async (bytes: Uint8Array, name: string) =>
      mine.clerk.ask('POST /v1/enterprises/:enterpriseId/people-lists', {
        params: { enterpriseId: mine.id },
        ...({ body: Buffer.from(bytes) } as object),
        headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name) },
      })
    const { body } = await read(new TextEncoder().encode(lines.join('\n')), '人员.csv')
    expect(body).toMatchObject({
      rows: [{ row: 2, entry: { name: '尼玛·扎西', trade: 'gas_inspection', education: { level: 'senior_middle' } } }],
      problems: [
        { row: 3, refusal: { code: 'post_unknown' } },
        { row: 4, refusal: { code: 'date_unreadable' } },
      ],
    })
    const { people } = await mine.clerk.get('GET /v1/enterprises/:enterpriseId/people', {
      params: { enterpriseId: mine.id },
      querystring: {},
    })
    expect(people.some(({ name }) => name === '尼玛·扎西')).toBe(false)
    expect(await read(new TextEncoder().encode('x'), 'x.pdf')).toMatchObject({
      status: 422,
      body: { code: 'file_unreadable', fault: 'file_kind_not_read' },
    })
  })

  test('have a file with their education, work and skill (R08-1)', async () => {
    const { id } = await aPerson()
    const education = {
      level: 'bachelor' as const,
      coalRelated: true,
      subject: '采矿工程',
      school: '太原理工大学',
      graduatedOn: '2012-07-01',
    }
    const work = [{ employer: '某矿', post: '技术员', kind: 'coal' as const, from: '2012-07-15', to: null }]
    const kept = await mine.clerk.get('POST /v1/enterprises/:enterpriseId/people/:personId/background', {
      ...inMine(id),
      body: { education, work, skillGrade: 'intermediate' },
    })
    expect(kept.background).toMatchObject({ education, work, skillGrade: 'intermediate' })
  })
})

describe('the clocks of an appointment', () => {
  test('start on the day of appointment: thirty days, rolled past the holiday, and six months (R17-1, R17-2)', async () => {
    const { id } = await aPerson({ startedOn: '2026-09-01' })
    expect(await clocksOf(id)).toMatchObject([
      { clock: 'manager.apply', fromDate: '2026-09-01', due: '2026-10-08', strict: '2026-10-01', closed: false },
      { clock: 'manager.pass', fromDate: '2026-09-01', due: '2027-03-01', closed: false },
    ])
  })

  test('are nobody else’s: operators and workers have none of them', async () => {
    const operator = await aPerson({ post: 'special_operator', trade: 'hoist' })
    const worker = await aPerson({ post: 'post_worker' })
    expect(await clocksOf(operator.id)).toEqual([])
    expect(await clocksOf(worker.id)).toEqual([])
  })

  test('do not start on a transfer with a current certificate, and do on a change of category (A5)', async () => {
    const { id } = await aPerson({ startedOn: '2026-06-01' })
    await certified(id, '2026-08-03')
    await home.deps.db.transaction(async (tx) => {
      for (const clock of ['manager.apply', 'manager.pass'] as const)
        await meetPostDuties(tx, clock, { personId: id, category: 'manager' }, '2026-08-03' as CivilDate, NINE)
    })
    const first = await postOf(id)
    await mine.clerk.get('POST /v1/employments/:employmentId/transfer', {
      params: { employmentId: first.id },
      body: aPost({ startedOn: '2026-10-10' }),
    })
    expect((await clocksOf(id)).filter(({ closed }) => !closed)).toEqual([])
    const second = await postOf(id)
    expect(second).toMatchObject({ post: 'technical_head', startedOn: '2026-10-10' })
    await mine.clerk.get('POST /v1/employments/:employmentId/transfer', {
      params: { employmentId: second.id },
      body: aPost({ post: 'mine_director', startedOn: '2026-10-20' }),
    })
    expect((await clocksOf(id)).filter(({ closed }) => !closed)).toMatchObject([
      { clock: 'manager.apply', fromDate: '2026-10-20' },
      { clock: 'manager.pass', fromDate: '2026-10-20' },
    ])
  })

  test('go on through a transfer of somebody who has not passed: it is no second six months', async () => {
    const { id } = await aPerson({ startedOn: '2026-06-01' })
    const { id: employmentId } = await postOf(id)
    const { person } = await mine.clerk.get('POST /v1/employments/:employmentId/transfer', {
      params: { employmentId },
      body: aPost({ startedOn: '2026-10-10' }),
    })
    const running = person.clocks.filter(({ closed }) => !closed)
    expect(running.map(({ clock, fromDate }) => [clock, fromDate])).toEqual([
      ['manager.apply', '2026-06-01'],
      ['manager.pass', '2026-06-01'],
    ])
    expect(new Set(running.map((clock) => clock.employmentId))).toEqual(new Set([person.posts[0]?.id]))
    expect(running[0]?.title).toContain('技术负责人')
  })

  test('are met on whatever post the person has by then, and late stays late (A47)', async () => {
    const { id } = await aPerson({ startedOn: '2026-06-01' })
    const { id: employmentId } = await postOf(id)
    await mine.clerk.get('POST /v1/employments/:employmentId/transfer', {
      params: { employmentId },
      body: aPost({ startedOn: '2026-10-10' }),
    })
    await home.deps.db.transaction((tx) =>
      meetPostDuties(tx, 'manager.apply', { personId: id, category: 'manager' }, '2026-10-21' as CivilDate, NINE),
    )
    expect((await clocksOf(id)).find(({ clock }) => clock === 'manager.apply')).toMatchObject({
      closed: true,
      metOn: '2026-10-21',
      due: '2026-07-01',
    })
  })

  test('run once for two posts of one category, and go on when the first of them ends (A29)', async () => {
    const { id } = await aPerson({ startedOn: '2026-06-01' })
    const first = await postOf(id)
    await mine.clerk.get('POST /v1/enterprises/:enterpriseId/people/:personId/posts', {
      ...inMine(id),
      body: aPost({ startedOn: '2026-09-01' }),
    })
    expect((await clocksOf(id)).filter(({ closed }) => !closed)).toHaveLength(2)
    await mine.clerk.get('POST /v1/employments/:employmentId/end', {
      params: { employmentId: first.id },
      body: { endedOn: '2026-10-01', reason: '免去职务' },
    })
    expect((await clocksOf(id)).filter(({ closed }) => !closed)).toMatchObject([
      { clock: 'manager.apply', fromDate: '2026-06-01' },
      { clock: 'manager.pass', fromDate: '2026-06-01' },
    ])
  })

  test('of two roles in one person are two tracks (A29)', async () => {
    const { id } = await aPerson({ startedOn: '2026-06-01' })
    await mine.clerk.get('POST /v1/enterprises/:enterpriseId/people/:personId/posts', {
      ...inMine(id),
      body: aPost({ post: 'chairman', startedOn: '2026-09-01' }),
    })
    expect((await clocksOf(id)).map(({ clock, fromDate }) => `${clock} ${fromDate}`).sort()).toEqual([
      'manager.apply 2026-06-01',
      'manager.apply 2026-09-01',
      'manager.pass 2026-06-01',
      'manager.pass 2026-09-01',
    ])
  })

  test('lapse when the person leaves the post', async () => {
    const { id } = await aPerson()
    const { id: employmentId } = await postOf(id)
    const end = (endedOn: string) =>
      mine.clerk.ask('POST /v1/employments/:employmentId/end', {
        params: { employmentId },
        body: { endedOn, reason: '辞职' },
      })
    expect(await end('2026-09-30')).toMatchObject({ body: { code: 'day_before_the_post' } })
    expect(await end('2026-10-23')).toMatchObject({ body: { code: 'day_in_the_future' } })
    expect(await end('2026-10-20')).toMatchObject({ status: 200 })
    expect((await fileOf(id)).person.clocks).toMatchObject([
      { closed: true, metOn: null, lapsedBecause: '辞职' },
      { closed: true, metOn: null, lapsedBecause: '辞职' },
    ])
    expect(await end('2026-10-20')).toMatchObject({ status: 409, body: { code: 'post_ended' } })
  })

  test('of a headquarters that the nation manages run under the nation, and its operators’ under the province (R16-1)', async () => {
    const central = await anEnterprise(home, { province: '11', city: '1101', oversight: 'central_headquarters' })
    const manager = await aPerson({}, central)
    const operator = await aPerson({ post: 'special_operator', trade: 'hoist' }, central)
    await central.clerk.get('POST /v1/employments/:employmentId/away', {
      params: { employmentId: (await postOf(operator.id, central)).id },
      body: { awayFrom: '2026-10-10' },
    })
    const { rows } = await home.home.pool.query<{ clock: string; province: string | null }>(
      'select clock, province from duties where person_id = any($1) order by clock',
      [[manager.id, operator.id]],
    )
    expect(rows).toEqual([
      { clock: 'manager.apply', province: null },
      { clock: 'manager.pass', province: null },
      { clock: 'operator.absence', province: '11' },
    ])
  })
})

describe('away from the post and back', () => {
  const away = async (personId: string, awayFrom: string) => {
    const { id } = await postOf(personId)
    await mine.clerk.get('POST /v1/employments/:employmentId/away', {
      params: { employmentId: id },
      body: { awayFrom },
    })
    return (backOn: string) =>
      mine.clerk.ask('POST /v1/employments/:employmentId/back', { params: { employmentId: id }, body: { backOn } })
  }

  test('an operator’s six months run, and before them the operator simply comes back (R30-1)', async () => {
    const { id } = await aPerson({ post: 'special_operator', trade: 'hoist', startedOn: '2020-01-06' })
    const back = await away(id, '2026-05-01')
    expect(await clocksOf(id)).toMatchObject([{ clock: 'operator.absence', fromDate: '2026-05-01', due: '2026-11-01' }])
    expect(await back('2026-04-30')).toMatchObject({ body: { code: 'back_before_away' } })
    expect(await back('2026-10-20')).toMatchObject({ status: 200 })
    expect(await clocksOf(id)).toMatchObject([{ closed: true, metOn: '2026-10-20' }])
    expect(await back('2026-10-20')).toMatchObject({ body: { code: 'not_away' } })
  })

  test('an operator away six months passes the practical exam before work (R30-1)', async () => {
    const { id } = await aPerson({ post: 'special_operator', trade: 'hoist', startedOn: '2020-01-06' })
    await certified(id, '2024-01-02', { category: 'operator', trade: 'hoist' })
    const back = await away(id, '2026-04-22')
    expect(await back('2026-10-22')).toMatchObject({
      status: 422,
      body: { code: 'practical_exam_first', article: '30' },
    })
    expect((await postOf(id)).warnings).toContain('practical_again')
    await home.home.pool.query(
      `insert into certificate_events (certificate_id, at, on_date, kind, facts)
       select id, now(), '2026-10-21', 'practical_again_passed', '{}' from certificates where person_id = $1`,
      [id],
    )
    expect(await back('2026-10-22')).toMatchObject({ status: 200 })
  })

  test('a new underground worker works under a mentor, who signs after four full months (R36-1, R36-2)', async () => {
    const { id: newcomer } = await aPerson({ post: 'post_worker', underground: true, startedOn: '2026-10-12' })
    expect((await postOf(newcomer)).warnings).toContain('no_mentor')

    const { id } = await aPerson({ post: 'post_worker', underground: true, startedOn: '2026-05-25' })
    const { id: employmentId } = await postOf(id)
    const { person } = await mine.clerk.get('POST /v1/employments/:employmentId/mentorship', {
      params: { employmentId },
      body: {
        mentorName: '老张',
        mentorSkillGrade: 'junior',
        mentorYears: 2,
        mentorViolations: false,
        startedOn: '2026-05-31',
      },
    })
    expect(person.posts[0]?.mentorship?.warnings).toEqual(['mentor_below_intermediate', 'mentor_under_three_years'])
    expect(person.clocks).toMatchObject([{ clock: 'worker.mentor', due: '2026-09-30' }])
    const sign = (signedOn: string) =>
      mine.clerk.ask('POST /v1/employments/:employmentId/mentorship/sign', {
        params: { employmentId },
        body: { signedOn },
      })
    expect(await sign('2026-09-29')).toMatchObject({ body: { code: 'mentorship_too_short', from: '2026-09-30' } })
    expect(await sign('2026-10-23')).toMatchObject({ body: { code: 'day_in_the_future' } })
    expect(await sign('2026-09-30')).toMatchObject({ status: 200 })
    expect(await clocksOf(id)).toMatchObject([{ closed: true, metOn: '2026-09-30' }])
    expect(await sign('2026-10-01')).toMatchObject({ body: { code: 'mentorship_signed' } })
  })
})

describe('another enterprise’s people', () => {
  test('are not found, nor their posts', async () => {
    const { id } = await aPerson({}, other)
    const { id: employmentId } = await postOf(id, other)
    expect(await mine.clerk.ask('GET /v1/enterprises/:enterpriseId/people/:personId', inMine(id))).toMatchObject({
      status: 404,
    })
    expect(await mine.clerk.ask('GET /v1/enterprises/:enterpriseId/people/:personId', inMine(id, other))).toMatchObject(
      { status: 404 },
    )
    expect(
      await mine.clerk.ask('POST /v1/employments/:employmentId/end', {
        params: { employmentId },
        body: { endedOn: '2026-10-20', reason: '辞职' },
      }),
    ).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })

  test('move by leaving first; the former employer cannot block it, and keeps what it knew to itself (R43-1)', async () => {
    const { id, entry } = await aPerson({ startedOn: '2026-03-02' }, other)
    await other.clerk.get('POST /v1/enterprises/:enterpriseId/people/:personId/background', {
      ...inMine(id, other),
      body: {
        education: null,
        work: [{ employer: '秘密', post: '', kind: 'coal', from: '2020-01-01', to: null }],
        skillGrade: null,
      },
    })
    const moving = { ...entry, startedOn: '2026-10-12' }
    const { problems } = await enter([moving])
    expect(problems).toMatchObject([{ refusal: { code: 'employed_elsewhere' } }])
    expect(JSON.stringify(problems)).not.toContain(other.id)

    expect(await enter([{ ...moving, moved: true }])).toMatchObject({ added: 1, problems: [] })
    expect((await fileOf(id, other)).person).toMatchObject({
      posts: [{ endedOn: '2026-10-11' }],
      clocks: [{ closed: true }, { closed: true }],
    })
    // The clocks begin with the new appointment, and nothing of the former employer is shown.
    expect((await clocksOf(id)).map(({ fromDate }) => fromDate)).toEqual(['2026-10-12', '2026-10-12'])
    expect(JSON.stringify(await fileOf(id))).not.toMatch(/秘密|2026-03-02/)
    // The former employer sees no more of them than they were.
    expect((await fileOf(id, other)).person.posts).toHaveLength(1)
    expect(
      await other.clerk.ask('POST /v1/enterprises/:enterpriseId/people/:personId/background', {
        ...inMine(id, other),
        body: { education: null, work: [], skillGrade: null },
      }),
    ).toMatchObject({ status: 404 })
  })
})

test('a post that must be given up is marked, also before the six months are over, until it ends (A9, R17-4, R19-5)', async () => {
  const { id } = await aPerson()
  await home.deps.db.transaction((tx) => markForAdjustment(tx, id, ['principal', 'manager'], 'failed_retake'))
  const post = await postOf(id)
  expect(post).toMatchObject({ adjustmentReason: 'failed_retake' })
  expect(post.warnings[0]).toBe('must_be_adjusted')
  const overview = () => officer.get('GET /v1/enterprises/:enterpriseId', { params: { enterpriseId: mine.id } })
  expect((await overview()).counts?.mustBeAdjusted).toBe(1)
  await mine.clerk.get('POST /v1/employments/:employmentId/end', {
    params: { employmentId: post.id },
    body: { endedOn: '2026-10-22', reason: '调整岗位' },
  })
  expect((await overview()).counts?.mustBeAdjusted).toBe(0)
  const { rows } = await home.home.pool.query('select adjusted_on::text as day from employments where id = $1', [
    post.id,
  ])
  expect(rows).toEqual([{ day: '2026-10-22' }])
})

test('an enterprise sees at a glance its people by category and what is under way', async () => {
  const { people, counts } = await mine.clerk.get('GET /v1/enterprises/:enterpriseId', {
    params: { enterpriseId: mine.id },
  })
  expect(people.map(({ category }) => category).sort()).toEqual(
    expect.arrayContaining(['manager', 'operator', 'worker']),
  )
  expect(counts?.certificatesValid).toBeGreaterThan(0)
  // An administrator registers enterprises and reads nothing of their people.
  const administrator = await home.staff([{ role: 'administrator', jurisdiction: { level: 'nation' } }])
  expect(
    await administrator.get('GET /v1/enterprises/:enterpriseId', { params: { enterpriseId: mine.id } }),
  ).toMatchObject({ counts: null })
})
