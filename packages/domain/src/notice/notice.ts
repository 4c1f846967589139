/** Whom a notice is for. `supervision_bureau` is 省级煤矿安全监察机构, `training_department` 煤矿安全培训主管部门. */
export const ADDRESSEES = [
  'public',
  'applicant',
  'candidate',
  'enterprise',
  'appointing_body',
  'supervision_bureau',
  'training_department',
  'reporter',
] as const
export type Addressee = (typeof ADDRESSEES)[number]

/** Which body signs a notice: 考核（发证）部门, or 煤矿安全监察机构 for its own letters (art. 41). */
export const ISSUERS = ['assessment_authority', 'supervision_agency'] as const
export type Issuer = (typeof ISSUERS)[number]

/** How a written notice went on paper. */
export const PAPER_WAYS = ['handed_over', 'posted'] as const
export type PaperWay = (typeof PAPER_WAYS)[number]

/** The ways a notice reaches somebody: on the pages of this product, by e-mail, on paper, or published to everybody. */
export const CHANNELS = ['product', 'email', 'paper', 'public'] as const
export type Channel = (typeof CHANNELS)[number]

type NoticeRule = {
  readonly title: { readonly zh: string; readonly en: string }
  readonly article: string
  readonly to: readonly Addressee[]
  readonly form: 'announcement' | 'written' | 'order' | 'copy' | 'letter'
}

/** Every notice that Order 92 asks for. The numbers are ours; the articles are the Order's. */
export const NOTICES = {
  N1: {
    title: { zh: '考核时间公告', en: 'Announcement of an assessment' },
    article: '16',
    to: ['public'],
    form: 'announcement',
  },
  N2: {
    title: { zh: '不符合考核条件告知书', en: 'Notice that the conditions are not met' },
    article: '17',
    to: ['applicant', 'enterprise', 'appointing_body'],
    form: 'written',
  },
  N3: {
    title: { zh: '考试成绩公布', en: 'Publication of scores' },
    article: '18',
    to: ['public', 'candidate', 'enterprise'],
    form: 'announcement',
  },
  N4: {
    title: { zh: '补考不合格调整工作岗位告知书', en: 'Notice to move a person who failed the retake' },
    article: '19',
    to: ['enterprise', 'appointing_body', 'candidate'],
    form: 'written',
  },
  N5: {
    title: { zh: '特种作业考试申请不予受理告知书', en: 'Notice that an operator’s application is refused' },
    article: '26',
    to: ['applicant', 'enterprise'],
    form: 'written',
  },
  N6: {
    title: { zh: '特种作业考试成绩公布', en: 'Publication of operators’ scores' },
    article: '27',
    to: ['public', 'candidate', 'enterprise'],
    form: 'announcement',
  },
  N7: {
    title: { zh: '证件发放、注销公告', en: 'Publication of certificates issued and cancelled' },
    article: '38',
    to: ['public'],
    form: 'announcement',
  },
  N8: {
    title: { zh: '责令重新参加考核决定书', en: 'Order to be assessed again' },
    article: '40',
    to: ['candidate', 'enterprise'],
    form: 'order',
  },
  N9: {
    title: { zh: '重新考核不合格调整工作岗位告知书', en: 'Notice to move a person who failed the ordered assessment' },
    article: '40',
    to: ['enterprise', 'appointing_body'],
    form: 'written',
  },
  N10: {
    title: { zh: '监察建议函', en: 'Recommendation letter' },
    article: '41',
    to: ['training_department'],
    form: 'letter',
  },
  N11: {
    title: { zh: '考核、发证情况抄送', en: 'Copy of results and certificates' },
    article: '44',
    to: ['supervision_bureau'],
    form: 'copy',
  },
  N12: {
    title: { zh: '行政处罚决定抄送登记', en: 'Penalty decision received in copy' },
    article: '44',
    to: ['training_department'],
    form: 'copy',
  },
  N13: {
    title: { zh: '举报查处情况书面反馈', en: 'Written answer to a named reporter' },
    article: '45',
    to: ['reporter'],
    form: 'written',
  },
  // Art. 20 has no notice; a missed three-yearly assessment is told to both sides by our reading (A32).
  N14: {
    title: { zh: '三年考核逾期通知书', en: 'Notice that the three-yearly assessment was missed' },
    article: '20',
    to: ['enterprise', 'training_department'],
    form: 'written',
  },
} as const satisfies Record<string, NoticeRule>

export type NoticeCode = keyof typeof NOTICES

export const NOTICE_CODES = Object.keys(NOTICES) as [NoticeCode, ...NoticeCode[]]

/** Who signs a notice of this code. */
export function issuerOf(code: NoticeCode): Issuer {
  return code === 'N10' ? 'supervision_agency' : 'assessment_authority'
}

/**
 * Whether it must reach its addressee in writing: an announcement is published and needs no more, and what the training
 * department writes for itself (N12, N14) stands in its own register.
 */
export function isServed(code: NoticeCode, addressee: Addressee): boolean {
  const toItself = addressee === 'training_department' && issuerOf(code) === 'assessment_authority'
  return addressee !== 'public' && !toItself && NOTICES[code].form !== 'announcement'
}

/** What a notice says beyond its form: names, posts, dates, points and articles, as texts already fit to be printed. */
export type NoticeFacts = {
  /** The person it is about, as the addressee may see them; null where it is about nobody. */
  readonly person: string | null
  readonly reasons: readonly { readonly zh: string; readonly en: string; readonly article: string }[]
  /** Labelled facts in the order they are printed. */
  readonly lines: readonly { readonly zh: string; readonly en: string; readonly value: string }[]
}
