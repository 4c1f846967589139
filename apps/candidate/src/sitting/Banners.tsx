import { clockText } from '@kaochang/browser/countdown'
import { type ReactNode, useEffect } from 'react'
import { useStore } from 'zustand'
import { Icon, type IconName } from '../Icon.tsx'
import { RefusalLine } from '../RefusalLine.tsx'
import { useText } from '../text/text.ts'
import { useNow } from '../use-now.ts'
import { type Notice, isCutOff } from './sitting-state.ts'
import type { SittingStore } from './sitting-store.ts'

/** Good news leaves by itself after a while; the rest stays until somebody has read it. */
const GOOD_NEWS_MS = 20_000

/** What the candidate should know now, beside the paper and never instead of it. */
export function Banners({ sitting }: { sitting: SittingStore }) {
  const { t } = useText('sitting')
  const now = useNow(1_000)
  const state = useStore(sitting)
  const cut = isCutOff(state, now)
  const inMemory = state.storage === 'memory'
  return (
    <div className="banners" role="status">
      {cut && (
        <Banner tone="alarm" icon="cut">
          <strong>{t(inMemory ? 'banner.cutMemory' : 'banner.cut')}</strong>{' '}
          {state.unsaved.length > 0 && t('banner.cutCount', { n: state.unsaved.length })}
        </Banner>
      )}
      {!cut && state.degraded && (
        <Banner tone="alarm" icon="hand">
          <strong>{t('banner.degraded')}</strong>
        </Banner>
      )}
      {!cut && inMemory && (
        <Banner tone="warn" icon="alert">
          {t('banner.memory')}
        </Banner>
      )}
      {state.notices.map((notice) => (
        <NoticeBanner key={notice.kind} notice={notice} sitting={sitting} />
      ))}
    </div>
  )
}

function NoticeBanner({ notice, sitting }: { notice: Notice; sitting: SittingStore }) {
  const { t } = useText('sitting')
  const goodNews = notice.kind === 'granted' || (notice.kind === 'returned' && notice.done)
  useEffect(() => {
    if (!goodNews) return
    const timer = setTimeout(() => sitting.closeNotice(notice.kind), GOOD_NEWS_MS)
    return () => clearTimeout(timer)
  }, [goodNews, notice, sitting])
  const shut = (
    <button type="button" className="quiet" onClick={() => sitting.closeNotice(notice.kind)}>
      {t('close')}
    </button>
  )
  switch (notice.kind) {
    case 'returned':
      return (
        <Banner tone={notice.done ? 'good' : 'calm'} icon={notice.done ? 'check' : 'dots'} act={notice.done && shut}>
          {t(notice.done ? 'banner.returnedDone' : 'banner.returned', { n: notice.count })}
        </Banner>
      )
    case 'granted':
      return (
        <Banner tone="good" icon="clock" act={shut}>
          {t('banner.granted', { minutes: lengthText(notice.ms, t('minutes', { n: Math.floor(notice.ms / 60_000) })) })}
        </Banner>
      )
    case 'told':
      return (
        <Banner tone="warn" icon="hand" act={shut}>
          {t('banner.told', { text: notice.text })}
        </Banner>
      )
    case 'screen':
      return (
        <Banner tone="warn" icon="alert" act={shut}>
          {t(`banner.screen.${notice.what}`)}
        </Banner>
      )
    case 'kept_apart':
      return (
        <Banner tone="warn" icon="alert" act={shut}>
          {t('banner.keptApart', { n: notice.count })}
        </Banner>
      )
    case 'not_taken':
      return (
        <Banner tone="alarm" icon="hand" act={shut}>
          {t('banner.notTaken', { n: notice.item })}
        </Banner>
      )
    case 'refused':
      return (
        <Banner tone="warn" icon="alert" act={shut}>
          <RefusalLine refusal={notice.refusal} />
        </Banner>
      )
  }
}

/** Whole minutes in words; anything else as a clock. */
function lengthText(ms: number, inMinutes: string) {
  return ms % 60_000 === 0 ? inMinutes : clockText(ms)
}

function Banner({ tone, icon, act, children }: { tone: string; icon: IconName; act?: ReactNode; children: ReactNode }) {
  return (
    <div className={`banner ${tone}`}>
      <Icon name={icon} />
      <div>{children}</div>
      {act}
    </div>
  )
}
