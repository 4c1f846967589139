import { Button, Card, Descriptions } from 'antd'
import { useState } from 'react'
import { useParams } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { provinceName } from '../language/words.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { Accreditation } from './Accreditation.tsx'
import { AddRoom } from './AddRoom.tsx'
import { RoomCard } from './RoomCard.tsx'

/** A terminal says how it is once a minute, and when it changes. */
const TERMINALS_EVERY_MS = 5_000

/** One site with its rooms and seats. There is no endpoint for one: the list holds them all. */
export function SitePage() {
  const { t, language } = useTexts()
  const { siteId } = useParams()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const answer = useAnswer('GET /v1/sites', {})
  const terminals = useAnswer(
    'GET /v1/sites/:siteId/terminals',
    { params: { siteId: siteId ?? '' } },
    { everyMs: TERMINALS_EVERY_MS, enabled: siteId !== undefined },
  )
  const add = may('edit_site') && (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t('site.addRoom')}
    </Button>
  )

  return (
    <Loaded answer={answer}>
      {({ sites }) => {
        const site = sites.find(({ id }) => id === siteId)
        if (!site) return <EmptyPage what={t('frame.noSuchPage')} begin={t('frame.noSuchPageRemedy')} />
        return (
          <>
            <PageHeading title={site.name} trail={{ to: '/sites', name: t('site.sites') }} acts={add} />
            <div className="stack">
              <Card className="on-screen">
                <Descriptions
                  size="small"
                  column={3}
                  items={[
                    { key: 'province', label: t('site.province'), children: provinceName(site.province, language) },
                    { key: 'address', label: t('site.address'), children: site.address },
                    { key: 'accredited', label: t('site.accredited'), children: <Accreditation site={site} /> },
                  ]}
                />
              </Card>
              {site.rooms.map((room) => (
                <RoomCard
                  key={room.id}
                  site={site}
                  room={room}
                  seats={terminals.data?.rooms.find(({ roomId }) => roomId === room.id)?.seats ?? []}
                  at={terminals.data?.at ?? 0}
                />
              ))}
              {site.rooms.length === 0 && (
                <Card>
                  <EmptyPage what={t('site.noRooms')} begin={t('site.noRoomsBegin')} act={add} />
                </Card>
              )}
            </div>
            {adding && <AddRoom siteId={site.id} onClose={() => setAdding(false)} />}
          </>
        )
      }}
    </Loaded>
  )
}
