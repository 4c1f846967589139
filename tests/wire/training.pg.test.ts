import { listTrainings } from '@kaochang/database/training'
import type { PersonId } from '@kaochang/domain/ids'
import type { CivilDate } from '@kaochang/domain/instant'
import { trainingSuffices } from '@kaochang/domain/training/training-suffices'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, type Visitor, openTestApp } from '../kit/app.ts'
import { type TestEnterprise, anEnterprise, anEntry, entered } from '../kit/enterprise.ts'

// The clock stands at 2026-10-22.
let home: TestApp
let group: TestEnterprise
let mine: TestEnterprise
let other: TestEnterprise
let officer: Visitor
let institutionId: string
let n = 300
const next = () => (n += 1)

beforeAll(async () => {
  home = await openTestApp()
  group = await anEnterprise(home)
  mine = await anEnterprise(home, { higherEnterpriseId: group.id })
  other = await anEnterprise(home)
  officer = await home.staff([{ role: 'application_officer', jurisdiction: { level: 'province', province: '14' } }])
  institutionId = (await registered()).id
})
afterAll(() => home.close())

const registered = (given: { name?: string; enterpriseId?: string } = {}) =>
  officer.get('POST /v1/training-institutions', { body: institution(given) })
const institution = ({ name = `机构${next()}`, enterpriseId = null as string | null } = {}) => ({
  province: '14',
  name,
  enterpriseId,
  reportedOn: '2026-01-05',
  reference: '晋培报〔2026〕1 号',
})
const course = (given: object = {}) => ({
  institutionId,
  enterpriseId: mine.id as string | null,
  name: '瓦斯检查工初次培训',
  kind: 'initial' as const,
  category: 'operator' as const,
  trade: 'gas_inspection' as const,
  hours: 90,
  startedOn: '2026-09-01',
  closedOn: '2026-09-20',
  place: '培训中心',
  teachers: '张老师、李老师',
  outline: '煤矿特种作业人员安全技术培训大纲',
  plan: '每周五天',
  handouts: null,
  report: null,
  ...given,
})
const WORKERS = { category: 'worker', trade: null, hours: 72, outline: '山西省其他从业人员培训大纲' }
const enterCourse = (given: object = {}, clerk: Visitor = mine.clerk) =>
  clerk.ask('POST /v1/courses', { body: course(given) })
const aCourse = async (given: object = {}, clerk: Visitor = mine.clerk) =>
  (await clerk.get('POST /v1/courses', { body: course(given) })).id
const attended = (personId: string, given: object = {}) => ({
  personId,
  hoursAttended: 90,
  points: 8600 as number | null,
  result: 'passed' as const,
  certificateNumber: `培证 ${next()}` as string | null,
  ...given,
})
const record = (courseId: string, rows: ReturnType<typeof attended>[], clerk: Visitor = mine.clerk) =>
  clerk.get('POST /v1/courses/:courseId/trainings', { params: { courseId }, body: { rows } })
const aPerson = async (given: Parameters<typeof anEntry>[1] = {}, enterprise = mine) =>
  (await entered(enterprise, [anEntry(next(), { post: 'special_operator', trade: 'gas_inspection', ...given })]))[0] ??
  ''

describe('who trains', () => {
  test('is registered by the province after reporting in writing, under a name of its own (R07-1)', async () => {
    const { name } = await registered()
    expect(await officer.ask('POST /v1/training-institutions', { body: institution({ name }) })).toMatchObject({
      status: 409,
      body: { code: 'institution_registered' },
    })
    expect(
      await officer.ask('POST /v1/training-institutions', { body: { ...institution(), reportedOn: '2026-10-23' } }),
    ).toMatchObject({ body: { code: 'day_in_the_future' } })
    expect(
      await officer.ask('POST /v1/training-institutions', { body: { ...institution(), province: '52' } }),
    ).toMatchObject({ status: 403 })
  })

  test('and an enterprise that trains by itself trains its own people and those under it (R07-1)', async () => {
    const { id } = await registered({ enterpriseId: group.id })
    expect(await enterCourse({ institutionId: id })).toMatchObject({ status: 200 })
    expect(await enterCourse({ institutionId: id, enterpriseId: other.id }, other.clerk)).toMatchObject({
      body: { code: 'institution_not_for_this_enterprise' },
    })
  })

  test('gives no course that begins after it left the register', async () => {
    const { id } = await registered()
    const withdraw = () =>
      officer.ask('POST /v1/training-institutions/:institutionId/withdraw', {
        params: { institutionId: id },
        body: { reason: '不再具备条件' },
      })
    expect(await withdraw()).toMatchObject({ status: 200, body: { withdrawnOn: '2026-10-22' } })
    expect(await withdraw()).toMatchObject({ status: 409 })
    expect(await enterCourse({ institutionId: id, startedOn: '2026-10-21', closedOn: '2026-10-22' })).toMatchObject({
      status: 200,
    })
    expect(await enterCourse({ institutionId: id, startedOn: '2026-10-22', closedOn: '2026-10-22' })).toMatchObject({
      body: { code: 'institution_withdrawn' },
    })
  })
})

describe('a course', () => {
  test('has the hours of its kind, and its file is kept three years, for operators six (R09-1 to R09-4, R25-1, R35-2)', async () => {
    expect(await enterCourse({ hours: 89 })).toMatchObject({
      body: { code: 'course_too_short', wanted: 90, article: '25' },
    })
    expect(await enterCourse()).toMatchObject({ body: { keptThrough: '2032-09-20', plan: '每周五天' } })
    expect(await enterCourse({ ...WORKERS, hours: 71 })).toMatchObject({ body: { wanted: 72, article: '35' } })
    expect(await enterCourse(WORKERS)).toMatchObject({ body: { keptThrough: '2029-09-20' } })
  })

  test('is entered for one’s own enterprise; one open to several is the province’s to enter', async () => {
    expect(await enterCourse({ enterpriseId: other.id })).toMatchObject({ status: 404 })
    expect(await enterCourse({ enterpriseId: null })).toMatchObject({ status: 404 })
    expect(await enterCourse({ enterpriseId: null }, officer)).toMatchObject({
      status: 200,
      body: { enterprise: null },
    })
  })
})

describe('a person’s part in a course', () => {
  test('is certified on the hours and a passed exam, and on nothing less (R48-1, R35-4)', async () => {
    const courseId = await aCourse()
    const people = await Promise.all([1, 2, 3, 4].map(() => aPerson()))
    const [a = '', b = '', c = '', d = ''] = people
    const { recorded, problems } = await record(courseId, [
      attended(a),
      attended(b, { hoursAttended: 89 }),
      attended(c, { result: 'failed', points: 5900 }),
      attended(d, { result: 'failed', points: 5900, certificateNumber: null }),
    ])
    expect(recorded).toBe(2)
    expect(problems.map(({ row, refusal }) => [row, refusal.code])).toEqual([
      [2, 'certificate_without_hours'],
      [3, 'certificate_without_pass'],
    ])
    const { trainees, course: read } = await mine.clerk.get('GET /v1/courses/:courseId', { params: { courseId } })
    expect(read).toMatchObject({ traineeCount: 2, certifiedCount: 1 })
    expect(trainees.map(({ personId }) => personId).sort()).toEqual([a, d].sort())
  })

  test('stays as it was recorded', async () => {
    const courseId = await aCourse()
    const person = await aPerson()
    await record(courseId, [attended(person)])
    expect(await record(courseId, [attended(person, { points: 10_000 })])).toMatchObject({
      recorded: 0,
      problems: [{ refusal: { code: 'training_recorded_already' } }],
    })
    await expect(home.home.pool.query('update trainings set points = 1')).rejects.toThrow()
  })

  test('stands in the person’s file, and suffices for the exam as B asks it (R08-1, R25-1)', async () => {
    const person = await aPerson()
    await record(await aCourse(), [attended(person)])
    const { trainings } = await mine.clerk.get('GET /v1/enterprises/:enterpriseId/people/:personId', {
      params: { enterpriseId: mine.id, personId: person },
    })
    expect(trainings).toMatchObject([{ kind: 'initial', hoursAttended: 90, result: 'passed', points: 8600 }])
    const found = await listTrainings(home.deps.db, [person as PersonId])
    const suffices = (trade: string) =>
      trainingSuffices({ for: 'operator_first', trade, after: null }, found, '2026-10-22' as CivilDate).ok
    expect(suffices('gas_inspection')).toBe(true)
    expect(suffices('blasting')).toBe(false)
  })

  test('is recorded of one’s own people alone, also in an open course, and nobody sees the others’', async () => {
    const open = await aCourse({ enterpriseId: null }, officer)
    const [own, theirs] = [await aPerson(), await aPerson({}, other)]
    const refused = await record(open, [attended(theirs)])
    expect(refused).toMatchObject({
      recorded: 0,
      problems: [{ name: '', refusal: { code: 'person_not_on_the_roll' } }],
    })
    await record(open, [attended(own)])
    await record(open, [attended(theirs)], other.clerk)
    const seen = async (reader: Visitor) =>
      (await reader.get('GET /v1/courses/:courseId', { params: { courseId: open } })).trainees.map(
        ({ personId }) => personId,
      )
    expect(await seen(mine.clerk)).toEqual([own])
    expect(await seen(other.clerk)).toEqual([theirs])
    expect((await seen(officer)).sort()).toEqual([own, theirs].sort())
    // A course that another enterprise organised for itself is not there at all.
    const courseId = await aCourse({ enterpriseId: other.id }, other.clerk)
    expect(await mine.clerk.ask('GET /v1/courses/:courseId', { params: { courseId } })).toMatchObject({ status: 404 })
  })

  test('of a team leader is in a course that the next higher enterprise organised (R35-1)', async () => {
    const leader = await aPerson({ post: 'team_leader.mining', trade: null })
    const row = () => attended(leader, { hoursAttended: 72 })
    const own = await aCourse(WORKERS)
    expect(await record(own, [row()])).toMatchObject({
      problems: [{ refusal: { code: 'team_leader_trained_elsewhere', article: '35' } }],
    })
    const higher = await aCourse({ ...WORKERS, enterpriseId: group.id }, group.clerk)
    expect(await record(higher, [row()])).toMatchObject({ recorded: 1 })
    // The group's clerk organised it and still sees only the group's own people.
    const { trainees } = await group.clerk.get('GET /v1/courses/:courseId', { params: { courseId: higher } })
    expect(trainees).toEqual([])

    const alone = await aPerson({ post: 'team_leader.transport', trade: null }, group)
    const groupOwn = await aCourse({ ...WORKERS, enterpriseId: group.id }, group.clerk)
    expect(await record(groupOwn, [attended(alone, { hoursAttended: 72 })], group.clerk)).toMatchObject({ recorded: 1 })
  })

  test('clears what the roll warns of: no initial training, none this year (R35-3, R35-4, R12-1)', async () => {
    const worker = await aPerson({ post: 'post_worker', trade: null })
    const warnings = async (personId: string) => {
      const { person } = await mine.clerk.get('GET /v1/enterprises/:enterpriseId/people/:personId', {
        params: { enterpriseId: mine.id, personId },
      })
      return person.posts[0]?.warnings ?? []
    }
    expect(await warnings(worker)).toEqual(expect.arrayContaining(['no_initial_training', 'no_training_this_year']))
    await record(await aCourse(WORKERS), [attended(worker, { hoursAttended: 72 })])
    expect(await warnings(worker)).toEqual(['schooling_short'])

    const manager = await aPerson({ post: 'chief_engineer', trade: null })
    expect(await warnings(manager)).toContain('no_training_this_year')
    const lesson = { category: 'manager', kind: 'refresher', trade: null, hours: 8 }
    await record(await aCourse(lesson), [
      attended(manager, { hoursAttended: 8, points: null, result: 'no_exam', certificateNumber: null }),
    ])
    expect(await warnings(manager)).not.toContain('no_training_this_year')
  })
})
