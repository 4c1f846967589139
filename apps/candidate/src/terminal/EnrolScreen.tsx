import { useState } from 'react'
import { useStore } from 'zustand'
import { LanguageSwitch } from '../LanguageSwitch.tsx'
import { useText } from '../text/text.ts'
import { RefusalLine } from '../RefusalLine.tsx'
import type { TerminalStore } from './terminal-store.ts'

/** Turns this browser into the terminal of a seat. Done once, by the site's people. */
export function EnrolScreen({ terminal }: { terminal: TerminalStore }) {
  const { t } = useText('terminal')
  const { refusal, busy } = useStore(terminal)
  const [code, setCode] = useState('')
  return (
    <main className="card-place">
      <form
        className="card"
        onSubmit={(event) => {
          event.preventDefault()
          if (code.trim()) void terminal.enrol(code)
        }}
      >
        <h1>{t('enrol.title')}</h1>
        <p className="muted">{t('enrol.text')}</p>
        <label className="field">
          <span>{t('enrol.code')}</span>
          <input
            className="typed"
            value={code}
            onChange={(event) => setCode(event.target.value)}
            autoFocus
            autoComplete="off"
            spellCheck={false}
            maxLength={40}
          />
        </label>
        <RefusalLine refusal={refusal} />
        <div className="acts">
          <LanguageSwitch in="terminal" />
          <button type="submit" className="primary" disabled={busy || !code.trim()}>
            {busy ? t('wait') : t('enrol.submit')}
          </button>
        </div>
      </form>
    </main>
  )
}
