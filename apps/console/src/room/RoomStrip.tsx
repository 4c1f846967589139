import type { RoomBoard } from '@kaochang/contract/room'
import { useEffect } from 'react'
import { Link } from 'react-router'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { CloseSession } from '../session/CloseSession.tsx'
import { clockText, dateText } from '../time/beijing-time.ts'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import type { Totals } from './watch.ts'

const SHOWN = [
  'expected',
  'checkedIn',
  'unconfirmed',
  'ready',
  'answering',
  'paused',
  'ended',
  'trouble',
  'locked',
] as const

/** What is true of the whole room: its name, its numbers, and a clock to be read from the last row. */
export function RoomStrip({ board, at, totals }: { board: RoomBoard; at: number; totals: Totals }) {
  const { t, language } = useTexts()
  const may = useMay()
  const { session, room, startedAt } = board
  const lastEnd = Math.max(
    0,
    ...board.sittings.map(({ state, closesAt }) => (state === 'answering' ? (closesAt ?? 0) : 0)),
  )
  const allDone =
    session.state === 'open' &&
    totals.ended > 0 &&
    totals.answering + totals.paused + totals.ready + totals.checkedIn === 0
  const title = t('room.board', { room: room.name })
  useEffect(() => {
    document.title = title
  }, [title])
  const tone = (name: (typeof SHOWN)[number]) =>
    totals[name] === 0
      ? undefined
      : name === 'trouble' || name === 'locked'
        ? 'bad'
        : name === 'unconfirmed' || name === 'paused'
          ? 'due'
          : undefined

  return (
    <div className="strip">
      <div>
        {/* Whoever reads no sessions came here from a spot check. */}
        <Link to={may('read_sessions') ? `/sessions/${session.id}` : '/spot-checks'}>‹ {session.name}</Link>
        <h1>{room.name}</h1>
        <div className="about numbers">
          {startedAt === null
            ? t('room.startsAt', { at: clockText(session.startsAt).slice(0, 5) })
            : t('room.startedAt', { at: clockText(startedAt).slice(0, 5) })}
          {lastEnd > 0 && ` · ${t('room.lastEnds', { at: clockText(lastEnd).slice(0, 5) })}`}
        </div>
      </div>
      <div className="totals">
        {SHOWN.map((name) => (
          <div key={name} className={tone(name)}>
            <b>{totals[name]}</b>
            <small>{t(`room.total.${name}`)}</small>
          </div>
        ))}
      </div>
      <div className="row" style={{ flexWrap: 'nowrap' }}>
        {allDone && may('run_room') && <CloseSession sessionId={session.id} name={session.name} />}
        <div className="clock">
          <b>{clockText(at)}</b>
          <small>
            {t('room.clock')} {dateText(civilDateAt(at as Instant), language)}
          </small>
        </div>
      </div>
    </div>
  )
}
