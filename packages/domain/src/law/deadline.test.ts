import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CivilDate, type Instant, addDays, civilDateAt, civilDateOfDay, dayOf } from '../instant.ts'
import { isWorkday, officialCalendar, withLocalRestDays } from './calendar.ts'
import { CLOCKS, type ClockName, addMonths, clockNames, deadline, examEndDate } from './deadline.ts'

const calendar = officialCalendar()

describe('the clocks', () => {
  test.each([
    ['example 1, R18-6: an exam that ended on a rest day', 'manager.scoreRelease', '2026-09-25', '2026-10-09'],
    ['example 2, R18-6: the day before, with the same deadline', 'manager.scoreRelease', '2026-09-24', '2026-10-09'],
    ['F44, example 3, R18-6: a make-up Saturday counts', 'manager.scoreRelease', '2026-09-30', '2026-10-13'],
    ['example 5, R27-6: operators’ scores', 'operator.scoreRelease', '2026-09-24', '2026-10-15'],
    ['example 7, R18-6: across the year end', 'manager.scoreRelease', '2018-12-28', '2019-01-07'],
    ['example 11, R19-1: from actual publication', 'manager.certificate', '2026-09-28', '2026-10-16'],
    ['example 13, R27-7: from the pass date', 'operator.certificate', '2026-09-24', '2026-10-29'],
    ['R29-3: renewal, like a first certificate', 'operator.renewalIssue', '2026-09-24', '2026-10-29'],
    ['example 14, R28-1: six years less a day', 'operator.validity', '2026-11-20', '2032-11-19'],
    ['example 14, R29-1: sixty days before the last valid day', 'operator.renewalMark', '2032-11-19', '2032-09-20'],
    ['example 16, R20-1: three years less a day', 'manager.cycle', '2023-06-07', '2026-06-06'],
    ['example 18, R17-1: six months from appointment', 'manager.pass', '2025-12-15', '2026-06-15'],
    ['example 22, R19-4: one year from publication', 'manager.bar', '2026-10-09', '2027-10-09'],
    ['example 26, R42-2: three years from the decision', 'operator.revocationBar', '2026-03-31', '2029-03-31'],
    ['R30-1: away since 1 April, six months on 1 October', 'operator.absence', '2026-04-01', '2026-10-01'],
    ['R36-1: four full months under a mentor', 'worker.mentor', '2026-03-02', '2026-07-02'],
    ['R09-2: course files of managers', 'archive.manager', '2026-05-20', '2029-05-20'],
    ['R09-3: course files of operators', 'archive.operator', '2026-05-20', '2032-05-20'],
    ['R09-4: course files of other workers', 'archive.worker', '2026-05-20', '2029-05-20'],
  ] as const)('%s: %s from %s is %s', (_, clock, from, due) => {
    expect(deadline(clock, d(from), calendar)).toEqual({
      clock,
      from,
      due,
      strict: due,
      provisional: false,
      article: CLOCKS[clock].article,
      calendar: 'cn-2025-11-04',
    })
  })

  test('example 17, R17-2: day 30 is National Day, so it rolls, and the strict day is shown beside it', () => {
    const { due, strict } = deadline('manager.apply', d('2026-09-01'), calendar)
    expect({ due, strict }).toEqual({ due: '2026-10-08', strict: '2026-10-01' })
  })

  test('R26-2: the sixty days to hold an exam are calendar days and roll off a Sunday', () => {
    const { due, strict } = deadline('operator.organise', d('2026-09-09'), calendar)
    expect({ due, strict }).toEqual({ due: '2026-11-09', strict: '2026-11-08' })
  })

  test('each has its number, its unit and its article in the law', () => {
    const clocks = Object.fromEntries(
      clockNames.map((name) => [name, `${CLOCKS[name].length} ${CLOCKS[name].unit}, art. ${CLOCKS[name].article}`]),
    )
    expect(clocks).toEqual({
      'manager.apply': '30 day, art. 17',
      'manager.pass': '6 month, art. 17',
      'manager.scoreRelease': '5 workday, art. 18',
      'manager.certificate': '10 workday, art. 19',
      'manager.bar': '1 year, art. 19',
      'manager.cycle': '3 year, art. 20',
      'operator.organise': '60 day, art. 26',
      'operator.scoreRelease': '10 workday, art. 27',
      'operator.certificate': '20 workday, art. 27',
      'operator.validity': '6 year, art. 28',
      'operator.renewalMark': '60 day, art. 29',
      'operator.renewalIssue': '20 workday, art. 29',
      'operator.absence': '6 month, art. 30',
      'operator.revocationBar': '3 year, art. 42',
      'worker.mentor': '4 month, art. 36',
      'archive.manager': '3 year, art. 9',
      'archive.operator': '6 year, art. 9',
      'archive.worker': '3 year, art. 9',
    })
  })

  test('only the application, the pass and the operators’ exam roll', () => {
    expect(clockNames.filter((name) => CLOCKS[name].roll)).toEqual([
      'manager.apply',
      'manager.pass',
      'operator.organise',
    ])
  })
})

describe('what a deadline rests on', () => {
  test('it is provisional when a notice still to come may move it, and a bar never is', () => {
    const late = ['manager.scoreRelease', 'manager.apply', 'manager.bar', 'operator.validity'] as const
    expect(late.map((clock) => deadline(clock, d('2026-12-16'), calendar).provisional)).toEqual([
      true,
      true,
      false,
      false,
    ])
  })

  test('it names the calendar, so that it can be told which notice it was counted by', () => {
    const then = officialCalendar(d('2020-01-26'))
    expect(deadline('manager.scoreRelease', d('2020-01-20'), then)).toMatchObject({
      due: '2020-02-01',
      calendar: 'cn-2019-11-21',
    })
    expect(deadline('manager.scoreRelease', d('2020-01-20'), calendar).due).toBe('2020-02-04')
  })

  test('a further rest day never brings a deadline forward', () => {
    fc.assert(
      fc.property(aClock, aDay, fc.array(aDay, { minLength: 1, maxLength: 60 }), (clock, from, restDays) => {
        const longer = withLocalRestDays(calendar, 'xinjiang', restDays)
        expect(deadline(clock, from, longer).due >= deadline(clock, from, calendar).due).toBe(true)
      }),
    )
  })

  test('the strict day is never after the day due, and a day due that rolls or counts working days is one', () => {
    fc.assert(
      fc.property(aClock, aDay, (clock, from) => {
        const { due, strict } = deadline(clock, from, calendar)
        const { roll, unit } = CLOCKS[clock]
        const endsOnWorkday = roll || unit === 'workday'
        expect(strict <= due).toBe(true)
        expect(endsOnWorkday ? isWorkday(calendar, due).workday : due === strict).toBe(true)
      }),
    )
  })

  test('working days are never calendar days: a strip of starts around National Day 2026', () => {
    const starts = ['2026-09-20', '2026-09-24', '2026-09-28', '2026-09-30', '2026-10-07', '2026-10-08']
    expect(starts.map((from) => deadline('manager.scoreRelease', d(from), calendar).due.slice(5))).toEqual([
      '09-28',
      '10-09',
      '10-10',
      '10-13',
      '10-13',
      '10-14',
    ])
  })
})

describe('months', () => {
  test.each([
    ['2025-12-15', 6, '2026-06-15'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
  ])('the corresponding day of %s after %d months is %s', (from, months, to) => {
    expect(addMonths(d(from), months)).toBe(to)
  })

  test('they agree with Temporal, which also ends on the last day of a month that has no such day', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: -200, max: 200 }), (from, months) => {
        expect(addMonths(from, months)).toBe(Temporal.PlainDate.from(from).add({ months }).toString())
      }),
    )
  })

  test('R17-1: six months to a month end that is a Sunday roll to the Monday', () => {
    const { due, strict } = deadline('manager.pass', d('2026-08-31'), calendar)
    expect({ due, strict }).toEqual({ due: '2027-03-01', strict: '2027-02-28' })
  })

  test('a certificate’s last valid day is the day before its first day comes round', () => {
    fc.assert(
      fc.property(aDay, (issued) => {
        const { due } = deadline('operator.validity', issued, calendar)
        expect(addDays(due, 1)).toBe(addMonths(issued, 72))
      }),
    )
  })
})

describe('the day an exam ended', () => {
  test('example 10: by the last paper handed in, on the civil date in Shanghai', () => {
    expect(examEndDate(at('2026-09-24T09:00:00Z'), at('2026-09-24T16:30:00Z'))).toBe('2026-09-25')
  })

  test('a paper handed in early does not end the exam, nor does a sitting without one', () => {
    expect(examEndDate(at('2026-09-24T15:59:59Z'), at('2026-09-24T08:00:00Z'))).toBe('2026-09-24')
    expect(examEndDate(at('2026-09-24T15:59:59Z'), null)).toBe('2026-09-24')
  })

  test('it is never before the scheduled day, nor before the day of the last paper', () => {
    const anInstant = fc.integer({ min: 1.5e12, max: 2e12 }).map((ms) => ms as Instant)
    fc.assert(
      fc.property(anInstant, anInstant, (scheduled, last) => {
        const days = [civilDateAt(scheduled), civilDateAt(last)].toSorted()
        expect(examEndDate(scheduled, last)).toBe(days[1])
      }),
    )
  })
})

const aClock = fc.constantFrom<ClockName>(...clockNames)
const aDay = fc.integer({ min: dayOf(d('2018-01-01')), max: dayOf(d('2027-12-31')) }).map(civilDateOfDay)

function at(text: string) {
  return Date.parse(text) as Instant
}

function d(text: string) {
  return text as CivilDate
}
