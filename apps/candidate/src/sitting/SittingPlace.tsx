import type { ServerClock } from '@kaochang/browser/countdown'
import { watchClockJumps } from '@kaochang/browser/countdown'
import type { CandidateView } from '@kaochang/contract/terminal'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { PlainScreen } from '../PlainScreen.tsx'
import type { Whereabouts } from '../photograph/photographer.ts'
import type { TerminalStore } from '../terminal/terminal-store.ts'
import { useText } from '../text/text.ts'
import { FarewellScreen } from './FarewellScreen.tsx'
import { PausedScreen } from './PausedScreen.tsx'
import { SittingScreen } from './SittingScreen.tsx'
import { TimeUpScreen } from './TimeUpScreen.tsx'
import { WaitingScreen } from './WaitingScreen.tsx'
import { forgetPreferences, preferences, show } from './preferences.ts'
import { type SittingState, screenOf } from './sitting-state.ts'
import type { SittingStore } from './sitting-store.ts'
import { watchScreen } from './watch-screen.ts'

/** How often a terminal without a line asks whether it is still signed in. */
const CHECK_EVERY_MS = 15_000

export type SittingProps = {
  readonly terminal: TerminalStore
  readonly sitting: SittingStore
  readonly candidate: CandidateView
  readonly clock: ServerClock | null
}

/** The sitting's screens, one after another, and what must be watched while there is a sitting at all. */
export function SittingPlace(props: SittingProps) {
  const { terminal, sitting } = props
  const screen = useStore(sitting, screenOf)
  useWatches(props)
  switch (screen) {
    case 'joining':
      return <JoiningScreen {...props} />
    case 'waiting':
      return <WaitingScreen {...props} />
    case 'answering':
    case 'handing_in':
      return <SittingScreen {...props} />
    case 'paused':
      return <PausedScreen sitting={sitting} />
    case 'time_up':
      return <TimeUpScreen sitting={sitting} />
    case 'farewell':
      return <FarewellScreen {...props} />
    case 'stopped':
      return <StoppedScreen terminal={terminal} sitting={sitting} />
  }
}

function useWatches({ terminal, sitting }: SittingProps) {
  useEffect(() => {
    show(preferences.getState())
    const stop = new AbortController()
    const { signal } = stop
    const nudge = () => document.hidden || sitting.nudge()
    window.addEventListener('online', nudge, { signal })
    document.addEventListener('visibilitychange', nudge, { signal })
    const stopJumps = watchClockJumps(nudge)
    const stopScreen = watchScreen(sitting.noteScreen)
    return () => {
      stop.abort()
      stopJumps()
      stopScreen()
      forgetPreferences()
    }
  }, [sitting])

  const photography = useStore(terminal, (page) => page.photography)
  useEffect(() => photography?.photographer.follow(() => whereabouts(sitting.getState())), [photography, sitting])

  const answering = useStore(sitting, (state) => state.view?.phase === 'answering' && !state.receipt && !state.stop)
  useEffect(() => {
    if (!answering) return
    // An accidental F5 or a closed window asks first. The answers are safe either way.
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [answering])

  const joined = useStore(sitting, (state) => state.line === 'joined' || state.stop !== null)
  useEffect(() => {
    if (joined) return
    const timer = setInterval(() => void terminal.checkSignedIn(), CHECK_EVERY_MS)
    return () => clearInterval(timer)
  }, [joined, terminal])
}

/** Where the candidate is, for whoever takes photographs. */
function whereabouts({ view, receipt, stop }: SittingState): Whereabouts {
  if (receipt !== null || stop !== null || view?.phase === 'ended') return 'over'
  if (view === null || view.phase === 'waiting') return 'before'
  return view.phase === 'answering' ? 'answering' : 'resting'
}

function JoiningScreen({ sitting }: SittingProps) {
  const { t } = useText('sitting')
  const lost = useStore(sitting, (state) => state.tries > 1)
  return <PlainScreen icon="dots" title={t('joining.title')} text={lost ? t('joining.cut') : undefined} />
}

function StoppedScreen({ terminal, sitting }: { terminal: TerminalStore; sitting: SittingStore }) {
  const { t } = useText('terminal')
  const stop = useStore(sitting, (state) => state.stop) ?? 'fault'
  const acts = {
    moved: { act: t('called.back'), onAct: () => terminal.leaveHere() },
    taken_over: { act: t('called.back'), onAct: () => terminal.leaveHere() },
    signed_out: { act: t('stop.signInAgain'), onAct: () => void terminal.signInAgain() },
    protocol_changed: { act: t('reload'), onAct: () => location.reload() },
    fault: { act: t('reload'), onAct: () => location.reload() },
  }
  return (
    <PlainScreen
      tone="alarm"
      icon="hand"
      title={t(`stop.${stop}.title`)}
      text={t(`stop.${stop}.text`)}
      {...acts[stop]}
    />
  )
}
