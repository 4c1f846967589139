import * as fc from 'fast-check'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type CivilDate, addDays, civilDateOfDay, dayOf, weekdayOf } from '../instant.ts'
import {
  addWorkdays,
  isWorkday,
  officialCalendar,
  rollForward,
  withLocalRestDays,
  workdaysBetween,
} from './calendar.ts'

const calendar = officialCalendar()
const published = new URL('../../../../../shared/data/cn-holidays/holiday-cn/', import.meta.url)

describe('the official calendar', () => {
  test('it rests on the last notice and is firm until 20 December of its year', () => {
    expect(calendar).toMatchObject({ version: 'cn-2025-11-04', firmFrom: '2018-01-01', firmThrough: '2026-12-20' })
  })

  test('the working days of 2018 to 2026 number 250, 250, 249, 250, 249, 249, 251, 248 and 248', () => {
    const years = [2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]
    const counts = years.map((year) => daysOf(year).filter((day) => isWorkday(calendar, day).workday).length)
    expect(counts).toEqual([250, 250, 249, 250, 249, 249, 251, 248, 248])
  })

  test.skipIf(!existsSync(published))(
    'every day of 2018 to 2026 is what the published files say (needs the data folder)',
    () => {
      const named = new Map<string, boolean>()
      for (let year = 2018; year <= 2027; year += 1) {
        const { days } = JSON.parse(readFileSync(new URL(`${year}.json`, published), 'utf8')) as {
          days: { date: string; isOffDay: boolean }[]
        }
        for (const { date, isOffDay } of days) named.set(date, !isOffDay)
      }
      const differing: CivilDate[] = []
      let checkedCount = 0
      for (let day = d('2018-01-01'); day <= '2026-12-31'; day = addDays(day, 1)) {
        const wanted = named.get(day) ?? weekdayOf(day) <= 5
        if (isWorkday(calendar, day).workday !== wanted) differing.push(day)
        checkedCount += 1
      }
      expect({ differing, checkedCount }).toEqual({ differing: [], checkedCount: 3287 })
    },
  )

  test('Mid-Autumn 2026 is a Friday of rest, and Saturday 10 October is worked', () => {
    expect(['2026-09-24', '2026-09-25', '2026-09-28', '2026-10-10', '2026-10-11'].map(worked)).toEqual([
      true,
      false,
      true,
      true,
      false,
    ])
  })

  test('days of a neighbouring year that a notice names are kept', () => {
    expect(['2018-12-29', '2018-12-30', '2018-12-31', '2022-12-31', '2023-01-02'].map(worked)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ])
  })
})

describe('the calendar as it was known on a day', () => {
  test('Spring Festival 2020 was extended on 27 January: a make-up workday became a rest day', () => {
    const before = officialCalendar(d('2020-01-26'))
    const after = officialCalendar(d('2020-01-27'))
    expect([before.version, after.version]).toEqual(['cn-2019-11-21', 'cn-2020-01-27'])
    expect([before, after].map((known) => isWorkday(known, d('2020-02-01')).workday)).toEqual([true, false])
    expect([before, after].map((known) => addWorkdays(known, d('2020-01-20'), 5).due)).toEqual([
      '2020-02-01',
      '2020-02-04',
    ])
  })

  test('Labour Day 2019 was changed on 22 March', () => {
    const known = [officialCalendar(d('2019-03-21')), officialCalendar(d('2019-03-22'))]
    expect(known.map((each) => addWorkdays(each, d('2019-04-25'), 5).due)).toEqual(['2019-05-03', '2019-05-05'])
  })

  test('a year without its notice is provisional, and firm once the notice is out', () => {
    const [before, after] = [officialCalendar(d('2025-11-03')), officialCalendar(d('2025-11-04'))]
    expect(addWorkdays(before, d('2026-09-24'), 5)).toEqual({ due: '2026-10-06', provisional: true })
    expect(addWorkdays(after, d('2026-09-24'), 5)).toEqual({ due: '2026-10-09', provisional: false })
  })

  test('before the first notice nothing is firm', () => {
    const none = officialCalendar(d('2017-01-01'))
    expect(none.version).toBe('cn-unannounced')
    expect(isWorkday(none, d('2018-10-01'))).toEqual({ workday: false, provisional: true })
    expect(isWorkday(none, d('2018-10-04'))).toEqual({ workday: true, provisional: true })
  })
})

describe('beyond the last notice', () => {
  test('example 38: National Day 2027 is no workday, and whatever is said of it is provisional', () => {
    expect(isWorkday(calendar, d('2027-10-01'))).toEqual({ workday: false, provisional: true })
    expect(isWorkday(calendar, d('2027-10-04'))).toEqual({ workday: true, provisional: true })
    expect(isWorkday(calendar, d('2027-10-09'))).toEqual({ workday: false, provisional: true })
  })

  test('a deadline is firm on 20 December of the last announced year and provisional a day later', () => {
    expect(isWorkday(calendar, d('2026-12-20')).provisional).toBe(false)
    expect(isWorkday(calendar, d('2026-12-21')).provisional).toBe(true)
    expect(addWorkdays(calendar, d('2026-12-17'), 1)).toEqual({ due: '2026-12-18', provisional: false })
    expect(addWorkdays(calendar, d('2026-12-18'), 1)).toEqual({ due: '2026-12-21', provisional: true })
  })
})

describe('counting working days', () => {
  test('the day that starts a period never counts, and it ends on a working day with exactly so many in it', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: 1, max: 40 }), (from, count) => {
        const { due } = addWorkdays(calendar, from, count)
        const counted = daysAfter(from, due).filter((day) => isWorkday(calendar, day).workday)
        expect(counted).toHaveLength(count)
        expect(counted.at(-1)).toBe(due)
      }),
    )
  })

  test('a later start never ends earlier', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 40 }), (from, later, count) => {
        const dues = [from, addDays(from, later)].map((start) => addWorkdays(calendar, start, count).due)
        expect(dues.toSorted()).toEqual(dues)
      }),
    )
  })

  test('a further rest day never brings a date forward', () => {
    const restDays = fc.array(aDay, { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(aDay, fc.integer({ min: 1, max: 40 }), restDays, (from, count, dates) => {
        const longer = withLocalRestDays(calendar, 'guangxi', dates)
        expect(addWorkdays(longer, from, count).due >= addWorkdays(calendar, from, count).due).toBe(true)
        expect(rollForward(longer, from).due >= rollForward(calendar, from).due).toBe(true)
      }),
    )
  })

  test('a local rest day counts only in the place that keeps it, and shows in the version', () => {
    const guangxi = withLocalRestDays(calendar, 'guangxi', [d('2026-04-20')])
    expect(guangxi.version).toBe('cn-2025-11-04+guangxi')
    expect(addWorkdays(guangxi, d('2026-04-17'), 1).due).toBe('2026-04-21')
    expect(addWorkdays(calendar, d('2026-04-17'), 1).due).toBe('2026-04-20')
  })

  test('a working day rolls nowhere and a rest day to the first working day after it', () => {
    expect(rollForward(calendar, d('2026-10-01')).due).toBe('2026-10-08')
    fc.assert(
      fc.property(aDay, (day) => {
        const { due } = rollForward(calendar, day)
        expect(isWorkday(calendar, due).workday).toBe(true)
        expect(due).toBe(isWorkday(calendar, day).workday ? day : addWorkdays(calendar, day, 1).due)
      }),
    )
  })

  test('working days left are 0 on the day, 1 the working day before, and negative when overdue', () => {
    const due = d('2026-10-09')
    expect(
      ['2026-09-30', '2026-10-08', '2026-10-09', '2026-10-10', '2026-10-12'].map((day) =>
        workdaysBetween(calendar, d(day), due),
      ),
    ).toEqual([2, 1, 0, -1, -2])
    fc.assert(
      fc.property(aDay, fc.integer({ min: 1, max: 30 }), (from, count) => {
        const then = addWorkdays(calendar, from, count).due
        expect(workdaysBetween(calendar, from, then)).toBe(count)
        expect(workdaysBetween(calendar, then, from)).toBe(-count)
      }),
    )
  })

  test('a period of no working days, or of half a one, is no period', () => {
    for (const count of [0, -1, 1.5, Number.NaN])
      expect(() => addWorkdays(calendar, d('2026-09-24'), count)).toThrow('at least one day')
  })
})

const aDay = fc.integer({ min: dayOf(d('2017-10-01')), max: dayOf(d('2028-03-01')) }).map(civilDateOfDay)

function worked(day: string) {
  return isWorkday(calendar, d(day)).workday
}

function daysOf(year: number) {
  return daysAfter(d(`${year - 1}-12-31`), d(`${year}-12-31`))
}

function daysAfter(from: CivilDate, through: CivilDate) {
  return Array.from({ length: dayOf(through) - dayOf(from) }, (_, index) => addDays(from, index + 1))
}

function d(text: string) {
  return text as CivilDate
}
