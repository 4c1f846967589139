import { Card, Tabs } from 'antd'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useTexts } from '../language/language.ts'
import { useFilters } from '../wire/use-filters.ts'
import { CertificateSearch } from './CertificateSearch.tsx'
import { WaitingTable } from './WaitingTable.tsx'

const TABS = ['waiting', 'all', 'expiring', 'revocation_proposed', 'ended'] as const

/** Certificates: who waits for one, those that were issued, and those that somebody has to decide about. */
export function CertificatesPage() {
  const { t } = useTexts()
  const [{ of }, setFilters] = useFilters(['of'])
  const tab = TABS.find((each) => each === of) ?? 'waiting'
  return (
    <>
      <PageHeading title={t('certificate.title')} about={t('certificate.about')} />
      <Card>
        <Tabs
          activeKey={tab}
          onChange={(key) => setFilters({ of: key === 'waiting' ? undefined : key })}
          destroyOnHidden
          items={TABS.map((each) => ({
            key: each,
            label: t(`certificate.tabs.${each}`),
            children: each === 'waiting' ? <WaitingTable /> : <CertificateSearch of={each} />,
          }))}
        />
      </Card>
    </>
  )
}
