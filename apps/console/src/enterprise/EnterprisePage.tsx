import type { EnterpriseView } from '@kaochang/contract/enterprise'
import { CATEGORIES } from '@kaochang/domain/law/categories'
import { Button, Card, Descriptions } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { BoardTable } from '../duty/BoardTable.tsx'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useMay } from '../frame/me.ts'
import { cityName } from '../language/cities.ts'
import { useTexts } from '../language/language.ts'
import { provinceName } from '../language/words.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { EnterpriseForm } from './EnterpriseForm.tsx'
import { PeopleRoll } from './PeopleRoll.tsx'
import { TrainingPlans } from './TrainingPlans.tsx'
import { useOwnEnterprise } from './own-enterprise.ts'
import './enterprise.css'

const CLOCKS_SHOWN = 8

/** One enterprise: what is under way for it, its clocks, its plans, and, for the authority, its people. */
export function EnterprisePage() {
  const { t } = useTexts()
  const { enterpriseId = '' } = useParams()
  const may = useMay()
  const own = useOwnEnterprise()
  const [changing, setChanging] = useState(false)
  const answer = useAnswer('GET /v1/enterprises/:enterpriseId', { params: { enterpriseId } })

  return (
    <Loaded answer={answer}>
      {({ enterprise, people, counts, plans }) => (
        <>
          <PageHeading
            title={enterprise.name}
            {...(own === undefined && { trail: { to: '/enterprises', name: t('enterprise.list') } })}
            about={<span className="code">{enterprise.creditCode}</span>}
            acts={may('edit_enterprise') && <Button onClick={() => setChanging(true)}>{t('enterprise.change')}</Button>}
          />
          <div className="stack">
            <div className="counts">
              {CATEGORIES.map((category) => (
                <Link key={category} to={own === undefined ? '#roll' : `/people?category=${category}`}>
                  <b>{people.find((counted) => counted.category === category)?.count ?? 0}</b>
                  {t(`words.category.${category}`)}
                </Link>
              ))}
              {counts && (
                <>
                  <Link to="/applications">
                    <b>{counts.applicationsUnderWay}</b>
                    {t('enterprise.counts.applicationsUnderWay')}
                  </Link>
                  <Link to="/certificates">
                    <b>{counts.certificatesValid}</b>
                    {t('enterprise.counts.certificatesValid')}
                  </Link>
                  <Link to="/notices">
                    <b>{counts.notices}</b>
                    {t('enterprise.counts.notices')}
                  </Link>
                  <div>
                    <b className={counts.mustBeAdjusted > 0 ? 'red' : ''}>{counts.mustBeAdjusted}</b>
                    {t('enterprise.counts.mustBeAdjusted')}
                  </div>
                </>
              )}
            </div>
            {may('read_duties') && <Clocks enterpriseId={enterprise.id} />}
            {counts && own === undefined && (
              <div id="roll">
                <PeopleRoll enterpriseId={enterprise.id} />
              </div>
            )}
            <TrainingPlans enterpriseId={enterprise.id} plans={plans} />
            <Registered enterprise={enterprise} />
          </div>
          {changing && <EnterpriseForm enterprise={enterprise} onClose={() => setChanging(false)} />}
        </>
      )}
    </Loaded>
  )
}

function Clocks({ enterpriseId }: { enterpriseId: string }) {
  const { t } = useTexts()
  const answer = useAnswer('GET /v1/duties', { querystring: { enterprise: enterpriseId } })
  return (
    <Card
      title={t('enterprise.clocks')}
      extra={<Link to={`/duties?enterprise=${enterpriseId}`}>{t('enterprise.allClocks')}</Link>}
    >
      <Loaded answer={answer}>
        {({ duties }) => (
          <BoardTable
            duties={duties.slice(0, CLOCKS_SHOWN)}
            pagination={false}
            empty={<EmptyPage what={t('enterprise.clocksNone')} begin={t('enterprise.clocksNoneBegin')} />}
          />
        )}
      </Loaded>
    </Card>
  )
}

function Registered({ enterprise }: { enterprise: EnterpriseView }) {
  const { t, language } = useTexts()
  const { province, city, oversight, appointingBody, email, higherEnterpriseName } = enterprise
  return (
    <Card title={t('enterprise.atAGlance')}>
      <Descriptions
        column={2}
        items={[
          {
            key: 'city',
            label: t('enterprise.city'),
            children: `${provinceName(province, language)} · ${cityName(city, language)}`,
          },
          { key: 'oversight', label: t('enterprise.oversight'), children: t(`enterprise.oversights.${oversight}`) },
          { key: 'appointing', label: t('enterprise.appointingBody'), children: appointingBody },
          { key: 'email', label: t('enterprise.email'), children: email ?? t('words.none') },
          { key: 'higher', label: t('enterprise.higher'), children: higherEnterpriseName ?? t('words.none') },
        ]}
      />
    </Card>
  )
}
