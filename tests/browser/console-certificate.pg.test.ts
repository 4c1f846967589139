import { type CivilDate, type Instant, startOfDay } from '@kaochang/domain/instant'
import { COOKIES } from '@kaochang/server/people/access'
import { mkdirSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, type Visitor, openTestApp } from '../kit/app.ts'
import { type Worker, aWorker, anAssessed } from '../kit/certificate.ts'
import { openChromium, openPerson, photograph } from '../kit/chromium.ts'
import { pdfText } from '../kit/pdf-text.ts'
import { pdfPicture, readPdfQr } from '../kit/qr.ts'

const PICTURES = fileURLToPath(new URL('../../.artifacts/certificate/', import.meta.url))
const SHANXI = { level: 'province', province: '14' } as const

describe('a certificate from its issue to its revocation, in Chromium', { timeout: 120_000 }, () => {
  let home: TestApp
  let browser: Browser
  let url: string
  let officer: Page
  let publisher: Page
  let operator: Worker
  let ticket: string
  let verification: string
  const complaints: string[] = []

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true })
    url = `http://localhost:${await freePort()}`
    const at = (startOfDay('2026-10-20' as CivilDate) + 9 * 3_600_000) as Instant
    home = await openTestApp({ publicUrl: new URL(url), at })
    await home.app.listen({ port: Number(new URL(url).port) })
    browser = await openChromium()

    const manager = await aWorker(home, { category: 'manager', name: '赵堃' })
    const late = await aWorker(home, { category: 'principal', name: '欧阳龑' })
    operator = await aWorker(home, { name: '阿依古丽·买买提' })
    await anAssessed(home, manager, { publishedOn: '2026-10-12' as CivilDate })
    await anAssessed(home, late, { examOn: '2026-09-21' as CivilDate, publishedOn: '2026-09-28' as CivilDate })
    const assessed = await anAssessed(home, operator)
    ticket = assessed.ticket
    officer = await signedIn(await home.staff([{ role: 'application_officer', jurisdiction: SHANXI }]))
    publisher = await signedIn(await home.staff([{ role: 'publisher', jurisdiction: SHANXI }]))
  })
  afterAll(async () => {
    await browser.close()
    await home.close()
  })

  test('R19-1, R27-7: the officer sees who waits and until when, and issues under the number of the national system', async () => {
    await officer.goto(`${url}/console/certificates`)
    await officer.getByText('已超期 2 个工作日').waitFor()
    await picture(officer, '01-waiting')
    await officer.getByRole('row', { name: '阿依古丽' }).getByRole('button', { name: '发证' }).click()
    const dialog = officer.getByRole('dialog')
    await dialog.getByLabel('证号').fill('T11010519491231002X')
    await dialog.getByRole('button', { name: '发证' }).click()
    await dialog.getByText('这个证号不是持证人本人的').waitFor()
    await picture(officer, '02-not-the-holders')
    await dialog.getByLabel('证号').fill(`T${operator.idNumber}`)
    await dialog.getByRole('button', { name: '发证' }).click()
    await dialog.waitFor({ state: 'detached' })
  })

  test('a pasted list issues the others, and names what is wrong by line', async () => {
    await officer.getByRole('button', { name: '批量发证' }).click()
    const { rows } = await home.home.pool.query<{ name: string }>('select name from persons order by created_at')
    expect(rows.map(({ name }) => name)).toContain('赵堃')
    const manager = await idNumberOf('赵堃')
    await officer
      .getByLabel('证号名单')
      .fill(`${manager}\t晋煤安〔2026〕第00012号\n11010519491231002X\t晋煤安〔2026〕第00013号\n`)
    await officer.getByRole('button', { name: '发证 2 人' }).click()
    await officer.getByText('已发证 1 人').waitFor()
    await officer.getByText('待发证名单里没有这个人。').waitFor()
    await picture(officer, '03-list')
    await officer
      .getByRole('button', { name: '关 闭' })
      .or(officer.getByRole('button', { name: '关闭' }))
      .last()
      .click()
  })

  test('the certificate’s page says what it says, and its PDF carries the way to its verification', async () => {
    await officer.getByRole('tab', { name: '已发证件' }).click()
    await officer.getByText('晋煤安').or(officer.getByText('赵堃')).first().waitFor()
    await picture(officer, '04-issued')
    await officer.getByRole('link', { name: '阿依古丽·买买提' }).click()
    await officer.getByText('打开核验页面').waitFor()
    await picture(officer, '05-certificate')
    const href = await officer.getByRole('link', { name: '打印证件（PDF）' }).getAttribute('href')
    const printed = await (await officer.request.get(`${url}${href}`)).body()
    writeFileSync(`${PICTURES}06-operator.png`, await pdfPicture(printed))
    expect(await pdfText(printed)).toContain('山西省煤矿安全培训主管部门')
    verification = (await readPdfQr(printed)) ?? ''
    expect(verification).toMatch(new RegExp(`^${url}/verify/[\\w-]{22}$`))
  })

  test('A58: whoever scans the code sees in large words that it is valid, and no whole number', async () => {
    const page = await nobody()
    await page.goto(verification)
    await page.getByText('有效', { exact: true }).first().waitFor()
    await page.getByText('核验时间：2026年10月20日').waitFor()
    expect(await page.content()).not.toContain(operator.idNumber)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await picture(page, '07-verify-valid')
    await page.goto(`${url}/verify/AAAAAAAAAAAAAAAAAAAAAA`)
    await page.getByText('查无此证').waitFor()
    await picture(page, '08-verify-unknown')
    await page.context().close()
  })

  test('R38-1: the register finds one person at a time', async () => {
    const page = await nobody()
    await page.goto(`${url}/#register`)
    await page.getByLabel('姓名').fill('阿依古丽·买买提')
    await page.getByLabel('身份证号后四位').fill(operator.idNumber.slice(-4))
    await page.getByRole('button', { name: '查询', exact: true }).click()
    await page.getByText('煤矿瓦斯检查作业').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await picture(page, '09-register')
    await page.getByRole('button', { name: '按证号查询' }).click()
    await page.getByLabel('证号（完整）').fill('T0000')
    await page.getByRole('button', { name: '查询', exact: true }).click()
    await page.getByText('没有查到符合条件的证件').waitFor()
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByText('No certificate was found.').waitFor()
    await picture(page, '10-register-english')
    await page.context().close()
  })

  test('R43-1: the holder reads it on a telephone and keeps it as a PDF', async () => {
    const page = await nobody()
    await page.goto(`${url}/#results`)
    await page.getByLabel('准考证号').fill(ticket)
    await page.getByLabel('身份证号').fill(operator.idNumber)
    await page.keyboard.press('Enter')
    await page.getByText('我的证件').waitFor()
    await page.getByText(`T${operator.idNumber}`).waitFor()
    await page.getByText('我的证件').scrollIntoViewIfNeeded()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await page.evaluate(() => document.querySelector('.certificate')?.scrollIntoView())
    await picture(page, '11-own')
    await page.evaluate(() => document.querySelector('.certificate-foot')?.scrollIntoView({ block: 'end' }))
    await picture(page, '12-own-foot')
    const href = await page.getByRole('link', { name: '下载证件（PDF）' }).getAttribute('href')
    const printed = await (await page.request.get(`${url}${href}`)).body()
    expect(await readPdfQr(printed)).toBe(verification)
    await page.context().close()
  })

  test('R42-1: one person proposes, another revokes, and the code says so at once', async () => {
    await officer
      .getByRole('button', { name: '更 多' })
      .or(officer.getByRole('button', { name: '更多' }))
      .click()
    await officer.getByRole('menuitem', { name: '提请撤销' }).click()
    const dialog = officer.getByRole('dialog')
    await dialog.getByLabel('事故调查报告或证明虚假的材料').fill('晋煤监事调〔2026〕3号')
    await dialog.getByLabel('原因').fill('对事故负有直接责任')
    await picture(officer, '13-propose')
    await dialog.getByRole('button', { name: '提请撤销' }).click()
    await officer.getByText('已提请撤销，等待发布人员审批。').waitFor()

    await publisher.goto(`${url}/console/certificates?of=revocation_proposed`)
    await publisher.getByText('撤销待批').waitFor()
    await picture(publisher, '14-to-decide')
    await publisher.getByRole('link', { name: '阿依古丽·买买提' }).click()
    await publisher.getByRole('button', { name: '审批撤销' }).click()
    const decision = publisher.getByRole('dialog')
    await decision.getByLabel('原因').fill('经核实，同意撤销')
    await picture(publisher, '15-decide')
    await decision.getByRole('button', { name: '批准撤销' }).click()
    await publisher.getByText('持证人现在不能凭此证上岗作业。').waitFor()
    await publisher.getByText('2029-10-20').first().waitFor()
    await picture(publisher, '16-revoked')

    const page = await nobody()
    await page.goto(verification)
    await page.getByText('已撤销').first().waitFor()
    await picture(page, '17-verify-revoked')
    await page.context().close()
    const href = await officer.getByRole('link', { name: '打印证件（PDF）' }).getAttribute('href')
    const printed = await (await officer.request.get(`${url}${href}`)).body()
    writeFileSync(`${PICTURES}18-operator-revoked.png`, await pdfPicture(printed))
  })

  test('the manager’s certificate can be issued again and updated, with its history', async () => {
    await officer.goto(`${url}/console/certificates?of=all`)
    await officer.getByRole('link', { name: '赵堃' }).click()
    await officer.getByRole('button', { name: '更新记载' }).click()
    const dialog = officer.getByRole('dialog')
    await dialog.getByLabel('新姓名').fill('赵坤')
    await dialog.getByLabel('依据').fill('变更申请 1 号')
    await dialog.getByLabel('原因').fill('户籍更名，已核对')
    await picture(officer, '19-update')
    await dialog.getByRole('button', { name: '更新记载' }).click()
    await officer.getByText('姓名：赵堃 → 赵坤').waitFor()
    await picture(officer, '20-history')
    const href = await officer.getByRole('link', { name: '打印证件（PDF）' }).getAttribute('href')
    const printed = await (await officer.request.get(`${url}${href}`)).body()
    writeFileSync(`${PICTURES}21-manager.png`, await pdfPicture(printed))
  })

  test('no page complained', () => {
    expect(complaints).toEqual([])
  })

  async function idNumberOf(name: string): Promise<string> {
    const { rows } = await home.home.pool.query<{ sealed: Buffer }>(
      'select id_number_sealed as sealed from persons where name = $1',
      [name],
    )
    const { openIdNumber } = await import('@kaochang/server/people/id-number-secrets')
    return openIdNumber(home.deps.secrets, rows[0]?.sealed ?? Buffer.alloc(0))
  }

  async function signedIn({ cookies }: Visitor): Promise<Page> {
    const context = await openPerson(browser)
    await context.addCookies(
      [...cookies].map(([name, value]) => ({ name, value, url: url.replace('http:', 'https:'), secure: true })),
    )
    expect(cookies.has(COOKIES.staff)).toBe(true)
    return listenTo(await context.newPage())
  }

  /** Anybody with a telephone. */
  async function nobody(): Promise<Page> {
    return listenTo(await (await openPerson(browser, { width: 390, height: 844 })).newPage())
  }

  function listenTo(page: Page): Page {
    page.setDefaultTimeout(15_000)
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of (401|404|409|422)/.test(message.text()))
        complaints.push(message.text())
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
