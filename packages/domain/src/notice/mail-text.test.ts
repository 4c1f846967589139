import { expect, test } from 'vitest'
import type { Instant } from '../instant.ts'
import { mailText } from './mail-text.ts'
import { renderNotice } from './render-notice.ts'

test('a mail says what came from whom, Chinese first, and nothing of the person it is about', () => {
  const notice = renderNotice({
    code: 'N4',
    issuer: 'assessment_authority',
    issuerName: null,
    province: '14',
    year: 2026,
    number: 12,
    addressee: 'enterprise',
    toName: '某某煤业有限公司',
    facts: { person: '张三', reasons: [], lines: [{ zh: '补考成绩', en: 'Retake', value: '79 分' }] },
    producedAt: Date.parse('2026-10-22T01:00:00Z') as Instant,
  })
  const mail = mailText(notice, 'https://exam.example.cn/console/notices/1')
  expect(mail.subject).toMatch(/^补考不合格调整工作岗位告知书（晋煤安考〔2026〕12号） \/ Notice/)
  expect(mail.text).toMatch(/^某某煤业有限公司：\n\n山西省煤矿安全培训主管部门于2026年10月22日发出/)
  expect(mail.text).toContain('https://exam.example.cn/console/notices/1')
  expect(JSON.stringify(mail)).not.toMatch(/张三|79/)
  expect(mail.fileName).toBe('晋煤安考〔2026〕12号.pdf')
})
