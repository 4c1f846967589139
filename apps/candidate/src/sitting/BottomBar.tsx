import { useStore } from 'zustand'
import { Icon } from '../Icon.tsx'
import { useText } from '../text/text.ts'
import { answerTo } from './sitting-state.ts'
import type { SittingStore } from './sitting-store.ts'

/** The ways on: back, mark, forward, and out. */
export function BottomBar({ sitting }: { sitting: SittingStore }) {
  const { t } = useText('sitting')
  const current = useStore(sitting, (state) => state.current)
  const marked = useStore(sitting, (state) => answerTo(state, state.current).marked)
  const item = useStore(sitting, (state) => state.paper?.items.find(({ number }) => number === state.current))
  const itemCount = useStore(sitting, (state) => state.paper?.items.length ?? 0)
  return (
    <footer className="bottom">
      <button type="button" disabled={current <= 1} onClick={() => sitting.step(-1)}>
        <Icon name="previous" />
        {t('bar.previous')}
      </button>
      <button type="button" className="mark" aria-pressed={marked} onClick={() => sitting.toggleMark(current)}>
        <Icon name="flag" />
        {t(marked ? 'bar.unmark' : 'bar.mark')}
      </button>
      <button type="button" className="primary" disabled={current >= itemCount} onClick={() => sitting.step(1)}>
        {t('bar.next')}
        <Icon name="next" />
      </button>
      <p className="keys muted">{t(item?.kind === 'true_false' ? 'bar.keysTrueFalse' : 'bar.keys')}</p>
      <button type="button" className="hand-in" onClick={() => sitting.handIn('reviewing')}>
        {t('bar.handIn')}
      </button>
    </footer>
  )
}
