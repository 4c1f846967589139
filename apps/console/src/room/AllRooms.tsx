import type { Overview } from '@kaochang/contract/overview'
import { OVERVIEW_WATCH_URL } from '@kaochang/contract/socket/protocol'
import { Card } from 'antd'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { useTexts } from '../language/language.ts'
import { useNow } from '../time/use-now.ts'
import { useLive } from '../wire/use-live.ts'
import { RoomHealth } from './RoomHealth.tsx'
import { RunCanary, ServerList } from './ServersWell.tsx'
import { SiteRooms } from './SiteRooms.tsx'
import { agoText } from './overview-text.ts'
import { bySite, totalsOf } from './overview.ts'
import './overview.css'

/** All rooms within reach, live. */
export function useOverview() {
  return useLive('GET /v1/overview', {}, OVERVIEW_WATCH_URL)
}

/** Every room within reach in numbers: by day and site, trouble first, nothing filtered. */
export function AllRooms({ overview, toldAt }: { overview: Overview; toldAt: number }) {
  const { t } = useTexts()
  const now = useNow(500)
  const ageMs = Math.max(0, now - toldAt)
  // Between two answers the server's clock goes on by this computer's.
  const at = overview.serverAt + ageMs
  const days = bySite(overview.rooms, at)
  return (
    <div className="all-rooms">
      <header>
        <Totals overview={overview} at={at} />
        <RoomHealth durable={overview.durable} ageMs={ageMs} />
      </header>
      <section className="servers-here">
        <ServerList processes={overview.processes} at={at} />
        <RunCanary />
      </section>
      {overview.rooms.length === 0 && (
        <Card>
          <EmptyPage what={t('overview.none')} begin={t('overview.noneBegin')} />
        </Card>
      )}
      {[false, true].map((tomorrow) => {
        const some = days.filter((day) => day.tomorrow === tomorrow)
        return (
          some.length > 0 && (
            <div key={String(tomorrow)} className="day-rooms">
              <h2>{t(tomorrow ? 'overview.tomorrow' : 'overview.today')}</h2>
              {some.map((day) => (
                <SiteRooms key={day.key} day={day} overview={overview} at={at} alone={days.length === 1} />
              ))}
            </div>
          )
        )
      })}
    </div>
  )
}

const SHOWN = ['rooms', 'expected', 'seated', 'answering', 'paused', 'ended'] as const

function Totals({ overview, at }: { overview: Overview; at: number }) {
  const { t } = useTexts()
  const totals = totalsOf(overview.rooms)
  const silent = totals.amber + totals.red
  return (
    <dl className="overview-totals numbers">
      {SHOWN.map((name) => (
        <div key={name} className={name === 'paused' && totals.paused > 0 ? 'due' : undefined}>
          <dt>{t(`overview.total.${name}`)}</dt>
          <dd>{totals[name]}</dd>
        </div>
      ))}
      <div className={totals.red > 0 ? 'bad' : silent > 0 ? 'warned' : undefined}>
        <dt>{t('overview.total.silent')}</dt>
        <dd>
          {silent}
          {totals.silentSince !== null && <small> {agoText(at - totals.silentSince, t)}</small>}
        </dd>
      </div>
      <div>
        <dt>{t('overview.total.ready')}</dt>
        <dd>{totals.enrolled === 0 ? '–' : `${totals.ready}/${totals.enrolled}`}</dd>
      </div>
    </dl>
  )
}
