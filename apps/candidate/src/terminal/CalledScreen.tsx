import { PlainScreen } from '../PlainScreen.tsx'
import { useText } from '../text/text.ts'
import type { TerminalStore } from './terminal-store.ts'

/** After "not me": the invigilator comes. */
export function CalledScreen({ terminal }: { terminal: TerminalStore }) {
  const { t } = useText('terminal')
  return (
    <PlainScreen
      icon="hand"
      title={t('called.title')}
      text={t('called.text')}
      act={t('called.back')}
      onAct={terminal.goHome}
    />
  )
}
