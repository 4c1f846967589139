import type { DutyView } from '@kaochang/contract/duty'
import { CLOCKS } from '@kaochang/domain/law/deadline'
import { Table, type TablePaginationConfig } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { cityName } from '../language/cities.ts'
import { provinceName } from '../language/words.ts'
import { dateText } from '../time/beijing-time.ts'
import { DutyDue, DutyState } from './DutyDue.tsx'
import { dutyLink } from './duty-link.ts'
import './duty.css'

/** Clocks in the order given: what each is about, when it is due, how much is left, and whose it is. */
export function BoardTable({
  duties,
  empty,
  pagination,
}: {
  duties: readonly DutyView[]
  empty: ReactNode
  pagination: TablePaginationConfig | false
}) {
  const { t, language } = useTexts()
  const may = useMay()
  return (
    <Table<DutyView>
      rowKey="id"
      size="middle"
      dataSource={[...duties]}
      pagination={pagination}
      locale={{ emptyText: empty }}
      rowClassName={({ state }) => (state === 'overdue' ? 'duty-late' : '')}
      columns={[
        {
          title: t('duty.what'),
          key: 'what',
          render: (_, duty) => {
            const to = dutyLink(duty, may)
            const { zh, en } = CLOCKS[duty.clock].title
            return (
              <>
                {to === undefined ? (
                  <span className="strong">{duty.title}</span>
                ) : (
                  <Link className="strong" to={to}>
                    {duty.title}
                  </Link>
                )}
                <div className="quiet duty-clock">
                  {language === 'zh' ? zh : en} · {t('duty.article', { article: duty.article })} ·{' '}
                  <span className="numbers">{t('duty.from', { from: dateText(duty.from, language) })}</span>
                </div>
              </>
            )
          },
        },
        { title: t('duty.due'), key: 'due', width: 250, render: (_, duty) => <DutyDue duty={duty} /> },
        { title: t('duty.state'), key: 'state', width: 170, render: (_, duty) => <DutyState duty={duty} /> },
        {
          title: t('duty.place'),
          key: 'place',
          width: 220,
          render: (_, { province, city, enterprise }) => (
            <>
              {[provinceName(province, language), city === null ? '' : cityName(city, language)]
                .filter(Boolean)
                .join(' · ')}
              {enterprise && <div className="quiet">{enterprise.name}</div>}
            </>
          ),
        },
      ]}
    />
  )
}
