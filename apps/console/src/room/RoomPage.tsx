import type { RoomBoard } from '@kaochang/contract/room'
import { useState } from 'react'
import { useParams } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { useNow } from '../time/use-now.ts'
import { CheckIn } from './CheckIn.tsx'
import { LockedTile } from './LockedTile.tsx'
import { RoomActs } from './RoomActs.tsx'
import { RoomHealth } from './RoomHealth.tsx'
import { RoomStrip } from './RoomStrip.tsx'
import { SittingDrawer } from './SittingDrawer.tsx'
import { SittingTile } from './SittingTile.tsx'
import { StartRoom } from './StartRoom.tsx'
import { useRoomBoard } from './use-room-board.ts'
import { inOrder, totalsOf, watch } from './watch.ts'
import './room.css'

/** The invigilator's wall: the room as it stands, live. */
export function RoomPage() {
  const { sessionId = '', roomId = '' } = useParams()
  const answer = useRoomBoard(sessionId, roomId)
  const now = useNow(500)
  // Between two answers the server's clock goes on by this computer's.
  const ageMs = Math.max(0, now - answer.dataUpdatedAt)

  if (!answer.data) return <Loaded answer={answer}>{() => null}</Loaded>
  return <Wall board={answer.data} ageMs={ageMs} />
}

function Wall({ board, ageMs }: { board: RoomBoard; ageMs: number }) {
  const { t } = useTexts()
  const may = useMay()
  const [openId, setOpenId] = useState<string | null>(null)
  const at = board.serverAt + ageMs
  const watched = inOrder(board.sittings.map((sitting) => watch(sitting, at)))
  const opened = watched.find(({ sitting }) => sitting.sittingId === openId)
  const live = board.session.state === 'open'

  return (
    <div className="wall">
      <header className="room-head">
        <RoomStrip board={board} at={at} totals={totalsOf(board, watched)} />
        <RoomHealth durable={board.durable} ageMs={ageMs} />
      </header>
      <div className="floor">
        <aside className="desk">
          {live && may('invigilate') && board.startedAt === null && <StartRoom board={board} />}
          {live && may('invigilate') ? (
            <CheckIn board={board} />
          ) : (
            !live && <section>{board.session.state === 'sealed' ? t('room.notOpen') : t('room.ended')}</section>
          )}
          {live && may('invigilate') && board.startedAt !== null && <RoomActs board={board} />}
        </aside>
        <main>
          {board.sittings.length === 0 && <EmptyPage what={t('room.noSittings')} begin={t('room.noSittingsBegin')} />}
          <div className="tiles">
            {board.lockedTerminals.map((terminal) => (
              <LockedTile key={terminal.terminalId} terminal={terminal} />
            ))}
            {watched.map((one) => (
              <SittingTile
                key={one.sitting.sittingId}
                watched={one}
                at={at}
                identity={board.session.identity}
                onOpen={() => setOpenId(one.sitting.sittingId)}
              />
            ))}
          </div>
        </main>
      </div>
      {opened && (
        <SittingDrawer
          room={{ sessionId: board.session.id, roomId: board.room.id }}
          sebRequired={board.session.sebRequired}
          identity={board.session.identity}
          watched={opened}
          at={at}
          live={live}
          onClose={() => setOpenId(null)}
        />
      )}
    </div>
  )
}
