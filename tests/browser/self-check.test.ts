import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { photograph } from '../kit/chromium.ts'
import { type Stage, closeBrowser, openStage } from './candidate-stage.ts'

const PICTURES = fileURLToPath(new URL('../../.artifacts/overview/', import.meta.url))

let stage: Stage

beforeAll(() => void mkdirSync(PICTURES, { recursive: true }))
afterEach(() => stage.close())
afterAll(closeBrowser)

const MONITORS = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const

const withoutIndexedDb = () => Object.defineProperty(globalThis, 'indexedDB', { get: () => null })

describe('the self-check', () => {
  test.each(MONITORS)('says of a sound computer in short that it is, and reports it once: %o', async (viewport) => {
    stage = await openStage({ viewport })
    const { page, exam } = stage
    await page.goto(`${stage.url}/terminal`)
    await page.locator('.checks .good', { hasText: '实时连接' }).waitFor()
    await page.locator('.checks .good', { hasText: '可写可读' }).waitFor()
    await expect
      .poll(() => exam.reports)
      .toMatchObject([
        { failing: [], noted: [], build: expect.stringMatching(/^index-/) as string, facts: { width: viewport.width } },
      ])
    await page.getByText('本机可以用于考试').waitFor()
    await page.getByText('键盘：请按任意一个键试一试').waitFor()
    await photograph(page, `${PICTURES}terminal-well-${viewport.width}.png`)
    await page.keyboard.press('Shift')
    await page.getByText('键盘：正常').waitFor()
    const { bottom } = await page
      .getByRole('button', { name: '开始登录' })
      .evaluate((button) => button.getBoundingClientRect())
    expect(bottom).toBeLessThanOrEqual(viewport.height)
  })

  test.each(MONITORS)(
    'a browser without IndexedDB is red, with what to do, and the site is told: %o',
    async (viewport) => {
      stage = await openStage({ viewport })
      const { page, exam } = stage
      await page.addInitScript(withoutIndexedDb)
      await page.goto(`${stage.url}/terminal`)
      const red = page.locator('.checks .bad', { hasText: '本机存储' })
      await red.waitFor()
      expect(await red.textContent()).toContain('请退出无痕模式，允许本站保存数据，或者换一台机器')
      expect(await red.textContent()).toContain('异常')
      expect(await page.getByText('本机可以用于考试').count()).toBe(0)
      await expect.poll(() => exam.reports).toMatchObject([{ failing: ['storage'], noted: [] }])
      await photograph(page, `${PICTURES}terminal-without-indexeddb-${viewport.width}.png`)
    },
  )

  test('a network that refuses WebSockets is said to be slower and no hindrance', async () => {
    stage = await openStage()
    const { page, exam } = stage
    exam.echoes = false
    await page.goto(`${stage.url}/terminal`)
    const amber = page.locator('.checks .warn', { hasText: '实时连接' })
    await amber.waitFor()
    expect(await amber.textContent()).toContain('自动改用普通请求，可以考试')
    await expect.poll(() => exam.reports).toMatchObject([{ failing: [], noted: ['line'] }])
    expect(await page.getByRole('button', { name: '开始登录' }).isEnabled()).toBe(true)
  })

  test('a window made too small is reported when it changes, and not once more before a minute is over', async () => {
    stage = await openStage()
    const { page, exam } = stage
    await page.clock.install()
    await page.goto(`${stage.url}/terminal`)
    await expect.poll(() => exam.reports).toHaveLength(1)
    await page.setViewportSize({ width: 1000, height: 768 })
    await page.clock.runFor(10_000)
    await expect.poll(() => exam.reports).toMatchObject([{ noted: [] }, { noted: ['screen'] }])
    await page.clock.runFor(40_000)
    expect(exam.reports).toHaveLength(2)
    await page.clock.runFor(30_000)
    await expect.poll(() => exam.reports).toHaveLength(3)
  })

  test('English says the same', async () => {
    stage = await openStage()
    const { page } = stage
    await page.addInitScript(withoutIndexedDb)
    await page.goto(`${stage.url}/terminal`)
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByText('Leave private mode, let this site keep data, or use another computer.').waitFor()
    await photograph(page, `${PICTURES}terminal-english-1366.png`)
  })
})
