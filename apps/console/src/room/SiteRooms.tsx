import type { Overview } from '@kaochang/contract/overview'
import { CaretDownOutlined, CaretRightOutlined, CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons'
import { useId, useState } from 'react'
import { useTexts } from '../language/language.ts'
import { RoomRow } from './RoomRow.tsx'
import { missingText } from './overview-text.ts'
import { type SiteDay, missingOf, totalsOf } from './overview.ts'

/** The tables' head: the same for every site, so that columns stand below one another. */
const COLUMNS = [
  'room',
  'state',
  'seated',
  'answering',
  'paused',
  'ended',
  'silent',
  'lost',
  'irregularity',
  'terminals',
] as const

/** A site's rooms on one day. Trouble is always open; what is well can be closed, and shows its totals all the same. */
export function SiteRooms({
  day,
  overview,
  at,
  alone,
}: {
  day: SiteDay
  overview: Overview
  at: number
  alone: boolean
}) {
  const { t } = useTexts()
  const [opened, setOpened] = useState(alone)
  const id = useId()
  const trouble = day.concern !== 'none'
  const open = trouble || opened
  const rooms = day.rooms.map(({ room }) => room)
  const totals = totalsOf(rooms)
  const missing = missingOf(rooms, overview, at)
  const silent = totals.amber + totals.red
  const bad = day.concern === 'lost' || day.concern === 'not_ready'

  return (
    <section className={`site-rooms ${day.concern}`}>
      <h3>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          disabled={trouble}
          onClick={() => setOpened(!opened)}
        >
          {open ? <CaretDownOutlined aria-hidden /> : <CaretRightOutlined aria-hidden />}
          <span className="site-name">{day.site.name}</span>
          <span className={bad ? 'tag bad' : trouble ? 'tag due' : 'tag well'}>
            {trouble ? <ExclamationCircleFilled aria-hidden /> : <CheckCircleFilled aria-hidden />}{' '}
            {t(`overview.concern.${day.concern}`)}
            {silent > 0 && ` · ${t('overview.silentRed', { red: totals.red, amber: totals.amber })}`}
          </span>
          <span className="site-counts numbers">
            {t('overview.siteRooms', { rooms: totals.rooms })} · {t('overview.siteCounts', totals)}
            {totals.enrolled > 0 && ` · ${t('overview.siteTerminals', totals)}`}
          </span>
        </button>
      </h3>
      {missing !== null && (
        <p className={missing.length === 0 ? 'doors green' : day.concern === 'not_ready' ? 'doors red' : 'doors amber'}>
          {missing.length === 0
            ? `✓ ${t('overview.canOpen')}`
            : `✗ ${t('overview.cannotOpen', { what: missing.map((one) => missingText(one, t)).join(t('overview.joint')) })}`}
        </p>
      )}
      {open && (
        <div className="rooms-table" id={id}>
          <table>
            <thead>
              <tr>
                {COLUMNS.map((column) => (
                  <th key={column} scope="col">
                    {t(`overview.column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {day.rooms.map(({ room, concern }) => (
                <RoomRow key={`${room.sessionId}${room.roomId}`} room={room} concern={concern} at={at} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
