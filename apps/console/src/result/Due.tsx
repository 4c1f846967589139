import type { DueView } from '@kaochang/contract/result'
import { Tag, Tooltip } from 'antd'
import { useTexts } from '../language/language.ts'
import { dateText } from '../time/beijing-time.ts'

/** A last lawful day: its weekday, its article, how long is left, and whether it may still move. */
export function Due({ due }: { due: DueView | null }) {
  const { t, language } = useTexts()
  if (due === null) return <span className="quiet">{t('result.noDue')}</span>
  const { workdaysLeft: left, overdue } = due
  const words =
    left === null
      ? overdue
        ? t('result.overdue')
        : null
      : left < 0
        ? t('result.overdueBy', { days: -left })
        : overdue
          ? t('result.overdue')
          : left === 0
            ? t('result.dueToday')
            : t('result.daysLeft', { days: left })
  return (
    <div>
      <span className="strong numbers">{dateText(due.due, language)}</span>{' '}
      {due.provisional && (
        <Tooltip title={t('result.provisionalAbout')}>
          <Tag color="warning">{t('result.provisional')}</Tag>
        </Tooltip>
      )}
      <div>
        {words && (
          <span className={overdue ? 'red strong' : left !== null && left <= 1 ? 'amber strong' : ''}>{words}</span>
        )}{' '}
        <span className="quiet">{t('result.article', { article: due.article })}</span>
      </div>
    </div>
  )
}
