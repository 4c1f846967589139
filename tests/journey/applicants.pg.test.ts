import { duties } from '@kaochang/database/schema/duty'
import type { StaffId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { endSessions } from '@kaochang/server/clockwork/end-sessions'
import { COOKIES } from '@kaochang/server/people/access'
import { openStaffSession } from '@kaochang/server/people/sign-ins'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NINE, type TestApp, openTestApp } from '../kit/app.ts'
import { MANAGER_PAPERS, OPERATOR_PAPERS, aSubmitted, aTraining, anEmployee } from '../kit/applications.ts'
import { type TestEnterprise, anEnterprise } from '../kit/enterprise.ts'
import {
  HOUR,
  type Office,
  aBank,
  aPerson,
  anAnnounced,
  anOffice,
  comeBack,
  managerBanks,
  roster,
  rosterEntry,
  sit,
} from '../kit/exam-fixture.ts'

let home: TestApp
let office: Office
let mine: TestEnterprise
let gas: readonly string[]
let banks: readonly string[]

beforeAll(async () => {
  home = await openTestApp()
  office = await anOffice(home)
  mine = await anEnterprise(home, { name: '晋北煤业' })
  banks = await managerBanks(home)
  gas = [await aBank(home, { kind: 'unified', trade: 'gas_inspection', blueprint: 'operator-gas-inspection' })]
})
afterAll(() => home.close())
beforeEach(() => back(NINE))

/** The clock turned, and everybody signed in again. */
async function back(at: Instant) {
  await comeBack(home, office, at)
  const open = { staffId: mine.clerk.id as StaffId, before: undefined, at }
  mine.clerk.cookies.set(COOKIES.staff, await home.deps.db.transaction((tx) => openStaffSession(tx, open)))
}

const operators = { blueprint: 'operator-gas-inspection', name: '瓦斯检查作业考试' }
const anEmpty = (given: Record<string, unknown> = {}) =>
  anAnnounced(home, office, { bankIds: banks, people: [], ...given })
const accept = (applicationId: string) =>
  office.officer.get('POST /v1/applications/:applicationId/accept', {
    params: { applicationId },
    body: { papersVerified: false },
  })
const waiting = async (sessionId: string) =>
  (await office.officer.get('GET /v1/sessions/:sessionId/waiting', { params: { sessionId } })).waiting
const place = (sessionId: string, assessmentIds: readonly string[], by = office.officer) =>
  by.ask('POST /v1/sessions/:sessionId/roster/waiting', {
    params: { sessionId },
    body: { assessmentIds: [...assessmentIds] },
  })

async function anOperator() {
  const employee = await anEmployee(mine, {
    post: 'special_operator',
    trade: 'gas_inspection',
    education: { level: 'senior_middle', coalRelated: false },
  })
  await aTraining(home, mine, employee.personId)
  return employee
}

describe('from an accepted application to the roster', () => {
  test('R26-2 A15: those who wait stand by their duty, go onto the roster, and the sixty days end with the exam held', async () => {
    const [early, late] = [await anOperator(), await anOperator()]
    const first = await aSubmitted(mine, early.employmentId, OPERATOR_PAPERS)
    await back((NINE + 24 * HOUR) as Instant)
    const second = await aSubmitted(mine, late.employmentId, OPERATOR_PAPERS)
    // Accepted the other way round: what counts is when the papers were complete.
    await accept(second.id)
    await accept(first.id)
    const session = await anEmpty({ ...operators, bankIds: gas })
    const there = await waiting(session.id)
    expect(there.map(({ name, attempt, component, clock }) => [name, attempt, component, clock?.due])).toEqual([
      [early.name, 1, 'knowledge', '2026-12-21'],
      [late.name, 1, 'knowledge', '2026-12-22'],
    ])
    expect(there[0]).toMatchObject({
      enterprise: '晋北煤业',
      clock: { clock: 'operator.organise' },
      since: '2026-10-23',
    })

    const ids = there.map(({ assessmentId }) => assessmentId)
    expect(await place(session.id, ids)).toMatchObject({ status: 200, body: { added: 2, unchanged: 0, problems: [] } })
    expect(await place(session.id, ids)).toMatchObject({ body: { added: 0, unchanged: 2 } })
    expect(await waiting(session.id)).toEqual([])
    expect((await roster(office, session.id)).map(({ enterprise }) => enterprise)).toEqual(['晋北煤业', '晋北煤业'])

    const params = { sessionId: session.id }
    await office.officer.get('POST /v1/sessions/:sessionId/seal', { params })
    home.clock.at = session.startsAt as Instant
    await office.chief.get('POST /v1/sessions/:sessionId/open', { params })
    const { sittingId } = await rosterEntry(office, session.id, { ...aPerson(), name: early.name })
    await sit(home, sittingId, { right: 60 })
    home.clock.at = (session.startsAt + 2 * HOUR) as Instant
    await endSessions(home.deps)
    // Both could attend it; that the second stayed away changes nothing.
    for (const { id } of [first, second]) {
      const [duty] = await home.deps.db
        .select()
        .from(duties)
        .where(and(eq(duties.subjectId, id), eq(duties.clock, 'operator.organise')))
      expect(duty?.metOn).toBe('2026-10-23')
    }

    // R27-8: published and failed, the retake waits for the next session; whoever was absent has the first attempt still.
    const { digest } = await office.scorer.get('GET /v1/sessions/:sessionId/scores', { params })
    const { proposal } = await office.scorer.get('POST /v1/sessions/:sessionId/release-proposals', {
      params,
      body: { digest: digest ?? '' },
    })
    await office.publisher.get('POST /v1/release-proposals/:proposalId/approve', {
      params: { proposalId: proposal?.id ?? '' },
      body: { digest: digest ?? '' },
    })
    const next = await anEmpty({ ...operators, bankIds: gas, startsAt: home.clock.at + 48 * HOUR })
    expect((await waiting(next.id)).map(({ name, attempt }) => [name, attempt]).sort()).toEqual(
      [
        [early.name, 2],
        [late.name, 1],
      ].sort(),
    )
  })

  test('A6: a manager waits by the six months of the post', async () => {
    const { employmentId, name } = await anEmployee(mine, { post: 'safety_body_staff', startedOn: '2026-10-12' })
    const { id } = await aSubmitted(mine, employmentId, MANAGER_PAPERS)
    await accept(id)
    const session = await anEmpty()
    expect(await waiting(session.id)).toMatchObject([
      { name, applicationId: id, attempt: 1, clock: { clock: 'manager.pass', due: '2027-04-12' } },
    ])
  })

  test('another authority sees nobody of it, and places nobody', async () => {
    const guizhou = await anOffice(home, { province: '52' })
    const [waits] = await waiting((await anEmpty()).id)
    const provincial = await aBank(home, { kind: 'provincial', province: '52', times: 1 })
    const theirs = await anAnnounced(home, guizhou, { bankIds: [banks[0] ?? '', provincial], people: [] })
    const params = { sessionId: theirs.id }
    expect((await guizhou.officer.get('GET /v1/sessions/:sessionId/waiting', { params })).waiting).toEqual([])
    expect(await place(theirs.id, [waits?.assessmentId ?? ''], guizhou.officer)).toMatchObject({ status: 404 })
  })
})

describe('R17-4: whoever was refused', () => {
  test('gets no place by a list either, until an application of theirs is accepted', async () => {
    const { employmentId, personId, name, idNumber } = await anEmployee(mine, {
      post: 'deputy_chief_engineer',
      education: null,
    })
    const { id } = await aSubmitted(mine, employmentId, MANAGER_PAPERS)
    await office.officer.get('POST /v1/applications/:applicationId/refuse', {
      params: { applicationId: id },
      body: { grounds: [], falsePapers: false },
    })
    const { id: sessionId } = await anEmpty()
    const list = () =>
      office.officer.get('POST /v1/sessions/:sessionId/roster', {
        params: { sessionId },
        body: { rows: [{ name, idNumber, enterprise: '晋北煤业' }] },
      })
    expect(await list()).toMatchObject({
      added: 0,
      problems: [{ refusal: { code: 'application_refused', article: '17' } }],
    })

    await mine.clerk.get('POST /v1/enterprises/:enterpriseId/people/:personId/background', {
      params: { enterpriseId: mine.id, personId },
      body: {
        education: { level: 'bachelor', coalRelated: true, subject: '采矿', school: '某校', graduatedOn: null },
        work: [{ employer: '某矿', post: '技术员', kind: 'coal', from: '2015-01-01', to: null }],
        skillGrade: null,
      },
    })
    home.clock.at = (NINE + 60_000) as Instant
    const again = await aSubmitted(mine, employmentId, MANAGER_PAPERS)
    await accept(again.id)
    expect(await list()).toMatchObject({ added: 1, problems: [] })
  })
})
