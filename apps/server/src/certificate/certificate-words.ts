import type { ExamCategory } from '@kaochang/domain/law/categories'
import { TRADES, isTrade } from '@kaochang/domain/law/trades'

type Words = { readonly zh: string; readonly en: string }

const KINDS: Readonly<Record<ExamCategory, Words>> = {
  principal: { zh: '主要负责人', en: 'principal' },
  manager: { zh: '安全生产管理人员', en: 'safety manager' },
  operator: { zh: '特种作业人员', en: 'special operator' },
}

/** What a certificate is for, in words: a trade's title, or the category of those who have none. */
export function certificateSubject({ category, trade }: { category: ExamCategory; trade: string | null }): Words {
  if (trade === null) return KINDS[category]
  return isTrade(trade) ? TRADES[trade].title : { zh: trade, en: trade }
}

/** What the document is called: 考核合格证明 (art. 19) or 特种作业操作证 (art. 28). */
export function certificateTitle(category: ExamCategory): Words {
  return category === 'operator'
    ? { zh: '特种作业操作证', en: 'Special-operation certificate' }
    : { zh: '安全生产知识和管理能力考核合格证明', en: 'Certificate of assessment' }
}
