import type { CertificateView } from '@kaochang/contract/certificate'
import { Alert, Button, Card } from 'antd'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { provinceName } from '../language/words.ts'
import { dateText } from '../time/beijing-time.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { CertificateActs } from './CertificateActs.tsx'
import { CertificateHistory } from './CertificateHistory.tsx'
import { StateTag } from './StateTag.tsx'
import { subjectWords } from './certificate-words.ts'
import './certificate.css'

/** One certificate: what it says, how it stands, what happened to it, and what may be done. */
export function CertificatePage() {
  const { t } = useTexts()
  const { certificateId = '' } = useParams()
  const answer = useAnswer('GET /v1/certificates/:certificateId', { params: { certificateId } })
  const trail = { to: '/certificates', name: t('certificate.title') }
  return (
    <>
      <PageHeading
        title={answer.data?.holderName ?? t('certificate.title')}
        trail={trail}
        tags={answer.data && <StateTag certificate={answer.data} />}
        acts={answer.data && <CertificateActs certificate={answer.data} />}
      />
      <Loaded answer={answer}>
        {(certificate) => (
          <div className="stack">
            <Warnings certificate={certificate} />
            <Facts certificate={certificate} />
            <Card title={t('certificate.history')}>
              <CertificateHistory history={certificate.history} />
            </Card>
          </div>
        )}
      </Loaded>
    </>
  )
}

function Warnings({ certificate }: { certificate: CertificateView }) {
  const { t } = useTexts()
  const { category, state, mayWork, validFrom, revocationProposed } = certificate
  const ahead = state === 'not_yet_valid'
  return (
    <>
      {revocationProposed && <Alert type="warning" showIcon title={t('certificate.waitsPublisher')} />}
      {/* A renewal ahead of its first day takes nothing away: the holder works by the one before it (A18). */}
      {ahead && <Alert type="info" showIcon title={t('certificate.notYetValid', { from: validFrom })} />}
      {category === 'operator' && !mayWork && !ahead && (
        <Alert type="error" showIcon title={t('certificate.mayNotWork')} />
      )}
    </>
  )
}

function Facts({ certificate }: { certificate: CertificateView }) {
  const { t, language } = useTexts()
  const may = useMay()
  const { id, category, enterprise, province, actingCity, validFrom, validThrough, renews, renewedBy } = certificate
  const { renewalMark, cycleDue, barredThrough } = certificate
  return (
    <Card
      title={t('certificate.facts')}
      extra={
        may('issue_certificate') && (
          <Button href={`/v1/certificates/${id}/certificate.pdf`} target="_blank">
            {t('certificate.pdf')}
          </Button>
        )
      }
    >
      <dl className="certificate-facts">
        <Fact name={t('certificate.holder')}>
          {certificate.holderName} <span className="quiet numbers">{certificate.idNumberMasked}</span>
        </Fact>
        <Fact name={category === 'operator' ? t('certificate.trade') : t('certificate.category')}>
          {subjectWords(certificate, t, language)}
        </Fact>
        <Fact name={t('certificate.number')}>
          <span className="code">{certificate.numberMasked}</span>
        </Fact>
        <Fact name={t('certificate.validity')}>
          {validThrough === null
            ? t('certificate.noEnd', { from: validFrom })
            : t('certificate.from', { from: validFrom, through: validThrough })}
        </Fact>
        <Fact name={t('certificate.firstIssued')}>{dateText(certificate.firstIssuedOn, language)}</Fact>
        <Fact name={t('certificate.issuedOn')}>{dateText(certificate.issuedOn, language)}</Fact>
        <Fact name={t('certificate.issuer')}>
          {provinceName(province, language)}
          {actingCity !== null && <div className="quiet">{t('certificate.acting', { city: actingCity })}</div>}
        </Fact>
        <Fact name={t('certificate.enterprise')}>{enterprise ?? t('words.none')}</Fact>
        {renewalMark !== null && <Fact name={t('certificate.renewalMark')}>{dateText(renewalMark, language)}</Fact>}
        {cycleDue !== null && <Fact name={t('certificate.nextCycle')}>{dateText(cycleDue, language)}</Fact>}
        {barredThrough !== null && <Fact name={t('certificate.bar')}>{dateText(barredThrough, language)}</Fact>}
        {renews !== null && (
          <Fact name={t('certificate.renews')}>
            <Link to={`/certificates/${renews}`}>{t('certificate.see')}</Link>
          </Fact>
        )}
        {renewedBy !== null && (
          <Fact name={t('certificate.renewedBy')}>
            <Link to={`/certificates/${renewedBy}`}>{t('certificate.see')}</Link>
          </Fact>
        )}
        <Fact name={t('certificate.verification')}>
          <a href={certificate.verification} target="_blank" rel="noopener">
            {t('certificate.openVerification')}
          </a>
        </Fact>
      </dl>
    </Card>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="numbers">{children}</dd>
    </div>
  )
}
