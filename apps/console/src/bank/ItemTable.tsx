import type { ItemView } from '@kaochang/contract/bank'
import { ITEM_KINDS, type ItemKind } from '@kaochang/domain/bank/item'
import { type ContentArea, contentAreas } from '@kaochang/domain/law/content-areas'
import { Card, Input, Select, Table, Tag } from 'antd'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { useTexts } from '../language/language.ts'
import { areaName } from '../language/words.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { useFilters } from '../wire/use-filters.ts'

const PAGE_SIZE = 50

/** A bank's items, filtered by the server; the filters stand in the address. */
export function ItemTable({ bankId, onOpen }: { bankId: string; onOpen: (itemId: string) => void }) {
  const { t, language } = useTexts()
  const [filters, setFilters] = useFilters(['kind', 'area', 'text', 'retired', 'page'])
  const kind = ITEM_KINDS.find((kind) => kind === filters.kind)
  const area = contentAreas.find((area) => area === filters.area)
  const retired = filters.retired === 'yes' ? 'yes' : 'no'
  const answer = useAnswer('GET /v1/banks/:bankId/items', {
    params: { bankId },
    querystring: {
      retired,
      ...(kind ? { kind } : {}),
      ...(area ? { area } : {}),
      ...(filters.text ? { text: filters.text } : {}),
      ...(filters.page ? { page: filters.page } : {}),
    },
  })

  return (
    <Card
      title={
        <div className="row">
          <span>{t('bank.items')}</span>
          <Select<ItemKind>
            allowClear
            style={{ width: 130 }}
            aria-label={t('bank.itemKind')}
            placeholder={t('bank.anyKind')}
            value={kind ?? null}
            onChange={(kind?: ItemKind) => setFilters({ kind, page: undefined })}
            options={ITEM_KINDS.map((value) => ({ value, label: t(`words.kind.${value}`) }))}
          />
          <Select<ContentArea>
            allowClear
            style={{ width: 260 }}
            aria-label={t('bank.area')}
            placeholder={t('bank.anyArea')}
            value={area ?? null}
            onChange={(area?: ContentArea) => setFilters({ area, page: undefined })}
            options={contentAreas.map((value) => ({ value, label: areaName(value, language) }))}
          />
          <Select
            style={{ width: 100 }}
            aria-label={t('bank.state')}
            value={retired}
            onChange={(retired) => setFilters({ retired: retired === 'yes' ? 'yes' : undefined, page: undefined })}
            options={[
              { value: 'no', label: t('bank.inForce') },
              { value: 'yes', label: t('bank.showRetired') },
            ]}
          />
          <Input.Search
            key={filters.text}
            allowClear
            style={{ width: 240 }}
            maxLength={100}
            placeholder={t('bank.search')}
            defaultValue={filters.text}
            onSearch={(text) => setFilters({ text, page: undefined })}
          />
        </div>
      }
    >
      <Loaded answer={answer}>
        {({ items, total, page }) => (
          <Table<ItemView>
            rowKey="id"
            size="small"
            dataSource={items}
            onRow={({ id }) => ({ onClick: () => onOpen(id), style: { cursor: 'pointer' } })}
            locale={{ emptyText: <EmptyPage what={t('bank.noItems')} begin={t('bank.noItemsBegin')} /> }}
            pagination={{
              current: page,
              total,
              pageSize: PAGE_SIZE,
              showSizeChanger: false,
              hideOnSinglePage: false,
              showTotal: (total) => t('frame.count', { total }),
              onChange: (page) => setFilters({ page: String(page) }),
            }}
            columns={[
              {
                title: t('bank.stem'),
                key: 'stem',
                render: (_, { id, stem }) => (
                  <a
                    href={`?item=${id}`}
                    onClick={(event) => {
                      event.preventDefault()
                      onOpen(id)
                    }}
                  >
                    {stem}
                  </a>
                ),
              },
              { title: t('bank.itemKind'), key: 'kind', width: 100, render: (_, { kind }) => t(`words.kind.${kind}`) },
              { title: t('bank.area'), key: 'area', width: 220, render: (_, { area }) => areaName(area, language) },
              {
                title: t('bank.key'),
                key: 'key',
                width: 80,
                render: (_, { key }) => <span className="code">{key}</span>,
              },
              {
                title: '',
                key: 'version',
                width: 150,
                render: (_, { version, retiredAt }) => (
                  <>
                    {t('bank.version', { version })} {retiredAt !== null && <Tag>{t('bank.retired')}</Tag>}
                  </>
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  )
}
