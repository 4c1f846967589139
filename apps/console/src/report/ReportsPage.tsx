import { Card, Select, Tabs } from 'antd'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useTexts } from '../language/language.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { useFilters } from '../wire/use-filters.ts'
import { BureauCopies } from './BureauCopies.tsx'
import { CoverageTable } from './CoverageTable.tsx'
import { EnterpriseReport } from './EnterpriseReport.tsx'

/** Files that leave the platform: one enterprise's, coverage everywhere, copies to the supervision bureau. */
export function ReportsPage() {
  const { t } = useTexts()
  const [filters, setFilters] = useFilters(['tab', 'enterpriseId'])
  return (
    <>
      <PageHeading title={t('report.reports')} about={t('report.about')} />
      <Tabs
        destroyOnHidden
        activeKey={filters.tab ?? 'enterprise'}
        onChange={(tab) => setFilters({ tab })}
        items={[
          {
            key: 'enterprise',
            label: t('report.ofEnterprise'),
            children: (
              <OneEnterprise
                enterpriseId={filters.enterpriseId}
                onChoose={(enterpriseId) => setFilters({ enterpriseId })}
              />
            ),
          },
          { key: 'coverage', label: t('report.everywhere'), children: <Everywhere /> },
          { key: 'bureau', label: t('report.bureau'), children: <BureauCopies /> },
        ]}
      />
    </>
  )
}

function OneEnterprise({
  enterpriseId,
  onChoose,
}: {
  enterpriseId: string | undefined
  onChoose: (enterpriseId?: string) => void
}) {
  const { t } = useTexts()
  const enterprises = useAnswer('GET /v1/enterprises', {})
  return (
    <div className="stack">
      <Card size="small">
        <Loaded answer={enterprises}>
          {({ enterprises: listed }) => (
            <Select
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              style={{ width: 360 }}
              aria-label={t('report.enterprise')}
              placeholder={t('report.enterprise')}
              value={enterpriseId}
              onChange={onChoose}
              options={listed.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
        </Loaded>
      </Card>
      {enterpriseId === undefined ? (
        <Card>
          <EmptyPage what={t('report.choose')} begin={t('report.chooseBegin')} />
        </Card>
      ) : (
        <EnterpriseReport key={enterpriseId} enterpriseId={enterpriseId} />
      )}
    </div>
  )
}

function Everywhere() {
  const { t } = useTexts()
  const answer = useAnswer('GET /v1/reports/coverage', {})
  return (
    <Loaded answer={answer}>
      {({ groups }) => (
        <Card>
          <p className="quiet">{t('report.coverageAbout')}</p>
          <br />
          <CoverageTable groups={groups} withUnit />
        </Card>
      )}
    </Loaded>
  )
}
