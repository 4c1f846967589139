import type { CoverageGroup } from '@kaochang/contract/report'
import { permilleText } from '@kaochang/domain/supervision/spot-check-table'
import { Table } from 'antd'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { useTexts } from '../language/language.ts'
import { tradeName } from '../language/words.ts'

/** Coverage by category and trade, and by enterprise where there are several. */
export function CoverageTable({ groups, withUnit = false }: { groups: readonly CoverageGroup[]; withUnit?: boolean }) {
  const { t, language } = useTexts()
  return (
    <Table<CoverageGroup>
      rowKey={({ unit, category, trade }) => `${unit}/${category}/${trade}`}
      size="small"
      pagination={{ pageSize: 30, hideOnSinglePage: true, showTotal: (total) => t('frame.count', { total }) }}
      dataSource={[...groups]}
      locale={{ emptyText: <EmptyPage what={t('report.noRoll')} begin={t('report.noRollBegin')} /> }}
      columns={[
        ...(withUnit
          ? [{ title: t('report.enterprise'), key: 'unit', render: (_: unknown, { unit }: CoverageGroup) => unit }]
          : []),
        {
          title: t('report.category'),
          key: 'category',
          render: (_, { category }) => t(`words.category.${category}`),
        },
        { title: t('report.trade'), key: 'trade', render: (_, { trade }) => tradeName(trade, language) },
        { title: t('report.onRoll'), key: 'onRoll', width: 90, align: 'right', render: (_, { onRoll }) => onRoll },
        { title: t('report.valid'), key: 'valid', width: 90, align: 'right', render: (_, { valid }) => valid },
        {
          title: t('report.rate'),
          key: 'rate',
          width: 110,
          align: 'right',
          render: (_, { permille }) => (
            <span className={permille < 1_000 ? 'numbers amber strong' : 'numbers green'}>
              {permilleText(permille)}
            </span>
          ),
        },
      ]}
    />
  )
}
