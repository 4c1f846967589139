import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import {
  ID_NUMBER,
  MINUTE,
  type Stage,
  TICKET,
  aPaper,
  closeBrowser,
  logRows,
  openStage,
  sitDown,
  startRoom,
  walkIn,
} from './candidate-stage.ts'

let stage: Stage

afterEach(() => stage.close())
afterAll(closeBrowser)

describe('a candidate', () => {
  test('sits a whole exam with the keyboard alone', async () => {
    stage = await openStage()
    const { page, exam } = stage
    await page.goto(`${stage.url}/terminal`)
    await page.getByText('已全部载入').waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type(`${TICKET}\n`)
    await page.keyboard.type(`${ID_NUMBER}\n`)
    await page.getByText('王建国').waitFor()
    await press(page, 'Tab', 'Tab', 'Enter')
    await page.getByText('考场纪律').first().waitFor()
    await page.getByRole('button', { name: '我已阅读' }).focus()
    await press(page, 'Enter')
    await page.getByText('已接受考场纪律').waitFor()
    startRoom(exam)
    await page.getByText('第 1 题，共 5 题').waitFor()

    await press(page, '1', 'Enter', '2', 'ArrowRight', 'c', 'm', 'Enter', 'D', 'Enter', 'c', 'a')
    await saved(stage)
    expect(exam.sitting().answers).toEqual([
      { response: 'A', marked: false },
      { response: 'B', marked: false },
      { response: 'C', marked: true },
      { response: 'D', marked: false },
      { response: 'AC', marked: false },
    ])

    await page.getByRole('button', { name: '交卷' }).focus()
    await press(page, 'Enter')
    await page.getByText('全部试题都已作答').waitFor()
    await page.getByRole('button', { name: '下一步' }).focus()
    await press(page, 'Enter')
    expect(await page.getByRole('button', { name: '交卷', exact: true }).isDisabled()).toBe(true)
    await press(page, 'Tab', ' ', 'Tab', 'Tab', 'Enter')

    await page.getByText('交卷成功').waitFor()
    expect(exam.sitting().ended?.reason).toBe('handed_in')
    await page.getByText(exam.receipt().code).waitFor()
    await page.getByText('最迟 2026年10月12日星期一').waitFor()
    expect(await logRows(page)).toEqual([])

    await page.getByRole('button', { name: '退出，返回首页' }).click()
    await page.getByRole('button', { name: '开始登录' }).waitFor()
    expect(exam.signedIn).toBe(false)
    expect(await page.getByText('王建国').count()).toBe(0)
  })

  test('may let a card reader type the ID number into the first field', async () => {
    stage = await openStage()
    const { page } = stage
    await page.goto(`${stage.url}/terminal`)
    await page.getByRole('button', { name: '开始登录' }).click()
    await page.keyboard.type(`${ID_NUMBER}\n`)
    expect(await page.getByLabel('身份证号').inputValue()).toBe(ID_NUMBER)
    await page.keyboard.type(`${TICKET}\n`)
    await page.getByText('请核对本人信息').waitFor()
  })

  test('who is somebody else is signed out and asked to raise a hand', async () => {
    stage = await openStage()
    const { page, exam } = stage
    await page.goto(`${stage.url}/terminal`)
    await page.getByRole('button', { name: '开始登录' }).click()
    await page.getByLabel('准考证号').fill(TICKET)
    await page.getByLabel('身份证号').fill(ID_NUMBER)
    await press(page, 'Enter')
    await page.getByRole('button', { name: '不是我' }).click()
    await page.getByRole('heading', { name: '请举手' }).waitFor()
    expect(exam.signedIn).toBe(false)
    expect(exam.heard, 'nobody’s sitting was opened').toEqual([])
  })

  test('finds the exam where it was after the page is loaded again', async () => {
    stage = await openStage()
    const { page } = stage
    await sitDown(stage)
    await press(page, '1', 'Enter', '1')
    await saved(stage)
    await page.reload()
    await page.getByText('第 3 题，共 5 题').waitFor()
    await page.getByRole('button', { name: '第 1 题，已答' }).waitFor()
  })

  test('is told when it is too early to hand in', async () => {
    stage = await openStage({ exam: { earliestHandInMs: 30 * MINUTE } })
    await sitDown(stage)
    await stage.page.getByRole('button', { name: '交卷' }).click()
    await stage.page.getByText('开始作答 30 分钟后可以交卷').waitFor()
    expect(await stage.page.getByRole('button', { name: '下一步' }).isDisabled()).toBe(true)
  })

  test('who leaves the window is told so, and the server is', async () => {
    stage = await openStage()
    await sitDown(stage)
    await stage.page.evaluate(() => window.dispatchEvent(new Event('blur')))
    await stage.page.getByText('您离开了考试窗口，已记录并显示给监考员').waitFor()
    await expect.poll(() => stage.exam.heard).toContainEqual({ type: 'note_screen', what: 'left_window' })
  })

  test('is told of time granted', async () => {
    stage = await openStage({ exam: { durationMs: 10 * MINUTE } })
    await sitDown(stage)
    await stage.page.getByText('不足 15 分钟').waitFor()
    stage.exam.act({ type: 'grant_time', ms: 20 * MINUTE, by: 'staff' as never, reason: '断电' })
    await stage.page.getByText('监考员为您延长了 20 分钟').waitFor()
    await stage.page.getByText('剩余时间', { exact: true }).waitFor()
  })
})

describe('the terminal', () => {
  test('fetches nothing more once somebody has signed in, so that a cut can take nothing away', async () => {
    stage = await openStage()
    const { page, exam } = stage
    await page.goto(`${stage.url}/terminal`)
    await page.getByRole('button', { name: '开始登录' }).click()
    await page.waitForLoadState('networkidle')
    const fetched: string[] = []
    // A face for characters not yet shown is the one thing that may come later; the system's own serve without it.
    page.on(
      'request',
      (request) => request.url().endsWith('.woff2') || fetched.push(request.url().replace(stage.url, '')),
    )
    await page.getByLabel('准考证号').fill(TICKET)
    await page.getByLabel('身份证号').fill(ID_NUMBER)
    await press(page, 'Enter')
    await page.getByRole('button', { name: '是我，继续' }).click()
    await page.getByRole('button', { name: '我已阅读' }).click()
    await page.getByText('已接受考场纪律').waitFor()
    startRoom(exam)
    await page.getByText('第 1 题').first().waitFor()
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByText('Question 1 of 5').waitFor()
    await page.getByRole('button', { name: 'Hand in' }).click()
    await page.getByText('Before you hand in').waitFor()
    expect(fetched.filter((path) => path.startsWith('/assets/'))).toEqual([])
  })

  test.each([
    [1366, 768],
    [1920, 1080],
  ])('shows a paper of a hundred items whole at %i × %i', async (width, height) => {
    stage = await openStage({ exam: { items: aPaper(40, 40, 20) }, viewport: { width, height } })
    await sitDown(stage)
    for (const place of ['.item', '.sheet-groups', '.desk', 'body']) {
      const over = await stage.page
        .locator(place)
        .evaluate((element) => [element.scrollHeight - element.clientHeight, element.scrollWidth - element.clientWidth])
      expect([place, ...over.map((px) => px > 0)]).toEqual([place, false, false])
    }
  })

  test('F62: goes on when one item cannot be drawn', async () => {
    const items = aPaper(1, 1, 1).map((item, place) => (place === 1 ? { ...item, options: undefined as never } : item))
    stage = await openStage({ exam: { items } })
    const { page, exam } = stage
    await sitDown(stage)
    await press(page, '1', 'ArrowRight')
    await page.getByText('这道题显示不出来').waitFor()
    await press(page, 'ArrowRight', 'b')
    await saved(stage)
    expect(exam.sitting().answers.map((answer) => answer?.response)).toEqual(['A', undefined, 'B'])
    expect(exam.heard.filter(({ type }) => type === 'note_item')).toEqual([{ type: 'note_item', item: 2 }])
    expect(exam.sitting().faultyItems).toEqual([2])
    // React reports what the boundary caught.
    stage.complaints.length = 0
  })

  test('says plainly that a browser is too old', async () => {
    stage = await openStage()
    await stage.page.addInitScript(() => Reflect.deleteProperty(globalThis, 'structuredClone'))
    await stage.page.goto(`${stage.url}/terminal`)
    await stage.page.getByText('浏览器版本过低').waitFor()
  })

  test('speaks English with the line cut', async () => {
    stage = await openStage()
    const { page, exam } = stage
    await walkIn(stage)
    await page.waitForLoadState('networkidle')
    exam.cutOff()
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByText('Waiting for the start').waitFor()
  })
})

describe('no barrier', () => {
  test('is found by axe on any screen of the terminal, in either contrast', async () => {
    stage = await openStage({ exam: { items: aPaper(4, 4, 2) } })
    const { page, exam } = stage
    await page.goto(`${stage.url}/terminal`)
    await page.getByText('已全部载入').waitFor()
    const found = [await barriers(stage, 'home')]
    await page.getByRole('button', { name: '开始登录' }).click()
    found.push(await barriers(stage, 'sign-in'))
    await walkIn(stage)
    found.push(await barriers(stage, 'waiting'))
    await page.getByText('已接受考场纪律').waitFor()
    startRoom(exam)
    await page.getByText('第 1 题').first().waitFor()
    await press(page, '1', 'm')
    await page.evaluate(() => window.dispatchEvent(new Event('blur')))
    found.push(await barriers(stage, 'sitting'))
    await page.getByRole('button', { name: '高对比度' }).click()
    found.push(await barriers(stage, 'sitting, high contrast'))
    await page.getByRole('button', { name: '高对比度' }).click()
    await page.getByRole('button', { name: '交卷' }).click()
    found.push(await barriers(stage, 'handing in'))
    await page.getByRole('button', { name: '下一步' }).click()
    found.push(await barriers(stage, 'confirming'))
    await page.getByRole('checkbox').check()
    await page.getByRole('button', { name: '交卷', exact: true }).click()
    await page.getByText('交卷成功').waitFor()
    found.push(await barriers(stage, 'farewell'))
    expect(found.flat()).toEqual([])
  }, 60_000)
})

async function barriers({ page }: Stage, screen: string) {
  // The watermark is meant to be hardly seen, and is hidden from everybody who does not look.
  const { violations } = await new AxeBuilder({ page }).exclude('.watermark').analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${screen}: ${id} ${html.slice(0, 140)}`))
}

async function press(page: Stage['page'], ...keys: string[]) {
  for (const key of keys) await page.keyboard.press(key)
}

/** The candidate sees that everything is saved. */
async function saved({ page, exam }: Stage) {
  await expect.poll(() => exam.heard.some(({ type }) => type === 'save')).toBe(true)
  await page.getByRole('status').getByText('已保存').waitFor()
  await expect.poll(() => logRows(page)).toEqual([])
}
