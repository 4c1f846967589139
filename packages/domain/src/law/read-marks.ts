import { type Outcome, allow, refuse } from '../outcome.ts'
import { FULL_MARKS, type Hundredths } from './marks.ts'

export type MarksRefusal =
  | { code: 'marks_unreadable'; text: string }
  | { code: 'marks_finer_than_hundredths'; text: string }
  | { code: 'marks_over_full'; text: string; fullMarks: Hundredths }

/**
 * Reads marks as a person writes them, `79.5`, into whole hundredths. The digits are read one by one and never
 * become a fraction in between, and marks finer than a hundredth are refused rather than rounded.
 */
export function readMarks(text: string): Outcome<Hundredths, MarksRefusal> {
  const [, whole, fraction = ''] = /^(\d{1,3})(?:\.(\d+))?$/.exec(text.trim()) ?? []
  if (whole === undefined) return refuse({ code: 'marks_unreadable', text })
  if (/[1-9]/.test(fraction.slice(2))) return refuse({ code: 'marks_finer_than_hundredths', text })

  const points = Number(whole) * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'))
  return points > FULL_MARKS ? refuse({ code: 'marks_over_full', text, fullMarks: FULL_MARKS }) : allow(points)
}
