import type { SpotCheckRow, SpotCheckView } from '@kaochang/contract/supervision'
import { permilleText } from '@kaochang/domain/supervision/spot-check-table'
import { Table } from 'antd'
import { useTexts } from '../language/language.ts'
import { tradeName } from '../language/words.ts'

/** The bands in the order of the wire, by the keys of their names. */
const BANDS = ['below60', 'from60', 'from70', 'from80', 'from90'] as const

/** The table of a spot check by role (B1), everybody together in the last line. */
export function RoleTable({ table }: { table: SpotCheckView['table'] }) {
  const { t, language } = useTexts()
  const count = (title: string, key: string, of: (row: SpotCheckRow) => number, red = false) => ({
    title,
    key,
    width: 88,
    align: 'right' as const,
    render: (_: unknown, row: SpotCheckRow) => (
      <span className={red && of(row) > 0 ? 'numbers red strong' : 'numbers'}>{of(row)}</span>
    ),
  })
  return (
    <Table<SpotCheckRow>
      rowKey={({ category, trade }) => `${category}/${trade}`}
      size="small"
      pagination={false}
      dataSource={[...table.rows, table.total]}
      rowClassName={({ category }) => (category === null ? 'total-row' : '')}
      columns={[
        {
          title: t('supervision.category'),
          key: 'role',
          className: 'role-cell',
          render: (_, { category, trade }) =>
            category === null ? (
              t('supervision.total')
            ) : (
              <>
                {t(`words.category.${category}`)}
                {trade !== null && <div className="quiet">{tradeName(trade, language)}</div>}
              </>
            ),
        },
        count(t('supervision.named'), 'named', ({ named }) => named),
        count(t('supervision.tested'), 'tested', ({ tested }) => tested),
        count(t('supervision.passed'), 'passed', ({ passed }) => passed),
        count(t('supervision.below80'), 'below80', ({ below80 }) => below80, true),
        ...BANDS.map((band, index) => count(t(`supervision.bands.${band}`), band, ({ bands }) => bands[index] ?? 0)),
        {
          title: t('supervision.passRate'),
          key: 'rate',
          width: 100,
          align: 'right',
          render: (_, { passPermille }) => (
            <span className="numbers strong">{passPermille === null ? '' : permilleText(passPermille)}</span>
          ),
        },
      ]}
    />
  )
}
