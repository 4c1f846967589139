import type { RoomBoard } from '@kaochang/contract/room'
import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { clockText } from '../time/beijing-time.ts'
import { useAct } from '../wire/use-act.ts'
import { stateText } from './StateMark.tsx'

/**
 * Starts the exam in this room, which takes two people: the first asks, after seeing who is ready and who is not, and
 * the second, at a console of their own, agrees.
 */
export function StartRoom({ board: { session, room, sittings, startAsked } }: { board: RoomBoard }) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const [asking, setAsking] = useState(false)
  const start = useAct('POST /v1/sessions/:sessionId/rooms/:roomId/start', {
    onDone: ({ startedAt }) => {
      setAsking(false)
      void message.success(t(startedAt === null ? 'room.startAskedDone' : 'room.startDone'))
    },
  })
  const ready = sittings.filter(({ state }) => state === 'ready').length
  const rest = sittings.filter(({ state }) => state !== 'ready')
  const okText = t(startAsked ? 'room.startAgree' : 'room.start')

  return (
    <section>
      <Button
        type="primary"
        block
        style={{ height: 64, fontSize: 24 }}
        onClick={() => {
          start.reset()
          setAsking(true)
        }}
      >
        {okText}
      </Button>
      <p className="numbers" style={{ textAlign: 'center', marginTop: 8 }}>
        {t('room.startCounts', { ready, expected: sittings.length })}
      </p>
      <p className={startAsked ? 'warn' : 'quiet'} role="status">
        {startAsked
          ? t('room.startAskedBy', { name: startAsked.by, at: clockText(startAsked.at).slice(0, 5) })
          : t('room.startTakesTwo')}
      </p>
      {asking && (
        <Modal
          open
          title={t('room.startTitle', { room: room.name })}
          okText={okText}
          cancelText={t('frame.cancel')}
          confirmLoading={start.isPending}
          onOk={() => start.mutate({ params: { sessionId: session.id, roomId: room.id } })}
          onCancel={() => setAsking(false)}
        >
          <div className="stack">
            <p style={{ fontSize: 24 }} className="strong numbers">
              {t('room.startCounts', { ready, expected: sittings.length })}
            </p>
            {rest.length > 0 && (
              <p>
                {t('room.startNotReady')}
                {rest.map((sitting) => `${sitting.name}（${stateText(sitting, t)}）`).join(t('words.and'))}
              </p>
            )}
            <p className="quiet">{t('room.startAbout')}</p>
            {startAsked === null && <p className="quiet">{t('room.startTakesTwo')}</p>}
            <RefusalAlert error={start.error} />
          </div>
        </Modal>
      )}
    </section>
  )
}
