import { TRADES, isTrade } from '@kaochang/domain/law/trades'
import type { Language, Texts } from '../language/language.ts'

type Subject = { readonly category: 'principal' | 'manager' | 'operator'; readonly trade: string | null }

/** What a certificate is for: the trade's title, or the category of those who have none. */
export function subjectWords({ category, trade }: Subject, t: Texts, language: Language): string {
  if (trade === null) return t(`words.category.${category}`)
  return isTrade(trade) ? TRADES[trade].title[language] : trade
}
