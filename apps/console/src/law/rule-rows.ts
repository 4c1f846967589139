import { CLOCKS } from '@kaochang/domain/law/deadline'
import { marksText } from '@kaochang/domain/law/marks'
import type { Rules } from '@kaochang/domain/law/rules'
import type { Language, Texts } from '../language/language.ts'
import { clockWords } from './clock-words.ts'

export type RuleRow = { readonly name: string; readonly value: string; readonly article: string }

/** The rules of one record, line by line, in words made of its data. */
export function ruleRows(rules: Rules, t: Texts, language: Language): RuleRow[] {
  const { components, fullMarks, cutScore, bankMix, retakes, afterwards, applyAt, cycleYears, validityYears } = rules
  const both = components.value.includes('practical')
  const rows: [Parameters<typeof rowName>[1], string, string][] = [
    ['components', both ? t('law.value.knowledgeFirst') : t('law.value.knowledge'), components.article],
    [
      'marks',
      t('law.value.marks', { full: marksText(fullMarks.value), cut: marksText(cutScore.value) }),
      cutScore.article,
    ],
    [
      'bank',
      bankMix.value.sources === 'unified'
        ? t('law.value.unified')
        : t('law.value.mixed', { percent: bankMix.value.nationalPercent }),
      bankMix.article,
    ],
    ['retakes', retakesText(rules, t), retakes.knowledge.article],
    ['afterwards', t(`law.value.${afterwards.value}`), afterwards.article],
    ['applyAt', t(`law.value.${applyAt.value}`), applyAt.article],
    ['scoreRelease', clockWords(rules.scoreRelease, t, language), CLOCKS[rules.scoreRelease].article],
    ['certificate', clockWords(rules.certificate, t, language), CLOCKS[rules.certificate].article],
    [
      'validity',
      validityYears.value === null
        ? t('law.value.noValidity')
        : t('law.value.validity', { years: validityYears.value }),
      validityYears.article,
    ],
    [
      'cycle',
      cycleYears.value === null ? t('law.value.noCycle') : t('law.value.cycle', { years: cycleYears.value }),
      cycleYears.article,
    ],
  ]
  if (rules.knowledgeKeptMonths)
    rows.push([
      'kept',
      t('law.value.kept', { months: rules.knowledgeKeptMonths.value }),
      rules.knowledgeKeptMonths.article,
    ])
  return rows.map(([name, value, article]) => ({ name: rowName(t, name), value, article }))
}

function rowName(
  t: Texts,
  name:
    | 'components'
    | 'marks'
    | 'bank'
    | 'retakes'
    | 'afterwards'
    | 'applyAt'
    | 'scoreRelease'
    | 'certificate'
    | 'cycle'
    | 'validity'
    | 'kept',
) {
  return t(`law.row.${name}`)
}

function retakesText({ components, retakes: { knowledge, practical } }: Rules, t: Texts) {
  if (knowledge.value === null) return t('law.value.retakeOrder19', { practical: 1 + (practical.value ?? 0) })
  return components.value.includes('practical') ? t('law.value.retakeEach') : t('law.value.retakeOne')
}
