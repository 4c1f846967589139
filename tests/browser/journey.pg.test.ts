import { listPapers } from '@kaochang/database/paper'
import { listKeys } from '@kaochang/database/score'
import { letterOf } from '@kaochang/domain/bank/item'
import type { SittingId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { demoPerson } from '@kaochang/server/demo/people'
import { endSessions } from '@kaochang/server/clockwork/end-sessions'
import { setupToken } from '@kaochang/server/people/setup'
import { mkdirSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NINE, type TestApp, openTestApp } from '../kit/app.ts'
import { openChromium, openPerson, photograph } from '../kit/chromium.ts'

const BANKS = fileURLToPath(new URL('../../apps/server/src/demo/banks/', import.meta.url))
const PICTURES = fileURLToPath(new URL('../../.artifacts/journey/', import.meta.url))
const PASSWORD = 'four unlikely quiet words'
const MINUTE = 60_000

const [LUCKY, UNLUCKY] = [demoPerson(5), demoPerson(2)]

// One exam, whole, in Chinese, with real parts: the only thing turned by hand is the database's clock.
describe('an exam from two bank files to published results', { timeout: 150_000 }, () => {
  let home: TestApp
  let browser: Browser
  let url: string
  const complaints: string[] = []

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true })
    url = `http://localhost:${await freePort()}`
    home = await openTestApp({ publicUrl: new URL(url), demo: false })
    await home.app.listen({ port: Number(new URL(url).port) })
    browser = await openChromium()
  })
  afterAll(async () => {
    await browser.close()
    await home.close()
  })

  let admin: Page
  let roomId: string
  const staff: Record<string, Page> = {}

  test('the first administrator sets the installation up, and appoints the others', async () => {
    admin = await aPage()
    await admin.goto(`${url}/console/`)
    await admin.getByLabel('初始化口令').fill((await setupToken(home.deps)) ?? '')
    await admin.getByLabel('登录名').fill('admin')
    await admin.getByLabel('姓名').fill('赵启明')
    await admin.getByLabel('密码', { exact: true }).fill(PASSWORD)
    await admin.getByLabel('再输入一次').fill(PASSWORD)
    await picture(admin, '01-setup')
    await admin.getByRole('button', { name: '设立管理员并登录' }).click()
    await menu(admin, '人员').waitFor()

    const site = await post<{ id: string; rooms: { id: string; seats: { id: string }[] }[] }>(admin, '/v1/sites', {
      province: '14',
      name: '太原考点',
      address: '迎泽区一号',
      accreditedFrom: '2026-01-01',
      accreditedTo: null,
    })
    const { rooms } = await post<typeof site>(admin, `/v1/sites/${site.id}/rooms`, { name: '第一考场', seatCount: 4 })
    roomId = rooms[0]?.id ?? ''
    const province = { level: 'province', province: '14', siteId: null }
    const atSite = { level: 'site', province: '14', siteId: site.id }
    await appoint('bank-national', '钱学礼', {
      role: 'bank_administrator',
      level: 'nation',
      province: null,
      siteId: null,
    })
    await appoint('bank-shanxi', '孙晋生', { role: 'bank_administrator', ...province })
    await appoint('officer', '周正', { role: 'application_officer', ...province })
    await appoint('chief', '郑广德', { role: 'chief_invigilator', ...atSite })
    await appoint('invigilator', '王细致', { role: 'invigilator', ...atSite })
    await appoint('scorer', '冯平', { role: 'scorer', ...province })
    await appoint('publisher', '陈玉书', { role: 'publisher', ...province })
    await go(admin, '人员')
    await admin.getByText('陈玉书').waitFor()
    await picture(admin, '02-staff')
  })

  test('two bank administrators import their files, and put the banks into force', async () => {
    await importBank(await signedIn('bank-national'), {
      name: '国家级题库',
      file: 'national-managers.json',
      count: 329,
      act: '启用',
    })
    await importBank(await signedIn('bank-shanxi'), {
      name: '山西省题库',
      file: 'provincial-14.json',
      count: 90,
      act: '备案',
    })
  })

  let sessionId: string

  test('an officer schedules the session, takes in the list, announces, and has the papers drawn', async () => {
    const page = await signedIn('officer')
    await go(page, '场次')
    await page
      .getByRole('button', { name: '安排场次' })
      .or(page.getByRole('link', { name: '安排场次' }))
      .first()
      .click()
    await page.getByLabel('场次名称').fill('煤矿安全生产管理人员考核（首期）')
    await choose(page, '组卷规则', /煤矿安全生产管理人员/)
    await page.getByText('国家级题库').click()
    await page.getByText('山西省题库').click()
    await page.getByText('可以组卷').waitFor()
    await choose(page, '考点', /太原考点/)
    await page.getByText('第一考场').click()
    await type(page, '日期', '2026-10-22')
    await type(page, '时间（北京时间）', '10:00')
    await page.getByLabel('作答满多少分钟可以交卷').fill('0')
    await picture(page, '06-schedule')
    await page.getByRole('button', { name: '安排场次' }).click()
    await page.waitForURL(/sessions\/[0-9a-f-]{36}/)
    sessionId = page.url().split('/').at(-1) ?? ''

    await page.getByRole('button', { name: '录入考生' }).first().click()
    const list = [LUCKY, UNLUCKY].map(({ name, idNumber, enterprise }) => `${name}\t${idNumber}\t${enterprise}`)
    await page.getByLabel('粘贴名单').fill([...list, '王错号\t140999199001010000\t某矿'].join('\n'))
    await page.getByRole('button', { name: /3 人/ }).click()
    await page.getByText('王错号').last().waitFor()
    await picture(page, '07-roster')
    await page
      .getByRole('button', { name: /关\s*闭/ })
      .last()
      .click()
    await page.getByRole('button', { name: '公告考试时间' }).click()
    await confirm(page)
    await page.getByRole('button', { name: '封卷' }).click()
    await confirm(page)
    await page.getByText('封卷承诺').waitFor()
    await picture(page, '08-sealed')
  })

  test('the candidates sit it: one well, one badly', async () => {
    await holdExam(sessionId, [
      { ...LUCKY, wrongCount: 4, show: true },
      { ...UNLUCKY, wrongCount: 30, show: false },
    ])
  })

  test('before the release a candidate is told by when', async () => {
    await endSessions(home.deps)
    const page = await ownPages(LUCKY)
    await page.getByText('成绩还没有公布').waitFor()
    expect(await page.locator('main').innerText()).not.toMatch(/96|合格$/m)
    // Thursday 22 October 2026 plus five working days (R18-6).
    await page.getByText(/公布期限：2026.*10.*29/).waitFor()
    await picture(page, '15-before-release')
    await page.close()
  })

  test('a scorer proposes, another person publishes, on the last lawful day', async () => {
    turn(NINE + 7 * 24 * 60 * MINUTE)
    await release('煤矿安全生产管理人员考核（首期）', { pictures: true })
  })

  test('R18-5 R19-3: one reads a pass and when the certificate comes, the other the right to one retake', async () => {
    const lucky = await ownPages(LUCKY)
    await lucky.getByText('96 分').first().waitFor()
    await lucky.getByText(/考核合格证明/).waitFor()
    await picture(lucky, '18-passed')
    const unlucky = await ownPages(UNLUCKY)
    await unlucky.getByText('70 分').first().waitFor()
    await unlucky.getByText(/可以补考，还有 1 次机会/).waitFor()
    await picture(unlucky, '19-failed')
    await Promise.all([lucky.close(), unlucky.close()])
  })

  test('R19-4: a failed retake bars for a year, and a third attempt is refused with the article', async () => {
    turn(Date.parse('2026-11-04T01:00:00Z'))
    const officer = await signedIn('officer')
    const retake = await planSession(officer, '煤矿安全生产管理人员考核（补考）', UNLUCKY)
    await holdExam(retake, [{ ...UNLUCKY, wrongCount: 21, show: false }])
    await endSessions(home.deps)
    await release('煤矿安全生产管理人员考核（补考）', { pictures: false })

    const page = await ownPages(UNLUCKY)
    await page.getByText('79 分').first().waitFor()
    await page.getByText(/2027 ?年 ?11 ?月 ?5 ?日.*起可以再次申请考核/).waitFor()
    await picture(page, '20-barred')
    await page.close()

    const third = await post<{ id: string }>(
      officer,
      '/v1/sessions',
      await sessionBody(officer, '煤矿安全生产管理人员考核（又一期）'),
    )
    await officer.goto(`${url}/console/sessions/${third.id}`)
    await officer.getByRole('button', { name: '录入考生' }).first().click()
    await officer
      .getByLabel('粘贴名单')
      .fill(`${UNLUCKY.name}\t${UNLUCKY.idNumber.toLowerCase()}\t${UNLUCKY.enterprise}`)
    await officer.getByRole('button', { name: /1 人/ }).click()
    await officer
      .getByText(/第 ?19 ?条|第十九条/)
      .first()
      .waitFor()
    await picture(officer, '21-third-attempt')
  })

  test('no page complained of anything', () => {
    expect(complaints).toEqual([])
  })

  // ── What people do ─────────────────────────────────────────────────────────────────────────────────────

  async function importBank(
    page: Page,
    { name, file, count, act }: { name: string; file: string; count: number; act: string },
  ) {
    await go(page, '题库')
    await page.getByRole('button', { name: '新建题库' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('名称').fill(name)
    await dialog.getByRole('button', { name: '新建题库' }).click()
    await page
      .getByRole('link', { name: '导入试题' })
      .or(page.getByRole('button', { name: '导入试题' }))
      .first()
      .click()
    await page.locator('input[type=file]').setInputFiles(`${BANKS}${file}`)
    await page.getByRole('button', { name: `全部导入 ${count} 道` }).waitFor()
    await picture(page, `03-import-${file.slice(0, 4)}`)
    await page.getByRole('button', { name: `全部导入 ${count} 道` }).click()
    await page.getByText(`已导入 ${count} 道试题`).first().waitFor()
    await page
      .getByRole('button', { name: '去看题库' })
      .or(page.getByRole('link', { name: '去看题库' }))
      .first()
      .click()
    await page.getByRole('button', { name: act, exact: true }).click()
    await page.getByRole('dialog').getByLabel('文号').fill('晋应急〔2026〕12 号')
    await page.getByRole('dialog').getByRole('button', { name: act, exact: true }).click()
    await page
      .getByText(act === '启用' ? '已启用' : '已备案')
      .first()
      .waitFor()
    await picture(page, `04-bank-${file.slice(0, 4)}`)
  }

  type Performance = { name: string; idNumber: string; wrongCount: number; show: boolean }

  async function holdExam(id: string, performances: readonly Performance[]) {
    const { startsAt, roster } = await examFacts(id)
    turn(startsAt - 20 * MINUTE)
    const chief = await signedIn('chief')
    await chief.goto(`${url}/console/sessions/${id}`)
    await chief.getByRole('button', { name: '开放签到' }).click()
    await confirm(chief)
    await chief
      .getByText(/进入第一考场/)
      .first()
      .waitFor()

    const invigilator = await signedIn('invigilator')
    await invigilator.goto(`${url}/console/sessions/${id}/rooms/${roomId}`)
    const terminals: { page: Page; performance: Performance; sittingId: SittingId }[] = []
    for (const performance of performances) {
      const entry = roster.find(({ name }) => name === performance.name)
      if (!entry) throw new Error(`${performance.name} is not on the roster`)
      await invigilator.getByLabel('扫描或输入准考证号，按回车').fill(entry.ticket)
      await invigilator.keyboard.press('Enter')
      await invigilator.locator('.drawn').getByText(performance.name).waitFor()
      const seat = Number(await invigilator.locator('.drawn .seat').innerText())
      if (performance.show) await picture(invigilator, '09-check-in')
      terminals.push({
        page: await atTerminal(seat, entry.ticket, performance),
        performance,
        sittingId: entry.sittingId as SittingId,
      })
      await invigilator.getByRole('button', { name: '身份一致，确认' }).first().click()
      await invigilator.getByRole('button', { name: '身份一致，确认' }).first().waitFor({ state: 'detached' })
    }
    for (const { page, performance } of terminals) {
      if (performance.show) await picture(page, '12-rules')
      await page.getByRole('button', { name: '我已阅读，遵守考场纪律' }).click()
    }

    turn(startsAt)
    await invigilator.getByRole('button', { name: '开考', exact: true }).click()
    await confirm(invigilator)
    await chief.goto(`${url}/console/sessions/${id}/rooms/${roomId}`)
    await chief.getByText('王细致 已于').waitFor()
    await chief.getByRole('button', { name: '确认开考', exact: true }).click()
    await confirm(chief)
    for (const { page, performance, sittingId } of terminals) {
      await page.getByText('第 1 题，共 100 题').first().waitFor()
      await answerAll(page, await responsesFor(sittingId, performance.wrongCount), performance.show)
      if (performance.show) await picture(chief, '13-room')
      await handIn(page, performance.show)
      await page.close()
    }
    turn(startsAt + 125 * MINUTE)
    await chief.goto(`${url}/console/sessions/${id}`)
    await chief.getByRole('button', { name: '结束考试' }).click()
    const dialog = chief.getByRole('dialog')
    await dialog.locator('textarea, input').first().fill('全部交卷')
    await dialog.getByRole('button', { name: '结束考试' }).click()
    await chief.getByText('考试已结束').first().waitFor()
  }

  /** A browser in the room becomes the seat's terminal, and the candidate signs in at it. */
  async function atTerminal(seat: number, ticket: string, { idNumber, show }: Performance): Promise<Page> {
    const chief = await signedIn('chief')
    const site = await get<{ sites: { rooms: { id: string; seats: { id: string; number: number }[] }[] }[] }>(
      chief,
      '/v1/sites',
    )
    const seatId = site.sites[0]?.rooms[0]?.seats.find(({ number }) => number === seat)?.id
    const { codes } = await post<{ codes: { code: string }[] }>(chief, `/v1/rooms/${roomId}/enrolment-codes`, {
      seatIds: [seatId],
    })
    const page = await aPage()
    await page.goto(`${url}/terminal`)
    await page.getByLabel('登记码').fill(codes[0]?.code ?? '')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '开始登录' }).waitFor()
    if (show) await picture(page, '10-terminal')
    await page.getByRole('button', { name: '开始登录' }).click()
    await page.getByLabel('准考证号').fill(ticket)
    await page.keyboard.press('Enter')
    await page.getByLabel('身份证号').fill(idNumber)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '是我，继续' }).waitFor()
    if (show) await picture(page, '11-confirm')
    await page.getByRole('button', { name: '是我，继续' }).click()
    await page.getByText('考试须知').first().waitFor()
    return page
  }

  /** Answers by keyboard, as the hint at the bottom says. */
  async function answerAll(page: Page, responses: readonly string[], show: boolean) {
    for (const [index, response] of responses.entries()) {
      const trueFalse = index < 40
      for (const letter of response) await page.keyboard.press(trueFalse ? (letter === 'A' ? '1' : '2') : letter)
      if (show && index === 85) await picture(page, '12-sitting')
      if (index < responses.length - 1) await page.keyboard.press('ArrowRight')
    }
    await page.getByText('已保存').first().waitFor()
  }

  async function handIn(page: Page, show: boolean) {
    await page.getByRole('button', { name: '交卷' }).last().click()
    await page.getByText('全部试题都已作答').waitFor()
    if (show) await picture(page, '13-hand-in')
    await page.getByRole('button', { name: '下一步：确认交卷' }).click()
    await page.getByLabel('我已检查完毕，确认现在交卷').check()
    await page.getByRole('button', { name: '交卷', exact: true }).click()
    await page
      .getByText(/回执|收据|存根/)
      .first()
      .waitFor()
    if (show) await picture(page, '14-farewell')
  }

  async function release(name: string, { pictures }: { pictures: boolean }) {
    const scorer = await signedIn('scorer')
    await scorer.goto(`${url}/console/`)
    await go(scorer, '成绩发布')
    await scorer
      .getByRole('row', { name })
      .getByRole('link')
      .or(scorer.getByRole('row', { name }).getByRole('button'))
      .last()
      .click()
    await scorer.getByText(/核验通过/).waitFor()
    await scorer.getByRole('button', { name: '提请发布' }).click()
    await confirm(scorer)
    await scorer.getByText(/提请/).first().waitFor()
    if (pictures) await picture(scorer, '16-proposed')
    const publisher = await signedIn('publisher')
    await publisher.goto(scorer.url())
    await publisher.getByRole('button', { name: '批准并发布' }).click()
    await confirm(publisher)
    await publisher.getByText('成绩已发布').first().waitFor()
    if (pictures) await picture(publisher, '17-released')
  }

  async function ownPages({ name, idNumber }: { name: string; idNumber: string }): Promise<Page> {
    const { rows } = await home.home.pool.query<{ ticket: string }>(
      'select ticket from sittings s join persons p on p.id = s.person_id where p.name = $1 order by s.attempt desc limit 1',
      [name],
    )
    const page = await aPage({ width: 390, height: 844 })
    await page.goto(`${url}/`)
    await page.getByText('成绩查询').first().click()
    await page.getByLabel('准考证号').fill(rows[0]?.ticket ?? '')
    await page.getByLabel('身份证号').fill(idNumber)
    await page.keyboard.press('Enter')
    await page.getByText('我的考试').waitFor()
    return page
  }

  // ── How the test moves ─────────────────────────────────────────────────────────────────────────────────

  async function aPage(size: { width?: number; height?: number } = {}): Promise<Page> {
    const page = await (await openPerson(browser, size)).newPage()
    page.setDefaultTimeout(20_000)
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      // Being asked to sign in is a 401, and the browser writes every one of those down.
      if (message.type() === 'error' && !/status of (401|409|422)/.test(message.text())) complaints.push(message.text())
    })
    return page
  }

  async function signedIn(login: string): Promise<Page> {
    const known = staff[login]
    if (known) return known
    const page = await aPage()
    await page.goto(`${url}/console/`)
    await page.getByLabel('登录名').fill(login)
    await page.getByLabel('密码').fill(PASSWORD)
    await page.keyboard.press('Enter')
    await menu(page, '首页').waitFor()
    staff[login] = page
    return page
  }

  async function appoint(login: string, name: string, grant: object) {
    await post(admin, '/v1/staff', { login, name, password: PASSWORD, grants: [grant] })
  }

  async function planSession(
    page: Page,
    name: string,
    { name: person, idNumber, enterprise }: typeof UNLUCKY,
  ): Promise<string> {
    const { id } = await post<{ id: string }>(page, '/v1/sessions', await sessionBody(page, name))
    await post(page, `/v1/sessions/${id}/roster`, { rows: [{ name: person, idNumber, enterprise }] })
    await post(page, `/v1/sessions/${id}/announce`)
    await post(page, `/v1/sessions/${id}/seal`)
    return id
  }

  async function sessionBody(page: Page, name: string) {
    const { banks } = await get<{ banks: { id: string; kind: string }[] }>(page, '/v1/blueprints')
    const { sites } = await get<{ sites: { id: string; rooms: { id: string }[] }[] }>(page, '/v1/sites')
    return {
      name,
      blueprint: 'manager',
      bankIds: banks.map(({ id }) => id),
      siteId: sites[0]?.id,
      roomIds: [roomId],
      startsAt: home.clock.at + 60 * MINUTE,
      admissionMinutes: 45,
      lateEntryMinutes: 30,
      earliestHandInMinutes: 0,
      restDayConfirmed: false,
    }
  }

  async function examFacts(id: string) {
    const officer = await signedIn('officer')
    const { startsAt } = await get<{ startsAt: number }>(officer, `/v1/sessions/${id}`)
    const { roster } = await get<{ roster: { name: string; ticket: string; sittingId: string }[] }>(
      officer,
      `/v1/sessions/${id}/roster`,
    )
    return { startsAt, roster }
  }

  /** The right responses on this candidate's paper, with the last ones made wrong. */
  async function responsesFor(sittingId: SittingId, wrongCount: number): Promise<string[]> {
    const paper = (await listPapers(home.deps.db, [sittingId])).get(sittingId)?.paper
    if (!paper) throw new Error('No paper was drawn')
    const keys = await listKeys(
      home.deps.db,
      paper.items.map(({ itemId }) => itemId),
    )
    return paper.items.map(({ itemId, kind, optionOrder, number }) => {
      const key = keys.find((row) => row.itemId === itemId)?.key ?? ''
      const right = optionOrder
        .flatMap((written, place) => (key.includes(letterOf(written)) ? [letterOf(place)] : []))
        .join('')
      if (number <= 100 - wrongCount) return right
      return kind === 'multiple_response' ? right.slice(1) : letterOf((right.charCodeAt(0) - 64) % optionOrder.length)
    })
  }

  function menu(page: Page, name: string) {
    return page.getByRole('menu').getByRole('link', { name, exact: true })
  }

  async function go(page: Page, name: string) {
    await menu(page, name).click()
  }

  /** Turns the database's clock. Over night everybody has been signed out. */
  function turn(at: number) {
    if (at > home.clock.at + 12 * 60 * MINUTE) for (const login of Object.keys(staff)) delete staff[login]
    home.clock.at = Math.max(home.clock.at, at) as Instant
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
    const question = page
      .locator('.ant-modal-container:visible, .ant-modal-content:visible, .ant-popconfirm:visible')
      .last()
    if (
      await question.waitFor({ timeout: 1_500 }).then(
        () => true,
        () => false,
      )
    ) {
      await question.locator('.ant-btn-primary, .ant-btn-dangerous').last().click()
      await question.waitFor({ state: 'hidden' })
    }
  }

  async function post<T = unknown>(page: Page, path: string, body?: object): Promise<T> {
    const answer = await page.request.post(`${url}${path}`, { headers: { origin: url }, ...(body && { data: body }) })
    if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`)
    return answer.json() as Promise<T>
  }

  async function get<T>(page: Page, path: string): Promise<T> {
    const answer = await page.request.get(`${url}${path}`)
    if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}`)
    return answer.json() as Promise<T>
  }
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
