import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { NoticeId } from '@kaochang/domain/ids'
import { COOKIES } from '@kaochang/server/people/access'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, type Visitor, openTestApp } from '../kit/app.ts'
import { openChromium, openPerson, photograph } from '../kit/chromium.ts'
import { aNotice, anAddressedEnterprise } from '../kit/notices.ts'
import { onOwnPages } from '../kit/own-pages.ts'
import { pdfText } from '../kit/pdf-text.ts'

const PICTURES = fileURLToPath(new URL('../../.artifacts/notice/', import.meta.url))

describe('a written notice on its way, in Chromium', { timeout: 90_000 }, () => {
  let home: TestApp
  let browser: Browser
  let url: string
  let written: NoticeId
  let officer: Page
  let clerk: Page
  const complaints: string[] = []

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true })
    url = `http://localhost:${await freePort()}`
    home = await openTestApp({ publicUrl: new URL(url) })
    await home.app.listen({ port: Number(new URL(url).port) })
    browser = await openChromium()

    const mine = await anAddressedEnterprise(home, { name: '晋北某煤业有限公司' })
    const to = { enterpriseId: mine.id, toName: mine.name }
    await aNotice(home, 'N1')
    await aNotice(home, 'N3', { addressee: 'enterprise', ...to })
    await aNotice(home, 'N11', { toName: '山西省煤矿安全监察机构' })
    await aNotice(home, 'N4', { addressee: 'appointing_body', toName: '某某煤业集团' })
    written = await aNotice(home, 'N2', { addressee: 'enterprise', toEmail: 'office@mine.test', ...to })
    officer = await signedIn(
      await home.staff([{ role: 'application_officer', jurisdiction: { level: 'province', province: '14' } }]),
    )
    clerk = await signedIn(
      await home.staff([
        { role: 'enterprise_clerk', jurisdiction: { level: 'enterprise', province: '14', enterpriseId: mine.id } },
      ]),
    )
  })
  afterAll(async () => {
    await browser.close()
    await home.close()
  })

  test('N2: the officer is told at home what has not been sent, and finds it in the register', async () => {
    await officer.goto(`${url}/console/`)
    await officer.getByText('3 份书面通知还没有送达').click()
    await officer.waitForURL(/state=unsent/)
    await officer.getByText('晋北某煤业有限公司').waitFor()
    await officer.getByText('本系统没有配置邮件服务器').waitFor()
    expect(await officer.getByText('考核时间公告').count()).toBe(0)
    await picture(officer, '01-register-unsent')
    await officer.goto(`${url}/console/notices`)
    await officer.getByText('考核时间公告').waitFor()
    await picture(officer, '02-register')
  })

  test('N2: its page shows the text as it will be read, and the officer notes that it was handed over', async () => {
    await officer.goto(`${url}/console/notices/${written}`)
    await officer.getByText('不得对其进行安全生产知识和管理能力考试').waitFor()
    await picture(officer, '03-notice')
    await officer.getByRole('tab', { name: 'English' }).click()
    await officer.getByText('no exam of safety knowledge').waitFor()
    await picture(officer, '04-notice-english')
    await officer.getByRole('button', { name: '登记送达' }).click()
    const dialog = officer.getByRole('dialog')
    await dialog.getByLabel('送达日期').fill('2026-10-22')
    await officer.keyboard.press('Enter')
    await dialog.getByLabel('原因').fill('办公室王某当面签收')
    await picture(officer, '05-deliver')
    await dialog.getByRole('button', { name: '登记送达' }).click()
    await officer.getByText('办公室王某当面签收').waitFor()
    await officer.getByText('当面送达，2026-10-22 周四').waitFor()
    await picture(officer, '06-delivered')
  })

  test('the clerk sees at the menu what is unread, opens it, and it is read', async () => {
    await clerk.goto(`${url}/console/`)
    await clerk.getByTitle('2 份未阅').waitFor()
    await picture(clerk, '07-clerk-home')
    await clerk.getByRole('menu').getByRole('link', { name: '通知' }).click()
    await clerk.getByRole('link', { name: '不符合考核条件告知书' }).click()
    await clerk.getByText('请你单位按照管理权限调整其工作岗位').waitFor()
    await clerk.getByText('已阅').first().waitFor()
    expect(await clerk.getByText('办公室王某当面签收').count()).toBe(0)
    expect(await clerk.getByText('office@mine.test').count()).toBe(0)
    await clerk.getByTitle('1 份未阅').waitFor()
    await picture(clerk, '08-clerk-notice')
    await officer.reload()
    await officer.getByText('已阅').first().waitFor()
    await picture(officer, '09-read')
  })

  test('N4: a candidate reads on a telephone what was written to them, and has it as a PDF', async () => {
    const { personId, token } = await onOwnPages(home)
    await aNotice(home, 'N4', { addressee: 'candidate', personId, toName: '考生甲' })
    const context = await openPerson(browser, { width: 390, height: 844 })
    await context.addCookies([
      { name: COOKIES.candidate, value: token, url: url.replace('http:', 'https:'), secure: true },
    ])
    const page = listenTo(await context.newPage())
    await page.goto(`${url}/#results`)
    await page.getByText('补考不合格调整工作岗位告知书').waitFor()
    await page.getByText('未读').waitFor()
    await picture(page, '10-candidate')
    await page.getByRole('button', { name: '查看正文' }).click()
    await page.getByText('你一年内不得再次申请考核').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
    await picture(page, '11-candidate-notice')
    const href = await page.getByRole('link', { name: 'PDF' }).getAttribute('href')
    const printed = await page.request.get(`${url}${href}`)
    expect(await pdfText(await printed.body())).toContain('你参加安全生产知识和管理能力考试')
    await page.goto(`${url}/#announcements`)
    await page.getByText('公告文件').waitFor()
    await picture(page, '12-public')
    await context.close()
  })

  test('no page complained', () => {
    expect(complaints).toEqual([])
  })

  async function signedIn({ cookies }: Visitor): Promise<Page> {
    const context = await openPerson(browser)
    await context.addCookies(
      [...cookies].map(([name, value]) => ({ name, value, url: url.replace('http:', 'https:'), secure: true })),
    )
    return listenTo(await context.newPage())
  }

  function listenTo(page: Page): Page {
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
