import { EmptyPage } from '../frame/EmptyPage.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useMay, useMe } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { ServersWell } from '../room/ServersWell.tsx'
import { BanksWaiting } from './BanksWaiting.tsx'
import { DutiesWaiting } from './DutiesWaiting.tsx'
import { NoticesWaiting } from './NoticesWaiting.tsx'
import { RoomsToday } from './RoomsToday.tsx'
import { SessionsWaiting } from './SessionsWaiting.tsx'
import { SitesWaiting } from './SitesWaiting.tsx'

/** What waits for this person, by what they may do: the statutory clocks first. */
export function HomePage() {
  const { t } = useTexts()
  const { name } = useMe()
  const may = useMay()
  const waiting = [
    may('read_duties') && <DutiesWaiting key="duties" />,
    (may('deliver_notice') || may('apply')) && <NoticesWaiting key="notices" />,
    may('read_room') && may('read_sessions') && <RoomsToday key="rooms" />,
    may('run_room') && <ServersWell key="servers" />,
    may('schedule_session') && <SessionsWaiting key="sessions" />,
    may('read_banks') && <BanksWaiting key="banks" />,
    may('edit_site') && <SitesWaiting key="sites" />,
  ].filter(Boolean)
  return (
    <>
      <PageHeading title={t('home.title')} about={t('home.welcome', { name })} />
      <div className="stack">
        {waiting.length > 0 ? waiting : <EmptyPage what={t('home.nothing')} begin={t('home.nothingBegin')} />}
      </div>
    </>
  )
}
