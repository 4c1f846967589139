import { Card } from 'antd'
import { Link } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { useTexts } from '../language/language.ts'
import { DutyTable } from '../result/DutyTable.tsx'
import { useAnswer } from '../wire/use-answer.ts'

/** The releases still owed, most pressing first. */
export function DutiesWaiting() {
  const { t } = useTexts()
  const answer = useAnswer('GET /v1/release-duties', {})
  return (
    <Card title={t('home.duties')} extra={<Link to="/release">{t('home.dutiesAll')}</Link>}>
      <Loaded answer={answer}>
        {({ duties }) => (
          <DutyTable
            duties={duties.filter(({ state }) => state !== 'released')}
            empty={<EmptyPage what={t('home.noDuties')} begin={t('result.noDutiesBegin')} />}
          />
        )}
      </Loaded>
    </Card>
  )
}
