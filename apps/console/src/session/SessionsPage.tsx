import type { SessionView } from '@kaochang/contract/session'
import { SESSION_STATES } from '@kaochang/domain/session/session'
import { Button, Card, Select, Table } from 'antd'
import { Link } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { When } from '../frame/When.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { tradeName } from '../practical/trade-name.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { useFilters } from '../wire/use-filters.ts'
import { SessionState } from './SessionState.tsx'

/** The sessions within reach, newest first. */
export function SessionsPage() {
  const { t, language } = useTexts()
  const may = useMay()
  const [filters, setFilters] = useFilters(['state'])
  const answer = useAnswer('GET /v1/sessions', {})
  const schedule = may('schedule_session') && (
    <Link to="/sessions/new">
      <Button type="primary">{t('session.schedule')}</Button>
    </Link>
  )

  return (
    <>
      <PageHeading title={t('session.sessions')} about={t('session.sessionsAbout')} acts={schedule} />
      <Card
        title={
          <Select
            allowClear
            style={{ width: 160 }}
            aria-label={t('session.state')}
            placeholder={t('session.state')}
            value={filters.state}
            onChange={(state?: string) => setFilters({ state })}
            options={SESSION_STATES.map((state) => ({ value: state, label: t(`words.sessionState.${state}`) }))}
          />
        }
      >
        <Loaded answer={answer}>
          {({ sessions }) => (
            <Table<SessionView>
              rowKey="id"
              size="middle"
              pagination={{ pageSize: 20, hideOnSinglePage: true, showTotal: (total) => t('frame.count', { total }) }}
              dataSource={sessions.filter(({ state }) => !filters.state || state === filters.state)}
              locale={{
                emptyText:
                  sessions.length > 0 ? (
                    <EmptyPage what={t('session.noSessionsFilter')} begin="" />
                  ) : (
                    <EmptyPage
                      what={t('session.noSessions')}
                      begin={may('schedule_session') ? t('session.noSessionsBegin') : t('session.noSessionsRead')}
                      act={schedule}
                    />
                  ),
              }}
              columns={[
                {
                  title: t('session.name'),
                  key: 'name',
                  render: (_, { id, name, category, component, trade }) => (
                    <>
                      <Link className="strong" to={`/sessions/${id}`}>
                        {name}
                      </Link>
                      <div className="quiet">
                        {[
                          t(`words.category.${category}`),
                          trade && tradeName(trade, language),
                          category === 'operator' && t(`practical.components.${component}`),
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </div>
                    </>
                  ),
                },
                {
                  title: t('session.startsAt'),
                  key: 'startsAt',
                  width: 190,
                  render: (_, { startsAt }) => <When at={startsAt} />,
                },
                {
                  title: t('session.place'),
                  key: 'place',
                  width: 260,
                  render: (_, { site, rooms }) => (
                    <>
                      {site.name}
                      <div className="quiet">{rooms.map(({ name }) => name).join(t('words.and'))}</div>
                    </>
                  ),
                },
                {
                  title: t('session.candidates'),
                  key: 'candidates',
                  width: 100,
                  align: 'right',
                  render: (_, { candidateCount: total }) => (
                    <span className="numbers">{t('session.candidateCount', { total })}</span>
                  ),
                },
                {
                  title: t('session.state'),
                  key: 'state',
                  width: 110,
                  render: (_, { state }) => <SessionState state={state} />,
                },
              ]}
            />
          )}
        </Loaded>
      </Card>
    </>
  )
}
