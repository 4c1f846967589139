import type { PracticalBoard, PracticalPlace } from '@kaochang/contract/practical'
import { Alert } from 'antd'
import { useParams } from 'react-router'
import { Loaded } from '../frame/Loaded.tsx'
import { NoSuchPage } from '../frame/NoSuchPage.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useTexts } from '../language/language.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { Compare } from './Compare.tsx'
import { MarkSheet } from './MarkSheet.tsx'
import { PlaceState } from './PlaceState.tsx'
import './practical.css'

/** One candidate's practical exam: an examiner's sheet, and both sheets once both have finished. Without the menu: it stands on a tablet. */
export function MarkPage() {
  const { sessionId = '', sittingId = '' } = useParams()
  const answer = useAnswer('GET /v1/practical/sessions/:sessionId', { params: { sessionId } }, { everyMs: 2_000 })
  return (
    <main className="mark-page">
      <Loaded answer={answer}>
        {(board) => {
          const place = board.places.find((one) => one.sittingId === sittingId)
          return place ? <Place key={sittingId} board={board} place={place} /> : <NoSuchPage />
        }}
      </Loaded>
    </main>
  )
}

function Place({ board, place }: { board: PracticalBoard; place: PracticalPlace }) {
  const { t } = useTexts()
  const { session } = board
  const open = board.mayMark && session.state === 'open'
  const others = place.examiners.filter(({ own }) => !own)
  const mine = open && place.state !== 'absent' && place.state !== 'expected' && others.length < 2
  return (
    <div className="stack">
      <PageHeading
        title={session.name}
        trail={{ to: `/practical/${session.id}`, name: t('practical.back') }}
        tags={<PlaceState state={place.state} />}
      />
      <header className="mark-head">
        <span className="who">{place.name}</span>
        <span className="numbers">{place.idNumberMasked}</span>
        <span className="code">{place.ticket}</span>
        <span>{place.room.name}</span>
        <span className="quiet">{place.enterprise}</span>
      </header>
      {place.sheets !== null ? (
        <Compare board={board} place={place} mayMark={mine} />
      ) : mine ? (
        <MarkSheet board={board} place={place} />
      ) : (
        <Alert type="info" showIcon title={t(others.length >= 2 ? 'practical.notYours' : 'practical.closed')} />
      )}
    </div>
  )
}
