import type { WaitingView } from '@kaochang/contract/application'
import type { SessionView } from '@kaochang/contract/session'
import { Alert, Button, Drawer, Table } from 'antd'
import { useState } from 'react'
import { Clocks } from '../application/Clocks.tsx'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { refusalText } from '../refusal/refusal-text.ts'
import { dateText } from '../time/beijing-time.ts'
import { useAct } from '../wire/use-act.ts'
import { useAnswer } from '../wire/use-answer.ts'

/** Takes accepted applicants, and those with a retake, onto the roster: the most urgent stand first. */
export function Waiting({ session, onClose }: { session: SessionView; onClose: () => void }) {
  const { t, language } = useTexts()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const params = { sessionId: session.id }
  const answer = useAnswer('GET /v1/sessions/:sessionId/waiting', { params })
  const place = useAct('POST /v1/sessions/:sessionId/roster/waiting', { onDone: () => setChosen([]) })
  return (
    <Drawer
      open
      size={980}
      title={t('application.waitingTitle')}
      onClose={onClose}
      footer={
        <div className="row">
          <Button
            type="primary"
            disabled={chosen.length === 0}
            loading={place.isPending}
            onClick={() => place.mutate({ params, body: { assessmentIds: [...chosen] } })}
          >
            {t('application.placeThese', { total: chosen.length })}
          </Button>
          <Button onClick={onClose}>{t('frame.close')}</Button>
        </div>
      }
    >
      <div className="stack">
        <p className="quiet">{t('application.waitingAbout')}</p>
        <RefusalAlert error={place.error} />
        {place.data && (
          <Alert
            type={place.data.problems.length === 0 ? 'success' : 'warning'}
            showIcon
            title={t('application.placed', { added: place.data.added, unchanged: place.data.unchanged })}
            description={
              place.data.problems.length > 0 && (
                <>
                  {t('application.notPlaced', { total: place.data.problems.length })}
                  <ul className="plain-list">
                    {place.data.problems.map(({ assessmentId, name, refusal }) => (
                      <li key={assessmentId}>
                        <span className="strong">{name}</span> {refusalText(refusal, language).what}
                      </li>
                    ))}
                  </ul>
                </>
              )
            }
          />
        )}
        <Loaded answer={answer}>
          {({ waiting }) => (
            <Table<WaitingView>
              rowKey="assessmentId"
              size="small"
              dataSource={waiting}
              pagination={{ pageSize: 50, hideOnSinglePage: true, showTotal: (total) => t('frame.count', { total }) }}
              rowSelection={{
                selectedRowKeys: [...chosen],
                onChange: (keys) => setChosen(keys.map(String)),
                getCheckboxProps: ({ name }) => ({ 'aria-label': name }),
              }}
              locale={{
                emptyText: <EmptyPage what={t('application.noWaiting')} begin={t('application.noWaitingBegin')} />,
              }}
              columns={[
                {
                  title: t('application.person'),
                  key: 'person',
                  width: 180,
                  render: (_, { name, idNumberMasked }) => (
                    <>
                      <span className="strong">{name}</span>
                      <div className="quiet numbers">{idNumberMasked}</div>
                    </>
                  ),
                },
                { title: t('application.enterprise'), key: 'enterprise', render: (_, { enterprise }) => enterprise },
                {
                  title: t('application.what'),
                  key: 'purpose',
                  width: 130,
                  render: (_, { purpose }) => t(`application.purpose.${purpose}`),
                },
                {
                  title: t('application.attempt'),
                  key: 'attempt',
                  width: 80,
                  render: (_, { attempt }) =>
                    attempt > 1 ? (
                      <span className="amber strong">{t('application.retake')}</span>
                    ) : (
                      t('application.first')
                    ),
                },
                {
                  title: t('application.due'),
                  key: 'due',
                  width: 210,
                  render: (_, { clock }) => <Clocks clocks={clock === null ? [] : [clock]} />,
                },
                {
                  title: t('application.waitingSince'),
                  key: 'since',
                  width: 140,
                  render: (_, { since }) => <span className="numbers">{dateText(since, language)}</span>,
                },
              ]}
            />
          )}
        </Loaded>
      </div>
    </Drawer>
  )
}
