import { Card } from 'antd'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { RoomLinks } from './RoomLinks.tsx'
import { ServersWell } from './ServersWell.tsx'
import './room.css'

/** The sessions that are sealed or open, with their rooms to enter. */
export function RoomsPage() {
  const { t } = useTexts()
  const may = useMay()
  const answer = useAnswer('GET /v1/sessions', {})
  return (
    <>
      <PageHeading title={t('room.rooms')} about={t('room.roomsAbout')} />
      {may('run_room') && (
        <div className="servers-well">
          <ServersWell />
        </div>
      )}
      <Loaded answer={answer}>
        {({ sessions }) => {
          const live = sessions
            .filter(({ state }) => state === 'open' || state === 'sealed')
            .sort((one, other) => one.startsAt - other.startsAt)
          return live.length === 0 ? (
            <Card>
              <EmptyPage what={t('room.noRooms')} begin={t('room.noRoomsBegin')} />
            </Card>
          ) : (
            <div className="room-list">
              {live.map((session) => (
                <Card key={session.id}>
                  <RoomLinks session={session} />
                </Card>
              ))}
            </div>
          )
        }}
      </Loaded>
    </>
  )
}
