import { PlainScreen } from '../PlainScreen.tsx'
import { useText } from '../text/text.ts'
import type { TerminalStore } from './terminal-store.ts'

/** Another window of this computer has the exam, or has just taken it. */
export function OtherWindowScreen({ terminal, lost }: { terminal: TerminalStore; lost: boolean }) {
  const { t } = useText('terminal')
  return lost ? (
    <PlainScreen
      icon="alert"
      title={t('stop.taken_over.title')}
      text={t('stop.taken_over.text')}
      act={t('stop.here')}
      onAct={terminal.takeSeat}
    />
  ) : (
    <PlainScreen
      icon="alert"
      title={t('window.takenTitle')}
      text={t('window.takenText')}
      act={t('window.take')}
      onAct={terminal.takeSeat}
    />
  )
}
