import { type ItemKind, ITEM_KINDS } from '@kaochang/domain/bank/item'

const WORDS: Record<ItemKind, RegExp> = {
  true_false: /判断|是非|对错/,
  single_choice: /单选|单项/,
  multiple_response: /多选|多项|不定项/,
}

/** The kind an author's words mean (判断题, 是非, 单项选择题, 不定项…, or our own code); null when none or several. */
export function readKind(text: string): ItemKind | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '')
  const meant = ITEM_KINDS.filter((kind) => plain === kind || WORDS[kind].test(plain))
  return meant.length === 1 ? (meant[0] ?? null) : null
}
