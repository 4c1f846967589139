import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import { addWorkdays, calendarOf, datesOf, isWorkday } from './calendar.ts'
import { CALENDAR_NOTICES } from './calendar-notices.ts'
import { type ReadNotice, checkNotice, noticeVersion, readNotice, readNoticeText } from './read-notice.ts'

const published = new URL('../../../../../shared/data/cn-holidays/holiday-cn/', import.meta.url)
const years = Array.from({ length: 9 }, (_, index) => 2018 + index)

const NOTICE_2026 = `国务院办公厅关于2026年部分节假日安排的通知
现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
2025年11月4日`

describe('a notice in its own words', () => {
  test('the notice for 2026 is read as it was shipped', () => {
    const { notice, problems } = readNoticeText(NOTICE_2026, null)
    const shipped = CALENDAR_NOTICES.find(({ year }) => year === 2026)
    expect(problems).toEqual([])
    expect(notice).toMatchObject({ year: 2026, publishedOn: '2025-11-04' })
    expect(daysOf(notice)).toEqual(shipped && daysOf(shipped))
  })

  test.skipIf(!existsSync(published))('every notice sentence since 2011 means the days it is known to mean', () => {
    const file = readFileSync(new URL('description_parsing_cases.json', published), 'utf8')
    const cases = (
      JSON.parse(file) as { year: number; description: string; expected: { date: string; isOffDay: boolean }[] }[]
    ).filter(({ year }) => year >= 2011)
    expect(cases.length).toBeGreaterThan(30)
    for (const { year, description, expected } of cases) {
      const { notice, problems } = readNoticeText(description, year)
      const named = (off: boolean) => expected.flatMap(({ date, isOffDay }) => (isOffDay === off ? [date] : []))
      expect([description, problems]).toEqual([description, []])
      expect([description, daysOf(notice)]).toEqual([
        description,
        { rest: named(true).toSorted(), work: named(false).toSorted() },
      ])
    }
  })

  test('plain lines of days are read too', () => {
    const { notice, problems } = readNotice('2027-10-01/2027-10-07 休\n2027-10-09、2027-10-10 班', null)
    expect(problems).toEqual([])
    const read = { year: 2027, rest: ['2027-10-01/2027-10-07'], work: ['2027-10-09', '2027-10-10'] }
    expect(notice).toMatchObject(read)
    const english = readNotice('2027-10-01/2027-10-07 rest, 2027-10-09 work\n2027-10-10 work', null)
    expect(english).toMatchObject({ notice: read, problems: [] })
  })

  test.each([
    ['a weekday of another year', '1月1日（周五）放假。', 'weekday_differs', '1月1日（周五）'],
    ['a length that is not so long', '10月1日至7日放假调休，共8天。', 'length_differs', '10月1日至7日放假，共8天'],
    ['a day that does not exist', '2月30日放假。', 'date_does_not_exist', '2月30日'],
    ['a day without its month', '3日放假。', 'date_without_month', '3日'],
    [
      'days with no word for what they are',
      '其中，10月1日、2日、3日为法定节假日。',
      'dates_without_meaning',
      '其中，10月1日、2日、3日为法定节假日',
    ],
    [
      'an extension that names no first day',
      '延长春节假期至2月2日，2月3日起正常上班。',
      'dates_without_meaning',
      '延长春节假期至2月2日，2月3日起正常上班',
    ],
    ['nothing that is a notice', '请各位同事准时上班。', 'nothing_understood', ''],
  ])('%s is named', (_, text, code, at) => {
    expect(readNoticeText(text, 2026).problems).toContainEqual({ code, severity: 'problem', at })
  })
})

describe('a file of the public collection', () => {
  test.skipIf(!existsSync(published))('every file of 2018 to 2026 says what the shipped notices say', () => {
    for (const year of years) {
      const { notice, problems } = readNotice(readFileSync(new URL(`${year}.json`, published), 'utf8'), null)
      expect([year, problems]).toEqual([year, []])
      const shipped = calendarOf(CALENDAR_NOTICES.filter((each) => each.year === year))
      const read = calendarOf([
        { version: '', publishedOn: '' as CivilDate, address: '', year, rest: notice.rest, work: notice.work },
      ])
      const named = [...shipped.days.keys(), ...read.days.keys()]
      const differing = named.filter((day) => isWorkday(read, day).workday !== isWorkday(shipped, day).workday)
      expect([year, named.length > 30, differing]).toEqual([year, true, []])
      // Later addresses no longer say the day; whoever enters the notice does.
      const publishedOn = CALENDAR_NOTICES.findLast((each) => each.year === year)?.publishedOn ?? null
      expect([year, notice.publishedOn]).toEqual([year, year <= 2023 ? publishedOn : null])
      const before = CALENDAR_NOTICES.filter((each) => each.year < year)
      // The extension of 2020 says that 3 February, a Monday, is worked again.
      const looked = year === 2020 ? [{ code: 'work_on_a_weekday', severity: 'warning', at: '2020-02-03' }] : []
      expect([year, checkNotice({ ...notice, publishedOn }, before, '2026-11-20' as CivilDate)]).toEqual([year, looked])
    }
  })

  test.skipIf(!existsSync(published))('a file that is empty is no notice: that of 2027', () => {
    const { problems } = readNotice(readFileSync(new URL('2027.json', published), 'utf8'), null)
    expect(problems.map(({ code }) => code)).toEqual(['nothing_understood'])
  })

  test.each([
    ['{', 'json_unreadable'],
    ['{"year":2027}', 'json_not_a_notice'],
    ['{"year":2027,"papers":[],"days":[{"date":"2027-02-30","isOffDay":true}]}', 'date_does_not_exist'],
  ])('%s is refused with %s', (text, code) => {
    expect(readNotice(text, null).problems).toContainEqual(expect.objectContaining({ code }))
  })

  test.skipIf(!existsSync(published)).each([
    ['Labour Day 2019', 2019, 'cn-2018-12-06', '2019-04-25', '2019-05-03', '2019-05-05'],
    ['Spring Festival 2020', 2020, 'cn-2019-11-21', '2020-01-20', '2020-02-01', '2020-02-04'],
  ])('%s: the amended notice moves five working days from %s', (_, year, version, from, before, after) => {
    const known = CALENDAR_NOTICES.slice(0, CALENDAR_NOTICES.findIndex((each) => each.version === version) + 1)
    const { notice } = readNotice(readFileSync(new URL(`${year}.json`, published), 'utf8'), null)
    expect(checkNotice(notice, known, '2020-02-01' as CivilDate).filter((each) => each.severity === 'problem')).toEqual(
      [],
    )
    const { publishedOn, rest, work } = notice
    if (publishedOn === null) throw new Error('The file names no paper')
    const amended = [...known, { version: noticeVersion(publishedOn), publishedOn, address: '', year, rest, work }]
    expect(addWorkdays(calendarOf(known), from as CivilDate, 5).due).toBe(before)
    expect(addWorkdays(calendarOf(amended), from as CivilDate, 5).due).toBe(after)
  })
})

describe('a notice beside those that are known', () => {
  const good: ReadNotice = {
    year: 2027,
    publishedOn: '2026-11-10' as CivilDate,
    address: 'https://www.gov.cn/2027',
    rest: [
      '2027-01-01/2027-01-03',
      '2027-02-05/2027-02-11',
      '2027-04-03/2027-04-05',
      '2027-05-01/2027-05-05',
      '2027-06-09',
      '2027-09-15',
      '2027-10-01/2027-10-07',
    ],
    work: ['2027-02-14', '2027-10-09'],
  }
  const check = (change: Partial<ReadNotice>) =>
    checkNotice({ ...good, ...change }, CALENDAR_NOTICES, '2026-11-20' as CivilDate).map(({ code, at }) => [code, at])

  test('one that is whole is let through', () => {
    expect(check({})).toEqual([])
  })

  test.each<[string, Partial<ReadNotice>, [string, string]]>([
    ['a day that is both', { work: ['2027-10-01'] }, ['rest_and_work', '2027-10-01']],
    ['a year left out', { year: 2028 }, ['year_leaves_a_gap', '2028']],
    ['a day of another year', { work: ['2026-10-11'] }, ['outside_the_year', '2026-10-11']],
    ['a statutory rest day that it works on', { rest: good.rest.slice(1) }, ['statutory_day_missing', '2027-01-01']],
    ['a make-up workday in the week', { work: ['2027-10-12'] }, ['work_on_a_weekday', '2027-10-12']],
    ['a notice of tomorrow', { publishedOn: '2026-11-21' as CivilDate }, ['published_in_the_future', '2026-11-21']],
    ['a notice that is known', { publishedOn: '2025-11-04' as CivilDate }, ['notice_known', '2025-11-04']],
    ['no day of publication', { publishedOn: null }, ['published_missing', '']],
    ['no address', { address: ' ' }, ['address_missing', '']],
  ])('%s is named', (_, change, found) => {
    expect(check(change)).toContainEqual(found)
  })

  test('an amended notice of a year need not arrange all of it', () => {
    expect(check({ year: 2026, rest: ['2026-12-31'], work: [] })).toEqual([])
  })
})

test('once next year is announced, an amendment of this year leaves next year firm', () => {
  const next = {
    version: 'cn-2026-11-10',
    publishedOn: '2026-11-10' as CivilDate,
    address: '',
    year: 2027,
    rest: ['2027-01-01'],
    work: [],
  }
  const amended = {
    ...next,
    version: 'cn-2026-12-01',
    publishedOn: '2026-12-01' as CivilDate,
    year: 2026,
    rest: ['2026-12-31'],
  }
  const calendar = calendarOf([...CALENDAR_NOTICES, next, amended])
  expect(calendar).toMatchObject({ version: 'cn-2026-12-01', firmThrough: '2027-12-20' })
  expect(isWorkday(calendar, '2026-12-31' as CivilDate)).toEqual({ workday: false, provisional: false })
})

function daysOf({ rest, work }: { readonly rest: readonly string[]; readonly work: readonly string[] }) {
  return { rest: rest.flatMap(datesOf).toSorted(), work: [...work].toSorted() }
}
