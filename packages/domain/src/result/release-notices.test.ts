import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import { candidateFacts, enterpriseFacts, moveFacts, publicFacts } from './release-notices.ts'

const exam = {
  name: '瓦斯检查作业（十月）',
  category: 'operator',
  component: 'practical',
  trade: 'gas_inspection',
  heldOn: '2026-10-22' as CivilDate,
} as const
const wang = { name: '王建国', idNumberMasked: '1409**********0012', attempt: 1, points: 7_950, passed: false }
const li = { name: '李志强', idNumberMasked: '1409**********0039', attempt: 2, points: 9_125, passed: true }

const values = (facts: ReturnType<typeof publicFacts>) => facts.lines.map(({ zh, value }) => `${zh}：${value}`)

describe('N3, N6: what a publication says', () => {
  test('A2: everybody reads names, masked numbers, pass or fail, and no points', () => {
    const told = publicFacts(exam, [wang, li])
    expect(values(told)).toEqual([
      '场次：瓦斯检查作业（十月）',
      '考试：实际操作能力考试 / practical exam',
      '工种：煤矿瓦斯检查作业 / Gas inspection',
      '考试日期：2026-10-22',
      '参加考试人数：2',
      '合格人数：1',
      '王建国 1409**********0012：不合格 / failed',
      '李志强 1409**********0039：合格 / passed',
    ])
    expect(JSON.stringify(told)).not.toMatch(/79\.5|91\.25/)
  })

  test('A2: an enterprise reads its own people’s points', () => {
    expect(values(enterpriseFacts(exam, [li])).at(-1)).toBe('李志强 1409**********0039（补考）：91.25（合格 / passed）')
  })

  test('a candidate reads the own points and what happens next', () => {
    const told = values(candidateFacts(exam, wang, { kind: 'retake', attemptsLeft: 1, article: '27' }))
    expect(told.slice(-3)).toEqual(['考试次数：首考 / 1', '成绩：79.5（不合格 / failed）', '还可以考试次数：1'])
    expect(values(candidateFacts(exam, wang, { kind: 'retake', attemptsLeft: null, article: 'O19' })).at(-1)).toContain(
      '不限',
    )
  })
})

test('N4, N9: the notice to move a person names every score, the article and the end of the bar', () => {
  const about = {
    person: '王建国',
    idNumberMasked: wang.idNumberMasked,
    category: 'manager',
    scores: [7_600, 7_950],
    earliestReapplication: '2027-10-10' as CivilDate,
  } as const
  expect(moveFacts({ ...about, notice: 'N4' }).reasons).toEqual([
    { zh: '考试和补考均不合格（76、79.5 分）', en: 'Failed the exam and its retake (76, 79.5 points)', article: '19' },
  ])
  expect(moveFacts({ ...about, notice: 'N9' }).reasons[0]?.article).toBe('40')
  expect(values(moveFacts({ ...about, notice: 'N4' })).at(-1)).toBe('最早可再次申请考核日期：2027-10-10')
})
