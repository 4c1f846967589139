import { TRADES, isTrade } from '@kaochang/domain/law/trades'
import type { Language } from '../language/language.ts'

/** A trade by its code, or what was written when it is none of the state's list. */
export function tradeName(trade: string, language: Language): string {
  return isTrade(trade) ? TRADES[trade].title[language] : trade
}
