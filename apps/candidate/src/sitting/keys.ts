import type { ItemKind } from '@kaochang/domain/bank/item'

/** What a key means while a paper is open. */
export type KeyAct =
  | { readonly type: 'choose'; readonly letter: string }
  | { readonly type: 'step'; readonly by: 1 | -1 }
  | { readonly type: 'mark' }
  | { readonly type: 'clear' }

/** A key as the browser tells it, and whether a button or link is under it, which keeps its own Enter. */
export type Key = {
  readonly key: string
  readonly repeat: boolean
  readonly modified: boolean
  readonly onButton: boolean
}

/**
 * Letters choose, ← → move, M marks, Enter goes on, Backspace takes the answer back; on a true-false item 1 is
 * true and 2 is false. A key held down counts once, so that nobody's sleeve turns the whole paper over.
 */
export function keyAct(
  { key, repeat, modified, onButton }: Key,
  item: { kind: ItemKind; options: readonly string[] },
): KeyAct | null {
  if (modified || repeat) return null
  if (key === 'ArrowLeft') return { type: 'step', by: -1 }
  if (key === 'ArrowRight') return { type: 'step', by: 1 }
  if (key === 'Enter') return onButton ? null : { type: 'step', by: 1 }
  if (key === 'Backspace' || key === 'Delete') return { type: 'clear' }
  if (item.kind === 'true_false' && (key === '1' || key === '2'))
    return { type: 'choose', letter: key === '1' ? 'A' : 'B' }
  const letter = key.toUpperCase()
  if (letter === 'M') return { type: 'mark' }
  const place = letter.charCodeAt(0) - 65
  return letter.length === 1 && place >= 0 && place < item.options.length ? { type: 'choose', letter } : null
}
