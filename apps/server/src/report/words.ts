import type { Instant } from '@kaochang/domain/instant'
import type { Category } from '@kaochang/domain/law/categories'
import { TRADES, isTrade } from '@kaochang/domain/law/trades'

const CATEGORIES: Readonly<Record<Category, string>> = {
  principal: '主要负责人',
  manager: '安全生产管理人员',
  operator: '特种作业人员',
  worker: '其他从业人员',
}

/** A category in the words of Order 92, for the files that leave the platform. */
export function categoryText(category: Category): string {
  return CATEGORIES[category]
}

/** A trade's title, or the code itself where the list has none of it; empty for nobody's trade. */
export function tradeText(trade: string | null): string {
  if (trade === null) return ''
  return isTrade(trade) ? TRADES[trade].title.zh : trade
}

/** An instant in Beijing time, `2026-10-22 09:00`. */
export function instantText(at: Instant): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}
