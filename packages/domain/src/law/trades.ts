import type { CivilDate } from '../instant.ts'

type Trade = { readonly title: { readonly zh: string; readonly en: string } }

/**
 * The special-operation trades of coal mines (煤矿特种作业工种) as the state set them in Order 30 of 2010, class 8. Only the state may
 * change the list (R21-1): it is part of the product, and nothing in the product adds to it. A later list is a
 * further record with the day it begins.
 */
export const TRADE_LIST = {
  version: 'O30-2010',
  from: '2010-07-01' as CivilDate,
  article: '21',
} as const

export const TRADES = {
  electrical: { title: { zh: '煤矿井下电气作业', en: 'Underground electrical work' } },
  blasting: { title: { zh: '煤矿井下爆破作业', en: 'Underground blasting' } },
  monitoring: { title: { zh: '煤矿安全监测监控作业', en: 'Safety monitoring and control' } },
  gas_inspection: { title: { zh: '煤矿瓦斯检查作业', en: 'Gas inspection' } },
  safety_inspection: { title: { zh: '煤矿安全检查作业', en: 'Safety inspection' } },
  hoist: { title: { zh: '煤矿提升机操作作业', en: 'Hoist operation' } },
  shearer_roadheader: { title: { zh: '煤矿采煤机（掘进机）操作作业', en: 'Shearer and roadheader operation' } },
  gas_drainage: { title: { zh: '煤矿瓦斯抽采作业', en: 'Gas drainage' } },
  outburst_prevention: { title: { zh: '煤矿防突作业', en: 'Outburst prevention' } },
  water_exploration: { title: { zh: '煤矿探放水作业', en: 'Water exploration and drainage' } },
} as const satisfies Record<string, Trade>

/** A trade by its code, as banks, sessions, applications and certificates name it. */
export type TradeCode = keyof typeof TRADES

export const TRADE_CODES = Object.keys(TRADES) as [TradeCode, ...TradeCode[]]

/** Whether a text is the code of a trade of the state's list. */
export function isTrade(text: string): text is TradeCode {
  return Object.hasOwn(TRADES, text)
}

/** The trade that a text names: its code, or its Chinese title with or without 煤矿, 作业 and bracketed words. */
export function readTrade(text: string): TradeCode | undefined {
  const plain = plainTitle(text)
  if (plain === '') return undefined
  return TRADE_CODES.find((code) => code === text.trim() || plainTitle(TRADES[code].title.zh) === plain)
}

function plainTitle(text: string) {
  return text
    .normalize('NFKC')
    .replace(/\(.*?\)|\s/g, '')
    .replace(/^(?:煤矿)?(?:井下)?/, '')
    .replace(/(?:操作)?作业(?:人员)?$|工$/, '')
}
