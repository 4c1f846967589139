import { Card, Checkbox } from 'antd'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useTexts } from '../language/language.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { useFilters } from '../wire/use-filters.ts'
import { DutyTable } from './DutyTable.tsx'

/** Every release that is owed, most pressing first, and those that were made. */
export function DutiesPage() {
  const { t } = useTexts()
  const [{ released }, setFilters] = useFilters(['released'])
  const answer = useAnswer('GET /v1/release-duties', {})
  const all = released !== 'no'
  return (
    <>
      <PageHeading title={t('result.duties')} about={t('result.dutiesAbout')} />
      <Card
        title={
          <Checkbox
            checked={all}
            onChange={({ target }) => setFilters({ released: target.checked ? undefined : 'no' })}
          >
            {t('result.showReleased')}
          </Checkbox>
        }
      >
        <Loaded answer={answer}>
          {({ duties }) => (
            <DutyTable
              duties={duties.filter(({ state }) => all || state !== 'released')}
              empty={
                duties.length > 0 ? (
                  <EmptyPage what={t('result.noDutiesFilter')} begin="" />
                ) : (
                  <EmptyPage what={t('result.noDuties')} begin={t('result.noDutiesBegin')} />
                )
              }
            />
          )}
        </Loaded>
      </Card>
    </>
  )
}
