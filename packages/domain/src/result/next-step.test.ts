import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import { officialCalendar } from '../law/calendar.ts'
import type { AssessmentPurpose } from '../law/attempts.ts'
import type { ExamCategory } from '../law/categories.ts'
import { type Component, RULES, type RulesVersion, rulesOf } from '../law/rules.ts'
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
    { kind: 'practical_exam', keptThrough: '2027-09-28', article: '27' },
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
  return nextStep({ rules: RULES[category], purpose: 'first' }, results, 1, officialCalendar())
}

describe('after an operator’s exams', () => {
  const d = (text: string) => text as CivilDate
  const result = (component: Component, points: number, endedOn: string, publishedOn: string) => ({
    component,
    points,
    endedOn: d(endedOn),
    publishedOn: d(publishedOn),
  })
  const knowledge = result('knowledge', 8_500, '2026-09-21', '2026-09-28')
  const practical = (points: number) => result('practical', points, '2026-09-24', '2026-10-12')
  const after = (
    purpose: AssessmentPurpose,
    results: readonly ReturnType<typeof result>[],
    version: RulesVersion = 'O92-2018',
  ) => nextStep({ rules: rulesOf('operator', version), purpose }, results, 1, officialCalendar())

  test('A11: a knowledge pass says until when the practical exam can build on it', () => {
    expect(after('first', [knowledge])).toEqual({ kind: 'practical_exam', keptThrough: '2027-09-21', article: '27' })
  })

  test('example 13, A13, R27-7: a practical exam passed on 2026-09-24 owes a certificate by 2026-10-29', () => {
    expect(after('first', [knowledge, practical(8_000)])).toEqual({
      kind: 'certificate_due',
      due: '2026-10-29',
      provisional: false,
      article: '27',
    })
    expect(after('renewal', [knowledge, practical(8_000)])).toMatchObject({ due: '2026-10-29', article: '29' })
  })

  test('A14: a practical exam published before its knowledge exam waits for it', () => {
    expect(after('first', [practical(8_000)])).toMatchObject({ kind: 'knowledge_awaited' })
  })

  test('R30-1: passed after an absence, the person goes back to work, and no new certificate is owed', () => {
    expect(after('practical_again', [practical(8_000)])).toEqual({ kind: 'back_to_work', article: '30' })
  })

  test('R27-8, O19: the last practical failure means training again, or under Order 19 the knowledge exam again', () => {
    const twice = [knowledge, practical(7_000), practical(7_999)]
    expect(after('first', twice)).toMatchObject({ kind: 'training_again', article: '27' })
    expect(after('first', twice, 'O19-2026')).toMatchObject({ kind: 'retake' })
    expect(after('first', [knowledge, ...Array.from({ length: 5 }, () => practical(1_000))], 'O19-2026')).toMatchObject(
      {
        kind: 'knowledge_again',
      },
    )
  })
})
