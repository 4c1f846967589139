import type { LawChoiceView } from '@kaochang/contract/law'
import { READINGS, type Reading, type ReadingName } from '@kaochang/domain/law/readings'
import type { Language, Texts } from '../language/language.ts'

/** What a choice is about: the question of its reading, or the rules for operators. */
export function choiceTopic(name: string, t: Texts, language: Language): string {
  if (name === 'rules.operator') return t('law.chooseRules')
  return isReading(name) ? READINGS[name].question[language] : name
}

/** What was chosen, in words. */
export function choiceValue(
  { name, value }: Pick<LawChoiceView, 'name' | 'value'>,
  t: Texts,
  language: Language,
): string {
  if (Array.isArray(value))
    return value.length === 0
      ? t('law.localNone')
      : t('law.localDays', { total: value.length, days: value.map(String).join(t('words.and')) })
  if (value === 'O19-2026') return t('law.version19')
  if (value === 'O92-2018') return t('law.version92')
  const readings: Reading['readings'] = isReading(name) ? READINGS[name].readings : {}
  return readings[String(value)]?.[language] ?? String(value)
}

function isReading(name: string): name is ReadingName {
  return Object.hasOwn(READINGS, name)
}
