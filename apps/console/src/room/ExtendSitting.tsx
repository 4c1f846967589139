import type { RoomSitting } from '@kaochang/contract/room'
import { App, InputNumber } from 'antd'
import { useState } from 'react'
import { AskReason } from '../frame/AskReason.tsx'
import { useTexts } from '../language/language.ts'
import { clockText } from '../time/beijing-time.ts'
import { useAct } from '../wire/use-act.ts'
import { minutesLost } from './SittingTile.tsx'

const MINUTE = 60_000

/** Gives one candidate more time, with a reason, after saying which end becomes which. */
export function ExtendSitting({ sitting, seat, onClose }: { sitting: RoomSitting; seat: string; onClose: () => void }) {
  const { sittingId, name, closesAt } = sitting
  const lost = minutesLost(sitting)
  const { t } = useTexts()
  const { message } = App.useApp()
  const [minutes, setMinutes] = useState(lost > 0 ? Math.min(60, lost) : 5)
  const grant = useAct('POST /v1/sittings/:sittingId/grant-time', {
    onDone: () => {
      void message.success(t('room.extended', { minutes }))
      onClose()
    },
  })
  return (
    <AskReason
      title={t('room.extendTitle', { name, seat })}
      what={
        closesAt === null
          ? ''
          : t('room.extendWhat', {
              from: clockText(closesAt).slice(0, 5),
              to: clockText(closesAt + minutes * MINUTE).slice(0, 5),
            })
      }
      okText={t('room.extend')}
      pending={grant.isPending}
      error={grant.error}
      onReason={(reason) => grant.mutate({ params: { sittingId }, body: { minutes, reason, forLostTime: lost > 0 } })}
      onClose={onClose}
    >
      {lost > 0 && <p className="warn">{t('room.lostProposed', { minutes: lost })}</p>}
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
  )
}
