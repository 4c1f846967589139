import { civilDateText } from '@kaochang/browser/beijing-time'
import { call } from '@kaochang/browser/call'
import type { MyCertificate } from '@kaochang/contract/certificate'
import { RefusalLine } from '../RefusalLine.tsx'
import { useAnswer } from '../pages/use-answer.ts'
import { useText } from '../text/text.ts'
import { CertificateCard } from './CertificateCard.tsx'
import { QrCode } from './QrCode.tsx'

const readMine = () => call('GET /v1/candidate/certificates')

/** The candidate’s own certificates: to read, to keep as a PDF, and to show with their QR code. */
export function MyCertificates() {
  const { t } = useText('certificate')
  const [asked, askAgain] = useAnswer(readMine)
  return (
    <section>
      <h2 className="part">{t('mine.title')}</h2>
      {asked.state === 'asking' && <p role="status">{t('loading')}</p>}
      {asked.state === 'refused' && (
        <>
          <RefusalLine refusal={asked.refusal} />
          <button type="button" onClick={askAgain}>
            {t('retry')}
          </button>
        </>
      )}
      {asked.state === 'answered' && asked.answer.certificates.length === 0 && (
        <p className="empty">{t('mine.none')}</p>
      )}
      {asked.state === 'answered' &&
        asked.answer.certificates.map((certificate) => <Mine key={certificate.id} certificate={certificate} />)}
    </section>
  )
}

function Mine({ certificate }: { certificate: MyCertificate }) {
  const { t, language } = useText('certificate')
  const { id, number, enterprise, renewalMark, cycleDue, barredThrough, verificationUrl } = certificate
  const day = (date: string) => civilDateText(date, language)
  return (
    <CertificateCard
      certificate={certificate}
      number={number}
      more={
        <>
          {enterprise !== null && (
            <>
              <dt>{t('facts.enterprise')}</dt>
              <dd>{enterprise}</dd>
            </>
          )}
          {renewalMark !== null && (
            <>
              <dt>{t('facts.renewalMark')}</dt>
              <dd>{t('facts.renewalBy', { date: day(renewalMark) })}</dd>
            </>
          )}
          {cycleDue !== null && (
            <>
              <dt>{t('facts.cycleDue')}</dt>
              <dd>{t('facts.cycleBy', { date: day(cycleDue) })}</dd>
            </>
          )}
        </>
      }
    >
      {barredThrough !== null && <p className="small">{t('facts.barred', { date: day(barredThrough) })}</p>}
      <div className="certificate-foot">
        <figure>
          <QrCode text={verificationUrl} label={t('mine.qr')} />
          <figcaption className="muted small">{t('mine.qr')}</figcaption>
        </figure>
        <div>
          <a
            className="button"
            href={`/v1/candidate/certificates/${id}/certificate.pdf`}
            target="_blank"
            rel="noopener"
          >
            {t('mine.pdf')}
          </a>
          <p className="muted small">{t('mine.free')}</p>
        </div>
      </div>
    </CertificateCard>
  )
}
