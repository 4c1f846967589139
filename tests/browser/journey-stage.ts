import { readCandidateBuild } from '@kaochang/server/candidate-build'
import { COOKIES } from '@kaochang/server/people/access'
import { openStaffSession } from '@kaochang/server/people/sign-ins'
import type { StaffId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { mkdirSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Browser, Locator, Page } from 'playwright-core'
import { NINE, type TestApp, type Visitor, openTestApp } from '../kit/app.ts'
import { WITH_CAMERA, openChromium, openPerson, photograph } from '../kit/chromium.ts'

/**
 * The running product with its people before it: the whole server on a port, a browser for each person, one clock. A
 * person acts by HTTP as the kit's member and looks in Chromium as the same one.
 */
export type JourneyStage = {
  readonly home: TestApp
  readonly url: string
  /** What any page complained of, least of all broken policies; refusals that are answers are none. */
  readonly complaints: string[]
  /** A member of staff's own browser, opened once, at an address of the console such as `/applications`. */
  readonly show: (member: Visitor & { readonly id: string }, path: string) => Promise<Page>
  /** The browser of an enrolled terminal, with or without a camera, at the address of the exam. */
  readonly terminal: (at: Visitor, given?: { camera?: boolean }) => Promise<Page>
  /** Somebody with a telephone and no account, at an address of the platform. */
  readonly telephone: (address: string) => Promise<Page>
  /** Turns the database's clock to a Beijing time, and signs these members in again: a sign-in lasts no night. */
  readonly turn: (beijing: string | Instant) => Promise<void>
  /** Members whom `turn` keeps signed in. */
  readonly keep: (...members: (Visitor & { readonly id: string })[]) => void
  readonly picture: (page: Page, name: string, given?: { whole?: boolean }) => Promise<void>
  /** What everybody has before them, as `…-failed-1.png` and so on: for a test that failed. */
  readonly pictureAll: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Opens it; pictures go to `.artifacts/journey/<name>-…`. */
export async function openJourney(name: string, at: Instant = NINE): Promise<JourneyStage> {
  const pictures = fileURLToPath(new URL('../../.artifacts/journey/', import.meta.url))
  mkdirSync(pictures, { recursive: true })
  const url = `http://localhost:${await freePort()}`
  const home = await openTestApp({ publicUrl: new URL(url), candidateBuild: readCandidateBuild(), at })
  await home.app.listen({ port: Number(new URL(url).port) })
  const browser = await openChromium()
  let seeing: Browser | undefined
  const complaints: string[] = []
  const kept: (Visitor & { readonly id: string })[] = []
  const pages = new Map<string, Page>()

  function listenTo(page: Page): Page {
    page.setDefaultTimeout(15_000)
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      // What could not be loaded is named by its address below.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load')) complaints.push(message.text())
    })
    page.on('response', (response) => {
      if (response.status() >= 400 && ![401, 404, 409, 422].includes(response.status()))
        complaints.push(`${response.status()} ${response.url()}`)
    })
    return page
  }

  return {
    home,
    url,
    complaints,
    show: async (member, path) => {
      const page = pages.get(member.id) ?? listenTo(await (await openPerson(browser)).newPage())
      pages.set(member.id, page)
      const value = member.cookies.get(COOKIES.staff) ?? ''
      const cookie = { name: COOKIES.staff, value, url: url.replace('http:', 'https:'), secure: true }
      await page.context().addCookies([cookie])
      await page.goto(`${url}/console${path}`)
      return page
    },
    terminal: async (at, { camera = true } = {}) => {
      if (camera) seeing ??= await openChromium(WITH_CAMERA)
      const page = listenTo(await (await openPerson(seeing && camera ? seeing : browser)).newPage())
      const value = at.cookies.get(COOKIES.terminal) ?? ''
      const cookie = { name: COOKIES.terminal, value, url: url.replace('http:', 'https:'), secure: true }
      await page.context().addCookies([cookie])
      await page.clock.install()
      await page.goto(`${url}/terminal`)
      pages.set(value, page)
      return page
    },
    telephone: async (address) => {
      const page = listenTo(await (await openPerson(browser, { width: 390, height: 844 })).newPage())
      await page.goto(address.startsWith('http') ? address : `${url}${address}`)
      return page
    },
    turn: async (beijing) => {
      const to = typeof beijing === 'number' ? beijing : Date.parse(`${beijing.replace(' ', 'T')}:00+08:00`)
      if (to < home.clock.at) throw new Error('The clock is never turned back')
      home.clock.at = to as Instant
      for (const { id, cookies } of kept) {
        const open = { staffId: id as StaffId, before: undefined, at: home.clock.at }
        cookies.set(COOKIES.staff, await home.deps.db.transaction((tx) => openStaffSession(tx, open)))
      }
    },
    keep: (...members) => void kept.push(...members),
    picture: async (page, picture, { whole = false } = {}) => {
      const path = `${pictures}${name}-${picture}.png`
      await photograph(page, path)
      if (whole) await page.screenshot({ path, animations: 'disabled', fullPage: true })
    },
    pictureAll: async () => {
      for (const [index, page] of [...pages.values()].entries())
        await page.screenshot({ path: `${pictures}${name}-failed-${index + 1}.png` })
    },
    close: async () => {
      await browser.close()
      await seeing?.close()
      await home.close()
    },
  }
}

/** Chooses in a list that is searched by typing or opened by a click. */
export async function choose(page: Page, field: Locator, option: string) {
  await field.click()
  if ((await field.getAttribute('readonly')) === null) await page.keyboard.insertText(option)
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: option }).first().click()
}

/** Presses the last, main button of the question that was asked. */
export async function confirm(page: Page) {
  const question = page.locator('.ant-modal-container:visible, .ant-modal-content:visible').last()
  await question.waitFor()
  await question.locator('.ant-btn-primary, .ant-btn-dangerous').last().click()
  await question.waitFor({ state: 'hidden' })
}

/** A person's own pages, entered with the ticket and the ID number. */
export async function ownPages(stage: JourneyStage, ticket: string, idNumber: string): Promise<Page> {
  const page = await stage.telephone('/#results')
  await page.getByLabel('准考证号').fill(ticket)
  await page.getByLabel('身份证号').fill(idNumber)
  await page.keyboard.press('Enter')
  await page.getByText('我的考试').waitFor()
  return page
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
