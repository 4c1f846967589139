import type { RoomSitting } from '@kaochang/contract/room'
import type { IdentityCheck } from '@kaochang/domain/session/identity-check'
import { Button } from 'antd'
import { useMay } from '../frame/me.ts'
import { type Texts, useTexts } from '../language/language.ts'
import { useAct } from '../wire/use-act.ts'
import { mayBeConfirmed } from './identity-text.ts'
import { photographText } from './photograph-text.ts'
import { sebText } from './seb-text.ts'
import { StateMark, stateText } from './StateMark.tsx'
import type { Watched } from './watch.ts'

/** One candidate's seat: who, how it stands, and whatever is wrong, in words and colour. */
export function SittingTile({
  watched,
  at,
  identity,
  onOpen,
}: {
  watched: Watched
  at: number
  identity: IdentityCheck
  onOpen: () => void
}) {
  const { t } = useTexts()
  const may = useMay()
  const confirm = useAct('POST /v1/sittings/:sittingId/confirm-identity')
  const { sitting, concern } = watched
  const { state, seatNumber, name, answeredCount: answered, itemCount: total } = sitting
  const photograph = photographText(sitting, t)
  const waits = !sitting.identityConfirmed && (state === 'checked_in' || state === 'signed_in')
  const toConfirm = waits && state === 'signed_in' && may('invigilate') && mayBeConfirmed(sitting, identity)

  return (
    <article className={`tile ${state} ${concern}`}>
      <header>
        {/* Its area is the whole tile: see the style sheet. */}
        <button type="button" className="name" onClick={onOpen}>
          {name}
        </button>
        <span className={seatNumber === null ? 'seat none' : 'seat'}>{seatNumber ?? t('room.noSeat')}</span>
      </header>
      <div className="state">
        <StateMark sitting={sitting} />
        {stateText(sitting, t)}
      </div>
      {(state === 'answering' || state === 'paused') && (
        <>
          <div className="numbers">
            {t('room.answered', { answered, total })} · {savedText(sitting.lastSavedAt, at, t)}
          </div>
          <div className="bar">
            <i style={{ width: `${total === 0 ? 0 : (100 * answered) / total}%` }} />
          </div>
        </>
      )}
      {state === 'ended' && <div className="numbers">{t('room.answered', { answered, total })}</div>}
      {waits && !mayBeConfirmed(sitting, identity) ? (
        <div className="warn">⚠ {t('room.card.unread')}</div>
      ) : (
        waits && state === 'checked_in' && <div className="quiet">{t('room.unconfirmed')}</div>
      )}
      {sitting.identityProof === 'override' && <div className="warn">⚠ {t('room.card.proof.override')}</div>}
      <SilenceLine watched={watched} />
      {sitting.screenEventCount > 0 && (
        <div className="warn">⚠ {t('room.screenEvents', { total: sitting.screenEventCount })}</div>
      )}
      {photograph && (
        <div className={photograph.well ? 'quiet' : 'warn'}>
          {photograph.well ? '' : '⚠ '}
          {photograph.text}
        </div>
      )}
      {sitting.seb !== null && (
        <div className={sitting.seb === 'right' || sitting.sebExcused ? 'quiet' : 'warn'}>
          {sitting.seb === 'right' ? '✓' : '⚠'} {t('room.seb.tile', { standing: sebText(sitting, t) })}
        </div>
      )}
      {sitting.lostMs > sitting.lostMadeGoodMs && (
        <div className="warn">⚠ {t('room.lostFor', { minutes: minutesLost(sitting) })}</div>
      )}
      {sitting.irregularityCount > 0 && (
        <div className="quiet">{t('room.irregularities', { total: sitting.irregularityCount })}</div>
      )}
      {sitting.grantedMs > 0 && (
        <div className="quiet">{t('room.granted', { minutes: Math.round(sitting.grantedMs / 60_000) })}</div>
      )}
      {toConfirm && (
        <Button
          size="small"
          type="primary"
          loading={confirm.isPending}
          onClick={() => confirm.mutate({ params: { sittingId: sitting.sittingId } }, { onError: onOpen })}
        >
          {t('room.confirm')}
        </Button>
      )}
    </article>
  )
}

/** Measured and not made good yet, in whole minutes: a minute that was begun is given whole. */
export function minutesLost({ lostMs, lostMadeGoodMs }: RoomSitting): number {
  return Math.ceil(Math.max(0, lostMs - lostMadeGoodMs) / 60_000)
}

/** How long a terminal has said nothing, where that is worth saying. */
export function SilenceLine({ watched: { concern, silenceMs } }: { watched: Watched }) {
  const { t } = useTexts()
  if (concern !== 'silent' && concern !== 'lost') return null
  const seconds = Math.floor((silenceMs ?? 0) / 1000)
  const words =
    silenceMs === null || seconds < 15
      ? t('room.disconnected')
      : seconds < 120
        ? t('room.silentFor', { seconds })
        : t('room.silentMinutes', { minutes: Math.floor(seconds / 60) })
  return <div className={concern === 'lost' ? 'alarm' : 'warn'}>⚠ {words}</div>
}

function savedText(lastSavedAt: number | null, at: number, t: Texts) {
  if (lastSavedAt === null) return t('room.neverSaved')
  const seconds = Math.max(0, Math.floor((at - lastSavedAt) / 1000))
  return seconds < 60
    ? t('room.savedAgo', { seconds })
    : t('room.savedMinutesAgo', { minutes: Math.floor(seconds / 60) })
}
