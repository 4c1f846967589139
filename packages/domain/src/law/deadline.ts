import { type CivilDate, type Instant, addDays, civilDateAt, civilDateOfDay, dayOf } from '../instant.ts'
import { type Calendar, type CountedDay, addWorkdays, rollForward } from './calendar.ts'

type ClockRule = {
  readonly title: { readonly zh: string; readonly en: string }
  /** What the date is that the clock starts from. */
  readonly starts: { readonly zh: string; readonly en: string }
  readonly length: number
  readonly unit: 'workday' | 'day' | 'month' | 'year'
  /**
   * How days are counted. By law the day that starts a period is not counted, and a period of months ends on the
   * corresponding day (Civil Code arts. 201–202). Certificates count their first day, so that their last valid
   * day is the one before the corresponding day. One mark is counted back.
   */
  readonly counting: 'after_start' | 'with_start' | 'back_from_start'
  /** Whether a last day that is a rest day moves to the next working day (Civil Code art. 203). */
  readonly roll: boolean
  /** What the date means: do it by then, it lasts to the end of that day, or it is reached on that day. */
  readonly meaning: 'due_by' | 'lasts_through' | 'reached_on'
  readonly owedBy: readonly ('person' | 'enterprise' | 'authority')[]
  /** The article of Order 92. */
  readonly article: string
}

/** Every clock of Order 92. Working days, days, months and years are never turned into one another. */
export const CLOCKS = {
  'manager.apply': {
    title: { zh: '提出考核申请', en: 'Apply for assessment' },
    starts: { zh: '任职之日', en: 'the day of appointment' },
    ...after(30, 'day'),
    roll: true,
    owedBy: ['person', 'enterprise'],
    article: '17',
  },
  'manager.pass': {
    title: { zh: '通过安全生产知识和管理能力考核', en: 'Pass the assessment' },
    starts: { zh: '任职之日', en: 'the day of appointment' },
    ...after(6, 'month'),
    roll: true,
    owedBy: ['person', 'enterprise'],
    article: '17',
  },
  'manager.scoreRelease': {
    title: { zh: '公布考试成绩', en: 'Publish the scores' },
    starts: { zh: '考试结束之日', en: 'the day the exam ended' },
    ...after(5, 'workday'),
    owedBy: ['authority'],
    article: '18',
  },
  'manager.certificate': {
    title: { zh: '颁发考核合格证明', en: 'Issue the certificate of assessment' },
    starts: { zh: '公布考试成绩之日', en: 'the day the scores were published' },
    ...after(10, 'workday'),
    owedBy: ['authority'],
    article: '19',
  },
  'manager.bar': {
    title: { zh: '不得再次申请考核', en: 'Barred from applying again' },
    starts: { zh: '补考成绩公布之日', en: 'the day the failed retake was published' },
    ...after(1, 'year'),
    meaning: 'lasts_through',
    owedBy: [],
    article: '19',
  },
  'manager.cycle': {
    title: { zh: '每三年考核一次', en: 'Assess again, every three years' },
    starts: { zh: '考核合格证明颁发之日', en: 'the day the certificate was issued' },
    ...after(3, 'year'),
    counting: 'with_start',
    owedBy: ['authority'],
    article: '20',
  },
  'operator.organise': {
    title: { zh: '组织考试', en: 'Hold the exam' },
    starts: { zh: '收到完整申请材料之日', en: 'the day the complete application was received' },
    ...after(60, 'day'),
    roll: true,
    owedBy: ['authority'],
    article: '26',
  },
  'operator.scoreRelease': {
    title: { zh: '公布考试成绩', en: 'Publish the scores' },
    starts: { zh: '考试结束之日', en: 'the day the exam ended' },
    ...after(10, 'workday'),
    owedBy: ['authority'],
    article: '27',
  },
  'operator.certificate': {
    title: { zh: '完成发证工作', en: 'Issue the special-operation certificate' },
    starts: { zh: '考试合格之日', en: 'the day the last component was passed' },
    ...after(20, 'workday'),
    owedBy: ['authority'],
    article: '27',
  },
  'operator.validity': {
    title: { zh: '特种作业操作证有效期', en: 'Validity of the special-operation certificate' },
    starts: { zh: '发证之日', en: 'the day of issue' },
    ...after(6, 'year'),
    counting: 'with_start',
    meaning: 'lasts_through',
    owedBy: [],
    article: '28',
  },
  'operator.renewalMark': {
    title: { zh: '完成专门培训并申请延期换证', en: 'Finish the renewal training and apply' },
    starts: { zh: '有效期最后一日', en: 'the last valid day of the certificate' },
    ...after(60, 'day'),
    counting: 'back_from_start',
    owedBy: ['person'],
    article: '29',
  },
  'operator.renewalIssue': {
    title: { zh: '换发新的特种作业操作证', en: 'Issue the renewed certificate' },
    starts: { zh: '考试合格之日', en: 'the day the exams were passed' },
    ...after(20, 'workday'),
    owedBy: ['authority'],
    article: '29',
  },
  'operator.absence': {
    title: { zh: '离岗满六个月，重新上岗前须进行实际操作能力考试', en: 'Six months away: practical exam before work' },
    starts: { zh: '离岗首日（最后在岗日的次日）', en: 'the first day off the post' },
    ...after(6, 'month'),
    meaning: 'reached_on',
    owedBy: ['enterprise'],
    article: '30',
  },
  'operator.revocationBar': {
    title: { zh: '撤销后不得再次申请特种作业操作证', en: 'Barred from a new certificate after revocation' },
    starts: { zh: '撤销决定之日', en: 'the day of the revocation decision' },
    ...after(3, 'year'),
    meaning: 'lasts_through',
    owedBy: [],
    article: '42',
  },
  'worker.mentor': {
    title: { zh: '实习满四个月', en: 'Four full months under a mentor' },
    starts: { zh: '实习首日', en: 'the first day under the mentor' },
    ...after(4, 'month'),
    meaning: 'reached_on',
    owedBy: ['enterprise'],
    article: '36',
  },
  'archive.manager': archive(3, '主要负责人、安全生产管理人员', 'principals and safety managers'),
  'archive.operator': archive(6, '特种作业人员', 'special operators'),
  'archive.worker': archive(3, '其他从业人员', 'other workers'),
} as const satisfies Record<string, ClockRule>

export type ClockName = keyof typeof CLOCKS

export const clockNames = Object.keys(CLOCKS) as ClockName[]

/**
 * A date that a clock gives. `strict` is the day before any rolling, and the one to plan by; `provisional` says
 * that a notice still to come may move `due`; `calendar` is the version it was counted by, for a later recount.
 */
export type Deadline = {
  readonly clock: ClockName
  readonly from: CivilDate
  readonly due: CivilDate
  readonly strict: CivilDate
  readonly provisional: boolean
  readonly article: string
  readonly calendar: string
}

/**
 * Works out one clock.
 *
 * @param from the date `CLOCKS[clock].starts` names; an instant is made a date by `civilDateAt` first
 */
export function deadline(clock: ClockName, from: CivilDate, calendar: Calendar): Deadline {
  const rule: ClockRule = CLOCKS[clock]
  const strict = strictDay(rule, from, calendar)
  const { due, provisional } = rule.roll ? rollForward(calendar, strict.due) : strict
  return { clock, from, due, strict: strict.due, provisional, article: rule.article, calendar: calendar.version }
}

/**
 * The civil date on which a sitting's exam ended (考试结束之日): that of its scheduled end or of the last paper
 * handed in, whichever is later. Each sitting has its own, so no candidate of a session of several days waits
 * for the last of them.
 */
export function examEndDate(scheduledEndAt: Instant, lastSubmissionAt: Instant | null): CivilDate {
  return civilDateAt(Math.max(scheduledEndAt, lastSubmissionAt ?? scheduledEndAt) as Instant)
}

/** The corresponding day so many months later, or the last day of that month if it has none (Civil Code art. 202). */
export function addMonths(date: CivilDate, count: number): CivilDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const months = year * 12 + (month - 1) + count
  const firstOfMonth = dayOf(firstDay(months))
  const daysInMonth = dayOf(firstDay(months + 1)) - firstOfMonth
  return civilDateOfDay(firstOfMonth + Math.min(day, daysInMonth) - 1)
}

/** The last day before any rolling. Only working days owe it to the calendar; the rest can't be moved by a notice. */
function strictDay({ length, unit, counting }: ClockRule, from: CivilDate, calendar: Calendar): CountedDay {
  if (unit === 'workday') return addWorkdays(calendar, from, length)
  const signed = counting === 'back_from_start' ? -length : length
  const corresponding = unit === 'day' ? addDays(from, signed) : addMonths(from, unit === 'year' ? signed * 12 : signed)
  return { due: counting === 'with_start' ? addDays(corresponding, -1) : corresponding, provisional: false }
}

/** The first day of a month, counted in months since the year 0. */
function firstDay(months: number) {
  const year = String(Math.floor(months / 12)).padStart(4, '0')
  return `${year}-${String((months % 12) + 1).padStart(2, '0')}-01` as CivilDate
}

/** What most clocks are: counted from the day after, not rolled, something to be done by then. */
function after<const Unit extends ClockRule['unit']>(length: number, unit: Unit) {
  return { length, unit, counting: 'after_start', roll: false, meaning: 'due_by' } as const
}

function archive(years: number, zh: string, en: string) {
  return {
    title: { zh: `企业安全培训档案保存期（${zh}）`, en: `Keep the course file (${en})` },
    starts: { zh: '培训班结束之日', en: 'the day the course closed' },
    ...after(years, 'year'),
    meaning: 'lasts_through',
    owedBy: ['enterprise'],
    article: '9',
  } as const
}
