import { Button, Card } from 'antd'
import { Link } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { When } from '../frame/When.tsx'
import { useTexts } from '../language/language.ts'
import { SessionState } from '../session/SessionState.tsx'
import { useAnswer } from '../wire/use-answer.ts'
import './home.css'

/** Sessions that the officer carries on: what was planned and announced, the nearest first. */
export function SessionsWaiting() {
  const { t } = useTexts()
  const answer = useAnswer('GET /v1/sessions', {})
  return (
    <Card title={t('home.waiting')} extra={<Link to="/sessions">{t('home.sessionsAll')}</Link>}>
      <Loaded answer={answer}>
        {({ sessions }) => {
          const waiting = sessions
            .filter(({ state }) => state === 'planned' || state === 'announced')
            .sort((one, other) => one.startsAt - other.startsAt)
          if (waiting.length === 0)
            return (
              <EmptyPage
                what={t('home.waitingNone')}
                begin={sessions.length === 0 ? t('session.noSessionsBegin') : ''}
                act={
                  <Link to="/sessions/new">
                    <Button type="primary">{t('session.schedule')}</Button>
                  </Link>
                }
              />
            )
          return (
            <ul className="waiting">
              {waiting.map(({ id, name, state, startsAt }) => (
                <li key={id}>
                  <Link className="strong" to={`/sessions/${id}`}>
                    {name}
                  </Link>
                  <When at={startsAt} />
                  <SessionState state={state} />
                  <span>{t(`home.next.${state}`)}</span>
                </li>
              ))}
            </ul>
          )
        }}
      </Loaded>
    </Card>
  )
}
