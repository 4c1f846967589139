import { beijingClock, beijingDate } from '@kaochang/browser/beijing-time'
import { clockText, serverNow } from '@kaochang/browser/countdown'
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { Icon, type IconName } from '../Icon.tsx'
import { LanguageSwitch } from '../LanguageSwitch.tsx'
import { useText } from '../text/text.ts'
import { type Clocks, useClocks } from '../use-now.ts'
import { type Checks, type Finding, clockAheadMs, selfCheck } from './self-check.ts'
import type { TerminalStore } from './terminal-store.ts'

/** Before anybody signs in: which seat this is, and whether the computer is fit for the exam. */
export function HomeScreen({ terminal }: { terminal: TerminalStore }) {
  const { t, language } = useText('terminal')
  const { terminal: view, clock, program } = useStore(terminal)
  const clocks = useClocks(1_000)
  const at = clock && serverNow(clock, clocks.now)
  const ready = view !== null && !view.locked && program !== null
  const start = useRef<HTMLButtonElement>(null)
  // Enter begins, from the moment there is something to begin.
  useEffect(() => {
    if (ready) start.current?.focus()
  }, [ready])
  return (
    <main className="home">
      <section className="home-seat">
        <h1>{t('title')}</h1>
        <p className="home-place">
          {view?.siteName ?? ' '}
          <br />
          {view?.roomName ?? ' '}
        </p>
        <p className="home-number">
          <span>{t('seat')}</span>
          <strong>{view?.seatNumber ?? '–'}</strong>
        </p>
        <p className="home-time">
          {at !== null && (
            <>
              {t('home.now')} {beijingDate(at, language)} <b>{beijingClock(at, language)}</b>
            </>
          )}
        </p>
      </section>
      <section className="home-side">
        <div className="corner">
          <LanguageSwitch in="terminal" />
        </div>
        <SelfCheck terminal={terminal} clocks={clocks} />
        <div className="home-start">
          {view?.locked ? (
            <p className="refusal" role="alert">
              <Icon name="hand" />
              {t('home.locked')}
            </p>
          ) : (
            <p className="muted">{t('home.hint')}</p>
          )}
          <button type="button" className="primary huge" ref={start} disabled={!ready} onClick={terminal.openSignIn}>
            {t('home.start')}
          </button>
        </div>
      </section>
    </main>
  )
}

function SelfCheck({ terminal, clocks }: { terminal: TerminalStore; clocks: Clocks }) {
  const { t } = useText('terminal')
  const { reached, clock, program } = useStore(terminal)
  const [storage, setStorage] = useState<boolean | null>(null)
  useEffect(() => {
    void program?.logWorks().then(setStorage)
  }, [program])
  const [width, height] = [window.innerWidth, window.innerHeight]
  const aheadMs = clockAheadMs(clock, clocks.date, clocks.now)
  const checks = selfCheck({
    reached,
    loaded: program !== null,
    secure: window.isSecureContext,
    storage,
    width,
    height,
    aheadMs,
  })
  const said: { readonly [Name in keyof Checks]: readonly [good: string, bad: string] } = {
    server: [t('check.serverOk'), t('check.serverBad')],
    program: [t('check.programOk'), t('check.programBad')],
    secure: [t('check.secureOk'), t('check.secureBad')],
    storage: [t('check.storageOk'), t('check.storageBad')],
    screen: [t('check.screenOk', { width, height }), t('check.screenBad', { width, height })],
    clock: [t('check.clockOk'), t('check.clockBad', { difference: clockText(Math.abs(aheadMs ?? 0)) })],
  }
  const allGood = Object.values(checks).every((finding) => finding === 'good')
  return (
    <div className="checks">
      <h2>
        {t('check.title')}
        {allGood && <span className="all-good">{t('check.allGood')}</span>}
      </h2>
      <ul>
        {CHECKS.map((name) => (
          <li key={name} className={checks[name]}>
            <Icon name={ICONS[checks[name]]} />
            <b>{t(`check.${name}`)}</b>
            <span>
              {checks[name] === 'checking' ? t('check.checking') : said[name][checks[name] === 'good' ? 0 : 1]}
            </span>
            <em>{checks[name] === 'checking' ? '' : t(`check.${checks[name]}`)}</em>
          </li>
        ))}
      </ul>
      {reached === false && (
        <button type="button" onClick={() => void terminal.lookAgain()}>
          {t('retry')}
        </button>
      )}
    </div>
  )
}

const CHECKS = ['server', 'program', 'secure', 'storage', 'screen', 'clock'] as const

const ICONS: Record<Finding, IconName> = { good: 'check', warn: 'alert', bad: 'cross', checking: 'dots' }
