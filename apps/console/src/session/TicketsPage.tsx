import type { RosterEntry, SessionView } from '@kaochang/contract/session'
import { Button } from 'antd'
import { useParams } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useTexts } from '../language/language.ts'
import { clockText, timeText } from '../time/beijing-time.ts'
import { useAnswer } from '../wire/use-answer.ts'
import './session.css'

/** The admission tickets of a session, three to a sheet of A4. */
export function TicketsPage() {
  const { t } = useTexts()
  const { sessionId = '' } = useParams()
  const session = useAnswer('GET /v1/sessions/:sessionId', { params: { sessionId } })
  const roster = useAnswer('GET /v1/sessions/:sessionId/roster', { params: { sessionId } })

  return (
    <main className="tickets-page">
      <Loaded answer={session}>
        {(session) => (
          <>
            <PageHeading
              title={t('session.tickets')}
              trail={{ to: `/sessions/${sessionId}`, name: session.name }}
              about={t('session.ticketsAbout')}
              acts={
                <Button type="primary" onClick={() => window.print()}>
                  {t('frame.print')}
                </Button>
              }
            />
            <Loaded answer={roster}>
              {({ roster }) =>
                roster.length === 0 ? (
                  <EmptyPage what={t('session.noRoster')} begin={t('session.noRosterBegin')} />
                ) : (
                  <div className="tickets">
                    {roster.map((entry) => (
                      <Ticket key={entry.sittingId} session={session} entry={entry} />
                    ))}
                  </div>
                )
              }
            </Loaded>
          </>
        )}
      </Loaded>
    </main>
  )
}

function Ticket({ session, entry }: { session: SessionView; entry: RosterEntry }) {
  const { t, language } = useTexts()
  const { startsAt, admissionOpensAt, admissionClosesAt, blueprint, site } = session
  const closes = clockText(admissionClosesAt).slice(0, 5)
  return (
    <article className="ticket">
      <header>
        <h2>{t('session.ticketTitle')}</h2>
        <span>{t('session.ticketIssuer', { category: t(`words.category.${session.category}`) })}</span>
      </header>
      <dl>
        <dt>{t('session.ticket')}</dt>
        <dd className="wide number">{entry.ticket}</dd>
        <dt>{t('session.personName')}</dt>
        <dd className="strong">{entry.name}</dd>
        <dt>{t('session.idNumber')}</dt>
        <dd className="numbers">{entry.idNumberMasked}</dd>
        <dt>{t('session.enterprise')}</dt>
        <dd className="wide">{entry.enterprise}</dd>
        <dt>{t('session.name')}</dt>
        <dd className="wide">{session.name}</dd>
        <dt>{t('session.ticketTime')}</dt>
        <dd className="wide numbers">
          <span className="strong">{timeText(startsAt, language)}</span>{' '}
          {t('session.durationMinutes', { minutes: blueprint.durationMinutes })} · {t('session.ticketAdmission')}{' '}
          {clockText(admissionOpensAt).slice(0, 5)}–{closes}
        </dd>
        <dt>{t('session.ticketPlace')}</dt>
        <dd className="wide">
          {site.name} <span className="strong">{entry.room.name}</span> · {site.address}
        </dd>
        <dt>{t('session.attempt')}</dt>
        <dd className="wide">
          {entry.attempt > 1 ? t('session.retake') : t('session.firstAttempt')}
          {session.component === 'knowledge' && ` · ${t('session.seatByDraw')}`}
        </dd>
      </dl>
      <footer>
        {t(session.component === 'practical' ? 'practical.ticketNotes' : 'session.ticketNotes', { closes })}
      </footer>
    </article>
  )
}
