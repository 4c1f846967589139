import { Button, Card } from 'antd'
import { Link } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { When } from '../frame/When.tsx'
import { useTexts } from '../language/language.ts'
import { SessionState } from '../session/SessionState.tsx'
import { useAnswer } from '../wire/use-answer.ts'
import { tradeName } from './trade-name.ts'

/** The practical sessions that are closed for marking or open: an examiner's way in. */
export function PracticalSessionsPage() {
  const { t, language } = useTexts()
  const answer = useAnswer('GET /v1/sessions', {})
  return (
    <>
      <PageHeading title={t('practical.practical')} about={t('practical.practicalAbout')} />
      <Loaded answer={answer}>
        {({ sessions }) => {
          const live = sessions
            .filter(({ component, state }) => component === 'practical' && (state === 'open' || state === 'sealed'))
            .sort((one, other) => one.startsAt - other.startsAt)
          if (live.length === 0)
            return (
              <Card>
                <EmptyPage what={t('practical.none')} begin={t('practical.noneBegin')} />
              </Card>
            )
          return (
            <div className="stack">
              {live.map(({ id, name, trade, state, startsAt, site, candidateCount }) => (
                <Card key={id}>
                  <div className="row spread">
                    <div>
                      <div className="row">
                        <span className="strong">{name}</span>
                        <SessionState state={state} />
                      </div>
                      <p className="quiet">
                        {trade !== null && `${tradeName(trade, language)} · `}
                        <When at={startsAt} /> · {site.name} · {t('session.candidateCount', { total: candidateCount })}
                      </p>
                    </div>
                    <Link to={`/practical/${id}`}>
                      <Button size="large" type={state === 'open' ? 'primary' : 'default'}>
                        {t('practical.enter')}
                      </Button>
                    </Link>
                  </div>
                </Card>
              ))}
            </div>
          )
        }}
      </Loaded>
    </>
  )
}
