import type { SeatStandingView } from '@kaochang/contract/overview'
import { isReady } from '@kaochang/domain/session/terminal-check'
import type { Texts } from '../language/language.ts'
import type { Missing } from './overview.ts'

/** A span in the one unit that says most: seconds up to two minutes, then minutes, then hours. */
export function agoText(ms: number, t: Texts): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 120) return t('overview.seconds', { count: seconds })
  const minutes = Math.floor(seconds / 60)
  return minutes < 120
    ? t('overview.minutes', { count: minutes })
    : t('overview.hours', { count: Math.floor(minutes / 60) })
}

/** What is missing, as part of a sentence. */
export function missingText(missing: Missing, t: Texts): string {
  switch (missing.what) {
    case 'papers':
      return t('overview.missing.papers', { session: missing.session })
    case 'terminals':
      return t('overview.missing.terminals', missing)
    case 'servers':
      return t('overview.missing.servers')
    case 'saving':
      return t('overview.missing.saving')
  }
}

/** How a seat's terminal stands, in words with what to do; several where several things are wrong. */
export function standingText({ standing, failing, noted, heardAt, oldBuild }: SeatStandingView, t: Texts): string {
  const checks = [...failing, ...noted].map((name) => t(`overview.check.${name}`))
  const old = oldBuild ? [t('overview.oldBuild')] : []
  switch (standing) {
    case 'silent':
      return t(heardAt === null ? 'overview.never' : 'overview.switchOn')
    case 'failed':
    case 'noted':
      return [...checks, ...old].join(t('overview.joint'))
    case 'locked':
    case 'ready':
    case 'in_use':
      return t(`overview.standing.${standing}`)
  }
}

/** Green, amber or red. */
export function toneOf({ standing }: SeatStandingView): 'green' | 'amber' | 'red' {
  if (standing === 'noted') return 'amber'
  return isReady(standing) ? 'green' : 'red'
}
