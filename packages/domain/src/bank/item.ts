import type { ContentArea } from '../law/content-areas.ts'

/** 判断题, 单选题, 多选题. */
export const ITEM_KINDS = ['true_false', 'single_choice', 'multiple_response'] as const
export type ItemKind = (typeof ITEM_KINDS)[number]

export const LETTERS = 'ABCDEFGHIJ'
export const OPTION_LIMIT = { least: 2, most: 10 } as const
export const STEM_LIMIT = 2_000
export const OPTION_TEXT_LIMIT = 500

/** The options of every true-false item, in this order: key A is true, key B is false. */
export const TRUE_FALSE_OPTIONS = ['正确', '错误'] as const

/**
 * What is asked, without what is right. The answer key is kept apart from the moment an item is read, so
 * that nothing made for a candidate can carry it by mistake.
 */
export type ItemContent = {
  readonly kind: ItemKind
  readonly area: ContentArea | null
  readonly stem: string
  /** In the order written; option n is lettered `LETTERS[n]`. */
  readonly options: readonly string[]
  /** The clause of law or standard the item rests on, and that text's edition, as printed. */
  readonly clause: string | null
  readonly edition: string | null
}

/** The letters of the right options, ascending and without repeats: `A`, `BD`. */
export type Key = string

/** An item as an author wrote it: content with its key. Never leaves the bank's rooms. */
export type KeyedItem = { readonly content: ItemContent; readonly key: Key }

export type ItemProblem =
  | { code: 'stem_missing' }
  | { code: 'stem_too_long'; length: number; most: number }
  | { code: 'options_too_few'; found: number; least: number }
  | { code: 'options_too_many'; found: number; most: number }
  | { code: 'option_empty'; letter: string }
  | { code: 'option_too_long'; letter: string; length: number; most: number }
  | { code: 'option_repeated'; letter: string; sameAs: string }
  | { code: 'key_missing' }
  | { code: 'key_unreadable'; key: string }
  | { code: 'key_without_option'; letter: string }
  | { code: 'key_needs_one'; found: number }
  | { code: 'key_needs_several'; found: number }

/** Everything wrong with an item, in the order a person would mend it; empty when it may enter a bank. */
export function itemProblems({ content, key }: KeyedItem): ItemProblem[] {
  const { kind, stem, options } = content
  const problems: ItemProblem[] = []

  if (stem === '') problems.push({ code: 'stem_missing' })
  if (stem.length > STEM_LIMIT) problems.push({ code: 'stem_too_long', length: stem.length, most: STEM_LIMIT })

  if (options.length < OPTION_LIMIT.least)
    problems.push({ code: 'options_too_few', found: options.length, least: OPTION_LIMIT.least })
  if (options.length > OPTION_LIMIT.most)
    problems.push({ code: 'options_too_many', found: options.length, most: OPTION_LIMIT.most })
  options.forEach((text, index) => {
    const letter = letterOf(index)
    const twin = options.indexOf(text)
    if (text === '') problems.push({ code: 'option_empty', letter })
    else if (text.length > OPTION_TEXT_LIMIT)
      problems.push({ code: 'option_too_long', letter, length: text.length, most: OPTION_TEXT_LIMIT })
    else if (twin < index) problems.push({ code: 'option_repeated', letter, sameAs: letterOf(twin) })
  })

  if (key === '') problems.push({ code: 'key_missing' })
  else if (!/^[A-Z]+$/.test(key)) problems.push({ code: 'key_unreadable', key })
  else {
    const letters = [...new Set(key)]
    for (const letter of letters) {
      if (letter.charCodeAt(0) - 65 >= options.length) problems.push({ code: 'key_without_option', letter })
    }
    if (kind !== 'multiple_response' && letters.length !== 1)
      problems.push({ code: 'key_needs_one', found: letters.length })
    if (kind === 'multiple_response' && letters.length < 2)
      problems.push({ code: 'key_needs_several', found: letters.length })
  }
  return problems
}

export function letterOf(index: number): string {
  return LETTERS[index] ?? `#${index + 1}`
}

/** Letters ascending and without repeats, so that `CA`, `AC ` and `ac` are one key. */
export function sortedLetters(letters: string): string {
  return [...new Set(letters.toUpperCase())].sort().join('')
}

/**
 * Whether the options must stay in the order written: some point at others by letter or by place
 * ("以上都对", "A和B"), and a new order would change what they say.
 */
export function keepsOptionOrder(content: ItemContent): boolean {
  return (
    content.kind === 'true_false' ||
    content.options.some((text) => /以上|上述|上面|前[两二三]项|^[A-J](?:[、和与及,，]?[A-J])*$/.test(text))
  )
}

/**
 * The text by which two items are the same question: kind, stem and options with spaces, punctuation and
 * letter width folded, and nothing that carries a meaning of its own: `1.5 m` is not `15 m`, `≥4 Ω` not
 * `≤4 Ω`, `-17 ℃` not `17 ℃`. Two items with one fingerprint may not both be drawn onto one paper.
 */
export function fingerprint({ kind, stem, options }: ItemContent): string {
  return [kind, fold(stem), ...options.map(fold).sort()].join('\n')
}

/** Keeps letters, figures, mathematical signs and per cent; a point between figures and a minus before one. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s/g, '')
    .replace(/((?<=\d)\.(?=\d)|-(?=\d)|[\p{Sm}%‰°])|[\p{P}\p{S}]/gu, '$1')
}
