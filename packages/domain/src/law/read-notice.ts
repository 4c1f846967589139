import { type CivilDate, addDays, dayOf, readCivilDate, weekdayOf } from '../instant.ts'
import { FIRST_YEAR, datesOf, lastAnnouncedYear } from './calendar.ts'
import { type CalendarNotice, statutoryRestDays } from './calendar-notices.ts'

/** What was understood of a holiday notice: whatever it does not say itself is null. */
export type ReadNotice = {
  readonly year: number | null
  readonly publishedOn: CivilDate | null
  readonly address: string | null
  readonly rest: readonly string[]
  readonly work: readonly string[]
}

/** Something wrong with a notice, or (`warning`) something to look at again. `at` names the place in what was given. */
export type NoticeProblem = {
  readonly code:
    | 'nothing_understood'
    | 'json_unreadable'
    | 'json_not_a_notice'
    | 'year_missing'
    | 'date_without_month'
    | 'date_does_not_exist'
    | 'dates_without_meaning'
    | 'weekday_differs'
    | 'length_differs'
    | 'rest_and_work'
    | 'outside_the_year'
    | 'year_leaves_a_gap'
    | 'published_in_the_future'
    | 'published_missing'
    | 'address_missing'
    | 'notice_known'
    | 'statutory_day_missing'
    | 'work_on_a_weekday'
  readonly severity: 'problem' | 'warning'
  readonly at: string
}

/** The days of a notice, and what is wrong with them. A notice with a `problem` can't be entered. */
export type NoticeReading = { readonly notice: ReadNotice; readonly problems: readonly NoticeProblem[] }

const WEEKDAYS = '一二三四五六日'

/**
 * Reads a notice from its own words, or from lines like `2027-10-01/2027-10-07 休` and `2027-10-10 班`.
 *
 * @param year that its dates belong to where they name none; null to take it from the title
 */
export function readNoticeText(text: string, year: number | null): NoticeReading {
  const problems: NoticeProblem[] = []
  const about = year ?? yearInTitle(text)
  const rest: CivilDate[] = []
  const work: CivilDate[] = []
  let publishedOn: CivilDate | null = null

  for (const clause of clausesOf(text)) {
    const alone = new RegExp(`^(?:${DATE})$`).exec(clause)
    const signed = alone && alone[1] !== undefined && alone[4] === undefined ? readDates(clause, about, []) : null
    if (signed) publishedOn = signed[0]?.at(0) ?? null
    else readClause(clause, about, { rest, work, problems })
  }
  if (about === null && rest.length + work.length > 0) problems.push(problem('year_missing', ''))
  if (rest.length + work.length === 0 && problems.length === 0) problems.push(problem('nothing_understood', ''))
  const notice = { year: about, publishedOn, address: null, rest: intervalsOf(rest), work: inOrder(work) }
  return { notice, problems }
}

/** Reads the JSON of the public collection `holiday-cn`: `{ year, papers: [address], days: [{ date, isOffDay }] }`. */
export function readHolidayJson(text: string): NoticeReading {
  const empty: ReadNotice = { year: null, publishedOn: null, address: null, rest: [], work: [] }
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return { notice: empty, problems: [problem('json_unreadable', '')] }
  }
  if (!isHolidayFile(given)) return { notice: empty, problems: [problem('json_not_a_notice', '')] }

  const problems = given.days.flatMap(({ date }) =>
    readCivilDate(date) === undefined ? [problem('date_does_not_exist', date)] : [],
  )
  const named = (off: boolean) =>
    given.days.flatMap(({ date, isOffDay }) => (isOffDay === off ? (readCivilDate(date) ?? []) : []))
  // A year whose notice was amended names the later paper last.
  const address = given.papers.at(-1) ?? null
  const published = /\/(\d{4}-\d{2})\/(\d{2})\//.exec(address ?? '')
  if (given.days.length === 0) problems.push(problem('nothing_understood', ''))
  return {
    notice: {
      year: given.year,
      publishedOn: (published && readCivilDate(`${published[1]}-${published[2]}`)) ?? null,
      address,
      rest: intervalsOf(named(true)),
      work: inOrder(named(false)),
    },
    problems,
  }
}

/** Reads either of the two: JSON when it begins like JSON. */
export function readNotice(text: string, year: number | null): NoticeReading {
  return text.trimStart().startsWith('{') ? readHolidayJson(text) : readNoticeText(text, year)
}

/**
 * What is wrong with a notice beside those that are known already: days that are both rest and work, days of another
 * year, a year left out, a statutory rest day that it would work on.
 */
export function checkNotice(
  { year, publishedOn, address, rest, work }: ReadNotice,
  known: readonly CalendarNotice[],
  today: CivilDate,
): NoticeProblem[] {
  const problems: NoticeProblem[] = []
  if (publishedOn === null) problems.push(problem('published_missing', ''))
  else if (publishedOn > today) problems.push(problem('published_in_the_future', publishedOn))
  else if (known.some(({ version }) => version === noticeVersion(publishedOn)))
    problems.push(problem('notice_known', publishedOn))
  if (address === null || address.trim() === '') problems.push(problem('address_missing', ''))
  if (rest.length + work.length === 0) problems.push(problem('nothing_understood', ''))
  if (year === null) return [...problems, problem('year_missing', '')]
  if (year < FIRST_YEAR || year > lastAnnouncedYear(known) + 1)
    problems.push(problem('year_leaves_a_gap', String(year)))

  const resting = new Set(rest.flatMap(datesOf))
  for (const day of work) if (resting.has(day as CivilDate)) problems.push(problem('rest_and_work', day))
  const inReach = (day: string) => day >= `${year - 1}-12-01` && day <= `${year + 1}-01-31`
  for (const day of [...resting, ...work]) if (!inReach(day)) problems.push(problem('outside_the_year', day))
  for (const day of work) if (weekdayOf(day as CivilDate) <= 5) problems.push(warning('work_on_a_weekday', day))
  // An amended notice names what it changes; the first notice of a year arranges all of it.
  if (!known.some((notice) => notice.year === year))
    for (const day of statutoryRestDays(year))
      if (!resting.has(day)) problems.push(warning('statutory_day_missing', day))
  return problems
}

/** What a notice is known by: the day it was published. */
export function noticeVersion(publishedOn: CivilDate): string {
  return `cn-${publishedOn}`
}

const DATE = '(?:(\\d{4})年)?(?:(\\d{1,2})月)?(\\d{1,2})日(?:[（(]([^）)]*)[）)])?|(\\d{4}-\\d{2}-\\d{2})'
/** In a clause: a date, what joins two of them into a span, what the dates before mean, and how many there are. */
const TOKEN = new RegExp(`${DATE}|(至|到|—+|~|/)|(正常上班|放假|休息|休|off|rest)|(上班|补班|班|work)|共(\\d+)天`, 'g')

function clausesOf(text: string): string[] {
  return (
    text
      .split(/[。；;\n]/)
      // 调休 and 连休 say nothing of their own, and would be taken for a rest.
      .map((clause) =>
        clause
          .replaceAll(/放假调休/g, '放假')
          .replaceAll(/调休|连休|公休/g, '')
          .trim(),
      )
      .filter((clause) => clause !== '')
  )
}

type Understood = { readonly rest: CivilDate[]; readonly work: CivilDate[]; readonly problems: NoticeProblem[] }

/** Takes the dates of a clause to the next word that says what they are: `1月1日至3日放假，1月4日上班`. */
function readClause(clause: string, year: number | null, { rest, work, problems }: Understood) {
  let pending: string[] = []
  let last: readonly CivilDate[] = []
  for (const token of clause.matchAll(TOKEN)) {
    const [text, , , , , , join, resting, working, length] = token
    if (length !== undefined) {
      if (last.length > 0 && last.length !== Number(length)) problems.push(problem('length_differs', clause))
    } else if (resting === '正常上班') {
      // 「2月3日起正常上班」 names no day that would not be worked anyway, and says nothing of the dates before it.
      pending.pop()
      if (pending.some((each) => each !== '至')) problems.push(problem('dates_without_meaning', clause))
      pending = []
    } else if (resting !== undefined || working !== undefined) {
      const spans = readDates(pending.join(' '), year, problems)
      last = spans.flat()
      const days = working === undefined ? rest : work
      days.push(...last)
      pending = []
    } else pending.push(join === undefined ? text : '至')
  }
  // 现将…2027年…安排通知如下 has words and no dates; dates without a word are worth a question.
  if (pending.some((text) => text !== '至')) problems.push(problem('dates_without_meaning', clause))
}

/** Reads dates in a row, each borrowing its year and month from the one before; with `至` between two, all in between. */
function readDates(text: string, year: number | null, problems: NoticeProblem[]): CivilDate[][] {
  const spans: CivilDate[][] = []
  let [inYear, inMonth] = [year, null as number | null]
  let joins = false
  for (const token of text.matchAll(new RegExp(`${DATE}|(至)`, 'g'))) {
    const [written, ofYear, ofMonth, ofDay, beside, iso, join] = token
    if (join !== undefined) {
      joins = true
      continue
    }
    const previous = spans.at(-1)?.at(-1)
    inYear = ofYear === undefined ? inYear : Number(ofYear)
    inMonth = ofMonth === undefined ? inMonth : Number(ofMonth)
    if (iso === undefined && inMonth === null) {
      problems.push(problem('date_without_month', written))
      continue
    }
    const date = readCivilDate(iso ?? `${inYear ?? 0}-${two(inMonth ?? 0)}-${two(Number(ofDay))}`)
    if (date === undefined) {
      problems.push(problem('date_does_not_exist', written))
      continue
    }
    const weekday = /(?:周|星期|礼拜)([一二三四五六日天])/.exec(beside ?? '')?.[1]
    if (weekday !== undefined && WEEKDAYS.indexOf(weekday === '天' ? '日' : weekday) + 1 !== weekdayOf(date))
      problems.push(problem('weekday_differs', written))
    if (joins && previous !== undefined && date > previous && dayOf(date) - dayOf(previous) < 62)
      spans.at(-1)?.push(...datesOf(`${addDays(previous, 1)}/${date}`))
    else if (joins) problems.push(problem('date_does_not_exist', `至${written}`))
    else spans.push([date])
    joins = false
  }
  return spans
}

function yearInTitle(text: string): number | null {
  const found = /(\d{4})年(?:部分)?(?:节假日|元旦)/.exec(text) ?? /(?:^|\D)(\d{4})-\d{2}-\d{2}/.exec(text)
  return found ? Number(found[1]) : null
}

/** Days as intervals, as `2027-10-01/2027-10-07`. */
function intervalsOf(dates: readonly CivilDate[]): string[] {
  const spans: { first: CivilDate; last: CivilDate }[] = []
  for (const date of inOrder(dates)) {
    const span = spans.at(-1)
    if (span && addDays(span.last, 1) === date) span.last = date
    else spans.push({ first: date, last: date })
  }
  return spans.map(({ first, last }) => (first === last ? first : `${first}/${last}`))
}

function inOrder(dates: readonly CivilDate[]): CivilDate[] {
  return [...new Set(dates)].toSorted((one, other) => dayOf(one) - dayOf(other))
}

type HolidayFile = {
  readonly year: number
  readonly papers: readonly string[]
  readonly days: readonly { readonly date: string; readonly isOffDay: boolean }[]
}

function isHolidayFile(given: unknown): given is HolidayFile {
  if (typeof given !== 'object' || given === null) return false
  const { year, papers, days } = given as Record<string, unknown>
  const isDay = (day: unknown) =>
    typeof day === 'object' &&
    day !== null &&
    typeof (day as Record<string, unknown>)['date'] === 'string' &&
    typeof (day as Record<string, unknown>)['isOffDay'] === 'boolean'
  return (
    typeof year === 'number' &&
    Array.isArray(papers) &&
    papers.every((paper) => typeof paper === 'string') &&
    Array.isArray(days) &&
    days.every(isDay)
  )
}

function problem(code: NoticeProblem['code'], at: string): NoticeProblem {
  return { code, severity: 'problem', at }
}

function warning(code: NoticeProblem['code'], at: string): NoticeProblem {
  return { code, severity: 'warning', at }
}

function two(value: number) {
  return String(value).padStart(2, '0')
}
