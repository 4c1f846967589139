import type { SittingId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { LONG_TERM } from '@kaochang/domain/people/card-reading'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { MONITOR } from '../kit/chromium.ts'
import { type LaidOn, type TestCardReader, openCardReader } from '../kit/card-reader.ts'
import {
  type Office,
  type Row,
  aSealed,
  anOffice,
  comeBack,
  managerBanks,
  people,
  roster,
} from '../kit/exam-fixture.ts'
import { type JourneyStage, openJourney } from './journey-stage.ts'

/**
 * Identity by card at the invigilator's desk: the whole server, the console in Chromium under the platform's own content
 * security policy, and a reader's program on the same computer, as its vendor would write it.
 */
let stage: JourneyStage
let reader: TestCardReader
let office: Office
let invigilator: Awaited<ReturnType<typeof stage.home.staff>>
let sessionId: string
let roomId: string
let persons: (Row & { readonly ticket: string; readonly sittingId: SittingId })[]

beforeAll(async () => {
  stage = await openJourney('identity')
  reader = await openCardReader(stage.url)
  const { home } = stage
  office = await anOffice(home, { seats: [8] })
  const rows = people(6)
  const session = await aSealed(home, office, { bankIds: await managerBanks(home), people: rows, identity: 'reader' })
  sessionId = session.id
  roomId = office.roomIds[0] ?? ''
  const entries = await roster(office, session.id)
  persons = rows.map((row) => {
    const entry = entries.find(({ name }) => name === row.name)
    if (!entry) throw new Error(`${row.name} is not on the roster`)
    return { ...row, ticket: entry.ticket, sittingId: entry.sittingId as SittingId }
  })
  await comeBack(home, office, (session.startsAt - 20 * 60_000) as Instant)
  await office.chief.get('POST /v1/sessions/:sessionId/open', { params: { sessionId } })
  const there = { level: 'site', province: '14', siteId: office.siteId } as const
  invigilator = await home.staff([{ role: 'invigilator', jurisdiction: there }])
}, 120_000)

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await stage.pictureAll()
})
afterAll(async () => {
  await stage.close()
  await reader.close()
})

test('the officer chooses how candidates are identified, in words', async () => {
  const page = await stage.show(office.officer, '/sessions/new')
  const choice = page.getByText('身份证读卡器：读到本人身份证后再由监考员核对；读不出的须主考写明原因放行')
  await choice.click()
  await choice.scrollIntoViewIfNeeded()
  expect(await page.getByRole('radio', { name: /^身份证读卡器/ }).isChecked()).toBe(true)
  await stage.picture(page, '01-schedule')
  await page.goto(`${stage.url}/console/sessions/${sessionId}`)
  await page.getByText('身份证读卡器：读到本人身份证后再由监考员核对').waitFor()
})

test('the invigilator tells this computer where its reader is, and it is tried at once', async () => {
  const page = await stage.show(invigilator, '/rooms')
  await page.getByText('没有启用').waitFor()
  await page.getByLabel('端口').fill('1024')
  await page.getByRole('button', { name: '启用' }).click()
  await page.getByText('连接不到读卡器程序。').waitFor()
  await page.getByLabel('端口').fill(String(reader.port))
  reader.connected = false
  await page.getByRole('button', { name: '再试一次' }).click()
  await page.getByText('读卡器没有接好').waitFor()
  reader.connected = true
  await page.getByRole('button', { name: '再试一次' }).click()
  await page.getByText('读卡器正常：试验读卡器').waitFor()
  await page.getByText(`已启用：http://127.0.0.1:${reader.port}`).waitFor()
  await stage.picture(page, '02-reader-here')
})

test('a candidate is checked in by card, and confirmed by whoever looks at them', async () => {
  const page = await atDesk()
  await lay(page, cardOf(0))
  await page.getByText('已读到本人身份证').waitFor()
  expect(await page.locator('.drawn .who').textContent()).toBe(persons[0]?.name)
  expect(Number(await page.locator('.drawn .seat').textContent())).toBeGreaterThan(0)
  await stage.picture(page, '03-card-read')
  await page.setViewportSize({ width: 1920, height: 1080 })
  await stage.picture(page, '03-card-read-wide')
  await page.setViewportSize(MONITOR)
  await page.getByRole('button', { name: '人证一致，确认' }).click()
  await page.getByText('✓ 身份已核验').waitFor()
})

test('a foreign card is refused in red words, and only the chief may let the candidate in', async () => {
  const page = await atDesk()
  await type(page, persons[1]?.ticket)
  await page.getByText(`还须读 ${persons[1]?.name} 本人的身份证`).waitFor()
  await lay(page, cardOf(2))
  await page.getByRole('alert').getByText('这不是本人的身份证！').waitFor()
  await page.getByText('怀疑替考的，请报告主考并记录异常').waitFor()
  // Whose place it is stands there still, without a word of the other's.
  expect(await page.locator('.drawn .who').textContent()).toBe(persons[1]?.name)
  await page.getByText('读不出身份证的，只能由主考写明原因放行；您的账号没有这个权限，请找主考。').waitFor()
  expect(await page.getByRole('button', { name: '主考放行' }).count()).toBe(0)
  expect(await page.getByRole('button', { name: '身份一致，确认' }).count()).toBe(0)
  await stage.picture(page, '04-foreign-card')

  const wall = await stage.show(office.chief, `/sessions/${sessionId}/rooms/${roomId}`)
  const tile = wall.locator('.tile', { hasText: persons[1]?.name ?? '' })
  await tile.getByText('未读身份证').waitFor()
  await tile.click()
  const drawer = wall.getByRole('dialog')
  await drawer.getByText('本场次须用读卡器核验').waitFor()
  await drawer.getByRole('button', { name: '主考放行' }).click()
  const question = wall.locator('.ant-modal')
  await question.getByRole('textbox').fill('身份证消磁，由派出所证明核实')
  await stage.picture(wall, '05-override-asked')
  await question.getByRole('button', { name: '主考放行' }).click()
  await drawer.getByText('主考放行：身份证消磁，由派出所证明核实').waitFor()
  await stage.picture(wall, '06-override-done')
  // At the desk it is seen without asking.
  await page.getByText('✓ 身份已核验').waitFor()
})

test('a card that is out of date, one read before, one that cannot be read: each says what to do', async () => {
  const page = await atDesk()
  await lay(page, { ...cardOf(3), validUntil: '2026-10-21' } as LaidOn)
  await page.getByRole('alert').getByText('身份证已过期，有效期到 2026-10-21 周三').waitFor()
  await stage.picture(page, '07-expired')
  reader.readAt = Date.now() - 60_000
  await lay(page, cardOf(3))
  await page.getByText('读卡器给的是以前读到的身份证').waitFor()
  reader.readAt = null
  await lay(page, 'unreadable')
  await page.getByText('请擦净、转向后再放一次；仍读不出的，请主考处理。').waitFor()
  // Whoever turns to the next one ends the waiting, at the program too.
  await page.getByRole('button', { name: '读身份证' }).click()
  await expect.poll(reader.waiting).toBe(true)
  await page
    .getByRole('button', { name: '取 消' })
    .or(page.getByRole('button', { name: '取消' }))
    .click()
  await expect.poll(reader.waiting).toBe(false)
  await page.getByRole('button', { name: '读身份证' }).waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
})

test('a reader that types is told from a ticket, and recorded as what it is', async () => {
  const page = await atDesk()
  await type(page, persons[4]?.idNumber)
  await page.getByText('身份证号与名单一致（读卡器只读到号码）').waitFor()
  await page.getByRole('button', { name: '人证一致，确认' }).click()
  await page.getByText('✓ 身份已核验').waitFor()
})

test('the room record prints how each was confirmed, the chief’s word with its reason, and the cards refused', async () => {
  const page = await stage.show(office.chief, `/sessions/${sessionId}/rooms/${roomId}/record`)
  await page.setViewportSize({ width: 1366, height: 1400 })
  for (const text of ['读卡器 测试', '键盘式读卡器 测试', '主考放行 测试']) await page.getByText(text).first().waitFor()
  await page.getByText('主考放行（未读身份证）：身份证消磁，由派出所证明核实（测试）').waitFor()
  await page.getByText('不是本人的身份证').waitFor()
  await page.getByText('身份证已过期').waitFor()
  await stage.picture(page, '08-record')
})

test('nobody but the platform’s own page may ask the reader, and only the console may ask anybody but the platform', async () => {
  for (const headers of [{ origin: 'https://elsewhere.example' }, {}]) {
    const answer = await fetch(`http://127.0.0.1:${reader.port}/v1/reader`, { headers })
    expect(answer.status).toBe(403)
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  }
  const asks = async (path: string) => {
    const policy = (await fetch(`${stage.url}${path}`)).headers.get('content-security-policy') ?? ''
    return /connect-src ([^;]+)/.exec(policy)?.[1]
  }
  expect(await asks('/console/rooms')).toBe("'self' http://127.0.0.1:*")
  for (const path of ['/', '/terminal', '/v1/setup', '/nothing']) expect(await asks(path)).toBe("'self'")
  expect(stage.complaints.filter((complaint) => !complaint.includes(`127.0.0.1:${reader.port}`))).toEqual([])
})

function atDesk(): Promise<Page> {
  return stage.show(invigilator, `/sessions/${sessionId}/rooms/${roomId}`)
}

/** The card of one of the candidates, as a reader says it. */
function cardOf(index: number) {
  const { name, idNumber } = persons[index] as Row
  return { name, idNumber, validFrom: '2016-03-01', validUntil: LONG_TERM } as Exclude<LaidOn, 'unreadable' | null>
}

/** The page asks for a card, and one is laid on. */
async function lay(page: Page, card: LaidOn) {
  await page.getByRole('button', { name: '读身份证' }).click()
  await page.getByText('请把身份证放在读卡器上').waitFor()
  await expect.poll(reader.waiting).toBe(true)
  reader.layOn(card)
}

async function type(page: Page, text = '') {
  const field = page.getByLabel('扫描或输入准考证号，按回车')
  await field.fill(text)
  await field.press('Enter')
}
