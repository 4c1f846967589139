import { Card, Tag } from 'antd'
import { Link } from 'react-router'
import { BoardTable } from '../duty/BoardTable.tsx'
import { MissingYear } from '../duty/MissingYear.tsx'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { useTexts } from '../language/language.ts'
import { useAnswer } from '../wire/use-answer.ts'

const SHOWN = 12

/** The statutory clocks that press most, whatever they are about; the whole board is a page of its own. */
export function DutiesWaiting() {
  const { t } = useTexts()
  const answer = useAnswer('GET /v1/duties', { querystring: {} })
  return (
    <Loaded answer={answer}>
      {({ duties, overdue, total, calendar }) => (
        <div className="stack">
          <MissingYear calendar={calendar} />
          <Card
            title={
              <span className="row">
                {t('duty.board')}
                {overdue > 0 && <Tag color="error">{t('duty.overdueCount', { total: overdue })}</Tag>}
              </span>
            }
            extra={
              <Link to="/duties">
                {t('duty.homeAll')} {total > SHOWN && t('duty.count', { total })}
              </Link>
            }
          >
            <BoardTable
              duties={duties.slice(0, SHOWN)}
              pagination={false}
              empty={<EmptyPage what={t('duty.homeNone')} begin={t('duty.noneBegin')} />}
            />
          </Card>
        </div>
      )}
    </Loaded>
  )
}
