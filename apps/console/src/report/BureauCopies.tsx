import { DownloadOutlined } from '@ant-design/icons'
import type { BureauCopy } from '@kaochang/contract/report'
import { App, Button, Card, Table } from 'antd'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { When } from '../frame/When.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { provinceName } from '../language/words.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'
import { useAnswer } from '../wire/use-answer.ts'

/** The copies to the provincial supervision bureau: what waits, and what has gone out with its hash. */
export function BureauCopies() {
  const { t, language } = useTexts()
  const { message } = App.useApp()
  const may = useMay()
  const answer = useAnswer('GET /v1/bureau-copies', {})
  const produce = useAct('POST /v1/bureau-copies', { onDone: () => void message.success(t('report.produced')) })
  return (
    <Loaded answer={answer}>
      {({ copies, waiting }) => (
        <div className="stack">
          <Card>
            <div className="stack">
              <p className="quiet">{t('report.copiesAbout')}</p>
              {waiting.map(({ province, rowCount }) => (
                <div key={province} className="row">
                  <span className={rowCount > 0 ? 'amber strong' : 'quiet'}>
                    {t('report.waiting', { province: provinceName(province, language), total: rowCount })}
                  </span>
                  {may('deliver_notice') && rowCount > 0 && (
                    <Button
                      type="primary"
                      loading={produce.isPending}
                      onClick={() => produce.mutate({ body: { province } })}
                    >
                      {t('report.produce')}
                    </Button>
                  )}
                </div>
              ))}
              <RefusalAlert error={produce.error} />
            </div>
          </Card>
          <Card title={t('report.copies')}>
            <Table<BureauCopy>
              rowKey="id"
              size="small"
              pagination={{ pageSize: 20, hideOnSinglePage: true }}
              dataSource={copies}
              locale={{ emptyText: <EmptyPage what={t('report.noCopies')} begin={t('report.noCopiesBegin')} /> }}
              columns={[
                {
                  title: t('report.copy'),
                  key: 'id',
                  width: 80,
                  render: (_, { id }) => <span className="numbers">{id}</span>,
                },
                {
                  title: t('report.producedAt'),
                  key: 'at',
                  width: 210,
                  render: (_, { producedAt }) => <When at={producedAt} />,
                },
                { title: t('report.producedBy'), key: 'by', width: 120, render: (_, { producedBy }) => producedBy },
                {
                  title: t('report.rows'),
                  key: 'rows',
                  width: 90,
                  align: 'right',
                  render: (_, { rowCount }) => <span className="numbers">{rowCount}</span>,
                },
                { title: 'SHA-256', key: 'hash', render: (_, { sha256 }) => <span className="code">{sha256}</span> },
                {
                  title: '',
                  key: 'file',
                  width: 100,
                  render: (_, { id }) => (
                    <a href={`/v1/bureau-copies/${id}/file.json`} download>
                      <DownloadOutlined /> {t('report.download')}
                    </a>
                  ),
                },
              ]}
            />
          </Card>
        </div>
      )}
    </Loaded>
  )
}
