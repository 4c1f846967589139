import { CONTENT_AREAS, type ContentArea } from '@kaochang/domain/law/content-areas'
import { TRADES, isTrade } from '@kaochang/domain/law/trades'
import { PROVINCES } from './provinces.ts'
import type { Language } from './language.ts'

const NO_AREA = { zh: '未标内容', en: 'No area' } as const

/** A content area as art. 14 or 15 names it; `null` is an item that carries none. */
export function areaName(area: string | null, language: Language): string {
  return area !== null && isArea(area) ? CONTENT_AREAS[area][language] : NO_AREA[language]
}

/** A province by the first two digits of GB/T 2260, or the digits themselves when they name none. */
export function provinceName(province: string | null, language: Language): string {
  if (province === null) return language === 'zh' ? '国家' : 'National'
  return PROVINCES[province]?.[language] ?? province
}

/** A trade as the state's list names it, the code itself where the list has none of it; empty for nobody's trade. */
export function tradeName(trade: string | null, language: Language): string {
  if (trade === null) return ''
  return isTrade(trade) ? TRADES[trade].title[language] : trade
}

function isArea(area: string): area is ContentArea {
  return Object.hasOwn(CONTENT_AREAS, area)
}
