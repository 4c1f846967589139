import { clockText } from '@kaochang/browser/countdown'
import { useStore } from 'zustand'
import { useText } from '../text/text.ts'
import type { Clocks } from '../use-now.ts'
import { CheckList } from './CheckList.tsx'
import { CHECKS, type CheckName, clockAheadMs, selfCheck } from './self-check.ts'
import type { TerminalCheck } from './terminal-check.ts'
import type { TerminalStore } from './terminal-store.ts'

type Props = { readonly terminal: TerminalStore; readonly check: TerminalCheck; readonly clocks: Clocks }

/** Whether this computer is fit for the exam, check by check, with what to do. */
export function SelfCheck({ terminal, check, clocks }: Props) {
  const { t: say } = useText('terminal')
  const { t } = useText('check')
  const { reached, clock } = useStore(terminal)
  const { probed, told, keyed } = useStore(check)
  const { innerWidth: width, innerHeight: height, isSecureContext: secure } = window
  const aheadMs = clockAheadMs(clock, clocks.date, clocks.now)
  const checks = selfCheck({ reached, loaded: true, secure, width, height, aheadMs, probed, told })
  const version = probed?.chromeVersion ?? null
  const said: { readonly [Name in CheckName]: readonly [good: string, bad: string] } = {
    server: [say('check.serverOk'), say('check.serverBad')],
    program: [say('check.programOk'), say('check.programBad')],
    secure: [t('secureOk'), t('secureBad')],
    storage: [t('storageOk'), t('storageBad')],
    screen: [t('screenOk', { width, height }), t('screenBad', { width, height })],
    clock: [t('clockOk'), t('clockBad', { difference: clockText(Math.abs(aheadMs ?? 0)) })],
    line: [t('lineOk'), probed?.line === 'posts' ? t('linePosts') : t('lineBad')],
    delay: [t('delayOk', { ms: probed?.roundTripMs ?? 0 }), t('delayBad', { ms: probed?.roundTripMs ?? 0 })],
    browser: [
      t('browserOk', { version: version ?? 0 }),
      version === null ? t('browserOther') : t('browserBad', { version }),
    ],
    fullscreen: [t('fullscreenOk'), t('fullscreenBad')],
    space: [t('spaceOk'), t('spaceBad', { free: probed?.freeMb ?? 0 })],
    camera: [t('cameraOk'), t('cameraBad')],
    version: [t('versionOk'), t('versionBad')],
    seb: [t('sebOk'), told?.sebRequired ? t('sebBad') : t('sebAsked')],
  }
  const rows = CHECKS.flatMap((name) => {
    const finding = checks[name]
    if (finding === undefined) return []
    const label = name === 'server' || name === 'program' ? say(`check.${name}`) : t(name)
    return [{ name, label, words: said[name][finding === 'good' ? 0 : 1], finding }]
  })
  const allGood = rows.every(({ finding }) => finding === 'good')
  return (
    <div className="checks">
      <h2>
        {say('check.title')}
        {allGood && <span className="all-good">{t('allGood')}</span>}
      </h2>
      <CheckList rows={rows} />
      <p className={keyed ? 'keyboard good' : 'keyboard muted'}>{keyed ? t('keyboardOk') : t('keyboardHint')}</p>
      {reached === false && (
        <button type="button" onClick={() => void terminal.lookAgain()}>
          {say('retry')}
        </button>
      )}
    </div>
  )
}
