import type { ItemKind } from '../bank/item.ts'
import type { SeatId, SittingId, StaffId, TerminalId } from '../ids.ts'
import type { Instant } from '../instant.ts'
import type { IdentityProof } from '../people/card-reading.ts'

/** How an item can be answered; enough to judge a response without the item's text. */
export type ItemShape = { readonly kind: ItemKind; readonly optionCount: number }

/** What the candidate has put down for one item. An empty response is an answer taken back. */
export type Answer = { readonly response: string; readonly marked: boolean }

export type EndReason = 'handed_in' | 'time_up' | 'ended_by_invigilator'

/** What a candidate may do at a terminal that the invigilator should know of. Recorded, never punished here. */
export const SCREEN_EVENTS = ['left_full_screen', 'left_window', 'second_window', 'resized', 'pasted'] as const
export type ScreenEvent = (typeof SCREEN_EVENTS)[number]

/** One thing that happened in a sitting. Events are appended, numbered, linked by hash, and never changed. */
export type SittingEvent =
  | { readonly type: 'seated'; readonly seatId: SeatId; readonly by: StaffId }
  /**
   * `lostMs`: for how long nobody could answer, because the terminal had to begin anew. `log`: which of the terminal's
   * own logs stands behind it. A page that could not open the terminal's log has one of its own, in memory.
   */
  | {
      readonly type: 'attached'
      readonly epoch: number
      readonly terminalId: TerminalId
      readonly lostMs?: number
      readonly log?: string
    }
  /** `how`: by eyes where nothing is said. `reason`: why the chief invigilator confirmed it without a card. */
  | {
      readonly type: 'identity_confirmed'
      readonly by: StaffId
      readonly how?: Exclude<IdentityProof, 'eyes'>
      readonly reason?: string
    }
  | { readonly type: 'rules_accepted' }
  | { readonly type: 'room_started' }
  | { readonly type: 'started' }
  | ({ readonly type: 'answer_saved'; readonly seq: number; readonly item: number; readonly inFlight?: true } & Answer)
  | {
      readonly type: 'time_granted'
      readonly ms: number
      readonly by: StaffId
      readonly reason: string
      /** It makes good time that was measured as lost. */
      readonly forLostTime?: true
    }
  | { readonly type: 'paused'; readonly by: StaffId; readonly reason: string }
  | { readonly type: 'resumed'; readonly by: StaffId }
  | { readonly type: 'moved'; readonly seatId: SeatId; readonly by: StaffId; readonly reason: string }
  /** What the invigilator wrote to the candidate, so that it can be read again afterwards. */
  | { readonly type: 'told'; readonly text: string; readonly by: StaffId }
  | { readonly type: 'screen_event'; readonly what: ScreenEvent }
  /** The terminal could not show this item: an irregularity that the platform notes by itself (F62). */
  | { readonly type: 'item_fault'; readonly item: number }
  | { readonly type: 'ended'; readonly reason: EndReason; readonly by?: StaffId; readonly note?: string }

/** An event with its place in the record: its number from 1, when, and the hash that binds it to all before. */
export type Recorded = {
  readonly number: number
  readonly at: Instant
  readonly link: string
  readonly event: SittingEvent
}

/** The settings a sitting was sealed with. They never change; only grants move the end. */
export type SittingTerms = {
  readonly durationMs: number
  readonly earliestHandInMs: number
  readonly graceMs: number
  readonly shapes: readonly ItemShape[]
}

/** A candidate's part in a session, as its record tells it. */
export type Sitting = {
  readonly id: SittingId
  readonly terms: SittingTerms
  /** How many events the record holds, and the link of the last. */
  readonly number: number
  readonly head: string
  /** Raised each time a terminal attaches; writes under an older one are refused. 0: nobody yet. */
  readonly epoch: number
  /**
   * The epoch since which the terminal that holds the seat has held it, with one and the same log and without another
   * in between. Two logs count their saves without knowing of each other: what one has unsent is no continuation of
   * what the other has sent.
   */
  readonly heldSince: number
  readonly log: string | null
  /** The terminal's number of the last save that the record holds. */
  readonly lastSeq: number
  readonly seatId: SeatId | null
  readonly terminalId: TerminalId | null
  readonly identityConfirmed: boolean
  /** How, and why without a card if it was so. */
  readonly identityProof: IdentityProof | null
  readonly overrideReason: string | null
  readonly rulesAccepted: boolean
  readonly roomStarted: boolean
  readonly startedAt: Instant | null
  readonly grantedMs: number
  /** Since when the sitting rests; null while it goes on. */
  readonly pausedAt: Instant | null
  /** How long it has rested in all, up to the last time it went on. */
  readonly pausedMs: number
  /** How long nobody could answer, as measured; and how much of it has been made good. */
  readonly lostMs: number
  readonly lostMadeGoodMs: number
  readonly ended: { readonly at: Instant; readonly reason: EndReason } | null
  /** Item n's answer at place n - 1. */
  readonly answers: readonly (Answer | null)[]
  /** When an answer was last recorded, and how often the screen was left: for the room, not for the score. */
  readonly lastSavedAt: Instant | null
  readonly screenEventCount: number
  /** The items that the terminal could not show, in the order it said so. */
  readonly faultyItems: readonly number[]
}

/** A sitting of which nothing is recorded yet. */
export function unbegun(id: SittingId, terms: SittingTerms): Sitting {
  return {
    id,
    terms,
    number: 0,
    head: '',
    epoch: 0,
    heldSince: 0,
    log: null,
    lastSeq: 0,
    seatId: null,
    terminalId: null,
    identityConfirmed: false,
    identityProof: null,
    overrideReason: null,
    rulesAccepted: false,
    roomStarted: false,
    startedAt: null,
    grantedMs: 0,
    pausedAt: null,
    pausedMs: 0,
    lostMs: 0,
    lostMadeGoodMs: 0,
    ended: null,
    answers: terms.shapes.map(() => null),
    lastSavedAt: null,
    screenEventCount: 0,
    faultyItems: [],
  }
}

/** The sitting after one recorded event. Folding this over the record rebuilds the sitting. */
export function evolve(sitting: Sitting, { number, at, link, event }: Recorded): Sitting {
  // Nearly every event is a save: it makes one object, and not two.
  if (event.type === 'answer_saved') {
    const { seq, item, response, marked } = event
    const answers = withAnswer(sitting.answers, item, { response, marked })
    return { ...sitting, number, head: link, lastSeq: seq, lastSavedAt: at, answers }
  }
  const next = { ...sitting, number, head: link }
  switch (event.type) {
    case 'seated':
      return { ...next, seatId: event.seatId }
    case 'attached': {
      const { epoch, terminalId, lostMs = 0, log = null } = event
      const heldSince = terminalId === sitting.terminalId && log === sitting.log ? sitting.heldSince : epoch
      return { ...next, epoch, terminalId, log, heldSince, lostMs: sitting.lostMs + lostMs }
    }
    case 'identity_confirmed': {
      const { how = 'eyes', reason = null } = event
      return { ...next, identityConfirmed: true, identityProof: how, overrideReason: reason }
    }
    case 'rules_accepted':
      return { ...next, rulesAccepted: true }
    case 'room_started':
      return { ...next, roomStarted: true }
    case 'started':
      return { ...next, startedAt: at }
    case 'time_granted':
      return {
        ...next,
        grantedMs: sitting.grantedMs + event.ms,
        lostMadeGoodMs: sitting.lostMadeGoodMs + (event.forLostTime ? event.ms : 0),
      }
    case 'paused':
      return { ...next, pausedAt: at }
    case 'resumed':
      // Whoever asked to go on may have asked a moment before the pause was decided: no end comes nearer by that.
      return { ...next, pausedAt: null, pausedMs: sitting.pausedMs + Math.max(0, at - (sitting.pausedAt ?? at)) }
    case 'moved':
      return { ...next, seatId: event.seatId }
    case 'told':
      return next
    case 'screen_event':
      return { ...next, screenEventCount: sitting.screenEventCount + 1 }
    case 'item_fault':
      return { ...next, faultyItems: [...sitting.faultyItems, event.item] }
    case 'ended':
      return { ...next, ended: { at, reason: event.reason } }
  }
}

// Not `Array.with`: the rules are also checked against what Chrome 109 knows.
function withAnswer(answers: Sitting['answers'], item: number, answer: Answer): Sitting['answers'] {
  const after = answers.slice()
  after[item - 1] = answer
  return after
}

/**
 * When a sitting's time is up: the candidate's own start, plus the duration, plus recorded grants and the time it
 * rested; null before the start. A stagger at the start is never charged to the candidate. While the sitting rests
 * this is when it would end had it gone on at once; it moves when it goes on.
 */
export function closesAt({ startedAt, terms, grantedMs, pausedMs }: Sitting): Instant | null {
  return startedAt === null ? null : ((startedAt + terms.durationMs + grantedMs + pausedMs) as Instant)
}

/** How long the candidate may still answer; null before the start, and never negative. It stands still in a pause. */
export function remainingMs(sitting: Sitting, at: Instant): number | null {
  const end = closesAt(sitting)
  return end === null ? null : Math.max(0, end - (sitting.pausedAt ?? at))
}

export type SittingPhase = 'waiting' | 'answering' | 'paused' | 'ended'

/** Where a sitting stands at an instant. It is over the moment time is up, whether or not anybody wrote it down. */
export function phaseAt(sitting: Sitting, at: Instant): SittingPhase {
  if (sitting.ended !== null || remainingMs(sitting, at) === 0) return 'ended'
  if (sitting.pausedAt !== null) return 'paused'
  return sitting.startedAt === null ? 'waiting' : 'answering'
}

/** How many items hold a response now. An answer taken back does not count. */
export function answeredCount({ answers }: Sitting): number {
  return answers.reduce((count, answer) => (answer !== null && answer.response !== '' ? count + 1 : count), 0)
}
