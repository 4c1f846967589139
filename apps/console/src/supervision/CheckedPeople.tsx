import type { SpotCheckPerson, SpotCheckView } from '@kaochang/contract/supervision'
import { marksText } from '@kaochang/domain/law/marks'
import { Table, Tag } from 'antd'
import { useTexts } from '../language/language.ts'
import { tradeName } from '../language/words.ts'

const OUTCOME_COLOURS = { not_tested: 'default', passed: 'green', reassessment: 'red', recorded: 'orange' } as const

/** Who is examined, with ticket and seat while it goes on, and what came of it. */
export function CheckedPeople({ check }: { check: SpotCheckView }) {
  const { t, language } = useTexts()
  return (
    <Table<SpotCheckPerson>
      rowKey="id"
      size="small"
      pagination={{ pageSize: 50, hideOnSinglePage: true, showTotal: (total) => t('frame.count', { total }) }}
      dataSource={check.people}
      columns={[
        {
          title: t('supervision.personName'),
          key: 'name',
          render: (_, { name, idNumberMasked }) => (
            <>
              <span className="strong">{name}</span>
              <div className="quiet numbers">{idNumberMasked}</div>
            </>
          ),
        },
        {
          title: t('supervision.category'),
          key: 'category',
          render: (_, { category, post, trade }) => (
            <>
              {t(`words.category.${category}`)}
              <div className="quiet">
                {[post, tradeName(trade, language)].filter((part) => part !== '').join(' · ')}
              </div>
            </>
          ),
        },
        {
          title: t('supervision.ticket'),
          key: 'ticket',
          width: 140,
          render: (_, { ticket }) => <span className="code">{ticket}</span>,
        },
        {
          title: t('supervision.seat'),
          key: 'seat',
          width: 80,
          render: (_, { seatNumber }) =>
            seatNumber === null ? '' : t('supervision.seatNumber', { number: seatNumber }),
        },
        {
          title: t('supervision.state'),
          key: 'state',
          width: 90,
          render: (_, { state }) => t(`supervision.personState.${state}`),
        },
        {
          title: t('supervision.points'),
          key: 'points',
          width: 80,
          align: 'right',
          render: (_, { points }) => <span className="numbers strong">{points === null ? '' : marksText(points)}</span>,
        },
        {
          title: t('supervision.outcome'),
          key: 'outcome',
          width: 220,
          render: (_, { outcome, orderedAt }) => (
            <>
              <Tag color={OUTCOME_COLOURS[outcome]}>{t(`supervision.outcomes.${outcome}`)}</Tag>
              {orderedAt !== null && <div className="red">{t('supervision.ordered')}</div>}
            </>
          ),
        },
      ]}
    />
  )
}
