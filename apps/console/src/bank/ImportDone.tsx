import type { ImportView } from '@kaochang/contract/bank'
import { Button, Card, Result } from 'antd'
import { Link } from 'react-router'
import { useTexts } from '../language/language.ts'

/** How an import ended. */
export function ImportDone({
  bankId,
  read,
  onStartOver,
}: {
  bankId: string
  read: ImportView
  onStartOver: () => void
}) {
  const { t } = useTexts()
  const committed = read.state === 'committed'
  return (
    <Card>
      <Result
        status={committed ? 'success' : 'info'}
        title={committed ? t('bank.import.committed', { total: read.addedCount ?? 0 }) : t('bank.import.discarded')}
        subTitle={committed ? t('bank.import.committedAbout') : undefined}
        extra={
          <div className="row" style={{ justifyContent: 'center' }}>
            <Link to={`/banks/${bankId}`}>
              <Button type="primary">{t('bank.import.toBank')}</Button>
            </Link>
            <Button onClick={onStartOver}>{t('bank.import.another')}</Button>
          </div>
        }
      />
    </Card>
  )
}
