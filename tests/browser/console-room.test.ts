import type { RoomSitting } from '@kaochang/contract/room'
import { afterAll, afterEach, expect, test } from 'vitest'
import { MINUTE, STARTS_AT, aBoard, aMember, aSitting, answersFor, id, session } from './console-answers.ts'
import { type Answers, type ConsoleStage, Refusal, closeBrowser, openConsole } from './console-stage.ts'

let stage: ConsoleStage

afterEach(() => stage.close())
afterAll(closeBrowser)

const BOARD = 'GET /v1/sessions/:sessionId/rooms/:roomId'
const NOW = STARTS_AT + 10 * MINUTE

async function openRoom(sittings: RoomSitting[], answers: Answers = {}, changed: Parameters<typeof aBoard>[1] = {}) {
  stage = await openConsole({
    ...answersFor(aMember('chief_invigilator')),
    [BOARD]: aBoard(sittings, changed),
    ...answers,
  })
  await stage.open(`/sessions/${session.id}/rooms/${id(301)}`)
  await stage.page.locator('.tile').first().waitFor()
  return stage.page
}

test('trouble stands first, in words, and nobody is left out', async () => {
  const page = await openRoom(
    [
      aSitting(1),
      aSitting(2, { state: 'expected', seatNumber: null, connected: false, lastHeardAt: null }),
      aSitting(3, { lastHeardAt: NOW - 20_000, connected: false }),
      aSitting(4, { lastHeardAt: NOW - 75_000, connected: false }),
      aSitting(5, { state: 'signed_in', identityConfirmed: false }),
    ],
    {},
    { lockedTerminals: [{ terminalId: id(901), seatNumber: 9 }] },
  )
  const tiles = await page.locator('.tile .name').allTextContents()
  expect(tiles).toEqual(['考试机锁定', '考生4', '考生3', '考生5', '考生1', '考生2'])
  await page
    .locator('.tile.lost')
    .getByText(/秒没有消息/)
    .waitFor()
})

test('the clock is the server’s, read as Beijing’s', async () => {
  const page = await openRoom([aSitting(1)])
  await page.getByText(/^09:40:\d\d$/).waitFor()
})

test('a room that the server no longer answers for says that it is old', async () => {
  const page = await openRoom([aSitting(1)])
  stage.cut = true
  await page
    .getByRole('alert')
    .getByText(/没有更新/)
    .waitFor({ timeout: 15_000 })
  stage.cut = false
  await page.getByText('服务器正常').waitFor()
})

test('answers that cannot be saved are told in red', async () => {
  const page = await openRoom([aSitting(1)], {}, { durable: false })
  await page.getByRole('alert').getByText('服务器暂时不能保存答案').waitFor()
})

test('a scan and Enter draw the seat, and the next scan starts afresh', async () => {
  const checkedIn = aSitting(7, { name: '张三', seatNumber: 27, state: 'checked_in', identityConfirmed: false })
  const page = await openRoom([aSitting(1)], {
    'POST /v1/sessions/:sessionId/rooms/:roomId/check-in': checkedIn,
    'POST /v1/sittings/:sittingId/confirm-identity': { ...checkedIn, identityConfirmed: true },
  })
  await page.keyboard.type('128252781621')
  await page.keyboard.press('Enter')
  await page.locator('.drawn').getByText('27', { exact: true }).waitFor()
  expect(stage.asked.find(({ name }) => name.endsWith('/check-in'))?.body).toEqual({ ticket: '128252781621' })
  await page.getByRole('button', { name: '身份一致，确认' }).click()
  await page.getByText('身份已核验').waitFor()

  stage.answers['POST /v1/sessions/:sessionId/rooms/:roomId/check-in'] = new Refusal(404, {
    code: 'ticket_unknown',
    room: '第二考场',
  })
  await page.keyboard.type('999')
  await page.keyboard.press('Enter')
  await page.getByText('这名考生在第二考场，请引导过去。').waitFor()
  expect(stage.asked.findLast(({ name }) => name.endsWith('/check-in'))?.body).toEqual({ ticket: '999' })
})

test('a start says how many are ready and names who is not', async () => {
  const page = await openRoom(
    [aSitting(1, { state: 'ready' }), aSitting(2, { state: 'expected', seatNumber: null, lastHeardAt: null })],
    {},
    { startedAt: null },
  )
  await page.getByRole('button', { name: '开考' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('就绪 1 人，应到 2 人。').waitFor()
  await dialog.getByText('考生2（未到）').waitFor()
  expect(stage.asked.some(({ name }) => name.endsWith('/start'))).toBe(false)
})

test('more time needs a reason and says which end becomes which', async () => {
  const page = await openRoom([aSitting(1)], {
    'POST /v1/sittings/:sittingId/grant-time': aSitting(1, { grantedMs: 5 * MINUTE }),
  })
  await page.locator('.tile').first().click()
  await page.getByRole('button', { name: '延时', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: /给 考生1/ })
  await dialog.getByText('结束时间由 11:30 改为 11:35').waitFor()
  await dialog.getByRole('button', { name: '延时' }).click()
  await dialog.getByText('请填写原因，2 至 200 字').waitFor()
  expect(stage.asked.some(({ name }) => name.endsWith('/grant-time'))).toBe(false)
  await dialog.getByLabel('原因').fill('断电两分钟')
  await dialog.getByRole('button', { name: '延时' }).click()
  await expect
    .poll(() => stage.asked.find(({ name }) => name.endsWith('/grant-time'))?.body)
    .toEqual({ minutes: 5, reason: '断电两分钟', forLostTime: false })
})

test('what was measured as lost is proposed, and the grant says that it makes it good', async () => {
  const page = await openRoom([aSitting(1, { lostMs: 150_000, lostMadeGoodMs: 0 })], {
    'POST /v1/sittings/:sittingId/grant-time': aSitting(1, { grantedMs: 3 * MINUTE }),
  })
  await page.locator('.tile.lost_time').getByText('损失约 3 分钟').waitFor()
  await page.locator('.tile').first().click()
  await page.getByRole('button', { name: '延时', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: /给 考生1/ })
  await dialog.getByText('约 3 分钟不能作答，建议补足').waitFor()
  await dialog.getByLabel('原因').fill('断电重启')
  await dialog.getByRole('button', { name: '延时' }).click()
  await expect
    .poll(() => stage.asked.find(({ name }) => name.endsWith('/grant-time'))?.body)
    .toEqual({ minutes: 3, reason: '断电重启', forLostTime: true })
})

test('the second of two people sees who asked to start, and agrees', async () => {
  const page = await openRoom(
    [aSitting(1, { state: 'ready' })],
    {},
    { startedAt: null, startAsked: { by: '王细致', at: NOW, reason: null } },
  )
  await page.getByText('王细致 已于 09:40 申请开考').waitFor()
  await page.getByRole('button', { name: '确认开考' }).click()
  await page.getByRole('dialog').getByText('就绪 1 人，应到 1 人。').waitFor()
})
