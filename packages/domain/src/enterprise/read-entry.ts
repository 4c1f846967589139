import { type CivilDate, readCivilDate } from '../instant.ts'
import type { Category } from '../law/categories.ts'
import { findPost, readPost } from '../law/posts.ts'
import { isTrade, readTrade } from '../law/trades.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import { type Education, type EducationLevel } from '../people/background.ts'
import type { SkillGrade } from './mentor.ts'

/** A post as a clerk enters it. */
export type PostEntry = {
  readonly post: string
  /** What the appointment says, and for a post "and the like" why it belongs here. */
  readonly title: string | null
  readonly trade: string | null
  readonly startedOn: CivilDate
}

export type PostRefusal =
  | { code: 'post_unknown' }
  | { code: 'post_needs_reason'; article: string }
  | { code: 'trade_unknown' }
  | { code: 'trade_only_for_operators' }
  | { code: 'appointed_in_the_future' }

/**
 * Whether a post can be registered: it is one of Order 92's (R02-1), a post "and the like" says why (R10-1), operators have a
 * trade of the state's list (R21-1) and nobody else has one, and the day has come.
 */
export function checkPost(
  { post, title, trade, startedOn }: PostEntry,
  today: CivilDate,
): Outcome<{ readonly category: Category }, PostRefusal> {
  const rule = findPost(post)
  if (!rule) return refuse({ code: 'post_unknown' })
  if (rule.needsReason && (title ?? '').trim().length < 2)
    return refuse({ code: 'post_needs_reason', article: rule.article })
  if (rule.category === 'operator' && (trade === null || !isTrade(trade))) return refuse({ code: 'trade_unknown' })
  if (rule.category !== 'operator' && trade !== null) return refuse({ code: 'trade_only_for_operators' })
  if (startedOn > today) return refuse({ code: 'appointed_in_the_future' })
  return allow({ category: rule.category })
}

/** The columns of a list of people; all but the first four may be missing. */
export const ENTRY_COLUMNS = [
  'name',
  'idNumber',
  'post',
  'startedOn',
  'title',
  'trade',
  'underground',
  'level',
  'coalRelated',
  'subject',
  'school',
  'graduatedOn',
  'skillGrade',
] as const
export type EntryColumn = (typeof ENTRY_COLUMNS)[number]
export type EntryTexts = Readonly<Record<EntryColumn, string>>

/** A row of a list as it can be entered; the name and the ID number stay as they were typed. */
export type Entry = PostEntry & {
  readonly name: string
  readonly idNumber: string
  readonly underground: boolean
  readonly education: Education | null
  readonly skillGrade: SkillGrade | null
}

export type EntryRefusal =
  | { code: 'post_unknown' }
  | { code: 'trade_unknown' }
  | { code: 'date_unreadable' }
  | { code: 'education_unknown' }
  | { code: 'skill_grade_unknown' }

/** Reads a row of a list as people write it; what it cannot understand it refuses, and what is not written it leaves out. */
export function readEntry(texts: EntryTexts): Outcome<Entry, EntryRefusal> {
  const text = (column: EntryColumn) => texts[column].trim()
  const post = readPost(text('post'))
  if (post === undefined) return refuse({ code: 'post_unknown' })
  const trade = text('trade') === '' ? null : readTrade(text('trade'))
  if (trade === undefined) return refuse({ code: 'trade_unknown' })
  const startedOn = readDate(text('startedOn'))
  const graduatedOn = text('graduatedOn') === '' ? null : readDate(text('graduatedOn'))
  if (startedOn === undefined || graduatedOn === undefined) return refuse({ code: 'date_unreadable' })
  const level = text('level') === '' ? null : readLevel(text('level'))
  if (level === undefined) return refuse({ code: 'education_unknown' })
  const skillGrade = text('skillGrade') === '' ? null : GRADES.get(text('skillGrade'))
  if (skillGrade === undefined) return refuse({ code: 'skill_grade_unknown' })
  return allow({
    name: text('name'),
    // Excel keeps text by an apostrophe before it.
    idNumber: text('idNumber').replace(/^['’]/, ''),
    post,
    title: text('title') === '' ? null : text('title'),
    trade,
    startedOn,
    underground: isYes(text('underground')),
    education: level && {
      level,
      coalRelated: isYes(text('coalRelated')),
      subject: text('subject'),
      school: text('school'),
      graduatedOn,
    },
    skillGrade,
  })
}

/** A day as spreadsheets write it: 2026-09-01, 2026/9/1, 2026.9.1, 2026年9月1日 or 20260901. */
export function readDate(text: string): CivilDate | undefined {
  const parts =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.trim()) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text.trim())
  if (!parts) return undefined
  const [, year = '', month = '', day = ''] = parts
  return readCivilDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}

// The first that a text begins with; 高中 before 高职, 大学专科 before 大学.
const LEVELS: readonly (readonly [RegExp, EducationLevel])[] = [
  [/^小学/, 'primary'],
  [/^初中/, 'junior_middle'],
  [/^(?:职业高中|职高|中专|技校|技工|中技|中职|中等)/, 'vocational'],
  [/^(?:普通)?高中/, 'senior_middle'],
  [/^(?:大专|专科|高职|大学专科|高专)/, 'college_diploma'],
  [/^(?:本科|大学|大本|学士)/, 'bachelor'],
  [/^(?:硕士|博士|研究生)/, 'master_or_above'],
]

function readLevel(text: string): EducationLevel | undefined {
  return LEVELS.find(([pattern]) => pattern.test(text))?.[1]
}

const GRADES: ReadonlyMap<string, SkillGrade> = new Map([
  ['初级工', 'junior'],
  ['中级工', 'intermediate'],
  ['高级工', 'senior'],
  ['技师', 'technician'],
  ['高级技师', 'senior_technician'],
])

function isYes(text: string) {
  return ['是', '井下', '煤矿相关', '相关', 'yes', 'y', '1', '√'].includes(text.toLowerCase())
}
