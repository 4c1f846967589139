import type { CertificateEntryView } from '@kaochang/contract/certificate'
import { When } from '../frame/When.tsx'
import { useTexts } from '../language/language.ts'
import { dateText } from '../time/beijing-time.ts'

/** What happened to a certificate, the newest first: what, when, by whom, why and on the basis of what. */
export function CertificateHistory({ history }: { history: readonly CertificateEntryView[] }) {
  const { t, language } = useTexts()
  return (
    <ol className="certificate-history">
      {history.toReversed().map(({ kind, at, onDate, by, reason, reference, ground, changes, awayFrom }) => (
        <li key={`${at} ${kind}`}>
          <div className="row">
            <span className="strong">{t(`certificate.event.${kind}`)}</span>
            {ground !== null && <span>{t(`certificate.ground.${ground}`)}</span>}
            {(kind === 'cycle_passed' || kind === 'practical_again_passed') && (
              <span className="numbers">{dateText(onDate, language)}</span>
            )}
            <span className="quiet">
              <When at={at} /> · {by ?? t('certificate.system')}
            </span>
          </div>
          {changes.map(({ field, from, to }) => (
            <div key={field}>{t('certificate.changed', { field: t(`certificate.field.${field}`), from, to })}</div>
          ))}
          {awayFrom !== null && <div>{t('certificate.awaySince', { date: awayFrom })}</div>}
          {reason !== null && <div>{reason}</div>}
          {reference !== null && (
            <div className="quiet">
              {t('certificate.reference')}
              {t('words.colon')}
              {reference}
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}
