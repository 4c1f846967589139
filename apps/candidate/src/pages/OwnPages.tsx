import { Suspense, lazy, useEffect, useState } from 'react'
import { LanguageSwitch } from '../LanguageSwitch.tsx'
import { useText } from '../text/text.ts'
import { Announcements } from './Announcements.tsx'
import { Results } from './Results.tsx'

const PLACES = ['announcements', 'results', 'register', 'complaint'] as const
type Place = (typeof PLACES)[number]

// The register comes with its words when somebody goes there.
const Register = lazy(async () => {
  const [{ Register: page }, { bringCertificateText }] = await Promise.all([
    import('../certificate/Register.tsx'),
    import('../certificate/certificate-text.ts'),
  ])
  await bringCertificateText()
  return { default: page }
})

// So does the page for reports of the public.
const Complaint = lazy(async () => {
  const [{ Complaint: page }, { bringComplaintText }] = await Promise.all([
    import('../complaint/Complaint.tsx'),
    import('../complaint/complaint-text.ts'),
  ])
  await bringComplaintText()
  return { default: page }
})

/** The open pages: what is announced to everybody, and what a candidate may see of their own. */
export function OwnPages() {
  const { t } = useText('pages')
  const place = usePlace()
  useEffect(() => {
    document.title = `${t(`nav.${place}`)} · ${t('title')}`
  })
  return (
    <>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <header className="site">
        <p className="site-name">{t('title')}</p>
        <nav aria-label={t('nav.label')}>
          {PLACES.map((name) => (
            <a key={name} href={`#${name}`} aria-current={place === name ? 'page' : undefined}>
              {t(`nav.${name}`)}
            </a>
          ))}
        </nav>
        <LanguageSwitch in="pages" />
      </header>
      <main id="content" tabIndex={-1}>
        {place === 'announcements' && <Announcements />}
        {place === 'results' && <Results />}
        {(place === 'register' || place === 'complaint') && (
          <Suspense
            fallback={
              <p className="column" role="status">
                {t('loading')}
              </p>
            }
          >
            {place === 'register' ? <Register /> : <Complaint />}
          </Suspense>
        )}
      </main>
      <footer className="site-foot">{t('beijing')}</footer>
    </>
  )
}

/** Where the address points: `#results`, or the announcements. */
function usePlace(): Place {
  const [place, setPlace] = useState(readPlace)
  useEffect(() => {
    const changed = () => location.hash !== '#content' && setPlace(readPlace())
    window.addEventListener('hashchange', changed)
    return () => window.removeEventListener('hashchange', changed)
  }, [])
  return place
}

function readPlace(): Place {
  return PLACES.find((name) => location.hash === `#${name}`) ?? 'announcements'
}
