import { type Language, beijingDate, beijingDateTime, civilDateText } from '@kaochang/browser/beijing-time'
import type { CandidateResult, NextStep } from '@kaochang/contract/result'
import { CONTENT_AREAS, contentAreas } from '@kaochang/domain/law/content-areas'
import { Icon } from '../Icon.tsx'
import type { pagesZh } from '../text/pages-zh.ts'
import { type Translate, useText } from '../text/text.ts'

type Say = Translate<typeof pagesZh>

/** One exam of the candidate’s: before the release by when, after it the score and what follows. */
export function ResultCard({ result, superseded }: { result: CandidateResult; superseded: boolean }) {
  const { t, language } = useText('pages')
  return (
    <article className="card">
      <p className="tag">
        {result.category === 'operator' ? t(`component.${result.component}`) : t(`category.${result.category}`)} ·{' '}
        {attemptText(result.attempt, t)}
      </p>
      <h2>{result.examName}</h2>
      {result.satAt !== null && (
        <p className="muted">
          {t('results.satAt')} {beijingDateTime(result.satAt, language)}
        </p>
      )}
      {result.state === 'coming' && (
        <dl className="facts">
          <dt>{t('results.startsAt')}</dt>
          <dd>{beijingDateTime(result.startsAt, language)}</dd>
          <dt>{t('announcements.site')}</dt>
          <dd>{result.siteName}</dd>
        </dl>
      )}
      {result.state === 'not_sat' && <p className="muted">{t('results.notSat')}</p>}
      {result.state === 'awaiting_release' && <Awaited due={result.due} say={t} language={language} />}
      {result.result && (
        <Released
          result={result.result}
          category={result.category}
          superseded={superseded}
          say={t}
          language={language}
        />
      )}
    </article>
  )
}

function Awaited({ due, say, language }: { due: CandidateResult['due']; say: Say; language: Language }) {
  const date = due && civilDateText(due.due, language)
  return (
    <div className={due?.overdue ? 'verdict overdue' : 'verdict awaited'}>
      <p className="verdict-word">
        <Icon name={due?.overdue ? 'alert' : 'clock'} />
        {say('results.awaiting')}
      </p>
      {due && date && (
        <p>
          {say(due.overdue ? 'results.overdue' : due.provisional ? 'results.dueProvisional' : 'results.dueBy', {
            date,
          })}
        </p>
      )}
    </div>
  )
}

type Published = NonNullable<CandidateResult['result']>

function Released({
  result,
  category,
  superseded,
  say,
  language,
}: {
  result: Published
  category: CandidateResult['category']
  superseded: boolean
  say: Say
  language: Language
}) {
  const cut = pointsText(result.cutScore)
  return (
    <>
      <div className={result.passed ? 'verdict passed' : 'verdict failed'}>
        <p className="score">{say('results.points', { points: pointsText(result.points) })}</p>
        <div>
          <p className="verdict-word">
            <Icon name={result.passed ? 'check' : 'cross'} />
            {say(result.passed ? 'results.passed' : 'results.failed')}
          </p>
          <p>{say('results.cut', { cut })}</p>
        </div>
      </div>
      {!superseded && (
        <section className="next">
          <h3>{say('results.next')}</h3>
          <p>{nextText(result.next, category, say, language)}</p>
          <p className="muted small">{articleText(result.next.article, say)}</p>
        </section>
      )}
      {result.byArea.length > 0 && (
        <section>
          <h3>{say(result.byArea.some(({ subject }) => subject) ? 'results.bySubject' : 'results.byArea')}</h3>
          <ul className="areas">
            {inOrder(result.byArea).map(({ area, subject, points, full }) => (
              <li key={subject?.code ?? area ?? ''}>
                <span className="area-name">
                  {(subject ?? CONTENT_AREAS[area ?? 'other'])[language === 'en' ? 'en' : 'zh']}
                </span>
                <span className="area-points">
                  {say('results.areaPoints', { points: pointsText(points), full: pointsText(full) })}
                </span>
                <meter min={0} max={full} value={points} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="muted small">{say('results.publishedAt', { date: beijingDate(result.publishedAt, language) })}</p>
    </>
  )
}

/** The areas as the law lists them, the same on every result. */
function inOrder(byArea: Published['byArea']): Published['byArea'] {
  const placeOf = (area: Published['byArea'][number]['area']) =>
    area ? contentAreas.indexOf(area) : contentAreas.length
  return [...byArea].sort((a, b) => placeOf(a.area) - placeOf(b.area))
}

/** What happens next, in a sentence that a person can act on. */
export function nextText(next: NextStep, category: CandidateResult['category'], say: Say, language: Language): string {
  switch (next.kind) {
    case 'certificate_due': {
      const key = category === 'operator' ? 'next.certificate_due_operator' : 'next.certificate_due'
      const sentence = say(key, { date: civilDateText(next.due, language) })
      return next.provisional ? `${sentence} ${say('next.certificate_due_provisional')}` : sentence
    }
    case 'practical_exam': {
      const kept = next.keptThrough
      const sentence = say('next.practical_exam')
      return kept === null ? sentence : `${sentence} ${say('next.kept', { date: civilDateText(kept, language) })}`
    }
    case 'knowledge_awaited':
      return say('next.knowledge_awaited')
    case 'back_to_work':
      return say('next.back_to_work')
    case 'certificate_stands':
      return say('next.certificate_stands')
    case 'retake':
      if (next.attemptsLeft === 0) return say('next.retake_taken')
      return next.attemptsLeft === null ? say('next.retake_unlimited') : say('next.retake', { n: next.attemptsLeft })
    case 'barred':
      return say('next.barred', { date: civilDateText(next.earliestReapplication, language) })
    case 'training_again':
      return say('next.training_again')
    case 'knowledge_again':
      return say('next.knowledge_again')
  }
}

function attemptText(attempt: number, say: Say) {
  if (attempt > 2) return say('results.attemptNumber', { n: attempt })
  return say(attempt === 1 ? 'results.attemptFirst' : 'results.attemptRetake')
}

/** The article of Order 92, or that the text is silent and the authority has read it so. */
function articleText(article: string, say: Say) {
  return /\d/.test(article) ? say('results.article', { article }) : say('results.reading')
}

/** Hundredths as points: 7950 is 79.5. */
export function pointsText(hundredths: number): string {
  return String(hundredths / 100)
}
