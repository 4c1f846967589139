import type { RefusalBody } from '@kaochang/contract/refusal'
import type { CandidatePaper, Down, Receipt, SittingView } from '@kaochang/contract/socket/down'
import { CLOSE } from '@kaochang/contract/socket/protocol'
import type { Up } from '@kaochang/contract/socket/up'
import { type Deadline, deadlineOf } from '@kaochang/browser/countdown'
import { sortedLetters } from '@kaochang/domain/bank/item'
import type { Answer, ScreenEvent } from '@kaochang/domain/sitting/sitting'

/** One change of one answer, as it goes to the server. */
export type Save = { readonly seq: number; readonly item: number } & Answer

/** A save that the server has not yet called durable, with the epoch that it was made under. */
export type Entry = Save & {
  readonly epoch: number
  /** When it was made, on the page's clock; for one read back from disk, when it was read. */
  readonly madeAt: number
  /** It is in the terminal's own log. Only then may it be sent. */
  readonly written: boolean
}

/** What the candidate is told once, until they close it or it is overtaken. One of each kind at a time. */
export type Notice =
  | { readonly kind: 'returned'; readonly count: number; readonly done: boolean }
  | { readonly kind: 'granted'; readonly ms: number }
  | { readonly kind: 'told'; readonly text: string }
  | { readonly kind: 'screen'; readonly what: ScreenEvent }
  | { readonly kind: 'kept_apart'; readonly count: number }
  | { readonly kind: 'not_taken'; readonly item: number }
  | { readonly kind: 'refused'; readonly refusal: RefusalBody }

/** Why this page can go on no longer. */
export type Stop = 'taken_over' | 'moved' | 'signed_out' | 'protocol_changed' | 'fault'

export type SittingState = {
  readonly line: 'joining' | 'joined' | 'lost'
  /** How often a connection failed before the first welcome. */
  readonly tries: number
  /** When the server was last heard, and when the present connection was welcomed; on the page's clock. */
  readonly heardAt: number
  readonly joinedAt: number
  /** When a receipt last settled a save. */
  readonly settledAt: number
  readonly epoch: number
  readonly view: SittingView | null
  readonly startsAt: Deadline | null
  readonly closesAt: Deadline | null
  readonly handInOpensAt: Deadline | null
  /** The local deadline has passed. The server's word opens it again, if time was granted meanwhile. */
  readonly timeUp: boolean
  readonly paper: CandidatePaper | null
  readonly answers: Readonly<Record<number, Answer>>
  readonly current: number
  /** The record holds every save up to this one. */
  readonly lastSeq: number
  /** Saves without a receipt, ascending and without a gap from `lastSeq + 1`. */
  readonly unsaved: readonly Entry[]
  readonly sentUpTo: number
  /** A gap already answered, so that one gap reported by fifty frames is filled once. */
  readonly gapFilled: { readonly expected: number; readonly at: number } | null
  /** Saves of a time before another terminal had the seat: handed over for a decision, never replayed. */
  readonly foreign: readonly Entry[]
  /** How many of them went out on this connection. */
  readonly surrenderedCount: number
  readonly storage: 'durable' | 'memory'
  readonly degraded: boolean
  readonly rules: 'unread' | 'accepted' | 'sent'
  readonly handIn: 'no' | 'reviewing' | 'confirming' | 'asked' | 'sent'
  readonly screenEvents: readonly ScreenEvent[]
  /** Items that could not be shown here, and whether the server has been told on this line. */
  readonly failedItems: readonly { readonly item: number; readonly told: boolean }[]
  readonly notices: readonly Notice[]
  readonly receipt: Receipt | null
  readonly stop: Stop | null
}

/** At most so many saves travel without a receipt. */
export const WINDOW = 50

/** The most saves one `surrender` may carry. */
const SURRENDER_MOST = 200

/** Duplicate reports of one gap come within one round trip; a true second gap is later. */
const GAP_QUIET_MS = 2_000

/** After so long without a receipt, or without a word, the candidate is asked to raise a hand. */
export const TROUBLE_AFTER_MS = 10_000

/** Events waiting for a line. A candidate who leaves the window all through a cut need not be counted further. */
const SCREEN_EVENTS_MOST = 50

export const unjoined: SittingState = {
  line: 'joining',
  tries: 0,
  heardAt: 0,
  joinedAt: 0,
  settledAt: 0,
  epoch: 0,
  view: null,
  startsAt: null,
  closesAt: null,
  handInOpensAt: null,
  timeUp: false,
  paper: null,
  answers: {},
  current: 0,
  lastSeq: 0,
  unsaved: [],
  sentUpTo: 0,
  gapFilled: null,
  foreign: [],
  surrenderedCount: 0,
  storage: 'durable',
  degraded: false,
  rules: 'unread',
  handIn: 'no',
  screenEvents: [],
  failedItems: [],
  notices: [],
  receipt: null,
  stop: null,
}

// ── What the server says ──────────────────────────────────────────────────────────────────────────────

/** The candidate's view after one word from the server, heard at `at` on the page's clock. */
export function heard(before: SittingState, down: Down, at: number): SittingState {
  const state = { ...before, heardAt: at }
  switch (down.type) {
    case 'welcome':
      return welcomed(state, down, at)
    case 'identity_confirmed':
    case 'rules_accepted':
    case 'room_started':
    case 'paused':
    case 'resumed':
    case 'pong':
      return looked(state, down.view, at)
    case 'started':
      return begun(looked(state, down.view, at), down.paper)
    case 'answers_saved':
      return saved(state, down.seq, at)
    case 'time_granted':
      return noticed(looked(state, down.view, at), { kind: 'granted', ms: down.ms })
    case 'ended':
      return ended(state, down.receipt)
    case 'told':
      return noticed(state, { kind: 'told', text: down.text })
    case 'taken_over':
    case 'moved':
      return { ...state, stop: down.type }
    case 'degraded':
      return { ...state, degraded: true }
    case 'restored':
      return { ...state, degraded: false }
    case 'refused':
      return refused(state, down.refusal, down.seq, at)
    case 'kept_apart':
      return keptApart(state, down.upToSeq)
  }
}

type Welcome = Extract<Down, { type: 'welcome' }>

/**
 * Joined, or joined again. Saves the record already holds are settled. When this terminal held the seat all
 * along, the others follow under the new epoch; when another had it in between, they are a rival history,
 * and are handed over instead of replayed.
 */
function welcomed(state: SittingState, down: Welcome, at: number): SittingState {
  const kept = state.unsaved.filter(({ epoch, seq }) => epoch >= down.heldSince && seq > down.lastSeq)
  const strange = state.unsaved.filter(({ epoch }) => epoch < down.heldSince)
  const unsaved = numberedFrom(down.lastSeq + 1, kept, down.epoch)
  const answers = answersOf(down.answers, unsaved)
  const cameBack = state.line === 'lost' && unsaved.length > 0
  const open = down.view.phase === 'answering' || down.view.phase === 'paused'
  const paper = down.paper ?? (open ? state.paper : null)
  const joined: SittingState = {
    ...state,
    line: 'joined',
    joinedAt: at,
    epoch: down.epoch,
    paper,
    answers,
    current: state.current || firstOpen(paper, answers),
    lastSeq: down.lastSeq,
    unsaved,
    sentUpTo: down.lastSeq,
    gapFilled: null,
    foreign: bySeq([...state.foreign, ...strange]),
    surrenderedCount: 0,
    degraded: false,
    rules: state.rules === 'sent' ? 'accepted' : state.rules,
    handIn: state.handIn === 'sent' ? 'asked' : state.handIn,
    // What was said on the line before may not have been heard; said twice it stands in the record once.
    failedItems: state.failedItems.map(({ item }) => ({ item, told: false })),
  }
  const seen = looked(joined, down.view, at)
  const told = cameBack ? noticed(seen, { kind: 'returned', count: unsaved.length, done: false }) : seen
  return down.receipt ? ended(told, down.receipt) : told
}

/** Renumbers only what does not already stand in line, so that a save keeps its number wherever it can. */
function numberedFrom(first: number, entries: readonly Entry[], epoch: number): readonly Entry[] {
  return entries.map((entry, index) =>
    entry.seq === first + index ? entry : { ...entry, seq: first + index, epoch, written: false },
  )
}

function answersOf(held: Welcome['answers'], unsaved: readonly Entry[]): SittingState['answers'] {
  return Object.fromEntries(
    [...held, ...unsaved].map(({ item, response, marked }) => [item, { response, marked }] as const),
  )
}

function firstOpen(paper: CandidatePaper | null, answers: SittingState['answers']) {
  const items = paper?.items ?? []
  return (items.find(({ number }) => !answers[number]?.response) ?? items[0])?.number ?? 0
}

function begun(state: SittingState, paper: CandidatePaper): SittingState {
  if (state.receipt) return state
  return { ...state, paper, current: state.current || firstOpen(paper, state.answers) }
}

/** Takes the server's view of the sitting and of its time. What has ended stays ended. */
function looked(state: SittingState, view: SittingView, at: number): SittingState {
  if (state.receipt) return state
  const moved = view.grantedMs !== state.view?.grantedMs || view.phase !== state.view.phase
  const estimate = (previous: Deadline | null, ms: number | null) =>
    ms === null ? null : deadlineOf(moved ? null : previous, ms, at)
  // A sitting that rests runs out of no time, also not by a clock that knows nothing of the rest.
  const closesAt = view.phase === 'paused' ? null : estimate(state.closesAt, view.remainingMs)
  return {
    ...state,
    view,
    startsAt: estimate(state.startsAt, view.startsInMs),
    closesAt,
    handInOpensAt: estimate(state.handInOpensAt, view.handInOpensInMs),
    timeUp: view.phase === 'ended' || (closesAt !== null && at >= closesAt),
  }
}

/** A receipt settles what was sent, and nothing that was not. */
function saved(state: SittingState, seq: number, at: number): SittingState {
  const upTo = Math.min(seq, state.sentUpTo)
  if (upTo <= state.lastSeq) return state
  const unsaved = state.unsaved.filter((entry) => entry.seq > upTo)
  const notices = state.notices.map((notice) =>
    notice.kind === 'returned' && unsaved.length === 0 ? { ...notice, done: true } : notice,
  )
  return { ...state, lastSeq: upTo, unsaved, notices, settledAt: at }
}

function ended(state: SittingState, receipt: Receipt): SittingState {
  const notices = state.notices.filter(({ kind }) => kind === 'kept_apart')
  return { ...state, receipt, paper: null, answers: {}, handIn: 'no', timeUp: true, screenEvents: [], notices }
}

function refused(state: SittingState, refusal: RefusalBody, seq: number | null, at: number): SittingState {
  switch (refusal.code) {
    case 'seq_gap':
      return gapReported(state, Number((refusal as { expected?: unknown }).expected), at)
    case 'item_unknown':
    case 'response_unreadable':
      return seq === null ? state : notTaken(state, seq)
    case 'sitting_paused':
      // What came too late for the pause stays here, and goes out again when the sitting goes on.
      return { ...state, sentUpTo: state.lastSeq, handIn: 'no' }
    case 'sitting_closed':
      return { ...state, timeUp: true, handIn: 'no' }
    case 'not_signed_in':
    case 'terminal_not_enrolled':
      return { ...state, stop: 'signed_out' }
    case 'protocol_changed':
      return { ...state, stop: 'protocol_changed' }
    case 'record_broken':
      return { ...state, stop: 'fault' }
    default:
      return noticed({ ...state, handIn: 'no' }, { kind: 'refused', refusal })
  }
}

/**
 * Sends again from where the server is. That it expects a later save does not make an earlier one durable:
 * those wait for their receipt. A save it asks for and nobody has any more is closed up by renumbering.
 */
function gapReported(state: SittingState, expected: number, at: number): SittingState {
  const { gapFilled } = state
  if (gapFilled?.expected === expected && at - gapFilled.at < GAP_QUIET_MS) return state
  const before = state.unsaved.filter(({ seq }) => seq < expected)
  const after = state.unsaved.filter(({ seq }) => seq >= expected)
  return {
    ...state,
    lastSeq: Math.min(state.lastSeq, expected - 1),
    sentUpTo: Math.min(state.sentUpTo, expected - 1),
    unsaved: [...before, ...numberedFrom(expected, after, state.epoch)],
    gapFilled: { expected, at },
  }
}

/** The server cannot read this save, and never will: the rest must not wait behind it for ever. */
function notTaken(state: SittingState, seq: number): SittingState {
  const stuck = state.unsaved.find((entry) => entry.seq === seq)
  if (!stuck) return state
  const before = state.unsaved.filter((entry) => entry.seq < seq)
  const after = state.unsaved.filter((entry) => entry.seq > seq)
  const { [stuck.item]: _, ...answers } = state.answers
  return noticed(
    {
      ...state,
      answers: after.some(({ item }) => item === stuck.item) ? state.answers : answers,
      unsaved: [...before, ...numberedFrom(seq, after, state.epoch)],
      sentUpTo: Math.min(state.sentUpTo, seq - 1),
    },
    { kind: 'not_taken', item: stuck.item },
  )
}

/** Kept apart means kept: the terminal need hold them no longer. */
function keptApart(state: SittingState, upToSeq: number): SittingState {
  const beyond = ({ seq }: Entry) => seq > upToSeq
  if (state.foreign.length > 0) {
    const foreign = state.foreign.filter(beyond)
    const count = state.foreign.length - foreign.length
    const surrenderedCount = Math.max(0, state.surrenderedCount - count)
    return noticed({ ...state, foreign, surrenderedCount }, { kind: 'kept_apart', count })
  }
  const unsaved = state.unsaved.filter(beyond)
  if (unsaved.length === state.unsaved.length) return state
  // Only what comes after the end is kept apart; a grant opens the paper again with the server's next word.
  const over = { ...state, unsaved, timeUp: true }
  return noticed(over, { kind: 'kept_apart', count: state.unsaved.length - unsaved.length })
}

// ── What the line and the terminal's own log do ───────────────────────────────────────────────────────

/** Entries read back from the terminal's own log, before the first welcome. */
export function recalled(state: SittingState, entries: readonly Entry[], foreign: readonly Entry[]): SittingState {
  return { ...state, unsaved: bySeq(entries), foreign: bySeq(foreign) }
}

/** Ascending: what is kept apart is told by the highest number. */
function bySeq(entries: readonly Entry[]): readonly Entry[] {
  return [...entries].sort((a, b) => a.seq - b.seq)
}

/** The connection is gone. Answering goes on; the close code says whether coming back is any use. */
export function lineLost(state: SittingState, closeCode: number): SittingState {
  const lost: SittingState =
    state.line === 'joining' ? { ...state, tries: state.tries + 1 } : { ...state, line: 'lost' }
  if (closeCode === CLOSE.takenOver) return { ...lost, stop: 'taken_over' }
  if (closeCode === CLOSE.notSignedIn) return { ...lost, stop: state.stop ?? 'signed_out' }
  return lost
}

/** These entries are in the terminal's own log now. */
export function written(state: SittingState, rows: readonly Row[]): SittingState {
  const texts = new Set(rows.map(textOf))
  const unsaved = state.unsaved.map((entry) =>
    !entry.written && texts.has(textOf(entry)) ? { ...entry, written: true } : entry,
  )
  return { ...state, unsaved }
}

function textOf({ epoch, seq, item, response, marked }: Save & { epoch: number }) {
  return `${epoch} ${seq} ${item} ${response} ${marked}`
}

/** The terminal's own log failed: from here on the page's memory is all there is, and saves go out at once. */
export function storageFailed(state: SittingState): SittingState {
  return { ...state, storage: 'memory' }
}

/** Time has passed on the page's clock. */
export function ticked(state: SittingState, now: number): SittingState {
  if (state.timeUp || state.closesAt === null || now < state.closesAt) return state
  return { ...state, timeUp: true, handIn: state.handIn === 'sent' ? 'sent' : 'no' }
}

// ── What the candidate does ───────────────────────────────────────────────────────────────────────────

/** Whether an answer may be changed now. A cut line is no obstacle. */
export function mayAnswer(state: SittingState): boolean {
  return (
    state.paper !== null &&
    state.view?.phase === 'answering' &&
    !state.timeUp &&
    state.receipt === null &&
    state.stop === null &&
    state.handIn !== 'asked' &&
    state.handIn !== 'sent'
  )
}

/** Chooses a letter: instead of another, or, where several may be right, along with the others; twice takes it back. */
export function chose(state: SittingState, item: number, letter: string, at: number): SittingState {
  const shape = state.paper?.items.find(({ number }) => number === item)
  const place = letter.charCodeAt(0) - 65
  if (!shape || place < 0 || place >= shape.options.length) return state
  const { response } = answerTo(state, item)
  if (shape.kind !== 'multiple_response')
    return response === letter ? state : answered(state, item, { response: letter }, at)
  const next = response.includes(letter) ? response.replace(letter, '') : sortedLetters(response + letter)
  return answered(state, item, { response: next }, at)
}

/** Takes the answer to an item back. */
export function cleared(state: SittingState, item: number, at: number): SittingState {
  return answerTo(state, item).response === '' ? state : answered(state, item, { response: '' }, at)
}

/** Marks an item to come back to, or takes the mark away. */
export function markToggled(state: SittingState, item: number, at: number): SittingState {
  return answered(state, item, { marked: !answerTo(state, item).marked }, at)
}

export function answerTo(state: Pick<SittingState, 'answers'>, item: number): Answer {
  return state.answers[item] ?? { response: '', marked: false }
}

// Every change is a save of its own: none is merged into another, so the last value can never be lost in a merge.
function answered(state: SittingState, item: number, change: Partial<Answer>, at: number): SittingState {
  if (!mayAnswer(state)) return state
  const answer = { ...answerTo(state, item), ...change }
  const seq = (state.unsaved.at(-1)?.seq ?? state.lastSeq) + 1
  const entry: Entry = { seq, item, ...answer, epoch: state.epoch, madeAt: at, written: false }
  return { ...state, answers: { ...state.answers, [item]: answer }, unsaved: [...state.unsaved, entry] }
}

export function wentTo(state: SittingState, item: number): SittingState {
  const exists = state.paper?.items.some(({ number }) => number === item)
  return exists ? { ...state, current: item, handIn: mayAnswer(state) ? 'no' : state.handIn } : state
}

/** One item on or back, staying at the ends. */
export function stepped(state: SittingState, by: 1 | -1): SittingState {
  return wentTo(state, state.current + by)
}

export function rulesAccepted(state: SittingState): SittingState {
  return state.rules === 'unread' ? { ...state, rules: 'accepted' } : state
}

/** The steps of handing in: look at what is open, confirm, ask. Back is possible until the server was told. */
export function handInStep(state: SittingState, to: 'no' | 'reviewing' | 'confirming' | 'asked'): SittingState {
  if (state.handIn === 'sent' || state.timeUp || !state.paper) return state
  return { ...state, handIn: to }
}

/** Something the invigilator should know of happened on the screen. It is told to the candidate too. */
export function screenNoted(state: SittingState, what: ScreenEvent): SittingState {
  if (state.view?.phase !== 'answering' || state.timeUp || state.stop) return state
  const screenEvents = [...state.screenEvents, what].slice(0, SCREEN_EVENTS_MOST)
  return noticed({ ...state, screenEvents }, { kind: 'screen', what })
}

/** An item could not be shown: the invigilator should know, and the candidate goes on with the others (F62). */
export function itemFailed(state: SittingState, item: number): SittingState {
  if (state.stop || state.failedItems.some((failed) => failed.item === item)) return state
  return { ...state, failedItems: [...state.failedItems, { item, told: false }] }
}

export function noticeClosed(state: SittingState, kind: Notice['kind']): SittingState {
  return { ...state, notices: state.notices.filter((notice) => notice.kind !== kind) }
}

function noticed(state: SittingState, notice: Notice): SittingState {
  return { ...state, notices: [...state.notices.filter(({ kind }) => kind !== notice.kind), notice] }
}

// ── What follows from the state ───────────────────────────────────────────────────────────────────────

/** The frames that should go out now, in order. Nothing unwritten is sent, and handing in waits for the last receipt. */
export function due(state: SittingState): Up[] {
  if (state.line !== 'joined' || state.stop) return []
  const frames: Up[] = []
  frames.push(...surrenders(state.foreign.slice(state.surrenderedCount)))
  if (state.rules === 'accepted' && !state.view?.rulesAccepted) frames.push({ type: 'accept_rules' })
  for (const what of state.screenEvents) frames.push({ type: 'note_screen', what })
  if (state.view?.phase === 'answering')
    for (const { item, told } of state.failedItems) if (!told) frames.push({ type: 'note_item', item })
  // From the first that has no receipt, and not from the last that is recorded: what is kept apart makes room too.
  const windowEnd = (state.unsaved[0]?.seq ?? 0) + WINDOW
  // A sitting that ends while it rests has taken all it will: what is left over goes out, to be kept apart.
  const rests = state.view?.phase === 'paused' && state.receipt === null
  for (const entry of rests ? [] : state.unsaved) {
    if (entry.seq <= state.sentUpTo) continue
    const ready = entry.written || state.storage === 'memory'
    if (!ready || entry.seq >= windowEnd) break
    const { seq, item, response, marked } = entry
    frames.push({ type: 'save', epoch: state.epoch, seq, item, response, marked })
  }
  if (state.handIn === 'asked' && state.unsaved.length === 0) frames.push({ type: 'hand_in' })
  return frames
}

/** Two histories may have used one number twice: those go together, for one word of the server's settles both. */
function surrenders(foreign: readonly Entry[]): Up[] {
  const saves = foreign.map(({ seq, item, response, marked }) => ({ seq, item, response, marked }))
  const frames: Up[] = []
  for (let from = 0; from < saves.length;) {
    let end = Math.min(from + SURRENDER_MOST, saves.length)
    while (end < saves.length && end > from + 1 && saves[end]?.seq === saves[end - 1]?.seq) end -= 1
    frames.push({ type: 'surrender', saves: saves.slice(from, end) })
    from = end
  }
  return frames
}

/** The state after a frame has gone out. */
export function sent(state: SittingState, up: Up): SittingState {
  switch (up.type) {
    case 'save':
      return { ...state, sentUpTo: Math.max(state.sentUpTo, up.seq) }
    case 'surrender':
      return { ...state, surrenderedCount: state.surrenderedCount + up.saves.length }
    case 'accept_rules':
      return { ...state, rules: 'sent' }
    case 'note_screen':
      return { ...state, screenEvents: state.screenEvents.slice(1) }
    case 'note_item':
      return {
        ...state,
        failedItems: state.failedItems.map((failed) => (failed.item === up.item ? { ...failed, told: true } : failed)),
      }
    case 'hand_in':
      return { ...state, handIn: 'sent' }
    case 'hello':
    case 'ping':
      return state
  }
}

/** An entry as the terminal's own log keeps it. Epoch and number are its key. */
export type Row = Save & { readonly epoch: number; readonly foreign: boolean }

/** What the terminal's own log must add and remove, so that it holds exactly what has no receipt yet. */
export function logChanges(before: SittingState, after: SittingState): { put: Row[]; remove: Row[] } {
  if (before.unsaved === after.unsaved && before.foreign === after.foreign) return { put: [], remove: [] }
  const own = new Set(before.unsaved)
  const strange = new Set(before.foreign)
  const put = [
    ...after.unsaved.filter((entry) => !entry.written && !own.has(entry)).map((entry) => rowOf(entry, false)),
    ...after.foreign.filter((entry) => !strange.has(entry)).map((entry) => rowOf(entry, true)),
  ]
  const stays = new Set([...after.unsaved, ...after.foreign].map(keyOf))
  const remove = [...before.unsaved, ...before.foreign].filter((entry) => !stays.has(keyOf(entry)))
  return { put, remove: remove.map((entry) => rowOf(entry, false)) }
}

/** Whether the state has something without a receipt under the key of this row. */
export function holds({ unsaved, foreign }: SittingState, row: Row): boolean {
  const key = keyOf(row)
  return [...unsaved, ...foreign].some((entry) => keyOf(entry) === key)
}

function rowOf({ epoch, seq, item, response, marked }: Entry, foreign: boolean): Row {
  return { epoch, seq, item, response, marked, foreign }
}

function keyOf({ epoch, seq }: Pick<Entry, 'epoch' | 'seq'>) {
  return `${epoch}/${seq}`
}

/** The one honest indicator: durable on the server, on its way, or in trouble. */
export function saveState(state: SittingState, now: number): 'saved' | 'saving' | 'unsaved' {
  const oldest = state.unsaved[0]
  if (!oldest) return 'saved'
  if (state.degraded || state.timeUp) return 'unsaved'
  const since = state.line === 'joined' ? Math.max(oldest.madeAt, state.joinedAt, state.settledAt) : oldest.madeAt
  return now - since > TROUBLE_AFTER_MS ? 'unsaved' : 'saving'
}

/** Whether the line has been gone long enough to say so. A cut of a few seconds mends itself unseen. */
export function isCutOff(state: SittingState, now: number): boolean {
  return state.line === 'lost' && now - state.heardAt > TROUBLE_AFTER_MS
}

/** Which screen the sitting is at. */
export type Screen = 'joining' | 'waiting' | 'answering' | 'paused' | 'handing_in' | 'time_up' | 'farewell' | 'stopped'

export function screenOf(state: SittingState): Screen {
  if (state.receipt) return 'farewell'
  if (state.stop) return 'stopped'
  if (!state.view) return 'joining'
  if (state.view.phase === 'waiting') return 'waiting'
  if (state.timeUp || state.view.phase === 'ended') return 'time_up'
  if (state.view.phase === 'paused') return 'paused'
  if (!state.paper) return 'joining'
  return state.handIn === 'no' ? 'answering' : 'handing_in'
}

/** Counts for the answer sheet and the hand-in page. */
export function tally(state: Pick<SittingState, 'paper' | 'answers'>) {
  const items = state.paper?.items ?? []
  const unanswered = items.filter(({ number }) => !state.answers[number]?.response).map(({ number }) => number)
  const marked = items.filter(({ number }) => state.answers[number]?.marked).map(({ number }) => number)
  return { itemCount: items.length, answeredCount: items.length - unanswered.length, unanswered, marked }
}

/** Whether the terminal may forget everything: the sitting is over and nothing is owed to the server. */
export function mayForget(state: SittingState): boolean {
  return state.receipt !== null && state.unsaved.length === 0 && state.foreign.length === 0
}
