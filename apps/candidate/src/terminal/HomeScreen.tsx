import { beijingClock, beijingDate } from '@kaochang/browser/beijing-time'
import { serverNow } from '@kaochang/browser/countdown'
import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { Icon } from '../Icon.tsx'
import { LanguageSwitch } from '../LanguageSwitch.tsx'
import { useText } from '../text/text.ts'
import { useClocks } from '../use-now.ts'
import { CheckList } from './CheckList.tsx'
import type { TerminalStore } from './terminal-store.ts'

/** Before anybody signs in: which seat this is, and whether the computer is fit for the exam. */
export function HomeScreen({ terminal }: { terminal: TerminalStore }) {
  const { t, language } = useText('terminal')
  const { terminal: view, clock, program, check } = useStore(terminal)
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
        {program && check ? (
          <program.SelfCheck terminal={terminal} check={check} clocks={clocks} />
        ) : (
          <FirstChecks terminal={terminal} />
        )}
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

/** What can be said before the rest of the program is there: whether it will come. */
function FirstChecks({ terminal }: { terminal: TerminalStore }) {
  const { t } = useText('terminal')
  const { reached } = useStore(terminal)
  const rows = [
    {
      name: 'server',
      label: t('check.server'),
      words: t(reached ? 'check.serverOk' : 'check.serverBad'),
      finding: reached === null ? 'checking' : reached ? 'good' : 'bad',
    },
    {
      name: 'program',
      label: t('check.program'),
      words: t('check.programBad'),
      finding: reached === false ? 'bad' : 'checking',
    },
  ] as const
  return (
    <div className="checks">
      <h2>{t('check.title')}</h2>
      <CheckList rows={rows} />
      {reached === false && (
        <button type="button" onClick={() => void terminal.lookAgain()}>
          {t('retry')}
        </button>
      )}
    </div>
  )
}
