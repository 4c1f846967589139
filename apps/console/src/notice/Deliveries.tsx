import type { DeliveryView } from '@kaochang/contract/notice'
import { Card, Table } from 'antd'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { When } from '../frame/When.tsx'
import { useTexts } from '../language/language.ts'
import { dateText } from '../time/beijing-time.ts'

/** What became of a notice on its way, step by step. */
export function Deliveries({ deliveries }: { deliveries: readonly DeliveryView[] }) {
  const { t, language } = useTexts()
  return (
    <Card title={t('notice.whatBecame')}>
      <Table<DeliveryView>
        rowKey={({ at, channel, outcome, by }) => `${at} ${channel} ${outcome} ${by}`}
        size="small"
        pagination={false}
        dataSource={[...deliveries]}
        locale={{ emptyText: <EmptyPage what={t('notice.nothingYet')} begin={t('notice.nothingYetBegin')} /> }}
        columns={[
          { title: t('notice.at'), key: 'at', width: 190, render: (_, { at }) => <When at={at} /> },
          {
            title: t('notice.way'),
            key: 'way',
            width: 240,
            render: (_, { channel, how, onDate }) => (
              <>
                {t(`notice.channel.${channel}`)}
                {how !== null && onDate !== null && (
                  <div className="quiet">
                    {t('notice.onDate', { how: t(`notice.how.${how}`), date: dateText(onDate, language) })}
                  </div>
                )}
              </>
            ),
          },
          {
            title: t('notice.result'),
            key: 'outcome',
            width: 110,
            render: (_, { outcome }) => (
              <span className={outcome === 'failed' ? 'red' : outcome === 'read' ? 'green' : ''}>
                {t(`notice.outcome.${outcome}`)}
              </span>
            ),
          },
          {
            title: t('notice.by'),
            key: 'by',
            width: 140,
            render: (_, { by, channel }) => by ?? t(channel === 'product' ? 'notice.self' : 'notice.system'),
          },
          { title: t('notice.detail'), key: 'detail', render: (_, { detail }) => detail ?? '' },
        ]}
      />
    </Card>
  )
}
