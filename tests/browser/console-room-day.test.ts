import { afterAll, afterEach, expect, test } from 'vitest'
import { STARTS_AT, aBoard, aMember, aSitting, anOverview, answersFor, id, session } from './console-answers.ts'
import { type ConsoleStage, closeBrowser, openConsole } from './console-stage.ts'

let stage: ConsoleStage

afterEach(() => stage.close())
afterAll(closeBrowser)

const MAC = 'a'.repeat(64)

test('the site chief reads what the canaries found in words, green or red, and what to do', async () => {
  const well = { ok: true, step: null, fault: null, tookMs: 80 }
  const ill = { ok: false, step: 'saves', fault: 'not_written', tookMs: 90 } as const
  const wrong = { ok: false, step: 'score', fault: 'wrong_mark', tookMs: 70 } as const
  const process = (number: number) => ({ id: id(900 + number), name: `exam-${number} 4711`, startedAt: STARTS_AT })
  stage = await openConsole({
    ...answersFor(aMember('chief_invigilator')),
    'GET /v1/overview': anOverview([], {
      serverAt: STARTS_AT,
      processes: [
        { ...process(1), canary: well, canaryAt: STARTS_AT },
        { ...process(2), canary: ill, canaryAt: STARTS_AT },
        { ...process(3), canary: wrong, canaryAt: STARTS_AT },
        { ...process(4), canary: { ...well, ok: null }, canaryAt: STARTS_AT },
        { ...process(5), canary: null, canaryAt: null },
        { ...process(6), canary: well, canaryAt: STARTS_AT - 46 * 60_000 },
      ],
    }),
    'POST /v1/server-processes/canary': { processId: id(901), canary: well },
  })
  const { page } = stage
  await stage.open('/rooms')
  await page.getByText('服务器 1：正常，可以开考').waitFor()
  const red = await page.locator('.servers .ill').allTextContents()
  expect(red).toHaveLength(3)
  expect(red[0]).toContain('“保存答案”没有通过：写不进数据库。 请不要开门')
  expect(red[1]).toContain('先不要发布成绩')
  expect(red[2]).toContain('超过 45 分钟没有自检')
  await page.getByText('题库里还没有试题').waitFor()
  await page.getByRole('button', { name: '现在再检查一次' }).click()
  await expect.poll(() => stage.asked.map(({ name }) => name)).toContain('POST /v1/server-processes/canary')
})

test('the officer asks for Safe Exam Browser by keys, and an unreadable one is named before it is sent', async () => {
  const planned = { ...session, state: 'announced' as const, seal: null }
  stage = await openConsole({
    ...answersFor(aMember('application_officer')),
    'GET /v1/sessions/:sessionId': planned,
    'POST /v1/sessions/:sessionId/safe-exam-browser': planned,
  })
  const { page } = stage
  await stage.open(`/sessions/${session.id}`)
  await page.getByRole('button', { name: '要求使用 SEB' }).click()
  await page.getByLabel('Browser Exam Key（每个版本、每种系统一个）').fill(`${MAC}\nnonsense`)
  await page.getByText('“nonsense”不是 64 位十六进制数。').waitFor()
  await page.getByLabel('Browser Exam Key（每个版本、每种系统一个）').fill(`${MAC}\n`)
  await page
    .getByRole('button', { name: '保 存' })
    .or(page.getByRole('button', { name: '保存' }))
    .click()
  await page.getByText('已保存').waitFor()
  expect(stage.asked.find(({ name }) => name.endsWith('/safe-exam-browser'))?.body).toEqual({
    asked: { required: true, configuration: null, configKey: null, browserExamKeys: [MAC] },
  })
})

test('the wall says what a browser said of itself, and the invigilator excuses with a reason', async () => {
  const without = aSitting(1, { state: 'checked_in', seb: null })
  const sittings = [without, aSitting(2, { seb: 'right' }), aSitting(3, { seb: 'lost' })]
  const { startedAt: _, ...before } = aBoard(sittings)
  stage = await openConsole({
    ...answersFor(aMember('chief_invigilator')),
    'GET /v1/sessions/:sessionId/rooms/:roomId': aBoard(sittings, {
      session: { ...before.session, sebRequired: true },
    }),
    'POST /v1/sittings/:sittingId/excuse-safe-exam-browser': { ...without, sebExcused: true },
  })
  const { page } = stage
  await stage.open(`/sessions/${session.id}/rooms/${id(301)}`)
  await page.getByText('✓ 安全考试浏览器：已验证').waitFor()
  await page.getByText('⚠ 安全考试浏览器：登录后丢失').waitFor()
  await page.locator('.tile', { hasText: without.name }).first().click()
  await page.getByRole('button', { name: '准许不用 SEB' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('备用机没有安装')
  await page.getByRole('dialog').getByRole('button', { name: '准许不用 SEB' }).last().click()
  await expect
    .poll(() => stage.asked.find(({ name }) => name.endsWith('/excuse-safe-exam-browser'))?.body)
    .toEqual({ reason: '备用机没有安装' })
})
