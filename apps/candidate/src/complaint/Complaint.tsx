import { CallRefused, call } from '@kaochang/browser/call'
import { UNITS } from '@kaochang/domain/notice/authority'
import { type FormEvent, useState } from 'react'
import { RefusalLine } from '../RefusalLine.tsx'
import { useAnswer } from '../pages/use-answer.ts'
import { focusOn } from '../page-root.ts'
import { useText } from '../text/text.ts'

type Entry = { province: string; text: string; named: boolean; name: string; contact: string; website: string }

const EMPTY: Entry = { province: '', text: '', named: true, name: '', contact: '', website: '' }

const readContacts = () => call('GET /v1/authority-contacts')

/** The page by which the public reports (R45-1): named or anonymous, with the authority's telephone and e-mail beside it. */
export function Complaint() {
  const { t } = useText('complaint')
  const [taken, setTaken] = useState<{ reference: string; named: boolean } | null>(null)
  if (taken === null) return <ComplaintForm onTaken={setTaken} />
  return (
    <section className="column narrow" role="status">
      <h1 ref={focusOn} tabIndex={-1}>
        {t('taken')}
      </h1>
      <p className="muted">{t('reference')}</p>
      <p className="score">{taken.reference}</p>
      <p>{taken.named ? t('takenNamed') : t('takenAnonymous')}</p>
      <button type="button" className="primary" onClick={() => setTaken(null)}>
        {t('another')}
      </button>
    </section>
  )
}

function ComplaintForm({ onTaken }: { onTaken: (taken: { reference: string; named: boolean }) => void }) {
  const { t } = useText('complaint')
  const [entry, setEntry] = useState(EMPTY)
  const [missing, setMissing] = useState<'needProvince' | 'needText' | 'needReporter' | null>(null)
  const [refusal, setRefusal] = useState<CallRefused['refusal'] | null>(null)
  const [busy, setBusy] = useState(false)
  const change = (changed: Partial<Entry>) => {
    setMissing(null)
    setEntry({ ...entry, ...changed })
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    const lacks = missingIn(entry)
    setMissing(lacks)
    setRefusal(null)
    if (lacks) return
    setBusy(true)
    const { province, text, named, name, contact, website } = entry
    const reporter = named ? { name: name.trim(), contact: contact.trim() } : null
    try {
      const { reference } = await call('POST /v1/complaints', {
        body: { province, text: text.trim(), reporter, website },
      })
      onTaken({ reference, named })
    } catch (error) {
      if (!(error instanceof CallRefused)) throw error
      setRefusal(error.refusal)
      setBusy(false)
    }
  }

  return (
    <form className="column narrow complaint" onSubmit={(event) => void submit(event)}>
      <h1>{t('title')}</h1>
      <p className="muted">{t('lead')}</p>
      <Province chosen={entry.province} onChoose={(province) => change({ province })} />
      <label className="field">
        <span>{t('text')}</span>
        <textarea
          rows={8}
          value={entry.text}
          maxLength={4000}
          aria-describedby="text-hint"
          onChange={(event) => change({ text: event.target.value })}
        />
      </label>
      <p id="text-hint" className="muted small">
        {t('textHint')}
      </p>
      <fieldset className="choices">
        <legend>{t('who')}</legend>
        {([true, false] as const).map((named) => (
          <label key={String(named)}>
            <input type="radio" name="named" checked={entry.named === named} onChange={() => change({ named })} />
            <span>{named ? t('named') : t('anonymous')}</span>
          </label>
        ))}
      </fieldset>
      {entry.named && (
        <>
          <label className="field">
            <span>{t('name')}</span>
            <input
              value={entry.name}
              maxLength={40}
              autoComplete="name"
              onChange={(event) => change({ name: event.target.value })}
            />
          </label>
          <label className="field">
            <span>{t('contact')}</span>
            <input
              value={entry.contact}
              maxLength={120}
              aria-describedby="contact-hint"
              onChange={(event) => change({ contact: event.target.value })}
            />
          </label>
          <p id="contact-hint" className="muted small">
            {t('contactHint')}
          </p>
        </>
      )}
      {/* Nobody sees this field; a program that fills in every field does. */}
      <input
        className="unseen"
        name="website"
        tabIndex={-1}
        autoComplete="off"
        aria-hidden="true"
        value={entry.website}
        onChange={(event) => change({ website: event.target.value })}
      />
      {missing ? (
        <p className="refusal" role="alert">
          {t(missing)}
        </p>
      ) : (
        <RefusalLine refusal={refusal} />
      )}
      <button type="submit" className="primary" disabled={busy}>
        {busy ? t('sending') : t('submit')}
      </button>
    </form>
  )
}

/** The province, and with it the telephone and e-mail that its training department has published. */
function Province({ chosen, onChoose }: { chosen: string; onChoose: (province: string) => void }) {
  const { t, language } = useText('complaint')
  const [asked] = useAnswer(readContacts)
  const contact =
    asked.state === 'answered' ? asked.answer.contacts.find(({ province }) => province === chosen) : undefined
  return (
    <>
      <label className="field">
        <span>{t('province')}</span>
        <select value={chosen} onChange={(event) => onChoose(event.target.value)}>
          <option value="">{t('choose')}</option>
          {Object.entries(UNITS).map(([code, { zh, en }]) => (
            <option key={code} value={code}>
              {language === 'en' ? en : zh}
            </option>
          ))}
        </select>
      </label>
      {chosen !== '' && asked.state === 'answered' && (
        <div className="contact" role="status">
          {contact ? (
            <>
              <p>{t('contacts')}</p>
              <p>
                <strong>{contact.name}</strong>
              </p>
              <p>{t('telephone', { telephone: contact.telephone })}</p>
              <p>{t('email', { email: contact.email })}</p>
            </>
          ) : (
            <p>{t('noContact')}</p>
          )}
        </div>
      )}
    </>
  )
}

/** The first thing that is missing, in the order of the page; the server's limits. */
function missingIn({ province, text, named, name, contact }: Entry) {
  if (province === '') return 'needProvince'
  if (text.trim().length < 10) return 'needText'
  const reachable = name.trim().length >= 2 && contact.trim().length >= 4
  return named && !reachable ? 'needReporter' : null
}
