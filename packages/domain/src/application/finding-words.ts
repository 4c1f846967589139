import type { Education, EducationLevel } from '../people/background.ts'
import type { Experience } from './work-experience.ts'

type Words = { readonly zh: string; readonly en: string }

const LEVELS: Readonly<Record<EducationLevel, Words>> = {
  primary: { zh: '小学', en: 'primary school' },
  junior_middle: { zh: '初中', en: 'junior middle school' },
  senior_middle: { zh: '高中', en: 'senior middle school' },
  vocational: { zh: '中专（职高、技校）', en: 'vocational school' },
  college_diploma: { zh: '大专', en: 'college diploma' },
  bachelor: { zh: '本科', en: 'bachelor' },
  master_or_above: { zh: '硕士及以上', en: 'master or above' },
}

/** Schooling as a finding names it: the level, the subject and whether it has to do with coal. */
export function educationWords(education: Education | null): Words {
  if (education === null) return { zh: '没有登记学历', en: 'no education recorded' }
  const { level, subject, coalRelated } = education
  const related = coalRelated
    ? { zh: '煤矿相关专业', en: 'coal-related' }
    : { zh: '非煤矿相关专业', en: 'not coal-related' }
  const parts = (language: 'zh' | 'en') => [LEVELS[level][language], subject, related[language]].filter(Boolean)
  return { zh: parts('zh').join('，'), en: parts('en').join(', ') }
}

export function experienceWords({ years, days }: Experience): Words {
  return { zh: `${years} 年 ${days} 天`, en: `${years} years and ${days} days` }
}
