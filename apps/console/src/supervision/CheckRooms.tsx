import type { SpotCheckView } from '@kaochang/contract/supervision'
import { Button, Card } from 'antd'
import { Link } from 'react-router'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { tradeName } from '../language/words.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { CodesSheet } from '../site/CodesSheet.tsx'
import { timeText } from '../time/beijing-time.ts'
import { useAct } from '../wire/use-act.ts'

type Session = SpotCheckView['sessions'][number]

/** The rooms of a spot check, one for each bank: codes to make browsers into terminals, and the door to the room. */
export function CheckRooms({ check }: { check: SpotCheckView }) {
  const { t } = useTexts()
  return (
    <Card title={t('supervision.rooms')}>
      <div className="check-rooms">
        {check.sessions.map((session) => (
          <CheckRoom key={session.id} check={check} session={session} />
        ))}
      </div>
    </Card>
  )
}

function CheckRoom({ check, session }: { check: SpotCheckView; session: Session }) {
  const { t, language } = useTexts()
  const may = useMay()
  const issue = useAct('POST /v1/rooms/:roomId/enrolment-codes')
  const { id, banks, trade, room } = session
  const name = t(`supervision.banks.${banks}`, { trade: tradeName(trade, language) })
  return (
    <div className="check-room">
      <div>
        <strong>{name}</strong>
        <div className="quiet">
          {t('site.seats')} {room.seatIds.length} ·{' '}
          {room.startedAt === null
            ? t('supervision.roomWaiting')
            : t('supervision.roomStarted', { at: timeText(room.startedAt, language) })}
        </div>
      </div>
      <div className="row">
        {may('enrol_terminal') && (
          <Button
            loading={issue.isPending}
            onClick={() => issue.mutate({ params: { roomId: room.id }, body: { seatIds: [...room.seatIds] } })}
          >
            {t('supervision.codes')}
          </Button>
        )}
        <Link to={`/sessions/${id}/rooms/${room.id}`}>
          <Button type="primary">{t('supervision.enterRoom')}</Button>
        </Link>
      </div>
      <RefusalAlert error={issue.error} />
      {issue.data && (
        <CodesSheet
          title={t('supervision.codesTitle', { check: check.name, room: name })}
          codes={issue.data.codes}
          onClose={issue.reset}
        />
      )}
    </div>
  )
}
