import type { SessionView } from '@kaochang/contract/session'
import { Button } from 'antd'
import { Link } from 'react-router'
import { When } from '../frame/When.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { SessionState } from '../session/SessionState.tsx'
import { clockText } from '../time/beijing-time.ts'

/** One session and a door to each of its rooms. */
export function RoomLinks({ session }: { session: SessionView }) {
  const { t } = useTexts()
  const may = useMay()
  return (
    <div className="row spread">
      <div>
        <div className="row">
          <Link className="strong" to={`/sessions/${session.id}`}>
            {session.name}
          </Link>
          <SessionState state={session.state} />
        </div>
        <p className="quiet">
          <When at={session.startsAt} /> · {session.site.name}
        </p>
      </div>
      <div className="row">
        {session.component === 'practical' && may('read_practical') && (
          <Link to={`/practical/${session.id}`}>
            <Button type={session.state === 'open' ? 'primary' : 'default'} size="large">
              {t(may('mark_practical') ? 'practical.enter' : 'practical.seeProgress')}
            </Button>
          </Link>
        )}
        {(session.component === 'practical' ? [] : session.rooms).map(({ id, name, seatCount: seats, startedAt }) => (
          <Link key={id} to={`/sessions/${session.id}/rooms/${id}`}>
            <Button type={session.state === 'open' ? 'primary' : 'default'} size="large">
              {t('room.enter', { room: name })} ·{' '}
              {startedAt === null
                ? t('room.enterAbout', { seats })
                : t('room.started', { at: clockText(startedAt).slice(0, 5) })}
            </Button>
          </Link>
        ))}
      </div>
    </div>
  )
}
