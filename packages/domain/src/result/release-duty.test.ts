import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import { officialCalendar } from '../law/calendar.ts'
import { releaseDeadline, releaseDuty } from './release-duty.ts'

const calendar = officialCalendar()

describe('by when scores must be published', () => {
  test.each([
    ['R18-6', 'manager', '2026-09-25', '2026-10-09', '18'],
    ['R18-6', 'principal', '2026-09-30', '2026-10-13', '18'],
    ['R27-6', 'operator', '2026-09-24', '2026-10-15', '27'],
  ] as const)('%s: %s, ended %s: by %s', (_, category, ended, due, article) => {
    expect(releaseDeadline(category, day(ended), calendar)).toMatchObject({ due, article, provisional: false })
  })

  test('F44: beyond the last announced calendar the day is provisional', () => {
    expect(releaseDeadline('manager', day('2027-05-10'), calendar).provisional).toBe(true)
  })
})

describe('how the duty stands', () => {
  const owed = releaseDeadline('manager', day('2026-09-24'), calendar)
  const on = (today: string) => {
    const { workdaysLeft, overdue } = releaseDuty(owed, { today: day(today), publishedOn: null }, calendar)
    return [workdaysLeft, overdue]
  }

  test('working days run down, rest days do not count, and after the last the duty is overdue', () => {
    expect(on('2026-09-24')).toEqual([5, false])
    expect(on('2026-09-27')).toEqual([5, false])
    expect(on('2026-10-09')).toEqual([0, false])
    // Saturday 10 October is worked.
    expect(on('2026-10-10')).toEqual([-1, true])
  })

  test('A47: once published nothing is left to do, and what was late stays late', () => {
    const published = (publishedOn: string) =>
      releaseDuty(owed, { today: day('2027-01-04'), publishedOn: day(publishedOn) }, calendar)
    expect(published('2026-10-09')).toMatchObject({ workdaysLeft: null, overdue: false })
    expect(published('2026-10-10')).toMatchObject({ workdaysLeft: null, overdue: true })
  })
})

function day(text: string) {
  return text as CivilDate
}
