import type { WaitingCertificate } from '@kaochang/contract/certificate'
import { Button, Table, Tag } from 'antd'
import { useState } from 'react'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { useMe } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { provinceName } from '../language/words.ts'
import { Due } from '../result/Due.tsx'
import { dateText } from '../time/beijing-time.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { IssueList } from './IssueList.tsx'
import { IssueOne } from './IssueOne.tsx'
import { subjectWords } from './certificate-words.ts'

/** Who passed and has no certificate yet, the most pressing first. */
export function WaitingTable() {
  const { t, language } = useTexts()
  const me = useMe()
  const answer = useAnswer('GET /v1/certificates/waiting', {})
  const [one, setOne] = useState<WaitingCertificate | null>(null)
  const [many, setMany] = useState(false)
  const mayIssue = me.acts.includes('issue_certificate')
  return (
    <Loaded answer={answer}>
      {({ waiting }) => (
        <div className="stack">
          {mayIssue && waiting.length > 0 && (
            <div className="row">
              <Button onClick={() => setMany(true)}>{t('certificate.issueMany')}</Button>
              <span className="numbers quiet">{t('frame.count', { total: waiting.length })}</span>
            </div>
          )}
          <Table<WaitingCertificate>
            rowKey="assessmentId"
            size="middle"
            dataSource={waiting}
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{
              emptyText: <EmptyPage what={t('certificate.waitingNone')} begin={t('certificate.waitingNoneBegin')} />,
            }}
            rowClassName={({ due }) => (due.overdue ? 'duty-late' : '')}
            columns={[
              {
                title: t('certificate.who'),
                key: 'name',
                render: (_, { name, idNumberMasked, enterprise }) => (
                  <>
                    <span className="strong">{name}</span> <span className="quiet numbers">{idNumberMasked}</span>
                    <div className="quiet">{enterprise}</div>
                  </>
                ),
              },
              {
                title: t('certificate.category'),
                key: 'subject',
                render: (_, each) => (
                  <>
                    {subjectWords(each, t, language)}{' '}
                    {each.purpose === 'renewal' && <Tag>{t('certificate.renewal')}</Tag>}
                    <div className="quiet">{provinceName(each.province, language)}</div>
                  </>
                ),
              },
              {
                title: t('certificate.passedOn'),
                key: 'passed',
                width: 170,
                render: (_, { passedOn }) => <span className="numbers">{dateText(passedOn, language)}</span>,
              },
              { title: t('certificate.due'), key: 'due', width: 250, render: (_, { due }) => <Due due={due} /> },
              ...(mayIssue
                ? [
                    {
                      key: 'act',
                      width: 96,
                      align: 'right' as const,
                      render: (_: unknown, each: WaitingCertificate) => (
                        <Button size="small" type="primary" onClick={() => setOne(each)}>
                          {t('certificate.issueOne')}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
          {one && <IssueOne waiting={one} onClose={() => setOne(null)} />}
          {many && <IssueList onClose={() => setMany(false)} />}
        </div>
      )}
    </Loaded>
  )
}
