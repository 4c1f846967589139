import type { NoticeProblemView } from '@kaochang/contract/law'
import type { NoticeProblem } from '@kaochang/domain/law/read-notice'
import { Alert } from 'antd'
import { useTexts } from '../language/language.ts'

/** What is wrong with a notice, in words, and apart from it what should be looked at again. */
export function Problems({ problems }: { problems: readonly NoticeProblemView[] }) {
  const { t } = useTexts()
  const line = ({ code, at }: NoticeProblemView) => t(`law.problem.${code as NoticeProblem['code']}`, { at })
  return (
    <>
      {(['problem', 'warning'] as const).map((severity) => {
        const found = problems.filter((problem) => problem.severity === severity)
        if (found.length === 0) return null
        return (
          <Alert
            key={severity}
            type={severity === 'problem' ? 'error' : 'warning'}
            showIcon
            title={severity === 'problem' ? t('law.problems') : t('law.warnings')}
            description={
              <ul className="plain-list">
                {found.map((problem) => (
                  <li key={`${problem.code} ${problem.at}`}>{line(problem)}</li>
                ))}
              </ul>
            }
          />
        )
      })}
    </>
  )
}
