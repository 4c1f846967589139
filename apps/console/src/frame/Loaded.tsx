import type { UseQueryResult } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'

/** An answer once it is there; before that its outline, and a refusal in words. Old content stays below a new refusal. */
export function Loaded<Answer>({
  answer,
  children,
}: {
  answer: UseQueryResult<Answer>
  children: (answer: Answer) => ReactNode
}) {
  const { t } = useTexts()
  if (answer.isPending) return <Skeleton active paragraph={{ rows: 6 }} />
  return (
    <>
      <RefusalAlert
        error={answer.error}
        action={<Button onClick={() => void answer.refetch()}>{t('frame.tryAgain')}</Button>}
      />
      {answer.data !== undefined && children(answer.data)}
    </>
  )
}
