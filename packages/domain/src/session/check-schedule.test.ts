import { describe, expect, test } from 'vitest'
import type { CivilDate, Instant } from '../instant.ts'
import { officialCalendar } from '../law/calendar.ts'
import { type Occasion, checkSchedule } from './check-schedule.ts'

const calendar = officialCalendar()
const today = at('2026-09-01T09:00')

describe('when and where a session may be held', () => {
  test('on a working day, at a designated site of the province', () => {
    expect(checkSchedule(anOccasion({}), calendar, today)).toEqual({ ok: true, value: true })
  })

  test('not in the past, nor at this very moment', () => {
    const startsAt = today
    expect(checkSchedule(anOccasion({ startsAt }), calendar, today)).toMatchObject({
      refusal: { code: 'starts_in_the_past' },
    })
    const later = (startsAt + 1) as Instant
    expect(checkSchedule(anOccasion({ startsAt: later }), calendar, today).ok).toBe(true)
  })

  test.each([
    ['Mid-Autumn, which looks like a Friday', '2026-09-25T09:00', false],
    ['a Sunday', '2026-09-13T09:00', false],
    ['a Sunday that is worked (调休)', '2026-09-20T09:00', true],
    ['an ordinary Friday', '2026-09-18T09:00', true],
    ['00:30 in Beijing of a Saturday, still Friday in London', '2026-09-19T00:30', false],
  ])('%s', (_, startsAt, workday) => {
    const occasion = anOccasion({ startsAt: at(startsAt) })
    const checked = checkSchedule(occasion, calendar, today)
    if (workday) expect(checked.ok).toBe(true)
    else
      expect(checked).toMatchObject({
        refusal: { code: 'starts_on_rest_day', on: startsAt.slice(0, 10), provisional: false },
      })
    expect(checkSchedule({ ...occasion, restDayConfirmed: true }, calendar, today).ok).toBe(true)
  })

  test('R18-1: not before the site’s designation, nor after it, and on both of those days', () => {
    const designated = { accreditedFrom: '2026-09-16' as CivilDate, accreditedTo: '2026-09-17' as CivilDate }
    const on = (day: string) => {
      const checked = checkSchedule(anOccasion({ startsAt: at(`${day}T09:00`), ...designated }), calendar, today)
      return checked.ok ? 'held' : checked.refusal.code
    }
    expect(['2026-09-15', '2026-09-16', '2026-09-17', '2026-09-18'].map(on)).toEqual([
      'site_not_accredited',
      'held',
      'held',
      'site_not_accredited',
    ])
  })

  test('a province examines at home; the nation anywhere', () => {
    expect(checkSchedule(anOccasion({ province: '61' }), calendar, today)).toMatchObject({
      refusal: { code: 'site_of_another_province', province: '14' },
    })
    expect(checkSchedule(anOccasion({ province: null }), calendar, today).ok).toBe(true)
  })
})

type Given = Partial<Omit<Occasion, 'site'>> & Partial<Pick<Occasion['site'], 'accreditedFrom' | 'accreditedTo'>>

function anOccasion({ accreditedFrom, accreditedTo, ...given }: Given): Occasion {
  return {
    startsAt: at('2026-09-18T09:00'),
    restDayConfirmed: false,
    ...given,
    province: given.province === undefined ? '14' : given.province,
    site: {
      province: '14',
      accreditedFrom: accreditedFrom ?? ('2020-01-01' as CivilDate),
      accreditedTo: accreditedTo ?? null,
    },
  }
}

function at(beijing: string) {
  return Date.parse(`${beijing}:00+08:00`) as Instant
}
