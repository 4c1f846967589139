import type { SessionId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { endSessions } from '@kaochang/server/clockwork/end-sessions'
import { mkdirSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, openTestApp } from '../kit/app.ts'
import { openChromium, openPerson, photograph } from '../kit/chromium.ts'
import {
  type Member,
  type Office,
  type Row,
  aBank,
  aPerson,
  anOffice,
  anOpen,
  comeBack,
  rosterEntry,
} from '../kit/exam-fixture.ts'
import { holdKnowledge, publish, twoExaminers } from '../kit/practical.ts'

const PICTURES = fileURLToPath(new URL('../../.artifacts/practical/', import.meta.url))

// R27-1 to R27-5 in Chinese, with real parts: one operator from a passed knowledge exam to a passed practical one.
describe('an operator’s way to a passed practical exam', { timeout: 120_000 }, () => {
  let home: TestApp
  let office: Office
  let browser: Browser
  let url: string
  let examiners: readonly [Member, Member]
  let person: Row
  const complaints: string[] = []

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true })
    url = `http://localhost:${await freePort()}`
    home = await openTestApp({ publicUrl: new URL(url) })
    await home.app.listen({ port: Number(new URL(url).port) })
    browser = await openChromium()
    office = await anOffice(home, { seats: [12] })
    examiners = await twoExaminers(home, office)
    const bank = await aBank(home, { kind: 'unified', trade: 'gas_inspection', blueprint: 'operator-gas-inspection' })

    person = aPerson({ name: '王建国' })
    const given = {
      blueprint: 'operator-gas-inspection',
      bankIds: [bank],
      people: [person],
      name: '瓦斯检查作业知识考试',
    }
    const { id, startsAt } = await anOpen(home, office, given)
    const exam = { id: id as SessionId, startsAt: startsAt as Instant, people: [person], right: [88] }
    await holdKnowledge(home, office, exam)
    await publish(office, exam.id)
  })
  afterAll(async () => {
    await browser.close()
    await home.close()
  })

  let officer: Page
  let chief: Page
  let first: Page
  let second: Page
  let sessionId: string

  test('an officer schedules it by trade and standard, takes the candidate on, announces and closes the roster', async () => {
    officer = await signedIn(office.officer)
    await officer.goto(`${url}/console/sessions/new`)
    await officer.getByText('实际操作能力考试', { exact: true }).click()
    await officer.getByLabel('场次名称').fill('瓦斯检查作业实际操作考试（首期）')
    await choose(officer, '工种', /瓦斯检查/)
    await officer.getByText('这是演示用的评分标准，不是国家统一考试标准。').waitFor()
    const points = officer.getByLabel('满分')
    expect(await points.count()).toBe(4)
    await points.first().fill('19')
    await officer.getByText('合计 99 分，应为 100 分').waitFor()
    await points.first().fill('20')
    await officer.getByText('合计 100 分', { exact: true }).waitFor()
    await choose(officer, '考点', /第一考点/)
    await officer.getByText(/第1考场/).click()
    await type(officer, '日期', '2026-10-22')
    await type(officer, '时间（北京时间）', '15:00')
    await officer.getByText('这是演示用的评分标准').scrollIntoViewIfNeeded()
    await picture(officer, '01-schedule')
    await officer.getByRole('button', { name: '安排场次' }).click()
    await officer.waitForURL(/sessions\/[0-9a-f-]{36}/)
    sessionId = officer.url().split('/').at(-1) ?? ''

    await officer.getByRole('button', { name: '录入考生' }).first().click()
    const stranger = aPerson({ name: '李未考' })
    const list = [person, stranger].map(({ name, idNumber, enterprise }) => `${name}\t${idNumber}\t${enterprise}`)
    await officer.getByLabel('粘贴名单').fill(list.join('\n'))
    await officer.getByRole('button', { name: /2 人/ }).click()
    await officer.getByText('安全生产知识考试还没有合格').waitFor()
    await picture(officer, '02-roster')
    await officer
      .getByRole('button', { name: /关\s*闭/ })
      .last()
      .click()
    await officer.getByRole('button', { name: '公告考试时间' }).click()
    await confirm(officer)
    await officer.getByRole('button', { name: '封存名单' }).click()
    await confirm(officer)
    await officer.getByText('名单已封存').waitFor()
    await picture(officer, '03-session')
  })

  test('the chief opens it, and an examiner checks the candidate in by ticket', async () => {
    await comeBack(home, office, Date.parse('2026-10-22T06:30:00Z') as Instant)
    chief = await signedIn(office.chief)
    await chief.goto(`${url}/console/sessions/${sessionId}`)
    await chief.getByRole('button', { name: '开放签到' }).click()
    await chief.getByText('进行中').first().waitFor()

    await comeBackAll()
    first = await signedIn(examiners[0])
    await first.goto(`${url}/console/`)
    await first.getByRole('menu').getByText('实操评分').click()
    await first.getByRole('button', { name: '进入评分' }).click()
    const { ticket } = await rosterEntry(office, sessionId, person)
    await first.getByLabel('扫描或输入准考证号，按回车').fill(ticket)
    await first.keyboard.press('Enter')
    await first.getByText('已签到，可以评分').waitFor()
    await picture(first, '04-checked-in')
  })

  test('R27-5: two examiners mark by keyboard, neither sees the other’s, and both see where they differ', async () => {
    second = await signedIn(examiners[1], { width: 1024, height: 768 })
    await enterMarks(first, [18, 30, 22, 15])
    await picture(first, '05-marking')
    await finish(first, '85')
    await first.getByText('您已完成评分，等待另一名考评员').waitFor()

    await enterMarks(second, [18, 28.5, 22, 15])
    expect(await second.locator('main').innerText()).not.toMatch(/\b30\b/)
    await picture(second, '06-tablet')
    await finish(second, '83.5')
    await second.getByText('有 1 个科目不一致').waitFor()
    await first.getByText('有 1 个科目不一致').waitFor()
    await picture(first, '07-differing')
  })

  test('they confer, one marks again, and what both give is the score', async () => {
    await second.getByLabel('重新评分 K2').fill('30')
    await second.getByRole('button', { name: '提交重新评分' }).click()
    await second.getByText(/两名考评员评分一致 · 85 · 合格/).waitFor()
    await first.getByText(/两名考评员评分一致 · 85 · 合格/).waitFor()
    await picture(first, '08-agreed')
    await officer.goto(`${url}/console/sessions/${sessionId}`)
    await officer.getByText('1 人已有一致成绩').waitFor()
    await picture(officer, '09-progress')
  })

  test('the chief ends it; a scorer proposes and another person publishes', async () => {
    await chief.reload()
    await chief.getByRole('button', { name: '结束考试' }).click()
    await chief.getByLabel(/原因/).fill('全部考生评分一致')
    await chief
      .locator('.ant-modal-container:visible .ant-btn-dangerous, .ant-modal-content:visible .ant-btn-dangerous')
      .last()
      .click()
    await chief.getByText('已结束').first().waitFor()
    await endSessions(home.deps)

    const scorer = await signedIn(office.scorer)
    await scorer.goto(`${url}/console/release/${sessionId}`)
    await scorer.getByText(/核验通过/).waitFor()
    await scorer.locator('.ant-table-row-expand-icon').first().click()
    await scorer.getByText('瓦斯与二氧化碳浓度测定').waitFor()
    await scorer.getByRole('button', { name: '提请发布' }).click()
    await confirm(scorer)
    await scorer.getByText(/提请/).first().waitFor()
    await picture(scorer, '10-proposed')
    const publisher = await signedIn(office.publisher)
    await publisher.goto(scorer.url())
    await publisher.getByRole('button', { name: '批准并发布' }).click()
    await confirm(publisher)
    await publisher.getByText('成绩已发布').first().waitFor()
  })

  test('R27-7, A13: the candidate’s own page shows both exams, the pass, and the certificate’s day', async () => {
    const { ticket } = await rosterEntry(office, sessionId, person)
    const page = await aPage({ width: 390, height: 844 })
    await page.goto(`${url}/`)
    await page.getByText('成绩查询').first().click()
    await page.getByLabel('准考证号').fill(ticket)
    await page.getByLabel('身份证号').fill(person.idNumber)
    await page.keyboard.press('Enter')
    await page.getByText('85 分').first().waitFor()
    await page.getByText('88 分').first().waitFor()
    await page.getByText(/实际操作能力考试 · 首次考试/).waitFor()
    await page.getByText(/2026.*11.*19.*完成发证/).waitFor()
    await page.screenshot({ path: `${PICTURES}11-own-page.png`, fullPage: true })
    expect(complaints).toEqual([])
  })

  // ── How the test moves ─────────────────────────────────────────────────────────────────────────────────

  /** Opens the candidate's sheet and types the points, Enter after each. */
  async function enterMarks(page: Page, points: readonly number[]) {
    await page.goto(`${url}/console/practical/${sessionId}`)
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
  }

  async function finish(page: Page, total: string) {
    await page.getByText(`${total} / 100`).waitFor()
    await page.getByRole('button', { name: '完成评分' }).click()
    await confirm(page)
  }

  async function aPage(size: { width?: number; height?: number } = {}): Promise<Page> {
    const page = await (await openPerson(browser, size)).newPage()
    page.setDefaultTimeout(15_000)
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      // What could not be loaded is named by its address below.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load')) complaints.push(message.text())
    })
    page.on('response', (response) => {
      // Being asked to sign in is a 401.
      if (response.status() >= 400 && ![401, 409, 422].includes(response.status()))
        complaints.push(`${response.status()} ${response.url()}`)
    })
    return page
  }

  /** A browser that is signed in already, by the cookies that the kit's member holds. */
  async function signedIn(member: Member, size: { width?: number; height?: number } = {}): Promise<Page> {
    const page = await aPage(size)
    const cookies = [...member.cookies].map(([name, value]) => ({
      name,
      value,
      url: 'https://localhost',
      secure: true,
    }))
    await page.context().addCookies(cookies)
    return page
  }

  async function comeBackAll() {
    const [one, other] = examiners
    const asOffice = {
      ...office,
      officer: one,
      scorer: other,
      publisher: one,
      auditor: other,
      administrator: one,
      chief: other,
    }
    await comeBack(home, asOffice, home.clock.at)
  }

  async function picture(page: Page, name: string) {
    await photograph(page, `${PICTURES}${name}.png`)
  }

  async function choose(page: Page, label: string, option: RegExp) {
    await page.getByLabel(label).click()
    await page.locator('.ant-select-dropdown:visible').getByText(option).first().click()
  }

  async function type(page: Page, label: string, text: string) {
    await page.getByLabel(label).fill(text)
    await page.keyboard.press('Enter')
  }

  /** The last, main button of the question that was asked. */
  async function confirm(page: Page) {
    const question = page.locator('.ant-modal-container:visible, .ant-modal-content:visible').last()
    await question.waitFor()
    await question.locator('.ant-btn-primary, .ant-btn-dangerous').last().click()
    await question.waitFor({ state: 'hidden' })
  }
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
