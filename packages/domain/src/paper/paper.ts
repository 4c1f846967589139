import type { BankKind } from '../bank/bank.ts'
import type { ItemKind } from '../bank/item.ts'
import type { ItemId } from '../ids.ts'
import type { Hundredths } from '../law/marks.ts'

/** One candidate's paper (试卷): which items, in which order, with their options in which order. No key. */
export type Paper = {
  readonly blueprint: string
  readonly drawMethod: number
  readonly items: readonly PaperItem[]
}

export type PaperItem = {
  /** From 1, as printed. */
  readonly number: number
  readonly itemId: ItemId
  readonly version: number
  readonly kind: ItemKind
  readonly bank: BankKind
  readonly points: Hundredths
  /** Place n shows the option that the item's author put at `optionOrder[n]` (from 0). */
  readonly optionOrder: readonly number[]
}

/**
 * The one text a paper is stored and hashed as: `canonical` of it, written out because sealing a session
 * writes ten thousand of them.
 */
export function paperText({ blueprint, drawMethod, items }: Paper): string {
  const sorted = items.map(({ bank, itemId, kind, number, optionOrder, points, version }) => {
    return { bank, itemId, kind, number, optionOrder, points, version }
  })
  return JSON.stringify({ blueprint, drawMethod, items: sorted })
}
