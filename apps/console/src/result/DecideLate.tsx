import type { ScoredSitting } from '@kaochang/contract/result'
import { App, Radio } from 'antd'
import { useState } from 'react'
import { AskReason } from '../frame/AskReason.tsx'
import { useTexts } from '../language/language.ts'
import { useAct } from '../wire/use-act.ts'

type Decision = 'count' | 'do_not_count'

/** Whether saves that arrived after the end count, with the reason. Nothing is chosen beforehand. */
export function DecideLate({
  sitting: { sittingId, name, undecidedLateFrames: total },
  onClose,
}: {
  sitting: ScoredSitting
  onClose: () => void
}) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const [decision, setDecision] = useState<Decision | null>(null)
  const decide = useAct('POST /v1/sittings/:sittingId/late-frames/decide', {
    onDone: () => {
      void message.success(t('result.decided'))
      onClose()
    },
  })
  return (
    <AskReason
      title={t('result.decideTitle', { name, total })}
      what={
        <>
          <p>{t('result.lateAbout')}</p>
          <p className="quiet">{t('result.decideWhat')}</p>
        </>
      }
      okText={t('result.decideDo')}
      disabled={decision === null}
      pending={decide.isPending}
      error={decide.error}
      onReason={(reason) => decision && decide.mutate({ params: { sittingId }, body: { decision, reason } })}
      onClose={onClose}
    >
      <Radio.Group
        vertical
        value={decision}
        onChange={({ target }) => setDecision(target.value as Decision)}
        options={[
          { value: 'do_not_count', label: t('result.decideDoNotCount') },
          { value: 'count', label: t('result.decideCount') },
        ]}
      />
    </AskReason>
  )
}
