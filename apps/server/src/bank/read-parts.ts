import type { FileRefusal, ItemFile, ReadItem, RowProblem, SkippedRow } from '@kaochang/exchange/item-file'
import { type Outcome, allow } from '@kaochang/domain/outcome'

/** What the reading thread is given. */
export type Work = { readonly bytes: Uint8Array; readonly fileName: string }

/** What it says, in this order: that it has read, then a refusal, or the lists in pieces and the rest last. */
export type Part =
  | { readonly type: 'read' }
  | { readonly type: 'refused'; readonly refusal: FileRefusal }
  | { readonly type: 'items'; readonly list: readonly ReadItem[] }
  | { readonly type: 'problems'; readonly list: readonly RowProblem[] }
  | { readonly type: 'skipped'; readonly list: readonly SkippedRow[] }
  | { readonly type: 'rest'; readonly rest: Omit<ItemFile, 'items' | 'problems' | 'skipped'> }

/** So many take a few milliseconds to pass from thread to thread. */
const PART_LENGTH = 500

/** Cuts what was read into parts small enough to take in between two messages of a room. */
export function* partsOf(outcome: Outcome<ItemFile, FileRefusal>): Generator<Part, void> {
  if (!outcome.ok) {
    yield { type: 'refused', refusal: outcome.refusal }
    return
  }
  const { items, problems, skipped, ...rest } = outcome.value
  for (const list of pieces(items)) yield { type: 'items', list }
  for (const list of pieces(problems)) yield { type: 'problems', list }
  for (const list of pieces(skipped)) yield { type: 'skipped', list }
  yield { type: 'rest', rest }
}

/** The whole again, from all its parts; null while the last has not come. */
export function joinParts(parts: readonly Part[]): Outcome<ItemFile, FileRefusal> | null {
  const last = parts.at(-1)
  if (last?.type === 'refused') return { ok: false, refusal: last.refusal }
  if (last?.type !== 'rest') return null
  return allow({
    ...last.rest,
    items: parts.flatMap((part) => (part.type === 'items' ? part.list : [])),
    problems: parts.flatMap((part) => (part.type === 'problems' ? part.list : [])),
    skipped: parts.flatMap((part) => (part.type === 'skipped' ? part.list : [])),
  })
}

function* pieces<Each>(list: readonly Each[]) {
  for (let start = 0; start < list.length; start += PART_LENGTH) yield list.slice(start, start + PART_LENGTH)
}
