import { describe, expect, test } from 'vitest'
import { type CivilDate, addDays, civilDateOfDay, dayOf, readCivilDate, weekdayOf } from '../instant.ts'
import { isWorkday, officialCalendar } from './calendar.ts'
import { CALENDAR_NOTICES, statutoryRestDays } from './calendar-notices.ts'

describe('the notices of rest days', () => {
  test('they stand in order of publication, each versioned by its day, and leave no year out', () => {
    const published = CALENDAR_NOTICES.map(({ publishedOn }) => publishedOn)
    expect(published.toSorted()).toEqual(published)
    expect(CALENDAR_NOTICES.map(({ version }) => version)).toEqual(published.map((day) => `cn-${day}`))
    const years = [...new Set(CALENDAR_NOTICES.map(({ year }) => year))]
    expect(years).toEqual(years.map((_, index) => 2018 + index))
  })

  test('every day they name exists, and make-up workdays are Saturdays and Sundays', () => {
    for (const { rest, work } of CALENDAR_NOTICES) {
      for (const day of [...rest.flatMap((interval) => interval.split('/')), ...work])
        expect([day, readCivilDate(day)]).toEqual([day, day])
      for (const day of work) expect([day, weekdayOf(day as CivilDate) >= 6]).toEqual([day, true])
    }
  })

  test('make-up workdays of 2018 to 2026 number 7, 6, 6, 7, 7, 7, 8, 5 and 6', () => {
    const work = [...officialCalendar().days].filter(([, kind]) => kind === 'work').map(([day]) => day.slice(0, 4))
    expect(years.map((year) => work.filter((each) => each === String(year)).length)).toEqual([
      7, 6, 6, 7, 7, 7, 8, 5, 6,
    ])
  })
})

describe('the statutory rest days', () => {
  test('they are 13 a year since 2025 and were 11 before, less one where festivals share a day', () => {
    expect([2019, 2024, 2025, 2027, 2028, 2030].map((year) => statutoryRestDays(year).size)).toEqual([
      11, 11, 13, 13, 12, 13,
    ])
    expect(statutoryRestDays(2027)).toEqual(
      new Set([
        '2027-01-01',
        '2027-02-05',
        '2027-02-06',
        '2027-02-07',
        '2027-02-08',
        '2027-04-05',
        '2027-05-01',
        '2027-05-02',
        '2027-06-09',
        '2027-09-15',
        '2027-10-01',
        '2027-10-02',
        '2027-10-03',
      ]),
    )
  })

  test('every one of them was a rest day in the notices of 2018 to 2026', () => {
    const calendar = officialCalendar()
    const worked = years.flatMap((year) =>
      [...statutoryRestDays(year)].filter((day) => isWorkday(calendar, day).workday),
    )
    expect(worked).toEqual([])
  })

  test('the festivals of the moon stand where the Chinese calendar of Unicode puts them', () => {
    for (let year = 2018; year <= 2036; year += 1) {
      const moving = (day: CivilDate) => !/-(01-01|04-0[45]|05-0[12]|10-0[123])$/.test(day)
      const wanted = daysOf(year).filter((day) => {
        const festivals = ['M01-1', 'M01-2', 'M01-3', 'M05-5', 'M08-15']
        const newYearsEve = year >= 2025 && lunar(addDays(day, 1)) === 'M01-1'
        return moving(day) && (newYearsEve || festivals.includes(lunar(day)))
      })
      expect([...statutoryRestDays(year)].filter(moving).toSorted()).toEqual(wanted)
    }
  })

  test('beyond the table of moving festivals only the fixed ones are claimed', () => {
    expect([...statutoryRestDays(2037)].map((day) => day.slice(5))).toEqual([
      '01-01',
      '05-01',
      '05-02',
      '10-01',
      '10-02',
      '10-03',
    ])
  })
})

const years = Array.from({ length: 9 }, (_, index) => 2018 + index)

function daysOf(year: number) {
  const first = dayOf(`${year}-01-01` as CivilDate)
  return Array.from({ length: dayOf(`${year}-12-31` as CivilDate) - first + 1 }, (_, index) =>
    civilDateOfDay(first + index),
  )
}

function lunar(date: CivilDate) {
  const { monthCode, day } = Temporal.PlainDate.from(date).withCalendar('chinese')
  return `${monthCode}-${day}`
}
