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
  const { category, mayWork, revocationProposed } = certificate
  return (
    <>
      {revocationProposed && <Alert type="warning" showIcon title={t('certificate.waitsPublisher')} />}
      {category === 'operator' && !mayWork && <Alert type="error" showIcon title={t('certificate.mayNotWork')} />}
    </>
  )
}

function Facts({ certificate }: { certificate: CertificateView }) {
  const { t, language } = useTexts()
  const may = useMay()
  const { id, category, enterprise, province, actingCity, validFrom, validThrough, renews, renewedBy } = certificate
  const day = (date: string) => <span className="numbers">{dateText(date, language)}</span>
  const facts: [name: string, value: ReactNode][] = [
    [
      t('certificate.holder'),
      <>
        {certificate.holderName} <span className="quiet numbers">{certificate.idNumberMasked}</span>
      </>,
    ],
    [category === 'operator' ? t('certificate.trade') : t('certificate.category'), subjectWords(certificate, t, language)],
    [t('certificate.number'), <span className="code">{certificate.numberMasked}</span>],
    [
      t('certificate.validity'),
      <span className="numbers">
        {validThrough === null
          ? t('certificate.noEnd', { from: validFrom })
          : t('certificate.from', { from: validFrom, through: validThrough })}
      </span>,
    ],
    [t('certificate.firstIssued'), day(certificate.firstIssuedOn)],
    [t('certificate.issuedOn'), day(certificate.issuedOn)],
    [
      t('certificate.issuer'),
      <>
        {provinceName(province, language)}
        {actingCity !== null && <div className="quiet">{t('certificate.acting', { city: actingCity })}</div>}
      </>,
    ],
    [t('certificate.enterprise'), enterprise ?? t('words.none')],
    ...maybe(certificate.renewalMark, t('certificate.renewalMark'), day),
    ...maybe(certificate.cycleDue, t('certificate.nextCycle'), day),
    ...maybe(certificate.barredThrough, t('certificate.bar'), day),
    ...maybe(renews, t('certificate.renews'), (other) => <Link to={`/certificates/${other}`}>{t('certificate.see')}</Link>),
    ...maybe(renewedBy, t('certificate.renewedBy'), (other) => (
      <Link to={`/certificates/${other}`}>{t('certificate.see')}</Link>
    )),
    [
      t('certificate.verification'),
      <a href={certificate.verification} target="_blank" rel="noopener">
        {t('certificate.openVerification')}
      </a>,
    ],
  ]
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
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

/** A fact that a certificate may not have. */
function maybe(
  value: string | null,
  name: string,
  show: (value: string) => ReactNode,
): [name: string, value: ReactNode][] {
  return value === null ? [] : [[name, show(value)]]
}
