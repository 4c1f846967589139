import type { ApplicationPurpose } from '../application/application.ts'
import { type CivilDate, addDays } from '../instant.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import { officialCalendar } from './calendar.ts'
import type { ExamCategory } from './categories.ts'
import { addMonths, deadline } from './deadline.ts'
import type { Hundredths } from './marks.ts'
import type { Component, Rules } from './rules.ts'

/**
 * One attempt at one component, as it stands: after a correction, the corrected points. An absence is no attempt
 * and is left out; so is a void sitting, unless it was decided that it uses up the attempt.
 */
export type AttemptResult = {
  readonly component: Component
  /** Null for a result cancelled for misconduct whose attempt is used up all the same. */
  readonly points: Hundredths | null
  /** The civil date the exam ended. */
  readonly endedOn?: CivilDate | undefined
  /** The day the score was published; absent while it is not. */
  readonly publishedOn?: CivilDate | undefined
  /** The last lawful day to publish it, for a bar that a late authority may not prolong. */
  readonly releaseDue?: CivilDate | undefined
}

/** Where a person stands in one component of one assessment. */
export type Standing = {
  readonly category: ExamCategory
  readonly component: Component
  /** `locked`: a practical exam whose knowledge exam is not passed. */
  readonly state: 'locked' | 'first_attempt' | 'retake_available' | 'passed' | 'failed_final'
  /** How often the person may still sit; 0 while locked, null where there is no limit. */
  readonly attemptsLeft: number | null
  /** How often the person has sat it. */
  readonly attempts: number
  /** What the last failure led to; null before. */
  readonly afterwards: Rules['afterwards']['value'] | null
  /** The first day of a new application after a bar; null without a bar, or while the failure is unpublished. */
  readonly earliestReapplication: CivilDate | null
  /** The day of the last failure, which new training must come after. */
  readonly failedOn: CivilDate | null
  /** The last day on which the practical exam can build on the knowledge exam. */
  readonly knowledgeKeptThrough: CivilDate | null
  readonly article: string
}

export type AttemptRefusal =
  | { code: 'already_passed'; article: string }
  | { code: 'knowledge_not_passed'; article: string }
  | { code: 'knowledge_pass_lapsed'; article: string; keptThrough: CivilDate }
  | { code: 'training_needed_again'; article: string; failedOn: CivilDate | null }
  | { code: 'barred_until'; article: string; earliestReapplication: CivilDate }
  | { code: 'no_attempt_left'; article: string }
  | { code: 'component_not_asked'; article: string; component: Component }

export type ApplicationRefusal =
  | { code: 'barred_until'; article: string; earliestReapplication: CivilDate }
  | { code: 'assessment_still_open'; article: string; component: Component }
  | { code: 'training_needed_again'; article: string; failedOn: CivilDate | null }

/** Held like an assessment and with none of its consequences: a spot check (art. 40), the rehearsal of a room, and a canary. */
export const OUTSIDE_ASSESSMENTS = ['spot_check', 'rehearsal', 'canary'] as const

/** What an assessment may be opened for. */
export type AssessmentPurpose = ApplicationPurpose | (typeof OUTSIDE_ASSESSMENTS)[number]

/** Whether an attempt of this purpose counts to anything. */
export function isAssessment(purpose: AssessmentPurpose): purpose is ApplicationPurpose {
  return !OUTSIDE_ASSESSMENTS.some((outside) => outside === purpose)
}

/** The exams an assessment asks for: after an absence the practical one alone (R30-1), else all of the category's. */
export function componentsAsked(rules: Rules, purpose: AssessmentPurpose): readonly Component[] {
  return purpose === 'practical_again' ? ['practical'] : rules.components.value
}

/**
 * Where a person stands after the results of one assessment: so many retakes of each component as the rules give,
 * each on its own (R27-5, A10), then what the rules let follow: a one-year bar for principals and managers (R19-4),
 * the training again for operators (R27-8). Renewals, absences and reassessments go by the same rules (A19, A20).
 *
 * @param results every attempt of this one assessment, in order. More than the rules give are never counted: under
 *   Order 92 a pass in a third attempt is no pass.
 */
export function standing(
  rules: Rules,
  component: Component,
  results: readonly AttemptResult[],
  purpose: AssessmentPurpose = 'first',
): Standing {
  const { value: retakes, article } = rules.retakes[component]
  const sat = results.filter((result) => result.component === component)
  const attempts = retakes === null ? sat : sat.slice(0, 1 + retakes)
  const last = attempts.at(-1)
  const buildsOnKnowledge = component === 'practical' && componentsAsked(rules, purpose).includes('knowledge')
  const knowledge = buildsOnKnowledge ? standing(rules, 'knowledge', results, purpose) : null
  const about = {
    category: rules.category,
    component,
    attemptsLeft: 0,
    attempts: attempts.length,
    afterwards: null,
    earliestReapplication: null,
    failedOn: null,
    knowledgeKeptThrough: knowledge && lastDayOfKnowledge(rules, results),
  }

  if (knowledge && knowledge.state !== 'passed') return { ...about, state: 'locked', article: rules.components.article }
  if (attempts.some((attempt) => isPassed(rules, attempt)))
    return { ...about, state: 'passed', article: rules.cutScore.article }
  const attemptsLeft = retakes === null ? null : 1 + retakes - attempts.length
  if (!last) return { ...about, state: 'first_attempt', attemptsLeft, article: rules.components.article }
  if (attemptsLeft !== 0) return { ...about, state: 'retake_available', attemptsLeft, article }
  return {
    ...about,
    state: 'failed_final',
    afterwards: rules.afterwards.value,
    earliestReapplication: firstDayAfterBar(rules, last),
    failedOn: last.endedOn ?? last.publishedOn ?? null,
    article: rules.afterwards.article,
  }
}

/** Where a person stands in every component that an assessment asks for. */
export function standings(rules: Rules, purpose: AssessmentPurpose, results: readonly AttemptResult[]): Standing[] {
  return componentsAsked(rules, purpose).map((component) => standing(rules, component, results, purpose))
}

/** Whether the person may sit this component on a day, and as which attempt: under Order 92 never a third. */
export function mayAttempt(person: Standing, on: CivilDate): Outcome<{ attempt: number }, AttemptRefusal> {
  const { state, article, attempts } = person
  switch (state) {
    case 'locked':
      return refuse({ code: 'knowledge_not_passed', article })
    case 'passed':
      return refuse({ code: 'already_passed', article })
    case 'failed_final': {
      const { afterwards, earliestReapplication, failedOn } = person
      if (afterwards === 'retrain') return refuse({ code: 'training_needed_again', article, failedOn })
      if (earliestReapplication !== null && on < earliestReapplication)
        return refuse({ code: 'barred_until', article, earliestReapplication })
      return refuse({ code: 'no_attempt_left', article })
    }
    case 'first_attempt':
    case 'retake_available': {
      const keptThrough = person.knowledgeKeptThrough
      if (keptThrough !== null && on > keptThrough)
        return refuse({ code: 'knowledge_pass_lapsed', article, keptThrough })
      return allow({ attempt: attempts + 1 })
    }
  }
}

/**
 * How an assessment ended, by its published results: passed in everything it asks for, or failed for the last time in
 * one of them; null while it goes on.
 */
export function assessmentEnd(rules: Rules, purpose: AssessmentPurpose, results: readonly AttemptResult[]) {
  const all = standings(rules, purpose, results)
  const failed = all.find(({ state }) => state === 'failed_final')
  if (failed) return { outcome: 'failed', failed } as const
  return all.every(({ state }) => state === 'passed') ? ({ outcome: 'passed' } as const) : null
}

/**
 * The knowledge pass that an earlier assessment leaves to the next where the rules let it carry over (A12): the last
 * one, while it is kept.
 */
export function carriedKnowledge<Result extends AttemptResult>(
  rules: Rules,
  earlier: readonly Result[],
  on: CivilDate,
): readonly Result[] {
  if (!rules.knowledgeCarriesOver.value) return []
  let pass: Result | undefined
  for (const result of earlier) if (result.component === 'knowledge' && isPassed(rules, result)) pass = result
  const keptThrough = pass && lastDayOfKnowledge(rules, [pass])
  return pass && keptThrough && on <= keptThrough ? [pass] : []
}

/**
 * Whether a person may open a new assessment under these rules: not while a bar runs, not beside an assessment
 * with attempts left, which would be a third attempt by another name (A51), and for operators after a last
 * failure not before training that ended after it.
 *
 * @param earlier where the person stands in every component of every earlier assessment that is no spot check: of both
 *   manager roles for a principal or manager, of the same trade for an operator
 * @param trainedOn the end of the person's latest training course, or null
 */
export function mayApply(
  rules: Rules,
  earlier: readonly Standing[],
  on: CivilDate,
  trainedOn: CivilDate | null,
): Outcome<{ category: ExamCategory }, ApplicationRefusal> {
  for (const { afterwards, earliestReapplication, article, category, component } of earlier) {
    if (afterwards !== 'barred' || !rules.bar?.covers.includes(category)) continue
    // The bar of a failure still unpublished has not begun, and must not be outrun.
    if (earliestReapplication === null) return refuse({ code: 'assessment_still_open', article, component })
    if (on < earliestReapplication) return refuse({ code: 'barred_until', article, earliestReapplication })
  }
  for (const past of earlier) {
    if (past.category === rules.category && isOpen(past, on))
      return refuse({ code: 'assessment_still_open', article: past.article, component: past.component })
  }
  for (const { afterwards, failedOn, article, category } of earlier) {
    const trainedSince = trainedOn !== null && failedOn !== null && trainedOn > failedOn
    if (category === rules.category && afterwards === 'retrain' && !trainedSince)
      return refuse({ code: 'training_needed_again', article, failedOn })
  }
  return allow({ category: rules.category })
}

/** Whether attempts of an assessment are left, and the knowledge pass they may build on has not lapsed. */
function isOpen({ state, knowledgeKeptThrough }: Standing, on: CivilDate) {
  const lapsed = knowledgeKeptThrough !== null && on > knowledgeKeptThrough
  return (state === 'first_attempt' || state === 'retake_available') && !lapsed
}

function isPassed({ cutScore }: Rules, { points }: AttemptResult) {
  return points !== null && points >= cutScore.value
}

function lastDayOfKnowledge(rules: Rules, results: readonly AttemptResult[]) {
  const pass = results.find((result) => result.component === 'knowledge' && isPassed(rules, result))
  const passedOn = pass?.endedOn ?? pass?.publishedOn
  return passedOn && rules.knowledgeKeptMonths ? addMonths(passedOn, rules.knowledgeKeptMonths.value) : null
}

function firstDayAfterBar({ bar }: Rules, { publishedOn, releaseDue }: AttemptResult) {
  if (!bar || !publishedOn) return null
  const capped = bar.startsByReleaseDue && releaseDue !== undefined && releaseDue < publishedOn
  // A bar runs in years and never rolls, so no calendar can move it.
  return addDays(deadline(bar.clock, capped ? releaseDue : publishedOn, officialCalendar()).due, 1)
}
