import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, type Visitor, openTestApp } from '../kit/app.ts'
import { openChromium, openPerson, photograph } from '../kit/chromium.ts'
import { aCreditCode, anEnterprise } from '../kit/enterprise.ts'
import { anIdNumber } from '../kit/exam.ts'

const PICTURES = fileURLToPath(new URL('../../.artifacts/enterprise/', import.meta.url))

// The clock stands at 2026-10-22.
describe('an enterprise, its people and their training, in Chromium', { timeout: 120_000 }, () => {
  let home: TestApp
  let browser: Browser
  let url: string
  let admin: Page
  let officer: Page
  let clerk: Page
  const complaints: string[] = []

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true })
    url = `http://localhost:${await freePort()}`
    home = await openTestApp({ publicUrl: new URL(url) })
    await home.app.listen({ port: Number(new URL(url).port) })
    browser = await openChromium()
    const mine = await anEnterprise(home, { name: '晋北某煤矿' })
    admin = await signedIn(await home.staff([{ role: 'administrator', jurisdiction: { level: 'nation' } }]))
    officer = await signedIn(
      await home.staff([{ role: 'application_officer', jurisdiction: { level: 'province', province: '14' } }]),
    )
    clerk = await signedIn(mine.clerk)
  })
  afterAll(async () => {
    await browser.close()
    await home.close()
  })

  test('the officer registers an enterprise under its credit code', async () => {
    await officer.goto(`${url}/console/enterprises`)
    await officer.getByText('晋北某煤矿').waitFor()
    await officer.getByRole('button', { name: '登记企业' }).click()
    const form = officer.getByRole('dialog')
    await form.getByLabel('企业名称').fill('大同某煤业集团')
    await form.getByLabel('统一社会信用代码').fill('9114020000000000X1')
    await choose(officer, form.getByLabel('所在城市'), '大同')
    await form.getByLabel('任免机关').fill('山西省国资委')
    await form.getByRole('button', { name: '登记企业' }).click()
    await form.getByText('校验位不符').waitFor()
    await picture(officer, '01-register-refused')
    await form.getByLabel('统一社会信用代码').fill(aCreditCode())
    await form.getByRole('button', { name: '登记企业' }).click()
    await officer.getByRole('heading', { name: '大同某煤业集团' }).waitFor()
    await officer.getByText('没有正在计算的期限').waitFor()
    await picture(officer, '02-registered')
  })

  test('the administrator appoints a city’s officer and an enterprise’s clerk', async () => {
    await admin.goto(`${url}/console/staff`)
    await admin.getByRole('button', { name: '任命人员' }).click()
    const form = admin.getByRole('dialog')
    await form.getByLabel('姓名').fill('裴广源')
    await form.getByLabel('登录名').fill('enterprise-test')
    await form.getByLabel('初始密码').fill('four unlikely quiet words')
    await choose(admin, form.getByLabel('角色', { exact: true }), '企业经办')
    await choose(admin, form.getByLabel('企业', { exact: true }), '大同某煤业集团')
    await picture(admin, '03-appoint-clerk')
    await form.getByRole('button', { name: '任命人员' }).click()
    await admin.getByText('企业经办 · 山西 · 大同某煤业集团').waitFor()

    await admin.getByRole('button', { name: '任命人员' }).click()
    await form.getByLabel('姓名').fill('郝同心')
    await form.getByLabel('登录名').fill('officer-test')
    await form.getByLabel('初始密码').fill('four unlikely quiet words')
    await choose(admin, form.getByLabel('角色', { exact: true }), '考核经办')
    await choose(admin, form.getByLabel('级别'), '市级')
    await choose(admin, form.getByLabel('城市'), '大同')
    await form.getByRole('button', { name: '任命人员' }).click()
    await admin.getByText('考核经办 · 山西 · 大同', { exact: true }).waitFor()
    await picture(admin, '04-staff')
  })

  test('R17-1, R17-2: the clerk enters a manager, and the two clocks of art. 17 run', async () => {
    await clerk.goto(`${url}/console/people`)
    await clerk.getByText('这里列出本企业的人员').waitFor()
    await picture(clerk, '05-no-people')
    await clerk.getByRole('button', { name: '登记人员' }).first().click()
    const form = clerk.getByRole('dialog')
    await form.getByLabel('姓名').fill('𠮷田福')
    await form.getByLabel('身份证号').fill(anIdNumber(811))
    await choose(clerk, form.getByLabel('岗位', { exact: true }), '分管通风工作的副矿长')
    await form.getByLabel('任职说明').fill('通风副矿长')
    await pickDay(clerk, form.getByLabel('任职日期'), '2026-09-01')
    await picture(clerk, '06-enter-one')
    await form.getByRole('button', { name: '登记人员' }).click()
    await clerk.getByText('2026-10-08 周四').waitFor()
    await picture(clerk, '07-one-person')
  })

  test('R02-1: a pasted list is checked by row, and the good rows go in', async () => {
    await clerk.getByRole('button', { name: '登记人员' }).first().click()
    const form = clerk.getByRole('dialog')
    await form.getByRole('tab', { name: '粘贴名单或选择文件' }).click()
    const rows = [
      ['姓名', '身份证号', '岗位', '任职日期', '工种', '井下', '学历', '工龄'],
      ['阿依古丽·买买提', anIdNumber(812), '特种作业人员', '2025/3/1', '瓦斯检查工', '是', '高中', '3'],
      ['司马𬭎', anIdNumber(813), '特种作业人员', '2024年5月6日', '井下电气作业', '是', '中专', '9'],
      ['尼玛·扎西', anIdNumber(814), '各岗位工人', '2026-10-08', '', '是', '初中', '1'],
      ['王五', anIdNumber(815), '大巴司机', '2026-10-08', '', '', '', ''],
      ['赵六', '140106199001011235', '技术员', '2026-10-08', '', '', '', ''],
      ['孙七', '140106199001011235', '技术人员', '2026-10-08', '', '', '', ''],
    ]
    await form.getByRole('textbox', { name: '名单' }).fill(rows.map((row) => row.join('\t')).join('\n'))
    await form.getByRole('button', { name: '检查名单' }).click()
    await form.getByText('看懂 4 行').waitFor()
    await form.getByText('2 行看不懂').waitFor()
    await form.getByText('这些列没有用到：工龄').waitFor()
    await picture(clerk, '08-list-checked')
    await form.getByRole('button', { name: '登记这 4 人' }).click()
    await form.getByText('登记了 3 人').waitFor()
    await form.getByText('1 人没有登记').waitFor()
    await form.getByText('1 人没有登记').scrollIntoViewIfNeeded()
    await picture(clerk, '09-list-entered')
    await form.getByRole('button', { name: '关闭', exact: true }).last().click()
    await clerk.getByText('无有效操作证，不得上岗').first().waitFor()
    await picture(clerk, '10-roll')
  })

  test('R30-1, R36-1: a person’s file; an operator goes away, a newcomer gets a mentor', async () => {
    await clerk.getByRole('link', { name: '司马𬭎' }).click()
    await clerk.getByRole('heading', { name: '司马𬭎' }).waitFor()
    await clerk.getByRole('button', { name: '登记离岗' }).click()
    const dialog = clerk.getByRole('dialog')
    await pickDay(clerk, dialog.getByLabel('离岗首日'), '2026-04-01')
    await dialog.getByRole('button', { name: '登记离岗' }).click()
    await clerk.getByText('离岗满六个月，须先考实操').waitFor()
    await clerk.getByRole('button', { name: '登记返岗' }).click()
    await pickDay(clerk, dialog.getByLabel('返岗日期'), '2026-10-20')
    await dialog.getByRole('button', { name: '登记返岗' }).click()
    await dialog.getByText('须重新进行实际操作能力考试').waitFor()
    await picture(clerk, '11-back-refused')
    await dialog.getByRole('button', { name: '取消' }).click()

    await clerk.goto(`${url}/console/people`)
    await clerk.getByRole('link', { name: '尼玛·扎西' }).click()
    await clerk.getByRole('button', { name: '登记带教师傅' }).click()
    await dialog.getByLabel('师傅姓名').fill('老张')
    await dialog.getByLabel('从事相应工作年数').fill('2')
    await pickDay(clerk, dialog.getByLabel('实习首日'), '2026-10-12')
    await dialog.getByRole('button', { name: '登记带教师傅' }).click()
    await clerk.getByText('师傅不足三年').waitFor()
    await clerk.getByText('2027-02-12').waitFor()
    await clerk.getByText('学历和工作经历').scrollIntoViewIfNeeded()
    await picture(clerk, '12-person')
  })

  test('R08-1: education and work history are written down', async () => {
    await clerk.getByRole('button', { name: '修改', exact: true }).click()
    const form = clerk.getByRole('dialog')
    await form.getByLabel('专业', { exact: true }).fill('采矿')
    await form.getByRole('button', { name: '再加一段' }).click()
    await form.getByLabel('单位').fill('某某煤矿')
    await choose(clerk, form.getByLabel('与煤矿的关系'), '煤矿相关')
    await pickDay(clerk, form.getByLabel('起', { exact: true }), '2020-01-06')
    await picture(clerk, '13-background')
    await form.getByRole('button', { name: '保存', exact: true }).click()
    await clerk.getByText('某某煤矿').waitFor()
  })

  test('R07-1, R09-1, R48-1: the officer registers who trains; the clerk enters a course and who attended', async () => {
    await officer.goto(`${url}/console/courses?tab=institutions`)
    await officer.getByText('还没有登记培训机构').waitFor()
    await officer.getByRole('button', { name: '登记培训机构' }).first().click()
    const register = officer.getByRole('dialog')
    await register.getByLabel('名称').fill('大同煤矿安全培训中心')
    await pickDay(officer, register.getByLabel('书面报告日期'), '2026-01-05')
    await register.getByLabel('报告文号').fill('晋培报〔2026〕1 号')
    await register.getByRole('button', { name: '登记培训机构' }).click()
    await officer.getByText('晋培报〔2026〕1 号').waitFor()
    await picture(officer, '14-institutions')

    await clerk.goto(`${url}/console/courses`)
    await clerk.getByRole('button', { name: '登记班次' }).first().click()
    const form = clerk.getByRole('dialog')
    await form.getByLabel('班次名称').fill('瓦斯检查工初次培训班')
    await choose(clerk, form.getByLabel('培训对象'), '特种作业人员')
    await choose(clerk, form.getByLabel('班次类别'), '初次培训')
    await choose(clerk, form.getByLabel('工种'), '煤矿瓦斯检查作业')
    await choose(clerk, form.getByLabel('培训机构'), '大同煤矿安全培训中心')
    await form.getByText('法定不少于 90 学时（第 25 条）').waitFor()
    await form.getByLabel('学时').fill('90')
    await pickDay(clerk, form.getByLabel('开始日期'), '2026-09-01')
    await pickDay(clerk, form.getByLabel('结束日期'), '2026-09-20')
    await form.getByLabel('地点').fill('三号教室')
    await form.getByLabel('教师').fill('张老师')
    await form.getByLabel('培训大纲').fill('煤矿特种作业人员培训大纲')
    await picture(clerk, '15-course')
    await form.getByRole('button', { name: '登记班次' }).click()
    await clerk.getByText('档案保存至 2032-09-20').waitFor()

    await clerk.getByRole('button', { name: '登记参加人员' }).click()
    await choose(clerk, form.getByLabel('选择人员'), '阿依古丽')
    await clerk.keyboard.press('Escape')
    await form.getByLabel('学时').fill('80')
    await form.getByLabel('成绩').fill('86.5')
    await form.getByLabel('培训合格证明编号').fill('培证 001')
    await form.getByRole('button', { name: '登记参加人员' }).click()
    await form.getByText('至少要 90 学时').waitFor()
    await picture(clerk, '16-record-refused')
    await form.getByLabel('学时').fill('90')
    await form.getByRole('button', { name: '登记参加人员' }).click()
    await clerk.getByText('培证 001').waitFor()
    await picture(clerk, '17-course-page')
    await clerk.goto(`${url}/console/courses`)
    await clerk.getByText('1 人合格取证 / 1 人').waitFor()
    await picture(clerk, '18-courses')
  })

  test('R06-1: the enterprise’s own page shows what runs, and takes the year’s plan', async () => {
    await clerk.goto(`${url}/console/enterprises`)
    await clerk.getByRole('heading', { name: '晋北某煤矿' }).waitFor()
    await clerk.getByRole('button', { name: '上报计划' }).click()
    const form = clerk.getByRole('dialog')
    await form.getByLabel('年度').fill('2026')
    await form.getByLabel('负责培训的机构').fill('安培科')
    await form.getByLabel('培训管理人员').fill('裴广源')
    await form.getByLabel('计划内容').fill('全员轮训，每人不少于 20 学时。')
    await form.getByLabel('安全培训占教育培训经费').fill('35')
    await form.getByRole('button', { name: '上报计划' }).click()
    await clerk.getByText('低于 40%').waitFor()
    await clerk.getByText('分管通风工作的副矿长').first().waitFor()
    await picture(clerk, '19-enterprise')
    await clerk.goto(`${url}/console/`)
    await clerk.getByText('分管通风工作的副矿长').first().waitFor()
    await picture(clerk, '20-clerk-home')
    await officer.goto(`${url}/console/enterprises`)
    await officer.getByRole('link', { name: '晋北某煤矿' }).click()
    await officer.getByText('司马𬭎').first().waitFor()
    await picture(officer, '21-officer-enterprise')
  })

  test('no page complained', () => {
    expect(complaints).toEqual([])
  })

  async function signedIn({ cookies }: Visitor): Promise<Page> {
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

  /** Chooses in a list that is searched by typing or opened by a click. */
  async function choose(page: Page, field: Locator, option: string) {
    await field.click()
    if ((await field.getAttribute('readonly')) === null) await page.keyboard.insertText(option)
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: option }).first().click()
  }

  async function pickDay(page: Page, field: Locator, day: string) {
    await field.fill(day)
    await page.keyboard.press('Enter')
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
