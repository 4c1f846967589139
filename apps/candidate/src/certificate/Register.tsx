import { beijingDateTime } from '@kaochang/browser/beijing-time'
import { CallRefused, call } from '@kaochang/browser/call'
import type { ResponseOf } from '@kaochang/contract/endpoints'
import type { searchRegister } from '@kaochang/contract/certificate'
import { type FormEvent, useState } from 'react'
import { RefusalLine } from '../RefusalLine.tsx'
import { useText } from '../text/text.ts'
import { CertificateCard } from './CertificateCard.tsx'

type Found = ResponseOf<typeof searchRegister>

/** The public register: one person at a time, by name and the last four of the ID number, or by certificate number. */
export function Register() {
  const { t, language } = useText('certificate')
  const [by, setBy] = useState<'name' | 'number'>('name')
  const [entry, setEntry] = useState({ name: '', idLastFour: '', number: '' })
  const [incomplete, setIncomplete] = useState(false)
  const [refusal, setRefusal] = useState<CallRefused['refusal'] | null>(null)
  const [found, setFound] = useState<Found | null>(null)
  const [busy, setBusy] = useState(false)

  function choose(chosen: 'name' | 'number') {
    setBy(chosen)
    setFound(null)
    setRefusal(null)
    setIncomplete(false)
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    const body = asked(by, entry)
    setRefusal(null)
    setFound(null)
    setIncomplete(body === null)
    if (body === null) return
    setBusy(true)
    try {
      setFound(await call('POST /v1/register/search', { body }))
    } catch (error) {
      if (!(error instanceof CallRefused)) throw error
      setRefusal(error.refusal)
    } finally {
      setBusy(false)
    }
  }

  const field = (name: keyof typeof entry, most: number) => (
    <label className="field">
      <span>{t(`register.${name}`)}</span>
      <input
        className={name === 'name' ? 'typed worded' : 'typed'}
        value={entry[name]}
        onChange={(event) => setEntry({ ...entry, [name]: event.target.value })}
        autoComplete="off"
        spellCheck={false}
        maxLength={most}
      />
    </label>
  )

  return (
    <section className="column">
      <h1>{t('register.title')}</h1>
      <p className="muted">{t('register.lead')}</p>
      <form className="card" onSubmit={(event) => void submit(event)}>
        <div className="ways" role="group">
          {(['name', 'number'] as const).map((each) => (
            <button key={each} type="button" aria-pressed={by === each} onClick={() => choose(each)}>
              {t(each === 'name' ? 'register.byName' : 'register.byNumber')}
            </button>
          ))}
        </div>
        {by === 'name' ? (
          <>
            {field('name', 40)}
            {field('idLastFour', 4)}
          </>
        ) : (
          field('number', 60)
        )}
        {incomplete ? (
          <p className="refusal" role="alert">
            {t(by === 'name' ? 'register.incomplete' : 'register.incompleteNumber')}
          </p>
        ) : (
          <RefusalLine refusal={refusal} />
        )}
        <button type="submit" className="primary" disabled={busy}>
          {busy ? t('register.searching') : t('register.submit')}
        </button>
      </form>
      <div role="status">
        {found !== null && found.certificates.length === 0 && (
          <p className="empty">
            <strong>{t('register.none')}</strong>
            <br />
            {t('register.noneAbout')}
          </p>
        )}
        {found?.certificates.map((certificate) => (
          <CertificateCard
            key={`${certificate.numberMasked} ${certificate.trade} ${certificate.issuedOn}`}
            certificate={certificate}
          />
        ))}
        {found !== null && (
          <p className="muted small">{t('checkedAt', { at: beijingDateTime(found.checkedAt, language) })}</p>
        )}
      </div>
      <p className="muted small feed">
        {t('register.feedAbout')} <a href="/v1/register/publications.csv">CSV</a> ·{' '}
        <a href="/v1/register/publications">JSON</a>
      </p>
    </section>
  )
}

/** What to ask the register; null while something is missing. */
function asked(by: 'name' | 'number', { name, idLastFour, number }: Record<'name' | 'idLastFour' | 'number', string>) {
  if (by === 'number') return number.trim() === '' ? null : ({ by, number: number.trim() } as const)
  const lastFour = idLastFour.trim()
  return name.trim().length >= 2 && /^\d{3}[\dXx]$/.test(lastFour)
    ? ({ by, name: name.trim(), idLastFour: lastFour } as const)
    : null
}
