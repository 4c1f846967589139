import type { SiteView } from '@kaochang/contract/session'
import { Button, Card, Select, Table } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { provinceName } from '../language/words.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { useFilters } from '../wire/use-filters.ts'
import { Accreditation } from './Accreditation.tsx'
import { CreateSite } from './CreateSite.tsx'

/** The exam sites within reach. */
export function SitesPage() {
  const { t, language } = useTexts()
  const may = useMay()
  const [creating, setCreating] = useState(false)
  const [filters, setFilters] = useFilters(['province'])
  const answer = useAnswer('GET /v1/sites', {})
  const create = may('edit_site') && (
    <Button type="primary" onClick={() => setCreating(true)}>
      {t('site.create')}
    </Button>
  )

  return (
    <>
      <PageHeading title={t('site.sites')} about={t('site.sitesAbout')} acts={create} />
      <Loaded answer={answer}>
        {({ sites }) => (
          <Card
            title={
              <Select
                allowClear
                style={{ width: 160 }}
                aria-label={t('site.province')}
                placeholder={t('site.province')}
                value={filters.province}
                onChange={(province?: string) => setFilters({ province })}
                options={[...new Set(sites.map(({ province }) => province))].map((code) => ({
                  value: code,
                  label: provinceName(code, language),
                }))}
              />
            }
          >
            <Table<SiteView>
              rowKey="id"
              size="middle"
              pagination={{ pageSize: 20, hideOnSinglePage: true }}
              dataSource={sites.filter(({ province }) => !filters.province || province === filters.province)}
              locale={{ emptyText: <EmptyPage what={t('site.noSites')} begin={t('site.noSitesBegin')} act={create} /> }}
              columns={[
                {
                  title: t('site.name'),
                  key: 'name',
                  render: (_, { id, name, address }) => (
                    <>
                      <Link className="strong" to={`/sites/${id}`}>
                        {name}
                      </Link>
                      <div className="quiet">{address}</div>
                    </>
                  ),
                },
                {
                  title: t('site.province'),
                  key: 'province',
                  width: 120,
                  render: (_, { province }) => provinceName(province, language),
                },
                {
                  title: t('site.rooms'),
                  key: 'rooms',
                  width: 220,
                  render: (_, { rooms }) => rooms.map(({ name }) => name).join(t('words.and')) || t('words.none'),
                },
                {
                  title: t('site.enrolled'),
                  key: 'enrolled',
                  width: 240,
                  render: (_, { rooms }) => <Enrolled seats={rooms.flatMap(({ seats }) => seats)} />,
                },
                {
                  title: t('site.accredited'),
                  key: 'accredited',
                  width: 260,
                  render: (_, site) => <Accreditation site={site} />,
                },
              ]}
            />
          </Card>
        )}
      </Loaded>
      {creating && <CreateSite onClose={() => setCreating(false)} />}
    </>
  )
}

function Enrolled({ seats }: { seats: SiteView['rooms'][number]['seats'] }) {
  const { t } = useTexts()
  const enrolled = seats.filter((seat) => seat.enrolled).length
  return <span className="numbers">{t('site.enrolledOf', { enrolled, total: seats.length })}</span>
}
