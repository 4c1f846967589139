import { type Key, letterOf, sortedLetters } from '../bank/item.ts'
import type { Hundredths } from '../law/marks.ts'
import { invariant } from '../outcome.ts'
import type { Paper, PaperItem } from '../paper/paper.ts'

/**
 * A canary candidate (design: a candidate with known answers, in every server process, before doors open). It walks
 * the way of a real one, in this order; what fails is named by the step it failed at.
 */
export const CANARY_STEPS = [
  'paper',
  'seat',
  'attach',
  'identity',
  'rules',
  'start',
  'saves',
  'hand_in',
  'record',
  'score',
] as const
export type CanaryStep = (typeof CANARY_STEPS)[number]

/** What may be wrong at a step. */
export const CANARY_FAULTS = [
  /** There was no answer in time. */
  'no_answer',
  /** The platform refused what it must allow. */
  'refused',
  /** What should have been written could not be. */
  'not_written',
  /** The line was told to come back: somebody else has the sitting, or the record could not be kept. */
  'line_lost',
  /** Nobody said that it was written. */
  'not_acknowledged',
  /** Something acknowledged is not in the record. */
  'acknowledged_missing',
  /** The record or the paper does not hold together. */
  'record_broken',
  /** The mark is not the one that the answers deserve. */
  'wrong_mark',
] as const
export type CanaryFault = (typeof CANARY_FAULTS)[number]

/** What a canary found. `ok` is null where there is no item yet, so that nothing can be tried. */
export type CanaryFinding = {
  readonly ok: boolean | null
  /** Where it failed, and of what; null when all went well. */
  readonly step: CanaryStep | null
  readonly fault: CanaryFault | null
  readonly tookMs: number
}

/** What a canary answers, item n's at place n - 1, and what that is worth: worked out here, and not by the scorer. */
export type KnownAnswers = {
  readonly responses: readonly string[]
  readonly points: Hundredths
  /** One letter an item, as a score has them. */
  readonly marks: string
}

/**
 * Every other item of a paper answered right, from the first, and the others wrong.
 *
 * @param keys by item, by the author's letters
 */
export function knownAnswers(paper: Paper, keys: ReadonlyMap<string, Key>): KnownAnswers {
  const answered = paper.items.map((item, index) => {
    const key = keys.get(item.itemId)
    invariant(key, `the key of item ${item.itemId} is known`)
    const right = asPlaced(item, key)
    return index % 2 === 0
      ? { response: right, mark: 'r', points: item.points }
      : { response: wrong(right), mark: 'w', points: 0 }
  })
  return {
    responses: answered.map(({ response }) => response),
    points: answered.reduce((sum, { points }) => sum + points, 0),
    marks: answered.map(({ mark }) => mark).join(''),
  }
}

/** The author's letters as they are lettered on this paper. */
function asPlaced({ optionOrder }: PaperItem, key: Key): string {
  const letters = [...key].map((letter) => letterOf(optionOrder.indexOf(letter.charCodeAt(0) - 65)))
  return sortedLetters(letters.join(''))
}

/** Part of several, or another than the one: readable, and not the key. */
function wrong(right: string): string {
  if (right.length > 1) return right.slice(1)
  return right === 'A' ? 'B' : 'A'
}
