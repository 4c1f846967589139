import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import { trainingSuffices } from './training-suffices.ts'
import type { Training } from './training.ts'

const day = (text: string) => text as CivilDate
const ON = day('2026-11-20')
const GAS = { trade: 'gas_inspection', after: null } as const

const aTraining = (given: Partial<Training> = {}): Training => ({
  id: 't',
  kind: 'initial',
  category: 'operator',
  trade: 'gas_inspection',
  startedOn: day('2026-09-01'),
  closedOn: day('2026-09-20'),
  hoursAttended: 90,
  points: null,
  result: 'passed',
  certificateNumber: null,
  ...given,
})

describe('an operator’s first exam', () => {
  const first = (...trainings: Training[]) => trainingSuffices({ for: 'operator_first', ...GAS }, trainings, ON)

  test('needs ninety hours attended, and ninety are enough (R25-1)', () => {
    expect(first(aTraining({ hoursAttended: 89 }))).toMatchObject({
      refusal: { code: 'training_hours_short', hours: 89, wanted: 90, article: '25' },
    })
    expect(first(aTraining())).toMatchObject({ ok: true, value: { hours: 90 } })
  })

  test('needs the course of its own trade, passed and over (R25-1, R48-1)', () => {
    expect(first(aTraining({ trade: 'hoist' }))).toMatchObject({ refusal: { code: 'training_missing' } })
    expect(first(aTraining({ result: 'failed' }))).toMatchObject({ refusal: { code: 'training_not_passed' } })
    expect(first(aTraining({ result: 'no_exam' }))).toMatchObject({ refusal: { code: 'training_not_passed' } })
    expect(first(aTraining({ closedOn: day('2026-11-21') }))).toMatchObject({ refusal: { code: 'training_missing' } })
    expect(first(aTraining({ closedOn: ON })).ok).toBe(true)
  })

  test('does not add up two courses', () => {
    expect(first(aTraining({ hoursAttended: 45 }), aTraining({ hoursAttended: 45 })).ok).toBe(false)
  })

  test('after a last failure needs a course that began after it (R27-8)', () => {
    const again = (failedOn: string, training: Training) =>
      trainingSuffices({ for: 'operator_first', trade: GAS.trade, after: day(failedOn) }, [training], ON).ok
    expect(again('2026-09-01', aTraining())).toBe(false)
    expect(again('2026-08-31', aTraining({ kind: 'retraining' }))).toBe(true)
  })

  test('names the latest course that suffices', () => {
    const [old, late] = [aTraining({ id: 'old', closedOn: day('2025-01-05') }), aTraining({ id: 'late' })]
    expect(first(old, late)).toMatchObject({ value: { trainings: [{ id: 'late' }] } })
    expect(first(old, { ...late, result: 'failed' })).toMatchObject({ value: { trainings: [{ id: 'old' }] } })
  })
})

test('a renewal needs twenty-four hours of its trade (R29-1)', () => {
  const renewal = (hoursAttended: number) =>
    trainingSuffices({ for: 'operator_renewal', ...GAS }, [aTraining({ kind: 'renewal', hoursAttended })], ON)
  expect(renewal(23)).toMatchObject({ refusal: { code: 'training_hours_short', wanted: 24, article: '29' } })
  expect(renewal(24).ok).toBe(true)
})

test('a worker starts after seventy-two hours and a passed exam (R35-2, R35-4)', () => {
  const start = (given: Partial<Training>) =>
    trainingSuffices({ for: 'worker_first' }, [aTraining({ category: 'worker', trade: null, ...given })], ON)
  expect(start({ hoursAttended: 71 })).toMatchObject({ refusal: { wanted: 72, article: '35' } })
  expect(start({ hoursAttended: 72 }).ok).toBe(true)
  expect(start({ hoursAttended: 72, result: 'failed' }).ok).toBe(false)
  expect(start({ hoursAttended: 72, kind: 'refresher' }).ok).toBe(false)
})

test('a worker has twenty hours in every calendar year, of one course or several (R35-3)', () => {
  const refresher = (closedOn: string, hoursAttended: number) =>
    aTraining({ category: 'worker', trade: null, kind: 'refresher', closedOn: day(closedOn), hoursAttended })
  const year = (...trainings: Training[]) => trainingSuffices({ for: 'worker_year', year: 2026 }, trainings, ON)
  expect(year(refresher('2026-03-01', 12), refresher('2026-08-01', 8))).toMatchObject({ value: { hours: 20 } })
  expect(year(refresher('2025-12-31', 12), refresher('2026-08-01', 8))).toMatchObject({
    refusal: { code: 'training_hours_short', hours: 8, wanted: 20 },
  })
  expect(year()).toMatchObject({ refusal: { code: 'training_missing', article: '35' } })
})

test('a principal’s and manager’s year is recorded in hours and needs no exam (R12-1)', () => {
  const year = (...trainings: Training[]) => trainingSuffices({ for: 'manager_year', year: 2026 }, trainings, ON)
  const lesson = aTraining({ category: 'manager', trade: null, kind: 'refresher', hoursAttended: 8, result: 'no_exam' })
  expect(year(lesson)).toMatchObject({ ok: true, value: { hours: 8 } })
  expect(year(aTraining())).toMatchObject({ refusal: { code: 'training_missing', article: '12' } })
})

test('an underground worker who comes back is trained after the absence began (R37-1)', () => {
  const again = (startedOn: string) =>
    trainingSuffices(
      { for: 'worker_again', after: day('2026-08-01') },
      [aTraining({ category: 'worker', trade: null, kind: 'retraining', startedOn: day(startedOn), hoursAttended: 8 })],
      ON,
    ).ok
  expect(again('2026-07-31')).toBe(false)
  expect(again('2026-08-01')).toBe(true)
})
