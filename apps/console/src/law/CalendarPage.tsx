import type { EnteredNoticeView } from '@kaochang/contract/law'
import type { ResponseOf, EndpointNamed } from '@kaochang/contract/endpoints'
import { Button, Card, Descriptions, Table, Tag } from 'antd'
import { useState } from 'react'
import { MissingYear } from '../duty/MissingYear.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useMay, useMe } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { dateText, timeText } from '../time/beijing-time.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { Days } from './Days.tsx'
import { DecideNotice } from './DecideNotice.tsx'
import { EnterNotice } from './EnterNotice.tsx'
import './law.css'

type Shipped = ResponseOf<EndpointNamed<'GET /v1/calendar'>>['shipped'][number]

/** The notices that working days are counted by, and the acts by which the nation loads the next one. */
export function CalendarPage() {
  const { t, language } = useTexts()
  const may = useMay()
  const national = useMe().grants.some(({ level }) => level === 'nation')
  const [entering, setEntering] = useState(false)
  const [looking, setLooking] = useState<string>()
  const answer = useAnswer('GET /v1/calendar', {})
  const mayEnter = national && may('propose_law')

  return (
    <>
      <PageHeading
        title={t('law.calendar')}
        about={t('law.calendarAbout')}
        acts={
          mayEnter && (
            <Button type="primary" onClick={() => setEntering(true)}>
              {t('law.enter')}
            </Button>
          )
        }
      />
      <Loaded answer={answer}>
        {({ version, firmThrough, missingYear, entered, shipped }) => (
          <div className="stack">
            <MissingYear calendar={{ firmThrough, missingYear }} />
            <Card>
              <Descriptions
                size="small"
                column={2}
                items={[
                  { key: 'version', label: t('law.version'), children: version },
                  {
                    key: 'firm',
                    label: t('law.firmThrough'),
                    children: (
                      <span>
                        <span className="strong numbers">{dateText(firmThrough, language)}</span>{' '}
                        <span className="quiet">{t('law.firmAbout')}</span>
                      </span>
                    ),
                  },
                ]}
              />
            </Card>
            <Card title={t('law.entered')}>
              <Table<EnteredNoticeView>
                rowKey="id"
                size="middle"
                dataSource={[...entered]}
                pagination={{ pageSize: 10, hideOnSinglePage: true }}
                locale={{ emptyText: <p className="quiet">{t('law.enteredNone')}</p> }}
                columns={[
                  ...dayColumns<EnteredNoticeView>(t('law.year'), t('law.publishedOn'), t('law.rest'), t('law.work')),
                  {
                    title: t('duty.state'),
                    key: 'state',
                    width: 250,
                    render: (_, notice) => (
                      <>
                        <NoticeState notice={notice} />
                        <div className="quiet">
                          {t('law.by', { name: notice.proposedBy, at: timeText(notice.proposedAt, language) })}
                        </div>
                      </>
                    ),
                  },
                  {
                    key: 'act',
                    width: 130,
                    align: 'right',
                    render: (_, { id, decision }) =>
                      decision === null && (
                        <Button
                          size="small"
                          type={national && may('confirm_law') ? 'primary' : 'default'}
                          onClick={() => setLooking(id)}
                        >
                          {national && may('confirm_law') ? t('law.look') : t('law.see')}
                        </Button>
                      ),
                  },
                ]}
              />
            </Card>
            <Card title={t('law.shipped')}>
              <Table<Shipped>
                rowKey="version"
                size="middle"
                dataSource={shipped.toReversed()}
                pagination={{ pageSize: 5, hideOnSinglePage: true }}
                columns={[
                  ...dayColumns<Shipped>(t('law.year'), t('law.publishedOn'), t('law.rest'), t('law.work')),
                  {
                    title: t('law.address'),
                    key: 'address',
                    width: 260,
                    render: (_, { address }) => <span className="quiet code">{address}</span>,
                  },
                ]}
              />
            </Card>
          </div>
        )}
      </Loaded>
      {entering && <EnterNotice onClose={() => setEntering(false)} />}
      {looking !== undefined && (
        <DecideNotice
          noticeId={looking}
          mayDecide={national && may('confirm_law')}
          onClose={() => setLooking(undefined)}
        />
      )}
    </>
  )
}

function NoticeState({ notice: { decision, decidedBy } }: { notice: EnteredNoticeView }) {
  const { t } = useTexts()
  const name = decidedBy ?? ''
  if (decision === null) return <Tag color="processing">{t('law.waits')}</Tag>
  if (decision === 'confirmed') return <Tag color="success">{t('law.confirmed', { name })}</Tag>
  return <Tag>{t('law.rejected', { name })}</Tag>
}

function dayColumns<
  Notice extends { year: number; publishedOn: string; rest: readonly string[]; work: readonly string[] },
>(year: string, publishedOn: string, rest: string, work: string) {
  return [
    {
      title: year,
      key: 'year',
      width: 80,
      render: (_: unknown, notice: Notice) => <span className="strong numbers">{notice.year}</span>,
    },
    {
      title: publishedOn,
      key: 'published',
      width: 120,
      render: (_: unknown, notice: Notice) => <span className="numbers">{notice.publishedOn}</span>,
    },
    { title: rest, key: 'rest', render: (_: unknown, notice: Notice) => <Days spans={notice.rest} /> },
    { title: work, key: 'work', width: 160, render: (_: unknown, notice: Notice) => <Days spans={notice.work} /> },
  ]
}
