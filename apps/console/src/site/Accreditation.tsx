import type { SiteView } from '@kaochang/contract/session'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import { useTexts } from '../language/language.ts'
import { dateText } from '../time/beijing-time.ts'
import { useNow } from '../time/use-now.ts'

/** From when to when a site may hold exams; what has run out is said in red. */
export function Accreditation({ site: { accreditedFrom, accreditedTo } }: { site: SiteView }) {
  const { t, language } = useTexts()
  const now = useNow(60_000)
  const expired = accreditedTo !== null && accreditedTo < civilDateAt(now as Instant)
  return (
    <span className="numbers">
      {dateText(accreditedFrom, language)} –{' '}
      {accreditedTo === null ? t('site.noEnd') : dateText(accreditedTo, language)}
      {expired && <div className="red strong">{t('site.expired')}</div>}
    </span>
  )
}
