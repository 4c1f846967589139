import { beijingDate, beijingDateTime } from '@kaochang/browser/beijing-time'
import { call } from '@kaochang/browser/call'
import { RefusalLine } from '../RefusalLine.tsx'
import { useText } from '../text/text.ts'
import { PublicNotices } from './PublicNotices.tsx'
import { useAnswer } from './use-answer.ts'

const readAnnouncements = () => call('GET /v1/announcements')

/** Announced sessions that are not over, for everybody. */
export function Announcements() {
  const { t, language } = useText('pages')
  const [asked, askAgain] = useAnswer(readAnnouncements)
  return (
    <section className="column">
      <h1>{t('announcements.title')}</h1>
      <p className="muted">{t('announcements.lead')}</p>
      {asked.state === 'asking' && <p role="status">{t('loading')}</p>}
      {asked.state === 'refused' && (
        <>
          <RefusalLine refusal={asked.refusal} />
          <button type="button" onClick={askAgain}>
            {t('retry')}
          </button>
        </>
      )}
      {asked.state === 'answered' && asked.answer.announcements.length === 0 && (
        <p className="empty">{t('announcements.none')}</p>
      )}
      {asked.state === 'answered' && (
        <ul className="cards">
          {asked.answer.announcements.map((exam) => (
            <li key={`${exam.name} ${exam.startsAt} ${exam.siteName}`} className="card">
              <p className="tag">
                {t(`category.${exam.category}`)}
                {exam.category === 'operator' && ` · ${t(`component.${exam.component}`)}`}
              </p>
              <h2>{exam.name}</h2>
              <dl className="facts">
                <dt>{t('announcements.startsAt')}</dt>
                <dd>{beijingDateTime(exam.startsAt, language)}</dd>
                <dt>{t('announcements.duration')}</dt>
                <dd>{t('announcements.minutes', { n: exam.durationMinutes })}</dd>
                <dt>{t('announcements.site')}</dt>
                <dd>
                  {exam.siteName}
                  <br />
                  <span className="muted">{exam.siteAddress}</span>
                </dd>
              </dl>
              <p className="muted small">
                {t('announcements.announcedAt', { date: beijingDate(exam.announcedAt, language) })}
              </p>
            </li>
          ))}
        </ul>
      )}
      <PublicNotices />
    </section>
  )
}
