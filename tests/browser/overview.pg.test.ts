import { rooms, sessionRooms, sessions, terminals } from '@kaochang/database/schema/session'
import type { SeatId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { sha256 } from '@kaochang/server/hashing'
import { COOKIES } from '@kaochang/server/people/access'
import { eq, sql } from 'drizzle-orm'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { NINE, type Visitor } from '../kit/app.ts'
import { type Candidate, openCandidate } from '../kit/candidate.ts'
import { openChromium, openPerson } from '../kit/chromium.ts'
import { type SealedExam, aSealedExam, bringToTheStart } from '../kit/sealed-exam.ts'
import { type JourneyStage, openJourney } from './journey-stage.ts'

/** One site with two rooms before the whole server: an exam goes on in one, the other is about to open its doors. */

const MINUTE = 60_000
const WIDE = { width: 1920, height: 1080 }
const NARROW = { width: 1366, height: 768 }

let stage: JourneyStage
let exam: SealedExam
let next: SealedExam
let chief: Visitor & { readonly id: string }
let officer: Visitor & { readonly id: string }
const lines: Candidate[] = []
const browser = await openChromium()

beforeAll(async () => {
  stage = await openJourney('overview', NINE)
  const { db } = stage.home.deps
  exam = await aSealedExam(db, { at: NINE, candidates: 4, spareSeats: 1 })
  next = await aSealedExam(db, {
    at: NINE,
    startsAt: (NINE + 40 * MINUTE) as Instant,
    candidates: 3,
    spareSeats: 1,
    seated: false,
  })
  await db.update(rooms).set({ siteId: exam.siteId, name: '二号考室' }).where(eq(rooms.id, next.roomId))
  await db.update(sessions).set({ siteId: exam.siteId, state: 'sealed' }).where(eq(sessions.id, next.sessionId))
  const site = { level: 'site', province: '14', siteId: exam.siteId } as const
  chief = await stage.home.staff([{ role: 'chief_invigilator', jurisdiction: site }])
  officer = await stage.home.staff([
    { role: 'application_officer', jurisdiction: { level: 'province', province: '14' } },
  ])
  await stage.home.deps.canary.run()
  for (const { cookie } of exam.examinees) {
    const line = await openCandidate(stage.url, { cookie, origin: stage.url })
    await line.join()
    line.say({ type: 'accept_rules' })
    lines.push(line)
  }
  await bringToTheStart(stage.home.deps.sittings, exam)
  await db.update(sessionRooms).set({ startedAt: NINE }).where(eq(sessionRooms.sessionId, exam.sessionId))
  for (const line of lines) await line.hear('started')
}, 60_000)
afterAll(async () => {
  for (const line of lines) line.drop()
  await browser.close()
  await stage.close()
})

test('the site chief sees a terminal without IndexedDB by its seat, and whether the site can open its doors', async () => {
  onTestFailed(() => stage.pictureAll())
  const page = await stage.show(chief, '/rooms')
  const site = page.locator('.site-rooms')
  // Nobody has switched anything on: four terminals are enrolled, and none is ready.
  await site.getByText('还不能开考：二号考室应到 3 人，只有 0 台考试机就绪').waitFor()
  await site.getByText('登记后还没有报告：请开机并打开考试页面').first().waitFor()

  const seats = await seatsOf(next)
  const [first, second, third] = seats
  await atTerminal(first)
  const broken = await atTerminal(second, (context) =>
    context.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { get: () => null })),
  )
  await broken.locator('.checks .bad', { hasText: '本机存储' }).waitFor()
  await stage.picture(broken, 'terminal-without-indexeddb')

  const red = site.locator('.seat-lines .red', { hasText: '2 号' })
  await red.getByText('本机存储写不进或读不出：请退出无痕模式，或者换一台机器').waitFor()
  await red.getByText('秒前报告').waitFor()
  await red.getByText(/版本 index-/).waitFor()
  await site.getByText('1/4 台就绪，应到 3 人').waitFor()
  await picture(page, 'before-doors')

  // The room is made ready: another two come up, and the broken one is replaced by the spare.
  await atTerminal(third)
  await atTerminal(seats[3])
  await site.getByText('考点可以开考').waitFor()
  await site.getByText('3/4 台就绪').waitFor()
  await picture(page, 'can-open')
})

test('a terminal that runs an older client is amber, with what to do', async () => {
  const [, second] = await seatsOf(next)
  const visitor = stage.home.visitor()
  visitor.cookies.set(COOKIES.terminal, `terminal.${second}`)
  await visitor.get('POST /v1/terminal/self-check', {
    body: {
      build: 'index-before',
      failing: [],
      noted: ['clock'],
      facts: { width: 1366, height: 768, clockAheadMs: 90_000, roundTripMs: 8, chromeVersion: 109, freeMb: 900 },
    },
  })
  const page = await stage.show(chief, '/rooms')
  const amber = page.locator('.seat-lines .amber', { hasText: '2 号' })
  await amber.getByText('时钟不准：考试不受影响，考后校准；程序是旧版本：请按 F5 重新载入').waitFor()
  await amber.getByText('版本 index-before').waitFor()
})

test('the site’s page tells of every seat in green and red words', async () => {
  const page = await stage.show(chief, `/sites/${exam.siteId}`)
  await page.getByText('4 / 4 台考试机就绪').waitFor()
  await page.locator('.seat-lines .amber', { hasText: '2 号' }).waitFor()
  expect(await page.locator('.seat-lines .green', { hasText: '考生使用中' }).count()).toBe(4)
  await page.locator('.seat-lines .red', { hasText: '5 号' }).getByText('登记后还没有报告').waitFor()
  await picture(page, 'site')
})

test('a line that is lost is on the page at once, and trouble stands first', async () => {
  onTestFailed(() => stage.pictureAll())
  const page = await stage.show(chief, '/rooms')
  const rowOf = (name: string) => page.locator('.rooms-table tbody tr', { hasText: name })
  await rowOf('一号考室').getByText('考试中').waitFor()
  await expect.poll(() => rowOf('一号考室').locator('td').nth(2).textContent()).toBe('4')
  expect(await page.locator('.tag').first().textContent()).toContain('正常')
  const droppedAt = performance.now()
  lines[0]?.drop()
  await rowOf('一号考室').getByText('1 人，最长').waitFor()
  // Measured alone it takes a third of a second; machines that do other things meanwhile are given more.
  expect(performance.now() - droppedAt).toBeLessThan(2_000)
  expect(await page.locator('.rooms-table tbody th').first().textContent()).toContain('一号考室')
  expect(await page.locator('.site-rooms h3 button').isDisabled(), 'trouble cannot be closed').toBe(true)

  const { deps } = stage.home
  await deps.db.execute(sql`insert into irregularities (session_id, room_id, kind, reason, at)
    values (${exam.sessionId}, ${exam.roomId}, 'network_fault', '网线松动', ${new Date(NINE).toISOString()})`)
  stage.home.clock.at = (NINE + 65_000) as Instant
  deps.watch.touch(`${exam.sessionId}/${exam.roomId}`)
  await page.getByText('失联 1 分钟以上').waitFor()
  // The server's own beat came before the clock was turned; with the next one only the lost line is silent.
  await rowOf('一号考室').getByText('1 人，最长 65 秒').waitFor()
  await rowOf('一号考室').getByText('1 条，最近 09:00 网络故障').waitFor()
  await picture(page, 'trouble')
})

test('the authority sees the site too, and no door to its walls', async () => {
  const page = await stage.show(officer, '/rooms')
  await page.locator('.rooms-table tbody tr', { hasText: '一号考室' }).waitFor()
  expect(await page.locator('.rooms-table a[href*="/rooms/"]').count()).toBe(0)
  await page.getByText('服务器 1：正常，可以开考').waitFor()
  await picture(page, 'authority')
})

test('the pages complained of nothing', () => {
  expect(stage.complaints).toEqual([])
})

/** A room’s seats in the order of their numbers. */
async function seatsOf({ roomId }: SealedExam): Promise<SeatId[]> {
  const { rows } = await stage.home.deps.db.execute<{ id: SeatId }>(
    sql`select id from seats where room_id = ${roomId} order by number`,
  )
  return rows.map(({ id }) => id)
}

/** The page of a terminal at a seat, in a browser of its own. */
async function atTerminal(
  seatId: SeatId | undefined,
  prepare: (context: BrowserContext) => Promise<unknown> = async () => undefined,
): Promise<Page> {
  const value = `terminal.${seatId}`
  const enrolled = await stage.home.deps.db
    .select()
    .from(terminals)
    .where(eq(terminals.tokenHash, sha256(value)))
  expect(enrolled).toHaveLength(1)
  const context = await openPerson(browser)
  await context.clock.install({ time: NINE })
  await prepare(context)
  await context.addCookies([{ name: COOKIES.terminal, value, url: stage.url.replace('http:', 'https:'), secure: true }])
  const page = await context.newPage()
  await page.goto(`${stage.url}/terminal`)
  await page.getByText('已全部载入').waitFor()
  return page
}

/** The page at both of the monitors that it is looked at. */
async function picture(page: Page, name: string) {
  for (const size of [WIDE, NARROW]) {
    await page.setViewportSize(size)
    await stage.picture(page, `${name}-${size.width}`, { whole: true })
  }
}
