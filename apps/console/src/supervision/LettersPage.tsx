import type { LetterView } from '@kaochang/contract/supervision'
import { Button, Card } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { When } from '../frame/When.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { useFilters } from '../wire/use-filters.ts'
import { WriteLetter } from './WriteLetter.tsx'
import './supervision.css'

/** The recommendation letters; one can be written from a spot check, whose id stands in the address. */
export function LettersPage() {
  const { t } = useTexts()
  const may = useMay()
  const [filters, setFilters] = useFilters(['spotCheckId'])
  const [writing, setWriting] = useState(filters.spotCheckId !== undefined)
  const answer = useAnswer('GET /v1/recommendation-letters', {})
  const write = may('write_recommendation') && (
    <Button type="primary" onClick={() => setWriting(true)}>
      {t('supervision.writeLetter')}
    </Button>
  )
  return (
    <>
      <PageHeading title={t('supervision.letters')} about={t('supervision.lettersAbout')} acts={write} />
      <Loaded answer={answer}>
        {({ letters }) => (
          <div className="stack">
            {letters.length === 0 && (
              <Card>
                <EmptyPage what={t('supervision.noLetters')} begin={t('supervision.noLettersBegin')} act={write} />
              </Card>
            )}
            {letters.map((letter) => (
              <Letter key={letter.id} letter={letter} />
            ))}
          </div>
        )}
      </Loaded>
      {writing && (
        <WriteLetter
          spotCheckId={filters.spotCheckId ?? null}
          onClose={() => {
            setWriting(false)
            setFilters({ spotCheckId: undefined })
          }}
        />
      )}
    </>
  )
}

function Letter({ letter }: { letter: LetterView }) {
  const { t } = useTexts()
  const { toName, problems, recommendation, spotCheck, writtenBy, writtenAt } = letter
  return (
    <Card
      size="small"
      title={`${t('supervision.letterTo')}${t('words.colon')}${toName}`}
      extra={
        <span className="quiet">
          {writtenBy} <When at={writtenAt} />
        </span>
      }
    >
      <dl className="facts-list">
        {spotCheck && (
          <>
            <dt>{t('supervision.rests')}</dt>
            <dd>
              <Link to={`/spot-checks/${spotCheck.id}`}>{spotCheck.name}</Link>
            </dd>
          </>
        )}
        <dt>{t('supervision.problems')}</dt>
        <dd>
          <ol className="numbered">
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ol>
        </dd>
        <dt>{t('supervision.recommendation')}</dt>
        <dd className="complaint-text">{recommendation}</dd>
      </dl>
    </Card>
  )
}
