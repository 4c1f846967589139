import type { Addressee, NoticeCode } from './notice.ts'

/** A sentence in both languages, Chinese first. */
export type Words = { readonly zh: string; readonly en: string }

/** What a notice says beside its facts: what it is about, what follows from it and for whom, and how to have it looked at again. */
export type NoticeText = {
  readonly opening: Words
  readonly follows: readonly Words[]
  readonly review: Words | null
}

/** Whom the text speaks to, and of whom it speaks. */
export type Spoken = {
  readonly addressee: Addressee
  /** The person it is about as the addressee may see them; null where it is about nobody or about several. */
  readonly person: string | null
  /** The duty in full: 《煤矿安全培训规定》第十九条. */
  readonly law: Words
  readonly article: (article: number) => Words
}

type Write = (spoken: Spoken) => NoticeText

/** The person spoken to, or the person spoken of. */
function subject({ addressee, person }: Spoken) {
  const own = addressee === 'applicant' || addressee === 'candidate'
  return {
    own,
    // 你 / 你单位的张三 / 你单位任命的张三
    zh: own ? '你' : `${addressee === 'appointing_body' ? '你单位任命的' : '你单位'}${person ?? '有关人员'}`,
    en: own ? 'you' : (person ?? 'the person named below'),
    theirZh: own ? '你' : '其',
  }
}

const REVIEW_OF_SCORE: Words = {
  zh: '对考试成绩有异议的，可以向本部门书面申请复核，写明考生姓名、场次和理由。',
  en: 'Whoever disputes a score may ask this authority in writing to review it, giving the candidate’s name, the session and the reasons.',
}

const REVIEW_OF_FINDING: Words = {
  zh: '对上述认定有异议的，可以向本部门书面申请复核，并附有关证明材料。',
  en: 'Whoever disputes this finding may ask this authority in writing to review it, with the papers that bear on it.',
}

/** Adjusting the post is the enterprise's or the appointing body's to do; the person is told that they were told. */
function movePost(spoken: Spoken): Words {
  if (subject(spoken).own)
    return {
      zh: '本部门同时书面告知你所在煤矿企业或者任免机关调整你的工作岗位。',
      en: 'Your enterprise or the body that appoints you has been told in writing to move you to another post.',
    }
  return {
    zh: '请你单位按照管理权限调整其工作岗位，并将调整情况书面告知本部门。',
    en: 'Your office is asked to move the person to another post, within its powers, and to tell this authority in writing what was done.',
  }
}

/** What each notice says. The articles' duties are told in our own words; numbers are those of the Order. */
export const NOTICE_TEXTS: Readonly<Record<NoticeCode, Write>> = {
  N1: ({ law }) => ({
    opening: {
      zh: `依照${law.zh}，现将下列考核的时间和地点提前公布。`,
      en: `Under ${law.en}, the time and place of the following assessment are announced in advance.`,
    },
    follows: [
      {
        zh: '已列入名单的考生，请携带准考证和有效身份证件，按时到规定的考点参加考试。',
        en: 'Candidates on the roster come to the designated site in time, with the admission ticket and a valid identity document.',
      },
    ],
    review: null,
  }),

  N2: (spoken) => {
    const { own, zh, en, theirZh } = subject(spoken)
    const gate = spoken.article(11)
    return {
      opening: {
        zh: `${zh}的安全生产知识和管理能力考核申请及有关材料已收到。经审核，不符合${gate.zh}规定的条件，理由如下。`,
        en: `${own ? 'Your application for assessment' : `The application for assessment of ${en}`} and its papers were received and examined. The conditions of ${gate.en} are not met, for these reasons.`,
      },
      follows: [
        {
          zh: `依照${spoken.law.zh}，不得对${theirZh}进行安全生产知识和管理能力考试。`,
          en: `Under ${spoken.law.en}, no exam of safety knowledge and management ability may be given to ${own ? 'you' : 'this person'}.`,
        },
        movePost(spoken),
      ],
      review: REVIEW_OF_FINDING,
    }
  },

  N3: ({ law, article }) => ({
    opening: {
      zh: `依照${law.zh}，现将下列安全生产知识和管理能力考试成绩公布。考试满分为100分，80分以上为合格。`,
      en: `Under ${law.en}, the results of the following exam of safety knowledge and management ability are published. Full marks are 100; 80 or more passes.`,
    },
    follows: [
      {
        zh: `考试合格的，本部门自公布成绩之日起十个工作日内颁发考核合格证明。考试不合格的，可以补考一次；经补考仍不合格的，一年内不得再次申请考核（${article(19).zh}）。`,
        en: `Whoever passed receives the certificate of assessment within ten working days of this publication. Whoever failed may retake the exam once; after a failed retake no application is accepted for one year (${article(19).en}).`,
      },
    ],
    review: REVIEW_OF_SCORE,
  }),

  N4: (spoken) => {
    const { zh, en, theirZh, own } = subject(spoken)
    return {
      opening: {
        zh: `${zh}参加安全生产知识和管理能力考试，考试和补考均不合格，情况如下。`,
        en: `${capital(en)} failed the exam of safety knowledge and management ability and its retake, as follows.`,
      },
      follows: [
        {
          zh: `依照${spoken.law.zh}，${theirZh}一年内不得再次申请考核。`,
          en: `Under ${spoken.law.en}, ${own ? 'you' : 'this person'} may not apply for assessment again for one year.`,
        },
        movePost(spoken),
      ],
      review: REVIEW_OF_SCORE,
    }
  },

  N5: (spoken) => {
    const { zh, en, own } = subject(spoken)
    return {
      opening: {
        zh: `${zh}的煤矿特种作业操作资格考试申请及有关材料已收到。经审核，不符合考试条件，理由如下。`,
        en: `${own ? 'Your application' : `The application of ${en}`} for the coal-mine special-operation exam and its papers were received and examined. The conditions for the exam are not met, for these reasons.`,
      },
      follows: [
        {
          zh: `依照${spoken.law.zh}，本次申请不予安排考试，现书面告知。条件具备后，可以由本人或者所在煤矿企业重新提出申请。`,
          en: `Under ${spoken.law.en}, no exam is arranged on this application, and this is the written notice of it. Once the conditions are met, the person or the enterprise may apply again.`,
        },
        {
          zh: `未取得特种作业操作证的，不得上岗作业（${spoken.article(24).zh}）。`,
          en: `Nobody works on the post without the special-operation certificate (${spoken.article(24).en}).`,
        },
      ],
      review: REVIEW_OF_FINDING,
    }
  },

  N6: ({ law }) => ({
    opening: {
      zh: `依照${law.zh}，现将下列煤矿特种作业操作资格考试成绩公布。安全生产知识考试和实际操作能力考试满分均为100分，80分以上为合格，两项成绩不合并计算。`,
      en: `Under ${law.en}, the results of the following coal-mine special-operation exam are published. The knowledge exam and the practical exam have full marks of 100 each; 80 or more passes each, and the two are never added.`,
    },
    follows: [
      {
        zh: '安全生产知识考试合格后，进行实际操作能力考试。两项均合格的，本部门自考试合格之日起二十个工作日内完成发证工作。不合格的，可以补考一次；经补考仍不合格的，重新参加相应的安全技术培训。',
        en: 'The practical exam follows a passed knowledge exam. Whoever passed both receives the certificate within twenty working days of the day of the pass. Whoever failed may retake the exam once; after a failed retake the safety training is to be taken again.',
      },
    ],
    review: REVIEW_OF_SCORE,
  }),

  N7: ({ law }) => ({
    opening: {
      zh: `依照${law.zh}，现将下列证件的发放、注销等情况公布，接受社会监督。`,
      en: `Under ${law.en}, the issue, cancellation or other change of the following certificates is published, for the public to watch over.`,
    },
    follows: [
      {
        zh: '证件的真伪和现状，可以在本平台的证件查询页面核对。对公布的内容有异议的，可以向本部门反映。',
        en: 'Whether a certificate is genuine and in force can be checked on this platform’s page for certificates. Whoever disputes what is published may tell this authority.',
      },
    ],
    review: null,
  }),

  N8: (spoken) => {
    const { zh, en, own } = subject(spoken)
    return {
      opening: {
        zh: `${zh}在煤矿安全培训现场抽考中不合格，情况如下。`,
        en: `${capital(en)} failed a spot check of coal-mine safety training, as follows.`,
      },
      follows: [
        {
          zh: own
            ? `依照${spoken.law.zh}，责令你重新参加安全生产知识和管理能力考核。请通过所在煤矿企业提出考核申请，按照本部门安排的时间参加考试。`
            : `依照${spoken.law.zh}，责令其重新参加安全生产知识和管理能力考核。请你单位督促其提出考核申请，按照本部门安排的时间参加考试。`,
          en: own
            ? `Under ${spoken.law.en}, you are ordered to be assessed again in safety knowledge and management ability. Apply through your enterprise and sit the exam at the time this authority sets.`
            : `Under ${spoken.law.en}, this person is ordered to be assessed again in safety knowledge and management ability. See to it that they apply and sit the exam at the time this authority sets.`,
        },
        {
          zh: '现场抽考不合格，不当然使已经取得的考核合格证明失效。重新考核仍不合格的，本部门将书面告知所在煤矿企业或者任免机关调整其工作岗位。',
          en: 'A failed spot check does not of itself end a certificate of assessment. If the assessment is failed too, the enterprise or the appointing body will be told in writing to move the person to another post.',
        },
      ],
      review: REVIEW_OF_SCORE,
    }
  },

  N9: (spoken) => {
    const { zh, en } = subject(spoken)
    return {
      opening: {
        zh: `${zh}因现场抽考不合格被责令重新参加考核，经考核仍不合格，情况如下。`,
        en: `${capital(en)} was ordered to be assessed again after a failed spot check, and failed that assessment too, as follows.`,
      },
      follows: [
        {
          zh: `依照${spoken.law.zh}，现书面告知。重新考核适用一般的补考规定，补考不合格的，一年内不得再次申请考核（${spoken.article(19).zh}）。`,
          en: `This is the written notice under ${spoken.law.en}. The general rules on retakes apply to the ordered assessment; after a failed retake no application is accepted for one year (${spoken.article(19).en}).`,
        },
        movePost(spoken),
      ],
      review: REVIEW_OF_SCORE,
    }
  },

  N10: ({ law }) => ({
    opening: {
      zh: '本机构在对煤矿企业安全培训情况的监察中，发现下列突出问题和共性问题。',
      en: 'In supervising the safety training of coal enterprises, this agency found the following serious and common problems.',
    },
    follows: [
      {
        zh: `依照${law.zh}，提出以上监察建议。请研究处理，并将处理情况函复本机构。`,
        en: `The recommendation above is made under ${law.en}. Please consider it, act on it, and write back what was done.`,
      },
    ],
    review: null,
  }),

  N11: ({ law }) => ({
    opening: {
      zh: `依照${law.zh}，现将本行政区域煤矿企业主要负责人、安全生产管理人员和特种作业人员的考核情况抄送你单位。`,
      en: `Under ${law.en}, the results of the assessment of principals, safety managers and special operators in this jurisdiction are sent to you in copy.`,
    },
    follows: [
      {
        zh: '明细以抄送文件为准。此前已抄送的记录不重复抄送。',
        en: 'The copied file holds the particulars. What was copied before is not copied again.',
      },
    ],
    review: null,
  }),

  N12: ({ law, article }) => ({
    opening: {
      zh: `依照${law.zh}，煤矿安全监察机构抄送下列行政处罚决定，现予登记。`,
      en: `Under ${law.en}, the coal-mine safety supervision agency sent the following penalty decision in copy; it is entered here.`,
    },
    follows: [
      {
        zh: `特种作业人员对发生生产安全事故负有直接责任的，依照${article(42).zh}办理。`,
        en: `Where a special operator is directly responsible for an accident, ${article(42).en} applies.`,
      },
    ],
    review: null,
  }),

  N13: ({ law }) => ({
    opening: {
      zh: `你实名举报的煤矿安全培训问题，本部门已依法受理并调查处理。依照${law.zh}，现将查处结果书面反馈如下。`,
      en: `The matter of coal-mine safety training that you reported under your name was taken up and investigated. Under ${law.en}, this is the written answer on its outcome.`,
    },
    follows: [
      {
        zh: '本部门对举报人的身份和举报内容保密。有新的情况或者证据的，可以再次向本部门反映。',
        en: 'Who reported and what was reported are kept confidential. With new facts or evidence you may turn to this authority again.',
      },
    ],
    review: null,
  }),

  N14: (spoken) => {
    const { zh, en } = subject(spoken)
    const told = spoken.addressee === 'enterprise'
    return {
      opening: {
        zh: `${told ? zh : (spoken.person ?? '有关人员')}的三年考核已经逾期，情况如下。`,
        en: `The three-yearly assessment of ${en} was missed, as follows.`,
      },
      follows: [
        {
          zh: told
            ? `依照${spoken.law.zh}，煤矿企业主要负责人和安全生产管理人员每三年考核一次，由考核部门组织。请你单位安排该人员按照通知的时间参加考核。`
            : `依照${spoken.law.zh}，煤矿企业主要负责人和安全生产管理人员每三年考核一次，由考核部门组织。请尽快组织考核。`,
          en: told
            ? `Under ${spoken.law.en} the authority assesses principals and safety managers every three years. See to it that this person sits the assessment at the time that is set.`
            : `Under ${spoken.law.en} the authority assesses principals and safety managers every three years. Hold the assessment as soon as possible.`,
        },
        {
          zh: '三年考核逾期，不当然使已经取得的考核合格证明失效。',
          en: 'A missed assessment does not of itself end a certificate of assessment.',
        },
      ],
      review: null,
    }
  },
}

function capital(text: string) {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
