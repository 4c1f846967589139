import type { Down, Receipt, SittingView } from '@kaochang/contract/socket/down'
import { PROTOCOL } from '@kaochang/contract/socket/protocol'
import type { RefusalCode } from '@kaochang/contract/refusal'
import type { Instant } from '@kaochang/domain/instant'
import { officialCalendar } from '@kaochang/domain/law/calendar'
import { deadline, examEndDate } from '@kaochang/domain/law/deadline'
import { invariant } from '@kaochang/domain/outcome'
import { scheduledEndAt } from '@kaochang/domain/session/session'
import { receiptCode } from '@kaochang/domain/sitting/record'
import {
  type Recorded,
  type Sitting,
  type SittingEvent,
  answeredCount,
  phaseAt,
  remainingMs,
} from '@kaochang/domain/sitting/sitting'
import { presentPaper } from './present-paper.ts'
import type { SealedSession, SealedSitting } from './sealed-sitting.ts'

/** How a sitting stands for its candidate at an instant. */
export function presentView(sitting: Sitting, { schedule }: SealedSession, at: Instant): SittingView {
  const handInFrom = (sitting.startedAt ?? at) + sitting.terms.earliestHandInMs
  return {
    phase: phaseAt(sitting, at),
    identityConfirmed: sitting.identityConfirmed,
    rulesAccepted: sitting.rulesAccepted,
    roomStarted: sitting.roomStarted,
    startsInMs: Math.max(0, schedule.startsAt - at),
    remainingMs: remainingMs(sitting, at),
    grantedMs: sitting.grantedMs,
    handInOpensInMs: Math.max(0, handInFrom - at),
  }
}

type Welcome = Extract<Down, { type: 'welcome' }>

/**
 * The answer to `hello`. The paper goes out while it can be answered, and neither before nor after; and not to a page
 * that has it: ten thousand terminals that come back after a restart would be sent half a gigabyte.
 */
export function presentWelcome(
  sitting: Sitting,
  { epoch, sealed, hasPaper }: { epoch: number; sealed: SealedSitting; hasPaper: boolean },
  at: Instant,
): Welcome {
  const view = presentView(sitting, sealed.session, at)
  const answering = view.phase === 'answering' || view.phase === 'paused'
  return {
    type: 'welcome',
    protocol: PROTOCOL,
    epoch,
    heldSince: sitting.heldSince,
    lastSeq: sitting.lastSeq,
    view,
    paper: answering && !hasPaper ? presentPaper(sealed.paper) : null,
    answers: answering ? presentAnswers(sitting) : [],
    receipt: sitting.ended ? presentReceipt(sitting, sealed.session) : null,
  }
}

function presentAnswers({ answers }: Sitting): Welcome['answers'] {
  return answers.flatMap((answer, index) =>
    answer ? [{ item: index + 1, response: answer.response, marked: answer.marked }] : [],
  )
}

/** What the terminal is told of one commit: at most one receipt for all the answers in it, then each other fact. */
export function presentRecorded(
  sitting: Sitting,
  recorded: readonly Recorded[],
  sealed: SealedSitting,
  at: Instant,
): Down[] {
  const facts: Down[] = []
  let saved = false
  for (const { event } of recorded) {
    if (event.type === 'answer_saved') saved = true
    else facts.push(...presentFact(event, sitting, sealed, at))
  }
  if (saved) facts.unshift(presentSaved(sitting))
  return facts
}

/** The receipt for every save up to the last that is on disk. It says nothing of what was answered. */
export function presentSaved({ lastSeq, head }: Sitting): Down {
  return { type: 'answers_saved', seq: lastSeq, head }
}

function presentFact(
  event: Exclude<SittingEvent, { type: 'answer_saved' }>,
  sitting: Sitting,
  sealed: SealedSitting,
  at: Instant,
): readonly Down[] {
  const view = presentView(sitting, sealed.session, at)
  switch (event.type) {
    case 'identity_confirmed':
    case 'rules_accepted':
    case 'room_started':
      return [{ type: event.type, view }]
    case 'started':
      return [{ type: 'started', view, paper: presentPaper(sealed.paper) }]
    case 'time_granted':
      return [{ type: 'time_granted', ms: event.ms, view }]
    case 'ended':
      return [presentEnded(sitting, sealed.session)]
    case 'paused':
    case 'resumed':
      return [{ type: event.type, view }]
    case 'told':
      return [{ type: 'told', text: event.text }]
    case 'moved':
      return [{ type: 'moved' }]
    case 'seated':
    case 'attached':
    case 'screen_event':
    case 'item_fault':
      return []
  }
}

/**
 * A frame as a terminal of an older protocol reads it: a pause is a view whose time stands still, and what it has no
 * word for is left out (null).
 */
export function presentFor(protocol: number, down: Down): Down | null {
  if (protocol >= 2) return down
  if (down.type === 'told' || down.type === 'paused' || down.type === 'resumed') return null
  if (down.type === 'moved') return { type: 'taken_over' }
  const spoken = down.type === 'welcome' ? { ...down, protocol } : down
  if (!('view' in spoken) || spoken.view.phase !== 'paused') return spoken
  return { ...spoken, view: { ...spoken.view, phase: 'answering' } }
}

export function presentRulesAccepted(sitting: Sitting, session: SealedSession, at: Instant): Down {
  return { type: 'rules_accepted', view: presentView(sitting, session, at) }
}

export function presentEnded(sitting: Sitting, session: SealedSession): Down {
  return { type: 'ended', receipt: presentReceipt(sitting, session) }
}

export function presentPong(sitting: Sitting, session: SealedSession, at: Instant): Down {
  return { type: 'pong', view: presentView(sitting, session, at) }
}

export function presentRefused(refusal: { readonly code: RefusalCode }, seq: number | null): Down {
  return { type: 'refused', refusal: { ...refusal }, seq }
}

export function presentKeptApart(upToSeq: number): Down {
  return { type: 'kept_apart', upToSeq }
}

/** What the candidate takes away once the sitting has ended, with the last lawful day for the result (arts. 18, 27). */
export function presentReceipt(sitting: Sitting, { category, schedule }: SealedSession): Receipt {
  invariant(sitting.ended, 'a receipt is for a sitting that has ended')
  const { at, reason } = sitting.ended
  const clock = category === 'operator' ? 'operator.scoreRelease' : 'manager.scoreRelease'
  const { due, provisional } = deadline(clock, examEndDate(scheduledEndAt(schedule), at), officialCalendar())
  return {
    endedAt: at,
    reason,
    answeredCount: answeredCount(sitting),
    itemCount: sitting.terms.shapes.length,
    code: receiptCode(sitting),
    resultDue: due,
    resultDueProvisional: provisional,
  }
}
