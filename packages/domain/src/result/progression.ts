import type { CivilDate } from '../instant.ts'
import type { AttemptResult } from '../law/attempts.ts'
import { type Hundredths, passes } from '../law/marks.ts'
import type { Component } from '../law/rules.ts'

/** A sitting of which nothing is published, as far as its scoring has come. */
export type Unpublished = {
  readonly component: Component
  /** Null while it is not scored. */
  readonly points: Hundredths | null
  /** Saves that came too late and that nobody has decided about: the score may still change. */
  readonly undecidedLateFrames: number
  readonly endedOn: CivilDate
}

/**
 * The internal progression result of a sitting (A14): a passed knowledge exam opens the practical one as soon as it is
 * scored, so that both can be held on one day. It is another fact than the published result, which may come days later;
 * it is for rosters only, opens nothing when the exam was failed, and the candidate is not told of it.
 */
export function progressionOf({ component, points, undecidedLateFrames, endedOn }: Unpublished): AttemptResult | null {
  if (component !== 'knowledge' || points === null || undecidedLateFrames > 0 || !passes(points)) return null
  return { component, points, endedOn }
}
