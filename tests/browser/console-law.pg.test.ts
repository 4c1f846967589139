import type { Transaction } from '@kaochang/database/client'
import type { EnterpriseId } from '@kaochang/domain/ids'
import type { CivilDate, Instant } from '@kaochang/domain/instant'
import type { ClockName } from '@kaochang/domain/law/deadline'
import type { Jurisdiction, Role } from '@kaochang/domain/people/roles'
import { lapseDuty, meetDuty, startDuty } from '@kaochang/server/duty/keep-duties'
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, openTestApp } from '../kit/app.ts'
import { openChromium, openPerson, photograph } from '../kit/chromium.ts'
import { anEnterprise } from '../kit/enterprise.ts'

const PICTURES = fileURLToPath(new URL('../../.artifacts/law/', import.meta.url))

/** Friday, 2026-11-20, 09:00 in Beijing: 2027 has no notice yet. */
const NOW = Date.parse('2026-11-20T01:00:00Z') as Instant
const SHANXI = { level: 'province', province: '14' } as const
const NATION = { level: 'nation' } as const

/** Invented for this test: nobody has announced 2027 yet. */
const NOTICE = `关于2027年部分节假日安排的通知（虚构，测试用）
元旦：1月1日（周五）至4日（周一）放假调休，共4天。1月9日（周六）上班。
春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）上班。
清明节：4月3日（周六）至5日（周一）放假，共3天。
劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
端午节：6月9日（周三）放假1天。中秋节：9月15日（周三）放假1天。
国庆节：10月1日（周五）至7日（周四）放假调休，共7天。10月9日（周六）上班。`

describe('the duties board, the calendar and the rules, in Chromium', { timeout: 90_000 }, () => {
  let home: TestApp
  let browser: Browser
  let url: string
  let officer: Page
  const complaints: string[] = []

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true })
    url = `http://localhost:${await freePort()}`
    home = await openTestApp({ publicUrl: new URL(url), at: NOW })
    await home.app.listen({ port: Number(new URL(url).port) })
    browser = await openChromium()
    const { id: enterpriseId } = await anEnterprise(home, { province: '14', city: '1402' })
    const own = { enterpriseId, city: '1402' }
    await home.deps.db.transaction(async (tx) => {
      await start(tx, 'manager.scoreRelease', '2026-11-10', { title: '安全生产管理人员考核（太原）' })
      await start(tx, 'operator.organise', '2026-09-20', { title: '王海生 · 煤矿瓦斯检查作业', ...own })
      await start(tx, 'manager.apply', '2026-10-24', { title: '张建国 · 副矿长', ...own })
      await start(tx, 'manager.pass', '2026-06-30', { title: '张建国 · 副矿长', ...own })
      await start(tx, 'manager.certificate', '2026-11-13', { title: '李卫东 · 安全生产管理人员', ...own })
      await start(tx, 'operator.certificate', '2026-12-01', { title: '赵明 · 煤矿井下电气作业', ...own })
      await start(tx, 'manager.scoreRelease', '2026-12-28', { title: '主要负责人考核（年末）' })
      await start(tx, 'operator.validity', '2026-11-01', { title: '赵明 · 煤矿井下电气作业', ...own })
      await start(tx, 'archive.operator', '2026-05-20', { title: '瓦斯检查作业初训班', ...own })
      const late = await start(tx, 'manager.scoreRelease', '2026-10-12', { title: '安全生产管理人员考核（大同）' })
      await meetDuty(tx, 'manager.scoreRelease', late, NOW, '2026-10-21' as CivilDate)
      const gone = await start(tx, 'worker.mentor', '2026-10-12', { title: '周强 · 采煤工', ...own })
      await lapseDuty(tx, 'worker.mentor', gone, '已离岗', NOW)
    })
    officer = await signedIn('application_officer', SHANXI)
  })
  afterAll(async () => {
    await browser.close()
    await home.close()
  })

  test('A47: the officer’s home page begins with the clocks, overdue first, and warns that a notice is missing', async () => {
    await officer.goto(`${url}/console/`)
    await officer.getByText('2027 年的放假通知还没有录入').waitFor()
    expect(await officer.locator('tbody tr.ant-table-row').first().textContent()).toContain(
      '安全生产管理人员考核（太原）',
    )
    await officer.getByText('超期 3 个工作日').waitFor()
    await picture(officer, '01-home')
    await officer.getByRole('menu').getByText('法定期限', { exact: true }).click()
    await officer.getByRole('heading', { name: '法定期限' }).waitFor()
    const row = officer.getByRole('row', { name: /主要负责人考核（年末）/ })
    expect(await row.textContent()).toContain('2027-01-05 周二 暂定')
    await picture(officer, '02-board')
  })

  test('the filters stand in the address, and what was met late stays visible', async () => {
    await officer.getByRole('combobox', { name: '状态' }).click()
    await officer.getByTitle('逾期完成').click()
    await officer.waitForURL(/state=late/)
    await officer.getByText('安全生产管理人员考核（大同）').waitFor()
    await picture(officer, '03-late')
    await officer.goto(`${url}/console/duties?kind=lasting`)
    await officer.getByText('瓦斯检查作业初训班').waitFor()
    await picture(officer, '04-lasting')
    const [download] = await Promise.all([
      officer.waitForEvent('download'),
      officer.getByRole('link', { name: '导出 CSV' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('duties.csv')
  })

  test('two people of the nation load a notice, and a provisional day becomes firm', async () => {
    const enters = await signedIn('application_officer', NATION)
    await enters.goto(`${url}/console/calendar`)
    await enters.getByRole('button', { name: '录入放假通知' }).click()
    await enters.getByLabel('通知正文或日期').fill(NOTICE.replace('1月1日（周五）', '1月1日（周六）'))
    await enters.getByLabel('公布日期').fill('2026-11-18')
    await enters.getByLabel('通知网址').fill('https://www.gov.cn/2027')
    await enters.getByRole('button', { name: /^检\s?查$/ }).click()
    await enters.getByText('“1月1日（周六）”的星期不对').waitFor()
    await picture(enters, '05-problems')
    await enters.getByLabel('通知正文或日期').fill(NOTICE)
    await enters.getByRole('button', { name: /^检\s?查$/ }).click()
    await enters.getByText('主要负责人考核（年末）').scrollIntoViewIfNeeded()
    await picture(enters, '06-preview')
    await enters.getByRole('button', { name: '提交，由另一人确认' }).click()
    await enters.getByText('待另一人确认', { exact: true }).waitFor()
    await picture(enters, '07-waits')

    const confirms = await signedIn('publisher', NATION)
    await confirms.goto(`${url}/console/calendar`)
    await confirms.getByRole('button', { name: '核对并确认' }).click()
    await confirms.getByRole('dialog').getByText('主要负责人考核（年末）').waitFor()
    await picture(confirms, '08-confirm')
    await confirms.getByRole('button', { name: '确认，重新计算期限' }).click()
    await confirms.getByText(/已确认$/).waitFor()
    await picture(confirms, '09-confirmed')

    await officer.goto(`${url}/console/duties`)
    const row = officer.getByRole('row', { name: /主要负责人考核（年末）/ })
    await row.getByText('放假通知调整：2027-01-05 → 2027-01-06').waitFor()
    expect(await row.textContent()).not.toContain('暂定')
    await picture(officer, '10-firm')
  })

  test('the rules in force are shown with their articles, and a province chooses by two people', async () => {
    await officer.goto(`${url}/console/rules`)
    await officer.getByText('应急管理部令第 19 号是否适用于煤矿特种作业人员，尚未明确').waitFor()
    await picture(officer, '11-rules')
    await officer.getByText('应急管理部令第 19 号是否适用于煤矿特种作业人员，尚未明确').scrollIntoViewIfNeeded()
    await officer.getByRole('tab', { name: '法定期限' }).click()
    await officer.getByText('自任职之日的次日起 30 日内').waitFor()
    await picture(officer, '12-clocks')
    await officer.getByRole('tab', { name: '条文不明之处' }).click()
    const row = officer.getByRole('row', { name: /^A30/ })
    await picture(officer, '13-readings')
    await row.getByRole('button', { name: /选\s?择/ }).click()
    await officer.getByLabel('地方休息日').fill('2026-11-25')
    await officer.getByLabel('依据文件').fill('晋政办〔2026〕1 号（虚构）')
    await officer.getByRole('button', { name: '查看影响' }).click()
    await officer.getByText(/进行中的相关期限/).waitFor()
    await picture(officer, '14-rest-days')
    await officer.getByRole('button', { name: '提交，由另一人确认' }).click()
    const confirms = await signedIn('publisher', SHANXI)
    await confirms.goto(`${url}/console/rules`)
    await confirms.getByRole('button', { name: '核对并确认' }).click()
    await picture(confirms, '15-choice')
    await confirms.getByRole('button', { name: /^确\s?认$/ }).click()
    await confirms.goto(`${url}/console/rules?part=readings`)
    await confirms.getByText('本省选择').waitFor()
    await picture(confirms, '16-chosen')
  })

  test('in English too', async () => {
    await officer.goto(`${url}/console/duties`)
    await officer.getByText('English').click()
    await officer.getByText('working days overdue').first().waitFor()
    await picture(officer, '17-english')
    await officer.goto(`${url}/console/rules`)
    await officer.getByText('Whether Order 19 binds').waitFor()
    await picture(officer, '18-english-rules')
  })

  test('no page complained', () => {
    expect(complaints).toEqual([])
  })

  async function start(
    tx: Transaction,
    clock: ClockName,
    from: string,
    { title, city, enterpriseId = null }: { title: string; city?: string; enterpriseId?: EnterpriseId | null },
  ) {
    const subject = { kind: 'session', id: randomUUID() } as const
    const duty = { subject, title, province: '14', city: city ?? null, enterpriseId, personId: null }
    await startDuty(tx, clock, from as CivilDate, duty, NOW)
    return subject
  }

  async function signedIn(role: Role, jurisdiction: Jurisdiction): Promise<Page> {
    const { cookies } = await home.staff([{ role, jurisdiction }])
    const context = await openPerson(browser)
    await context.addCookies(
      [...cookies].map(([name, value]) => ({ name, value, url: url.replace('http:', 'https:'), secure: true })),
    )
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
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
