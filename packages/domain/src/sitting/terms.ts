import type { Paper } from '../paper/paper.ts'
import type { Schedule } from '../session/session.ts'
import type { SittingTerms } from './sitting.ts'

/** The terms a sitting was sealed with: its session's settings, and the shape of every item on its paper. */
export function termsOf(
  { durationMinutes, settings }: Pick<Schedule, 'durationMinutes' | 'settings'>,
  paper: Paper,
): SittingTerms {
  return {
    durationMs: durationMinutes * 60_000,
    earliestHandInMs: settings.earliestHandInMinutes * 60_000,
    graceMs: settings.graceSeconds * 1_000,
    shapes: paper.items.map(({ kind, optionOrder }) => ({ kind, optionCount: optionOrder.length })),
  }
}
