import { CallRefused, call } from '@kaochang/browser/call'
import { type FormEvent, useState } from 'react'
import { RefusalLine } from '../RefusalLine.tsx'
import { useText } from '../text/text.ts'

/** Opens the candidate’s own pages in any browser. */
export function ResultSignIn({ signedIn }: { signedIn: () => void }) {
  const { t } = useText('pages')
  const [entry, setEntry] = useState({ ticket: '', idNumber: '' })
  const [refusal, setRefusal] = useState<CallRefused['refusal'] | null>(null)
  const [incomplete, setIncomplete] = useState(false)
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    const body = { ticket: entry.ticket.replace(/\s/g, ''), idNumber: entry.idNumber.replace(/\s/g, '').toUpperCase() }
    setRefusal(null)
    setIncomplete(!body.ticket || !body.idNumber)
    if (!body.ticket || !body.idNumber) return
    setBusy(true)
    try {
      await call('POST /v1/candidate/sign-in', { body })
      signedIn()
    } catch (error) {
      if (!(error instanceof CallRefused)) throw error
      setRefusal(error.refusal)
      setBusy(false)
    }
  }

  return (
    <form className="column narrow" onSubmit={(event) => void submit(event)}>
      <h1>{t('signIn.title')}</h1>
      <p className="muted">{t('signIn.lead')}</p>
      <label className="field">
        <span>{t('signIn.ticket')}</span>
        <input
          className="typed"
          value={entry.ticket}
          onChange={(event) => setEntry({ ...entry, ticket: event.target.value })}
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
        />
      </label>
      <label className="field">
        <span>{t('signIn.idNumber')}</span>
        <input
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
      <button type="submit" className="primary" disabled={busy}>
        {busy ? t('loading') : t('signIn.submit')}
      </button>
    </form>
  )
}
