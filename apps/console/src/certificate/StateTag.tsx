import type { CertificateSummary } from '@kaochang/contract/certificate'
import { Tag } from 'antd'
import { useTexts } from '../language/language.ts'

const COLOURS: Readonly<Record<CertificateSummary['state'], string>> = {
  valid: 'success',
  not_yet_valid: 'processing',
  practical_again: 'warning',
  cycle_overdue: 'warning',
  renewed: 'default',
  expired: 'default',
  cancelled: 'default',
  revoked: 'error',
}

/** How a certificate stands, in a word; and that somebody has proposed to revoke it. */
export function StateTag({ certificate }: { certificate: Pick<CertificateSummary, 'state' | 'revocationProposed'> }) {
  const { t } = useTexts()
  const { state, revocationProposed } = certificate
  return (
    <>
      <Tag color={COLOURS[state]}>{t(`certificate.state.${state}`)}</Tag>
      {revocationProposed && <Tag color="error">{t('certificate.revocationWaits')}</Tag>}
    </>
  )
}
