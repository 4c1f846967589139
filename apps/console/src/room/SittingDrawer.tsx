import type { IdentityCheck } from '@kaochang/domain/session/identity-check'
import { App, Button, Descriptions, Drawer } from 'antd'
import { type ReactNode, useState } from 'react'
import { When } from '../frame/When.tsx'
import { AskReason } from '../frame/AskReason.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { spanText } from '../time/beijing-time.ts'
import { useAct } from '../wire/use-act.ts'
import { ExtendSitting } from './ExtendSitting.tsx'
import { NoteIrregularity } from './NoteIrregularity.tsx'
import { OverrideIdentity } from './OverrideIdentity.tsx'
import { SilenceLine } from './SittingTile.tsx'
import { identityText, mayBeConfirmed } from './identity-text.ts'
import { Photographs } from './Photographs.tsx'
import { sebText } from './seb-text.ts'
import { StateMark, stateText } from './StateMark.tsx'
import { TellForm } from './TellForm.tsx'
import type { Watched } from './watch.ts'

/** One candidate in full, with what the invigilator can do for them. */
export function SittingDrawer({
  room,
  sebRequired,
  identity,
  watched,
  at,
  live,
  onClose,
}: {
  room: { readonly sessionId: string; readonly roomId: string }
  sebRequired: boolean
  identity: IdentityCheck
  watched: Watched
  at: number
  live: boolean
  onClose: () => void
}) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const may = useMay()
  const [asking, setAsking] = useState<'extend' | 'end' | 'pause' | 'move' | 'tell' | 'note' | 'excuse' | null>(null)
  const { sitting } = watched
  const { sittingId, name, seatNumber, state, closesAt, answeredCount: answered, itemCount: total } = sitting
  const confirm = useAct('POST /v1/sittings/:sittingId/confirm-identity')
  const end = useAct('POST /v1/sittings/:sittingId/end', {
    onDone: () => {
      setAsking(null)
      void message.success(t('room.endDone', { name }))
    },
  })
  const pause = useAct('POST /v1/sittings/:sittingId/pause', { onDone: () => setAsking(null) })
  const resume = useAct('POST /v1/sittings/:sittingId/resume')
  const move = useAct('POST /v1/sittings/:sittingId/move', {
    onDone: ({ seatNumber: number }) => {
      setAsking(null)
      void message.success(t('room.moved', { name, number: number ?? 0 }))
    },
  })
  const tell = useAct('POST /v1/sittings/:sittingId/tell', {
    onDone: () => {
      setAsking(null)
      void message.success(t('room.told'))
    },
  })
  const excuse = useAct('POST /v1/sittings/:sittingId/excuse-safe-exam-browser', { onDone: () => setAsking(null) })
  const toExcuse =
    live && may('invigilate') && sebRequired && !sitting.sebExcused && sitting.seb !== 'right' && state !== 'ended'
  const seat = seatNumber === null ? t('room.noSeat') : t('room.seat', { number: seatNumber })
  const unconfirmed =
    live && may('invigilate') && !sitting.identityConfirmed && (state === 'checked_in' || state === 'signed_in')
  const toConfirm = unconfirmed && mayBeConfirmed(sitting, identity)
  const when = (instant: number | null): ReactNode => (instant === null ? t('words.none') : <When at={instant} />)

  return (
    <Drawer open size={560} title={`${name} · ${seat}`} onClose={onClose}>
      <div className="stack">
        <div className="strong row">
          <StateMark sitting={sitting} /> {stateText(sitting, t)}
          {state === 'answering' && closesAt !== null && (
            <span className="numbers">{t('room.remaining', { span: spanText(closesAt - at) })}</span>
          )}
        </div>
        <SilenceLine watched={watched} />
        <div className="row">
          {toConfirm && (
            <Button
              type="primary"
              loading={confirm.isPending}
              onClick={() => confirm.mutate({ params: { sittingId } })}
            >
              {t('room.confirm')}
            </Button>
          )}
          {unconfirmed && !toConfirm && <OverrideIdentity sitting={sitting} />}
          {live && may('invigilate') && state !== 'ended' && state !== 'expected' && (
            <Button onClick={() => setAsking('extend')}>{t('room.extend')}</Button>
          )}
          {live && may('invigilate') && state === 'answering' && (
            <Button onClick={() => setAsking('pause')}>{t('room.pause')}</Button>
          )}
          {live && may('invigilate') && state === 'paused' && (
            <Button type="primary" loading={resume.isPending} onClick={() => resume.mutate({ params: { sittingId } })}>
              {t('room.resume')}
            </Button>
          )}
          {live && may('invigilate') && seatNumber !== null && state !== 'ended' && (
            <Button onClick={() => setAsking('move')}>{t('room.move')}</Button>
          )}
          {live && may('invigilate') && (state === 'answering' || state === 'paused') && (
            <Button onClick={() => setAsking('tell')}>{t('room.tell')}</Button>
          )}
          {toExcuse && <Button onClick={() => setAsking('excuse')}>{t('room.seb.excuse')}</Button>}
          {may('invigilate') && <Button onClick={() => setAsking('note')}>{t('room.note')}</Button>}
          {live && may('run_room') && (state === 'answering' || state === 'paused') && (
            <Button danger onClick={() => setAsking('end')}>
              {t('room.end')}
            </Button>
          )}
        </div>
        {unconfirmed && <p className="quiet">{t(toConfirm ? 'room.confirmAbout' : 'room.card.readAtDesk')}</p>}
        <RefusalAlert error={confirm.error ?? resume.error} />
        <Photographs sitting={sitting} live={live} />
        <Descriptions
          column={1}
          size="small"
          bordered
          items={[
            { key: 'ticket', label: t('room.ticket'), children: <span className="code">{sitting.ticket}</span> },
            {
              key: 'id',
              label: t('room.idNumber'),
              children: <span className="numbers">{sitting.idNumberMasked}</span>,
            },
            { key: 'identity', label: t('room.card.label'), children: identityText(sitting, t) },
            { key: 'enterprise', label: t('room.enterprise'), children: sitting.enterprise },
            {
              key: 'attempt',
              label: t('room.attempt'),
              children: sitting.attempt > 1 ? t('session.retake') : t('session.firstAttempt'),
            },
            { key: 'answered', label: t('room.answeredLabel'), children: t('room.answered', { answered, total }) },
            { key: 'saved', label: t('room.lastSaved'), children: when(sitting.lastSavedAt) },
            { key: 'heard', label: t('room.lastHeard'), children: when(sitting.lastHeardAt) },
            { key: 'started', label: t('room.startedLabel'), children: when(sitting.startedAt) },
            { key: 'closes', label: t('room.closesLabel'), children: when(closesAt) },
            {
              key: 'granted',
              label: t('room.grantedLabel'),
              children:
                sitting.grantedMs === 0
                  ? t('words.none')
                  : t('room.granted', { minutes: Math.round(sitting.grantedMs / 60_000) }),
            },
            {
              key: 'lost',
              label: t('room.lostLabel'),
              children:
                sitting.lostMs === 0
                  ? t('words.none')
                  : t('room.lostOf', {
                      lost: Math.ceil(sitting.lostMs / 60_000),
                      good: Math.round(sitting.lostMadeGoodMs / 60_000),
                    }),
            },
            {
              key: 'screen',
              label: t('room.screenLabel'),
              children: t('room.times', { total: sitting.screenEventCount }),
            },
            ...(sitting.seb === null && !sitting.sebExcused
              ? []
              : [{ key: 'seb', label: t('room.seb.label'), children: sebText(sitting, t) }]),
            ...(sitting.endedAt === null
              ? []
              : [{ key: 'ended', label: t('room.endedLabel'), children: when(sitting.endedAt) }]),
          ]}
        />
      </div>
      {asking === 'extend' && <ExtendSitting sitting={sitting} seat={seat} onClose={() => setAsking(null)} />}
      {asking === 'pause' && (
        <AskReason
          title={t('room.pauseTitle', { name, seat })}
          what={t('room.pauseAbout')}
          okText={t('room.pause')}
          pending={pause.isPending}
          error={pause.error}
          onReason={(reason) => pause.mutate({ params: { sittingId }, body: { reason } })}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'move' && (
        <AskReason
          title={t('room.moveTitle', { name, seat })}
          what={t('room.moveAbout')}
          okText={t('room.move')}
          pending={move.isPending}
          error={move.error}
          onReason={(reason) => move.mutate({ params: { sittingId }, body: { reason } })}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'tell' && (
        <TellForm
          title={t('room.tellTitle', { name, seat })}
          pending={tell.isPending}
          error={tell.error}
          onText={(text) => tell.mutate({ params: { sittingId }, body: { text } })}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'excuse' && (
        <AskReason
          title={t('room.seb.excuseTitle', { name, seat })}
          what={t('room.seb.excuseAbout')}
          okText={t('room.seb.excuse')}
          pending={excuse.isPending}
          error={excuse.error}
          onReason={(reason) => excuse.mutate({ params: { sittingId }, body: { reason } })}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'note' && (
        <NoteIrregularity
          room={room}
          sittingId={sittingId}
          title={t('room.noteTitle', { name, seat })}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'end' && (
        <AskReason
          title={t('room.endTitle', { name, seat })}
          what={t('room.endWhat', { answered, total })}
          okText={t('room.end')}
          danger
          pending={end.isPending}
          error={end.error}
          onReason={(reason) => end.mutate({ params: { sittingId }, body: { reason } })}
          onClose={() => setAsking(null)}
        />
      )}
    </Drawer>
  )
}
