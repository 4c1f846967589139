import type { RunningClock } from '@kaochang/contract/application'
import { CLOCKS, type ClockName } from '@kaochang/domain/law/deadline'
import { Tag } from 'antd'
import { useTexts } from '../language/language.ts'
import { dateText } from '../time/beijing-time.ts'

/** The clocks that run, each with its last day; overdue and provisional ones say so. */
export function Clocks({ clocks }: { clocks: readonly RunningClock[] }) {
  const { t } = useTexts()
  if (clocks.length === 0) return <span className="quiet">{t('application.noDue')}</span>
  return (
    <div>
      {clocks.map((clock) => (
        <ClockLine key={clock.clock} clock={clock} />
      ))}
    </div>
  )
}

function ClockLine({ clock: { clock, due, strict, provisional, overdue } }: { clock: RunningClock }) {
  const { t, language } = useTexts()
  const title = isClock(clock) ? CLOCKS[clock].title[language] : t('application.askingDue')
  return (
    <div>
      <span className={overdue ? 'red strong numbers' : 'numbers'}>{dateText(due, language)}</span>{' '}
      {overdue && <span className="red strong">{t('application.overdue')}</span>}{' '}
      {provisional && <Tag color="warning">{t('application.provisional')}</Tag>}
      <div className="quiet">
        {title}
        {strict !== due && ` · ${t('application.strict', { date: dateText(strict, language) })}`}
      </div>
    </div>
  )
}

function isClock(name: string): name is ClockName {
  return Object.hasOwn(CLOCKS, name)
}
