import { expect, test } from 'vitest'
import type { Instant } from '../instant.ts'
import { announcementFacts } from './announcement.ts'

const session = {
  name: '煤矿瓦斯检查作业考试',
  category: 'operator',
  component: 'practical',
  startsAt: Date.parse('2026-12-31T16:05:00Z') as Instant,
  durationMinutes: 0,
  site: { name: '太原考点', address: '迎泽区一号' },
} as const

test('N1 says which exam, for whom, when by Beijing’s clock, and where', () => {
  const { lines, person } = announcementFacts(session)
  expect(person).toBeNull()
  expect(lines.map(({ value }) => value)).toEqual([
    '煤矿瓦斯检查作业考试',
    '煤矿特种作业人员实际操作能力考试',
    '2027年1月1日 00:05',
    '太原考点',
    '迎泽区一号',
  ])
})

test('N1 gives the length where the exam has one', () => {
  const { lines } = announcementFacts({ ...session, category: 'manager', component: 'knowledge', durationMinutes: 120 })
  expect(lines.map(({ value }) => value)).toContain('120 分钟 / minutes')
  expect(lines.map(({ value }) => value)).toContain('煤矿企业安全生产管理人员')
})
