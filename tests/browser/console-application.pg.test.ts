import { COOKIES } from '@kaochang/server/people/access'
import { mkdirSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, type Visitor, openTestApp } from '../kit/app.ts'
import { PDF, PNG, aSubmitted, aTraining, anEmployee } from '../kit/applications.ts'
import { openChromium, openPerson, photograph } from '../kit/chromium.ts'
import { type TestEnterprise, anEnterprise } from '../kit/enterprise.ts'
import { type Office, aBank, anOffice } from '../kit/exam-fixture.ts'

const PICTURES = fileURLToPath(new URL('../../.artifacts/application/', import.meta.url))

describe('an application on its way, in Chromium', { timeout: 120_000 }, () => {
  let home: TestApp
  let browser: Browser
  let url: string
  let mine: TestEnterprise
  let office: Office
  let clerk: Page
  let officer: Page
  let director: string
  const complaints: string[] = []

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true })
    url = `http://localhost:${await freePort()}`
    home = await openTestApp({ publicUrl: new URL(url) })
    await home.app.listen({ port: Number(new URL(url).port) })
    browser = await openChromium()
    office = await anOffice(home)
    mine = await anEnterprise(home, { name: '晋北某煤业有限公司' })
    director = (
      await anEmployee(mine, {
        post: 'deputy_mine_director.ventilation',
        startedOn: '2026-10-12',
        education: { level: 'vocational', coalRelated: true },
      })
    ).name
    clerk = await signedIn(mine.clerk)
    officer = await signedIn(office.officer)
  })
  afterAll(async () => {
    await browser.close()
    await home.close()
  })

  test('R17-2: the clerk drafts for a new deputy director, uploads the papers, reads what is not met, and hands in', async () => {
    await clerk.goto(`${url}/console/applications`)
    await clerk.getByText('这里列出本企业提出的申请').waitFor()
    await picture(clerk, '01-empty')
    await clerk.getByRole('button', { name: '新建申请' }).first().click()
    await clerk.getByText(director).waitFor()
    await clerk.getByLabel(director).check()
    await picture(clerk, '02-whom')
    await clerk.getByRole('button', { name: '为 1 人起草申请' }).click()
    await clerk.waitForURL(/applications\/[0-9a-f-]{36}/)
    await clerk.getByText('还缺：任职文件、学历证书复印件、工作经历证明').waitFor()
    await clerk.getByText('有条件不符合：提交后将不予受理').waitFor()
    await picture(clerk, '03-draft')
    for (const kind of ['任职文件', '学历证书复印件', '工作经历证明']) {
      await attach(clerk, kind, { name: `${kind}.pdf`, mimeType: 'application/pdf', buffer: PDF })
      await clerk.getByText(`${kind}.pdf`).waitFor()
    }
    await clerk.getByText('材料已齐').waitFor()
    await attach(clerk, '其他材料', { name: '脚本.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html>') })
    await clerk.getByText('文件不是 PDF、JPEG 或 PNG。').waitFor()
    await picture(clerk, '04-papers')
    await clerk.getByRole('button', { name: '提交申请' }).click()
    await clerk.getByRole('dialog').getByRole('button', { name: '提交申请' }).click()
    await clerk.getByText('已提交，等考核部门审核').waitFor()
    await clerk.getByText('按期提出').waitFor()
    await picture(clerk, '05-submitted')
  })

  test('R17-4 N2: the officer finds art. 11 not met, can only refuse, and three notices go out', async () => {
    await officer.goto(`${url}/console/applications`)
    await officer.getByRole('link', { name: director }).waitFor()
    await picture(officer, '06-inbox')
    await officer.getByRole('link', { name: director }).click()
    await officer.getByText('只能不予受理').waitFor()
    expect(await officer.getByRole('button', { name: /^受\s*理$/ }).isDisabled()).toBe(true)
    await officer
      .getByRole('button', { name: /^查\s*看$/ })
      .first()
      .click()
    await officer.locator('iframe.paper-view').waitFor()
    // A headless browser has no reader of PDF and takes it for a download: the page is not quiet again until it is read anew.
    await officer.reload()
    await officer.getByText('只能不予受理').waitFor()
    await picture(officer, '07-review')
    await officer.getByRole('button', { name: '不予受理' }).click()
    await officer.getByText('将书面告知申请人、企业和任免机关').waitFor()
    await picture(officer, '08-refuse')
    await officer.getByRole('dialog').getByRole('button', { name: '不予受理' }).click()
    await officer.getByText('送任免机关 某某集团').waitFor()
    await picture(officer, '09-refused')
    await clerk.reload()
    await clerk.getByText('不予受理，理由见下。').waitFor()
    await clerk.getByText(/送煤矿企业 晋北某煤业有限公司/).waitFor()
    await picture(clerk, '10-told')
    await clerk.getByRole('link', { name: 'N2' }).first().click()
    await clerk.getByText('不符合考核条件告知书').first().waitFor()
  })

  test('A16 R26-2: an operator’s papers are asked for once, handed in, and the application is accepted', async () => {
    const { name, employmentId, personId } = await anEmployee(mine, {
      post: 'special_operator',
      trade: 'gas_inspection',
      education: { level: 'senior_middle', coalRelated: false },
    })
    await aTraining(home, mine, personId)
    const { id } = await aSubmitted(mine, employmentId, ['application_form', 'id_card'])
    await officer.goto(`${url}/console/applications/${id}`)
    await officer.getByText('请一次告知全部缺件').waitFor()
    await officer.getByRole('button', { name: '要求补正' }).click()
    await officer.getByRole('dialog').getByLabel('原因').fill('请补交培训合格证明，身份证复印件看不清')
    await officer.getByRole('dialog').getByLabel('身份证复印件').check()
    await picture(officer, '11-ask')
    await officer.getByRole('dialog').getByRole('button', { name: '要求补正' }).click()
    await officer.getByText('已要求补正，等待对方提交').waitFor()

    home.clock.at = (home.clock.at + 60_000) as typeof home.clock.at
    await clerk.goto(`${url}/console/applications/${id}`)
    await clerk.getByText('考核部门要求补交').waitFor()
    await picture(clerk, '12-asked')
    await attach(clerk, '身份证复印件', { name: '身份证.png', mimeType: 'image/png', buffer: PNG })
    await clerk.getByText('身份证.png').waitFor()
    await attach(clerk, '培训合格证明', { name: '培训.pdf', mimeType: 'application/pdf', buffer: PDF })
    await clerk.getByText('要求的材料已经补齐').waitFor()
    await clerk.getByRole('button', { name: '提交补正' }).click()
    await clerk.getByText('已提交，等考核部门审核').waitFor()

    await officer.reload()
    await officer.getByText('材料已齐。请查看材料').waitFor()
    await officer
      .getByText('身份证.png')
      .locator('xpath=ancestor::li[1]')
      .getByRole('button', { name: /^查\s*看$/ })
      .click()
    const shown = officer.locator('img.paper-view')
    await shown.waitFor()
    expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1)
    await officer.keyboard.press('Escape')
    await officer.getByRole('button', { name: /^受\s*理$/ }).click()
    await officer.getByText('考试应自材料齐全之日起六十日内组织').waitFor()
    await officer
      .getByRole('dialog')
      .getByRole('button', { name: /^受\s*理$/ })
      .click()
    await officer.getByText('组织考试').first().waitFor()
    await officer.getByText('已受理').first().waitFor()
    await picture(officer, '13-accepted')

    const gas = await aBank(home, { kind: 'unified', trade: 'gas_inspection', blueprint: 'operator-gas-inspection' })
    const session = await office.officer.get('POST /v1/sessions', {
      body: {
        name: '瓦斯检查作业考试',
        blueprint: 'operator-gas-inspection',
        bankIds: [gas],
        siteId: office.siteId,
        roomIds: [...office.roomIds],
        startsAt: home.clock.at + 5 * 86_400_000,
        admissionMinutes: 45,
        lateEntryMinutes: 30,
        earliestHandInMinutes: 30,
        restDayConfirmed: true,
      },
    })
    await officer.goto(`${url}/console/sessions/${session.id}`)
    await officer.getByRole('button', { name: '从待考名单选取' }).first().click()
    await officer.getByLabel(name).check()
    await picture(officer, '14-waiting')
    await officer.getByRole('button', { name: '加入 1 人' }).click()
    await officer.getByText('已加入 1 人').waitFor()
    await officer
      .getByRole('button', { name: /关\s*闭/ })
      .last()
      .click()
    await officer.getByRole('cell', { name, exact: true }).waitFor()
    await officer.getByRole('button', { name: '录入考生' }).first().click()
    await officer.getByText('这里用于以纸质材料提出的申请').waitFor()
    await picture(officer, '15-paper-door')
    await officer
      .getByRole('button', { name: /关\s*闭/ })
      .last()
      .click()
  })

  test('several people at once, and whoever cannot is named', async () => {
    const two = [await anEmployee(mine), await anEmployee(mine, { post: 'safety_body_staff' })]
    await clerk.goto(`${url}/console/applications/new`)
    for (const { name } of two) await clerk.getByLabel(name).check()
    await clerk.getByText('重新实操考试', { exact: true }).click()
    await clerk.getByText('没有可以申请这一事项的人员').waitFor()
    await clerk.getByText('首次申请', { exact: true }).click()
    for (const { name } of two) await clerk.getByLabel(name).check()
    await clerk.getByRole('button', { name: '为 2 人起草申请' }).click()
    await clerk.getByText('已起草 2 份申请').waitFor()
    await picture(clerk, '16-drafted')
    await clerk.goto(`${url}/console/applications`)
    await clerk.getByText('草稿 2').waitFor()
    await picture(clerk, '17-list')
  })

  test('R23-2: the province enters a delegation', async () => {
    await officer.goto(`${url}/console/delegations`)
    await officer.getByText('还没有委托').waitFor()
    await officer.getByRole('button', { name: '登记委托' }).first().click()
    await officer.getByLabel('受委托市').click()
    await officer.getByTitle(/大同/).click()
    await officer.getByLabel('自', { exact: true }).fill('2026-10-01')
    await officer.keyboard.press('Enter')
    await officer.getByLabel('委托文号').fill('晋煤安〔2026〕3号')
    await picture(officer, '18-delegate')
    await officer.locator('.ant-drawer-footer').getByRole('button', { name: '登记委托' }).click()
    await officer.getByRole('cell', { name: '大同', exact: false }).first().waitFor()
    await picture(officer, '19-delegations')
  })

  test('nothing complained, least of all the content security policy', () => {
    expect(complaints).toEqual([])
  })

  async function signedIn({ cookies }: Pick<Visitor, 'cookies'>): Promise<Page> {
    const context = await openPerson(browser)
    const value = cookies.get(COOKIES.staff) ?? ''
    await context.addCookies([{ name: COOKIES.staff, value, url: url.replace('http:', 'https:'), secure: true }])
    const page = await context.newPage()
    page.setDefaultTimeout(12_000)
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        complaints.push(message.text())
    })
    return page
  }

  async function attach(page: Page, kind: string, file: { name: string; mimeType: string; buffer: Buffer }) {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: `上传 ${kind}` }).click(),
    ])
    await chooser.setFiles(file)
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
