import { sortedLetters } from '../bank/item.ts'
import type { Answer, ItemShape } from '../sitting/sitting.ts'

/** A save that came too late, as it was kept. */
export type LateFrame = { readonly item: number; readonly response: string; readonly marked: boolean }

/**
 * The answers of a sitting with its late saves counted, in the order they arrived. A save that could not
 * have been taken in time either, for an item or an option the paper does not have, changes nothing.
 */
export function withLateFrames(
  answers: readonly (Answer | null)[],
  frames: readonly LateFrame[],
  shapes: readonly ItemShape[],
): readonly (Answer | null)[] {
  const counted = [...answers]
  for (const { item, response, marked } of frames) {
    const shape = shapes[item - 1]
    if (shape && readable(response, shape)) counted[item - 1] = { response, marked }
  }
  return counted
}

function readable(response: string, { kind, optionCount }: ItemShape) {
  if (kind !== 'multiple_response' && response.length > 1) return false
  const onPaper = [...response].every((letter) => {
    const place = letter.charCodeAt(0) - 65
    return place >= 0 && place < optionCount
  })
  return onPaper && sortedLetters(response) === response
}
