import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import type { WorkPeriod } from '../people/background.ts'
import { experience } from './work-experience.ts'

const on = '2026-10-22' as CivilDate

function worked(from: string, to: string | null, kind: WorkPeriod['kind'] = 'coal'): WorkPeriod {
  return { employer: '某某煤业', post: '技术员', kind, from: from as CivilDate, to: to as CivilDate | null }
}

describe('years of work', () => {
  test('three full years end the day before the corresponding day', () => {
    expect(experience([worked('2020-03-01', '2023-02-28')], ['coal'], on)).toEqual({ years: 3, days: 0 })
    expect(experience([worked('2020-03-01', '2023-02-27')], ['coal'], on)).toEqual({ years: 2, days: 364 })
  })

  test('two posts held at once count their days once', () => {
    const twice = [worked('2020-01-01', '2021-12-31'), worked('2020-07-01', '2021-06-30', 'coal_safety')]
    expect(experience(twice, ['coal', 'coal_safety'], on)).toEqual({ years: 2, days: 0 })
    const overlapping = [worked('2020-01-01', '2021-06-30'), worked('2021-01-01', '2022-12-31')]
    expect(experience(overlapping, ['coal'], on)).toEqual({ years: 3, days: 0 })
  })

  test('a post that begins the day after another goes on with it', () => {
    const changed = [worked('2020-05-15', '2021-02-10'), worked('2021-02-11', '2023-05-14')]
    expect(experience(changed, ['coal'], on)).toEqual({ years: 3, days: 0 })
  })

  test('broken times are put together, a year at 365 days', () => {
    const broken = [worked('2020-01-01', '2020-06-30'), worked('2022-01-01', '2022-07-02')]
    expect(experience(broken, ['coal'], on)).toEqual({ years: 1, days: 0 })
  })

  test('work of another kind, and work still to come, is none', () => {
    expect(experience([worked('2010-01-01', null, 'other')], ['coal', 'coal_safety'], on)).toEqual({
      years: 0,
      days: 0,
    })
    expect(experience([worked('2026-11-01', null)], ['coal'], on)).toEqual({ years: 0, days: 0 })
    expect(experience([worked('2025-10-23', null)], ['coal'], on)).toEqual({ years: 1, days: 0 })
  })
})
