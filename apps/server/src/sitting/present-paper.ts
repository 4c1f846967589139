import type { CandidatePaper } from '@kaochang/contract/socket/down'
import type { SealedPaper } from './sealed-sitting.ts'

/** A paper as its candidate may see it: the options in this paper's order, and nothing of where an item comes from. */
export function presentPaper({ items, optionOrders }: SealedPaper): CandidatePaper {
  return {
    items: items.map(({ kind, points, stem, options }, index) => ({
      number: index + 1,
      kind,
      points,
      stem,
      options: (optionOrders[index] ?? []).map((written) => options[written] ?? ''),
    })),
  }
}
