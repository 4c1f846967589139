import type { ScoreSheet } from '@kaochang/contract/result'
import { Alert } from 'antd'
import { useTexts } from '../language/language.ts'
import { foundEqual } from './found-equal.ts'

/** What the verifier found, in words: whether records, papers and scores, computed afresh, equal what is stored. */
export function Verified({
  verified,
  component,
}: {
  verified: ScoreSheet['verified']
  component: ScoreSheet['session']['component']
}) {
  const { t } = useTexts()
  if (verified === null) return <Alert type="info" showIcon title={t('result.notVerified')} />
  const { recordsEqual, papersEqual, scoresEqual, of: total, findings } = verified
  const practical = component === 'practical'
  if (foundEqual(verified))
    return (
      <Alert
        type="success"
        showIcon
        title={t(practical ? 'practical.verifiedWell' : 'result.verifiedWell', { total })}
      />
    )
  return (
    <Alert
      type="error"
      showIcon
      title={t('result.verifiedIll')}
      description={
        <ul className="plain-list">
          <li>{t('result.verifiedRecords', { equal: recordsEqual, total })}</li>
          <li>{t(practical ? 'practical.verifiedSheets' : 'result.verifiedPapers', { equal: papersEqual, total })}</li>
          <li>{t('result.verifiedScores', { equal: scoresEqual, total })}</li>
          {findings.map((finding) => (
            <li key={finding} className="code">
              {finding}
            </li>
          ))}
        </ul>
      }
    />
  )
}
