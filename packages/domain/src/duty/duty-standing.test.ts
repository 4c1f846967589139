import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import { officialCalendar } from '../law/calendar.ts'
import { LASTING_CLOCKS, MOVABLE_CLOCKS, dutyStanding, missingNoticeYear } from './duty-standing.ts'

const calendar = officialCalendar()
const release = { clock: 'manager.scoreRelease', due: d('2026-10-09'), closed: false, metOn: null } as const

describe('how a clock stands', () => {
  test('it counts down in working days, is due on its last day and overdue the day after', () => {
    const days = ['2026-09-30', '2026-10-09', '2026-10-10', '2026-10-11'].map(d)
    expect(days.map((today) => dutyStanding(release, today, calendar))).toEqual([
      { state: 'due', workdaysLeft: 2 },
      { state: 'due', workdaysLeft: 0 },
      { state: 'overdue', workdaysLeft: -1 },
      { state: 'overdue', workdaysLeft: -1 },
    ])
  })

  test('A47: what was met late stays late, and what lapsed is neither', () => {
    const ended = { ...release, closed: true }
    const state = (metOn: CivilDate | null) => dutyStanding({ ...ended, metOn }, d('2027-01-01'), calendar).state
    expect([d('2026-10-09'), d('2026-10-10'), null].map(state)).toEqual(['met', 'late', 'lapsed'])
  })

  test('a bar, a validity and an archive only last, and a mentor’s months are reached', () => {
    expect(LASTING_CLOCKS).toEqual([
      'manager.bar',
      'operator.validity',
      'operator.revocationBar',
      'archive.manager',
      'archive.operator',
      'archive.worker',
    ])
    const bar = { ...release, clock: 'manager.bar' } as const
    expect(dutyStanding(bar, d('2026-11-01'), calendar)).toEqual({ state: 'lasting', workdaysLeft: null })
    const mentor = { ...release, clock: 'worker.mentor' } as const
    expect(['2026-10-08', '2026-10-09'].map((day) => dutyStanding(mentor, d(day), calendar).state)).toEqual([
      'due',
      'reached',
    ])
  })

  test('a notice can move what is counted in working days and what rolls, and nothing else', () => {
    expect(MOVABLE_CLOCKS).toEqual([
      'manager.apply',
      'manager.pass',
      'manager.scoreRelease',
      'manager.certificate',
      'operator.organise',
      'operator.scoreRelease',
      'operator.certificate',
      'operator.renewalIssue',
    ])
  })
})

test('next year’s calendar is missing from 1 November, and this year’s at once', () => {
  expect(missingNoticeYear(2026, d('2026-10-31'))).toBeNull()
  expect(missingNoticeYear(2026, d('2026-11-01'))).toBe(2027)
  expect(missingNoticeYear(2027, d('2026-11-01'))).toBeNull()
  expect(missingNoticeYear(2026, d('2027-01-01'))).toBe(2027)
})

function d(text: string) {
  return text as CivilDate
}
