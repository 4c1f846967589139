import { applications } from '@kaochang/database/schema/application'
import { duties } from '@kaochang/database/schema/duty'
import { employments, enterprises } from '@kaochang/database/schema/enterprise'
import { notices } from '@kaochang/database/schema/notice'
import { persons } from '@kaochang/database/schema/people'
import { practicalMarks } from '@kaochang/database/schema/practical'
import { assessments, sittings } from '@kaochang/database/schema/session'
import { spotCheckPeople, spotChecks } from '@kaochang/database/schema/supervision'
import type { EnterpriseId, SessionId, SiteId } from '@kaochang/domain/ids'
import type { CivilDate, Instant } from '@kaochang/domain/instant'
import type { AssessmentPurpose } from '@kaochang/domain/law/attempts'
import type { ExamCategory } from '@kaochang/domain/law/categories'
import { idNumberLookup } from '@kaochang/server/people/id-number-secrets'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NINE, type TestApp, openTestApp } from '../kit/app.ts'
import {
  HOUR,
  type Member,
  type Office,
  type Row,
  aBank,
  aPerson,
  anOffice,
  anOpen,
  comeBack,
  enrol,
  managerBanks,
  rosterEntry,
  tamper,
} from '../kit/exam-fixture.ts'
import {
  anOpenPractical,
  board,
  checkIn,
  endAndScore,
  examine,
  holdKnowledge,
  marksOf,
  ownPages,
  pointsFor,
  practicalPlan,
  publish,
  twoExaminers,
} from '../kit/practical.ts'

let home: TestApp
let office: Office
let gas: readonly string[]
let managers: readonly string[]
let wang: Member
let li: Member

beforeAll(async () => {
  home = await openTestApp()
  office = await anOffice(home, { seats: [60] })
  gas = [await aBank(home, { kind: 'unified', trade: 'gas_inspection', blueprint: 'operator-gas-inspection' })]
  managers = await managerBanks(home)
  ;[wang, li] = await twoExaminers(home, office)
})
afterAll(() => home.close())
beforeEach(() => backTo(NINE))

/** Turns the clock and signs everybody in again. */
async function backTo(at: Instant) {
  await comeBack(home, office, at)
  await comeBack(
    home,
    { ...office, officer: wang, scorer: li, publisher: wang, auditor: li, administrator: wang, chief: li },
    at,
  )
}

/** An operators' knowledge exam that was held and scored, with so many right answers each, and not published. */
async function knowledge(right: readonly number[], people: readonly Row[] = right.map(() => aPerson())) {
  const given = { blueprint: 'operator-gas-inspection', bankIds: gas, people, name: '瓦斯检查作业知识考试' }
  const { id, startsAt } = await anOpen(home, office, given)
  const exam = { id: id as SessionId, startsAt: startsAt as Instant, people, right }
  await holdKnowledge(home, office, exam)
  return exam
}

/** People whose knowledge exam was passed and published. */
async function passedKnowledge(count: number): Promise<Row[]> {
  const { id, people } = await knowledge(Array.from({ length: count }, () => 90))
  await publish(office, id)
  return [...people]
}

async function emptyPractical() {
  return office.officer.get('POST /v1/practical/sessions', { body: await practicalPlan(home, office) })
}

async function addTo(sessionId: string, rows: readonly Row[]) {
  return office.officer.get('POST /v1/sessions/:sessionId/roster', { params: { sessionId }, body: { rows: [...rows] } })
}

async function personOf({ idNumber }: Row) {
  const lookup = idNumberLookup(home.deps.secrets, idNumber as never)
  const [person] = await home.deps.db.select().from(persons).where(eq(persons.idNumberLookup, lookup))
  if (!person) throw new Error('The person is not stored')
  return person
}

describe('R27-4: a practical session', () => {
  test('is scheduled by a standard whose subjects add up to 100 points, which every trade is offered', async () => {
    const { standards } = await office.officer.get('GET /v1/practical/standards')
    expect(standards).toHaveLength(10)
    expect(new Set(standards.map(({ source }) => source))).toEqual(new Set(['demonstration']))
    const plan = await practicalPlan(home, office)
    const [first, ...rest] = plan.standard.subjects
    if (!first) throw new Error('The standard has no subjects')
    const short = { ...plan, standard: { ...plan.standard, subjects: [{ ...first, full: first.full - 1 }, ...rest] } }
    expect(await office.officer.ask('POST /v1/practical/sessions', { body: short })).toMatchObject({
      status: 422,
      body: { code: 'standard_marks_not_full', points: 9_999, wanted: 10_000 },
    })
    const twice = { ...plan, standard: { ...plan.standard, subjects: [first, first] } }
    expect(await office.officer.ask('POST /v1/practical/sessions', { body: twice })).toMatchObject({
      status: 422,
      body: { code: 'standard_subject_repeated' },
    })
    const { component, practicalStandard, category } = await office.officer.get('POST /v1/practical/sessions', {
      body: plan,
    })
    expect({ component, category, practicalStandard }).toEqual({
      component: 'practical',
      category: 'operator',
      practicalStandard: plan.standard,
    })
  })

  test('R27-2: is held at a designated site, and on a rest day only when that is meant', async () => {
    const golden = { startsAt: Date.parse('2027-01-01T01:00:00Z'), restDayConfirmed: false }
    expect(
      await office.officer.ask('POST /v1/practical/sessions', { body: await practicalPlan(home, office, golden) }),
    ).toMatchObject({ status: 422, body: { code: 'starts_on_rest_day' } })
    const elsewhere = await anOffice(home, { province: '52' })
    const plan = { ...(await practicalPlan(home, office)), siteId: elsewhere.siteId, roomIds: [...elsewhere.roomIds] }
    expect(await office.officer.ask('POST /v1/practical/sessions', { body: plan })).toMatchObject({
      status: 422,
      body: { code: 'site_of_another_province' },
    })
  })

  test('has no papers: closing the roster freezes it, and its rooms have no terminals', async () => {
    const [person] = await passedKnowledge(1)
    const { id } = await emptyPractical()
    const params = { sessionId: id }
    await addTo(id, [person as Row])
    await office.officer.get('POST /v1/sessions/:sessionId/announce', { params })
    expect(await office.officer.get('POST /v1/sessions/:sessionId/seal', { params })).toMatchObject({
      state: 'sealed',
      seal: null,
    })
    expect(
      await office.officer.ask('POST /v1/sessions/:sessionId/roster', { params, body: { rows: [aPerson()] } }),
    ).toMatchObject({ status: 409, body: { code: 'roster_closed' } })
    expect(
      await office.chief.ask('GET /v1/sessions/:sessionId/rooms/:roomId', {
        params: { sessionId: id, roomId: office.roomIds[0] ?? '' },
      }),
    ).toMatchObject({ status: 404, body: { code: 'room_not_in_session' } })
  })

  test('a knowledge session is no practical one', async () => {
    const { id } = await anOpen(home, office, {
      blueprint: 'operator-gas-inspection',
      bankIds: gas,
      people: [aPerson()],
    })
    const params = { sessionId: id }
    const refused = { status: 404, body: { code: 'session_not_practical' } }
    expect(await wang.ask('GET /v1/practical/sessions/:sessionId', { params })).toMatchObject(refused)
    expect(
      await wang.ask('POST /v1/practical/sessions/:sessionId/check-in', { params, body: { ticket: '1' } }),
    ).toMatchObject(refused)
  })
})

describe('R27-1: who may be on its roster', () => {
  test('nobody before the knowledge exam is passed', async () => {
    const { id, people } = await knowledge([70, 79])
    await publish(office, id)
    const practical = await emptyPractical()
    const { added, problems } = await addTo(practical.id, [...people, aPerson()])
    expect(added).toBe(0)
    expect(problems).toMatchObject([1, 2, 3].map(() => ({ refusal: { code: 'knowledge_not_passed', article: '27' } })))
  })

  test('A14: whoever’s knowledge is scored as passed goes on the same day, before the publication, and is told nothing', async () => {
    const [passed, failed] = [aPerson(), aPerson()]
    const exam = await knowledge([80, 79], [passed, failed])
    const practical = await emptyPractical()
    const { added, problems } = await addTo(practical.id, [passed, failed])
    expect([added, problems.map(({ name, refusal }) => [name, refusal.code])]).toEqual([
      1,
      [[failed.name, 'result_pending']],
    ])
    const { results } = await ownPages(home, office, exam.id, passed)
    expect(results.map(({ component, state, result }) => [component, state, result])).toEqual([
      ['practical', 'coming', null],
      ['knowledge', 'awaiting_release', null],
    ])
  })

  test('R30-1: after an absence it is the only exam, and a knowledge roster does not take the person', async () => {
    const person = aPerson()
    await opened(person, { purpose: 'practical_again', category: 'operator', trade: 'gas_inspection' })
    const other = await anOpen(home, office, {
      blueprint: 'operator-gas-inspection',
      bankIds: gas,
      people: [aPerson()],
    })
    expect(other.state).toBe('open')
    const coming = await office.officer.get('POST /v1/sessions', {
      body: {
        name: '知识考试',
        blueprint: 'operator-gas-inspection',
        bankIds: [...gas],
        siteId: office.siteId,
        roomIds: [...office.roomIds],
        startsAt: home.clock.at + HOUR,
        admissionMinutes: 30,
        lateEntryMinutes: 30,
        earliestHandInMinutes: 0,
        restDayConfirmed: true,
      },
    })
    expect((await addTo(coming.id, [person])).problems).toMatchObject([{ refusal: { code: 'component_not_asked' } }])

    const { id, startsAt } = await anOpenPractical(home, office, [person])
    await examine(office, [wang, li], { sessionId: id, person, total: 8_000 })
    await endAndScore(home, (startsAt + 5 * HOUR) as Instant)
    await publish(office, id)
    const { results } = await ownPages(home, office, id, person)
    expect(results[0]?.result).toMatchObject({ passed: true, next: { kind: 'back_to_work', article: '30' } })
    const { id: personId } = await personOf(person)
    expect(await home.deps.db.select().from(duties).where(eq(duties.personId, personId))).toEqual([])
  })
})

describe('R27-5: marking', () => {
  let sessionId: SessionId
  let startsAt: Instant
  let person: Row
  let sittingId: string
  let ticket: string
  let subjects: readonly { code: string; full: number }[]

  beforeEach(async () => {
    ;[person] = (await passedKnowledge(1)) as [Row]
    const opened = await anOpenPractical(home, office, [person])
    ;({ id: sessionId, startsAt } = opened)
    ;({ sittingId, ticket } = await rosterEntry(office, sessionId, person))
    subjects = (await board(wang, sessionId)).session.standard.subjects
  })

  const give = (by: Member, total: number) =>
    by.ask('POST /v1/practical/sittings/:sittingId/marks', {
      params: { sittingId },
      body: { marks: marksOf(subjects, pointsFor(subjects, total)) },
    })
  const finish = (by: Member) => by.ask('POST /v1/practical/sittings/:sittingId/finish', { params: { sittingId } })
  const seenBy = async (by: Member) => (await board(by, sessionId)).places[0]

  test('begins when the candidate has been identified by the ticket', async () => {
    expect(await give(wang, 8_000)).toMatchObject({ status: 409, body: { code: 'not_checked_in' } })
    expect(
      await wang.ask('POST /v1/practical/sessions/:sessionId/check-in', {
        params: { sessionId },
        body: { ticket: '1' },
      }),
    ).toMatchObject({ status: 404, body: { code: 'ticket_unknown' } })
    expect(await checkIn(wang, sessionId, ticket)).toMatchObject({ state: 'checked_in', own: null, sheets: null })
    expect((await checkIn(li, sessionId, ticket)).state).toBe('checked_in')
    expect(await give(wang, 8_000)).toMatchObject({ status: 200, body: { state: 'marking' } })
  })

  test('is done by two people, neither of whom sees the other’s marks before both have finished', async () => {
    await checkIn(wang, sessionId, ticket)
    await give(wang, 8_000)
    await finish(wang)
    expect(await seenBy(li)).toMatchObject({ own: null, sheets: null, examiners: [{ finished: true }], points: null })
    expect(JSON.stringify(await board(li, sessionId))).not.toContain('"points":8000')
    for (const reader of [office.officer, office.scorer, office.publisher, office.auditor])
      expect(JSON.stringify((await board(reader, sessionId)).places)).not.toMatch(/"points":[1-9]/)

    await give(li, 7_900)
    expect(await seenBy(wang)).toMatchObject({ own: { finished: true }, sheets: null, differing: [] })
    const both = await finish(li)
    expect(both).toMatchObject({ body: { state: 'differing', points: null, passed: null, differing: ['K3'] } })
    expect((await seenBy(wang))?.sheets).toHaveLength(2)
  })

  test('never averages: they confer, one of them enters again, and what both give is the score', async () => {
    await checkIn(wang, sessionId, ticket)
    for (const [by, total] of [
      [wang, 8_000],
      [li, 7_900],
    ] as const) {
      await give(by, total)
      await finish(by)
    }
    expect(await give(li, 8_000)).toMatchObject({ body: { state: 'agreed', points: 8_000, passed: true } })
    expect(await give(wang, 9_000)).toMatchObject({ status: 409, body: { code: 'marks_agreed_already' } })
    // What was given before stands in the record.
    const kept = await home.deps.db
      .select()
      .from(practicalMarks)
      .where(eq(practicalMarks.sittingId, sittingId as never))
    expect(kept).toHaveLength(2 * subjects.length + 1)
  })

  test('is no third person’s, no outsider’s, and no single person’s', async () => {
    await checkIn(wang, sessionId, ticket)
    await give(wang, 8_000)
    await give(li, 8_000)
    const [third] = await twoExaminers(home, office)
    expect(await give(third, 8_000)).toMatchObject({ status: 409, body: { code: 'two_examiners_already' } })
    const elsewhere = await anOffice(home, { province: '52' })
    const [stranger] = await twoExaminers(home, elsewhere)
    expect(await give(stranger, 8_000)).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect(await give(office.scorer, 8_000)).toMatchObject({ status: 403, body: { code: 'not_permitted' } })
    const both = await home.staff([
      { role: 'examiner', jurisdiction: { level: 'province', province: '14' } },
      { role: 'scorer', jurisdiction: { level: 'province', province: '14' } },
    ])
    expect(await give(both, 8_000)).toMatchObject({ status: 403, body: { code: 'not_permitted' } })
  })

  test('keeps to the subjects of the standard and their points, and to whole sheets', async () => {
    await checkIn(wang, sessionId, ticket)
    const mark = (subject: string, points: number) =>
      wang.ask('POST /v1/practical/sittings/:sittingId/marks', {
        params: { sittingId },
        body: { marks: [{ subject, points, note: '演示' }] },
      })
    expect(await mark('K9', 0)).toMatchObject({ status: 422, body: { code: 'subject_unknown', subject: 'K9' } })
    expect(await mark('K1', 2_001)).toMatchObject({ status: 422, body: { code: 'marks_over_subject', full: 2_000 } })
    expect(await mark('K1', 2_000)).toMatchObject({ status: 200 })
    expect(await finish(wang)).toMatchObject({
      status: 409,
      body: { code: 'marks_missing', subjects: ['K2', 'K3', 'K4'] },
    })
  })

  test('the session waits for it: it neither closes nor ends by itself before both agree', async () => {
    await checkIn(wang, sessionId, ticket)
    await give(wang, 8_000)
    const close = () =>
      office.chief.ask('POST /v1/sessions/:sessionId/close', { params: { sessionId }, body: { reason: '考试结束' } })
    expect(await close()).toMatchObject({ status: 409, body: { code: 'session_not_over', answering: 1 } })
    // Long after the last could check in.
    await backTo((startsAt + 6 * HOUR) as Instant)
    await endAndScore(home, home.clock.at)
    expect((await board(wang, sessionId)).session.state).toBe('open')
    await give(li, 8_000)
    await finish(wang)
    await finish(li)
    await endAndScore(home, home.clock.at)
    expect((await board(wang, sessionId)).session.state).toBe('scored')
  })

  test('A7: whoever was checked in and never marked was absent, and comes again for the same attempt', async () => {
    await checkIn(wang, sessionId, ticket)
    await office.chief.get('POST /v1/sessions/:sessionId/close', {
      params: { sessionId },
      body: { reason: '考生离场' },
    })
    expect(await seenBy(wang)).toMatchObject({ state: 'absent' })
    expect(await give(wang, 8_000)).toMatchObject({ status: 409, body: { code: 'session_not_open' } })
    const again = await emptyPractical()
    expect(await addTo(again.id, [person])).toMatchObject({ added: 1 })
    expect((await rosterEntry(office, again.id, person)).attempt).toBe(1)
  })
})

describe('a practical exam that was held', () => {
  async function held(totals: readonly number[], people?: readonly Row[]) {
    const sat = people ?? (await passedKnowledge(totals.length))
    const { id, startsAt } = await anOpenPractical(home, office, sat)
    for (const [index, person] of sat.entries())
      await examine(office, [wang, li], { sessionId: id, person, total: totals[index] ?? 0 })
    await endAndScore(home, (startsAt + 5 * HOUR) as Instant)
    return { id, startsAt, people: sat }
  }
  const sheet = (sessionId: string) =>
    office.scorer.get('GET /v1/sessions/:sessionId/scores', { params: { sessionId } })

  test('is scored from what both gave, verified and released by two people; the candidate’s pages show both exams', async () => {
    const exam = await held([8_000, 7_999])
    const found = await sheet(exam.id)
    expect(found).toMatchObject({ session: { state: 'scored', component: 'practical' }, passedCount: 1 })
    expect(found.verified).toEqual({ recordsEqual: 2, papersEqual: 2, scoresEqual: 2, of: 2, findings: [] })
    // R27-6: ten working days from this component's own end, Thursday 22 October.
    expect(found.due).toMatchObject({ due: '2026-11-05', article: '27' })
    await publish(office, exam.id)

    const [passed, failed] = exam.people as [Row, Row]
    const own = (await ownPages(home, office, exam.id, passed)).results
    expect(own.map(({ component, result }) => [component, result?.points])).toEqual([
      ['practical', 8_000],
      ['knowledge', 9_000],
    ])
    // A13, R27-7: twenty working days from the practical sitting's day.
    expect(own[0]?.result).toMatchObject({ next: { kind: 'certificate_due', due: '2026-11-19', article: '27' } })
    expect(own[0]?.result?.byArea[0]).toMatchObject({ area: null, subject: { code: 'K1' }, points: 2_000, full: 2_000 })
    expect(own[1]?.result?.next).toMatchObject({ kind: 'practical_exam', keptThrough: '2027-10-22' })
    const theirs = (await ownPages(home, office, exam.id, failed)).results
    expect(theirs[0]?.result).toMatchObject({ passed: false, next: { kind: 'retake', attemptsLeft: 1 } })

    const { id: personId } = await personOf(passed)
    const owed = await home.deps.db.select().from(duties).where(eq(duties.personId, personId))
    expect(owed).toMatchObject([
      {
        clock: 'operator.certificate',
        subjectKind: 'assessment',
        fromDate: '2026-10-22',
        due: '2026-11-19',
        closedAt: null,
      },
    ])
    const told = await home.deps.db
      .select()
      .from(notices)
      .where(eq(notices.about, `session:${exam.id}`))
    expect(told.filter(({ code }) => code === 'N6').map(({ addressee }) => addressee)).toEqual(['public'])
    const ownNotice = await home.deps.db
      .select()
      .from(notices)
      .where(and(eq(notices.personId, personId), eq(notices.code, 'N6')))
    expect(ownNotice.map(({ addressee }) => addressee)).toEqual(['candidate', 'candidate'])
  })

  test('A10, R27-8: one retake of its own; failed again, the assessment ends and training is needed', async () => {
    const exam = await held([7_000])
    await publish(office, exam.id)
    await backTo((exam.startsAt + 24 * HOUR) as Instant)
    const retake = await held([7_900], exam.people)
    await publish(office, retake.id)
    const [person] = exam.people as [Row]
    expect((await ownPages(home, office, retake.id, person)).results[0]?.result?.next).toEqual({
      kind: 'training_again',
      article: '27',
    })
    const [assessment] = await home.deps.db
      .select()
      .from(assessments)
      .where(eq(assessments.personId, (await personOf(person)).id))
    expect(assessment?.closedAt).not.toBeNull()
    const third = await emptyPractical()
    expect((await addTo(third.id, [person])).problems).toMatchObject([{ refusal: { code: 'training_needed_again' } }])
  })

  test('A14: published before its knowledge exam, it ends nothing until that is published too', async () => {
    const person = aPerson()
    const exam = await knowledge([85], [person])
    const practical = await held([9_000], [person])
    await publish(office, practical.id)
    expect((await ownPages(home, office, practical.id, person)).results[0]?.result?.next).toMatchObject({
      kind: 'knowledge_awaited',
    })
    const { id: personId } = await personOf(person)
    const running = () => home.deps.db.select().from(duties).where(eq(duties.personId, personId))
    expect(await running()).toEqual([])
    await publish(office, exam.id)
    expect(await running()).toMatchObject([{ clock: 'operator.certificate', fromDate: '2026-10-22' }])
    expect((await ownPages(home, office, practical.id, person)).results[0]?.result?.next).toMatchObject({
      kind: 'certificate_due',
    })
  })

  test('R26-2, A15: for whoever applied, the exam was organised on the day it was held', async () => {
    const [person] = (await passedKnowledge(1)) as [Row]
    const { id: personId } = await personOf(person)
    const [assessment] = await home.deps.db.select().from(assessments).where(eq(assessments.personId, personId))
    const enterpriseId = await anEnterprise()
    const [application] = await home.deps.db
      .insert(applications)
      .values({
        purpose: 'first',
        personId,
        enterpriseId,
        category: 'operator',
        trade: 'gas_inspection',
        province: '14',
        basis: 'work',
        asksTrainingWaiver: 'no',
        state: 'accepted',
        late: 'no_clock',
        assessmentId: assessment?.id ?? '',
        createdAt: NINE,
      })
      .returning()
    await home.deps.db.insert(duties).values({
      clock: 'operator.organise',
      subjectKind: 'application',
      subjectId: application?.id ?? '',
      title: person.name,
      province: '14',
      fromDate: '2026-09-01' as CivilDate,
      due: '2026-11-02' as CivilDate,
      strict: '2026-10-31' as CivilDate,
      provisional: false,
      calendar: 'test',
      openedAt: NINE,
    })
    await held([8_000], [person])
    const [owed] = await home.deps.db
      .select()
      .from(duties)
      .where(eq(duties.subjectId, application?.id ?? ''))
    expect(owed).toMatchObject({ metOn: '2026-10-22' })
  })

  test.each([
    [
      'a mark',
      'practical_marks',
      'update practical_marks set points = points - 1 where id = (select max(id) from practical_marks)',
      '评分',
    ],
    ['a score', 'scores', 'update scores set points = 9999, passed = true where sitting_id = $1', '成绩'],
    [
      'the standard',
      'sessions',
      `update sessions set practical_standard = jsonb_set(practical_standard, '{name}', '"另一个"') where id = $2`,
      '评分标准',
    ],
    ['the roster', 'sittings', 'update sittings set attempt = 2 where id = $1', '名单'],
  ])('A39: a release is refused when %s was changed behind the product’s back', async (_, table, statement, word) => {
    const exam = await held([8_000])
    const { sittingId } = await rosterEntry(office, exam.id, exam.people[0] as Row)
    const values = statement.includes('$2') ? [sittingId, exam.id] : statement.includes('$1') ? [sittingId] : []
    const asked = statement.includes('$2')
      ? statement.replace('where id = $2', 'where id = $2 and $1::uuid is not null')
      : statement
    await tamper(home, table, asked, values)
    const found = await sheet(exam.id)
    expect(found.verified?.findings.join()).toContain(word)
    expect(
      await office.scorer.ask('POST /v1/sessions/:sessionId/release-proposals', {
        params: { sessionId: exam.id },
        body: { digest: found.digest ?? '' },
      }),
    ).toMatchObject({ status: 500, body: { code: 'record_broken' } })
  })

  test('marks and sheets are never rewritten', async () => {
    await held([8_000])
    for (const statement of [
      'update practical_marks set points = 0',
      'delete from practical_finishes',
      'truncate practical_seals',
    ])
      await expect(home.home.pool.query(statement)).rejects.toThrow()
  })
})

describe('what follows for a manager', () => {
  async function failTwice(person: Row, purpose: AssessmentPurpose) {
    const scores = [76, 79]
    let last = ''
    if (purpose !== 'first') await opened(person, { purpose, category: 'manager', trade: null })
    for (const right of scores) {
      const { id, startsAt } = await anOpen(home, office, { bankIds: managers, people: [person] })
      await holdKnowledge(home, office, {
        id: id as SessionId,
        startsAt: startsAt as Instant,
        people: [person],
        right: [right],
      })
      await publish(office, id)
      last = id
    }
    return last
  }

  async function employed(person: Row) {
    await registered(person)
    const { id: personId } = await personOf(person)
    const enterpriseId = await anEnterprise()
    const [employment] = await home.deps.db
      .insert(employments)
      .values({
        personId,
        enterpriseId,
        category: 'manager',
        post: 'safety_body_staff',
        title: '安全科科员',
        startedOn: '2026-09-01' as CivilDate,
        enteredAt: NINE,
      })
      .returning()
    return { personId, enterpriseId, employmentId: employment?.id ?? '' }
  }

  const told = async (personId: string, code: 'N3' | 'N4' | 'N9') =>
    (
      await home.deps.db
        .select()
        .from(notices)
        .where(and(eq(notices.personId, personId as never), eq(notices.code, code)))
    ).map(({ addressee, toName, enterpriseId }) => [addressee, toName, enterpriseId])

  test('N4, R19-5, A9: after a failed retake enterprise, appointing body and person are told, and the post is to be adjusted', async () => {
    const person = aPerson()
    const { personId, enterpriseId, employmentId } = await employed(person)
    const last = await failTwice(person, 'first')
    expect((await told(personId, 'N4')).toSorted()).toEqual([
      ['appointing_body', '晋北煤业集团', enterpriseId],
      ['candidate', person.name, null],
      ['enterprise', '晋北第一煤矿', enterpriseId],
    ])
    expect(await told(personId, 'N9')).toEqual([])
    const [post] = await home.deps.db.select().from(employments).where(eq(employments.id, employmentId))
    expect(post?.adjustmentReason).toBe('failed_retake')
    expect((await ownPages(home, office, last, person)).results[0]?.result?.next).toMatchObject({ kind: 'barred' })
    // N3: the enterprise reads its own people's scores.
    const enterpriseNotice = await home.deps.db
      .select()
      .from(notices)
      .where(and(eq(notices.about, `session:${last}`), eq(notices.addressee, 'enterprise')))
    expect(enterpriseNotice).toMatchObject([{ code: 'N3', enterpriseId }])
  })

  test('N4: of an enterprise that is known by name alone, the name is told', async () => {
    const person = aPerson({ enterprise: '无名煤矿' })
    await failTwice(person, 'first')
    const { id } = await personOf(person)
    expect((await told(id, 'N4')).toSorted()).toEqual([
      ['candidate', person.name, null],
      ['enterprise', '无名煤矿', null],
    ])
  })

  test('N9, R40-3, A20: after an order of art. 40 the notice is that of art. 40, once the retake failed too', async () => {
    const person = aPerson()
    const { personId, enterpriseId, employmentId } = await employed(person)
    const [check] = await home.deps.db
      .insert(spotChecks)
      .values({
        province: '14',
        enterpriseId,
        siteId: office.siteId as SiteId,
        name: '现场抽考',
        cutScore: 8_000,
        durationMinutes: 30,
        openedBy: office.officer.id,
        openedAt: NINE,
      })
      .returning()
    await home.deps.db.insert(spotCheckPeople).values({
      spotCheckId: check?.id ?? '',
      personId,
      category: 'manager',
      post: '安全科科员',
      orderedAt: NINE,
    })
    await failTwice(person, 'reassessment')
    expect((await told(personId, 'N9')).toSorted()).toEqual([
      ['appointing_body', '晋北煤业集团', enterpriseId],
      ['enterprise', '晋北第一煤矿', enterpriseId],
    ])
    expect(await told(personId, 'N4')).toEqual([])
    const [post] = await home.deps.db.select().from(employments).where(eq(employments.id, employmentId))
    expect(post?.adjustmentReason).toBe('failed_reassessment')
  })

  test('R19-1, R17-1: a pass starts the certificate’s clock at its publication and meets the post’s clock on the exam’s day', async () => {
    const person = aPerson()
    const { personId, employmentId } = await employed(person)
    await home.deps.db.insert(duties).values({
      clock: 'manager.pass',
      subjectKind: 'employment',
      subjectId: employmentId,
      title: person.name,
      province: '14',
      personId,
      fromDate: '2026-09-01' as CivilDate,
      due: '2027-03-01' as CivilDate,
      strict: '2027-03-01' as CivilDate,
      provisional: false,
      calendar: 'test',
      openedAt: NINE,
    })
    const { id, startsAt } = await anOpen(home, office, { bankIds: managers, people: [person] })
    await holdKnowledge(home, office, {
      id: id as SessionId,
      startsAt: startsAt as Instant,
      people: [person],
      right: [80],
    })
    await backTo((startsAt + 26 * HOUR) as Instant)
    await publish(office, id)
    const owed = await home.deps.db.select().from(duties).where(eq(duties.personId, personId))
    expect(owed.find(({ clock }) => clock === 'manager.pass')).toMatchObject({ metOn: '2026-10-22' })
    expect(owed.find(({ clock }) => clock === 'manager.certificate')).toMatchObject({
      fromDate: '2026-10-23',
      closedAt: null,
    })
    expect(await told(personId, 'N3')).toEqual([['candidate', person.name, null]])
  })
})

/** Somebody who is known here, with an assessment that an application would have opened. */
async function opened(
  person: Row,
  { purpose, category, trade }: { purpose: AssessmentPurpose; category: ExamCategory; trade: string | null },
) {
  await registered(person)
  const { id: personId } = await personOf(person)
  await home.deps.db.insert(assessments).values({ personId, category, trade, purpose, openedAt: home.clock.at })
}

/** Makes a person known, by a roster that is then forgotten. */
async function registered(person: Row) {
  const { id } = await office.officer.get('POST /v1/sessions', {
    body: {
      name: '登记',
      blueprint: 'manager',
      bankIds: [...managers],
      siteId: office.siteId,
      roomIds: [...office.roomIds],
      startsAt: home.clock.at + HOUR,
      admissionMinutes: 30,
      lateEntryMinutes: 30,
      earliestHandInMinutes: 0,
      restDayConfirmed: true,
    },
  })
  await enrol(office, id, [person])
  const { id: personId } = await personOf(person)
  await home.deps.db.delete(sittings).where(eq(sittings.personId, personId))
  await home.home.pool.query('delete from assessments where person_id = $1', [personId])
}

let enterpriseCount = 0

async function anEnterprise(): Promise<EnterpriseId> {
  enterpriseCount += 1
  const [enterprise] = await home.deps.db
    .insert(enterprises)
    .values({
      name: '晋北第一煤矿',
      creditCode: `9114PRACTICAL${String(enterpriseCount).padStart(5, '0')}`,
      province: '14',
      city: '1402',
      oversight: 'province',
      appointingBody: '晋北煤业集团',
      createdAt: NINE,
    })
    .returning()
  if (!enterprise) throw new Error('The enterprise was not stored')
  return enterprise.id
}
