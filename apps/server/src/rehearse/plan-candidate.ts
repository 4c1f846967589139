import type { Chance } from '@kaochang/domain/chance'

/** What is done to candidates, in so many of a hundred. */
export type Rates = {
  /** Lose their network for a while and go on answering. */
  readonly cut: number
  /** Load the page anew, or begin again after a power cut: nobody can answer meanwhile. */
  readonly reload: number
  /** Hand in before the end. */
  readonly early: number
}

export type Interruption = {
  readonly kind: 'cut' | 'reload'
  /** When, as a share of the rehearsal. */
  readonly at: number
  /** How long, as a share of the longest. */
  readonly lasts: number
}

/** What will happen to one simulated candidate, settled beforehand so that the same seed does the same again. */
export type Plan = {
  readonly interruptions: readonly Interruption[]
  /** When they hand in, as a share of the rehearsal; null for whoever stays to the end. */
  readonly handsInAt: number | null
  /** How slowly they think: 1 is usual. */
  readonly slowness: number
}

/** Draws what will happen to one candidate. */
export function planCandidate(chance: Chance, rates: Rates): Plan {
  const interruptions = (['cut', 'reload'] as const).flatMap((kind): Interruption[] =>
    happens(chance, rates[kind]) ? [{ kind, at: share(chance, 0.1, 0.8), lasts: share(chance, 0.1, 1) }] : [],
  )
  return {
    interruptions: interruptions.toSorted((a, b) => a.at - b.at),
    handsInAt: happens(chance, rates.early) ? share(chance, 0.6, 0.95) : null,
    slowness: share(chance, 0.5, 2),
  }
}

/** An item as a paper shows it. */
export type ShownItem = {
  readonly number: number
  readonly kind: 'true_false' | 'single_choice' | 'multiple_response'
  readonly options: readonly string[]
}

export type Answering = { readonly item: number; readonly response: string; readonly marked: boolean }

/**
 * What a candidate does next: mostly the next item that has no answer; now and then a change of mind, an answer taken
 * back, or a mark to come back to an item.
 *
 * @param answered the items that have an answer, by number
 */
export function nextAnswer(chance: Chance, items: readonly ShownItem[], answered: ReadonlySet<number>): Answering {
  const open = items.filter(({ number }) => !answered.has(number))
  const again = open.length === 0 || (answered.size > 0 && happens(chance, 15))
  const from = again ? items.filter(({ number }) => answered.has(number)) : open.slice(0, 3)
  const item = from[chance.below(from.length)]
  if (!item) throw new Error('A paper has at least one item')
  const takenBack = again && happens(chance, 10)
  return {
    item: item.number,
    response: takenBack ? '' : responseTo(chance, item),
    marked: happens(chance, 8),
  }
}

/** How long somebody thinks before the next answer: seldom at once, mostly about the usual, sometimes long. */
export function thinkMs(chance: Chance, usualMs: number): number {
  return usualMs * (share(chance, 0.2, 1.2) + (happens(chance, 10) ? share(chance, 1, 4) : 0))
}

function responseTo(chance: Chance, { kind, options }: ShownItem): string {
  const letters = options.map((_, place) => String.fromCharCode(65 + place))
  const count = kind === 'multiple_response' ? 1 + chance.below(letters.length) : 1
  return chance.sample(letters, count).toSorted().join('')
}

function happens(chance: Chance, ofHundred: number): boolean {
  return chance.below(100) < ofHundred
}

function share(chance: Chance, from: number, to: number): number {
  return from + ((to - from) * chance.below(1_000)) / 1_000
}
