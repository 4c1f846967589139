import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import { officialCalendar } from '../law/calendar.ts'
import { deadline } from '../law/deadline.ts'
import { type Attendance, type Course, checkAttendance, checkCourse, organisedByTheRightOne } from './check-training.ts'
import { archiveClock, leastHours, outlineAuthority } from './training.ts'

const day = (text: string) => text as CivilDate
const operators: Course = {
  kind: 'initial',
  category: 'operator',
  trade: 'hoist',
  hours: 90,
  startedOn: day('2026-09-01'),
  closedOn: day('2026-09-20'),
}
const check = (given: Partial<Course>, withdrawnOn: CivilDate | null = null) =>
  checkCourse({ ...operators, ...given }, { today: day('2026-09-20'), withdrawnOn })
const code = (outcome: ReturnType<typeof check> | ReturnType<typeof checkAttendance>) =>
  outcome.ok ? 'ok' : outcome.refusal.code

describe('a course', () => {
  test.each([
    ['operator', 'initial', 90, '25'],
    ['operator', 'retraining', 90, '25'],
    ['operator', 'renewal', 24, '29'],
    ['worker', 'initial', 72, '35'],
    ['worker', 'refresher', 20, '35'],
  ] as const)('of %ss, %s, has at least %i hours (R25-1, R29-1, R35-2, R35-3)', (category, kind, hours, article) => {
    const trade = category === 'operator' ? 'hoist' : null
    expect(check({ category, kind, trade, hours: hours - 1 })).toMatchObject({
      refusal: { code: 'course_too_short', wanted: hours, article },
    })
    expect(check({ category, kind, trade, hours }).ok).toBe(true)
  })

  test('of principals and managers has no least hours (R12-1)', () => {
    expect(leastHours('manager', 'refresher')).toBeNull()
    expect(check({ category: 'principal', kind: 'refresher', trade: null, hours: 1 }).ok).toBe(true)
  })

  test('is of a trade of the state’s list, and only operators have trades (R21-1)', () => {
    expect(code(check({ trade: '绞车' }))).toBe('trade_unknown')
    expect(code(check({ trade: null }))).toBe('trade_unknown')
    expect(code(check({ category: 'worker', hours: 72 }))).toBe('trade_only_for_operators')
  })

  test('is entered when it is over', () => {
    expect(code(check({ closedOn: day('2026-09-21') }))).toBe('course_not_over')
    expect(code(check({ closedOn: day('2026-08-31') }))).toBe('course_ends_before_it_starts')
  })

  test('was given by an institution that stood in the register when it began (R07-1)', () => {
    expect(code(check({}, day('2026-09-01')))).toBe('institution_withdrawn')
    expect(code(check({}, day('2026-09-02')))).toBe('ok')
  })

  test('follows the nation’s outline, and for other workers the province’s (R34-1)', () => {
    expect(outlineAuthority('operator')).toBe('nation')
    expect(outlineAuthority('manager')).toBe('nation')
    expect(outlineAuthority('worker')).toBe('province')
  })

  test('has a file that is kept three years, for operators six (R09-2, R09-3, R09-4)', () => {
    const kept = (category: Course['category']) =>
      deadline(archiveClock(category), day('2026-09-20'), officialCalendar()).due
    expect(kept('principal')).toBe('2029-09-20')
    expect(kept('manager')).toBe('2029-09-20')
    expect(kept('operator')).toBe('2032-09-20')
    expect(kept('worker')).toBe('2029-09-20')
  })
})

describe('a person’s part in a course', () => {
  const attended = (given: Partial<Attendance>) =>
    code(
      checkAttendance(operators, {
        hoursAttended: 90,
        points: 8600,
        result: 'passed',
        certificateNumber: 'P-1',
        ...given,
      }),
    )

  test('is certified by training and a passed exam, and by neither alone (R48-1, R35-4)', () => {
    expect(attended({})).toBe('ok')
    expect(attended({ result: 'failed' })).toBe('certificate_without_pass')
    expect(attended({ result: 'no_exam', points: null })).toBe('certificate_without_pass')
    expect(attended({ hoursAttended: 89 })).toBe('certificate_without_hours')
    expect(attended({ hoursAttended: 89, certificateNumber: null })).toBe('ok')
  })

  test('is passed by whoever held the exam, at whatever points: no 80 is set for it (R35-5)', () => {
    expect(attended({ points: 6000 })).toBe('ok')
    expect(attended({ points: null })).toBe('ok')
  })

  test('has no more hours than the course, and points only where there was an exam', () => {
    expect(attended({ hoursAttended: 91 })).toBe('more_hours_than_the_course')
    expect(attended({ result: 'no_exam', certificateNumber: null })).toBe('points_without_exam')
  })
})

test('team leaders are trained by the next higher enterprise, by their own where there is none (R35-1)', () => {
  expect(organisedByTheRightOne({ id: 'mine', higherEnterpriseId: 'group' }, 'group')).toBe(true)
  expect(organisedByTheRightOne({ id: 'mine', higherEnterpriseId: 'group' }, 'mine')).toBe(false)
  expect(organisedByTheRightOne({ id: 'mine', higherEnterpriseId: null }, 'mine')).toBe(true)
  expect(organisedByTheRightOne({ id: 'mine', higherEnterpriseId: null }, null)).toBe(false)
})
