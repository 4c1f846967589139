import { beijingDate } from '@kaochang/browser/beijing-time'
import { call } from '@kaochang/browser/call'
import { useText } from '../text/text.ts'
import { useAnswer } from './use-answer.ts'

const readNotices = () => call('GET /v1/public-notices')

/** What was published to everybody, the latest first, each as the document it is. */
export function PublicNotices() {
  const { t, language } = useText('pages')
  const [asked] = useAnswer(readNotices)
  if (asked.state !== 'answered' || asked.answer.notices.length === 0) return null
  const of = language === 'en' ? 'en' : 'zh'
  return (
    <section>
      <h2 className="part">{t('notices.published')}</h2>
      <ul className="published">
        {asked.answer.notices.map(({ id, title, number, authority, producedAt }) => (
          <li key={id}>
            <a href={`/v1/public-notices/${id}/pdf`} target="_blank" rel="noopener">
              {title[of]}
            </a>
            <span className="muted small">
              {number} · {authority[of]} · {beijingDate(producedAt, language)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
