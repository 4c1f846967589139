import type { CertificateView } from '@kaochang/contract/certificate'
import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import {
  CancelCertificate,
  PracticalAgain,
  ProposeRevocation,
  Reassess,
  Reissue,
  UpdateCertificate,
} from './AmendCertificate.tsx'
import { DecideRevocation } from './DecideRevocation.tsx'

const ACTS = ['reissue', 'update', 'reassess', 'practicalAgain', 'cancel', 'proposeRevocation'] as const
type Chosen = (typeof ACTS)[number] | 'decide'

/** What this person may do with a certificate as it stands. The server decides; this only offers what can make sense. */
export function CertificateActs({ certificate }: { certificate: CertificateView }) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const may = useMay()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const { category, state, revocationProposed } = certificate
  const stands = ['valid', 'not_yet_valid', 'practical_again', 'cycle_overdue'].includes(state)
  const sensible = ACTS.filter((act) => {
    if (act === 'proposeRevocation')
      return category === 'operator' && !revocationProposed && state !== 'revoked' && state !== 'cancelled'
    if (act === 'reassess') return stands && category !== 'operator'
    if (act === 'practicalAgain') return stands && category === 'operator' && state !== 'practical_again'
    return act === 'cancel' ? stands && !revocationProposed : stands
  })
  const done = () => {
    void message.success(t('certificate.done'))
    setChosen(null)
  }
  const about = { certificate, onDone: done, onClose: () => setChosen(null) }
  return (
    <>
      {revocationProposed && may('approve_revocation') && (
        <Button type="primary" danger onClick={() => setChosen('decide')}>
          {t('certificate.decide')}
        </Button>
      )}
      {may('issue_certificate') &&
        sensible
          .filter((act) => act === 'reissue' || act === 'update')
          .map((act) => (
            <Button key={act} onClick={() => setChosen(act)}>
              {t(`certificate.act.${act}`)}
            </Button>
          ))}
      {may('issue_certificate') && sensible.some((act) => act !== 'reissue' && act !== 'update') && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: sensible
              .filter((act) => act !== 'reissue' && act !== 'update')
              .map((act) => ({
                key: act,
                label: t(`certificate.act.${act}`),
                danger: act === 'cancel' || act === 'proposeRevocation',
                onClick: () => setChosen(act),
              })),
          }}
        >
          <Button>{t('certificate.moreActs')}</Button>
        </Dropdown>
      )}
      {chosen === 'reissue' && <Reissue {...about} />}
      {chosen === 'update' && <UpdateCertificate {...about} />}
      {chosen === 'reassess' && <Reassess {...about} />}
      {chosen === 'practicalAgain' && <PracticalAgain {...about} />}
      {chosen === 'cancel' && <CancelCertificate {...about} />}
      {chosen === 'proposeRevocation' && <ProposeRevocation {...about} />}
      {chosen === 'decide' && <DecideRevocation {...about} />}
    </>
  )
}
