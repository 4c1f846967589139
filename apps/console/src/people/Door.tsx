import type { ReactNode } from 'react'
import { LanguageSwitch } from '../frame/LanguageSwitch.tsx'
import { useTexts } from '../language/language.ts'
import './people.css'

/** The page before anybody is signed in: the platform's name beside what is asked. */
export function Door({ children }: { children: ReactNode }) {
  const { t } = useTexts()
  return (
    <div className="door">
      <div className="door-side">
        <div>
          <h1>{t('frame.name')}</h1>
          <p>{t('frame.subtitle')}</p>
        </div>
        <p>{t('people.candidatesElsewhere')}</p>
      </div>
      <main className="door-main">
        <div className="door-language">
          <LanguageSwitch />
        </div>
        {children}
      </main>
    </div>
  )
}
