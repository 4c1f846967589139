import { clockText } from '@kaochang/browser/countdown'
import { useStore } from 'zustand'
import { PlainScreen } from '../PlainScreen.tsx'
import { useText } from '../text/text.ts'
import { Banners } from './Banners.tsx'
import type { SittingStore } from './sitting-store.ts'

/** The sitting rests: the paper is covered, no time passes, and what was answered is safe. */
export function PausedScreen({ sitting }: { sitting: SittingStore }) {
  const { t } = useText('sitting')
  const left = useStore(sitting, (state) => state.view?.remainingMs ?? 0)
  const owed = useStore(sitting, (state) => state.unsaved.length)
  return (
    <>
      <Banners sitting={sitting} />
      <PlainScreen
        icon={'clock'}
        title={t('paused.title')}
        text={`${t('paused.left', { time: clockText(left) })} ${owed > 0 ? t('paused.owed', { n: owed }) : t('paused.safe')}`}
      />
    </>
  )
}
