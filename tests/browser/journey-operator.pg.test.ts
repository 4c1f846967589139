import type { CertificateView } from '@kaochang/contract/certificate'
import type { Instant } from '@kaochang/domain/instant'
import { endCertificates } from '@kaochang/server/certificate/end-certificates'
import { endSessions } from '@kaochang/server/clockwork/end-sessions'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { OPERATOR_PAPERS, aDraft, aTraining, upload } from '../kit/applications.ts'
import { type TestEnterprise, anEnterprise } from '../kit/enterprise.ts'
import { type Member, type Office, aBank, aPerson, anOffice, asked, rosterEntry } from '../kit/exam-fixture.ts'
import { holdForOne } from '../kit/held-sitting.ts'
import { pdfText } from '../kit/pdf-text.ts'
import { examine, practicalPlan, publish, twoExaminers } from '../kit/practical.ts'
import { pdfPicture, readPdfQr } from '../kit/qr.ts'
import { type JourneyStage, choose, confirm, openJourney, ownPages } from './journey-stage.ts'

const PICTURES = fileURLToPath(new URL('../../.artifacts/journey/', import.meta.url))
const NAME = '阿依古丽·买买提'
const BLUEPRINT = 'operator-gas-inspection'

// One gas inspector, from the first entry on the roll to the certificate that follows the first one six years later.
describe('an operator’s journey, in Chinese, through the running product', { timeout: 90_000 }, () => {
  let stage: JourneyStage
  let office: Office
  let mine: TestEnterprise
  let examiners: readonly [Member, Member]
  let invigilator: Member
  let bank: string
  const person = aPerson({ name: NAME, enterprise: '晋北某煤业有限公司' })

  beforeAll(async () => {
    stage = await openJourney('operator')
    const { home } = stage
    office = await anOffice(home, { seats: [6] })
    examiners = await twoExaminers(home, office)
    const there = { level: 'site', province: '14', siteId: office.siteId } as const
    invigilator = await home.staff([{ role: 'invigilator', jurisdiction: there }])
    mine = await anEnterprise(home, { name: person.enterprise })
    bank = await aBank(home, { kind: 'unified', trade: 'gas_inspection', blueprint: BLUEPRINT })
    const { officer, scorer, publisher, auditor, chief } = office
    stage.keep(officer, scorer, publisher, auditor, chief, invigilator, ...examiners, mine.clerk)
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await stage.pictureAll()
  })
  afterAll(() => stage.close())

  let personId: string
  let employmentId: string
  let applicationId: string

  test('R24-1 R25-1: the clerk enters the person, who may not work yet, and the course of ninety hours', async () => {
    const clerk = await stage.show(mine.clerk, '/people')
    await clerk.getByRole('button', { name: '登记人员' }).first().click()
    const form = clerk.getByRole('dialog')
    await form.getByLabel('姓名').fill(NAME)
    await form.getByLabel('身份证号').fill(person.idNumber)
    await choose(clerk, form.getByLabel('岗位', { exact: true }), '特种作业人员')
    await choose(clerk, form.getByLabel('工种'), '煤矿瓦斯检查作业')
    await form.getByLabel('任职日期').fill('2026-09-01')
    await clerk.keyboard.press('Enter')
    await choose(clerk, form.getByLabel('学历'), '高中')
    await form.getByRole('button', { name: '登记人员' }).click()
    await clerk.getByText('无有效操作证，不得上岗').waitFor()

    const params = { enterpriseId: mine.id }
    const { people } = await mine.clerk.get('GET /v1/enterprises/:enterpriseId/people', { params, querystring: {} })
    personId = people[0]?.id ?? ''
    employmentId = people[0]?.posts[0]?.id ?? ''
    await mine.clerk.get('POST /v1/enterprises/:enterpriseId/people/:personId/background', {
      params: { ...params, personId },
      body: {
        education: { level: 'senior_middle', coalRelated: false, subject: '', school: '大同某中学', graduatedOn: null },
        work: [{ employer: '某某煤矿', post: '采煤工', kind: 'coal', from: '2022-03-01', to: null }],
        skillGrade: null,
      },
    })
    await aTraining(stage.home, mine, personId)
    await clerk.getByRole('link', { name: NAME }).click()
    await clerk.getByText('瓦斯检查作业培训').waitFor()
    await stage.picture(clerk, '01-person', { whole: true })
  })

  test('R26-1: the clerk applies with the papers, and finds the application in the list', async () => {
    applicationId = await aDraft(mine, employmentId)
    for (const kind of OPERATOR_PAPERS)
      expect(await upload(mine.clerk, applicationId, kind)).toMatchObject({ status: 200 })
    await submitted('02-submitted')
    const clerk = await stage.show(mine.clerk, '/applications')
    await clerk.getByRole('row', { name: NAME }).getByText('待审核').waitFor()
    await stage.picture(clerk, '03-clerks-list')
  })

  test('R26-2 A15: the officer reviews and accepts, and the sixty days stand on the board of duties', async () => {
    await accepted('04-review')
    const officer = await stage.show(office.officer, '/duties')
    // The sixtieth day after 2026-10-22.
    await officer.getByRole('row', { name: NAME }).getByText('2026-12-21').first().waitFor()
    await stage.picture(officer, '05-duties')
  })

  let knowledgeId: string
  let practicalId: string

  test('R27-1: the knowledge exam is scheduled, with the applicant from the waiting list', async () => {
    await stage.turn('2026-10-26 09:00')
    knowledgeId = await planned('瓦斯检查作业安全生产知识考试', '2026-11-03 09:30')
    await taken(knowledgeId, { attempt: '首考', pictured: '06-waiting' })
  })

  test('R27-3 A14: it is sat at a terminal and passed; until it is published, the candidate reads no score', async () => {
    await stage.turn('2026-11-03 09:00')
    await holdForOne(stage.home, office, { invigilator, sessionId: knowledgeId, person, right: 88 })
    const page = await own(knowledgeId)
    await page.getByText('成绩还没有公布').waitFor()
    // Ten working days after the day of the exam (R27-6).
    await page.getByText(/公布期限：2026.*11.*17/).waitFor()
    expect(await page.locator('main').innerText()).not.toMatch(/88|合格$/m)
    await stage.picture(page, '07-own-before', { whole: true })
    await page.close()
  })

  test('A14 R27-1: the same afternoon’s practical exam takes the candidate by internal progression', async () => {
    practicalId = await plannedPractical('2026-11-03 14:00')
    await taken(practicalId, { attempt: '首考', pictured: '08-waiting-practical' })
  })

  test('R27-4 R27-5: two examiners mark it, each for themselves', async () => {
    await stage.turn('2026-11-03 13:50')
    const { chief } = office
    await chief.get('POST /v1/sessions/:sessionId/open', { params: { sessionId: practicalId } })
    await stage.turn('2026-11-03 14:00')
    const first = await stage.show(examiners[0], `/practical/${practicalId}`)
    const { ticket } = await rosterEntry(office, practicalId, person)
    await first.getByLabel('扫描或输入准考证号，按回车').fill(ticket)
    await first.keyboard.press('Enter')
    await first.getByText('已签到，可以评分').waitFor()
    await marked(first, [18, 30, 22, 15])
    await first.getByText('您已完成评分，等待另一名考评员').waitFor()
    const second = await stage.show(examiners[1], `/practical/${practicalId}`)
    await marked(second, [18, 30, 22, 15])
    await first.getByText(/两名考评员评分一致 · 85 · 合格/).waitFor()
    await stage.picture(first, '09-marked')
    await chief.get('POST /v1/sessions/:sessionId/close', {
      params: { sessionId: practicalId },
      body: { reason: '全部考生评分一致' },
    })
    // The clockwork passes over a session that somebody holds, and comes back.
    await vi.waitFor(async () => {
      await endSessions(stage.home.deps)
      const params = { sessionId: practicalId }
      expect(await chief.get('GET /v1/sessions/:sessionId', { params })).toMatchObject({ state: 'scored' })
    })
  })

  test('R27-6: both are released, each by two people', async () => {
    await stage.turn('2026-11-06 09:00')
    await publish(office, knowledgeId)
    const scorer = await stage.show(office.scorer, `/release/${practicalId}`)
    await scorer.getByText(/核验通过/).waitFor()
    await scorer.getByRole('button', { name: '提请发布' }).click()
    await confirm(scorer)
    await scorer.getByText(/提请/).first().waitFor()
    const publisher = await stage.show(office.publisher, `/release/${practicalId}`)
    await publisher.getByRole('button', { name: '批准并发布' }).click()
    await confirm(publisher)
    await publisher.getByText('成绩已发布').first().waitFor()
    await stage.picture(publisher, '10-released')
  })

  test('A13 R27-7: the candidate reads both passes and by when the certificate comes, counted from the practical exam', async () => {
    const page = await own(practicalId)
    await page.getByText('88 分').first().waitFor()
    await page.getByText('85 分').first().waitFor()
    // Twenty working days after 2026-11-03.
    await page.getByText(/2026.*12.*1日.*完成发证/).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await stage.picture(page, '11-own-passed', { whole: true })
    await page.close()
  })

  let first: CertificateView

  test('R27-7 R28-2: the certificate is issued on its clock, under T and the ID number', async () => {
    await stage.turn('2026-11-10 09:00')
    const officer = await stage.show(office.officer, '/certificates')
    const row = officer.getByRole('row', { name: NAME })
    await row.getByText('2026-12-01').waitFor()
    await stage.picture(officer, '12-to-issue')
    await row.getByRole('button', { name: '发证' }).click()
    const dialog = officer.getByRole('dialog')
    await dialog.getByLabel('证号').fill(`T${person.idNumber}`)
    await dialog.getByRole('button', { name: '发证' }).click()
    await dialog.waitFor({ state: 'detached' })
    first = await certificateOf('valid')
    expect(first).toMatchObject({
      issuedOn: '2026-11-10',
      validFrom: '2026-11-10',
      validThrough: '2032-11-09',
      mayWork: true,
    })

    await officer.goto(`${stage.url}/console/duties?state=met`)
    const met = officer.getByRole('row', { name: /完成发证|发证/ }).filter({ hasText: NAME })
    await met.getByText('按期完成').waitFor()
    await stage.picture(officer, '13-duties-met')
  })

  test('A58 R43-1: its PDF opens, and whoever scans it sees that it is valid', async () => {
    const officer = await stage.show(office.officer, `/certificates/${first.id}`)
    await officer.getByText('打开核验页面').waitFor()
    await stage.picture(officer, '14-certificate')
    const printed = await pdfOf(officer, first.id)
    writeFileSync(`${PICTURES}operator-15-pdf.png`, await pdfPicture(printed))
    expect(await pdfText(printed)).toContain('2032')
    await verified(printed, '有效', '16-verify')
    const clerk = await stage.show(mine.clerk, '/people')
    await clerk.getByRole('link', { name: NAME }).waitFor()
    expect(await clerk.getByText('无有效操作证，不得上岗').count()).toBe(0)
    await stage.picture(clerk, '17-clerks-roll')
  })

  test('R29-1: six years on the mark of renewal runs; a course of 24 hours is held and the renewal applied for in time', async () => {
    await stage.turn('2032-08-02 09:00')
    await endCertificates(stage.home.deps)
    const officer = await stage.show(office.officer, '/duties')
    // Sixty days before 2032-11-09.
    await officer.getByRole('row', { name: NAME }).getByText('2032-09-10').first().waitFor()
    await stage.picture(officer, '18-renewal-mark')
    await aTraining(stage.home, mine, personId, {
      kind: 'renewal',
      hours: 24,
      startedOn: '2032-07-01',
      closedOn: '2032-07-05',
    })
    const clerk = await stage.show(mine.clerk, '/applications/new')
    await clerk.getByText('延期换证', { exact: true }).click()
    await clerk.getByLabel(NAME).check()
    await stage.picture(clerk, '19-renewal-draft')
    await clerk.getByRole('button', { name: '为 1 人起草申请' }).click()
    await clerk.waitForURL(/applications\/[0-9a-f-]{36}/)
    applicationId = clerk.url().split('/').at(-1) ?? ''
    for (const kind of OPERATOR_PAPERS)
      expect(await upload(mine.clerk, applicationId, kind)).toMatchObject({ status: 200 })
    await submitted('20-renewal-submitted')
    const { findings } = await mine.clerk.get('GET /v1/applications/:applicationId', { params: { applicationId } })
    expect(findings.map(({ code, verdict }) => [code, verdict])).toEqual([
      ['renewal_training', 'met'],
      ['renewal_in_time', 'met'],
    ])
    await accepted('21-renewal-review')
  })

  test('R29-2: both exams again, by the same two steps and the same four eyes', async () => {
    knowledgeId = await planned('瓦斯检查作业延期换证知识考试', '2032-08-24 09:30')
    await taken(knowledgeId, { attempt: '首考' })
    await stage.turn('2032-08-24 09:00')
    await holdForOne(stage.home, office, { invigilator, sessionId: knowledgeId, person, right: 93 })
    practicalId = await plannedPractical('2032-08-24 14:00')
    await taken(practicalId, { attempt: '首考' })
    await stage.turn('2032-08-24 14:00')
    const params = { sessionId: practicalId }
    await office.chief.get('POST /v1/sessions/:sessionId/open', { params })
    await examine(office, examiners, { sessionId: practicalId, person, total: 9_000 })
    await office.chief.get('POST /v1/sessions/:sessionId/close', { params, body: { reason: '全部考生评分一致' } })
    await endSessions(stage.home.deps)
    await stage.turn('2032-08-27 09:00')
    for (const id of [knowledgeId, practicalId]) await publish(office, id)
  })

  let renewed: CertificateView

  test('A18 R29-3: the renewed certificate holds from the day after the old one’s last', async () => {
    await stage.turn('2032-09-01 09:00')
    const officer = await stage.show(office.officer, '/certificates')
    await officer.getByRole('row', { name: NAME }).getByRole('button', { name: '发证' }).click()
    const dialog = officer.getByRole('dialog')
    await dialog.getByLabel('证号').fill(`T${person.idNumber}`)
    await dialog.getByRole('button', { name: '发证' }).click()
    await dialog.waitFor({ state: 'detached' })
    renewed = await certificateOf('not_yet_valid')
    expect(renewed).toMatchObject({
      renews: first.id,
      firstIssuedOn: '2026-11-10',
      issuedOn: '2032-09-01',
      validFrom: '2032-11-10',
      validThrough: '2038-11-09',
      mayWork: false,
    })
    expect(await certificateOf('valid')).toMatchObject({ id: first.id, mayWork: true, renewedBy: renewed.id })
    await officer.goto(`${stage.url}/console/certificates/${renewed.id}`)
    await officer.getByText('自 2032-11-10 起有效；此前以原证件为准。').waitFor()
    expect(await officer.getByText('不能凭此证上岗作业').count()).toBe(0)
    await stage.picture(officer, '22-renewed')
    const printed = await pdfOf(officer, renewed.id)
    writeFileSync(`${PICTURES}operator-23-renewed-pdf.png`, await pdfPicture(printed))
    await verified(printed, '尚未生效', '24-verify-not-yet')

    const page = await own(practicalId)
    await page.getByText('我的证件').waitFor()
    await stage.picture(page, '25-own-two-certificates', { whole: true })
    await page.close()
  })

  test('A18: on that day the new one is valid and the old one has passed, with no day between them', async () => {
    await stage.turn('2032-11-09 23:59')
    expect(await certificateOf('valid')).toMatchObject({ id: first.id })
    await stage.turn('2032-11-10 00:00')
    await endCertificates(stage.home.deps)
    expect(await certificateOf('valid')).toMatchObject({ id: renewed.id, mayWork: true })
    expect(await certificateOf('renewed')).toMatchObject({ id: first.id, mayWork: false })
    const officer = await stage.show(office.officer, '/certificates?of=all')
    await officer.getByText('已换发新证').waitFor()
    await stage.picture(officer, '26-both')
    await verified(await pdfOf(officer, first.id), '已过期，已换发新证', '27-verify-old')
    const clerk = await stage.show(mine.clerk, `/enterprises/${mine.id}/people/${personId}`)
    await clerk.getByText('有效期至 2038-11-09').waitFor()
    await stage.picture(clerk, '28-person', { whole: true })
  })

  test('no page complained of anything', () => {
    expect(stage.complaints).toEqual([])
  })

  // ── What people do ─────────────────────────────────────────────────────────────────────────────────────

  async function submitted(pictured: string) {
    const clerk = await stage.show(mine.clerk, `/applications/${applicationId}`)
    await clerk.getByText('材料已齐').waitFor()
    await clerk.getByRole('button', { name: '提交申请' }).click()
    await confirm(clerk)
    await clerk.getByText('已提交，等考核部门审核').waitFor()
    await stage.picture(clerk, pictured, { whole: true })
  }

  async function accepted(pictured: string) {
    const officer = await stage.show(office.officer, '/applications')
    await officer.getByRole('link', { name: NAME }).first().click()
    await officer.getByText('材料已齐。请查看材料').waitFor()
    await stage.picture(officer, pictured, { whole: true })
    await officer.getByRole('button', { name: /^受\s*理$/ }).click()
    await officer.getByText('申请人进入待考名单').waitFor()
    await officer
      .getByRole('dialog')
      .getByRole('button', { name: /^受\s*理$/ })
      .click()
    await officer.getByText('已受理').first().waitFor()
  }

  async function planned(name: string, beijing: string): Promise<string> {
    const body = asked(stage.home, office, { name, bankIds: [bank], blueprint: BLUEPRINT, startsAt: at(beijing) })
    return (await office.officer.get('POST /v1/sessions', { body })).id
  }

  async function plannedPractical(beijing: string): Promise<string> {
    const body = await practicalPlan(stage.home, office, { startsAt: at(beijing) })
    return (await office.officer.get('POST /v1/practical/sessions', { body })).id
  }

  /** The officer takes the person from the waiting list, announces, and closes the roster. */
  async function taken(sessionId: string, { attempt, pictured }: { attempt: string; pictured?: string }) {
    const officer = await stage.show(office.officer, `/sessions/${sessionId}`)
    await officer.getByRole('button', { name: '从待考名单选取' }).first().click()
    await officer.getByRole('row', { name: NAME }).getByText(attempt).waitFor()
    await officer.getByLabel(NAME).check()
    if (pictured) await stage.picture(officer, pictured)
    await officer.getByRole('button', { name: '加入 1 人' }).click()
    await officer.getByText('已加入 1 人').waitFor()
    const params = { sessionId }
    await office.officer.get('POST /v1/sessions/:sessionId/announce', { params })
    await office.officer.get('POST /v1/sessions/:sessionId/seal', { params })
  }

  /** Opens the candidate's sheet, types the points with Enter after each, and finishes. */
  async function marked(page: Page, points: readonly number[]) {
    await page
      .getByRole('button', { name: /评\s*分/ })
      .last()
      .click()
    await page.getByText('请独立评分').waitFor()
    await page.locator('.subjects .points input').first().focus()
    for (const each of points) {
      await page.keyboard.type(String(each))
      await page.keyboard.press('Enter')
    }
    await page.getByText('已保存').waitFor()
    await page.getByRole('button', { name: '完成评分' }).click()
    await confirm(page)
  }

  async function own(sessionId: string): Promise<Page> {
    const { ticket } = await rosterEntry(office, sessionId, person)
    return ownPages(stage, ticket, person.idNumber)
  }

  async function certificateOf(state: CertificateView['state']): Promise<CertificateView> {
    const { certificates } = await office.officer.get('POST /v1/certificates/search', {
      body: { of: 'all', category: null, trade: null, name: NAME, idNumber: null, number: null },
    })
    const found = certificates.find((certificate) => certificate.state === state)
    if (!found) throw new Error(`None is ${state}: ${certificates.map((each) => each.state).join()}`)
    return office.officer.get('GET /v1/certificates/:certificateId', { params: { certificateId: found.id } })
  }

  async function pdfOf(page: Page, certificateId: string): Promise<Buffer> {
    await page.goto(`${stage.url}/console/certificates/${certificateId}`)
    const href = await page.getByRole('link', { name: '打印证件（PDF）' }).getAttribute('href')
    return (await page.request.get(`${stage.url}${href}`)).body()
  }

  /** Scans the code that is printed, as anybody may. */
  async function verified(printed: Buffer, says: string, pictured: string) {
    const page = await stage.telephone((await readPdfQr(printed)) ?? '')
    await page.getByText(says, { exact: true }).first().waitFor()
    expect(await page.content()).not.toContain(person.idNumber)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await stage.picture(page, pictured)
    await page.close()
  }
})

function at(beijing: string): Instant {
  return Date.parse(`${beijing.replace(' ', 'T')}:00+08:00`) as Instant
}
