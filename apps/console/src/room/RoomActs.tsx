import type { RoomBoard } from '@kaochang/contract/room'
import { App, Button, InputNumber } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { AskReason } from '../frame/AskReason.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { clockText } from '../time/beijing-time.ts'
import { useAct } from '../wire/use-act.ts'
import { NoteIrregularity } from './NoteIrregularity.tsx'
import { TellForm } from './TellForm.tsx'

/** What can be done for the whole room while it is running. Whatever changes anybody's time asks for a reason. */
export function RoomActs({ board }: { board: RoomBoard }) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const may = useMay()
  const [asking, setAsking] = useState<'pause' | 'extend' | 'tell' | 'note' | 'end' | null>(null)
  const [minutes, setMinutes] = useState(5)
  const params = { sessionId: board.session.id, roomId: board.room.id }
  const done = (text: string) => () => {
    setAsking(null)
    void message.success(text)
  }
  const pause = useAct('POST /v1/sessions/:sessionId/rooms/:roomId/pause', { onDone: done(t('room.roomPaused')) })
  const resume = useAct('POST /v1/sessions/:sessionId/rooms/:roomId/resume', { onDone: done(t('room.roomResumed')) })
  const extend = useAct('POST /v1/sessions/:sessionId/rooms/:roomId/grant-time', {
    onDone: done(t('room.extended', { minutes })),
  })
  const tell = useAct('POST /v1/sessions/:sessionId/rooms/:roomId/tell', { onDone: done(t('room.told')) })
  const end = useAct('POST /v1/sessions/:sessionId/rooms/:roomId/end', {
    onDone: ({ endedAt }) => done(t(endedAt === null ? 'room.endAskedDone' : 'room.roomEnded'))(),
  })
  const going = board.sittings.filter(({ state }) => state === 'answering').length
  const paused = board.sittings.filter(({ state }) => state === 'paused').length
  const { endAsked } = board
  const close = () => setAsking(null)

  return (
    <section>
      <h2>{t('room.wholeRoom')}</h2>
      <div className="acts">
        {paused > 0 && may('run_room') && (
          <Button type="primary" loading={resume.isPending} onClick={() => resume.mutate({ params })}>
            {t('room.resumeRoom', { total: paused })}
          </Button>
        )}
        {going > 0 && may('run_room') && <Button onClick={() => setAsking('pause')}>{t('room.pauseRoom')}</Button>}
        {going + paused > 0 && may('run_room') && (
          <Button onClick={() => setAsking('extend')}>{t('room.extendRoom')}</Button>
        )}
        {going + paused > 0 && <Button onClick={() => setAsking('tell')}>{t('room.tellRoom')}</Button>}
        <Button onClick={() => setAsking('note')}>{t('room.noteRoom')}</Button>
        <Link to={`/sessions/${params.sessionId}/rooms/${params.roomId}/record`}>
          <Button block>{t('room.record')}</Button>
        </Link>
        {board.endedAt === null && (
          <Button danger type={endAsked ? 'primary' : 'default'} onClick={() => setAsking('end')}>
            {t(endAsked ? 'room.endRoomAgree' : 'room.endRoom')}
          </Button>
        )}
      </div>
      {endAsked && (
        <p className="warn" role="status">
          {t('room.endAskedBy', {
            name: endAsked.by,
            at: clockText(endAsked.at).slice(0, 5),
            reason: endAsked.reason ?? '',
          })}
        </p>
      )}
      {asking === 'pause' && (
        <AskReason
          title={t('room.pauseRoomTitle', { total: going })}
          what={t('room.pauseAbout')}
          okText={t('room.pauseRoom')}
          pending={pause.isPending}
          error={pause.error}
          onReason={(reason) => pause.mutate({ params, body: { reason } })}
          onClose={close}
        />
      )}
      {asking === 'extend' && (
        <AskReason
          title={t('room.extendRoomTitle', { total: going + paused })}
          what={t('room.extendRoomAbout')}
          okText={t('room.extend')}
          pending={extend.isPending}
          error={extend.error}
          onReason={(reason) => extend.mutate({ params, body: { minutes, reason } })}
          onClose={close}
        >
          <div className="row">
            {t('room.extendMinutes')}
            <InputNumber
              min={1}
              max={60}
              precision={0}
              aria-label={t('room.extendMinutes')}
              suffix={t('session.minutes')}
              style={{ width: 130 }}
              value={minutes}
              onChange={(typed) => setMinutes(typed ?? 1)}
            />
          </div>
        </AskReason>
      )}
      {asking === 'tell' && (
        <TellForm
          title={t('room.tellRoom')}
          pending={tell.isPending}
          error={tell.error}
          onText={(text) => tell.mutate({ params, body: { text } })}
          onClose={close}
        />
      )}
      {asking === 'note' && (
        <NoteIrregularity room={params} sittingId={null} title={t('room.noteRoom')} onClose={close} />
      )}
      {asking === 'end' && (
        <AskReason
          title={t('room.endRoomTitle', { room: board.room.name })}
          what={t(endAsked ? 'room.endRoomAgreeWhat' : 'room.endRoomWhat', { total: going + paused })}
          okText={t(endAsked ? 'room.endRoomAgree' : 'room.endRoom')}
          danger
          pending={end.isPending}
          error={end.error}
          onReason={(reason) => end.mutate({ params, body: { reason } })}
          onClose={close}
        />
      )}
    </section>
  )
}
