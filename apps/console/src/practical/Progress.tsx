import { Card, Progress as Bar } from 'antd'
import { Link } from 'react-router'
import { Loaded } from '../frame/Loaded.tsx'
import { useTexts } from '../language/language.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { countPlaces } from './count-places.ts'

/** How far the marking of a practical session is. */
export function Progress({ sessionId }: { sessionId: string }) {
  const { t } = useTexts()
  const answer = useAnswer('GET /v1/practical/sessions/:sessionId', { params: { sessionId } }, { everyMs: 5_000 })
  return (
    <Card
      title={t('practical.progress')}
      extra={<Link to={`/practical/${sessionId}`}>{t('practical.seeProgress')}</Link>}
    >
      <Loaded answer={answer}>
        {({ places }) => {
          const counts = countPlaces(places)
          return (
            <>
              <Bar percent={counts.total === 0 ? 0 : Math.floor((counts.agreed * 100) / counts.total)} />
              <p className="quiet">{t('practical.progressCounts', counts)}</p>
            </>
          )
        }}
      </Loaded>
    </Card>
  )
}
