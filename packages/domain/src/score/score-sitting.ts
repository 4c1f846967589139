import type { Key } from '../bank/item.ts'
import { letterOf, sortedLetters } from '../bank/item.ts'
import type { ContentArea } from '../law/content-areas.ts'
import { type Hundredths, passes } from '../law/marks.ts'
import { invariant } from '../outcome.ts'
import type { Paper } from '../paper/paper.ts'
import type { Answer } from '../sitting/sitting.ts'

/** What the scorer knows of an item that the candidate's paper does not say. */
export type ScoringItem = { readonly key: Key; readonly area: ContentArea | null }

export type Score = {
  readonly points: Hundredths
  readonly full: Hundredths
  readonly passed: boolean
  /** One letter an item, in the paper's order: r right, w wrong, b blank. Of a practical exam, its subjects' points. */
  readonly marks: string
  readonly byArea: readonly AreaScore[]
}

export type AreaScore = {
  readonly area: ContentArea | null
  /** The subject, of a practical exam: it has no content areas. */
  readonly subject?: { readonly code: string; readonly zh: string; readonly en: string }
  readonly points: Hundredths
  readonly full: Hundredths
}

/**
 * Scores one sitting. An item gives its points when the response is exactly its key, and nothing
 * otherwise: a multiple response is all or nothing. Responses name places on this candidate's paper, so
 * each is first read back through the paper's option order.
 *
 * @param items by `itemId@version`, for every item on the paper
 * @param answers item n's at place n - 1; the pure fold of the record
 */
export function scoreSitting(
  paper: Paper,
  items: ReadonlyMap<string, ScoringItem>,
  answers: readonly (Answer | null)[],
): Score {
  const areas = new Map<ContentArea | null, { points: Hundredths; full: Hundredths }>()
  let points = 0
  let full = 0
  let marks = ''

  for (const { number, itemId, version, points: worth, optionOrder } of paper.items) {
    const item = items.get(`${itemId}@${version}`)
    invariant(item, `the scoring material holds item ${itemId} version ${version}`)
    const response = answers[number - 1]?.response ?? ''
    const chosen =
      response.length < 2
        ? response && authorsLetter(response, optionOrder)
        : sortedLetters([...response].map((letter) => authorsLetter(letter, optionOrder)).join(''))
    const right = chosen !== '' && chosen === item.key
    const area = areas.get(item.area) ?? { points: 0, full: 0 }
    areas.set(item.area, { points: area.points + (right ? worth : 0), full: area.full + worth })
    points += right ? worth : 0
    full += worth
    marks += chosen === '' ? 'b' : right ? 'r' : 'w'
  }
  const byArea = [...areas].map(([area, score]) => ({ area, ...score }))
  return { points, full, passed: passes(points), marks, byArea }
}

function authorsLetter(letter: string, optionOrder: readonly number[]) {
  const written = optionOrder[letter.charCodeAt(0) - 65]
  invariant(written !== undefined, `the option ${letter} is on the paper`)
  return letterOf(written)
}
