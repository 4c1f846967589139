import type { CivilDate } from '../instant.ts'
import { invariant } from '../outcome.ts'
import { EXAM_CATEGORIES, type ExamCategory } from './categories.ts'
import type { ClockName } from './deadline.ts'
import { CUT_SCORE, FULL_MARKS, type Hundredths } from './marks.ts'

/** The parts of an exam: operators sit both, in this order; the others only the first. */
export const COMPONENTS = ['knowledge', 'practical'] as const
export type Component = (typeof COMPONENTS)[number]

/**
 * A value of the law with where it stands: the article of Order 92, `reading` where its text is silent, or `O19` for
 * Order 19 of the Ministry of Emergency Management, whose articles could not be read in full.
 */
export type Cited<Value> = { readonly value: Value; readonly article: string }

/** The orders whose rules are known here. Order 92 is the one in force; Order 19 is open for coal operators (3.7). */
export const RULES_VERSIONS = ['O92-2018', 'O19-2026'] as const
export type RulesVersion = (typeof RULES_VERSIONS)[number]

/** The rules of one category of exam in one jurisdiction, as data with the days they hold. */
export type Rules = {
  readonly version: RulesVersion
  /** Where they hold: the whole of the country. A province chooses among them, it makes none (art. 21). */
  readonly jurisdiction: 'CN'
  readonly from: CivilDate
  readonly to: CivilDate | null
  /** `open`: declared, and in force only for a province that chose it, because whether it binds is not settled. */
  readonly standing: 'in_force' | 'open'
  readonly category: ExamCategory
  readonly components: Cited<readonly Component[]>
  readonly fullMarks: Cited<Hundredths>
  readonly cutScore: Cited<Hundredths>
  /** Where items come from, and how many of a hundred must be national where banks are mixed. */
  readonly bankMix: Cited<
    { readonly sources: 'national_and_provincial'; readonly nationalPercent: number } | { readonly sources: 'unified' }
  >
  /** Retakes of each component beyond the first attempt: null is no limit, 4 are five attempts. */
  readonly retakes: Readonly<Record<Component, Cited<number | null>>>
  /**
   * What a last failure means: no application for a time; the training again and no time bar; or the knowledge exam
   * again, without training.
   */
  readonly afterwards: Cited<'barred' | 'retrain' | 'knowledge_again'>
  readonly bar: Bar | null
  /** How long a passed knowledge exam waits for the practical one. */
  readonly knowledgeKeptMonths: Cited<number> | null
  /** Whether a knowledge pass still kept counts in the next assessment too, after the practical was failed for good (A12). */
  readonly knowledgeCarriesOver: Cited<boolean>
  /** Whom an application goes to. */
  readonly applyAt: Cited<'authority_of_enterprise' | 'work_or_household' | 'anywhere'>
  /** How often the authority assesses again; null where the certificate alone has an end. */
  readonly cycleYears: Cited<3 | null>
  /** How long a certificate is valid; null where the order gives it no end. */
  readonly validityYears: Cited<6 | null>
  readonly scoreRelease: ClockName
  readonly certificate: ClockName
}

type Bar = {
  readonly clock: ClockName
  /** The exams it keeps a person from: both manager roles, and no operator's exam. */
  readonly covers: readonly ExamCategory[]
  /**
   * Whether the bar starts no later than the scores were due, so that a late authority does not prolong it (A3).
   * Off: the failure has no effect before it is published.
   */
  readonly startsByReleaseDue: boolean
}

const managers = {
  version: 'O92-2018',
  jurisdiction: 'CN',
  from: '2018-03-01' as CivilDate,
  to: null,
  standing: 'in_force',
  components: { value: ['knowledge'], article: '17' },
  fullMarks: { value: FULL_MARKS, article: '18' },
  cutScore: { value: CUT_SCORE, article: '18' },
  bankMix: { value: { sources: 'national_and_provincial', nationalPercent: 80 }, article: '18' },
  retakes: { knowledge: { value: 1, article: '19' }, practical: { value: 0, article: '17' } },
  afterwards: { value: 'barred', article: '19' },
  bar: { clock: 'manager.bar', covers: ['principal', 'manager'], startsByReleaseDue: false },
  knowledgeKeptMonths: null,
  knowledgeCarriesOver: { value: false, article: 'reading' },
  applyAt: { value: 'authority_of_enterprise', article: '16' },
  cycleYears: { value: 3, article: '20' },
  validityYears: { value: null, article: '19' },
  scoreRelease: 'manager.scoreRelease',
  certificate: 'manager.certificate',
} as const

const operators: Rules = {
  version: 'O92-2018',
  jurisdiction: 'CN',
  from: '2018-03-01' as CivilDate,
  to: null,
  standing: 'in_force',
  category: 'operator',
  components: { value: COMPONENTS, article: '27' },
  fullMarks: { value: FULL_MARKS, article: '27' },
  cutScore: { value: CUT_SCORE, article: '27' },
  bankMix: { value: { sources: 'unified' }, article: '27' },
  retakes: { knowledge: { value: 1, article: '27' }, practical: { value: 1, article: '27' } },
  afterwards: { value: 'retrain', article: '27' },
  bar: null,
  // Order 92 is silent; the national measures of 2013 (安监总培训〔2013〕104号) let a pass count for twelve months.
  knowledgeKeptMonths: { value: 12, article: 'reading' },
  knowledgeCarriesOver: { value: false, article: 'reading' },
  applyAt: { value: 'work_or_household', article: '26' },
  cycleYears: { value: null, article: '28' },
  validityYears: { value: 6, article: '28' },
  scoreRelease: 'operator.scoreRelease',
  certificate: 'operator.certificate',
}

/** The rules in force for each category. Principals and safety managers share every number. */
export const RULES: Readonly<Record<ExamCategory, Rules>> = {
  principal: { ...managers, category: 'principal' },
  manager: { ...managers, category: 'manager' },
  operator: operators,
}

/**
 * Every record there is. Order 19 (2025-12-17, from 2026-06-01) changes the rules for special operators in general and
 * names coal mines; whether it displaces Order 92 for coal operators is not settled. What it does not change, or what
 * of it could not be read, stands as in Order 92.
 */
export const RULE_RECORDS: readonly Rules[] = [
  ...EXAM_CATEGORIES.map((category) => RULES[category]),
  {
    ...operators,
    version: 'O19-2026',
    from: '2026-06-01' as CivilDate,
    standing: 'open',
    retakes: { knowledge: { value: null, article: 'O19' }, practical: { value: 4, article: 'O19' } },
    afterwards: { value: 'knowledge_again', article: 'O19' },
    applyAt: { value: 'anywhere', article: 'O19' },
    cycleYears: { value: null, article: 'O19' },
    validityYears: { value: 6, article: 'O19' },
  },
]

/** A version that a province chose for its operators, from a day on. Of several that have begun the last one holds. */
export type RulesChoice = { readonly version: RulesVersion; readonly fromDate: CivilDate }

/** The record of a version. A version that knows nothing of a category leaves it to Order 92. */
export function rulesOf(category: ExamCategory, version: RulesVersion): Rules {
  return RULE_RECORDS.find((rules) => rules.category === category && rules.version === version) ?? RULES[category]
}

/**
 * The rules that hold on a day: eligibility and training go by the day an application is accepted, the paper and the
 * pass mark by the day of the sitting.
 *
 * @param choices of the province, in the order they were confirmed; none for the national authority
 * @throws before 2018-03-01, when Order 52 was in force (R50-1)
 */
export function rulesOn(category: ExamCategory, on: CivilDate, choices: readonly RulesChoice[] = []): Rules {
  let chosen: RulesChoice | undefined
  for (const choice of choices) if (choice.fromDate <= on) chosen = choice
  const rules = chosen === undefined ? RULES[category] : rulesOf(category, chosen.version)
  const holds = rules.from <= on && (rules.to === null || on <= rules.to)
  const found = holds ? rules : RULES[category]
  invariant(found.from <= on, `the rules before ${found.from} are those of Order 52, which are not known here`)
  return found
}

/**
 * The rules for what follows a failed result: those of its day, or those of today where they are better for the
 * person. A new rule applies to the past only for the better (Legislation Law art. 104).
 */
export function rulesAfterFailure(
  category: ExamCategory,
  { failedOn, today }: { readonly failedOn: CivilDate; readonly today: CivilDate },
  choices: readonly RulesChoice[] = [],
): Rules {
  const then = rulesOn(category, failedOn, choices)
  const now = rulesOn(category, today, choices)
  return isBetter(now, then) ? now : then
}

/** How hard it is on a person, from nothing to a year without an application. */
const BURDEN = { knowledge_again: 0, retrain: 1, barred: 2 } as const

/** Whether rules leave a person better off after a failure: worse in nothing, and better in something. */
function isBetter(one: Rules, other: Rules): boolean {
  const compared = [
    ...COMPONENTS.map((component) => retakesOf(one, component) - retakesOf(other, component)),
    BURDEN[other.afterwards.value] - BURDEN[one.afterwards.value],
  ].map((difference) => (Number.isNaN(difference) ? 0 : difference))
  return compared.every((difference) => difference >= 0) && compared.some((difference) => difference > 0)
}

function retakesOf(rules: Rules, component: Component) {
  return rules.retakes[component].value ?? Infinity
}
