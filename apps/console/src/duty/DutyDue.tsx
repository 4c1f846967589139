import type { DutyView } from '@kaochang/contract/duty'
import { Tag, Tooltip } from 'antd'
import { useTexts } from '../language/language.ts'
import { dateText } from '../time/beijing-time.ts'

/** A clock's last day with its weekday. A provisional one says so in words, and one that a notice moved says from where. */
export function DutyDue({ duty }: { duty: DutyView }) {
  const { t, language } = useTexts()
  const { due, strict, provisional, recounts } = duty
  // A notice that left the day where it was is no news.
  const last = recounts.findLast(({ oldDue, newDue }) => oldDue !== newDue)
  return (
    <div>
      <span className="strong numbers">{dateText(due, language)}</span>{' '}
      {provisional && (
        <Tooltip title={t('duty.provisionalAbout')}>
          <Tag color="warning">{t('duty.provisional')}</Tag>
        </Tooltip>
      )}
      {strict !== due && (
        <div className="quiet numbers">{t('duty.strict', { strict: dateText(strict, language) })}</div>
      )}
      {last && <div className="quiet numbers">{t('duty.recounted', { old: last.oldDue, due: last.newDue })}</div>}
    </div>
  )
}

/** How much of it is left, or how it ended. What was met late stays visible. */
export function DutyState({ duty }: { duty: DutyView }) {
  const { t, language } = useTexts()
  const { state, workdaysLeft: left, metOn, lapsedBecause } = duty
  switch (state) {
    case 'met':
    case 'late':
      return (
        <>
          <div className={state === 'late' ? 'red strong' : 'green'}>
            {state === 'late' ? t('duty.metLate') : t('duty.metInTime')}
          </div>
          {metOn !== null && (
            <div className="quiet numbers">{t('duty.metOn', { date: dateText(metOn, language) })}</div>
          )}
        </>
      )
    case 'lapsed':
      return <span className="quiet">{t('duty.lapsed', { because: lapsedBecause ?? '' })}</span>
    case 'lasting':
      return <span className="quiet">{t('duty.lastsThrough')}</span>
    case 'reached':
      return <span className="amber strong">{t('duty.reached')}</span>
    case 'overdue':
      return (
        <span className="red strong">
          {left !== null && left < 0 ? t('duty.overdueBy', { days: -left }) : t('duty.overdue')}
        </span>
      )
    case 'due':
      return (
        <span className={left !== null && left <= 1 ? 'amber strong' : ''}>
          {left === 0 ? t('duty.dueToday') : t('duty.daysLeft', { days: left ?? 0 })}
        </span>
      )
  }
}
