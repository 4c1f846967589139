import { type CivilDate, addDays } from '../instant.ts'

/**
 * One notice of the General Office of the State Council on the rest days of a year (放假调休), with the day it
 * was published and the address it stands at. `rest` holds ISO 8601 intervals, both ends included; `work` the
 * weekend days that are worked instead (调休上班). A notice may name days of the neighbouring years. Where two
 * notices name one day, the later one holds.
 */
export type CalendarNotice = {
  readonly version: string
  readonly publishedOn: CivilDate
  readonly address: string
  /** The year whose holidays it arranges. */
  readonly year: number
  readonly rest: readonly string[]
  readonly work: readonly string[]
}

/** Every notice from the year Order 92 came into force, in order of publication. */
export const CALENDAR_NOTICES: readonly CalendarNotice[] = [
  {
    version: 'cn-2017-11-30',
    publishedOn: day('2017-11-30'),
    address: 'http://www.gov.cn/zhengce/zhengceku/2017-11/30/content_5243579.htm',
    year: 2018,
    rest: [
      '2018-01-01',
      '2018-02-15/2018-02-21',
      '2018-04-05/2018-04-07',
      '2018-04-29/2018-05-01',
      '2018-06-18',
      '2018-09-24',
      '2018-10-01/2018-10-07',
    ],
    work: ['2018-02-11', '2018-02-24', '2018-04-08', '2018-04-28', '2018-09-29', '2018-09-30'],
  },
  {
    version: 'cn-2018-12-06',
    publishedOn: day('2018-12-06'),
    address: 'http://www.gov.cn/zhengce/zhengceku/2018-12/06/content_5346276.htm',
    year: 2019,
    rest: [
      '2018-12-30/2019-01-01',
      '2019-02-04/2019-02-10',
      '2019-04-05',
      '2019-05-01',
      '2019-06-07',
      '2019-09-13',
      '2019-10-01/2019-10-07',
    ],
    work: ['2018-12-29', '2019-02-02', '2019-02-03', '2019-09-29', '2019-10-12'],
  },
  // Labour Day 2019, changed after the notice for the year.
  {
    version: 'cn-2019-03-22',
    publishedOn: day('2019-03-22'),
    address: 'http://www.gov.cn/zhengce/zhengceku/2019-03/22/content_5375877.htm',
    year: 2019,
    rest: ['2019-05-01/2019-05-04'],
    work: ['2019-04-28', '2019-05-05'],
  },
  {
    version: 'cn-2019-11-21',
    publishedOn: day('2019-11-21'),
    address: 'http://www.gov.cn/zhengce/zhengceku/2019-11/21/content_5454164.htm',
    year: 2020,
    rest: [
      '2020-01-01',
      '2020-01-24/2020-01-30',
      '2020-04-04/2020-04-06',
      '2020-05-01/2020-05-05',
      '2020-06-25/2020-06-27',
      '2020-10-01/2020-10-08',
    ],
    work: ['2020-01-19', '2020-02-01', '2020-04-26', '2020-05-09', '2020-06-28', '2020-09-27', '2020-10-10'],
  },
  // Spring Festival 2020, extended in the epidemic: 1 February had been a make-up workday.
  {
    version: 'cn-2020-01-27',
    publishedOn: day('2020-01-27'),
    address: 'http://www.gov.cn/zhengce/zhengceku/2020-01/27/content_5472352.htm',
    year: 2020,
    rest: ['2020-01-31/2020-02-02'],
    work: [],
  },
  {
    version: 'cn-2020-11-25',
    publishedOn: day('2020-11-25'),
    address: 'http://www.gov.cn/zhengce/zhengceku/2020-11/25/content_5564127.htm',
    year: 2021,
    rest: [
      '2021-01-01/2021-01-03',
      '2021-02-11/2021-02-17',
      '2021-04-03/2021-04-05',
      '2021-05-01/2021-05-05',
      '2021-06-12/2021-06-14',
      '2021-09-19/2021-09-21',
      '2021-10-01/2021-10-07',
    ],
    work: ['2021-02-07', '2021-02-20', '2021-04-25', '2021-05-08', '2021-09-18', '2021-09-26', '2021-10-09'],
  },
  {
    version: 'cn-2021-10-25',
    publishedOn: day('2021-10-25'),
    address: 'http://www.gov.cn/zhengce/zhengceku/2021-10/25/content_5644835.htm',
    year: 2022,
    rest: [
      '2022-01-01/2022-01-03',
      '2022-01-31/2022-02-06',
      '2022-04-03/2022-04-05',
      '2022-04-30/2022-05-04',
      '2022-06-03/2022-06-05',
      '2022-09-10/2022-09-12',
      '2022-10-01/2022-10-07',
    ],
    work: ['2022-01-29', '2022-01-30', '2022-04-02', '2022-04-24', '2022-05-07', '2022-10-08', '2022-10-09'],
  },
  {
    version: 'cn-2022-12-08',
    publishedOn: day('2022-12-08'),
    address: 'http://www.gov.cn/zhengce/zhengceku/2022-12/08/content_5730844.htm',
    year: 2023,
    rest: [
      '2022-12-31/2023-01-02',
      '2023-01-21/2023-01-27',
      '2023-04-05',
      '2023-04-29/2023-05-03',
      '2023-06-22/2023-06-24',
      '2023-09-29/2023-10-06',
    ],
    work: ['2023-01-28', '2023-01-29', '2023-04-23', '2023-05-06', '2023-06-25', '2023-10-07', '2023-10-08'],
  },
  {
    version: 'cn-2023-10-25',
    publishedOn: day('2023-10-25'),
    address: 'https://www.gov.cn/zhengce/zhengceku/202310/content_6911528.htm',
    year: 2024,
    rest: [
      '2024-01-01',
      '2024-02-10/2024-02-17',
      '2024-04-04/2024-04-06',
      '2024-05-01/2024-05-05',
      '2024-06-10',
      '2024-09-15/2024-09-17',
      '2024-10-01/2024-10-07',
    ],
    work: [
      '2024-02-04',
      '2024-02-18',
      '2024-04-07',
      '2024-04-28',
      '2024-05-11',
      '2024-09-14',
      '2024-09-29',
      '2024-10-12',
    ],
  },
  {
    version: 'cn-2024-11-12',
    publishedOn: day('2024-11-12'),
    address: 'https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm',
    year: 2025,
    rest: [
      '2025-01-01',
      '2025-01-28/2025-02-04',
      '2025-04-04/2025-04-06',
      '2025-05-01/2025-05-05',
      '2025-05-31/2025-06-02',
      '2025-10-01/2025-10-08',
    ],
    work: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    version: 'cn-2025-11-04',
    publishedOn: day('2025-11-04'),
    address: 'https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm',
    year: 2026,
    rest: [
      '2026-01-01/2026-01-03',
      '2026-02-15/2026-02-23',
      '2026-04-04/2026-04-06',
      '2026-05-01/2026-05-05',
      '2026-06-19/2026-06-21',
      '2026-09-25/2026-09-27',
      '2026-10-01/2026-10-07',
    ],
    work: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
]

type MovingFestivals = readonly [spring: string, qingming: string, dragonBoat: string, midAutumn: string]

/**
 * The festivals that the moon or the sun moves: the first day of the first lunar month (正月初一), Qingming,
 * Dragon Boat, Mid-Autumn. Tabled because a table can be checked against an almanac, and a hand-made lunar
 * calendar can't. After the last row only the fixed festivals are known.
 */
const MOVING_FESTIVALS: Readonly<Record<number, MovingFestivals>> = {
  2018: ['02-16', '04-05', '06-18', '09-24'],
  2019: ['02-05', '04-05', '06-07', '09-13'],
  2020: ['01-25', '04-04', '06-25', '10-01'],
  2021: ['02-12', '04-04', '06-14', '09-21'],
  2022: ['02-01', '04-05', '06-03', '09-10'],
  2023: ['01-22', '04-05', '06-22', '09-29'],
  2024: ['02-10', '04-04', '06-10', '09-17'],
  2025: ['01-29', '04-04', '05-31', '10-06'],
  2026: ['02-17', '04-05', '06-19', '09-25'],
  2027: ['02-06', '04-05', '06-09', '09-15'],
  2028: ['01-26', '04-04', '05-28', '10-03'],
  2029: ['02-13', '04-04', '06-16', '09-22'],
  2030: ['02-03', '04-05', '06-05', '09-12'],
  2031: ['01-23', '04-05', '06-24', '10-01'],
  2032: ['02-11', '04-04', '06-12', '09-19'],
  2033: ['01-31', '04-04', '06-01', '09-08'],
  2034: ['02-19', '04-05', '06-20', '09-27'],
  2035: ['02-08', '04-05', '06-10', '09-16'],
  2036: ['01-28', '04-04', '05-30', '10-04'],
}

/**
 * The statutory rest days of a year (全国年节及纪念日放假办法 art. 2), which hold until the notice for the year
 * moves weekends around them: 13 days since 2025-01-01, and 11 before, without New Year's Eve of the lunar year
 * and 2 May. Festivals that share a day are counted once. Days given back for a festival on a weekend (art. 6)
 * are not guessed: only the notice says which.
 *
 * @param year beyond 2036 the moving festivals are missing, and only the fixed ones are given
 */
export function statutoryRestDays(year: number): ReadonlySet<CivilDate> {
  const days = restDaysByYear.get(year) ?? workOutRestDays(year)
  restDaysByYear.set(year, days)
  return days
}

// Every day of every deadline asks, and a board of deadlines asks of few years.
const restDaysByYear = new Map<number, ReadonlySet<CivilDate>>()

function workOutRestDays(year: number) {
  const on = (monthAndDay: string) => day(`${year}-${monthAndDay}`)
  const since2025 = year >= 2025
  const days = ['01-01', '05-01', ...(since2025 ? ['05-02'] : []), '10-01', '10-02', '10-03'].map(on)

  const moving = MOVING_FESTIVALS[year]
  if (moving) {
    const [spring, ...others] = moving.map(on) as [CivilDate, ...CivilDate[]]
    days.push(spring, addDays(spring, 1), addDays(spring, 2), ...(since2025 ? [addDays(spring, -1)] : []), ...others)
  }
  return new Set(days)
}

function day(text: string) {
  return text as CivilDate
}
