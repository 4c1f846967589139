import { expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import { officialCalendar } from '../law/calendar.ts'
import { deadline } from '../law/deadline.ts'
import { mentorWarnings, signMentorship } from './mentor.ts'

const day = (text: string) => text as CivilDate

test('a new underground worker is under a mentor for four full months, and the mentor signs after that (R36-1)', () => {
  const startedOn = day('2026-05-31')
  expect(signMentorship(startedOn, day('2026-09-29'))).toMatchObject({
    refusal: { code: 'mentorship_too_short', from: '2026-09-30', article: '36' },
  })
  expect(signMentorship(startedOn, day('2026-09-30')).ok).toBe(true)
  // The clock on the board and the rule of the signature name the same day.
  expect(deadline('worker.mentor', startedOn, officialCalendar()).due).toBe('2026-09-30')
})

test('a mentor generally has an intermediate grade, three years and no violations: otherwise a warning, never a bar (R36-2)', () => {
  expect(mentorWarnings({ skillGrade: 'intermediate', years: 3, violations: false })).toEqual([])
  expect(mentorWarnings({ skillGrade: 'junior', years: 2, violations: true })).toEqual([
    'mentor_below_intermediate',
    'mentor_under_three_years',
    'mentor_with_violations',
  ])
  expect(mentorWarnings({ skillGrade: null, years: 10, violations: false })).toEqual(['mentor_below_intermediate'])
})
