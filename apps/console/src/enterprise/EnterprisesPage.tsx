import type { EnterpriseView } from '@kaochang/contract/enterprise'
import { Button, Card, Input, Select, Table } from 'antd'
import { useState } from 'react'
import { Link, Navigate } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useMay } from '../frame/me.ts'
import { cityName } from '../language/cities.ts'
import { useTexts } from '../language/language.ts'
import { provinceName } from '../language/words.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { useFilters } from '../wire/use-filters.ts'
import { EnterpriseForm } from './EnterpriseForm.tsx'
import { useOwnEnterprise } from './own-enterprise.ts'

/** The enterprises within reach; a clerk has one, and is taken to it. */
export function EnterprisesPage() {
  const { t, language } = useTexts()
  const may = useMay()
  const own = useOwnEnterprise()
  const [registering, setRegistering] = useState(false)
  const [filters, setFilters] = useFilters(['text', 'province'])
  const answer = useAnswer('GET /v1/enterprises', {}, { enabled: own === undefined })
  if (own !== undefined) return <Navigate replace to={`/enterprises/${own}`} />
  const register = may('edit_enterprise') && (
    <Button type="primary" onClick={() => setRegistering(true)}>
      {t('enterprise.register')}
    </Button>
  )
  const fits = ({ name, creditCode, province }: EnterpriseView) =>
    (!filters.text || name.includes(filters.text) || creditCode.includes(filters.text.toUpperCase())) &&
    (!filters.province || province === filters.province)

  return (
    <>
      <PageHeading title={t('enterprise.list')} about={t('enterprise.listAbout')} acts={register} />
      <Loaded answer={answer}>
        {({ enterprises }) => (
          <Card
            title={
              <div className="row">
                <Input.Search
                  allowClear
                  style={{ width: 240 }}
                  placeholder={t('enterprise.search')}
                  defaultValue={filters.text}
                  onSearch={(text) => setFilters({ text })}
                />
                <Select
                  allowClear
                  style={{ width: 140 }}
                  aria-label={t('enterprise.province')}
                  placeholder={t('enterprise.province')}
                  value={filters.province}
                  onChange={(province?: string) => setFilters({ province })}
                  options={[...new Set(enterprises.map(({ province }) => province))].map((code) => ({
                    value: code,
                    label: provinceName(code, language),
                  }))}
                />
              </div>
            }
          >
            <Table<EnterpriseView>
              rowKey="id"
              size="middle"
              dataSource={enterprises.filter(fits)}
              pagination={{ pageSize: 20, hideOnSinglePage: true, showTotal: (total) => t('frame.count', { total }) }}
              locale={{
                emptyText: <EmptyPage what={t('enterprise.none')} begin={t('enterprise.noneBegin')} act={register} />,
              }}
              columns={[
                {
                  title: t('enterprise.name'),
                  key: 'name',
                  render: (_, { id, name, creditCode }) => (
                    <>
                      <Link className="strong" to={`/enterprises/${id}`}>
                        {name}
                      </Link>
                      <div className="quiet code">{creditCode}</div>
                    </>
                  ),
                },
                {
                  title: t('enterprise.city'),
                  key: 'city',
                  width: 150,
                  render: (_, { province, city }) =>
                    `${provinceName(province, language)} · ${cityName(city, language)}`,
                },
                {
                  title: t('enterprise.oversight'),
                  key: 'oversight',
                  width: 240,
                  render: (_, { oversight }) => t(`enterprise.oversights.${oversight}`),
                },
                {
                  title: t('enterprise.peopleCount'),
                  key: 'people',
                  width: 100,
                  align: 'right',
                  render: (_, { peopleCount }) => <span className="numbers">{peopleCount}</span>,
                },
                {
                  title: t('enterprise.overdue'),
                  key: 'overdue',
                  width: 100,
                  align: 'right',
                  render: (_, { overdueCount }) => (
                    <span className={overdueCount > 0 ? 'numbers red strong' : 'numbers'}>{overdueCount}</span>
                  ),
                },
              ]}
            />
          </Card>
        )}
      </Loaded>
      {registering && <EnterpriseForm onClose={() => setRegistering(false)} />}
    </>
  )
}
