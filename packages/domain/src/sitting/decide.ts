import { sortedLetters } from '../bank/item.ts'
import type { SeatId, StaffId, TerminalId } from '../ids.ts'
import type { Instant } from '../instant.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import type { IdentityProof } from '../people/card-reading.ts'
import { type ItemShape, type ScreenEvent, type Sitting, type SittingEvent, closesAt, phaseAt } from './sitting.ts'

/** What somebody asks of a sitting: the candidate at a terminal, staff in the room, or the clock. */
export type SittingCommand =
  | { type: 'seat'; seatId: SeatId; by: StaffId }
  /**
   * `restarted`: the terminal had to begin anew, so nobody could answer since it was last heard (null: not known
   * here, and the last answer on record is what is known).
   */
  | {
      type: 'attach'
      epoch: number
      terminalId: TerminalId
      restarted?: { readonly lastHeardAt: Instant | null }
      log?: string
    }
  | { type: 'confirm_identity'; by: StaffId; how?: IdentityProof; reason?: string }
  | { type: 'accept_rules' }
  | { type: 'start_room' }
  | { type: 'save'; seq: number; item: number; response: string; marked: boolean }
  | { type: 'hand_in' }
  | { type: 'grant_time'; ms: number; by: StaffId; reason: string; forLostTime?: boolean }
  | { type: 'pause'; by: StaffId; reason: string }
  | { type: 'resume'; by: StaffId }
  | { type: 'move'; seatId: SeatId; by: StaffId; reason: string }
  | { type: 'tell'; text: string; by: StaffId }
  | { type: 'note_screen'; what: ScreenEvent }
  | { type: 'note_item'; item: number }
  | { type: 'end'; by: StaffId; note: string }
  | { type: 'time_up' }

export type SittingRefusal =
  | { code: 'sitting_closed' }
  | { code: 'sitting_not_started' }
  | { code: 'sitting_paused' }
  | { code: 'already_seated'; seatId: SeatId }
  | { code: 'not_seated' }
  | { code: 'item_unknown'; item: number }
  | { code: 'response_unreadable'; item: number; response: string }
  /** A save is missing before this one; send again from `expected`. */
  | { code: 'seq_gap'; expected: number }
  | { code: 'hand_in_too_early'; from: Instant }
  | { code: 'time_not_up'; closesAt: Instant | null }

/** How many answers one sitting may save: 100 items could each be changed 50 times. */
export const SAVE_LIMIT = 5_000

/** How many screen events one record keeps. Whoever has left the window 500 times has said enough. */
export const SCREEN_EVENT_LIMIT = 500

/**
 * What a command would add to the sitting's record, were it obeyed at this instant (the database's
 * clock). An empty list is a yes that changes nothing: the command has been obeyed before.
 *
 * Answers that were already under way when time ran out are taken within the grace and marked `inFlight`.
 * Later ones are refused here, and whoever asked keeps them apart for a decision: never scored silently,
 * never thrown away.
 *
 * Once a sitting has ended its record is complete and nothing is added to it, for the candidate's receipt
 * names its last link.
 */
export function decide(
  sitting: Sitting,
  command: SittingCommand,
  at: Instant,
): Outcome<readonly SittingEvent[], SittingRefusal> {
  switch (command.type) {
    case 'time_up':
      return timeUp(sitting, at)
    case 'save':
      return save(sitting, command, at)
    case 'hand_in':
      return handIn(sitting, at)
    case 'attach':
      if (sitting.ended !== null) return allow([])
      return allow([attached(sitting, command, at)])
    default:
      return decideWhileOpen(sitting, command, at)
  }
}

/** Everything that is only for a sitting that is not over. */
function decideWhileOpen(
  sitting: Sitting,
  command: Exclude<SittingCommand, { type: 'time_up' | 'save' | 'hand_in' | 'attach' }>,
  at: Instant,
): Outcome<readonly SittingEvent[], SittingRefusal> {
  if (phaseAt(sitting, at) === 'ended') return refuse({ code: 'sitting_closed' })
  switch (command.type) {
    case 'seat':
      if (sitting.seatId === command.seatId) return allow([])
      if (sitting.seatId !== null) return refuse({ code: 'already_seated', seatId: sitting.seatId })
      return allow([{ type: 'seated', seatId: command.seatId, by: command.by }])
    case 'confirm_identity':
      if (sitting.seatId === null) return refuse({ code: 'not_seated' })
      if (sitting.identityConfirmed) return allow([])
      return allow(begin({ ...sitting, identityConfirmed: true }, confirmed(command)))
    case 'accept_rules':
      if (sitting.rulesAccepted) return allow([])
      return allow(begin({ ...sitting, rulesAccepted: true }, { type: 'rules_accepted' }))
    case 'start_room':
      if (sitting.roomStarted) return allow([])
      return allow(begin({ ...sitting, roomStarted: true }, { type: 'room_started' }))
    case 'grant_time':
      return allow([grant(command)])
    case 'pause':
      if (sitting.startedAt === null) return refuse({ code: 'sitting_not_started' })
      if (sitting.pausedAt !== null) return allow([])
      return allow([{ type: 'paused', by: command.by, reason: command.reason }])
    case 'resume':
      return allow(sitting.pausedAt === null ? [] : [{ type: 'resumed', by: command.by }])
    case 'move':
      if (sitting.seatId === null) return refuse({ code: 'not_seated' })
      if (sitting.seatId === command.seatId) return allow([])
      return allow([{ type: 'moved', seatId: command.seatId, by: command.by, reason: command.reason }])
    case 'tell':
      return allow([{ type: 'told', text: command.text, by: command.by }])
    case 'note_screen':
      if (sitting.startedAt === null || sitting.screenEventCount >= SCREEN_EVENT_LIMIT) return allow([])
      return allow([{ type: 'screen_event', what: command.what }])
    case 'note_item': {
      const { startedAt, terms, faultyItems } = sitting
      // Once for each item, so that no terminal fills a record with it.
      const known = terms.shapes[command.item - 1] === undefined || faultyItems.includes(command.item)
      return allow(startedAt === null || known ? [] : [{ type: 'item_fault', item: command.item }])
    }
    case 'end':
      return allow([{ type: 'ended', reason: 'ended_by_invigilator', by: command.by, note: command.note }])
  }
}

/** A terminal has the seat; when it had to begin anew, with how much of the candidate's time that took. */
function attached(
  { startedAt, lastSavedAt, pausedAt }: Sitting,
  { epoch, terminalId, restarted, log }: Extract<SittingCommand, { type: 'attach' }>,
  at: Instant,
): SittingEvent {
  const event = { type: 'attached', epoch, terminalId, ...(log !== undefined && { log }) } as const
  if (!restarted || startedAt === null) return event
  const since = Math.max(startedAt, restarted.lastHeardAt ?? lastSavedAt ?? startedAt)
  const lostMs = Math.max(0, (pausedAt ?? at) - since)
  return lostMs > 0 ? { ...event, lostMs } : event
}

function confirmed({ by, how = 'eyes', reason }: Extract<SittingCommand, { type: 'confirm_identity' }>): SittingEvent {
  const event = { type: 'identity_confirmed', by } as const
  return { ...event, ...(how !== 'eyes' && { how }), ...(reason !== undefined && { reason }) }
}

function grant({ ms, by, reason, forLostTime }: Extract<SittingCommand, { type: 'grant_time' }>): SittingEvent {
  const event = { type: 'time_granted', ms, by, reason } as const
  return forLostTime ? { ...event, forLostTime } : event
}

/** The event, and the start with it when it was the last of the three that a start waits for. */
function begin(after: Sitting, event: SittingEvent): readonly SittingEvent[] {
  const ready = after.identityConfirmed && after.rulesAccepted && after.roomStarted && after.startedAt === null
  return ready ? [event, { type: 'started' }] : [event]
}

function save(
  sitting: Sitting,
  { seq, item, response, marked }: Extract<SittingCommand, { type: 'save' }>,
  at: Instant,
): Outcome<readonly SittingEvent[], SittingRefusal> {
  const end = closesAt(sitting)
  if (end === null) return refuse({ code: 'sitting_not_started' })
  if (seq <= sitting.lastSeq) return allow([])
  const { pausedAt, terms } = sitting
  if (sitting.ended !== null || (pausedAt ?? at) > end + terms.graceMs || seq > SAVE_LIMIT)
    return refuse({ code: 'sitting_closed' })
  // What was answered before the pause reached the terminal counts; what comes later waits there for the end of it.
  if (pausedAt !== null && at > pausedAt + terms.graceMs) return refuse({ code: 'sitting_paused' })
  if (seq !== sitting.lastSeq + 1) return refuse({ code: 'seq_gap', expected: sitting.lastSeq + 1 })

  const shape = sitting.terms.shapes[item - 1]
  if (!shape) return refuse({ code: 'item_unknown', item })
  if (!readable(response, shape)) return refuse({ code: 'response_unreadable', item, response })

  const saved = { type: 'answer_saved', seq, item, response, marked } as const
  return allow([(pausedAt ?? at) > end ? { ...saved, inFlight: true } : saved])
}

/** Whether a response can be one at all, whatever the item: option letters and nothing else. */
export function isLetters(response: string): boolean {
  return /^[A-J]*$/.test(response)
}

/** Letters that the item has, ascending, each once; at most one unless the item takes several; or none. */
function readable(response: string, { kind, optionCount }: ItemShape) {
  if (kind !== 'multiple_response' && response.length > 1) return false
  for (let place = 0; place < response.length; place += 1) {
    const letter = response.charCodeAt(place) - 65
    if (letter < 0 || letter >= optionCount) return false
  }
  return response.length < 2 || sortedLetters(response) === response
}

function handIn(sitting: Sitting, at: Instant): Outcome<readonly SittingEvent[], SittingRefusal> {
  if (sitting.startedAt === null) return refuse({ code: 'sitting_not_started' })
  if (sitting.ended?.reason === 'handed_in') return allow([])
  const phase = phaseAt(sitting, at)
  if (phase === 'ended') return refuse({ code: 'sitting_closed' })
  if (phase === 'paused') return refuse({ code: 'sitting_paused' })
  const from = (sitting.startedAt + sitting.terms.earliestHandInMs) as Instant
  if (at < from) return refuse({ code: 'hand_in_too_early', from })
  return allow([{ type: 'ended', reason: 'handed_in' }])
}

/** Writes down that time is up, once the grace for frames under way has passed too. */
function timeUp(sitting: Sitting, at: Instant): Outcome<readonly SittingEvent[], SittingRefusal> {
  if (sitting.ended !== null) return allow([])
  const end = closesAt(sitting)
  if (end === null || sitting.pausedAt !== null || at <= end + sitting.terms.graceMs)
    return refuse({ code: 'time_not_up', closesAt: end })
  return allow([{ type: 'ended', reason: 'time_up' }])
}
