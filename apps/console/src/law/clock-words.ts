import { CLOCKS, type ClockName } from '@kaochang/domain/law/deadline'
import type { Language, Texts } from '../language/language.ts'

/** How a clock counts, in a sentence made of its data: `自考试结束之日的次日起 5 个工作日内`. */
export function clockWords(clock: ClockName, t: Texts, language: Language): string {
  const { starts: named, length: n, unit, counting, meaning, roll } = CLOCKS[clock]
  const starts = named[language]
  const length = t(`law.unit.${unit}`, { n })
  const sentence =
    counting === 'back_from_start'
      ? t('law.before', { starts, length })
      : meaning === 'reached_on'
        ? t('law.reached', { starts, length })
        : counting === 'with_start'
          ? t('law.throughWithStart', { starts, length })
          : meaning === 'lasts_through'
            ? t('law.through', { starts, length })
            : t('law.within', { starts, length })
  const separator = language === 'zh' ? '；' : '; '
  return roll ? `${sentence}${separator}${t('law.rolls')}` : sentence
}

/** Where a value stands, in words: an article of Order 92, Order 19, or nowhere. */
export function articleWords(article: string, t: Texts): string {
  if (article === 'reading') return t('law.silent')
  return article === 'O19' ? t('law.order19') : t('law.article', { article })
}
