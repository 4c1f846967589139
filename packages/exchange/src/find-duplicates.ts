import { fingerprint } from '@kaochang/domain/bank/item'
import type { ReadItem, RowProblem } from './item-file.ts'
import { rowProblem } from './row-words.ts'

/**
 * The items that may not stand beside the others of their file. Of items that ask the same and answer the
 * same only the first stands; of items that ask the same and answer differently none does, because
 * nothing here can tell which key is right.
 */
export function findDuplicates(items: readonly ReadItem[]): ReadonlyMap<ReadItem, RowProblem> {
  const problems = new Map<ReadItem, RowProblem>()
  for (const [first, ...others] of Map.groupBy(items, ({ content }) => fingerprint(content)).values()) {
    if (first === undefined || others.length === 0) continue
    const contrary = others.find((item) => answer(item) !== answer(first))
    if (contrary !== undefined)
      problems.set(first, rowProblem(placeOf(first), { code: 'conflicting_duplicate', other: contrary.place }))
    for (const item of others) {
      const fault =
        contrary === undefined
          ? ({ code: 'duplicate_in_file', first: first.place } as const)
          : ({ code: 'conflicting_duplicate', other: first.place } as const)
      problems.set(item, rowProblem(placeOf(item), fault))
    }
  }
  return problems
}

function placeOf({ place }: ReadItem) {
  return { ...place, column: null }
}

/** The texts of the right options: letters alone differ where the same options stand in another order. */
function answer({ content, key }: ReadItem) {
  const right = [...key].map((letter) => content.options[letter.charCodeAt(0) - 65] ?? '')
  return fingerprint({ ...content, stem: '', options: right })
}
