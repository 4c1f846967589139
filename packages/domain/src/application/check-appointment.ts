import type { CivilDate } from '../instant.ts'
import { educationGateOf, findPost } from '../law/posts.ts'
import type { Education, EducationLevel, WorkPeriod } from '../people/background.ts'
import type { Finding } from './finding.ts'
import { educationWords, experienceWords } from './finding-words.ts'
import { type Experience, experience } from './work-experience.ts'

/** What art. 11 asks of the posts it names. */
const GATES = {
  diploma_and_three_years: {
    levels: ['college_diploma', 'bachelor', 'master_or_above'],
    years: 3,
    kinds: ['coal', 'coal_safety'],
    education: { zh: '煤矿相关专业大专及以上学历', en: 'a coal-related college diploma or above' },
    work: { zh: '三年以上煤矿相关工作经历', en: 'three years or more of coal-related work' },
  },
  vocational_and_two_years: {
    levels: ['vocational', 'college_diploma', 'bachelor', 'master_or_above'],
    years: 2,
    kinds: ['coal_safety'],
    education: {
      zh: '煤矿相关专业中专及以上学历',
      en: 'a coal-related secondary vocational qualification or above',
    },
    work: { zh: '二年以上煤矿安全生产相关工作经历', en: 'two years or more of work in coal safety' },
  },
} as const satisfies Record<
  string,
  {
    levels: readonly EducationLevel[]
    years: number
    kinds: readonly WorkPeriod['kind'][]
    education: { zh: string; en: string }
    work: { zh: string; en: string }
  }
>

/**
 * Whether a principal or manager meets art. 11: mine directors, their deputies, chief engineers and their deputies
 * (R11-1), the head of the safety body (R11-2), and nobody else (R11-3).
 */
export function checkAppointment(
  applicant: { readonly post: string; readonly education: Education | null; readonly work: readonly WorkPeriod[] },
  on: CivilDate,
): Finding[] {
  const { post, education, work } = applicant
  const gateName = educationGateOf(post)
  const title = findPost(post)?.title ?? { zh: post, en: post }
  if (gateName === null) {
    return [
      {
        code: 'post_has_no_gate',
        article: '11',
        verdict: 'met',
        zh: `第十一条对“${title.zh}”没有学历和工作年限要求`,
        en: `Art. 11 asks no education and no years of work of “${title.en}”`,
      },
    ]
  }
  const gate = GATES[gateName]
  const levels: readonly EducationLevel[] = gate.levels
  const educated = education !== null && education.coalRelated && levels.includes(education.level)
  const worked = experience(work, gate.kinds, on)
  const has = educationWords(education)
  return [
    {
      code: 'manager_education',
      article: '11',
      verdict: educated ? 'met' : 'not_met',
      zh: `${title.zh}应当具备${gate.education.zh}；登记的学历：${has.zh}`,
      en: `${title.en} needs ${gate.education.en}; on record: ${has.en}`,
    },
    workFinding(worked, gate, title),
  ]
}

function workFinding(
  worked: Experience,
  gate: (typeof GATES)[keyof typeof GATES],
  title: { readonly zh: string; readonly en: string },
): Finding {
  const has = experienceWords(worked)
  return {
    code: 'manager_work',
    article: '11',
    verdict: worked.years >= gate.years ? 'met' : 'not_met',
    zh: `${title.zh}应当具有${gate.work.zh}；登记的经历合计${has.zh}`,
    en: `${title.en} needs ${gate.work.en}; on record: ${has.en} in all`,
  }
}
