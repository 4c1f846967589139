import type { CivilDate, Instant } from '@kaochang/domain/instant'
import { endDuties } from '@kaochang/server/clockwork/end-duties'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { MANAGER_PAPERS, aDraft, upload } from '../kit/applications.ts'
import { type TestEnterprise, anEnterprise, entered } from '../kit/enterprise.ts'
import {
  type Member,
  type Office,
  type Row,
  anOffice,
  aPerson,
  asked,
  managerBanks,
  rosterEntry,
} from '../kit/exam-fixture.ts'
import { holdForOne } from '../kit/held-sitting.ts'
import { publish } from '../kit/practical.ts'
import { type JourneyStage, confirm, openJourney, ownPages } from './journey-stage.ts'

const MINE = '晋北某煤业有限公司'
const BODY = '某某集团'

// Two managers of one mine: one who may not be examined at all, and one who fails twice. The clock begins on 2026-10-22.
describe('two managers’ journeys, in Chinese, through the running product', { timeout: 90_000 }, () => {
  let stage: JourneyStage
  let office: Office
  let invigilator: Member
  let mine: TestEnterprise
  let banks: string[]
  const unschooled = aPerson({ name: '田文博', enterprise: MINE })
  const failing = aPerson({ name: '欧阳镇山', enterprise: MINE })

  beforeAll(async () => {
    stage = await openJourney('manager')
    const { home } = stage
    office = await anOffice(home, { seats: [6] })
    const there = { level: 'site', province: '14', siteId: office.siteId } as const
    invigilator = await home.staff([{ role: 'invigilator', jurisdiction: there }])
    mine = await anEnterprise(home, { name: MINE })
    banks = await managerBanks(home)
    const { officer, scorer, publisher, chief } = office
    stage.keep(officer, scorer, publisher, chief, invigilator, mine.clerk)
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await stage.pictureAll()
  })
  afterAll(() => stage.close())

  let employments: { unschooled: string; failing: string }
  let failingId: string

  test('R17-1 R17-2: appointed, both stand on the roll with the clocks of art. 17, one of which has run out', async () => {
    const education = { subject: '采矿工程', school: '某某学院', coalRelated: true, graduatedOn: null }
    const [one = '', other = ''] = await entered(mine, [
      entry(unschooled, 'deputy_mine_director.ventilation', '2026-10-12'),
      entry(failing, 'chief_engineer', '2026-09-10'),
    ])
    failingId = other
    employments = {
      unschooled: await withBackground(one, { ...education, level: 'vocational' }),
      failing: await withBackground(other, { ...education, level: 'bachelor' }),
    }
    const clerk = await stage.show(mine.clerk, '/people')
    // The thirtieth day after 2026-10-12 and after 2026-09-10, the second a Saturday on which everybody works.
    await clerk.getByRole('row', { name: unschooled.name }).getByText('2026-11-11').waitFor()
    await clerk.getByRole('row', { name: failing.name }).getByText('2026-10-10').waitFor()
    await stage.picture(clerk, '01-roll')
  })

  test('R17-2: both apply; the second is late, which is flagged and not refused', async () => {
    for (const employmentId of Object.values(employments)) {
      const applicationId = await aDraft(mine, employmentId)
      for (const kind of MANAGER_PAPERS)
        expect(await upload(mine.clerk, applicationId, kind)).toMatchObject({ status: 200 })
      const clerk = await stage.show(mine.clerk, `/applications/${applicationId}`)
      await clerk.getByText('材料已齐').waitFor()
      await clerk.getByRole('button', { name: '提交申请' }).click()
      await confirm(clerk)
      await clerk.getByText('已提交，等考核部门审核').waitFor()
      if (employmentId === employments.failing) await clerk.getByText('逾期提出').first().waitFor()
    }
    const clerk = await stage.show(mine.clerk, '/applications')
    await clerk.getByText('待审核 2').waitFor()
    await stage.picture(clerk, '02-clerks-list')
  })

  test('R17-4 R11-1: the officer finds art. 11 not met, can only refuse, and does', async () => {
    const officer = await stage.show(office.officer, '/applications')
    await officer.getByRole('link', { name: unschooled.name }).click()
    await officer.getByText('只能不予受理').waitFor()
    expect(await officer.getByRole('button', { name: /^受\s*理$/ }).isDisabled()).toBe(true)
    await stage.picture(officer, '03-review', { whole: true })
    await officer.getByRole('button', { name: '不予受理' }).click()
    await officer.getByText('将书面告知申请人、企业和任免机关').waitFor()
    await officer.getByRole('dialog').getByRole('button', { name: '不予受理' }).click()
    await officer.getByText(`送任免机关 ${BODY}`).waitFor()
  })

  test('N2: three are told in writing: the applicant, the enterprise and the appointing body', async () => {
    const officer = await stage.show(office.officer, '/notices')
    for (const to of [unschooled.name, MINE, BODY])
      await officer.getByRole('row', { name: '不符合考核条件告知书' }).filter({ hasText: to }).first().waitFor()
    expect(await addresseesOf('N2')).toEqual(['applicant', 'appointing_body', 'enterprise'])
    await stage.picture(officer, '04-three-notices')
    const clerk = await stage.show(mine.clerk, '/notices')
    await clerk.getByRole('link', { name: '不符合考核条件告知书' }).click()
    await clerk.getByText('调整其工作岗位').first().waitFor()
    await stage.picture(clerk, '05-enterprise-reads', { whole: true })
  })

  test('R17-4: the post must be adjusted, and no roster takes the person', async () => {
    const clerk = await stage.show(mine.clerk, '/people')
    await clerk.getByRole('row', { name: unschooled.name }).getByText('须调整岗位').waitFor()
    await stage.picture(clerk, '06-must-be-adjusted')
    const id = await planned('安全生产管理人员考核（首期）', '2026-11-04 09:30')
    const officer = await stage.show(office.officer, `/sessions/${id}`)
    await officer.getByRole('button', { name: '从待考名单选取' }).first().click()
    await officer.getByText('没有等待这类考试的人员').waitFor()
    await refusedOn(id, unschooled, /不得安排考试.*第 ?17 ?条/, '07-not-on-a-roster')
  })

  test('R17-3: the other is accepted, though late', async () => {
    const officer = await stage.show(office.officer, '/applications')
    await officer.getByRole('row', { name: failing.name }).getByText('逾期提出').waitFor()
    await officer.getByRole('link', { name: failing.name }).click()
    await officer.getByText('材料已齐。请查看材料').waitFor()
    await officer.getByRole('button', { name: /^受\s*理$/ }).click()
    await officer
      .getByRole('dialog')
      .getByRole('button', { name: /^受\s*理$/ })
      .click()
    await officer.getByText('已受理').first().waitFor()
  })

  test('A47: the duties board keeps in view what was met late', async () => {
    const officer = await stage.show(office.officer, '/duties?state=late')
    const late = officer.getByRole('row', { name: failing.name })
    await late.getByText('逾期完成').first().waitFor()
    expect(await late.innerText()).toMatch(/2026-10-10[^]*2026-10-22/)
    expect(await officer.getByRole('row', { name: unschooled.name }).count()).toBe(0)
    await stage.picture(officer, '08-met-late')
  })

  let retakeId: string

  test('R19-3: 76 points, and one retake is left', async () => {
    const id = await planned('安全生产管理人员考核（二期）', '2026-11-04 09:30')
    await taken(id, '首考')
    await stage.turn('2026-11-04 09:00')
    await holdForOne(stage.home, office, { invigilator, sessionId: id, person: failing, right: 76 })
    await stage.turn('2026-11-09 09:00')
    await publish(office, id)
    const page = await own(id)
    await page.getByText('76 分').first().waitFor()
    await page.getByText(/可以补考，还有 1 次机会/).waitFor()
    await stage.picture(page, '09-own-retake', { whole: true })
    await page.close()
  })

  test('R18-5 R19-3: the retake is taken from the waiting list, and 79 is a fail', async () => {
    retakeId = await planned('安全生产管理人员考核（补考）', '2026-11-18 09:30')
    await taken(retakeId, '补考', '10-waiting-retake')
    await stage.turn('2026-11-18 09:00')
    await holdForOne(stage.home, office, { invigilator, sessionId: retakeId, person: failing, right: 79 })
    await stage.turn('2026-11-23 09:00')
    await publish(office, retakeId)
  })

  test('R19-4 R19-5 N4 A3: barred for a year from the publication; the enterprise, the appointing body and the candidate are told', async () => {
    const page = await own(retakeId)
    await page.getByText('79 分').first().waitFor()
    await page.getByText('补考机会已经用完').waitFor()
    await page.getByText(/2027 ?年 ?11 ?月 ?24 ?日.*起可以再次申请考核/).waitFor()
    await page.getByText('补考不合格调整工作岗位告知书').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await stage.picture(page, '11-own-barred', { whole: true })
    await page.close()
    expect(await addresseesOf('N4')).toEqual(['appointing_body', 'candidate', 'enterprise'])
    const clerk = await stage.show(mine.clerk, '/notices')
    await clerk.getByRole('link', { name: '补考不合格调整工作岗位告知书' }).click()
    await clerk.getByText('2027-11-24').first().waitFor()
    await stage.picture(clerk, '12-notice', { whole: true })
    await clerk.goto(`${stage.url}/console/enterprises/${mine.id}/people/${failingId}`)
    await clerk.getByText('须调整岗位').first().waitFor()
    await clerk.getByText('补考不合格').first().waitFor()
    await stage.picture(clerk, '13-person', { whole: true })
  })

  test('R19-4: a third attempt is refused with the article, on paper as on line', async () => {
    const clerk = await stage.show(mine.clerk, '/applications/new')
    const row = clerk.getByRole('row', { name: failing.name })
    await row.getByText('暂不能申请').waitFor()
    expect(await row.getByRole('checkbox').isDisabled()).toBe(true)
    expect(await row.innerText()).toMatch(/2027-11-24|2027 ?年 ?11 ?月 ?24 ?日/)
    await stage.picture(clerk, '14-cannot-apply')
    const third = await planned('安全生产管理人员考核（三期）', '2026-12-09 09:30')
    const officer = await stage.show(office.officer, `/sessions/${third}`)
    await officer.getByRole('button', { name: '从待考名单选取' }).first().click()
    await officer.getByText('没有等待这类考试的人员').waitFor()
    await refusedOn(third, failing, /一年内不得再次申请考核.*第 ?19 ?条/, '15-third-attempt')
  })

  test('R17-1 A9: when six months are over, the board shows that the post was never passed', async () => {
    await stage.turn('2027-03-11 09:00')
    const officer = await stage.show(office.officer, '/duties?state=overdue')
    await officer.getByRole('row', { name: failing.name }).getByText('2027-03-10').waitFor()
    await stage.picture(officer, '16-six-months-over')
  })

  test('R19-4: the bar lasts through its last day, and ends with it', async () => {
    await stage.turn('2027-11-23 23:59')
    expect(await mayApply()).toEqual([])
    await stage.turn('2027-11-24 00:00')
    await endDuties(stage.home.deps)
    expect(await mayApply()).toEqual(['first'])
    const clerk = await stage.show(mine.clerk, '/applications/new')
    await clerk.getByLabel(failing.name).check()
    await stage.picture(clerk, '17-may-apply-again')
  })

  test('no page complained of anything', () => {
    expect(stage.complaints).toEqual([])
  })

  // ── What people do ─────────────────────────────────────────────────────────────────────────────────────

  /** Writes down schooling and ten years in coal mines, and gives the id of the post. */
  async function withBackground(personId: string, education: Education): Promise<string> {
    const params = { enterpriseId: mine.id, personId }
    await mine.clerk.get('POST /v1/enterprises/:enterpriseId/people/:personId/background', {
      params,
      body: {
        education,
        work: [{ employer: '某某煤业', post: '技术员', kind: 'coal', from: '2015-01-01', to: null }],
        skillGrade: null,
      },
    })
    const { person } = await mine.clerk.get('GET /v1/enterprises/:enterpriseId/people/:personId', { params })
    return person.posts[0]?.id ?? ''
  }

  async function planned(name: string, beijing: string): Promise<string> {
    const startsAt = Date.parse(`${beijing.replace(' ', 'T')}:00+08:00`) as Instant
    const body = asked(stage.home, office, { name, bankIds: banks, startsAt })
    return (await office.officer.get('POST /v1/sessions', { body })).id
  }

  /** The officer takes the failing one from the waiting list, announces, and has the paper drawn. */
  async function taken(sessionId: string, attempt: string, pictured?: string) {
    const officer = await stage.show(office.officer, `/sessions/${sessionId}`)
    await officer.getByRole('button', { name: '从待考名单选取' }).first().click()
    await officer.getByRole('row', { name: failing.name }).getByText(attempt).waitFor()
    await officer.getByLabel(failing.name).check()
    if (pictured) await stage.picture(officer, pictured)
    await officer.getByRole('button', { name: '加入 1 人' }).click()
    await officer.getByText('已加入 1 人').waitFor()
    const params = { sessionId }
    await office.officer.get('POST /v1/sessions/:sessionId/announce', { params })
    await office.officer.get('POST /v1/sessions/:sessionId/seal', { params })
  }

  /** The officer tries the door for papers that came on paper, and is told which article shuts it. */
  async function refusedOn(sessionId: string, person: Row, article: RegExp, pictured: string) {
    const officer = await stage.show(office.officer, `/sessions/${sessionId}`)
    await officer.getByRole('button', { name: '录入考生' }).first().click()
    await officer.getByLabel('粘贴名单').fill(`${person.name}\t${person.idNumber.toLowerCase()}\t${person.enterprise}`)
    await officer.getByRole('button', { name: /1 人/ }).click()
    const reason = officer.getByText(article).first()
    await reason.waitFor()
    await reason.scrollIntoViewIfNeeded()
    await stage.picture(officer, pictured)
    expect(await office.officer.get('GET /v1/sessions/:sessionId/roster', { params: { sessionId } })).toEqual({
      roster: [],
    })
  }

  async function own(sessionId: string): Promise<Page> {
    const { ticket } = await rosterEntry(office, sessionId, failing)
    return ownPages(stage, ticket, failing.idNumber)
  }

  async function addresseesOf(code: string): Promise<string[]> {
    const { notices } = await office.officer.get('GET /v1/notices', { querystring: {} })
    return notices
      .filter((notice) => notice.code === code)
      .map(({ addressee }) => addressee)
      .toSorted()
  }

  async function mayApply(): Promise<string[]> {
    const { applicants } = await mine.clerk.get('GET /v1/applicants')
    const found = applicants.find(({ employmentId }) => employmentId === employments.failing)
    if (!found) throw new Error('Nobody of this post may apply or not')
    return found.purposes.map(({ purpose }) => purpose)
  }
})

type Education = {
  level: 'vocational' | 'bachelor'
  coalRelated: boolean
  subject: string
  school: string
  graduatedOn: CivilDate | null
}

/** As a clerk enters somebody. */
function entry({ name, idNumber }: Row, post: string, startedOn: string) {
  return {
    name,
    idNumber,
    post,
    title: null,
    trade: null,
    underground: false,
    startedOn,
    education: null,
    skillGrade: null,
    moved: false,
  }
}
