import type { RoomBoard, RoomSitting } from '@kaochang/contract/room'
import { readDeskEntry } from '@kaochang/domain/people/card-reading'
import { Alert, Button, Input, type InputRef } from 'antd'
import { useRef, useState } from 'react'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'
import { OverrideIdentity } from './OverrideIdentity.tsx'
import { PortraitAtDoor } from './Photographs.tsx'
import { mayBeConfirmed } from './identity-text.ts'
import { useCardReader } from './use-card-reader.ts'

/**
 * The door: a scanner types the ticket and Enter, or a reader reads the card; the seat drawn stands very large, the
 * identity is confirmed. Where the session asks for a reader and a ticket came first, the next card must be theirs.
 */
export function CheckIn({ board }: { board: RoomBoard }) {
  const { t } = useTexts()
  const field = useRef<InputRef>(null)
  const [typed, setTyped] = useState('')
  const [atDesk, setAtDesk] = useState<RoomSitting | null>(null)
  const checkIn = useAct('POST /v1/sessions/:sessionId/rooms/:roomId/check-in', { onDone: setAtDesk })
  const confirm = useAct('POST /v1/sittings/:sittingId/confirm-identity', { onDone: setAtDesk })
  const reader = useCardReader()
  const { identity, id: sessionId } = board.session
  const params = { sessionId, roomId: board.room.id }
  // Somebody else may have confirmed them meanwhile.
  const live = board.sittings.find(({ sittingId }) => sittingId === atDesk?.sittingId)
  const drawn = live?.identityConfirmed ? live : atDesk
  const wantsCard = drawn !== null && !drawn.identityConfirmed && !mayBeConfirmed(drawn, identity)
  const whose = wantsCard ? { sittingId: drawn.sittingId } : {}

  const begin = () => {
    confirm.reset()
    reader.leave()
    reader.forgetProblem()
  }
  const next = () => {
    begin()
    checkIn.reset()
    setAtDesk(null)
    field.current?.focus()
  }
  const send = () => {
    if (typed.trim() === '' || checkIn.isPending) return
    begin()
    const entry = readDeskEntry(typed)
    if ('ticket' in entry || !wantsCard) setAtDesk(null)
    checkIn.mutate({ params, body: 'ticket' in entry ? entry : { ...entry, ...whose } })
    // The next scan must never be appended to this one.
    setTyped('')
    field.current?.focus()
  }
  const read = () => {
    confirm.reset()
    checkIn.reset()
    if (!wantsCard) setAtDesk(null)
    reader.read((card) => checkIn.mutate({ params, body: { card, ...whose } }))
  }
  const confirmDrawn = () => {
    if (drawn) confirm.mutate({ params: { sittingId: drawn.sittingId } })
    field.current?.focus()
  }

  return (
    <section>
      <header>
        <h2>{t('room.checkIn')}</h2>
        {reader.installed && !reader.waiting && (
          <Button type={wantsCard ? 'primary' : 'default'} loading={checkIn.isPending} onClick={read}>
            {t('room.card.read')}
          </Button>
        )}
      </header>
      <div className="stack">
        <Input
          ref={field}
          autoFocus
          size="large"
          className="code"
          aria-label={t('room.checkInHint')}
          placeholder={t('room.checkInField')}
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          onPressEnter={send}
        />
        {reader.waiting && (
          <div className="row" role="status">
            <span className="strong">{t('room.card.layOn')}</span>
            <Button onClick={reader.leave}>{t('frame.cancel')}</Button>
          </div>
        )}
        {reader.problem && (
          <Alert
            type="error"
            showIcon
            role="alert"
            title={t(`room.card.problem.${reader.problem}`)}
            description={t(`room.card.remedy.${reader.problem}`)}
          />
        )}
        <RefusalAlert error={checkIn.error ?? confirm.error} />
      </div>
      {drawn && (
        <div className={wantsCard ? 'drawn waits' : 'drawn'} role="status">
          <span className="quiet">{t('room.drawnSeat')}</span>
          <span className="seat">{drawn.seatNumber}</span>
          <PortraitAtDoor sittingId={drawn.sittingId} />
          <div className="who">{drawn.name}</div>
          <div className="numbers">{drawn.idNumberMasked}</div>
          <div className="quiet">{drawn.enterprise}</div>
          {drawn.identityConfirmed ? (
            <p className="green strong">
              ✓ {t('room.confirmed')} · {t('room.nextTicket')}
            </p>
          ) : wantsCard ? (
            <div className="stack">
              <p className="warn strong">{t('room.card.wanted', { name: drawn.name })}</p>
              <OverrideIdentity sitting={drawn} onDone={setAtDesk} />
              <Button type="text" onClick={next}>
                {t('room.card.next')}
              </Button>
            </div>
          ) : (
            <>
              <p className="quiet">
                {drawn.cardRead === null ? t('room.confirmAbout') : t(`room.card.about.${drawn.cardRead}`)}
              </p>
              <Button type="primary" size="large" block loading={confirm.isPending} onClick={confirmDrawn}>
                {t(drawn.cardRead === null ? 'room.confirm' : 'room.card.confirm')}
              </Button>
            </>
          )}
        </div>
      )}
    </section>
  )
}
