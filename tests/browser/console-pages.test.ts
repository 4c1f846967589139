import { AxeBuilder } from '@axe-core/playwright'
import type { Role } from '@kaochang/domain/people/roles'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { aMember, answersFor, bank, due, duty, entry, id, item, session, sheet, site } from './console-answers.ts'
import { type Answers, type ConsoleStage, Refusal, closeBrowser, openConsole } from './console-stage.ts'

let stage: ConsoleStage

afterEach(() => stage.close())
afterAll(closeBrowser)

const EVERYTHING: readonly Role[] = [
  'administrator',
  'bank_administrator',
  'application_officer',
  'chief_invigilator',
  'scorer',
  'publisher',
]

async function open(path: string, { as = EVERYTHING, ...answers }: Answers & { as?: readonly Role[] } = {}) {
  stage = await openConsole({ ...answersFor(aMember(...as)), ...answers })
  await stage.open(path)
  return stage.page
}

describe('every page stands under the platform’s policy, and can be read without seeing', () => {
  const pages: readonly [path: string, words: string][] = [
    ['/', '全部期限'],
    ['/duties', '待办期限'],
    ['/calendar', '随产品提供的通知'],
    ['/rules', '尚未明确'],
    ['/rules?part=readings', '默认'],
    ['/rules?part=clocks', '自任职之日'],
    ['/banks', bank.name],
    [`/banks/${bank.id}?item=${item.id}`, '考生看到的样子'],
    [`/banks/${bank.id}/import`, '把文件拖到这里，或点击选择'],
    ['/filings', bank.name],
    ['/sites', site.name],
    [`/sites/${site.id}`, '第一考场'],
    ['/sessions', session.name],
    ['/sessions/new', '安排场次'],
    [`/sessions/${session.id}`, '场次进度'],
    [`/sessions/${session.id}/tickets`, entry.ticket],
    [`/sessions/${session.id}/rooms/${id(301)}`, '签到抽座'],
    ['/rooms', session.name],
    ['/release', session.name],
    [`/release/${session.id}`, '成绩分布'],
    ['/staff', '王敏'],
    ['/account', '我的角色'],
  ]

  test.each(pages)('%s', async (path, words) => {
    const page = await open(path)
    await page.getByText(words).first().waitFor()
    const { violations } = await new AxeBuilder({ page }).analyze()
    const grave = violations.filter(({ impact }) => impact === 'critical' || impact === 'serious')
    expect(grave.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })
})

test('whoever is not signed in gets the sign-in in the place of the page, and the page afterwards', async () => {
  stage = await openConsole({ ...answersFor(null), 'GET /v1/staff/me': new Refusal(401, { code: 'not_signed_in' }) })
  const { page, answers } = stage
  await stage.open('/banks')
  answers['POST /v1/staff/sign-in'] = new Refusal(401, { code: 'sign_in_failed', attemptsLeft: 3 })
  await page.getByLabel('登录名').fill('li.wei')
  await page.getByLabel('密码').fill('wrong')
  await page.keyboard.press('Enter')
  await page.getByText('还可以试 3 次').waitFor()
  answers['POST /v1/staff/sign-in'] = aMember('bank_administrator')
  answers['GET /v1/staff/me'] = aMember('bank_administrator')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: bank.name }).waitFor()
})

test('a session that ends while somebody works brings the sign-in back', async () => {
  const page = await open('/banks')
  await page.getByRole('link', { name: bank.name }).waitFor()
  stage.answers['GET /v1/banks/:bankId'] = new Refusal(401, { code: 'not_signed_in' })
  await page.getByRole('link', { name: bank.name }).click()
  await page.getByText('工作人员登录').waitFor()
})

test('the menu shows what the person may do and nothing else', async () => {
  const page = await open('/', { as: ['scorer'] })
  await page.getByRole('menuitem').first().waitFor()
  expect((await page.getByRole('menuitem').allTextContents()).map((text) => text.trim())).toEqual([
    '首页',
    '法定期限',
    '场次',
    '成绩发布',
    '现行规则',
    '放假日历',
  ])
})

test('the switch turns every page into English and back', async () => {
  const page = await open(`/sessions/${session.id}`)
  await page.getByText('English').click()
  await page.getByText('Where it stands').waitFor()
  await page.getByText('Fri 2026-09-25 09:30').first().waitFor()
  await page.reload()
  await page.getByText('Where it stands').waitFor()
  await page.getByText('中文').click()
  await page.getByText('场次进度').waitFor()
})

test('times are Beijing’s with the weekday, wherever the computer stands', async () => {
  const page = await open('/sessions')
  await page.getByText('2026-09-25 周五 09:30').waitFor()
})

test('filters stand in the address and come back with it', async () => {
  const page = await open(`/banks/${bank.id}?kind=single_choice&text=${encodeURIComponent('方针')}`)
  await page.getByText(item.stem).waitFor()
  expect(await page.getByPlaceholder('题干或选项中的文字').inputValue()).toBe('方针')
  await page.getByPlaceholder('题干或选项中的文字').fill('安全')
  await page.keyboard.press('Enter')
  await page.waitForURL(/text=%E5%AE%89%E5%85%A8/)
})

test('an empty page says what would be here and how to begin', async () => {
  const page = await open('/banks', { 'GET /v1/banks': { banks: [] } })
  await page.getByText('这里列出您可以管理的题库').waitFor()
  await page.getByText('请先新建一个').waitFor()
})

describe('the draw preview', () => {
  async function preview(answer: NonNullable<Answers['POST /v1/blueprints/preview']>) {
    const page = await open('/sessions/new', { 'POST /v1/blueprints/preview': answer })
    await page.getByLabel('组卷规则').click()
    await page.getByText('管理人员考试 · 120 分钟').last().click()
    await page.getByLabel(bank.name).check()
    return page
  }
  const cell = { kind: 'multiple_response', area: 'law', asked: 6, national: 4, provincial: 0, unified: 0 } as const

  test('names what is short, by kind and area', async () => {
    const refusal = {
      code: 'banks_too_small',
      shortages: [{ kind: 'multiple_response', area: 'law', wanted: 6, available: 4, shortBy: 2 }],
    }
    const page = await preview({ cells: [{ ...cell, takes: null }], nationalCount: null, itemCount: 6, refusal })
    await page.getByText('多选题 · 方针政策、法律法规、规章及标准：要 6 道，有 4 道，缺 2 道').waitFor()
    await page.getByText('缺 2', { exact: true }).waitFor()
  })

  test('states the national share without rounding it up', async () => {
    const takes = { national: 79, provincial: 20, unified: 0 }
    const page = await preview({ cells: [{ ...cell, takes }], nationalCount: 79, itemCount: 99, refusal: null })
    await page.getByText('占 79.7%').waitFor()
  })
})

test('a rest day is asked about, and sent again only when it is confirmed', async () => {
  const page = await open('/sessions/new', {
    'POST /v1/blueprints/preview': { cells: [], nationalCount: 80, itemCount: 100, refusal: null },
    'POST /v1/sessions': new Refusal(422, { code: 'starts_on_rest_day', on: '2027-01-01', provisional: true }),
  })
  await page.getByLabel('场次名称').fill('元旦考试')
  await page.getByLabel('组卷规则').click()
  await page.getByText('管理人员考试 · 120 分钟').last().click()
  await page.getByLabel(bank.name).check()
  await page.getByLabel('考点').click()
  await page.getByText('太原考点 · 迎泽区一号').last().click()
  await page.getByLabel('第一考场').check()
  await page.getByLabel('日期').fill('2027-01-01')
  await page.keyboard.press('Enter')
  expect(stage.asked.filter(({ name }) => name === 'POST /v1/sessions')).toEqual([])
  await page.getByRole('button', { name: '安排场次' }).click()
  stage.answers['POST /v1/sessions'] = session
  await page.getByRole('button', { name: '确认在休息日考试' }).click()
  await page.getByText('场次进度').waitFor()
  const sent = stage.asked
    .filter(({ name }) => name === 'POST /v1/sessions')
    .map(({ body }) => body as { startsAt: number; restDayConfirmed: boolean })
  expect(sent.map(({ restDayConfirmed }) => restDayConfirmed)).toEqual([false, true])
  expect(sent[0]?.startsAt).toBe(Date.UTC(2027, 0, 1, 1, 0))
})

test('whoever could not be put on the roster is named with the line, the reason and what to do', async () => {
  const refusal = { code: 'barred_until', article: '19', earliestReapplication: '2027-05-13' }
  const page = await open(`/sessions/${session.id}`, {
    'GET /v1/sessions/:sessionId': { ...session, state: 'announced', candidateCount: 0, seal: null },
    'POST /v1/sessions/:sessionId/roster': { added: 1, unchanged: 0, problems: [{ row: 2, name: '李四', refusal }] },
  })
  await page.getByRole('button', { name: '录入考生' }).first().click()
  await page
    .getByLabel('粘贴名单')
    .fill('姓名\t身份证号\t单位\n张三\t11010519491231002X\t一矿公司\n\n李四\t440524188001010014\t二矿公司')
  await page.getByRole('button', { name: '录入 2 人' }).click()
  await page.getByRole('row', { name: /^4 李四 .*第 19 条.*2027-05-13 周四/ }).waitFor()
  await page.getByRole('button', { name: '把这些行放回输入框' }).click()
  expect(await page.getByLabel('粘贴名单').inputValue()).toBe('李四\t440524188001010014\t二矿公司')
})

test('admission tickets print three to a sheet of A4', async () => {
  const roster = Array.from({ length: 7 }, (_, index) => ({
    ...entry,
    sittingId: id(600 + index),
    ticket: `T${index}`,
  }))
  const page = await open(`/sessions/${session.id}/tickets`, { 'GET /v1/sessions/:sessionId/roster': { roster } })
  await page.getByText('T6').waitFor()
  const printed = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(printed.match(/\/Type\s*\/Page\b/g)).toHaveLength(3)
})

test('an upload is sent as it is, with its name, and its problems are told by row', async () => {
  const words = { reason: '多选题只有一个答案。', remedy: '请补答案。' }
  const read = {
    id: id(701),
    fileName: '试题 一.csv',
    state: 'staged' as const,
    readCount: 3,
    byKind: [{ kind: 'single_choice' as const, count: 3 }],
    byArea: [{ area: null, count: 3 }],
    blankRowCount: 0,
    skipped: [],
    problems: [{ sheet: '试题', row: 17, column: 'G', code: 'key_needs_several', zh: words, en: words }],
    duplicates: [],
    preview: [],
    addedCount: null,
  }
  const page = await open(`/banks/${bank.id}/import`, {
    'POST /v1/banks/:bankId/imports': read,
    'GET /v1/banks/:bankId/imports/:importId': read,
    'POST /v1/banks/:bankId/imports/:importId/settle': { ...read, state: 'committed', addedCount: 3 },
  })
  const upload = page.waitForRequest(/imports$/)
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '试题 一.csv', mimeType: 'text/csv', buffer: Buffer.from('"题干"') })
  const headers = (await upload).headers()
  expect(headers['content-type']).toBe('application/octet-stream')
  expect(decodeURIComponent(headers['x-file-name'] ?? '')).toBe('试题 一.csv')
  await page.getByRole('row', { name: '试题 17 G 多选题只有一个答案。 请补答案。' }).waitFor()
  await page.getByRole('button', { name: '导入正确的 3 道' }).click()
  await expect
    .poll(() => stage.asked.find(({ name }) => name.endsWith('/settle'))?.body)
    .toEqual({ choice: 'good_rows' })
})

describe('a release takes two people', () => {
  const proposal = {
    id: id(801),
    digest: 'fingerprint-of-the-scores',
    proposedBy: '李卫',
    proposedById: id(1),
    proposedAt: 1_790_000_000_000,
    outdated: false,
  }

  test('whoever proposed cannot approve, and is told so', async () => {
    const page = await open(`/release/${session.id}`, { 'GET /v1/sessions/:sessionId/scores': { ...sheet, proposal } })
    await page.getByText('您就是提请人').waitFor()
    expect(await page.getByRole('button', { name: '批准并发布' }).count()).toBe(0)
  })

  test('another publishes exactly what was proposed', async () => {
    const page = await open(`/release/${session.id}`, {
      as: ['publisher'],
      'GET /v1/sessions/:sessionId/scores': { ...sheet, proposal: { ...proposal, proposedById: id(2) } },
      'POST /v1/release-proposals/:proposalId/approve': sheet,
    })
    await page.getByRole('button', { name: '批准并发布' }).click()
    await page.getByText('公布后不能改写').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '批准并发布' }).click()
    await expect
      .poll(() => stage.asked.find(({ name }) => name.endsWith('/approve'))?.body)
      .toEqual({ digest: proposal.digest })
  })

  test('nothing can be proposed over a difference that the verifier found', async () => {
    const verified = { recordsEqual: 2, papersEqual: 1, scoresEqual: 2, of: 2, findings: ['T2: paper differs'] }
    const page = await open(`/release/${session.id}`, { 'GET /v1/sessions/:sessionId/scores': { ...sheet, verified } })
    await page.getByText('试卷重抽一致 1 / 2').waitFor()
    await page.getByText('T2: paper differs').waitFor()
    expect(await page.getByRole('button', { name: '提请发布' }).count()).toBe(0)
  })

  test('what is overdue is called so, in words', async () => {
    const overdue = { ...duty, due: { ...due, workdaysLeft: -2, overdue: true } }
    const late = {
      ...duty,
      sessionId: id(402),
      state: 'released' as const,
      due: { ...due, workdaysLeft: null },
      publishedAt: 1_790_000_000_000,
      releasedLate: true,
    }
    const page = await open('/release', { 'GET /v1/release-duties': { duties: [overdue, late] } })
    await page.getByText('已超期 2 个工作日').waitFor()
    await page.getByText('逾期发布').waitFor()
  })
})
