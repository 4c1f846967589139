import type { Overview } from '@kaochang/contract/overview'
import { Card } from 'antd'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { AllRooms, useOverview } from './AllRooms.tsx'
import { CardReaderHere } from './CardReaderHere.tsx'
import { RoomLinks } from './RoomLinks.tsx'
import './room.css'

/** All rooms of today and tomorrow, live, with a door to each. */
export function RoomsPage() {
  const { t } = useTexts()
  const may = useMay()
  const overview = useOverview()
  return (
    <>
      <PageHeading title={t('overview.title')} about={t('overview.about')} />
      <div className="stack">
        <Loaded answer={overview}>{(found) => <AllRooms overview={found} toldAt={overview.dataUpdatedAt} />}</Loaded>
        {may('read_sessions') && overview.data && <OtherSessions overview={overview.data} />}
        {may('invigilate') && <CardReaderHere />}
      </div>
    </>
  )
}

/** What is sealed or open and not among the rooms above: later days, and practical exams. */
function OtherSessions({ overview }: { overview: Overview }) {
  const { t } = useTexts()
  const answer = useAnswer('GET /v1/sessions', {})
  const shown = new Set(overview.rooms.map(({ sessionId }) => sessionId))
  const others = (answer.data?.sessions ?? [])
    .filter(({ id, state }) => (state === 'open' || state === 'sealed') && !shown.has(id))
    .sort((one, other) => one.startsAt - other.startsAt)
  if (others.length === 0) return null
  return (
    <Card title={t('overview.others')}>
      <p className="quiet">{t('overview.othersAbout')}</p>
      <div className="room-list">
        {others.map((session) => (
          <RoomLinks key={session.id} session={session} />
        ))}
      </div>
    </Card>
  )
}
