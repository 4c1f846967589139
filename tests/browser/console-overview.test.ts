import { AxeBuilder } from '@axe-core/playwright'
import type { OverviewRoom } from '@kaochang/contract/overview'
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { photograph } from '../kit/chromium.ts'
import { MINUTE, STARTS_AT, aMember, aRoomInNumbers, anOverview, answersFor, id } from './console-answers.ts'
import { type ConsoleStage, closeBrowser, openConsole } from './console-stage.ts'

const PICTURES = fileURLToPath(new URL('../../.artifacts/overview/', import.meta.url))

let stage: ConsoleStage

beforeAll(() => void mkdirSync(PICTURES, { recursive: true }))
afterEach(() => stage.close())
afterAll(closeBrowser)

const CITIES = '太原大同朔州忻州阳泉吕梁晋中长治晋城临汾运城'.match(/../g) ?? []

/** A province on an exam day: forty sites of four rooms, of which three have trouble. */
function aProvince(changed: (site: number, room: number) => Partial<OverviewRoom> = () => ({})): OverviewRoom[] {
  return Array.from({ length: 160 }, (_, n) => {
    const site = Math.floor(n / 4)
    const name = `${CITIES[site % CITIES.length]}第${Math.floor(site / CITIES.length) + 1}考点`
    return aRoomInNumbers((n % 4) + 1, {
      roomId: id(3_000 + n),
      sessionId: id(4_000 + site),
      site: { id: id(2_000 + site), name, province: '14' },
      ...changed(site, n % 4),
    })
  })
}

const NOW = STARTS_AT + 10 * MINUTE

test('forty sites of four rooms: trouble is open and first, what is well is a line with its totals', async () => {
  const rooms = aProvince((site, room) => {
    if (site === 20 && room === 2) return { red: 3, amber: 2, silentSince: NOW - 95_000 }
    if (site === 31 && room === 0) return { amber: 1, silentSince: NOW - 17_000 }
    if (site === 7 && room === 3)
      return {
        lostMs: 6 * MINUTE,
        lostCount: 2,
        irregularityCount: 3,
        lastIrregularity: { kind: 'power_cut', at: NOW - 4 * MINUTE },
      }
    return {}
  })
  stage = await openConsole({ ...answersFor(aMember('application_officer')), 'GET /v1/overview': anOverview(rooms) })
  const { page } = stage
  await stage.open('/rooms')
  const sites = page.locator('.site-rooms')
  await sites.first().waitFor()
  expect(await sites.count()).toBe(40)
  const opened = page.locator('.site-rooms:has(table)')
  expect(await opened.locator('.site-name').allTextContents()).toEqual([
    '吕梁第2考点'.replace('吕梁', CITIES[20 % 11] ?? ''),
    `${CITIES[31 % 11]}第3考点`,
    `${CITIES[7]}第1考点`,
  ])
  // Within a site too: the third room comes before the first.
  expect(await opened.first().locator('tbody th a, tbody th').first().textContent()).toContain('第3考场')
  expect(await opened.first().getByText('5 人，最长').textContent()).toMatch(/最长 (9\d|1\d\d) 秒/)
  expect(await sites.last().textContent()).toMatch(/正常.*4 个考场 · 入座 116\/120 · 作答 116/)
  expect(await page.locator('.overview-totals dd').allTextContents()).toEqual(
    expect.arrayContaining(['160', '4800', '4640']) as unknown,
  )
  for (const [width, height] of [
    [1366, 768],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height })
    await photograph(page, `${PICTURES}province-${width}.png`)
  }
  const { violations } = await new AxeBuilder({ page }).analyze()
  const grave = violations.filter(({ impact }) => impact === 'critical' || impact === 'serious')
  expect(grave.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html}`)).toEqual([])
})

test('what is well can be opened and closed, and opens by itself when it is well no more', async () => {
  const of = (red: number) =>
    anOverview(aProvince((site, room) => (site === 5 && room === 1 ? { red, silentSince: NOW } : {})))
  stage = await openConsole({ ...answersFor(aMember('auditor')), 'GET /v1/overview': of(0) })
  const { page } = stage
  await stage.open('/rooms')
  const site = page.locator('.site-rooms', { hasText: `${CITIES[5]}第1考点` })
  const button = site.getByRole('button')
  await button.click()
  await site.getByRole('link', { name: '第2考场' }).waitFor()
  await button.press('Enter')
  expect(await site.locator('table').count()).toBe(0)
  stage.answers['GET /v1/overview'] = of(1)
  await site.locator('tr.lost', { hasText: '第2考场' }).waitFor()
  expect(await button.isDisabled()).toBe(true)
  expect(await page.locator('.site-rooms').first().textContent()).toContain(`${CITIES[5]}第1考点`)
})

test('before the doors open every site says in a sentence whether it can, or what is missing', async () => {
  const before: Partial<OverviewRoom> = {
    state: 'open',
    startedAt: null,
    startsAt: NOW + 20 * MINUTE,
    seated: 0,
    answering: 0,
    terminals: { enrolled: 33, ready: 33, troubledCount: 0, troubled: [] },
  }
  const rooms = [
    aRoomInNumbers(1, before),
    aRoomInNumbers(2, {
      ...before,
      site: { id: id(2_002), name: '大同考点', province: '14' },
      papersDrawn: false,
      state: 'announced',
      terminals: { enrolled: 30, ready: 28, troubledCount: 2, troubled: [] },
    }),
    aRoomInNumbers(3, {
      ...before,
      site: { id: id(2_003), name: '朔州考点', province: '14' },
      startsAt: NOW + 24 * 60 * MINUTE,
      state: 'announced',
      terminals: { enrolled: 30, ready: 0, troubledCount: 30, troubled: [] },
    }),
  ]
  stage = await openConsole({ ...answersFor(aMember('chief_invigilator')), 'GET /v1/overview': anOverview(rooms) })
  const { page } = stage
  await stage.open('/rooms')
  const doors = page.locator('.doors')
  await doors.first().waitFor()
  expect(await doors.allTextContents()).toEqual([
    expect.stringMatching(/^✗ 还不能开考：“.*”还没有封卷；第2考场应到 30 人，只有 28 台考试机就绪。$/),
    '✓ 考点可以开考',
    '✗ 还不能开考：第3考场应到 30 人，只有 0 台考试机就绪。',
  ])
  expect(await page.locator('.day-rooms h2').allTextContents()).toEqual(['今天', '明天'])
  // Tomorrow's computers may be switched off: it is said, and is no trouble yet.
  expect(await page.locator('.site-rooms').last().locator('.tag').textContent()).toContain('正常')

  stage.answers['GET /v1/overview'] = anOverview(rooms, { durable: false, processes: [] })
  await page.getByText('服务器暂时不能保存答案！').waitFor()
  await page.getByText('还不能开考：服务器自检没有全部通过；服务器暂时不能保存答案。').waitFor()
})

test('a page that has lost the server says how old it is', async () => {
  stage = await openConsole({
    ...answersFor(aMember('publisher')),
    'GET /v1/overview': anOverview([aRoomInNumbers(1)]),
  })
  const { page } = stage
  await stage.open('/rooms')
  await page.getByText('第1考场').waitFor()
  expect(await page.getByRole('link', { name: '第1考场' }).count(), 'a publisher enters no wall').toBe(0)
  stage.cut = true
  await page.getByText(/本页已 \d+ 秒没有更新/).waitFor()
})
