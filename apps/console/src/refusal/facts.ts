import { marksText } from '@kaochang/domain/law/marks'
import { dateText, timeText } from '../time/beijing-time.ts'
import type { Language } from '../language/language.ts'
import { areaName, provinceName } from '../language/words.ts'
import { documentName, kindName, roleName } from './names.ts'

/**
 * The facts of a refusal, ready for a sentence. Each is an empty text when the refusal did not bring it, so that
 * an older server costs a detail and never the sentence.
 */
export class Facts {
  readonly #facts: Readonly<Record<string, unknown>>
  readonly #language: Language

  constructor(facts: Readonly<Record<string, unknown>>, language: Language) {
    this.#facts = facts
    this.#language = language
  }

  /** A text or a number as it came. */
  plain(name: string): string {
    const fact = this.#facts[name]
    return typeof fact === 'string' || typeof fact === 'number' ? String(fact) : ''
  }

  /** `（第 18 条）`, after the sentence that rests on it. */
  article(): string {
    const article = this.plain('article')
    if (article === '' || article === 'reading') return ''
    if (article === 'O19') return this.#language === 'zh' ? '（应急管理部令第 19 号）' : ' (Order 19)'
    return this.#language === 'zh' ? `（《煤矿安全培训规定》第 ${article} 条）` : ` (Order 92, art. ${article})`
  }

  /** An instant in Beijing time. */
  time(name: string): string {
    const fact = this.#facts[name]
    return typeof fact === 'number' ? timeText(fact, this.#language) : ''
  }

  /** A civil date with its weekday. */
  date(name: string): string {
    const fact = this.#facts[name]
    return typeof fact === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(fact) ? dateText(fact, this.#language) : ''
  }

  points(name: string): string {
    const fact = this.#facts[name]
    return typeof fact === 'number' ? marksText(fact) : ''
  }

  area(): string {
    const fact = this.#facts['area']
    return areaName(typeof fact === 'string' ? fact : null, this.#language)
  }

  role(name: string): string {
    return roleName(this.plain(name), this.#language)
  }

  province(name: string): string {
    return this.plain(name) === '' ? '' : provinceName(this.plain(name), this.#language)
  }

  kind(): string {
    return kindName(this.plain('kind'), this.#language)
  }

  /** The papers named in a list. */
  documents(name: string): string {
    return this.texts(name)
      .map((kind) => documentName(kind, this.#language))
      .join(this.#language === 'zh' ? '、' : ', ')
  }

  /** A list of objects with facts of their own. */
  list(name: string): Facts[] {
    const fact = this.#facts[name]
    if (!Array.isArray(fact)) return []
    return fact.filter(isFacts).map((facts) => new Facts(facts, this.#language))
  }

  /** A list of texts. */
  texts(name: string): string[] {
    const fact = this.#facts[name]
    return Array.isArray(fact) ? fact.filter((one): one is string => typeof one === 'string') : []
  }

  /** A reason and a remedy that came with their own words. */
  words(name: string): readonly [reason: string, remedy: string] | null {
    const fact = this.#facts[name]
    if (!isFacts(fact)) return null
    const { reason, remedy } = fact
    return typeof reason === 'string' && typeof remedy === 'string' ? [reason, remedy] : null
  }

  /** A refusal within the refusal, such as that of one row; null when there is none. */
  refusal(name: string): { readonly code: string; readonly [fact: string]: unknown } | null {
    const fact = this.#facts[name]
    return isFacts(fact) && typeof fact['code'] === 'string' ? { ...fact, code: fact['code'] } : null
  }

  /** Words around a fact, or nothing at all when it is missing. */
  with(fact: string, words: (fact: string) => string): string {
    return fact === '' ? '' : words(fact)
  }
}

function isFacts(fact: unknown): fact is Record<string, unknown> {
  return typeof fact === 'object' && fact !== null
}
