import { Alert } from 'antd'
import { Link } from 'react-router'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { dateText } from '../time/beijing-time.ts'

/** Says from 1 November that next year's holiday notice has not been entered, and what that means for the days shown. */
export function MissingYear({ calendar }: { calendar: { firmThrough: string; missingYear: number | null } }) {
  const { t, language } = useTexts()
  const may = useMay()
  if (calendar.missingYear === null) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={t('duty.missing', { year: calendar.missingYear })}
      description={t('duty.missingAbout', { firm: dateText(calendar.firmThrough, language) })}
      action={may('read_law') && <Link to="/calendar">{t('duty.toCalendar')}</Link>}
    />
  )
}
