import { App, Button } from 'antd'
import { useState } from 'react'
import { AskReason } from '../frame/AskReason.tsx'
import { useTexts } from '../language/language.ts'
import { useAct } from '../wire/use-act.ts'

/** Ends a session once nobody is answering any more, with a reason. */
export function CloseSession({
  sessionId,
  name,
  primary = false,
}: {
  sessionId: string
  name: string
  primary?: boolean
}) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const [asking, setAsking] = useState(false)
  const close = useAct('POST /v1/sessions/:sessionId/close', {
    onDone: () => {
      setAsking(false)
      void message.success(t('session.closed'))
    },
  })
  return (
    <>
      <Button size="large" type={primary ? 'primary' : 'default'} onClick={() => setAsking(true)}>
        {t('session.toClose')}
      </Button>
      {asking && (
        <AskReason
          title={t('session.toCloseTitle', { name })}
          what={t('session.toCloseWhat')}
          okText={t('session.toClose')}
          danger
          pending={close.isPending}
          error={close.error}
          onReason={(reason) => close.mutate({ params: { sessionId }, body: { reason } })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
