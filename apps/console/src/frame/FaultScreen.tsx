import { Button, Result } from 'antd'
import { useTexts } from '../language/language.ts'

/** A page that broke, or whose part could not be fetched after an update: loading it again mends most. */
export function FaultScreen() {
  const { t } = useTexts()
  return (
    <Result
      status="error"
      title={t('frame.pageBroke')}
      subTitle={t('frame.pageBrokeRemedy')}
      extra={
        <Button type="primary" onClick={() => window.location.reload()}>
          {t('frame.reload')}
        </Button>
      }
    />
  )
}
