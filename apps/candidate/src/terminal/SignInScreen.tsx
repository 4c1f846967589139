import { useRef, useState } from 'react'
import { useStore } from 'zustand'
import { RefusalLine } from '../RefusalLine.tsx'
import { useText } from '../text/text.ts'
import { sortedEntry } from './terminal-state.ts'
import type { TerminalStore } from './terminal-store.ts'

/** Ticket and ID number, typed by hand or by an ID-card reader, which ends what it types with Enter. */
export function SignInScreen({ terminal }: { terminal: TerminalStore }) {
  const { t } = useText('terminal')
  const { refusal, busy, terminal: view } = useStore(terminal)
  const [entry, setEntry] = useState({ ticket: '', idNumber: '' })
  const [incomplete, setIncomplete] = useState(false)
  const ticket = useRef<HTMLInputElement>(null)
  const idNumber = useRef<HTMLInputElement>(null)

  function submit() {
    const sorted = sortedEntry(entry)
    setEntry(sorted)
    setIncomplete(false)
    // The first Enter of two only moves on: to whichever field is still empty.
    if (sorted.ticket && sorted.idNumber) return void terminal.signIn(sorted)
    if (!sorted.ticket && !sorted.idNumber) setIncomplete(true)
    ;(sorted.ticket ? idNumber : ticket).current?.focus()
  }

  return (
    <main className="card-place">
      <form
        className="card"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p className="card-seat">{view && t('seatNumber', { number: view.seatNumber })}</p>
        <h1>{t('signIn.title')}</h1>
        <p className="muted">{t('signIn.hint')}</p>
        <label className="field">
          <span>{t('signIn.ticket')}</span>
          <input
            ref={ticket}
            className="typed"
            value={entry.ticket}
            onChange={(event) => setEntry({ ...entry, ticket: event.target.value })}
            autoFocus
            autoComplete="off"
            spellCheck={false}
            maxLength={40}
          />
        </label>
        <label className="field">
          <span>{t('signIn.idNumber')}</span>
          <input
            ref={idNumber}
            className="typed"
            value={entry.idNumber}
            onChange={(event) => setEntry({ ...entry, idNumber: event.target.value })}
            autoComplete="off"
            spellCheck={false}
            maxLength={40}
          />
        </label>
        {incomplete ? (
          <p className="refusal" role="alert">
            {t('signIn.empty')}
          </p>
        ) : (
          <RefusalLine refusal={refusal} />
        )}
        <div className="acts">
          <button type="button" onClick={terminal.goHome}>
            {t('signIn.back')}
          </button>
          <button type="submit" className="primary" disabled={busy}>
            {busy ? t('wait') : t('signIn.submit')}
          </button>
        </div>
      </form>
    </main>
  )
}
