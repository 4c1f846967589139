import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CivilDate,
  type Instant,
  addDays,
  civilDateAt,
  civilDateOfDay,
  dayOf,
  readCivilDate,
  startOfDay,
  weekdayOf,
} from './instant.ts'

const LAST_MS_OF_DAY = 86_399_999

describe('civil dates', () => {
  test('a date and its day number are each other’s inverse', () => {
    fc.assert(
      fc.property(aDay, (day) => {
        expect(dayOf(civilDateOfDay(day))).toBe(day)
      }),
    )
  })

  test('days, weekdays and day numbers agree with Temporal', () => {
    const epoch = Temporal.PlainDate.from('1970-01-01')
    fc.assert(
      fc.property(aDay, fc.integer({ min: -4000, max: 4000 }), (day, more) => {
        const temporal = epoch.add({ days: day })
        const civil = civilDateOfDay(day)
        expect(civil).toBe(temporal.toString())
        expect(weekdayOf(civil)).toBe(temporal.dayOfWeek)
        expect(addDays(civil, more)).toBe(temporal.add({ days: more }).toString())
      }),
    )
  })

  test('only a day that exists is read', () => {
    for (const text of ['2024-02-29', '2000-02-29', '1949-12-31', '2026-09-25']) expect(readCivilDate(text)).toBe(text)
    for (const text of [
      '2026-02-29',
      '1900-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-04-31',
      '2026-9-5',
      '20260925',
      '',
    ])
      expect([text, readCivilDate(text)]).toEqual([text, undefined])
  })

  test('F42: a birth date of the years with summer time, 1986 to 1991, is never moved by a day', () => {
    for (let day = dayOf(date('1986-05-04')); day <= dayOf(date('1991-09-15')); day += 1) {
      const born = civilDateOfDay(day)
      expect(readCivilDate(born)).toBe(born)
      expect(civilDateAt(startOfDay(born))).toBe(born)
      expect(civilDateAt((startOfDay(born) + LAST_MS_OF_DAY) as Instant)).toBe(born)
    }
  })
})

describe('the civil date at an instant', () => {
  test('example 10: 2026-09-24T16:30Z is already 25 September in Shanghai', () => {
    expect(civilDateAt(Date.parse('2026-09-24T16:30:00Z') as Instant)).toBe('2026-09-25')
  })

  test('the day begins at 16:00Z, to the millisecond', () => {
    const midnight = Date.parse('2026-09-24T16:00:00Z') as Instant
    expect(startOfDay(date('2026-09-25'))).toBe(midnight)
    expect(civilDateAt((midnight - 1) as Instant)).toBe('2026-09-24')
    expect(civilDateAt(midnight)).toBe('2026-09-25')
  })

  test('F43: it is the date in Asia/Shanghai, whatever zone the machine is in', () => {
    const since1991 = Date.parse('1991-09-15T00:00:00Z')
    // The check means something only on a machine that is itself elsewhere, as the test settings see to.
    expect(Temporal.Now.timeZoneId()).not.toBe('Asia/Shanghai')
    fc.assert(
      fc.property(fc.integer({ min: since1991, max: Date.parse('2060-01-01T00:00:00Z') }), (ms) => {
        const there = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('Asia/Shanghai')
        expect(civilDateAt(ms as Instant)).toBe(there.toPlainDate().toString())
      }),
    )
  })
})

const aDay = fc.integer({ min: dayOf(date('1800-01-01')), max: dayOf(date('2200-12-31')) })

function date(text: string) {
  return text as CivilDate
}
