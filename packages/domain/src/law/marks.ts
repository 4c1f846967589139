/** Points are whole hundredths, so that 50 × 1.6 is 80 and nothing is ever rounded before it is compared. */
export type Hundredths = number

/** Full marks of every exam of arts. 18 and 27: 100. */
export const FULL_MARKS: Hundredths = 10_000

/** The cut score of arts. 18 and 27: 80 or more passes, and "以上" includes the number itself (R18-5, R27-5). */
export const CUT_SCORE: Hundredths = 8_000

export function passes(points: Hundredths): boolean {
  return points >= CUT_SCORE
}

/** `7950` as `79.5`: every digit there is and no more, so that a display never rounds across the line. */
export function marksText(points: Hundredths): string {
  const whole = Math.trunc(points / 100)
  const rest = String(points % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return rest ? `${whole}.${rest}` : String(whole)
}
