import type { ApplicationView } from '@kaochang/contract/application'
import { DOCUMENT_URL } from '@kaochang/contract/application'
import { endpoints } from '@kaochang/contract/endpoints'
import { applicationDocuments } from '@kaochang/database/schema/application'
import { certificateEvents, certificates } from '@kaochang/database/schema/certificate'
import { duties } from '@kaochang/database/schema/duty'
import { employments } from '@kaochang/database/schema/enterprise'
import { notices } from '@kaochang/database/schema/notice'
import { staffActs } from '@kaochang/database/schema/people'
import { assessments } from '@kaochang/database/schema/session'
import type { ApplicationId, PersonId } from '@kaochang/domain/ids'
import type { CivilDate, Instant } from '@kaochang/domain/instant'
import { countUnasked } from '@kaochang/server/clockwork/count-applications'
import { openReassessment } from '@kaochang/server/application/open-reassessment'
import { openStaffSession } from '@kaochang/server/people/sign-ins'
import { COOKIES } from '@kaochang/server/people/access'
import type { StaffId } from '@kaochang/domain/ids'
import { and, desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NINE, type TestApp, type Visitor, openTestApp } from '../kit/app.ts'
import {
  MANAGER_PAPERS,
  OPERATOR_PAPERS,
  PDF,
  PNG,
  aDraft,
  aForm,
  aSubmitted,
  aTraining,
  anEmployee,
  upload,
} from '../kit/applications.ts'
import { type TestEnterprise, anEnterprise } from '../kit/enterprise.ts'

// The clock stands at Thursday, 2026-10-22.
let home: TestApp
let mine: TestEnterprise
let officer: Visitor & { id: StaffId }

const DAY = 86_400_000

beforeAll(async () => {
  home = await openTestApp()
  mine = await anEnterprise(home)
  officer = await home.staff([{ role: 'application_officer', jurisdiction: { level: 'province', province: '14' } }])
})
afterAll(() => home.close())

const at = (applicationId: string) => ({ params: { applicationId } })
const read = (by: Visitor, id: string) => by.get('GET /v1/applications/:applicationId', at(id))
const accept = (id: string, papersVerified = false, by: Visitor = officer) =>
  by.ask('POST /v1/applications/:applicationId/accept', { ...at(id), body: { papersVerified } })
const refuse = (id: string, body: { grounds?: { article: string; reason: string }[]; falsePapers?: boolean } = {}) =>
  officer.ask('POST /v1/applications/:applicationId/refuse', {
    ...at(id),
    body: { grounds: [], falsePapers: false, ...body },
  })
const ask = (id: string, missing: ApplicationView['lacking'], by: Visitor = officer) =>
  by.ask('POST /v1/applications/:applicationId/ask', { ...at(id), body: { missing, note: '看不清，请重新提交' } })

async function clockOf(id: string) {
  const rows = await home.deps.db
    .select()
    .from(duties)
    .where(and(eq(duties.subjectId, id), eq(duties.clock, 'operator.organise')))
    .orderBy(desc(duties.openedAt))
  return rows.map(({ fromDate, due, metOn, lapsedBecause }) => ({ fromDate, due, metOn, lapsedBecause }))
}

/** Later, with everybody signed in again. */
async function later(days: number, ...who: (Visitor & { id: string })[]) {
  home.clock.at = (NINE + days * DAY) as Instant
  for (const { id, cookies } of [officer, mine.clerk, ...who]) {
    const open = { staffId: id as StaffId, before: undefined, at: home.clock.at }
    cookies.set(COOKIES.staff, await home.deps.db.transaction((tx) => openStaffSession(tx, open)))
  }
}

async function anOperator(given: NonNullable<Parameters<typeof anEmployee>[1]> & { training?: object | null } = {}) {
  const { training = {}, ...rest } = given
  const employee = await anEmployee(mine, {
    post: 'special_operator',
    trade: 'gas_inspection',
    startedOn: '2026-10-12',
    education: { level: 'senior_middle', coalRelated: false },
    ...rest,
  })
  if (training) await aTraining(home, mine, employee.personId, training)
  return employee
}

describe('a draft', () => {
  test('is made for several people at once, and whoever cannot apply is named with the reason', async () => {
    const [one, two] = [await anEmployee(mine), await anEmployee(mine, { post: 'safety_body_staff' })]
    const worker = await anEmployee(mine, { post: 'post_worker' })
    await aDraft(mine, two.employmentId)
    const answer = await mine.clerk.get('POST /v1/applications', {
      body: {
        employmentIds: [one.employmentId, two.employmentId, worker.employmentId],
        purpose: 'first',
        basis: 'work',
        household: null,
        asksTrainingWaiver: false,
      },
    })
    expect(answer.drafted).toMatchObject([
      { person: { name: one.name }, state: 'draft', authority: { province: '14' } },
    ])
    expect(answer.problems).toMatchObject([
      { name: two.name, refusal: { code: 'application_open_already' } },
      { name: worker.name, refusal: { code: 'category_has_no_exam', article: '32' } },
    ])
  })

  test('is the enterprise’s alone: neither another enterprise nor the authority finds it', async () => {
    const other = await anEnterprise(home)
    const { employmentId } = await anEmployee(mine)
    const id = await aDraft(mine, employmentId)
    for (const stranger of [other.clerk, officer]) {
      expect(await stranger.ask('GET /v1/applications/:applicationId', at(id))).toMatchObject({ status: 404 })
    }
    const theirs = await other.clerk.ask('POST /v1/applications', {
      body: {
        employmentIds: [employmentId],
        purpose: 'first',
        basis: 'work',
        household: null,
        asksTrainingWaiver: false,
      },
    })
    expect(theirs).toMatchObject({ status: 404 })
    const { applications } = await officer.get('GET /v1/applications', { querystring: {} })
    expect(applications.map((line) => line.id)).not.toContain(id)
  })

  test('shows the clerk every condition and every missing paper before anything is handed in', async () => {
    const { employmentId } = await anEmployee(mine, { education: null, coalFrom: null })
    const view = await read(mine.clerk, await aDraft(mine, employmentId))
    expect(view.findings).toMatchObject([
      { article: '11', verdict: 'not_met' },
      { article: '11', verdict: 'not_met' },
    ])
    expect(view.required.map(({ anyOf, present }) => [anyOf.join(), present])).toEqual([
      ['appointment', false],
      ['education', false],
      ['work_history', false],
    ])
  })

  test('lists whom one may apply for, and what for', async () => {
    const director = await anEmployee(mine)
    const { applicants } = await mine.clerk.get('GET /v1/applicants')
    expect(applicants.find(({ employmentId }) => employmentId === director.employmentId)).toMatchObject({
      purposes: [{ purpose: 'first', bases: ['work'] }],
      openApplicationId: null,
      refusal: null,
    })
    expect(applicants.some(({ enterprise }) => enterprise !== applicants[0]?.enterprise)).toBe(false)
  })
})

describe('a paper', () => {
  test('is what its bytes say, and is kept encrypted', async () => {
    const { employmentId } = await anEmployee(mine)
    const id = await aDraft(mine, employmentId)
    const secret = Buffer.concat([PDF, Buffer.from('某人 140999199001010014')])
    expect(await upload(mine.clerk, id, 'education', aForm(secret, '学历证书.png', 'image/png'))).toMatchObject({
      status: 200,
      body: { documents: [{ kind: 'education', fileName: '学历证书.png', mediaType: 'application/pdf' }] },
    })
    const [kept] = await home.deps.db
      .select()
      .from(applicationDocuments)
      .where(eq(applicationDocuments.applicationId, id as ApplicationId))
    expect(Buffer.from(kept?.sealed ?? []).includes('140999')).toBe(false)
    expect(kept?.sizeBytes).toBe(secret.length)
    expect(home.logged.join('')).not.toContain('140999199001010014')
  })

  test('of another kind, or of more than 5 MB, is not taken', async () => {
    const { employmentId } = await anEmployee(mine)
    const id = await aDraft(mine, employmentId)
    const script = aForm(Buffer.from('<html><script>alert(1)</script>'), 'x.pdf')
    expect(await upload(mine.clerk, id, 'other', script)).toMatchObject({
      status: 422,
      body: { code: 'paper_not_readable' },
    })
    const huge = aForm(Buffer.concat([PDF, Buffer.alloc(5 * 1_048_576)]))
    expect(await upload(mine.clerk, id, 'other', huge)).toMatchObject({
      status: 422,
      body: { code: 'paper_too_large', limitBytes: 5_242_880 },
    })
    const nothing = { body: Buffer.from('{}'), headers: { 'content-type': 'application/json' } }
    expect(await upload(mine.clerk, id, 'other', nothing)).toMatchObject({ status: 422 })
    expect((await read(mine.clerk, id)).documents).toEqual([])
  })

  test('opens for whoever reads the application, inert, and its opening is on record (R46-1)', async () => {
    const { employmentId } = await anEmployee(mine)
    const { id } = await aSubmitted(mine, employmentId, MANAGER_PAPERS)
    await mine.clerk.ask('POST /v1/applications/:applicationId/submit', at(id))
    const [document] = (await read(officer, id)).documents
    const url = DOCUMENT_URL.replace(':applicationId', id).replace(':documentId', document?.id ?? '')
    const answer = await officer.ask(`GET ${url}` as 'GET /v1/applicants')
    expect(answer).toMatchObject({ status: 200, body: PDF.toString() })
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringMatching(/^inline; filename\*=UTF-8''/) as unknown,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'cache-control': 'no-store',
    })
    expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none'.*frame-ancestors 'self'$/)
    const opened = await home.deps.db
      .select()
      .from(staffActs)
      .where(and(eq(staffActs.act, 'open_document'), eq(staffActs.subject, `application:${id}`)))
    expect(opened).toMatchObject([{ staffId: officer.id, facts: { kind: document?.kind } }])

    const other = await anEnterprise(home)
    expect(await other.clerk.ask(`GET ${url}` as 'GET /v1/applicants')).toMatchObject({ status: 404 })
  })

  test('that was set aside stays, and counts no more; after the decision nothing is changed', async () => {
    const { employmentId } = await anEmployee(mine)
    const id = await aDraft(mine, employmentId)
    await upload(mine.clerk, id, 'appointment', aForm(PNG, '任命.png', 'image/png'))
    const [document] = (await read(mine.clerk, id)).documents
    const after = await mine.clerk.get('POST /v1/applications/:applicationId/set-aside', {
      ...at(id),
      body: { documentId: document?.id ?? '' },
    })
    expect(after.documents).toMatchObject([{ mediaType: 'image/png', replacedAt: NINE }])
    expect(after.required[0]).toMatchObject({ anyOf: ['appointment'], present: false })
    await mine.clerk.get('POST /v1/applications/:applicationId/submit', at(id))
    expect(await upload(mine.clerk, id, 'appointment')).toMatchObject({
      status: 409,
      body: { code: 'application_not_open' },
    })
  })
})

describe('R17: principals and managers', () => {
  test('R17-2: whoever applies in thirty days is in time, and what is owed by the post is met', async () => {
    const { employmentId, personId } = await anEmployee(mine, { startedOn: '2026-09-22' })
    const view = await aSubmitted(mine, employmentId, MANAGER_PAPERS)
    expect(view).toMatchObject({ state: 'submitted', late: 'in_time', completeAt: NINE })
    const [met] = await home.deps.db
      .select()
      .from(duties)
      .where(and(eq(duties.personId, personId as PersonId), eq(duties.clock, 'manager.apply')))
    expect(met).toMatchObject({ due: '2026-10-22', metOn: '2026-10-22' })
  })

  test('R17-2: later is flagged and not refused; taken back, the same appointment asks again', async () => {
    const { employmentId, personId } = await anEmployee(mine, { startedOn: '2026-09-18' })
    const view = await aSubmitted(mine, employmentId, MANAGER_PAPERS)
    expect(view).toMatchObject({ state: 'submitted', late: 'late' })
    await mine.clerk.get('POST /v1/applications/:applicationId/withdraw', {
      ...at(view.id),
      body: { reason: '材料有误' },
    })
    const rows = await home.deps.db
      .select()
      .from(duties)
      .where(and(eq(duties.personId, personId as PersonId), eq(duties.clock, 'manager.apply')))
    expect(rows.map(({ fromDate, closedAt }) => [fromDate, closedAt === null])).toEqual([
      ['2026-09-18', false],
      ['2026-09-18', true],
    ])
  })

  test('R17-3: an accepted one opens the assessment, by the rules of the day', async () => {
    const { employmentId, personId } = await anEmployee(mine)
    const { id } = await aSubmitted(mine, employmentId, MANAGER_PAPERS)
    expect(await accept(id)).toMatchObject({ status: 200, body: { state: 'accepted' } })
    const [opened] = await home.deps.db
      .select()
      .from(assessments)
      .where(eq(assessments.personId, personId as PersonId))
    expect(opened).toMatchObject({ category: 'principal', purpose: 'first', rulesVersion: 'O92-2018', closedAt: null })
    expect(await accept(id)).toMatchObject({ status: 409, body: { code: 'application_not_open' } })
    // A51: nothing is applied for beside it.
    const again = await mine.clerk.get('POST /v1/applications', {
      body: {
        employmentIds: [employmentId],
        purpose: 'first',
        basis: 'work',
        household: null,
        asksTrainingWaiver: false,
      },
    })
    expect(again.problems).toMatchObject([{ refusal: { code: 'assessment_still_open' } }])
  })

  test('R17-4 R11-1 N2: whoever does not meet art. 11 cannot be accepted, and is told with enterprise and appointing body', async () => {
    const { employmentId, name } = await anEmployee(mine, { education: { level: 'vocational', coalRelated: true } })
    const { id } = await aSubmitted(mine, employmentId, MANAGER_PAPERS)
    expect(await accept(id)).toMatchObject({
      status: 422,
      body: { code: 'conditions_not_met', findings: [{ article: '11', code: 'manager_education' }] },
    })
    expect(await refuse(id)).toMatchObject({ status: 200, body: { state: 'refused' } })
    const told = await home.deps.db
      .select()
      .from(notices)
      .where(eq(notices.about, `application:${id}`))
    expect(told.map(({ code, addressee }) => [code, addressee]).sort()).toEqual([
      ['N2', 'applicant'],
      ['N2', 'appointing_body'],
      ['N2', 'enterprise'],
    ])
    expect(told[0]?.facts.reasons).toMatchObject([{ article: '11', zh: expect.stringContaining('大专') as unknown }])
    expect(told[0]?.facts.person).toMatch(new RegExp(`^${name}（.{4}\\*+.{4}）$`))
    const [post] = await home.deps.db.select().from(employments).where(eq(employments.id, employmentId))
    expect(post).toMatchObject({ adjustmentReason: 'art_11_not_met' })
    expect((await read(mine.clerk, id)).notices).toHaveLength(3)
  })

  test('R11-3: a chairman without schooling is accepted', async () => {
    const { employmentId } = await anEmployee(mine, { post: 'chairman', education: null, coalFrom: null })
    const { id } = await aSubmitted(mine, employmentId, MANAGER_PAPERS)
    expect(await refuse(id)).toMatchObject({ status: 422, body: { code: 'refusal_without_reason' } })
    expect(await accept(id)).toMatchObject({ status: 200 })
  })

  test('A28: false papers bar both manager roles for a year', async () => {
    const { employmentId } = await anEmployee(mine)
    const { id } = await aSubmitted(mine, employmentId, MANAGER_PAPERS)
    expect(await refuse(id, { falsePapers: true })).toMatchObject({ status: 200 })
    const again = await mine.clerk.get('POST /v1/applications', {
      body: {
        employmentIds: [employmentId],
        purpose: 'first',
        basis: 'work',
        household: null,
        asksTrainingWaiver: false,
      },
    })
    expect(again.problems).toMatchObject([
      { refusal: { code: 'barred_for_false_papers', earliestReapplication: '2027-10-23' } },
    ])
  })

  test('R16-1: headquarters of the centrally managed apply to the nation', async () => {
    const central = await anEnterprise(home, { province: '11', city: '1101', oversight: 'central_headquarters' })
    const { employmentId } = await anEmployee(central)
    const { id } = await aSubmitted(central, employmentId, MANAGER_PAPERS)
    const nation = await home.staff([{ role: 'application_officer', jurisdiction: { level: 'nation' } }])
    expect(await accept(id)).toMatchObject({ status: 404 })
    expect(await accept(id, false, nation)).toMatchObject({ status: 200, body: { authority: { province: null } } })
  })

  test('R20-1 R40-2: the authority begins a reassessment by itself, without papers, once', async () => {
    const { employmentId, personId } = await anEmployee(mine, { education: null })
    const begun = () =>
      home.deps.db.transaction((tx) =>
        openReassessment(
          tx,
          {
            personId: personId as PersonId,
            category: 'principal',
            enterpriseId: mine.id,
            employmentId,
            because: 'spot_check_failed',
            reference: 'spot_check_person:x',
            by: officer.id,
          },
          home.clock.at,
        ),
      )
    const first = await begun()
    if (!first.ok) throw new Error(first.refusal.code)
    expect(await read(officer, first.value.applicationId)).toMatchObject({
      state: 'accepted',
      purpose: 'reassessment',
      authority: { province: '14' },
      steps: [{ act: 'accepted' }],
    })
    expect(await begun()).toMatchObject({ ok: false, refusal: { code: 'assessment_still_open' } })
  })
})

describe('R26: operators', () => {
  test('R26-2 A15: the sixty days run from the day the papers were complete, and lapse when it is taken back', async () => {
    const { employmentId } = await anOperator()
    const view = await aSubmitted(mine, employmentId, OPERATOR_PAPERS)
    // Day 60 is Monday, 2026-12-21.
    expect(await clockOf(view.id)).toEqual([
      { fromDate: '2026-10-22', due: '2026-12-21', metOn: null, lapsedBecause: null },
    ])
    expect(view.clocks).toMatchObject([{ clock: 'operator.organise', due: '2026-12-21', overdue: false }])
    await mine.clerk.get('POST /v1/applications/:applicationId/withdraw', {
      ...at(view.id),
      body: { reason: '本人不去' },
    })
    expect(await clockOf(view.id)).toMatchObject([{ lapsedBecause: '申请已撤回' }])
  })

  test('A16: incomplete starts nothing; asked once, supplemented, it runs from that day', async () => {
    const { employmentId } = await anOperator()
    const view = await aSubmitted(mine, employmentId, ['application_form'])
    expect(view).toMatchObject({ completeAt: null, clocks: [{ clock: 'asking', due: '2026-10-29' }] })
    expect(await clockOf(view.id)).toEqual([])
    expect(await accept(view.id)).toMatchObject({ status: 409, body: { code: 'papers_incomplete' } })

    expect(await ask(view.id, ['id_card', 'training_certificate'])).toMatchObject({
      status: 200,
      body: { state: 'supplement_asked', lacking: ['id_card', 'training_certificate'] },
    })
    expect(await ask(view.id, ['education'])).toMatchObject({ status: 409, body: { code: 'papers_asked_before' } })
    home.clock.at = (NINE + 60_000) as Instant
    await upload(mine.clerk, view.id, 'id_card')
    const supplement = () => mine.clerk.ask('POST /v1/applications/:applicationId/supplement', at(view.id))
    expect(await supplement()).toMatchObject({
      status: 422,
      body: { code: 'papers_missing', missing: ['training_certificate'] },
    })
    await upload(mine.clerk, view.id, 'training_certificate')
    await later(1)
    expect(await supplement()).toMatchObject({ status: 200, body: { state: 'submitted' } })
    expect(await clockOf(view.id)).toMatchObject([{ fromDate: '2026-10-23' }])
    expect(await accept(view.id)).toMatchObject({ status: 200, body: { state: 'accepted' } })
    expect(await clockOf(view.id)).toMatchObject([{ fromDate: '2026-10-23', metOn: null }])
    await later(0)
  })

  test('A16: a paper that is there but cannot be used is asked for, and the clock that ran stops', async () => {
    const { employmentId } = await anOperator()
    const { id } = await aSubmitted(mine, employmentId, OPERATOR_PAPERS)
    await ask(id, ['id_card'])
    expect(await clockOf(id)).toMatchObject([{ lapsedBecause: '材料不齐，已要求补正' }])
    // The one that was there when it was asked for does not count.
    expect((await read(mine.clerk, id)).lacking).toEqual(['id_card'])
  })

  test('A16: what nobody asked about in five working days counts as complete from the day it came', async () => {
    const { employmentId } = await anOperator()
    const view = await aSubmitted(mine, employmentId, ['application_form', 'id_card'])
    await later(7)
    await countUnasked(home.deps)
    expect((await read(officer, view.id)).completeAt).toBeNull()
    expect((await read(officer, view.id)).clocks).toMatchObject([{ clock: 'asking', overdue: false }])
    await later(8)
    await countUnasked(home.deps)
    await countUnasked(home.deps)
    const counted = await read(officer, view.id)
    expect(counted).toMatchObject({ state: 'submitted', completeAt: NINE })
    expect(counted.steps.map(({ act }) => act)).toEqual(['submitted', 'counted_as_accepted'])
    expect(await clockOf(view.id)).toMatchObject([{ fromDate: '2026-10-22', due: '2026-12-21' }])
    expect(await ask(view.id, ['education'])).toMatchObject({ status: 409, body: { code: 'asking_too_late' } })
    await later(0)
  })

  test('R25-1 R26-3 N5: without ninety hours nobody is accepted; applicant and enterprise are told', async () => {
    const { employmentId } = await anOperator({ training: { hours: 89 } })
    const { id } = await aSubmitted(mine, employmentId, OPERATOR_PAPERS)
    expect(await accept(id)).toMatchObject({
      status: 422,
      body: { code: 'conditions_not_met', findings: [{ article: '25' }] },
    })
    await refuse(id, { grounds: [{ article: '26', reason: '申请表未签字' }] })
    const told = await home.deps.db
      .select()
      .from(notices)
      .where(eq(notices.about, `application:${id}`))
    expect(told.map(({ code, addressee }) => [code, addressee]).sort()).toEqual([
      ['N5', 'applicant'],
      ['N5', 'enterprise'],
    ])
    expect(told[0]?.facts.reasons.map(({ article }) => article)).toEqual(['25', '26'])
    expect(await clockOf(id)).toMatchObject([{ lapsedBecause: '申请不予受理' }])
    const [post] = await home.deps.db.select().from(employments).where(eq(employments.id, employmentId))
    expect(post?.adjustmentReason).toBeNull()
  })

  test('R25-2: a waiver of training needs the authority’s eyes', async () => {
    const graduate = { level: 'vocational', coalRelated: true } as const
    const { employmentId } = await anOperator({ training: null, education: graduate })
    const { id } = await aSubmitted(mine, employmentId, ['application_form', 'id_card', 'education'], {
      asksTrainingWaiver: true,
    })
    expect(await accept(id)).toMatchObject({ status: 422, body: { code: 'waiver_not_verified', article: '25' } })
    expect(await accept(id, true)).toMatchObject({ status: 200, body: { state: 'accepted', waiver: 'granted' } })
  })

  test('R26-1: may be applied for where the household is registered', async () => {
    const { employmentId } = await anOperator()
    const { id } = await aSubmitted(mine, employmentId, OPERATOR_PAPERS, {
      basis: 'household',
      household: { province: '52', city: '5203' },
    })
    const guizhou = await home.staff([
      { role: 'application_officer', jurisdiction: { level: 'province', province: '52' } },
    ])
    expect(await accept(id)).toMatchObject({ status: 404 })
    expect(await accept(id, false, guizhou)).toMatchObject({ status: 200, body: { authority: { province: '52' } } })
  })

  test('R42-2 A26: after a revocation no trade is applied for, in three years', async () => {
    const { employmentId, personId } = await anOperator()
    await aRevocation(personId as PersonId, '2026-03-31')
    const { problems } = await mine.clerk.get('POST /v1/applications', {
      body: {
        employmentIds: [employmentId],
        purpose: 'first',
        basis: 'work',
        household: null,
        asksTrainingWaiver: false,
      },
    })
    expect(problems).toMatchObject([
      { refusal: { code: 'barred_until', article: '42', earliestReapplication: '2029-04-01' } },
    ])
    // A4: the operator's bar keeps nobody from the other track.
    const { applicants } = await mine.clerk.get('GET /v1/applicants')
    expect(applicants.find((each) => each.employmentId === employmentId)?.refusal).toMatchObject({ article: '42' })
  })
})

/** A hoist certificate that was revoked. */
async function aRevocation(personId: PersonId, onDate: string) {
  const { db } = home.deps
  const trade = 'hoist'
  const [assessment] = await db
    .insert(assessments)
    .values({ personId, category: 'operator', trade, openedAt: NINE, closedAt: NINE })
    .returning()
  const [certificate] = await db
    .insert(certificates)
    .values({
      category: 'operator',
      trade,
      personId,
      holderName: '某某',
      assessmentId: assessment?.id ?? '',
      numberSealed: '',
      numberLookup: `revoked-${personId}`,
      numberMasked: '***',
      province: '14',
      firstIssuedOn: '2022-01-01' as CivilDate,
      issuedOn: '2022-01-01' as CivilDate,
      validFrom: '2022-01-01' as CivilDate,
      validThrough: '2027-12-31' as CivilDate,
      verificationCode: `revoked-${personId}`,
      issuedAt: NINE,
    })
    .returning()
  if (!certificate) throw new Error('The certificate was not stored')
  await db
    .insert(certificateEvents)
    .values({ certificateId: certificate.id, at: NINE, onDate: onDate as CivilDate, kind: 'revoked', facts: {} })
}

describe('R23-2: delegation', () => {
  const body = {
    province: '14',
    city: '1402',
    trades: ['hoist'],
    fromDate: '2026-10-01',
    toDate: null,
    reference: '晋煤安〔2026〕3号',
  }

  test('a delegated city decides, while the delegation stands; after it the province does', async () => {
    const city = await home.staff([
      { role: 'application_officer', jurisdiction: { level: 'city', province: '14', city: '1402' } },
    ])
    expect(await city.ask('POST /v1/delegations', { body })).toMatchObject({ status: 403 })
    const { id: delegationId, inForce } = await officer.get('POST /v1/delegations', { body })
    expect(inForce).toBe(true)
    expect(await officer.ask('POST /v1/delegations', { body: { ...body, trades: null } })).toMatchObject({
      status: 409,
      body: { code: 'delegation_stands_already' },
    })
    const employee = async () => anOperator({ trade: 'hoist', training: { trade: 'hoist' } })
    const [one, two] = [await employee(), await employee()]
    const first = await aSubmitted(mine, one.employmentId, OPERATOR_PAPERS)
    const second = await aSubmitted(mine, two.employmentId, OPERATOR_PAPERS)
    expect(first.authority).toEqual({ province: '14', city: '1402' })
    const gas = await aSubmitted(mine, (await anOperator()).employmentId, OPERATOR_PAPERS)
    expect(gas.authority).toEqual({ province: '14', city: null })
    expect(await accept(gas.id, false, city)).toMatchObject({ status: 404 })
    expect(await accept(first.id, false, city)).toMatchObject({ status: 200, body: { state: 'accepted' } })

    await officer.get('POST /v1/delegations/:delegationId/end', {
      params: { delegationId },
      body: { toDate: '2026-10-21', reason: '收回委托' },
    })
    expect(await accept(second.id, false, city)).toMatchObject({
      status: 409,
      body: { code: 'delegation_not_in_force', article: '23' },
    })
    expect(await accept(second.id)).toMatchObject({ status: 200 })
    expect((await officer.get('GET /v1/delegations')).delegations).toMatchObject([{ city: '1402', inForce: false }])
  })
})

describe('R49-1: money', () => {
  test('no endpoint knows a fee: not in its address, nor in anything that goes in or comes out', () => {
    const words = JSON.stringify(endpoints).match(
      /"[^"]*\b(fee|fees|price|payment|pay|paid|charge|amount|invoice)\b[^"]*"/gi,
    )
    expect(words ?? []).toEqual([])
  })
})
