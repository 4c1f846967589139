import { type Instant, civilDateAt, startOfDay } from '../instant.ts'
import type { ExamCategory } from '../law/categories.ts'
import type { Component } from '../law/rules.ts'
import { dayInWords } from './authority.ts'
import type { NoticeFacts } from './notice.ts'

const CATEGORIES: Readonly<Record<ExamCategory, string>> = {
  principal: '煤矿企业主要负责人',
  manager: '煤矿企业安全生产管理人员',
  operator: '煤矿特种作业人员',
}

const COMPONENTS: Readonly<Record<Component, string>> = { knowledge: '安全生产知识考试', practical: '实际操作能力考试' }

export type Announced = {
  readonly name: string
  readonly category: ExamCategory
  readonly component: Component
  readonly startsAt: Instant
  readonly durationMinutes: number
  readonly site: { readonly name: string; readonly address: string }
}

/** What the public is told of an assessment (N1): which, for whom, when and where. */
export function announcementFacts(session: Announced): NoticeFacts {
  const { name, category, component, startsAt, durationMinutes, site } = session
  const kind = category === 'operator' ? `${CATEGORIES[category]}${COMPONENTS[component]}` : CATEGORIES[category]
  return {
    person: null,
    reasons: [],
    lines: [
      { zh: '考核名称', en: 'Assessment', value: name },
      { zh: '考核对象', en: 'For', value: kind },
      { zh: '考试时间（北京时间）', en: 'Time (Beijing)', value: timeInWords(startsAt) },
      ...(durationMinutes > 0 ? [{ zh: '考试时长', en: 'Length', value: `${durationMinutes} 分钟 / minutes` }] : []),
      { zh: '考点', en: 'Site', value: site.name },
      { zh: '地址', en: 'Address', value: site.address },
    ],
  }
}

/** `2026年10月22日 09:00`: an instant in Beijing. */
function timeInWords(at: Instant): string {
  const date = civilDateAt(at)
  const minutes = Math.floor((at - startOfDay(date)) / 60_000)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${dayInWords(date).zh} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
