import { civilDateText } from '@kaochang/browser/beijing-time'
import type { PublicCertificate } from '@kaochang/contract/certificate'
import { TRADES, isTrade } from '@kaochang/domain/law/trades'
import { issuerName } from '@kaochang/domain/notice/authority'
import type { ReactNode } from 'react'
import { Icon, type IconName } from '../Icon.tsx'
import { useText } from '../text/text.ts'
import '../look/certificate.css'

type State = PublicCertificate['state']

const LOOKS: Readonly<Record<State, { readonly look: 'passed' | 'overdue' | 'failed'; readonly icon: IconName }>> = {
  valid: { look: 'passed', icon: 'check' },
  cycle_overdue: { look: 'overdue', icon: 'alert' },
  not_yet_valid: { look: 'overdue', icon: 'clock' },
  practical_again: { look: 'overdue', icon: 'alert' },
  renewed: { look: 'failed', icon: 'cross' },
  expired: { look: 'failed', icon: 'cross' },
  cancelled: { look: 'failed', icon: 'cross' },
  revoked: { look: 'failed', icon: 'cross' },
}

/** What a certificate says and, in large words, how it stands. */
export function CertificateCard({
  certificate,
  number,
  more,
  children,
}: {
  certificate: PublicCertificate
  /** The whole number, for its holder alone; the masked one unless given. */
  number?: string
  /** Further facts, as `dt` and `dd`. */
  more?: ReactNode
  children?: ReactNode
}) {
  const { t, language } = useText('certificate')
  const { category, state, trade, issuer, validThrough, reissuedOn } = certificate
  const day = (date: string) => civilDateText(date, language)
  const { look, icon } = LOOKS[state]
  const inWords = language === 'en' ? 'en' : 'zh'
  const facts = {
    from: day(certificate.validFrom),
    last: certificate.lastDay === null ? '' : day(certificate.lastDay),
    cycle: certificate.cycleDue === null ? '' : day(certificate.cycleDue),
  }
  return (
    <article className="card certificate">
      <p className="tag">{t(`kind.${category}`)}</p>
      <div className={`verdict ${look} standing`}>
        <p className="verdict-word">
          <Icon name={icon} />
          {t(`state.${state}`)}
        </p>
        <p>{t(`stateAbout.${state}`, facts)}</p>
      </div>
      <dl className="facts">
        <dt>{t('facts.name')}</dt>
        <dd className="holder">{certificate.holderName}</dd>
        {trade !== null && (
          <>
            <dt>{t('facts.trade')}</dt>
            <dd>{isTrade(trade) ? TRADES[trade].title[inWords] : trade}</dd>
          </>
        )}
        <dt>{t('facts.number')}</dt>
        <dd className="figures">{number ?? certificate.numberMasked}</dd>
        <dt>{t('facts.valid')}</dt>
        <dd>
          {validThrough === null
            ? t('facts.validFrom', { from: day(certificate.validFrom) })
            : t('facts.validRange', { from: day(certificate.validFrom), through: day(validThrough) })}
        </dd>
        <dt>{t('facts.firstIssued')}</dt>
        <dd>{day(certificate.firstIssuedOn)}</dd>
        {reissuedOn !== null && (
          <>
            <dt>{t('facts.reissued')}</dt>
            <dd>{day(reissuedOn)}</dd>
          </>
        )}
        <dt>{t('facts.issuer')}</dt>
        <dd>{issuerName('assessment_authority', issuer, null)[inWords]}</dd>
        {more}
      </dl>
      {children}
    </article>
  )
}
