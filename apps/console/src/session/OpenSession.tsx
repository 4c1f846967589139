import { App, Button } from 'antd'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { timeText } from '../time/beijing-time.ts'
import { useNow } from '../time/use-now.ts'
import { useAct } from '../wire/use-act.ts'

/** Opens a sealed session for check-in; before the admission window it says when. */
export function OpenSession({
  session: { id, admissionOpensAt },
}: {
  session: { id: string; admissionOpensAt: number }
}) {
  const { t, language } = useTexts()
  const { message } = App.useApp()
  const now = useNow()
  const open = useAct('POST /v1/sessions/:sessionId/open', { onDone: () => void message.success(t('session.opened')) })
  return (
    <>
      <RefusalAlert error={open.error} />
      {now < admissionOpensAt && (
        <span className="quiet">{t('session.toOpenWait', { at: timeText(admissionOpensAt, language) })}</span>
      )}
      <Button
        type="primary"
        size="large"
        loading={open.isPending}
        onClick={() => open.mutate({ params: { sessionId: id } })}
      >
        {t('session.toOpen')}
      </Button>
    </>
  )
}
