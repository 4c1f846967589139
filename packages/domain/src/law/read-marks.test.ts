import { describe, expect, test } from 'vitest'
import { FULL_MARKS, marksText } from './marks.ts'
import { readMarks } from './read-marks.ts'

describe('reading marks', () => {
  test('every mark that can be shown is read back as the same hundredths', () => {
    for (let points = 0; points <= FULL_MARKS; points += 1)
      expect(readMarks(marksText(points))).toEqual({ ok: true, value: points })
  })

  test('marks that binary fractions distort are read exactly', () => {
    // 100 × 1.15 and 100 × 64.1 are not whole numbers in floating point.
    expect(['1.15', '64.1', '79.50', ' 80 ', '80.000'].map((text) => readMarks(text))).toEqual(
      [115, 6_410, 7_950, 8_000, 8_000].map((value) => ({ ok: true, value })),
    )
  })

  test.each([
    ['', 'marks_unreadable'],
    ['-5', 'marks_unreadable'],
    ['8O', 'marks_unreadable'],
    ['80.', 'marks_unreadable'],
    ['1e2', 'marks_unreadable'],
    ['Infinity', 'marks_unreadable'],
    ['79.995', 'marks_finer_than_hundredths'],
    ['100.01', 'marks_over_full'],
    ['795', 'marks_over_full'],
  ])('“%s” is refused with %s, and never rounded into a mark', (text, code) => {
    expect(readMarks(text)).toMatchObject({ ok: false, refusal: { code, text } })
  })
})
