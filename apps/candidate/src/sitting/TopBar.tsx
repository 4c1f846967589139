import { clockText, remainingMs } from '@kaochang/browser/countdown'
import { useStore } from 'zustand'
import { Icon } from '../Icon.tsx'
import { useText } from '../text/text.ts'
import { useNow } from '../use-now.ts'
import { CameraSign } from './CameraSign.tsx'
import type { SittingProps } from './SittingPlace.tsx'
import { Tools } from './Tools.tsx'
import { saveState } from './sitting-state.ts'
import type { SittingStore } from './sitting-store.ts'

const SOON_MS = 15 * 60_000
const LAST_MS = 5 * 60_000

/** Whose paper this is, whether it is saved, and how long there is. */
export function TopBar({ terminal, sitting, candidate }: Pick<SittingProps, 'terminal' | 'sitting' | 'candidate'>) {
  const { t } = useText('sitting')
  return (
    <header className="top">
      <div className="top-who">
        <b>{candidate.exam.name}</b>
        <span>
          {candidate.name} · {t('seatNumber', { number: candidate.seatNumber })}
          <CameraSign terminal={terminal} />
        </span>
      </div>
      <SaveIndicator sitting={sitting} />
      <Remaining sitting={sitting} />
      <Tools />
    </header>
  )
}

function SaveIndicator({ sitting }: { sitting: SittingStore }) {
  const { t } = useText('sitting')
  const now = useNow(500)
  const saving = useStore(sitting, (state) => saveState(state, now))
  const icon = { saved: 'check', saving: 'dots', unsaved: 'hand' } as const
  return (
    <p className={`save ${saving}`} role="status">
      <Icon name={icon[saving]} />
      {t(`save.${saving}`)}
    </p>
  )
}

function Remaining({ sitting }: { sitting: SittingStore }) {
  const { t } = useText('sitting')
  const now = useNow(250)
  const closesAt = useStore(sitting, (state) => state.closesAt)
  const left = closesAt === null ? 0 : remainingMs(closesAt, now)
  const stage = left <= LAST_MS ? 'last' : left <= SOON_MS ? 'soon' : 'ample'
  return (
    <div className={`time ${stage}`}>
      <p className="time-word">
        {stage === 'ample' ? (
          t('top.remaining')
        ) : (
          <>
            <Icon name={stage === 'last' ? 'alert' : 'clock'} />
            {t(stage === 'last' ? 'top.last' : 'top.soon')}
          </>
        )}
      </p>
      <strong role="timer" aria-label={t('top.remaining')}>
        {clockText(left)}
      </strong>
      <span className="unseen" role="status">
        {stage === 'soon' && t('top.announceSoon')}
        {stage === 'last' && t('top.announceLast')}
      </span>
    </div>
  )
}
