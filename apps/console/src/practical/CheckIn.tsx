import { Card, Input, type InputRef } from 'antd'
import { useRef, useState } from 'react'
import { Link } from 'react-router'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'

/** The door of a practical exam: a scanner types the ticket and Enter, and the person may be marked. */
export function CheckIn({ sessionId }: { sessionId: string }) {
  const { t } = useTexts()
  const field = useRef<InputRef>(null)
  const [ticket, setTicket] = useState('')
  const checkIn = useAct('POST /v1/practical/sessions/:sessionId/check-in')
  const send = () => {
    const typed = ticket.trim()
    if (typed === '' || checkIn.isPending) return
    checkIn.mutate({ params: { sessionId }, body: { ticket: typed } })
    // The next scan must never be appended to this one.
    setTicket('')
    field.current?.focus()
  }
  return (
    <Card title={t('practical.checkIn')}>
      <div className="stack">
        <p className="quiet">{t('practical.checkInAbout')}</p>
        <Input
          ref={field}
          autoFocus
          size="large"
          className="code"
          style={{ maxWidth: 420 }}
          aria-label={t('practical.checkInHint')}
          placeholder={t('practical.checkInHint')}
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          value={ticket}
          onChange={({ target }) => setTicket(target.value)}
          onPressEnter={send}
        />
        <RefusalAlert error={checkIn.error} />
        {checkIn.data && (
          <p role="status">
            <Link className="strong" to={`/practical/${sessionId}/${checkIn.data.sittingId}`}>
              {checkIn.data.name}
            </Link>{' '}
            <span className="numbers quiet">{checkIn.data.idNumberMasked}</span>{' '}
            <span className="green">✓ {t('practical.checkedIn')}</span>
          </p>
        )}
      </div>
    </Card>
  )
}
