import type { ClockView } from '@kaochang/contract/enterprise'
import { CLOCKS } from '@kaochang/domain/law/deadline'
import { Tag } from 'antd'
import { useTexts } from '../language/language.ts'
import { dateText } from '../time/beijing-time.ts'

/** A clock of a post: its last day, what it asks for, and how it stands or ended. Late stays late. */
export function ClockDue({ clock }: { clock: ClockView }) {
  const { t, language } = useTexts()
  const { title, article } = CLOCKS[clock.clock]
  const { closed, due, metOn, lapsedBecause, overdue: late } = clock
  return (
    <>
      <span className={late ? 'numbers strong red' : closed ? 'numbers quiet' : 'numbers strong'}>
        {dateText(due, language)}
      </span>{' '}
      {late && <span className="red">{t('enterprise.clockOverdue')}</span>}
      {clock.provisional && !closed && <Tag color="warning">{t('enterprise.provisional')}</Tag>}
      <div className="quiet">
        {title[language]} · {t('duty.article', { article })}
      </div>
      {metOn !== null && (
        <div className={metOn > due ? 'red' : 'green'}>
          {metOn > due ? t('enterprise.clockMetLate', { day: metOn }) : t('enterprise.clockMet', { day: metOn })}
        </div>
      )}
      {lapsedBecause !== null && <div className="quiet">{t('enterprise.clockLapsed', { because: lapsedBecause })}</div>}
    </>
  )
}
