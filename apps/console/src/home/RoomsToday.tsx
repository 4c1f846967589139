import { Card } from 'antd'
import { Link } from 'react-router'
import { Loaded } from '../frame/Loaded.tsx'
import { useTexts } from '../language/language.ts'
import { RoomLinks } from '../room/RoomLinks.tsx'
import { sameDay } from '../time/beijing-time.ts'
import { useNow } from '../time/use-now.ts'
import { useAnswer } from '../wire/use-answer.ts'

/** Today's sessions with a door to each room, and the next ones. */
export function RoomsToday() {
  const { t } = useTexts()
  const now = useNow(60_000)
  const answer = useAnswer('GET /v1/sessions', {})
  return (
    <Card title={t('home.today')} extra={<Link to="/rooms">{t('home.roomsAll')}</Link>}>
      <Loaded answer={answer}>
        {({ sessions }) => {
          const live = sessions
            .filter(({ state, startsAt }) => state === 'open' || (state === 'sealed' && sameDay(startsAt, now)))
            .sort((one, other) => one.startsAt - other.startsAt)
          return (
            <div className="stack">
              {live.length === 0 && <p className="quiet">{t('home.todayNone')}</p>}
              {live.map((session) => (
                <RoomLinks key={session.id} session={session} />
              ))}
            </div>
          )
        }}
      </Loaded>
    </Card>
  )
}
