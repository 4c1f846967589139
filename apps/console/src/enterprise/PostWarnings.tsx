import type { PostView } from '@kaochang/contract/enterprise'
import { Tag } from 'antd'
import { useTexts } from '../language/language.ts'

const SERIOUS: readonly PostView['warnings'][number][] = [
  'must_be_adjusted',
  'no_certificate',
  'practical_again',
  'no_initial_training',
]

/** What the enterprise should mend about a post; what keeps a person from work stands in red. */
export function PostWarnings({ warnings, mentorship }: Pick<PostView, 'warnings' | 'mentorship'>) {
  const { t } = useTexts()
  return (
    <div className="warnings">
      {warnings.map((warning) => (
        <Tag key={warning} color={SERIOUS.includes(warning) ? 'error' : 'warning'}>
          {t(`enterprise.warnings.${warning}`)}
        </Tag>
      ))}
      {mentorship?.warnings.map((warning) => (
        <Tag key={warning}>{t(`enterprise.mentorWarnings.${warning}`)}</Tag>
      ))}
    </div>
  )
}
