import { expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import { officialCalendar } from '../law/calendar.ts'
import type { ExamCategory } from '../law/categories.ts'
import { nextStep } from './next-step.ts'

test.each([
  [
    'R19-1: a manager who passed has a certificate within 10 working days of publication',
    'manager',
    [80],
    {
      kind: 'certificate_due',
      due: '2026-10-16',
      provisional: false,
      article: '19',
    },
  ],
  [
    'R27-1: an operator who passed goes on to the practical exam',
    'operator',
    [85],
    { kind: 'practical_exam', article: '27' },
  ],
  ['R19-3: a first failure leaves one retake', 'principal', [79.5], { kind: 'retake', attemptsLeft: 1, article: '19' }],
  [
    'R19-4: a second failure bars for a year',
    'manager',
    [76, 79.99],
    {
      kind: 'barred',
      earliestReapplication: '2027-09-29',
      article: '19',
    },
  ],
  [
    'R27-8: an operator’s second failure means training again',
    'operator',
    [72, 78],
    { kind: 'training_again', article: '27' },
  ],
  ['a retake that is passed is a pass', 'manager', [76, 80], { kind: 'certificate_due', due: '2026-10-16' }],
] as const)('%s', (_, category, points, next) => {
  expect(stepAfter(category, points)).toMatchObject(next)
})

function stepAfter(category: ExamCategory, points: readonly number[]) {
  const publishedOn = '2026-09-28' as CivilDate
  const results = points.map((value) => ({
    component: 'knowledge' as const,
    points: Math.round(value * 100),
    publishedOn,
  }))
  return nextStep(category, results, 1, officialCalendar())
}
