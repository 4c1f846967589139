import { useStore } from 'zustand'
import { PlainScreen } from '../PlainScreen.tsx'
import { useText } from '../text/text.ts'
import type { SittingStore } from './sitting-store.ts'

/** Between the end of time and the receipt: what is saved, and what still has to travel. */
export function TimeUpScreen({ sitting }: { sitting: SittingStore }) {
  const { t } = useText('sitting')
  const owed = useStore(sitting, (state) => state.unsaved.length + state.foreign.length)
  return (
    <PlainScreen
      icon={owed > 0 ? 'hand' : 'clock'}
      tone={owed > 0 ? 'alarm' : 'calm'}
      title={t('timeUp.title')}
      text={`${t('timeUp.collecting')} ${owed > 0 ? t('timeUp.owed', { n: owed }) : t('timeUp.safe')}`}
    />
  )
}
