import type { CivilDate } from '../instant.ts'
import { type Calendar, addWorkdays } from '../law/calendar.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import type { ApplicationState, DocumentKind } from './application.ts'
import type { Finding } from './finding.ts'
import { refusingFindings } from './finding.ts'
import type { RequiredPaper } from './required-papers.ts'

/** The authority says at once or within so many working days what is missing, else the papers count as complete (A16). */
export const ASKING_WORKDAYS = 5

/** An application as it stands on its way. */
export type Progress = {
  readonly state: ApplicationState
  /** The day it was submitted; null for a draft. */
  readonly submittedOn: CivilDate | null
  /** Whether the papers are complete, or count as complete. */
  readonly complete: boolean
  /** Whether the authority has asked for papers before: it asks once, for everything. */
  readonly asked: boolean
}

export type StepRefusal = { code: 'application_not_open'; state: ApplicationState }
export type AskRefusal =
  | StepRefusal
  | { code: 'papers_asked_before' }
  | { code: 'asking_too_late'; due: CivilDate; workdays: number }

/** Whether papers may still be added or set aside: while it is written, and again when some were asked for. */
export function mayChangePapers({ state }: Pick<Progress, 'state'>): Outcome<true, StepRefusal> {
  return state === 'draft' || state === 'supplement_asked' ? allow(true) : closed(state)
}

export function maySubmit({ state }: Pick<Progress, 'state'>): Outcome<true, StepRefusal> {
  return state === 'draft' ? allow(true) : closed(state)
}

/** Whether the papers that were asked for may be handed in: each of them must be there anew. */
export function maySupplement(
  { state }: Pick<Progress, 'state'>,
  lacking: readonly RequiredPaper[],
): Outcome<true, StepRefusal | { code: 'papers_missing'; missing: readonly DocumentKind[] }> {
  if (state !== 'supplement_asked') return closed(state)
  if (lacking.length === 0) return allow(true)
  return refuse({ code: 'papers_missing', missing: lacking.flatMap(({ anyOf }) => anyOf.slice(0, 1)) })
}

export function mayWithdraw({ state }: Pick<Progress, 'state'>): Outcome<true, StepRefusal> {
  return isOpen(state) ? allow(true) : closed(state)
}

/** Whether the authority may still ask for what is missing: once, and within five working days (A16). */
export function mayAsk(progress: Progress, on: CivilDate, calendar: Calendar): Outcome<true, AskRefusal> {
  const { state, submittedOn, asked } = progress
  if (asked) return refuse({ code: 'papers_asked_before' })
  if (state !== 'submitted' || submittedOn === null) return closed(state)
  const { due } = addWorkdays(calendar, submittedOn, ASKING_WORKDAYS)
  return on <= due ? allow(true) : refuse({ code: 'asking_too_late', due, workdays: ASKING_WORKDAYS })
}

/** The last day on which the authority may ask; null when nothing is left to be asked. */
export function askingDue(
  { state, submittedOn, asked, complete }: Progress,
  calendar: Calendar,
): { readonly due: CivilDate; readonly provisional: boolean } | null {
  if (state !== 'submitted' || submittedOn === null || asked || complete) return null
  return addWorkdays(calendar, submittedOn, ASKING_WORKDAYS)
}

/** Whether nobody asked in time, so that the papers count as complete from the day they came (A16). */
export function countsAsComplete(progress: Progress, on: CivilDate, calendar: Calendar): boolean {
  const asking = askingDue(progress, calendar)
  return asking !== null && on > asking.due
}

export type AcceptRefusal =
  | StepRefusal
  | { code: 'papers_incomplete' }
  | { code: 'conditions_not_met'; findings: readonly Finding[] }
  | { code: 'waiver_not_verified'; article: string }

/**
 * Whether an application may be accepted: its papers are complete, the rules found nothing that refuses it (R17-4,
 * R26-3), and what needed eyes was looked at (R25-2).
 */
export function mayAccept(
  { state, complete }: Progress,
  findings: readonly Finding[],
  verified: boolean,
): Outcome<true, AcceptRefusal> {
  if (state !== 'submitted') return closed(state)
  if (!complete) return refuse({ code: 'papers_incomplete' })
  const refusing = refusingFindings(findings)
  if (refusing.length > 0) return refuse({ code: 'conditions_not_met', findings: refusing })
  const waiting = findings.find(({ verdict }) => verdict === 'to_verify')
  if (waiting && !verified) return refuse({ code: 'waiver_not_verified', article: waiting.article })
  return allow(true)
}

/** Whether an application may be refused: while it is open, and never without a reason. */
export function mayRefuse(
  { state }: Pick<Progress, 'state'>,
  reasonCount: number,
): Outcome<true, StepRefusal | { code: 'refusal_without_reason' }> {
  if (state !== 'submitted' && state !== 'supplement_asked') return closed(state)
  return reasonCount > 0 ? allow(true) : refuse({ code: 'refusal_without_reason' })
}

export function isOpen(state: ApplicationState): boolean {
  return state === 'draft' || state === 'submitted' || state === 'supplement_asked'
}

function closed(state: ApplicationState) {
  return refuse({ code: 'application_not_open', state })
}
