import { Button, Input, type InputRef } from 'antd'
import { useRef, useState } from 'react'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'

/** The door: a scanner types the ticket and Enter, the seat drawn stands very large, the identity is confirmed. */
export function CheckIn({ sessionId, roomId }: { sessionId: string; roomId: string }) {
  const { t } = useTexts()
  const field = useRef<InputRef>(null)
  const [ticket, setTicket] = useState('')
  const checkIn = useAct('POST /v1/sessions/:sessionId/rooms/:roomId/check-in')
  const confirm = useAct('POST /v1/sittings/:sittingId/confirm-identity')
  const drawn = confirm.data ?? checkIn.data

  const send = () => {
    const typed = ticket.trim()
    if (typed === '' || checkIn.isPending) return
    confirm.reset()
    checkIn.mutate({ params: { sessionId, roomId }, body: { ticket: typed } })
    // The next scan must never be appended to this one.
    setTicket('')
    field.current?.focus()
  }
  const confirmDrawn = () => {
    if (drawn) confirm.mutate({ params: { sittingId: drawn.sittingId } })
    field.current?.focus()
  }

  return (
    <section>
      <h2>{t('room.checkIn')}</h2>
      <div className="stack">
        <Input
          ref={field}
          autoFocus
          size="large"
          className="code"
          aria-label={t('room.checkInHint')}
          placeholder={t('room.checkInHint')}
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          value={ticket}
          onChange={({ target }) => setTicket(target.value)}
          onPressEnter={send}
        />
        <RefusalAlert error={checkIn.error ?? confirm.error} />
      </div>
      {drawn && checkIn.isSuccess && (
        <div className="drawn" role="status">
          <span className="quiet">{t('room.drawnSeat')}</span>
          <span className="seat">{drawn.seatNumber}</span>
          <div className="who">{drawn.name}</div>
          <div className="numbers">{drawn.idNumberMasked}</div>
          <div className="quiet">{drawn.enterprise}</div>
          <br />
          {drawn.identityConfirmed ? (
            <p className="green strong">
              ✓ {t('room.confirmed')} · {t('room.nextTicket')}
            </p>
          ) : (
            <>
              <p className="quiet">{t('room.confirmAbout')}</p>
              <Button type="primary" size="large" block loading={confirm.isPending} onClick={confirmDrawn}>
                {t('room.confirm')}
              </Button>
            </>
          )}
        </div>
      )}
    </section>
  )
}
