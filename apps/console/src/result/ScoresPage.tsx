import { marksText } from '@kaochang/domain/law/marks'
import { Card } from 'antd'
import { useParams } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useTexts } from '../language/language.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { Distribution } from './Distribution.tsx'
import { Due } from './Due.tsx'
import { figuresOf } from './figures.ts'
import { ReleaseCard } from './ReleaseCard.tsx'
import { ScoreTable } from './ScoreTable.tsx'
import { Verified } from './Verified.tsx'
import './result.css'

/** A session's scores: the figures, the plot, the verifier's finding, the two people's acts, everybody's score. */
export function ScoresPage() {
  const { t } = useTexts()
  const { sessionId = '' } = useParams()
  const answer = useAnswer('GET /v1/sessions/:sessionId/scores', { params: { sessionId } })

  return (
    <Loaded answer={answer}>
      {(sheet) => {
        const { highest, lowest, median, passPermille } = figuresOf(sheet)
        const points = (hundredths: number | null) => (hundredths === null ? '–' : marksText(hundredths))
        const figures = [
          { name: t('result.present'), value: sheet.sittings.length },
          { name: t('result.absent'), value: sheet.absentCount },
          { name: t('result.passed'), value: sheet.passedCount },
          { name: t('result.passRate'), value: passPermille === null ? '–' : `${passPermille / 10}%` },
          { name: t('result.highest'), value: points(highest) },
          { name: t('result.median'), value: points(median) },
          { name: t('result.lowest'), value: points(lowest) },
        ]
        return (
          <>
            <PageHeading
              title={sheet.session.name}
              trail={{ to: '/release', name: t('result.duties') }}
              acts={
                <>
                  <span className="quiet">{t('result.due')}</span>
                  <Due due={sheet.due} />
                </>
              }
            />
            <div className="stack">
              <Verified verified={sheet.verified} component={sheet.session.component} />
              <div className="sheet-top">
                <Card title={t('result.distribution')}>
                  <div className="stack">
                    <div className="figures">
                      {figures.map(({ name, value }) => (
                        <div key={name}>
                          <small>{name}</small>
                          <b>{value}</b>
                        </div>
                      ))}
                    </div>
                    <Distribution distribution={sheet.distribution} cutScore={sheet.cutScore} />
                    <p className="quiet">{t('result.distributionAbout', { cut: marksText(sheet.cutScore) })}</p>
                  </div>
                </Card>
                <ReleaseCard sheet={sheet} />
              </div>
              <Card title={t('result.table')}>
                {sheet.sittings.length === 0 ? (
                  <EmptyPage what={t('result.nobodySat')} begin={t('result.nobodySatBegin')} />
                ) : (
                  <ScoreTable sheet={sheet} />
                )}
              </Card>
            </div>
          </>
        )
      }}
    </Loaded>
  )
}
