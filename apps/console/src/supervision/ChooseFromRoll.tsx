import type { RollEntry } from '@kaochang/contract/supervision'
import { Input, Table } from 'antd'
import { useState } from 'react'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { useTexts } from '../language/language.ts'
import { tradeName } from '../language/words.ts'
import { useAnswer } from '../wire/use-answer.ts'

/** The enterprise's people today, to be ticked; who is ticked stays so whatever is searched for. */
export function ChooseFromRoll({
  enterpriseId,
  chosen,
  onChoose,
}: {
  enterpriseId: string
  chosen: string[]
  onChoose: (employmentIds: string[]) => void
}) {
  const { t, language } = useTexts()
  const [text, setText] = useState('')
  const answer = useAnswer('GET /v1/spot-checks/rolls/:enterpriseId', { params: { enterpriseId } })
  const fits = ({ name, post }: RollEntry) => name.includes(text) || post.includes(text)
  return (
    <Loaded answer={answer}>
      {({ roll }) => (
        <div className="stack">
          {roll.length > 0 && (
            <Input.Search
              allowClear
              style={{ width: 260 }}
              placeholder={t('supervision.search')}
              onChange={({ target }) => setText(target.value.trim())}
            />
          )}
          <Table<RollEntry>
            rowKey="employmentId"
            size="small"
            pagination={{ pageSize: 10, hideOnSinglePage: true, showTotal: (total) => t('frame.count', { total }) }}
            dataSource={roll.filter(fits)}
            rowSelection={{
              selectedRowKeys: chosen,
              preserveSelectedRowKeys: true,
              onChange: (keys) => onChoose(keys.map(String)),
            }}
            locale={{ emptyText: <EmptyPage what={t('supervision.noRoll')} begin={t('supervision.noRollBegin')} /> }}
            columns={[
              { title: t('supervision.personName'), key: 'name', width: 140, render: (_, { name }) => name },
              {
                title: t('supervision.idNumber'),
                key: 'id',
                width: 200,
                render: (_, { idNumberMasked }) => <span className="numbers">{idNumberMasked}</span>,
              },
              {
                title: t('supervision.category'),
                key: 'category',
                width: 180,
                render: (_, { category }) => t(`words.category.${category}`),
              },
              { title: t('supervision.post'), key: 'post', render: (_, { post }) => post },
              { title: t('supervision.trade'), key: 'trade', render: (_, { trade }) => tradeName(trade, language) },
            ]}
          />
        </div>
      )}
    </Loaded>
  )
}
