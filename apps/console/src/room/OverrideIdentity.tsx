import type { RoomSitting } from '@kaochang/contract/room'
import { Button } from 'antd'
import { useState } from 'react'
import { AskReason } from '../frame/AskReason.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { useAct } from '../wire/use-act.ts'

/** The chief invigilator's word for a card that no reader reads, with a reason; anybody else is told whose it is. */
export function OverrideIdentity({
  sitting: { sittingId, name },
  onDone,
}: {
  sitting: RoomSitting
  onDone?: (sitting: RoomSitting) => void
}) {
  const { t } = useTexts()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const override = useAct('POST /v1/sittings/:sittingId/override-identity', {
    onDone: (sitting) => {
      setAsking(false)
      onDone?.(sitting)
    },
  })
  if (!may('run_room')) return <p className="quiet">{t('room.card.chiefOnly')}</p>
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('room.card.override')}</Button>
      {asking && (
        <AskReason
          title={t('room.card.overrideTitle', { name })}
          what={t('room.card.overrideAbout')}
          okText={t('room.card.override')}
          danger
          pending={override.isPending}
          error={override.error}
          onReason={(reason) => override.mutate({ params: { sittingId }, body: { reason } })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
