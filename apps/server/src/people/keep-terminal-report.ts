import type { TerminalId } from '@kaochang/domain/ids'
import { findNextSession, keepTerminalReport } from '@kaochang/database/terminal-report'
import type { Instant } from '@kaochang/domain/instant'
import type { SafeExamBrowser, SebVerdict } from '@kaochang/domain/session/safe-exam-browser'
import type { OwnCheck, TerminalCheck, TerminalFacts } from '@kaochang/domain/session/terminal-check'
import type { Deps } from '../deps.ts'
import { roomKey } from '../sitting/room-watch.ts'
import type { EnrolledTerminal } from './access.ts'

const HOUR_MS = 3_600_000

/** A session is prepared for the day before; one that has not been opened so long after its start is over. */
const NEXT = { hoursBefore: 36, hoursAfter: 6 } as const

export type SelfReport = {
  readonly build: string
  readonly failing: readonly OwnCheck[]
  readonly noted: readonly OwnCheck[]
  readonly facts: TerminalFacts
}

/**
 * Keeps what a terminal found out about itself, and adds what only the server can judge: whether the browser is the
 * one that the room's next session asks for. Whoever watches that session's rooms is told when something has changed.
 *
 * @param said what the request says of its browser, by what is asked
 */
export async function keepTerminalReportFor(
  { db, clock, watch, candidateBuild }: Pick<Deps, 'db' | 'clock' | 'watch' | 'candidateBuild'>,
  terminal: Pick<EnrolledTerminal, 'seatId'> & { readonly id: TerminalId },
  report: SelfReport,
  said: (asked: SafeExamBrowser | null) => SebVerdict | null,
) {
  const at = clock.now()
  const next = await findNextSession(db, terminal.seatId, {
    after: (at - NEXT.hoursAfter * HOUR_MS) as Instant,
    before: (at + NEXT.hoursBefore * HOUR_MS) as Instant,
  })
  const asked = next?.safeExamBrowser ?? null
  const seb = said(asked)
  const sebRequired = asked?.required ?? false
  const withSeb = (own: readonly OwnCheck[], holds: boolean): TerminalCheck[] => (holds ? [...own, 'seb'] : [...own])
  const wrong = seb !== null && seb !== 'right'
  const changed = await keepTerminalReport(db, {
    terminalId: terminal.id,
    at,
    build: report.build,
    failing: withSeb(report.failing, wrong && sebRequired),
    noted: withSeb(report.noted, wrong && !sebRequired),
    facts: report.facts,
  })
  if (changed && next) watch.touch(roomKey(next.sessionId, next.roomId))
  return { currentBuild: candidateBuild === null || candidateBuild === report.build, seb, sebRequired }
}
