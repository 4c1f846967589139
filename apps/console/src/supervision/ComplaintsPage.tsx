import type { ComplaintView } from '@kaochang/contract/supervision'
import { Button, Card, Drawer, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { When } from '../frame/When.tsx'
import { useTexts } from '../language/language.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { useFilters } from '../wire/use-filters.ts'
import { ComplaintDetail } from './ComplaintDetail.tsx'
import { ContactCard } from './ContactCard.tsx'
import './supervision.css'

/** The register of reports of the public, the open ones first to be found. */
export function ComplaintsPage() {
  const { t } = useTexts()
  const [filters, setFilters] = useFilters(['state'])
  const [openId, setOpenId] = useState<string | null>(null)
  const answer = useAnswer('GET /v1/complaints', {})
  const fits = ({ closedAt }: ComplaintView) => !filters.state || (filters.state === 'open') === (closedAt === null)
  const opened = answer.data?.complaints.find(({ id }) => id === openId)
  return (
    <>
      <PageHeading title={t('supervision.complaints')} about={t('supervision.complaintsAbout')} />
      <div className="stack">
        <ContactCard />
        <Loaded answer={answer}>
          {({ complaints }) => (
            <Card
              title={
                <Select
                  allowClear
                  style={{ width: 140 }}
                  aria-label={t('supervision.state')}
                  placeholder={t('supervision.state')}
                  value={filters.state}
                  onChange={(state?: string) => setFilters({ state })}
                  options={[
                    { value: 'open', label: t('supervision.complaintOpen') },
                    { value: 'closed', label: t('supervision.complaintClosed') },
                  ]}
                />
              }
            >
              <Table<ComplaintView>
                rowKey="id"
                size="middle"
                pagination={{ pageSize: 20, hideOnSinglePage: true, showTotal: (total) => t('frame.count', { total }) }}
                dataSource={complaints.filter(fits)}
                locale={{
                  emptyText: (
                    <EmptyPage what={t('supervision.noComplaints')} begin={t('supervision.noComplaintsBegin')} />
                  ),
                }}
                columns={[
                  {
                    title: t('supervision.reference'),
                    key: 'reference',
                    width: 130,
                    render: (_, { id, reference }) => (
                      <Button type="link" className="code" style={{ padding: 0 }} onClick={() => setOpenId(id)}>
                        {reference}
                      </Button>
                    ),
                  },
                  {
                    title: t('supervision.content'),
                    key: 'text',
                    ellipsis: true,
                    render: (_, { text }) => text,
                  },
                  {
                    title: t('supervision.reporter'),
                    key: 'named',
                    width: 90,
                    render: (_, { named }) => (named ? t('supervision.isNamed') : t('supervision.isAnonymous')),
                  },
                  {
                    title: t('supervision.receivedAt'),
                    key: 'at',
                    width: 200,
                    render: (_, { receivedAt }) => <When at={receivedAt} />,
                  },
                  {
                    title: t('supervision.state'),
                    key: 'state',
                    width: 100,
                    render: (_, { closedAt }) => <ComplaintState closedAt={closedAt} />,
                  },
                ]}
              />
            </Card>
          )}
        </Loaded>
      </div>
      <Drawer open={opened !== undefined} size={640} title={opened?.reference} onClose={() => setOpenId(null)}>
        {opened && <ComplaintDetail key={opened.id} complaint={opened} />}
      </Drawer>
    </>
  )
}

function ComplaintState({ closedAt }: { closedAt: number | null }) {
  const { t } = useTexts()
  return closedAt === null ? (
    <Tag color="orange">{t('supervision.complaintOpen')}</Tag>
  ) : (
    <Tag>{t('supervision.complaintClosed')}</Tag>
  )
}
