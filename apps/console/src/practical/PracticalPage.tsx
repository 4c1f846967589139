import type { PracticalBoard, PracticalPlace } from '@kaochang/contract/practical'
import { marksText } from '@kaochang/domain/law/marks'
import { Alert, Button, Card, Input, Table } from 'antd'
import { Link, useParams } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { When } from '../frame/When.tsx'
import { useTexts } from '../language/language.ts'
import { SessionState } from '../session/SessionState.tsx'
import { useAnswer } from '../wire/use-answer.ts'
import { useFilters } from '../wire/use-filters.ts'
import { CheckIn } from './CheckIn.tsx'
import { PlaceState } from './PlaceState.tsx'
import { countPlaces } from './count-places.ts'
import { tradeName } from './trade-name.ts'

/** A practical session's candidates and how far each is; examiners check them in and go on to mark. */
export function PracticalPage() {
  const { t, language } = useTexts()
  const { sessionId = '' } = useParams()
  const answer = useAnswer('GET /v1/practical/sessions/:sessionId', { params: { sessionId } }, { everyMs: 3_000 })
  return (
    <Loaded answer={answer}>
      {(board) => {
        const { session } = board
        const open = session.state === 'open'
        return (
          <>
            <PageHeading
              title={session.name}
              trail={
                board.mayMark
                  ? { to: '/practical', name: t('practical.practical') }
                  : { to: `/sessions/${session.id}`, name: t('session.sessions') }
              }
              tags={<SessionState state={session.state} />}
              about={
                <>
                  {session.trade !== null && `${tradeName(session.trade, language)} · `}
                  <When at={session.startsAt} /> · {session.siteName}
                </>
              }
            />
            <div className="stack">
              {board.mayMark &&
                (open ? (
                  <CheckIn sessionId={session.id} />
                ) : (
                  <Alert type="info" showIcon title={t('practical.closed')} />
                ))}
              <Places board={board} />
            </div>
          </>
        )
      }}
    </Loaded>
  )
}

function Places({ board }: { board: PracticalBoard }) {
  const { t } = useTexts()
  const [filters, setFilters] = useFilters(['text'])
  const text = filters.text ?? ''
  const fits = ({ name, ticket }: PracticalPlace) => name.includes(text) || ticket.includes(text)
  return (
    <Card
      title={
        <div className="row">
          <span>{t('practical.progress')}</span>
          <span className="quiet">{t('practical.progressCounts', countPlaces(board.places))}</span>
        </div>
      }
      extra={
        <Input.Search
          allowClear
          style={{ width: 220 }}
          placeholder={t('practical.search')}
          defaultValue={text}
          onSearch={(text) => setFilters({ text })}
        />
      }
    >
      <Table<PracticalPlace>
        rowKey="sittingId"
        size="middle"
        dataSource={board.places.filter(fits)}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showTotal: (total) => t('frame.count', { total }) }}
        locale={{ emptyText: <EmptyPage what={t('practical.nobody')} begin={t('practical.nobodyBegin')} /> }}
        columns={[
          {
            title: t('practical.candidate'),
            key: 'candidate',
            render: (_, { name, idNumberMasked }) => (
              <>
                <span className="strong">{name}</span>
                <div className="quiet numbers">{idNumberMasked}</div>
              </>
            ),
          },
          {
            title: t('session.ticket'),
            key: 'ticket',
            width: 150,
            render: (_, { ticket }) => <span className="code">{ticket}</span>,
          },
          { title: t('session.room'), key: 'room', width: 120, render: (_, { room }) => room.name },
          {
            title: t('practical.state'),
            key: 'state',
            width: 160,
            render: (_, { state }) => <PlaceState state={state} />,
          },
          {
            title: t('practical.examiners'),
            key: 'examiners',
            width: 190,
            render: (_, { examiners }) =>
              examiners.map(({ id, name, finished }) => (
                <div key={id}>{t(finished ? 'practical.finishedMark' : 'practical.markingMark', { name })}</div>
              )),
          },
          {
            title: t('practical.score'),
            key: 'score',
            width: 110,
            align: 'right',
            render: (_, { points, passed }) =>
              points !== null && (
                <span className={passed ? 'green strong numbers' : 'red strong numbers'}>
                  {marksText(points)} {t(passed ? 'practical.passed' : 'practical.failed')}
                </span>
              ),
          },
          {
            key: 'act',
            width: 110,
            align: 'right',
            render: (_, { sittingId, state, sheets }) => {
              const markable =
                board.mayMark && board.session.state === 'open' && state !== 'expected' && state !== 'absent'
              if (!markable && sheets === null) return null
              const ready = markable && state !== 'agreed'
              return (
                <Link to={`/practical/${board.session.id}/${sittingId}`}>
                  <Button type={ready ? 'primary' : 'default'}>{t(ready ? 'practical.mark' : 'practical.look')}</Button>
                </Link>
              )
            },
          },
        ]}
      />
    </Card>
  )
}
