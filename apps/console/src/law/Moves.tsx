import type { MoveView, MovesView } from '@kaochang/contract/law'
import { CLOCKS } from '@kaochang/domain/law/deadline'
import { Table, Tag } from 'antd'
import { useTexts } from '../language/language.ts'
import { dateText } from '../time/beijing-time.ts'

/** Which running clocks a change of the calendar moves, from which day to which, before or after it is made. */
export function Moves({ moves: { running, moved, becameFirm, changed, moves } }: { moves: MovesView }) {
  const { t, language } = useTexts()
  return (
    <div className="stack">
      <p>{t('law.movesOf', { running, moved, becameFirm })}</p>
      {moves.length > 0 && (
        <Table<MoveView>
          rowKey="dutyId"
          size="small"
          dataSource={[...moves]}
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          columns={[
            {
              title: t('duty.what'),
              key: 'what',
              render: (_, { title, clock }) => (
                <>
                  <span className="strong">{title}</span>
                  <div className="quiet">{CLOCKS[clock].title[language]}</div>
                </>
              ),
            },
            {
              title: t('law.oldDue'),
              key: 'old',
              width: 150,
              render: (_, { oldDue }) => <span className="numbers">{dateText(oldDue, language)}</span>,
            },
            {
              title: t('law.newDue'),
              key: 'new',
              width: 210,
              render: (_, { newDue, oldDue, provisional, wasProvisional }) => (
                <>
                  <span className={newDue === oldDue ? 'numbers' : 'numbers strong'}>{dateText(newDue, language)}</span>{' '}
                  {provisional && <Tag color="warning">{t('duty.provisional')}</Tag>}
                  {wasProvisional && !provisional && <Tag color="success">{t('law.toFirm')}</Tag>}
                </>
              ),
            },
          ]}
        />
      )}
      {changed > moves.length && <p className="quiet">{t('law.movesMore', { shown: moves.length })}</p>}
    </div>
  )
}
