import type { RosterEntry, SessionView } from '@kaochang/contract/session'
import { Button, Card, Input, Table } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { useFilters } from '../wire/use-filters.ts'
import { AddToRoster } from './AddToRoster.tsx'
import { Waiting } from './Waiting.tsx'

/** Who is on the session's roster; people are added until it is sealed. */
export function Roster({ session }: { session: SessionView }) {
  const { t } = useTexts()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const [choosing, setChoosing] = useState(false)
  const [filters, setFilters] = useFilters(['text'])
  const answer = useAnswer('GET /v1/sessions/:sessionId/roster', { params: { sessionId: session.id } })
  const open = may('edit_roster') && (session.state === 'planned' || session.state === 'announced')
  const add = open && (
    <>
      <Button type={session.candidateCount === 0 ? 'primary' : 'default'} onClick={() => setChoosing(true)}>
        {t('application.waiting')}
      </Button>
      <Button onClick={() => setAdding(true)}>{t('session.addPeople')}</Button>
    </>
  )
  const text = filters.text ?? ''
  const fits = ({ name, ticket, enterprise }: RosterEntry) =>
    [name, ticket, enterprise].some((part) => part.includes(text))

  return (
    <Card
      title={
        <div className="row">
          <span>{t('session.roster')}</span>
          <span className="quiet">{t('session.rosterAbout', { total: session.candidateCount })}</span>
        </div>
      }
      extra={
        <div className="row">
          <Input.Search
            allowClear
            style={{ width: 220 }}
            placeholder={t('session.searchRoster')}
            defaultValue={text}
            onSearch={(text) => setFilters({ text })}
          />
          {session.candidateCount > 0 && (
            <Link to={`/sessions/${session.id}/tickets`}>
              <Button>{t('session.printTickets')}</Button>
            </Link>
          )}
          {add}
        </div>
      }
    >
      <Loaded answer={answer}>
        {({ roster }) => (
          <Table<RosterEntry>
            rowKey="sittingId"
            size="small"
            dataSource={roster.filter(fits)}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showTotal: (total) => t('frame.count', { total }) }}
            locale={{
              emptyText: (
                <EmptyPage
                  what={t('session.noRoster')}
                  begin={open ? t('session.noRosterBegin') : t('session.noRosterClosed')}
                  act={add}
                />
              ),
            }}
            columns={[
              {
                title: t('session.ticket'),
                key: 'ticket',
                width: 170,
                render: (_, { ticket }) => <span className="code">{ticket}</span>,
              },
              { title: t('session.personName'), key: 'name', width: 140, render: (_, { name }) => name },
              {
                title: t('session.idNumber'),
                key: 'id',
                width: 200,
                render: (_, { idNumberMasked }) => <span className="numbers">{idNumberMasked}</span>,
              },
              { title: t('session.enterprise'), key: 'enterprise', render: (_, { enterprise }) => enterprise },
              { title: t('session.room'), key: 'room', width: 140, render: (_, { room }) => room.name },
              {
                title: t('session.attempt'),
                key: 'attempt',
                width: 90,
                render: (_, { attempt }) => <Attempt attempt={attempt} />,
              },
            ]}
          />
        )}
      </Loaded>
      {choosing && <Waiting session={session} onClose={() => setChoosing(false)} />}
      {adding && <AddToRoster session={session} onClose={() => setAdding(false)} />}
    </Card>
  )
}

function Attempt({ attempt }: { attempt: number }) {
  const { t } = useTexts()
  return attempt > 1 ? <span className="amber strong">{t('session.retake')}</span> : t('session.firstAttempt')
}
