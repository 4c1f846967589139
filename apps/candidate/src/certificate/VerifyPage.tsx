import { beijingDateTime } from '@kaochang/browser/beijing-time'
import { call } from '@kaochang/browser/call'
import { useEffect } from 'react'
import { Icon } from '../Icon.tsx'
import { LanguageSwitch } from '../LanguageSwitch.tsx'
import { RefusalLine } from '../RefusalLine.tsx'
import { useAnswer } from '../pages/use-answer.ts'
import { useText } from '../text/text.ts'
import { CertificateCard } from './CertificateCard.tsx'

const verify = () => call('GET /v1/verify/:code', { params: { code: location.pathname.replace(/^\/verify\//, '') } })

/** Where the QR code of a certificate leads: how it stands at this moment, first in large words. */
export function VerifyPage() {
  const { t, language } = useText('certificate')
  const [asked, askAgain] = useAnswer(verify)
  useEffect(() => {
    document.title = `${t('title')} · ${t('site')}`
  })
  return (
    <>
      <header className="site">
        <p className="site-name">{t('site')}</p>
        <nav>
          <a href="/#register">{t('home')}</a>
        </nav>
        <LanguageSwitch in="certificate" />
      </header>
      <main className="column">
        <h1>{t('title')}</h1>
        {asked.state === 'asking' && <p role="status">{t('loading')}</p>}
        {asked.state === 'refused' &&
          (asked.refusal.code === 'not_found' || asked.refusal.code === 'invalid' ? (
            <article className="card certificate">
              <div className="verdict failed standing">
                <p className="verdict-word">
                  <Icon name="cross" />
                  {t('verify.unknown')}
                </p>
                <p>{t('verify.unknownAbout')}</p>
              </div>
            </article>
          ) : (
            <>
              <RefusalLine refusal={asked.refusal} />
              <button type="button" onClick={askAgain}>
                {t('retry')}
              </button>
            </>
          ))}
        {asked.state === 'answered' && (
          <>
            <CertificateCard certificate={asked.answer.certificate} />
            <p className="checked">{t('checkedAt', { at: beijingDateTime(asked.answer.checkedAt, language) })}</p>
          </>
        )}
        <p className="muted small">{t('verify.wrongAddress')}</p>
      </main>
      <footer className="site-foot">{t('beijing')}</footer>
    </>
  )
}
