import type { BankView } from '@kaochang/contract/bank'
import { Card, Table } from 'antd'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { When } from '../frame/When.tsx'
import { useTexts } from '../language/language.ts'
import { provinceName } from '../language/words.ts'
import { useAnswer } from '../wire/use-answer.ts'

/** What the national authority sees of the provinces' banks: that they are filed. */
export function FilingsPage() {
  const { t, language } = useTexts()
  const answer = useAnswer('GET /v1/filings', {})
  return (
    <>
      <PageHeading title={t('bank.filings')} about={t('bank.filingsAbout')} />
      <Card>
        <Loaded answer={answer}>
          {({ filings }) => (
            <Table<BankView>
              rowKey="id"
              size="middle"
              pagination={false}
              dataSource={filings}
              locale={{ emptyText: <EmptyPage what={t('bank.noFilings')} begin={t('bank.noFilingsBegin')} /> }}
              columns={[
                {
                  title: t('bank.province'),
                  key: 'province',
                  width: 140,
                  render: (_, { province }) => provinceName(province, language),
                },
                { title: t('bank.name'), key: 'name', render: (_, { name }) => name },
                {
                  title: t('bank.itemCount'),
                  key: 'count',
                  width: 110,
                  align: 'right',
                  render: (_, { itemCount }) => <span className="numbers">{itemCount}</span>,
                },
                {
                  title: t('bank.filingReference'),
                  key: 'reference',
                  width: 240,
                  render: (_, { filingReference }) => filingReference ?? t('words.none'),
                },
                {
                  title: t('bank.filedAt'),
                  key: 'filedAt',
                  width: 200,
                  render: (_, { filedAt }) => (filedAt === null ? t('words.none') : <When at={filedAt} />),
                },
              ]}
            />
          )}
        </Loaded>
      </Card>
    </>
  )
}
