/** A sentence in both languages, Chinese first. */
export type Words = { readonly zh: string; readonly en: string }

/** A point on which Order 92 is silent or unclear, with how it can be read and how it is read here. */
export type Reading = {
  /** The articles it concerns. */
  readonly article: string
  readonly question: Words
  /** Every way to read it; `reading` is the one that holds unless another was chosen. */
  readonly readings: Readonly<Record<string, Words>>
  readonly reading: string
  readonly why: Words
  /** `by_province`: two people of a province may choose another. `fixed`: only the one named here is built. */
  readonly chosen: 'by_province' | 'fixed'
  /** Why no other may be chosen; null where one may. */
  readonly fixedBecause: Words | null
}

/** Why a reading has no second one to choose: said of each, in one of these ways or in its own. */
const SAFE_FOR_ALL = {
  zh: '另一种理解对考生或者考核部门更不利，系统没有实现。',
  en: 'The other reading is worse for the candidate or the authority, and is not built.',
}
const ONLY_ONE_BUILT = { zh: '系统只实现了这一种，其他理解没有实现。', en: 'Only this one is built.' }
const LAW_ELSEWHERE = {
  zh: '由其他法律规定，不由各地选择。',
  en: 'Another statute settles it; it is not for a province to choose.',
}
const SET_ELSEWHERE = {
  zh: '在办理每一件时设定，不需要预先选择。',
  en: 'It is set with each case, so that nothing need be chosen beforehand.',
}

/** Every unclear point of Order 92 that the platform had to read in some way (A1–A34). */
export const READINGS = {
  A1: fixed('18, 27', SAFE_FOR_ALL, {
    question: ['场次有多天的，“考试结束之日”是哪一天？', 'When a session lasts several days, which day is “exam end”?'],
    readings: {
      each_sitting: ['每名考生自己考试结束之日', 'the day each candidate’s own sitting ended'],
      last_day: ['场次的最后一天', 'the last day of the session'],
    },
    reading: 'each_sitting',
    why: [
      '不晚于任何考生可以期待的日期；一场一并公布，以最早结束的为准',
      'never later than any candidate could expect',
    ],
  }),
  A2: fixed('18, 27', LAW_ELSEWHERE, {
    question: ['“公布”是向社会公布，还是告知本人？', 'Is a publication to the world or to the candidate?'],
    readings: {
      both: [
        '公布姓名、遮盖的证号和是否合格；分数只给本人和企业',
        'name, masked number and pass or fail to all; the score to the person',
      ],
      public: ['全部向社会公布', 'everything to the world'],
      private: ['只告知本人', 'to the person alone'],
    },
    reading: 'both',
    why: [
      '第 92 号令写“公布”，个人信息保护法要求最少披露',
      'Order 92 says publish; the personal-data law says disclose least',
    ],
  }),
  A3: byProvince('19', {
    question: ['“一年内不得再次申请”从哪一天起算？', 'When does the one-year bar start?'],
    readings: {
      publication: ['补考成绩实际公布之日', 'the day the retake’s score was published'],
      legal_deadline: ['实际公布之日，但不晚于应当公布的最后一日', 'that day, but no later than it was due'],
    },
    reading: 'publication',
    why: ['公布之前，不合格还没有效力', 'before its publication the failure has no effect'],
  }),
  A4: fixed('19', ONLY_ONE_BUILT, {
    question: ['一年限制的范围多大？', 'What does the bar cover?'],
    readings: {
      both_roles: [
        '主要负责人和安全生产管理人员两类，全国范围，不限特种作业',
        'both manager roles, nationwide; no operator’s exam',
      ],
      same_post: ['只限同一岗位', 'the same post alone'],
      everything: ['所有考核', 'every assessment'],
    },
    reading: 'both_roles',
    why: ['第 19 条只对这两类人员作出规定', 'art. 19 speaks of these two alone'],
  }),
  A5: fixed('17', ONLY_ONE_BUILT, {
    question: ['调任新岗位，30 日和 6 个月是否重新起算？', 'Does a transfer restart the 30 days and 6 months?'],
    readings: {
      by_category: [
        '同类合格证明有效且三年考核未到期的不重新起算；类别变化的重新起算',
        'not with a current certificate of the category; yes on a change of category',
      ],
      always: ['一律重新起算', 'always'],
    },
    reading: 'by_category',
    why: ['同一类别的能力已经考核过', 'the ability has been assessed already'],
  }),
  A6: fixed('17, 19', ONLY_ONE_BUILT, {
    question: ['补考有没有期限？', 'Is there a time limit for the retake?'],
    readings: { none: ['没有；但六个月期限照常计算', 'none; but the six months keep running'] },
    reading: 'none',
    why: ['条文没有规定', 'the text names none'],
  }),
  A7: fixed('19, 27', SAFE_FOR_ALL, {
    question: ['缺考算不算不合格？', 'Does an absence count as a failure?'],
    readings: { no_attempt: ['不算', 'it does not'], failure: ['算不合格', 'it does'] },
    reading: 'no_attempt',
    why: ['没有参加考试就谈不上不合格', 'nobody fails an exam that was not sat'],
  }),
  A8: fixed('19, 27', SET_ELSEWHERE, {
    question: ['违纪成绩无效，是否用掉一次机会？', 'Does a result void for misconduct use up an attempt?'],
    readings: {
      decided: ['逐件决定', 'decided case by case'],
      uses_up: ['一律用掉', 'always'],
      free: ['一律不用掉', 'never'],
    },
    reading: 'decided',
    why: [
      '条文没有规定，2013 年国家考试办法允许取消成绩并申请复核',
      'silent; the 2013 measures allow cancelling with review',
    ],
  }),
  A9: fixed('17, 19', ONLY_ONE_BUILT, {
    question: ['六个月未满即补考不合格的怎么办？', 'What if the last failure comes before the six months are up?'],
    readings: {
      both_run: ['一年限制照常执行，岗位标记“须调整”', 'the bar outlasts the six months; the post must be adjusted'],
    },
    reading: 'both_run',
    why: ['两个期限互不影响', 'the two periods do not touch each other'],
  }),
  A10: fixed('27', SAFE_FOR_ALL, {
    question: ['特种作业补考是每科一次，还是总共一次？', 'One retake for each component, or one in all?'],
    readings: { per_component: ['每科一次', 'one for each'], in_all: ['总共一次', 'one in all'] },
    reading: 'per_component',
    why: [
      '两科各自满分一百、各自八十分合格，且知识合格后才能考实操',
      'each has its own 100 and 80, and the second waits for the first',
    ],
  }),
  A11: fixed('27', SAFE_FOR_ALL, {
    question: ['知识合格、实操不合格，补考哪一科？', 'Knowledge passed, practical failed: which is taken again?'],
    readings: {
      practical_only: ['只补考实操，知识成绩保留 12 个月', 'the practical alone; the pass is kept 12 months'],
      both: ['两科重考', 'both'],
    },
    reading: 'practical_only',
    why: ['2013 年国家考试办法规定单科合格成绩 12 个月内有效', 'the 2013 measures keep a pass for 12 months'],
  }),
  A12: byProvince('27', {
    question: [
      '实操两次不合格、重新培训以后，考哪几科？',
      'After two failed practicals and new training: which exams?',
    ],
    readings: {
      both: ['两科，作为新的申请', 'both, as a new application'],
      practical_only: ['12 个月内只考实操', 'the practical alone within 12 months'],
    },
    reading: 'both',
    why: ['重新培训之后是一次新的考核', 'after the training it is a new assessment'],
  }),
  A13: fixed('27, 29', SAFE_FOR_ALL, {
    question: ['“考试合格之日”是哪一天？', 'Which is the pass date?'],
    readings: {
      sitting_day: ['最后一科考试当天', 'the day of the last component’s sitting'],
      publication: ['成绩公布之日', 'the day of publication'],
    },
    reading: 'sitting_day',
    why: ['较早，对考核部门保险', 'earlier, so safe for the authority'],
  }),
  A14: fixed('27', ONLY_ONE_BUILT, {
    question: ['知识考试当天能否接着考实操？', 'May the practical follow on the same day?'],
    readings: {
      same_day: ['可以，按内部进阶结果；成绩另行公布', 'yes, on an internal result; publication follows'],
      after_publication: ['须先公布', 'only after publication'],
    },
    reading: 'same_day',
    why: ['内部结果和公布的成绩是两件事', 'an internal result and a published one are two facts'],
  }),
  A15: fixed('26', SAFE_FOR_ALL, {
    question: ['“六十日内组织考试”是排定还是举行？', 'Sixty days: scheduled or held?'],
    readings: {
      held: ['举行（申请人可以参加的第一场）', 'held: the first sitting the applicant could attend'],
      scheduled: ['排定', 'scheduled'],
    },
    reading: 'held',
    why: ['“组织考试”是让人考上试', 'to organise an exam is to let people sit it'],
  }),
  A16: fixed('26', LAW_ELSEWHERE, {
    question: ['材料不齐，六十日是否计算？', 'Does the clock run while papers are missing?'],
    readings: {
      waits: [
        '不计算；当场或者五日内一次告知，逾期不告知视为受理',
        'it waits; told once within five days, else it counts as accepted',
      ],
      runs: ['照常计算', 'it runs'],
    },
    reading: 'waits',
    why: ['行政许可法第 32 条', 'Administrative Licensing Law art. 32'],
  }),
  A17: fixed('29', ONLY_ONE_BUILT, {
    question: ['“有效期满六十日前”要做完什么？', 'What must be done sixty days before expiry?'],
    readings: {
      trained_and_applied: [
        '培训和申请都完成；晚了但未过期的受理并标记',
        'training and application; later ones before expiry are flagged',
      ],
      exam: ['考试也完成', 'the exam too'],
    },
    reading: 'trained_and_applied',
    why: ['考试由考核部门安排，不由持证人决定', 'the exam is the authority’s to hold'],
  }),
  A18: fixed('29', SAFE_FOR_ALL, {
    question: ['延期换发的新证从哪天起算？', 'From when does a renewed certificate run?'],
    readings: {
      after_old: ['按时换证的，旧证最后有效日的次日', 'the day after the old one’s last, when in time'],
      issue: ['发证之日', 'the day of issue'],
    },
    reading: 'after_old',
    why: ['按时申请的人不应损失有效期', 'who renews in time loses no validity'],
  }),
  A19: fixed('27, 29, 30', ONLY_ONE_BUILT, {
    question: ['换证和离岗考试是否适用补考规定？', 'Do the retake rules bind renewal and absence exams?'],
    readings: { yes: ['适用；培训指相应的培训班', 'yes; training is the matching course'], no: ['不适用', 'no'] },
    reading: 'yes',
    why: ['第 27 条第五款是唯一的一般规定', 'art. 27 para. 5 is the only general rule'],
  }),
  A20: fixed('40', ONLY_ONE_BUILT, {
    question: ['抽考后责令重新考核，有没有补考？', 'Is there a retake in an ordered re-assessment?'],
    readings: {
      yes: [
        '有，即第 17 至 19 条的考核；最终不合格后告知并适用一年限制',
        'yes: it is the assessment of arts. 17–19, bar included',
      ],
      no: ['没有', 'no'],
    },
    reading: 'yes',
    why: ['条文责令的是“考核”本身', 'what is ordered is the assessment itself'],
  }),
  A21: fixed('40', SET_ELSEWHERE, {
    question: ['现场抽考的合格线是多少？', 'What is a spot check’s cut score?'],
    readings: { own: ['每次抽考自行设定，默认 80 分', 'its own, 80 unless set'], eighty: ['一律 80 分', 'always 80'] },
    reading: 'own',
    why: ['条文没有规定；2020 年通报的例子用 80 分', 'silent; the bulletin’s example uses 80'],
  }),
  A22: fixed('18', ONLY_ONE_BUILT, {
    question: ['“百分之八十以上”按题数还是按分值？', 'Eighty percent of items or of points?'],
    readings: {
      items: ['按题数，整卷计算；同时显示按分值的比例', 'of items, over the whole paper'],
      points: ['按分值', 'of points'],
    },
    reading: 'items',
    why: ['条文写“试题比例”', 'the text says share of items'],
  }),
  A23: fixed('13, 18', ONLY_ONE_BUILT, {
    question: ['试卷能否全部用国家级题库？', 'May a paper be all national?'],
    readings: {
      allowed: ['可以，并提示；省级题库未备案时必须如此', 'yes, with a warning'],
      both: ['必须两库都有', 'both banks are needed'],
    },
    reading: 'allowed',
    why: ['百分之百也是“百分之八十以上”', 'a hundred is at least eighty'],
  }),
  A24: fixed('18', ONLY_ONE_BUILT, {
    question: ['考后作废试题使国家题比例低于 80% 怎么办？', 'What if a voided item drops the share below 80%?'],
    readings: {
      binds_draw: ['规定约束抽题；作废留记录，不重新组卷', 'the rule binds the draw; the void is logged'],
      redraw: ['重新组卷', 'redraw'],
    },
    reading: 'binds_draw',
    why: ['规定的是抽取试题的比例', 'the share is of the items drawn'],
  }),
  A25: fixed('22', SAFE_FOR_ALL, {
    question: ['“2018 年 6 月 1 日起新上岗”以什么为准？', 'What is “newly on the post from 2018-06-01”?'],
    readings: {
      first_day: ['首次从事特种作业之日；此前上岗须有证明', 'the first day on such a post, with evidence'],
      exam: ['考试日期', 'the exam’s date'],
    },
    reading: 'first_day',
    why: ['条文说的是上岗', 'the text speaks of taking up the post'],
  }),
  A26: fixed('42', ONLY_ONE_BUILT, {
    question: ['撤销以后，限制一个工种还是全部？', 'Revocation: one trade or all?'],
    readings: {
      all: ['撤销涉及的证件，三年内限制全部工种', 'revoke the one, bar every new one'],
      one: ['只限该工种', 'that trade alone'],
    },
    reading: 'all',
    why: ['条文概括地写“特种作业操作证”', 'the text says certificates in general'],
  }),
  A27: fixed('38, 42', LAW_ELSEWHERE, {
    question: ['撤销和注销有什么区别？', 'Revocation versus cancellation?'],
    readings: {
      two_acts: ['撤销因过错，注销记载失效；两者都公布', 'one for fault, one records the end; both are published'],
    },
    reading: 'two_acts',
    why: ['行政许可法第 69、70 条', 'Administrative Licensing Law arts. 69, 70'],
  }),
  A28: fixed('42', LAW_ELSEWHERE, {
    question: ['以欺骗手段取得证件的怎么办？', 'A certificate obtained by fraud?'],
    readings: {
      licensing_law: ['另按行政许可法第 78、79 条：一年或者三年', 'Licensing Law arts. 78–79: one or three years'],
    },
    reading: 'licensing_law',
    why: ['行政许可法另有规定', 'the statute has its own rule'],
  }),
  A29: fixed('2', ONLY_ONE_BUILT, {
    question: ['一人两种身份怎么办？', 'Two roles in one person?'],
    readings: { separate: ['一人一档，两条线各自计算', 'one record, separate tracks and clocks'] },
    reading: 'separate',
    why: ['各类人员的规定互不替代', 'the rules of one do not stand for the other'],
  }),
  A30: byProvince('18, 19, 27', {
    question: ['地方节日是否算工作日以外的休息日？', 'Do local holidays count as rest days?'],
    readings: {
      not_counted: ['不计', 'they do not'],
      counted: ['计入，由省逐日列明', 'they do; the province lists the days'],
    },
    reading: 'not_counted',
    why: [
      '节日及纪念日放假办法第四条由地方规定，全国期限不因地而异',
      'Holiday Measures art. 4 leaves it to local government',
    ],
  }),
  A31: fixed('18, 27', ONLY_ONE_BUILT, {
    question: ['公布后更正成绩怎么办？', 'A score changed after publication?'],
    readings: {
      new_release: [
        '重新公布并说明原因，旧的保留；新合格的发证期限从新公布起算',
        'a new release with its reason; the old one is kept',
      ],
    },
    reading: 'new_release',
    why: ['已经公布的不能改写', 'what was published is not rewritten'],
  }),
  A32: fixed('20', SAFE_FOR_ALL, {
    question: ['错过三年考核，合格证明是否失效？', 'Does a missed three-year assessment end the certificate?'],
    readings: { stands: ['不失效，标记超期并通知', 'it stands, marked overdue'], dies: ['失效', 'it ends'] },
    reading: 'stands',
    why: ['三年考核由考核部门组织，没有规定失效', 'the authority starts it, and no expiry is set'],
  }),
  A33: fixed('23, 24', ONLY_ONE_BUILT, {
    question: ['委托设区的市发证的，发证机关写谁？', 'Who is the issuer when a city acts for the province?'],
    readings: {
      province: ['印省级部门，记录承办的市', 'the province, with the city recorded'],
      city: ['印市级部门', 'the city'],
    },
    reading: 'province',
    why: ['第 24 条由省级部门发证', 'art. 24 says the province issues'],
  }),
  A34: fixed('38', ONLY_ONE_BUILT, {
    question: ['国家考核的人员，信息由谁公布？', 'Who publishes for those the nation assessed?'],
    readings: { by_enterprise: ['企业所在省公布，注明发证机关', 'the enterprise’s province, marking the issuer'] },
    reading: 'by_enterprise',
    why: ['第 38 条只规定省级公布', 'art. 38 names the province alone'],
  }),
} as const satisfies Record<string, Reading>

export type ReadingName = keyof typeof READINGS

export const readingNames = Object.keys(READINGS) as ReadingName[]

type Pair = readonly [zh: string, en: string]
type Written<Key extends string> = {
  readonly question: Pair
  readonly readings: Readonly<Record<Key, Pair>>
  readonly reading: NoInfer<Key>
  readonly why: Pair
}

function fixed<Key extends string>(article: string, fixedBecause: Words, written: Written<Key>) {
  return { ...read(article, written), chosen: 'fixed', fixedBecause } as const
}

function byProvince<Key extends string>(article: string, written: Written<Key>) {
  return { ...read(article, written), chosen: 'by_province', fixedBecause: null } as const
}

function read<Key extends string>(article: string, { question, readings, reading, why }: Written<Key>) {
  const words = Object.entries<Pair>(readings).map(([key, pair]) => [key, both(pair)] as const)
  return {
    article,
    question: both(question),
    readings: Object.fromEntries(words) as Record<Key, Words>,
    reading,
    why: both(why),
  }
}

function both([zh, en]: Pair): Words {
  return { zh, en }
}
