import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core'

/** The exam room's monitor. */
export const MONITOR = { width: 1366, height: 768 } as const

/** For a browser that has a camera, of a test pattern, and asks nobody whether a page may use it. */
export const WITH_CAMERA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'] as const

/** Chromium from npm, headless, saying nothing to anybody outside. It has no camera unless it is given one. */
export async function openChromium(more: readonly string[] = []): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
    headless: true,
  })
}

/**
 * A person's own browser: cookies and storage shared with nobody. Chinese, and not in China's time zone. Of somebody
 * who wants nothing to move: a click lands where the thing is, however slow the machine.
 */
export async function openPerson(
  browser: Browser,
  given: { width?: number; height?: number } = {},
): Promise<BrowserContext> {
  const { width = MONITOR.width, height = MONITOR.height } = given
  return browser.newContext({
    viewport: { width, height },
    locale: 'zh-CN',
    timezoneId: 'America/Los_Angeles',
    reducedMotion: 'reduce',
  })
}

/** A picture of the page once its letters have arrived: the system has no Chinese font, so the page brings its own. */
export async function photograph(page: Page, path: string): Promise<void> {
  // A page asks for the letters of its texts when it draws them, and draws them again when they are there.
  for (let round = 0; round < 2; round += 1)
    await page.evaluate(async () => {
      await new Promise(requestAnimationFrame)
      await document.fonts.ready
    })
  await page.screenshot({ path, animations: 'disabled' })
}
