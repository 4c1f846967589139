import type { Up } from '@kaochang/contract/socket/up'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import {
  ID_NUMBER,
  MINUTE,
  STAFF,
  type Stage,
  TICKET,
  closeBrowser,
  logRows,
  openStage,
  sitDown,
} from './candidate-stage.ts'

let stage: Stage

afterEach(() => stage.close())
afterAll(closeBrowser)

describe('saved', () => {
  test('is said when the server has it on disk, and not when it was only sent', async () => {
    stage = await openStage()
    const { page, exam } = stage
    await sitDown(stage)
    exam.answering = false
    await page.keyboard.press('1')
    await page.getByText('保存中').waitFor()
    await expect.poll(() => saves(stage)).toEqual(['1:A'])
    expect(await logRows(page)).toMatchObject([{ seq: 1, item: 1, response: 'A', ticket: TICKET.replaceAll(' ', '') }])
    exam.say({ type: 'answers_saved', seq: 1, head: '' })
    await page.getByText('已保存').waitFor()
    await expect.poll(() => logRows(page)).toEqual([])
  })

  test('turns into a request to raise a hand when it lasts ten seconds', async () => {
    stage = await openStage()
    await stage.page.clock.install()
    await sitDown(stage)
    stage.exam.answering = false
    await stage.page.keyboard.press('1')
    await stage.page.getByText('保存中').waitFor()
    await stage.page.clock.fastForward(10_500)
    await stage.page.getByText('未保存，请举手').waitFor()
  })

  test('is never said of anything while the server cannot write', async () => {
    stage = await openStage()
    const { page, exam } = stage
    await sitDown(stage)
    exam.answering = false
    exam.say({ type: 'degraded' })
    await page.keyboard.press('1')
    await page.getByText('未保存，请举手').waitFor()
    await page.getByText('服务器暂时不能保存答案').waitFor()
    // A receipt for what has not been sent yet would be none.
    await expect.poll(() => saves(stage)).toEqual(['1:A'])
    exam.say({ type: 'restored' })
    exam.say({ type: 'answers_saved', seq: 1, head: '' })
    await page.getByText('已保存').waitFor()
  })
})

describe('a cut', () => {
  test('F50: takes no answer: what was given meanwhile is kept here, and sent in order when the line is back', async () => {
    stage = await openStage()
    const { page, exam } = stage
    await page.clock.install()
    await sitDown(stage)
    await page.keyboard.press('1')
    await page.getByText('已保存').waitFor()
    exam.cutOff()
    for (const key of ['Enter', '2', 'Enter', 'a', 'b', 'Enter']) await page.keyboard.press(key)
    // A write that is still under way when the clock leaps counts as a disk that does not answer.
    await expect.poll(() => logRows(page)).toHaveLength(3)
    await page.clock.fastForward(11_000)
    await page.getByText('网络中断，答案保存在本机，请继续作答并举手。').waitFor()
    await page.getByText('本机有 3 次作答等待送出').waitFor()
    expect((await logRows(page)).map(({ item, response }) => `${item}:${response}`)).toEqual(['2:B', '3:A', '3:B'])

    exam.mend()
    await page.clock.fastForward(9_000)
    await page.getByText('断网期间的 3 次作答已全部保存').waitFor()
    expect(saves(stage)).toEqual(['1:A', '2:B', '3:A', '3:B'])
    expect(
      exam
        .sitting()
        .answers.slice(0, 3)
        .map((answer) => answer?.response),
    ).toEqual(['A', 'B', 'B'])
    await expect.poll(() => logRows(page)).toEqual([])
  })

  test('F53: of which nothing can be seen at the socket is found by silence', async () => {
    stage = await openStage()
    const { page, exam } = stage
    await page.clock.install()
    await sitDown(stage)
    const before = exam.sitting().epoch
    // The connection stays open on this side and swallows everything, as a dead switch does.
    await stage.context.setOffline(true)
    await page.keyboard.press('1')
    for (let second = 0; second < 14; second += 1) await page.clock.runFor(1_000)
    await stage.context.setOffline(false)
    for (let second = 0; second < 10; second += 1) await page.clock.runFor(1_000)
    await page.getByText('已保存').waitFor()
    expect(exam.sitting().epoch).toBeGreaterThan(before)
    expect(exam.sitting().answers[0]?.response).toBe('A')
  })

  test('F46: together with the loss of the page takes no answer either', async () => {
    stage = await openStage()
    const { page, exam } = stage
    await sitDown(stage)
    exam.cutOff()
    await page.keyboard.press('1')
    await expect.poll(() => logRows(page)).toHaveLength(1)
    await page.goto('about:blank')
    exam.mend()
    await page.goto(`${stage.url}/terminal`)
    await page.getByText('第 2 题，共 5 题').waitFor()
    await expect.poll(() => exam.sitting().answers[0]?.response).toBe('A')
    await expect.poll(() => logRows(page)).toEqual([])
  })

  test('F52: across the end locks the answers here, and hands over what was left', async () => {
    stage = await openStage({ exam: { durationMs: 5 * MINUTE } })
    const { page, exam } = stage
    await page.clock.install()
    await sitDown(stage)
    exam.cutOff()
    await page.keyboard.press('1')
    await expect.poll(() => logRows(page)).toHaveLength(1)
    await page.clock.fastForward(5 * MINUTE)
    await page.getByText('考试时间到').waitFor()
    await page.getByText('还有 1 次作答在本机').waitFor()
    await page.keyboard.press('2')

    exam.passTime(6 * MINUTE)
    exam.act({ type: 'time_up' })
    exam.mend()
    await page.clock.fastForward(9_000)
    await page.getByText('有 1 次作答没有按时送达，服务器已单独保管').waitFor()
    expect(exam.keptApart).toEqual([{ seq: 1, item: 1, response: 'A' }])
    await expect.poll(() => logRows(page)).toEqual([])
  })

  test('F47: in which another terminal had the seat surrenders what was left, and replays nothing', async () => {
    stage = await openStage()
    const { page, exam } = stage
    await sitDown(stage)
    exam.cutOff()
    await page.keyboard.press('1')
    await expect.poll(() => logRows(page)).toHaveLength(1)
    exam.attachElsewhere()
    exam.mend()
    await page.getByText('服务器已单独保管').waitFor({ timeout: 15_000 })
    expect(exam.keptApart).toEqual([{ seq: 1, item: 1, response: 'A' }])
    expect(exam.sitting().answers[0]).toBeNull()
    expect(await page.getByRole('radio', { name: '正确' }).isChecked()).toBe(false)
  })
})

describe('time', () => {
  test('F35, F36: is not moved by the computer’s clock', async () => {
    stage = await openStage({ exam: { durationMs: 60 * MINUTE } })
    const { page } = stage
    await page.clock.install()
    await sitDown(stage)
    const timer = page.getByRole('timer')
    expect(await timer.textContent()).toMatch(/^(1:00:00|59:5\d)$/)
    await page.clock.setSystemTime(Date.now() + 86_400_000)
    await page.clock.runFor(2_000)
    expect(await timer.textContent()).toMatch(/^59:[45]\d$/)
    await page.clock.setSystemTime(Date.now() - 8 * 3_600_000)
    await page.clock.runFor(2_000)
    expect(await timer.textContent()).toMatch(/^59:[45]\d$/)
  })
})

describe('a second window', () => {
  test('F49: asks before it takes over; the first stops, and the invigilator is told', async () => {
    stage = await openStage()
    const { page, exam, context } = stage
    await sitDown(stage)
    await page.keyboard.press('1')
    await page.getByText('已保存').waitFor()
    const second = await context.newPage()
    await second.goto(`${stage.url}/terminal`)
    await second.getByText('本机已经打开了一个考试窗口').waitFor()
    await page.getByText('本机打开了第二个考试窗口').waitFor()
    await expect.poll(() => exam.heard).toContainEqual({ type: 'note_screen', what: 'second_window' })
    await second.getByRole('button', { name: '在这里继续考试' }).click()
    await page.getByText('考试已在另一处继续').waitFor()
    await second.getByRole('button', { name: '是我，继续' }).click()
    await second.getByText('第 2 题，共 5 题').waitFor()
    await second.keyboard.press('2')
    await expect.poll(() => exam.sitting().answers[1]?.response).toBe('B')
  })

  test('on another computer stops this one', async () => {
    stage = await openStage()
    await sitDown(stage)
    stage.exam.attachElsewhere()
    await stage.page.getByText('考试已在另一处继续').waitFor()
    const heard = stage.exam.heard.length
    await stage.page.keyboard.press('1')
    expect(await logRows(stage.page)).toEqual([])
    expect(stage.exam.heard).toHaveLength(heard)
  })
})

describe('the terminal’s own storage', () => {
  test('F48: may be missing: answers go out at once, and the candidate is told', async () => {
    stage = await openStage()
    await stage.page.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { get: () => null }))
    await sitDown(stage)
    await stage.page.getByText('本机存储不可用').waitFor()
    await stage.page.keyboard.press('1')
    await stage.page.getByText('已保存').waitFor()
    expect(stage.exam.sitting().answers[0]?.response).toBe('A')
  })

  test('F48: may fail in the middle: nothing waits for it', async () => {
    stage = await openStage()
    const { page, exam } = stage
    await sitDown(stage)
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    })
    await page.keyboard.press('1')
    await page.getByText('本机存储不可用').waitFor()
    await expect.poll(() => exam.sitting().answers[0]?.response).toBe('A')
  })

  test('shows the next candidate nothing of the last, and loses nothing of theirs', async () => {
    stage = await openStage()
    const { page, exam } = stage
    await page.goto(`${stage.url}/terminal`)
    await page.getByText('已全部载入').waitFor()
    await page.getByText('可写可读', { exact: true }).waitFor()
    // Somebody else's terminal died here with an answer unsent.
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const opened = indexedDB.open('kaochang')
          opened.onsuccess = () => {
            const store = opened.result.transaction('saves', 'readwrite').objectStore('saves')
            store.put({
              ticket: '999',
              epoch: 1,
              seq: 1,
              item: 1,
              response: 'B',
              marked: true,
              foreign: false,
            }).onsuccess = () => resolve()
          }
        }),
    )
    await sitDown(stage)
    expect(await page.getByRole('radio', { name: '错误' }).isChecked()).toBe(false)
    await page.keyboard.press('1')
    await expect.poll(() => exam.sitting().answers[0]).toEqual({ response: 'A', marked: false })
    exam.act({ type: 'end', by: STAFF, note: '' })
    await page.getByText('回执码').first().waitFor()
    await expect.poll(() => logRows(page)).toMatchObject([{ ticket: '999', response: 'B' }])
  })

  test('holds no ID number and no word of the paper', async () => {
    stage = await openStage()
    const { page, exam } = stage
    await sitDown(stage)
    exam.answering = false
    await page.keyboard.press('1')
    await expect.poll(() => logRows(page)).toHaveLength(1)
    const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]))
    const all = kept + JSON.stringify(await logRows(page))
    expect(all).not.toContain(ID_NUMBER)
    for (const { stem } of exam.plan.items) expect(all).not.toContain(stem)
  })
})

/** Every save the server heard, once each, as item and response. */
function saves({ exam }: Stage): string[] {
  const heard = exam.heard.filter((up): up is Extract<Up, { type: 'save' }> => up.type === 'save')
  return [...new Map(heard.map((save) => [save.seq, `${save.item}:${save.response}`])).values()]
}
