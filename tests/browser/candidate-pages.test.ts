import { AxeBuilder } from '@axe-core/playwright'
import type { CandidateResult } from '@kaochang/contract/result'
import { afterAll, afterEach, expect, test } from 'vitest'
import { ID_NUMBER, type Stage, TICKET, closeBrowser, openStage } from './candidate-stage.ts'

let stage: Stage

afterEach(() => stage.close())
afterAll(closeBrowser)

const exam = {
  examName: '煤矿安全生产管理人员考核',
  category: 'manager',
  component: 'knowledge',
  startsAt: Date.UTC(2026, 5, 25, 1),
  siteName: '太原考点',
  satAt: Date.UTC(2026, 5, 25, 3),
} as const

const failed: CandidateResult = {
  ...exam,
  attempt: 1,
  state: 'released',
  due: null,
  result: {
    points: 7950,
    cutScore: 8000,
    passed: false,
    byArea: [
      { area: 'law', points: 2400, full: 3000 },
      { area: 'cases', points: 550, full: 800 },
    ],
    publishedAt: Date.UTC(2026, 6, 1, 17),
    next: { kind: 'retake', attemptsLeft: 1, article: '19' },
  },
}

const awaited: CandidateResult = {
  ...exam,
  attempt: 2,
  state: 'awaiting_release',
  due: { due: '2027-02-15', provisional: true, overdue: false },
  result: null,
}

const overdue: CandidateResult = { ...awaited, due: { due: '2026-10-12', provisional: false, overdue: true } }

test('everybody can read what is announced, in Beijing time whatever the zone of the computer', async () => {
  await openPages([])
  await stage.page.getByText('2026 年第三次煤矿企业主要负责人考核').waitFor()
  await stage.page.getByText('2026年10月22日星期四 09:00').waitFor()
  await stage.page.getByText('太原市小店区学府街 36 号').waitFor()
})

test('a result shows score, verdict, areas, and what happens next with its article', async () => {
  await openPages([failed])
  await signIn()
  const { page } = stage
  for (const words of [
    '79.5 分',
    '不合格',
    '80 分以上合格',
    '24 / 30 分',
    '5.5 / 8 分',
    '可以补考，还有 1 次机会',
    '第19条',
    '2026年7月2日星期四',
  ])
    await page.getByText(words).first().waitFor()
})

test('before the release there is a day and no score', async () => {
  await openPages([awaited])
  await signIn()
  await stage.page.getByText('成绩还没有公布').waitFor()
  await stage.page.getByText('2027年2月15日星期一（暂定').waitFor()
  expect(await stage.page.getByText('分以上合格').count()).toBe(0)
})

test('a result that is overdue is called overdue', async () => {
  await openPages([overdue])
  await signIn()
  await stage.page.getByText('已超过法定公布期限（2026年10月12日星期一）').waitFor()
})

test('a wrong sign-in says what to do, and a right one follows', async () => {
  await openPages([])
  await stage.page.getByRole('link', { name: '成绩查询' }).click()
  await stage.page.getByRole('button', { name: '登录' }).click()
  await stage.page.getByText('请填写准考证号和身份证号').waitFor()
  await stage.page.getByLabel('准考证号').fill('1')
  await stage.page.getByLabel('身份证号').fill('2')
  await stage.page.getByRole('button', { name: '登录' }).click()
  await stage.page.getByText('准考证号或者身份证号不对').waitFor()
  await signIn()
  await stage.page.getByText('没有考试记录').waitFor()
})

test('on a telephone 390 wide nothing is wider than the screen, and axe finds no barrier', async () => {
  await openPages([failed, awaited, overdue], { width: 390, height: 844 })
  await stage.page.getByText('第三次').waitFor()
  await expectFitting()
  await stage.page.getByRole('link', { name: '成绩查询' }).click()
  await expectFitting()
  await signIn()
  await stage.page.getByText('79.5 分').waitFor()
  await expectFitting()
  await stage.page.getByRole('button', { name: 'English' }).click()
  await stage.page.getByText('79.5 points').waitFor()
  await expectFitting()
})

async function openPages(results: CandidateResult[], viewport = { width: 1366, height: 768 }) {
  stage = await openStage({ exam: { results }, viewport })
  await stage.page.goto(stage.url)
}

async function signIn() {
  const { page } = stage
  await page.getByRole('link', { name: '成绩查询' }).click()
  await page.getByLabel('准考证号').fill(TICKET)
  await page.getByLabel('身份证号').fill(ID_NUMBER.toLowerCase())
  await page.keyboard.press('Enter')
  await page.getByText('我的考试').waitFor()
}

async function expectFitting() {
  const { page } = stage
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} ${html.slice(0, 140)}`))).toEqual([])
}
