import type { StoredScore } from '@kaochang/database/score'
import { canonical } from '@kaochang/domain/canonical'
import { marksText } from '@kaochang/domain/law/marks'
import type { Score } from '@kaochang/domain/score/score-sitting'

/** How many sittings hold when everything is computed afresh, and every one that does not, by its ticket. */
export type Verification = {
  readonly recordsEqual: number
  readonly papersEqual: number
  readonly scoresEqual: number
  /** All sittings of the session, sat or not. */
  readonly of: number
  /** In Chinese and in English. */
  readonly findings: readonly string[]
}

/** What was found to differ, in words; undefined when nothing was. */
export type Found = { readonly zh: string; readonly en: string } | undefined

/** Whether the score that is stored is the one that follows from the record. */
export function compareScores(fresh: (Score & { basis: string }) | null, stored: StoredScore | undefined): Found {
  if (fresh === null || !stored) {
    if (fresh === null && !stored) return undefined
    return fresh === null
      ? { zh: '没有考试却有成绩。', en: 'there is a score for an exam that was not sat.' }
      : { zh: '没有成绩。', en: 'there is no score.' }
  }
  const [one, other] = [fresh, stored].map(({ points, passed, marks, byArea, basis }) =>
    canonical([points, passed, marks, byArea, basis]),
  )
  if (one === other) return undefined
  const [is, was] = [marksText(stored.points), marksText(fresh.points)]
  return {
    zh: `成绩（${is}）与按作答记录重新计算的（${was}）或其依据不同。`,
    en: `the score (${is}) or what it rests on is not what follows from the record (${was}).`,
  }
}

/** A published result is exactly the score it was released from. */
export function checkResult(
  stored: StoredScore | undefined,
  result: Pick<StoredScore, 'points' | 'passed' | 'byArea'> | undefined,
): Found {
  if (!stored && !result) return undefined
  const same =
    stored &&
    result &&
    canonical([stored.points, stored.passed, stored.byArea]) ===
      canonical([result.points, result.passed, result.byArea])
  return same ? undefined : { zh: '公布的成绩与评分不同。', en: 'the published result is not the score.' }
}
