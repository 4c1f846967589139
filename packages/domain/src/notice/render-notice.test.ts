import { describe, expect, test } from 'vitest'
import type { Instant } from '../instant.ts'
import { dayInWords, issuerName, noticeNumber, numeral } from './authority.ts'
import { type Addressee, NOTICES, NOTICE_CODES, type NoticeCode, type NoticeFacts, issuerOf } from './notice.ts'
import { type StoredNotice, renderNotice } from './render-notice.ts'

/** Thursday, 22 October 2026, 23:30 in Beijing. */
const AT = Date.parse('2026-10-22T15:30:00Z') as Instant

const FACTS: NoticeFacts = {
  person: '张三',
  reasons: [{ zh: '学历为高中', en: 'Schooling is senior middle school', article: '11' }],
  lines: [{ zh: '职务', en: 'Post', value: '矿长' }],
}

function stored(code: NoticeCode, addressee: Addressee, given: Partial<StoredNotice> = {}): StoredNotice {
  return {
    code,
    issuer: issuerOf(code),
    issuerName: null,
    province: '14',
    year: 2026,
    number: 12,
    addressee,
    toName: '某某煤业有限公司',
    facts: FACTS,
    producedAt: AT,
    ...given,
  }
}
const zh = (code: NoticeCode, addressee: Addressee, given?: Partial<StoredNotice>) =>
  renderNotice(stored(code, addressee, given)).paragraphs.zh.join('\n')
const en = (code: NoticeCode, addressee: Addressee) => renderNotice(stored(code, addressee)).paragraphs.en.join('\n')

test('a notice carries number, day in Beijing, authority and article', () => {
  const rendered = renderNotice(stored('N4', 'enterprise'))
  expect(rendered).toMatchObject({
    title: { zh: '补考不合格调整工作岗位告知书' },
    number: '晋煤安考〔2026〕12号',
    addressee: '某某煤业有限公司',
    article: '19',
    authority: { zh: '山西省煤矿安全培训主管部门' },
    date: { zh: '2026年10月22日', en: '22 October 2026' },
    lines: [{ zh: '职务', value: '矿长' }],
  })
})

test('each authority numbers in its own name, and a body is called by its own name where that is known', () => {
  expect(noticeNumber({ issuer: 'assessment_authority', province: null, year: 2026, number: 3 })).toBe(
    '国煤安考〔2026〕3号',
  )
  expect(noticeNumber({ issuer: 'supervision_agency', province: '52', year: 2027, number: 1 })).toBe(
    '黔煤监函〔2027〕1号',
  )
  expect(issuerName('supervision_agency', '14', null).zh).toBe('山西省煤矿安全监察机构')
  expect(issuerName('assessment_authority', null, null).zh).toBe('国家煤矿安全培训主管部门')
  expect(issuerName('assessment_authority', '14', '山西省应急管理厅').zh).toBe('山西省应急管理厅')
  expect(renderNotice(stored('N10', 'training_department')).number).toBe('晋煤监函〔2026〕12号')
})

test('articles are written as laws write them, and days in words', () => {
  expect([1, 10, 11, 19, 20, 41, 50].map(numeral)).toEqual(['一', '十', '十一', '十九', '二十', '四十一', '五十'])
  expect(dayInWords('2026-01-05' as never)).toEqual({ zh: '2026年1月5日', en: '5 January 2026' })
})

test('reasons are numbered, each with where it stands', () => {
  const reasons = [
    ...FACTS.reasons,
    { zh: '缺少任职文件。', en: 'No appointment document.', article: 'reading' },
    { zh: '见决定书', en: 'See the decision', article: '' },
  ]
  const { paragraphs } = renderNotice(stored('N2', 'enterprise', { facts: { ...FACTS, reasons } }))
  expect(paragraphs.zh.slice(1, 4)).toEqual([
    '（一）学历为高中。（依据：《煤矿安全培训规定》第十一条）',
    '（二）缺少任职文件。（依据：考核部门的解释）',
    '（三）见决定书。',
  ])
  expect(paragraphs.en[1]).toBe('(1) Schooling is senior middle school. (by article 11)')
})

test('no notice shows an ID number, wherever in its facts one stands', () => {
  const facts = {
    person: '张三 11010519491231002X',
    reasons: [{ zh: '证号T11010519491231002X有误', en: 'T11010519491231002X is wrong', article: '42' }],
    lines: [{ zh: '身份证号', en: 'ID number', value: '11010519491231002x' }],
  }
  for (const code of NOTICE_CODES)
    for (const addressee of NOTICES[code].to) {
      const text = JSON.stringify(renderNotice(stored(code, addressee, { facts, toName: '李四11010519491231002X' })))
      expect(text).not.toMatch(/\d{17}[\dXx]/)
    }
  expect(renderNotice(stored('N7', 'public', { facts })).lines[0]?.value).toBe('1101**********002x')
})

describe.each(NOTICE_CODES.map((code) => [code, NOTICES[code]] as const))('%s', (code, { to, article, title }) => {
  test.each(to)('is written to the %s in both languages, with its article', (addressee) => {
    const rendered = renderNotice(stored(code, addressee))
    expect(rendered.title).toEqual(title)
    expect(rendered.paragraphs.zh.length).toBe(rendered.paragraphs.en.length)
    expect(rendered.paragraphs.zh.join('')).toContain(`《煤矿安全培训规定》第${numeral(Number(article))}条`)
    expect(rendered.paragraphs.en.join('')).toContain(`article ${article} of`)
    expect(rendered.paragraphs.en.join('')).not.toMatch(/\p{Script=Han}(?<!张|三)/u)
    expect(rendered.addressee === null).toBe(addressee === 'public')
    // Order 92 gives no administrative review, and a notice promises none.
    expect(rendered.paragraphs.zh.join('')).not.toMatch(/行政复议|undefined|null/)
  })
})

test('N1 announces in advance, and tells candidates what to bring', () => {
  expect(zh('N1', 'public')).toMatch(/时间和地点提前公布[^]*准考证和有效身份证件/)
})

test('N2 tells the applicant, the enterprise and the appointing body, each in their own words', () => {
  expect(zh('N2', 'applicant')).toMatch(/^你的安全生产知识和管理能力考核申请/)
  expect(zh('N2', 'applicant')).toMatch(
    /不得对你进行[^]*考试[^]*同时书面告知你所在煤矿企业或者任免机关调整你的工作岗位/,
  )
  expect(zh('N2', 'enterprise')).toMatch(/^你单位张三的[^]*不得对其进行[^]*请你单位[^]*调整其工作岗位/)
  expect(zh('N2', 'appointing_body')).toMatch(/^你单位任命的张三的/)
  expect(zh('N2', 'enterprise')).toContain('申请复核')
  expect(en('N2', 'applicant')).toMatch(/^Your application/)
})

test('N3 names full marks, pass mark, certificate in ten working days and the one retake', () => {
  expect(zh('N3', 'public')).toMatch(
    /满分为100分，80分以上为合格[^]*十个工作日内颁发考核合格证明[^]*可以补考一次[^]*一年内不得再次申请/,
  )
  expect(zh('N3', 'candidate')).toContain('申请复核')
})

test('N4 asks for another post, tells of the year, and says both to the person', () => {
  expect(zh('N4', 'enterprise')).toMatch(
    /^你单位张三参加[^]*补考均不合格[^]*其一年内不得再次申请考核[^]*调整其工作岗位/,
  )
  expect(zh('N4', 'appointing_body')).toMatch(/^你单位任命的张三/)
  expect(zh('N4', 'candidate')).toMatch(/^你参加[^]*你一年内不得再次申请考核[^]*调整你的工作岗位[^]*申请复核/)
})

test('N5 refuses in writing and says how to come back; it bars nobody', () => {
  expect(zh('N5', 'applicant')).toMatch(/^你的煤矿特种作业操作资格考试申请[^]*现书面告知[^]*重新提出申请/)
  expect(zh('N5', 'enterprise')).not.toContain('调整')
  expect(zh('N5', 'enterprise')).not.toContain('一年')
})

test('N6 keeps the two exams apart, and asks for training and no year', () => {
  expect(zh('N6', 'public')).toMatch(/不合并计算[^]*二十个工作日内完成发证[^]*重新参加相应的安全技术培训/)
  expect(zh('N6', 'public')).not.toContain('一年')
})

test('N7 publishes what became of certificates', () => {
  expect(zh('N7', 'public')).toMatch(/发放、注销等情况公布，接受社会监督/)
})

test('N8 orders the assessment again and does not end the certificate', () => {
  expect(zh('N8', 'candidate')).toMatch(/^你在煤矿安全培训现场抽考中不合格[^]*责令你重新参加[^]*不当然使[^]*失效/)
  expect(zh('N8', 'enterprise')).toMatch(/责令其重新参加[^]*请你单位督促/)
})

test('N9 tells in writing that the ordered assessment was failed too', () => {
  expect(zh('N9', 'enterprise')).toMatch(/责令重新参加考核，经考核仍不合格[^]*现书面告知[^]*调整其工作岗位/)
  expect(zh('N9', 'appointing_body')).toMatch(/^你单位任命的张三/)
})

test('N10 recommends and does not order', () => {
  expect(zh('N10', 'training_department')).toMatch(/突出问题和共性问题[^]*监察建议[^]*函复本机构/)
  expect(zh('N10', 'training_department')).not.toContain('责令')
})

test('N11 copies, N12 enters what was copied', () => {
  expect(zh('N11', 'supervision_bureau')).toMatch(/考核情况抄送你单位/)
  expect(zh('N12', 'training_department')).toMatch(/抄送下列行政处罚决定，现予登记[^]*第四十二条/)
})

test('N13 answers the reporter in writing and keeps their secret', () => {
  expect(zh('N13', 'reporter')).toMatch(/^你实名举报[^]*查处结果书面反馈[^]*保密/)
})
