import type { ScoreSheet } from '@kaochang/contract/result'

/** Whether everything computed afresh equals what is stored. Without a verification nothing is known to. */
export function foundEqual(verified: ScoreSheet['verified']): boolean {
  if (verified === null) return false
  const { recordsEqual, papersEqual, scoresEqual, of: total, findings } = verified
  return findings.length === 0 && [recordsEqual, papersEqual, scoresEqual].every((equal) => equal === total)
}
