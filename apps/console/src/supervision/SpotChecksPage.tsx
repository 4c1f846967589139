import type { SpotCheckSummary } from '@kaochang/contract/supervision'
import { Button, Card, Table, Tag } from 'antd'
import { Link } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { When } from '../frame/When.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { useAnswer } from '../wire/use-answer.ts'

/** The spot checks within reach, newest first. */
export function SpotChecksPage() {
  const { t } = useTexts()
  const may = useMay()
  const answer = useAnswer('GET /v1/spot-checks', {})
  const open = may('hold_spot_check') && (
    <Link to="/spot-checks/new">
      <Button type="primary">{t('supervision.open')}</Button>
    </Link>
  )
  return (
    <>
      <PageHeading title={t('supervision.checks')} about={t('supervision.checksAbout')} acts={open} />
      <Loaded answer={answer}>
        {({ spotChecks }) => (
          <Card>
            <Table<SpotCheckSummary>
              rowKey="id"
              size="middle"
              pagination={{ pageSize: 20, hideOnSinglePage: true, showTotal: (total) => t('frame.count', { total }) }}
              dataSource={spotChecks}
              locale={{
                emptyText: (
                  <EmptyPage what={t('supervision.noChecks')} begin={t('supervision.noChecksBegin')} act={open} />
                ),
              }}
              columns={[
                {
                  title: t('supervision.check'),
                  key: 'name',
                  render: (_, { id, name }) => (
                    <Link className="strong" to={`/spot-checks/${id}`}>
                      {name}
                    </Link>
                  ),
                },
                { title: t('supervision.enterprise'), key: 'enterprise', render: (_, { enterprise }) => enterprise },
                {
                  title: t('supervision.named'),
                  key: 'named',
                  width: 110,
                  align: 'right',
                  render: (_, { named }) => <span className="numbers">{named}</span>,
                },
                { title: t('supervision.openedBy'), key: 'by', width: 120, render: (_, { openedBy }) => openedBy },
                {
                  title: t('supervision.openedAt'),
                  key: 'at',
                  width: 200,
                  render: (_, { openedAt }) => <When at={openedAt} />,
                },
                {
                  title: t('supervision.state'),
                  key: 'state',
                  width: 110,
                  render: (_, { closedAt }) => <CheckState closedAt={closedAt} />,
                },
              ]}
            />
          </Card>
        )}
      </Loaded>
    </>
  )
}

/** Whether a spot check goes on, by colour and by word. */
export function CheckState({ closedAt }: { closedAt: number | null }) {
  const { t } = useTexts()
  return closedAt === null ? <Tag color="blue">{t('supervision.going')}</Tag> : <Tag>{t('supervision.closed')}</Tag>
}
