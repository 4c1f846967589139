import { CalendarOutlined, EditFilled, FlagFilled, IdcardOutlined } from '@ant-design/icons'
import type { OverviewRoom } from '@kaochang/contract/overview'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { clockText } from '../time/beijing-time.ts'
import { SeatLine } from './SeatLine.tsx'
import { agoText } from './overview-text.ts'
import type { RoomConcern } from './overview.ts'

const MARKS: Record<OverviewRoom['state'], ReactNode> = {
  announced: <CalendarOutlined />,
  open: <IdcardOutlined />,
  started: <EditFilled />,
  ended: <FlagFilled />,
}

/** One room in numbers, with the terminals that need a hand below it. */
export function RoomRow({ room, concern, at }: { room: OverviewRoom; concern: RoomConcern; at: number }) {
  const { t } = useTexts()
  const may = useMay()
  const { terminals, lastIrregularity, silentSince } = room
  const silent = room.amber + room.red
  const time = (when: number) => clockText(when).slice(0, 5)
  const short = terminals !== null && terminals.ready < room.expected
  const shown = terminals?.troubled ?? []
  return (
    <>
      <tr className={concern}>
        <th scope="row">
          {may('read_room') ? (
            <Link to={`/sessions/${room.sessionId}/rooms/${room.roomId}`}>{room.roomName}</Link>
          ) : (
            room.roomName
          )}
          <small className="quiet">{room.sessionName}</small>
        </th>
        <td className={`state ${room.state}`}>
          <span aria-hidden>{MARKS[room.state]}</span> {t(`overview.state.${room.state}`)}
          <small className="quiet numbers">
            {room.startedAt === null
              ? t('overview.startsAt', { at: time(room.startsAt) })
              : t('overview.startedAt', { at: time(room.startedAt) })}
          </small>
        </td>
        <td className="numbers">
          {room.seated}/{room.expected}
        </td>
        <td className="numbers">{room.answering}</td>
        <td className={room.paused > 0 ? 'numbers due' : 'numbers'}>{room.paused}</td>
        <td className="numbers">{room.ended}</td>
        <td className={room.red > 0 ? 'numbers alarm' : silent > 0 ? 'numbers warn' : 'numbers'}>
          {silent === 0
            ? t('overview.silentNone')
            : silentSince === null
              ? `⚠ ${t('overview.silentNever', { count: silent })}`
              : `⚠ ${t('overview.silent', { count: silent, span: agoText(at - silentSince, t) })}`}
        </td>
        <td className={room.lostMs > 0 ? 'numbers warn' : 'numbers'}>
          {room.lostMs > 0
            ? t('overview.lost', { minutes: Math.ceil(room.lostMs / 60_000), count: room.lostCount })
            : t('overview.lostNone')}
        </td>
        <td>
          {lastIrregularity === null
            ? t('overview.noIrregularity')
            : t('overview.lastIrregularity', {
                count: room.irregularityCount,
                at: time(lastIrregularity.at),
                kind: t(`room.irregularity.${lastIrregularity.kind}`),
              })}
        </td>
        <td className={short ? (concern === 'not_ready' ? 'numbers alarm' : 'numbers warn') : 'numbers'}>
          {terminals === null
            ? '–'
            : short
              ? t('overview.readyShort', { ...terminals, expected: room.expected })
              : t('overview.readyOf', terminals)}
        </td>
      </tr>
      {shown.length > 0 && (
        <tr className="seat-lines-row">
          <td colSpan={10}>
            <ul className="seat-lines" aria-label={t('overview.seats')}>
              {shown.map((seat) => (
                <SeatLine key={seat.seatNumber} seat={seat} at={at} />
              ))}
              {terminals !== null && terminals.troubledCount > shown.length && (
                <li>
                  {t('overview.moreSeats', { count: terminals.troubledCount - shown.length })}
                  {may('read_sites') && <Link to={`/sites/${room.site.id}`}> {t('overview.allSeats')} ›</Link>}
                </li>
              )}
            </ul>
          </td>
        </tr>
      )}
    </>
  )
}
