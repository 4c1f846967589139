import type { ReleaseDuty } from '@kaochang/contract/result'
import { Button, Table } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useTexts } from '../language/language.ts'
import { provinceName } from '../language/words.ts'
import { timeText } from '../time/beijing-time.ts'
import { Due } from './Due.tsx'
import './result.css'

/** Sessions whose scores are owed or were published, in the order given. */
export function DutyTable({ duties, empty }: { duties: readonly ReleaseDuty[]; empty: ReactNode }) {
  const { t, language } = useTexts()
  return (
    <Table<ReleaseDuty>
      rowKey="sessionId"
      size="middle"
      dataSource={[...duties]}
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      locale={{ emptyText: empty }}
      rowClassName={({ due, state }) => (due?.overdue && state !== 'released' ? 'duty-late' : '')}
      columns={[
        {
          title: t('result.session'),
          key: 'session',
          render: (_, { sessionId, name, category, province }) => (
            <>
              <Link className="strong" to={`/release/${sessionId}`}>
                {name}
              </Link>
              <div className="quiet">
                {t(`words.category.${category}`)} · {provinceName(province, language)}
              </div>
            </>
          ),
        },
        { title: t('result.due'), key: 'due', width: 260, render: (_, { due }) => <Due due={due} /> },
        {
          title: t('result.sittings'),
          key: 'count',
          width: 90,
          align: 'right',
          render: (_, { sittingCount }) => <span className="numbers">{sittingCount}</span>,
        },
        { title: t('result.state'), key: 'state', width: 240, render: (_, duty) => <DutyState duty={duty} /> },
        {
          key: 'act',
          width: 120,
          align: 'right',
          render: (_, { sessionId, state }) => (
            <Link to={`/release/${sessionId}`}>
              <Button size="small" type={state === 'scored' ? 'primary' : 'default'}>
                {state === 'scored' ? t('result.open') : t('result.see')}
              </Button>
            </Link>
          ),
        },
      ]}
    />
  )
}

function DutyState({ duty }: { duty: ReleaseDuty }) {
  const { t, language } = useTexts()
  if (duty.state === 'released')
    return (
      <>
        {duty.publishedAt !== null && (
          <span className="numbers">{t('result.publishedAt', { at: timeText(duty.publishedAt, language) })}</span>
        )}
        <div className={duty.releasedLate ? 'red strong' : 'green'}>
          {duty.releasedLate ? t('result.publishedLate') : t('result.publishedInTime')}
        </div>
      </>
    )
  if (duty.proposedBy !== null) return t('result.proposedBy', { name: duty.proposedBy })
  return duty.state === 'scored' ? (
    t('result.waitsForProposal')
  ) : (
    <span className="quiet">{t('result.waitsForScores')}</span>
  )
}
