import { addDays, dayOf, type CivilDate } from '@kaochang/domain/instant'
import { useTexts } from '../language/language.ts'
import { dateText } from '../time/beijing-time.ts'

/** The days of a notice, a span a line: `2027-10-01 周五 – 2027-10-07 周四，共 7 天`. */
export function Days({ spans }: { spans: readonly string[] }) {
  const { t, language } = useTexts()
  if (spans.length === 0) return <span className="quiet">{t('words.none')}</span>
  return (
    <>
      {spans.map((span) => {
        const [first = span, last = first] = span.split('/')
        const total = dayOf(last as CivilDate) - dayOf(addDays(first as CivilDate, -1))
        return (
          <div key={span} className="numbers">
            {first === last
              ? dateText(first, language)
              : `${dateText(first, language)} – ${dateText(last, language)} · ${t('law.days', { total })}`}
          </div>
        )
      })}
    </>
  )
}
