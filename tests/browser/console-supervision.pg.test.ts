import { notices } from '@kaochang/database/schema/notice'
import { listPapers } from '@kaochang/database/paper'
import { listKeys } from '@kaochang/database/score'
import { letterOf } from '@kaochang/domain/bank/item'
import type { SittingId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { COOKIES } from '@kaochang/server/people/access'
import { eq } from 'drizzle-orm'
import { mkdirSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, type Visitor, openTestApp } from '../kit/app.ts'
import { openChromium, openPerson, photograph } from '../kit/chromium.ts'
import { MINUTE, type Row, aBank, aPerson, managerBanks } from '../kit/exam-fixture.ts'
import { anEmployment, anEnterprise } from '../kit/supervised.ts'

const PICTURES = fileURLToPath(new URL('../../.artifacts/supervision/', import.meta.url))

type OnRoll = Awaited<ReturnType<typeof anEmployment>>

// From an inspector at a mine with four people to the order for the one manager who failed. Two of the four sit.
describe('a spot check at a mine, in Chromium', { timeout: 120_000 }, () => {
  let home: TestApp
  let browser: Browser
  let url: string
  let inspector: Page
  let officer: Page
  let director: OnRoll
  let engineer: OnRoll
  const operator: Row = aPerson()
  const worker: Row = aPerson()
  const complaints: string[] = []

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true })
    url = `http://localhost:${await freePort()}`
    home = await openTestApp({ publicUrl: new URL(url) })
    await home.app.listen({ port: Number(new URL(url).port) })
    browser = await openChromium()
    await managerBanks(home)
    await aBank(home, { kind: 'unified', trade: 'gas_inspection', blueprint: 'operator-gas-inspection' })
    const mine = await anEnterprise(home, { name: '大同一矿', province: '14' })
    director = await anEmployment(home, mine, { category: 'principal', post: 'mine_director', title: '矿长' })
    engineer = await anEmployment(home, mine, { category: 'manager', post: 'chief_engineer', title: '总工程师' })
    await anEmployment(home, mine, { category: 'manager', post: 'safety_body_head', title: '安全科科长' })
    const shanxi = { level: 'province', province: '14' } as const
    inspector = await signedIn(await home.staff([{ role: 'inspector', jurisdiction: shanxi }]))
    officer = await signedIn(await home.staff([{ role: 'application_officer', jurisdiction: shanxi }]))
  }, 60_000)
  afterAll(async () => {
    await browser.close()
    await home.close()
  })

  test('the inspector names four people of mixed roles, and the papers are drawn at once', async () => {
    await inspector.goto(`${url}/console/`)
    await inspector.getByRole('menu').getByRole('link', { name: '现场抽考' }).click()
    await inspector
      .getByText('还没有', { exact: false })
      .or(inspector.getByText('这里列出开展过的现场抽考'))
      .first()
      .waitFor()
    await picture(inspector, '01-none')
    await inspector.getByRole('button', { name: '开展现场抽考' }).first().click()
    await inspector.getByText(director.name).waitFor()
    await inspector.getByLabel('名称').fill('“一通三防”专项监察抽考')
    await inspector.getByLabel('地点').fill('矿办公楼三楼会议室')
    for (const { name } of [director, engineer])
      await inspector.getByRole('row', { name }).getByRole('checkbox').check()
    await typeIn(0, operator, '特种作业人员', '瓦斯检查员', '瓦斯检查作业')
    await typeIn(1, worker, '其他从业人员', '掘进工')
    await picture(inspector, '02-open')
    await inspector.getByRole('button', { name: '抽取试卷，开始抽考' }).click()
    await inspector.getByText('成绩汇总').waitFor()
    await inspector.getByText('煤矿瓦斯检查作业统一题库').waitFor()
    await picture(inspector, '03-drawn')
  })

  test('two sit: browsers become terminals by code, and the table grows as they hand in', async () => {
    const check = inspector.url()
    const drawn = await codesOf('煤矿瓦斯检查作业统一题库', '04-codes')
    await sitAs({ name: operator.name, idNumber: operator.idNumber }, '煤矿瓦斯检查作业统一题库', {
      codes: drawn,
      right: 23,
    })
    await inspector.goto(check)
    const managers = await codesOf('管理人员题库')
    await sitAs(engineer, '管理人员题库', { codes: managers, right: 18 })
    await inspector.goto(check)
    await inspector.getByRole('row', { name: '合计' }).getByText('50.0 %').waitFor()
    await picture(inspector, '06-live')
    expect(await rowOf('安全生产管理人员')).toEqual(['1', '1', '0', '1', '0', '0', '1', '0', '0', '0.0 %'])
    expect(await rowOf('特种作业人员')).toEqual(['1', '1', '1', '0', '0', '0', '0', '0', '1', '100.0 %'])
    expect(await rowOf('合计')).toEqual(['4', '2', '1', '1', '0', '0', '1', '0', '1', '50.0 %'])
  })

  test('R40-2, R40-4: at the end only the failed manager is ordered to be assessed again (N8)', async () => {
    await inspector.getByRole('button', { name: '结束抽考' }).click()
    const dialog = inspector.getByRole('dialog')
    await dialog.getByText('没有开始作答的 2 人记为未参加').waitFor()
    await picture(inspector, '07-end')
    await dialog.getByRole('button', { name: '结束抽考' }).click()
    await inspector.getByText('已责令重新考核（N8）').waitFor()
    expect(await inspector.getByText('已责令重新考核（N8）').count()).toBe(1)
    await inspector.getByRole('row', { name: engineer.name }).getByText('不合格，应重新参加考核').waitFor()
    expect(await inspector.getByText('未参加').count()).toBe(2)
    await picture(inspector, '08-ended')
    const orders = await home.deps.db.select().from(notices).where(eq(notices.code, 'N8'))
    expect(orders.map(({ addressee, toName }) => [addressee, toName]).sort()).toEqual([
      ['candidate', engineer.name],
      ['enterprise', '大同一矿'],
    ])
  })

  test('R41-1: the letter begins with the check’s own figures', async () => {
    await inspector.getByRole('button', { name: '写监察建议函' }).click()
    await inspector.getByLabel('发现的问题').first().waitFor()
    expect(await inspector.getByLabel('发现的问题').first().inputValue()).toContain(
      '抽考 2 人，1 人不合格，合格率 50.0 %',
    )
    await inspector.getByRole('textbox', { name: '致' }).fill('大同市人民政府')
    await inspector.getByLabel('建议', { exact: true }).fill('督促企业补充培训，并在年度计划中增加应急内容的学时。')
    await picture(inspector, '09-letter')
    await inspector.getByRole('button', { name: '发出' }).click()
    await inspector.getByText('致：大同市人民政府').waitFor()
    await picture(inspector, '10-letters')
  })

  test('R45-1: somebody reports on a telephone; the officer reads it, opens the reporter with a reason, and closes it', async () => {
    const page = listenTo(await (await openPerson(browser, { width: 390, height: 844 })).newPage())
    await page.goto(`${url}/#complaint`)
    await page.getByLabel('企业所在省份').selectOption({ label: '山西省' })
    await page.getByText('该省还没有公布举报电话').waitFor()
    await page.getByRole('button', { name: '提交举报' }).click()
    await page.getByText('举报内容请不少于 10 个字。').waitFor()
    await page.getByLabel('举报内容').fill('某矿掘进二队有两名爆破工没有操作证就上岗，培训签到是补的。')
    await page.getByLabel('姓名').fill('李举报')
    await page.getByLabel('联系方式').fill('13900000000')
    await picture(page, '11-complaint')
    await page.getByRole('button', { name: '提交举报' }).click()
    await page.getByText('举报已收到').waitFor()
    await picture(page, '12-complaint-taken')
    const reference = await page.locator('.score').innerText()
    await page.close()

    await officer.goto(`${url}/console/complaints`)
    await officer.getByText('还没有公布。').waitFor()
    await officer.getByRole('button', { name: '修改' }).click()
    const contact = officer.getByRole('dialog')
    await contact.getByLabel('主管部门名称').fill('山西省煤矿安全培训主管部门')
    await contact.getByLabel('举报电话').fill('0351-0000000')
    await contact.getByLabel('电子信箱').fill('jubao@example.cn')
    await contact.getByLabel('省级监察机构名称').fill('山西省煤矿安全监察机构')
    await contact.getByRole('button', { name: '修改' }).click()
    await officer.getByText('0351-0000000').waitFor()
    await picture(officer, '13-complaints')
    await officer.getByRole('button', { name: reference }).click()
    expect(await officer.getByText('李举报').count()).toBe(0)
    await officer.getByRole('button', { name: '查看举报人' }).click()
    const asking = officer.getByRole('dialog', { name: '查看举报人' })
    await asking.getByLabel('原因').fill('核实举报情况')
    await asking.getByRole('button', { name: '查看举报人' }).click()
    await officer.getByText('姓名：李举报').waitFor()
    await officer.getByLabel('查处结果').fill('经查属实，已责令企业停止两名人员上岗并补训。')
    await picture(officer, '14-complaint')
    await officer.getByRole('button', { name: '办结' }).click()
    await officer.getByText('已办结').first().waitFor()
    expect((await home.deps.db.select().from(notices).where(eq(notices.code, 'N13'))).length).toBe(1)
  })

  test('R44-2: a penalty decision is entered, without a field for a sum', async () => {
    await officer.goto(`${url}/console/penalties`)
    await officer.getByRole('button', { name: '登记' }).first().click()
    await officer.getByLabel('处罚机关').fill('大同监察分局')
    await officer.getByLabel('文号').fill('同煤监罚〔2026〕3号')
    await officer.getByLabel('决定日期').fill('2026-10-20')
    await officer.keyboard.press('Enter')
    await officer.getByLabel('决定内容').fill('责令限期改正。')
    await picture(officer, '15-penalty')
    await officer.getByRole('button', { name: '登记这份决定' }).click()
    await officer.getByText('同煤监罚〔2026〕3号').waitFor()
    await picture(officer, '16-penalties')
  })

  test('R39-1, B3: the reports of the enterprise', async () => {
    await officer.goto(`${url}/console/reports`)
    await officer.getByRole('combobox', { name: '企业' }).click()
    await officer.locator('.ant-select-dropdown:visible').getByText('大同一矿').click()
    await officer.getByText('监督检查八项内容').waitFor()
    await officer.getByText('没有有效证件或者培训合格记录的人员（3 人）').waitFor()
    await picture(officer, '17-report')
    await officer.screenshot({ path: `${PICTURES}18-report-whole.png`, fullPage: true })
    const [download] = await Promise.all([
      officer.waitForEvent('download'),
      officer.getByText('下载八项汇总表').click(),
    ])
    expect(download.suggestedFilename()).toBe('inspection.xlsx')
    await officer.getByRole('tab', { name: '抄送监察机构' }).click()
    await officer.getByText('山西：0 条尚未抄送').waitFor()
    await picture(officer, '19-bureau')
    expect(complaints).toEqual([])
  })

  // ── How the test moves ─────────────────────────────────────────────────────────────────────────────────

  async function typeIn(index: number, { name, idNumber }: Row, category: string, post: string, trade?: string) {
    await inspector.getByRole('button', { name: '添加一人' }).click()
    const line = inspector.locator('.typed-person').nth(index)
    await line.getByLabel('姓名').fill(name)
    await line.getByLabel('身份证号').fill(idNumber)
    await line.getByLabel('人员类别').click()
    await inspector.locator('.ant-select-dropdown:visible').getByText(category).click()
    await line.getByLabel('职务或岗位').fill(post)
    if (trade === undefined) return
    await line.getByLabel('工种').click()
    await inspector.locator('.ant-select-dropdown:visible').getByText(trade).first().click()
  }

  /** The codes of a room, by seat. */
  async function codesOf(room: string, name?: string): Promise<Map<string, string>> {
    await inspector.locator('.check-room', { hasText: room }).getByRole('button', { name: '生成登记码' }).click()
    const slips = inspector.getByRole('dialog').locator('.codes-sheet > div')
    await slips.first().waitFor()
    if (name) await picture(inspector, name)
    const texts = await slips.allInnerTexts()
    await inspector.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click()
    return new Map(texts.map((text) => text.split(/\s+/)).map(([seat = '', , code = '']) => [seat, code]))
  }

  /** One person's whole part: checked in, at a terminal, identified, started, answered, handed in. */
  async function sitAs(
    person: { name: string; idNumber: string },
    room: string,
    { codes, right }: { codes: ReadonlyMap<string, string>; right: number },
  ) {
    const { rows } = await home.home.pool.query<{ id: SittingId; ticket: string }>(
      'select s.id, s.ticket from sittings s join persons p on p.id = s.person_id where p.name = $1',
      [person.name],
    )
    const { id = '' as SittingId, ticket = '' } = rows[0] ?? {}
    await inspector.locator('.check-room', { hasText: room }).getByRole('button', { name: '进入考场' }).click()
    await inspector.getByLabel('扫描或输入准考证号，按回车').fill(ticket)
    await inspector.keyboard.press('Enter')
    await inspector.locator('.drawn').getByText(person.name).waitFor()
    const seat = await inspector.locator('.drawn .seat').innerText()
    const page = await atTerminal(codes.get(seat) ?? '', ticket, person.idNumber)
    await inspector.getByRole('button', { name: '身份一致，确认' }).first().click()
    await inspector.getByRole('button', { name: '身份一致，确认' }).first().waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '我已阅读，遵守考场纪律' }).click()
    await inspector.getByRole('button', { name: '开考', exact: true }).click()
    await inspector.getByRole('dialog').locator('.ant-btn-primary').last().click()
    await page.getByText('第 1 题，共 25 题').first().waitFor()
    await answerAll(page, id, right)
    if (room === '管理人员题库') await picture(inspector, '05-room')
    await handIn(page)
    await page.close()
    home.clock.at = (home.clock.at + MINUTE) as Instant
  }

  async function atTerminal(code: string, ticket: string, idNumber: string): Promise<Page> {
    const page = listenTo(await (await openPerson(browser)).newPage())
    await page.goto(`${url}/terminal`)
    await page.getByLabel('登记码').fill(code)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '开始登录' }).click()
    await page.getByLabel('准考证号').fill(ticket)
    await page.keyboard.press('Enter')
    await page.getByLabel('身份证号').fill(idNumber)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '是我，继续' }).click()
    await page.getByText('考试须知').first().waitFor()
    return page
  }

  /** Answers by keyboard; so many rightly, from the first. */
  async function answerAll(page: Page, sittingId: SittingId, right: number) {
    const paper = (await listPapers(home.deps.db, [sittingId])).get(sittingId)?.paper
    if (!paper) throw new Error('No paper was drawn')
    const keys = await listKeys(
      home.deps.db,
      paper.items.map(({ itemId }) => itemId),
    )
    for (const [index, { itemId, kind, optionOrder, number }] of paper.items.entries()) {
      const key = keys.find((row) => row.itemId === itemId)?.key ?? ''
      const places = optionOrder.flatMap((written, place) => (key.includes(letterOf(written)) ? [letterOf(place)] : []))
      const rightly = places.join('')
      const wrongly =
        kind === 'multiple_response' ? rightly.slice(1) : letterOf((rightly.charCodeAt(0) - 64) % optionOrder.length)
      for (const letter of number <= right ? rightly : wrongly)
        await page.keyboard.press(kind === 'true_false' ? (letter === 'A' ? '1' : '2') : letter)
      if (index < paper.items.length - 1) await page.keyboard.press('ArrowRight')
    }
    await page.getByText('已保存').first().waitFor()
  }

  async function handIn(page: Page) {
    await page.getByRole('button', { name: '交卷' }).last().click()
    await page.getByText('全部试题都已作答').waitFor()
    await page.getByRole('button', { name: '下一步：确认交卷' }).click()
    await page.getByLabel('我已检查完毕，确认现在交卷').check()
    await page.getByRole('button', { name: '交卷', exact: true }).click()
    await page
      .getByText(/回执|收据|存根/)
      .first()
      .waitFor()
  }

  /** The figures of one line of the table by role. */
  async function rowOf(name: string): Promise<string[]> {
    const table = inspector.locator('.ant-card', { hasText: '成绩汇总' }).first()
    const cells = await table.getByRole('row', { name }).first().getByRole('cell').allInnerTexts()
    return cells.slice(1)
  }

  async function signedIn(member: Visitor): Promise<Page> {
    const context = await openPerson(browser)
    const value = member.cookies.get(COOKIES.staff) ?? ''
    await context.addCookies([{ name: COOKIES.staff, value, url: url.replace('http:', 'https:'), secure: true }])
    return listenTo(await context.newPage())
  }

  function listenTo(page: Page): Page {
    page.setDefaultTimeout(20_000)
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of (401|409|422)/.test(message.text())) complaints.push(message.text())
    })
    return page
  }

  async function picture(page: Page, name: string) {
    await photograph(page, `${PICTURES}${name}.png`)
  }
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
