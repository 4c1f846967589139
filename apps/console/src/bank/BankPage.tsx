import { Alert, Button, Card, Descriptions } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { When } from '../frame/When.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { provinceName } from '../language/words.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { useFilters } from '../wire/use-filters.ts'
import { BankState } from './BankState.tsx'
import { CellGrid } from './CellGrid.tsx'
import { FileBank } from './FileBank.tsx'
import { ItemDrawer } from './ItemDrawer.tsx'
import { ItemTable } from './ItemTable.tsx'

/** One bank: what it holds by area and kind, its items, and the acts on it. */
export function BankPage() {
  const { t, language } = useTexts()
  const { bankId = '' } = useParams()
  const may = useMay()
  const [filing, setFiling] = useState(false)
  const [{ item }, setFilters] = useFilters(['item', 'kind', 'area', 'page'])
  const answer = useAnswer('GET /v1/banks/:bankId', { params: { bankId } })

  return (
    <Loaded answer={answer}>
      {(bank) => {
        const importing = may('edit_bank') && (
          <Link to={`/banks/${bankId}/import`}>
            <Button type={bank.itemCount === 0 ? 'primary' : 'default'}>{t('bank.importItems')}</Button>
          </Link>
        )
        const place = bank.kind === 'unified' ? bank.trade : provinceName(bank.province, language)
        return (
          <>
            <PageHeading
              title={bank.name}
              trail={{ to: '/banks', name: t('bank.banks') }}
              tags={<BankState bank={bank} />}
              acts={
                <>
                  {importing}
                  {may('file_bank') && bank.state === 'draft' && bank.itemCount > 0 && (
                    <Button type="primary" onClick={() => setFiling(true)}>
                      {bank.kind === 'provincial' ? t('bank.file') : t('bank.enable')}
                    </Button>
                  )}
                </>
              }
            />
            <div className="stack">
              {bank.notice && <Alert type="warning" showIcon title={bank.notice} />}
              <Card title={t('bank.grid')} extra={<span className="quiet">{t('bank.gridAbout')}</span>}>
                <Descriptions
                  size="small"
                  column={4}
                  items={[
                    { key: 'kind', label: t('bank.kind'), children: t(`words.bankKind.${bank.kind}`) },
                    {
                      key: 'place',
                      label: bank.kind === 'unified' ? t('bank.trade') : t('bank.province'),
                      children: place,
                    },
                    {
                      key: 'reference',
                      label: t('bank.filingReference'),
                      children: bank.filingReference ?? t('words.none'),
                    },
                    {
                      key: 'filedAt',
                      label: t('bank.filedAt'),
                      children: bank.filedAt === null ? t('words.none') : <When at={bank.filedAt} />,
                    },
                  ]}
                />
                {bank.itemCount > 0 ? (
                  <CellGrid
                    cells={bank.cells}
                    onChoose={({ kind, area }) => setFilters({ kind, area: area ?? undefined, page: undefined })}
                  />
                ) : (
                  <EmptyPage what={t('bank.emptyBank')} begin={t('bank.emptyBankBegin')} act={importing} />
                )}
              </Card>
              {bank.itemCount > 0 && <ItemTable bankId={bankId} onOpen={(itemId) => setFilters({ item: itemId })} />}
            </div>
            {item && <ItemDrawer bankId={bankId} itemId={item} onClose={() => setFilters({ item: undefined })} />}
            {filing && <FileBank bank={bank} onClose={() => setFiling(false)} />}
          </>
        )
      }}
    </Loaded>
  )
}
