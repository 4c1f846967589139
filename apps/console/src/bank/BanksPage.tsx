import type { BankView } from '@kaochang/contract/bank'
import { BANK_KINDS } from '@kaochang/domain/bank/bank'
import { Button, Card, Select, Table } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { provinceName } from '../language/words.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { useFilters } from '../wire/use-filters.ts'
import { BankState } from './BankState.tsx'
import { CreateBank } from './CreateBank.tsx'

/** The banks the reader may open. */
export function BanksPage() {
  const { t, language } = useTexts()
  const may = useMay()
  const [creating, setCreating] = useState(false)
  const [filters, setFilters] = useFilters(['kind'])
  const answer = useAnswer('GET /v1/banks', {})
  const create = may('edit_bank') && (
    <Button type="primary" onClick={() => setCreating(true)}>
      {t('bank.create')}
    </Button>
  )

  return (
    <>
      <PageHeading title={t('bank.banks')} about={t('bank.banksAbout')} acts={create} />
      <Card
        title={
          <Select
            allowClear
            style={{ width: 180 }}
            aria-label={t('bank.kind')}
            placeholder={t('bank.kind')}
            value={filters.kind}
            onChange={(kind?: string) => setFilters({ kind })}
            options={BANK_KINDS.map((kind) => ({ value: kind, label: t(`words.bankKind.${kind}`) }))}
          />
        }
      >
        <Loaded answer={answer}>
          {({ banks }) => (
            <Table<BankView>
              rowKey="id"
              size="middle"
              pagination={false}
              dataSource={banks.filter(({ kind }) => !filters.kind || kind === filters.kind)}
              locale={{
                emptyText:
                  banks.length > 0 ? (
                    <EmptyPage what={t('bank.noBanksFilter')} begin="" />
                  ) : (
                    <EmptyPage what={t('bank.noBanks')} begin={t('bank.noBanksBegin')} act={create} />
                  ),
              }}
              columns={[
                {
                  title: t('bank.name'),
                  key: 'name',
                  render: (_, bank) => (
                    <>
                      <Link className="strong" to={`/banks/${bank.id}`}>
                        {bank.name}
                      </Link>
                      {bank.notice && <div className="amber">{bank.notice}</div>}
                    </>
                  ),
                },
                {
                  title: t('bank.kind'),
                  key: 'kind',
                  width: 130,
                  render: (_, { kind }) => t(`words.bankKind.${kind}`),
                },
                {
                  title: `${t('bank.province')} / ${t('bank.trade')}`,
                  key: 'place',
                  width: 200,
                  render: (_, { kind, province, trade }) =>
                    kind === 'unified' ? trade : provinceName(province, language),
                },
                {
                  title: t('bank.itemCount'),
                  key: 'count',
                  width: 100,
                  align: 'right',
                  render: (_, { itemCount }) => <span className="numbers">{itemCount}</span>,
                },
                { title: t('bank.state'), key: 'state', width: 120, render: (_, bank) => <BankState bank={bank} /> },
              ]}
            />
          )}
        </Loaded>
      </Card>
      {creating && <CreateBank onClose={() => setCreating(false)} />}
    </>
  )
}
