import { writeFileSync } from 'node:fs'
import { noticePdf } from '@kaochang/server/notice/notice-pdf'
const base = { id: 'x', province: '14', city: null, issuer: 'assessment_authority', issuerName: null, year: 2026, number: 12, toEmail: null, enterpriseId: null, personId: null, about: 'a:b', producedAt: Date.parse('2026-10-22T01:00:00Z'), producedBy: null }
const n2 = { ...base, code: 'N2', addressee: 'enterprise', toName: '某某煤业有限公司', facts: { person: '张三（1401**********0017）', reasons: [{ zh: '任矿长的，应当具有煤矿相关专业大专及以上学历，申请人学历为高中', en: 'A mine director needs a coal-related college diploma; the applicant has senior middle school', article: '11' }, { zh: '从事煤矿相关工作不满三年', en: 'Less than three years of coal-related work', article: '11' }], lines: [{ zh: '所在企业', en: 'Enterprise', value: '某某煤业有限公司' }, { zh: '职务', en: 'Post', value: '矿长' }, { zh: '申请日期', en: 'Applied on', value: '2026-10-20' }] } }
const lines = Array.from({ length: 60 }, (_, i) => ({ zh: `第${i + 1}名`, en: `No. ${i + 1}`, value: `考生${i + 1}号，1401**********00${i}，合格` }))
const n3 = { ...base, code: 'N3', addressee: 'public', toName: '社会公众', facts: { person: null, reasons: [], lines } }
writeFileSync('/tmp/f/n2.pdf', await noticePdf(n2 as never))
writeFileSync('/tmp/f/n3.pdf', await noticePdf(n3 as never))
