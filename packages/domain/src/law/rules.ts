import type { CivilDate } from '../instant.ts'
import type { ExamCategory } from './categories.ts'
import type { ClockName } from './deadline.ts'
import { CUT_SCORE, FULL_MARKS, type Hundredths } from './marks.ts'

/** The parts of an exam: operators sit both, in this order; the others only the first. */
export const COMPONENTS = ['knowledge', 'practical'] as const
export type Component = (typeof COMPONENTS)[number]

/** A value of the law with the article of Order 92 it stands in, or `reading` where the text is silent. */
export type Cited<Value> = { readonly value: Value; readonly article: string }

/** The rules of one category of exam, as data with the days they hold. */
export type Rules = {
  readonly version: string
  readonly from: CivilDate
  readonly to: CivilDate | null
  readonly category: ExamCategory
  readonly components: Cited<readonly Component[]>
  readonly fullMarks: Cited<Hundredths>
  readonly cutScore: Cited<Hundredths>
  /** Where items come from, and how many of a hundred must be national where banks are mixed. */
  readonly bankMix: Cited<
    { readonly sources: 'national_and_provincial'; readonly nationalPercent: number } | { readonly sources: 'unified' }
  >
  /** Retakes of one component. */
  readonly retakes: Cited<1>
  /** What a last failure means: no application for a time, or the training again and no time bar. */
  readonly afterwards: Cited<'barred' | 'retrain'>
  readonly bar: Bar | null
  /** How long a passed knowledge exam waits for the practical one. */
  readonly knowledgeKeptMonths: Cited<number> | null
  readonly scoreRelease: ClockName
  readonly certificate: ClockName
}

type Bar = {
  readonly clock: ClockName
  /** The exams it keeps a person from: both manager roles, and no operator's exam. */
  readonly covers: readonly ExamCategory[]
  /**
   * Whether the bar starts no later than the scores were due, so that a late authority does not prolong it.
   * Off: the failure has no effect before it is published.
   */
  readonly startsByReleaseDue: boolean
}

const managers = {
  version: 'O92-2018',
  from: '2018-03-01' as CivilDate,
  to: null,
  components: { value: ['knowledge'], article: '17' },
  fullMarks: { value: FULL_MARKS, article: '18' },
  cutScore: { value: CUT_SCORE, article: '18' },
  bankMix: { value: { sources: 'national_and_provincial', nationalPercent: 80 }, article: '18' },
  retakes: { value: 1, article: '19' },
  afterwards: { value: 'barred', article: '19' },
  bar: { clock: 'manager.bar', covers: ['principal', 'manager'], startsByReleaseDue: false },
  knowledgeKeptMonths: null,
  scoreRelease: 'manager.scoreRelease',
  certificate: 'manager.certificate',
} as const

/** The rules in force for each category. Principals and safety managers share every number. */
export const RULES: Readonly<Record<ExamCategory, Rules>> = {
  principal: { ...managers, category: 'principal' },
  manager: { ...managers, category: 'manager' },
  operator: {
    version: 'O92-2018',
    from: '2018-03-01' as CivilDate,
    to: null,
    category: 'operator',
    components: { value: COMPONENTS, article: '27' },
    fullMarks: { value: FULL_MARKS, article: '27' },
    cutScore: { value: CUT_SCORE, article: '27' },
    bankMix: { value: { sources: 'unified' }, article: '27' },
    retakes: { value: 1, article: '27' },
    afterwards: { value: 'retrain', article: '27' },
    bar: null,
    // Order 92 is silent; the national measures of 2013 (安监总培训〔2013〕104号) let a pass count for twelve months.
    knowledgeKeptMonths: { value: 12, article: 'reading' },
    scoreRelease: 'operator.scoreRelease',
    certificate: 'operator.certificate',
  },
}
