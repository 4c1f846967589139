import { type CivilDate, dayOf, readCivilDate } from '../instant.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import { READINGS } from './readings.ts'
import { RULES_VERSIONS, type Rules, type RulesChoice, rulesOf } from './rules.ts'

/** What a province may choose: the rules of its operators (3.7), and the readings that are built in more than one way. */
export const CHOICE_NAMES = ['rules.operator', 'A3', 'A12', 'A30'] as const
export type ChoiceName = (typeof CHOICE_NAMES)[number]

/** A choice as it is kept. `value` is a rules version, the key of a reading, or for A30 the days, none being off. */
export type Choice = { readonly name: string; readonly value: unknown; readonly fromDate: CivilDate }

export type ChoiceRefusal =
  | { code: 'choice_unknown'; name: string }
  | { code: 'choice_not_among'; name: string }
  | { code: 'choice_too_early'; earliest: CivilDate }
  | { code: 'date_unreadable'; text: string }

const MOST_LOCAL_DAYS = 400

/**
 * Whether a value can be chosen from a day on. Order 19 can't be chosen for a time before it was in force, and no
 * choice reaches back before the day it is made: what was decided by the rules of its day stays so.
 */
export function checkChoice(
  name: string,
  value: unknown,
  fromDate: CivilDate,
  today: CivilDate,
): Outcome<Choice & { readonly name: ChoiceName }, ChoiceRefusal> {
  const known = CHOICE_NAMES.find((each) => each === name)
  if (known === undefined) return refuse({ code: 'choice_unknown', name })
  if (fromDate < today) return refuse({ code: 'choice_too_early', earliest: today })
  switch (known) {
    case 'rules.operator': {
      const version = RULES_VERSIONS.find((each) => each === value)
      if (version === undefined) return refuse({ code: 'choice_not_among', name })
      const { from } = rulesOf('operator', version)
      if (fromDate < from) return refuse({ code: 'choice_too_early', earliest: from })
      return allow({ name: known, value: version, fromDate })
    }
    case 'A3':
    case 'A12':
      if (typeof value !== 'string' || !Object.hasOwn(READINGS[known].readings, value))
        return refuse({ code: 'choice_not_among', name })
      return allow({ name: known, value, fromDate })
    case 'A30': {
      if (!Array.isArray(value) || value.length > MOST_LOCAL_DAYS) return refuse({ code: 'choice_not_among', name })
      const texts = value.map(String)
      const unread = texts.find((text) => readCivilDate(text) === undefined)
      if (unread !== undefined) return refuse({ code: 'date_unreadable', text: unread })
      const days = [...new Set(texts as CivilDate[])].toSorted((one, other) => dayOf(one) - dayOf(other))
      return allow({ name: known, value: days, fromDate })
    }
  }
}

/** The choice of a name that holds on a day: of those that have begun, the last; undefined while none has. */
export function choiceOn(choices: readonly Choice[], name: ChoiceName, on: CivilDate): Choice | undefined {
  return choices.findLast((choice) => choice.name === name && choice.fromDate <= on)
}

/** The local rest days a province keeps (A30): those of its last confirmed list, whatever day it was made on. */
export function localRestDays(choices: readonly Choice[]): readonly CivilDate[] {
  const value = choices.findLast(({ name }) => name === 'A30')?.value
  return Array.isArray(value) ? (value as CivilDate[]) : []
}

/** The rules versions that a province chose for its operators, in order. */
export function rulesChoices(choices: readonly Choice[]): RulesChoice[] {
  return choices.flatMap(({ name, value, fromDate }) => {
    const version = RULES_VERSIONS.find((each) => each === value)
    return name === 'rules.operator' && version !== undefined ? [{ version, fromDate }] : []
  })
}

/**
 * The rules with what the province chose on a day where they leave a choice: when a bar starts (A3), and whether a
 * knowledge pass carries over into the assessment after a failed practical (A12).
 */
export function withReadings(rules: Rules, choices: readonly Choice[], on: CivilDate): Rules {
  const read = (name: 'A3' | 'A12') => choiceOn(choices, name, on)?.value ?? READINGS[name].reading
  const carries = rules.category === 'operator' && read('A12') === 'practical_only'
  return {
    ...rules,
    bar: rules.bar && { ...rules.bar, startsByReleaseDue: read('A3') === 'legal_deadline' },
    knowledgeCarriesOver: { ...rules.knowledgeCarriesOver, value: carries },
  }
}
