import { useTexts } from '../language/language.ts'
import './frame.css'

/** Says on every page that nothing here is real. */
export function DemoNotice() {
  const { t } = useTexts()
  return (
    <div className="demo-notice on-screen" role="note">
      {t('frame.demo')}
    </div>
  )
}
