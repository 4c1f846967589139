/**
 * What the rules found about one condition. `to_verify` waits for an officer's eyes, `flagged` is accepted and stays
 * visible, `not_met` refuses.
 */
export type Verdict = 'met' | 'flagged' | 'to_verify' | 'not_met'

export const VERDICTS = ['met', 'flagged', 'to_verify', 'not_met'] as const satisfies readonly Verdict[]

/** One condition of Order 92 as it stands for one person: by which article, how it was found, and why, in words. */
export type Finding = {
  readonly code: string
  readonly article: string
  readonly verdict: Verdict
  readonly zh: string
  readonly en: string
}

/** The findings that refuse an application. */
export function refusingFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ verdict }) => verdict === 'not_met')
}
