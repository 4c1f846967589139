import type { RoomBoard } from '@kaochang/contract/room'
import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'
import { stateText } from './StateMark.tsx'

/** Starts the exam in this room, after saying who is ready and naming who is not. */
export function StartRoom({ board: { session, room, sittings } }: { board: RoomBoard }) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const [asking, setAsking] = useState(false)
  const start = useAct('POST /v1/sessions/:sessionId/rooms/:roomId/start', {
    onDone: () => {
      setAsking(false)
      void message.success(t('room.startDone'))
    },
  })
  const ready = sittings.filter(({ state }) => state === 'ready').length
  const rest = sittings.filter(({ state }) => state !== 'ready')

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
        {t('room.start')}
      </Button>
      <p className="numbers" style={{ textAlign: 'center', marginTop: 8 }}>
        {t('room.startCounts', { ready, expected: sittings.length })}
      </p>
      {asking && (
        <Modal
          open
          title={t('room.startTitle', { room: room.name })}
          okText={t('room.start')}
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
            <RefusalAlert error={start.error} />
          </div>
        </Modal>
      )}
    </section>
  )
}
