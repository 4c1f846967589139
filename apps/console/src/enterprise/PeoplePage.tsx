import { Button } from 'antd'
import { useState } from 'react'
import { Navigate } from 'react-router'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useTexts } from '../language/language.ts'
import { EnterPeople } from './EnterPeople.tsx'
import { PeopleRoll } from './PeopleRoll.tsx'
import { useOwnEnterprise } from './own-enterprise.ts'

/** A clerk's roll. Everybody else comes to the people of an enterprise through the enterprise. */
export function PeoplePage() {
  const { t } = useTexts()
  const own = useOwnEnterprise()
  const [entering, setEntering] = useState(false)
  if (own === undefined) return <Navigate replace to="/enterprises" />
  const enter = (
    <Button type="primary" onClick={() => setEntering(true)}>
      {t('enterprise.enter')}
    </Button>
  )
  return (
    <>
      <PageHeading title={t('enterprise.roll')} about={t('enterprise.rollAbout')} acts={enter} />
      <PeopleRoll enterpriseId={own} act={enter} />
      {entering && <EnterPeople enterpriseId={own} onClose={() => setEntering(false)} />}
    </>
  )
}
