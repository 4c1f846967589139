import { LockFilled } from '@ant-design/icons'
import type { RoomBoard } from '@kaochang/contract/room'
import { App, Button } from 'antd'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { refusalOf } from '../refusal/RefusalAlert.tsx'
import { refusalText } from '../refusal/refusal-text.ts'
import { useAct } from '../wire/use-act.ts'

/** A terminal that locked itself and waits for an invigilator to look. */
export function LockedTile({
  terminal: { terminalId, seatNumber: seat },
}: {
  terminal: RoomBoard['lockedTerminals'][number]
}) {
  const { t, language } = useTexts()
  const { message } = App.useApp()
  const may = useMay()
  const unlock = useAct('POST /v1/terminals/:terminalId/unlock', {
    onDone: () => void message.success(t('room.unlocked', { seat })),
  })
  const tell = (error: Error) => {
    const { what, remedy } = refusalText(refusalOf(error), language)
    void message.error(`${what}${remedy}`)
  }
  return (
    <article className="tile locked">
      <header>
        <span className="name">{t('room.terminalLocked')}</span>
        <span className="seat">{seat}</span>
      </header>
      <div className="state alarm">
        <LockFilled aria-hidden /> {t('room.lockedAbout')}
      </div>
      {may('invigilate') && (
        <Button
          size="small"
          danger
          loading={unlock.isPending}
          onClick={() => unlock.mutate({ params: { terminalId } }, { onError: tell })}
        >
          {t('room.unlock')}
        </Button>
      )}
    </article>
  )
}
