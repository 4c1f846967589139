import { CLOSE } from '@kaochang/contract/socket/protocol'
import type { Up } from '@kaochang/contract/socket/up'
import type { SittingId, TerminalId } from '@kaochang/domain/ids'
import { receiptCode, refold } from '@kaochang/domain/sitting/record'
import { type Answer, type Sitting, answeredCount, closesAt, unbegun } from '@kaochang/domain/sitting/sitting'
import { sha256 } from '@kaochang/server/hashing'
import type { SittingState } from '../../apps/candidate/src/sitting/sitting-state.ts'
import type { Commit, Row } from './database-model.ts'

/** What stands in everything that no candidate may ever be sent. */
export const SENTINEL = 'not for candidates'

/** Who typed something where, under which epoch. Every answer of a simulation differs from every other of its sitting. */
export type Typed = {
  readonly page: string
  readonly terminalId: TerminalId
  readonly epoch: number
  /** When it was first sent; null: never yet. */
  sentAt: number | null
  /** It was lost in a way that nobody could prevent: in memory only when the machine died. */
  excused: boolean
  /** It was a rival history's when it was found, and not in the record: it may never get there. */
  rival: boolean
}

/** All that was promised of one sitting, and what has become of it. */
type Account = {
  readonly typed: Map<string, Typed>
  readonly recorded: Map<string, number>
  /** The sitting as its record tells it, folded again at each commit. */
  folded: Sitting
  /** What staff were told is in the record, by the words that only this act carries. */
  readonly words: Map<string, number>
}

export type Watch = {
  readonly committed: (commit: Commit) => void
  readonly pageChanged: (page: Watched, state: SittingState, before: SittingState) => void
  readonly sentUp: (page: Watched, up: Up) => void
  readonly sentDown: (id: SittingId, text: string) => void
  /** A page is gone, and with it all that is not in `left`. */
  readonly pageGone: (page: Watched, state: SittingState, left: ReadonlySet<string>) => void
  /** A process says that the sitting stands so, on disk. */
  readonly told: (sitting: Sitting, asked: { readonly words: string | null; readonly number: number }) => void
  /** It has not ended, and its time is not up. */
  readonly isOpen: (id: SittingId) => boolean
  /** How many events a record holds just now. */
  readonly numberOf: (id: SittingId) => number
  readonly used: (id: SittingId, answer: Answer & { item: number }) => boolean
  readonly finalCheck: (stillHeld: (id: SittingId) => ReadonlySet<string>) => void
  readonly counts: { typed: number; recorded: number; late: number; excused: number; held: number }
}

/** A page, as the watch knows it. */
export type Watched = { readonly name: string; readonly sittingId: SittingId; readonly terminalId: TerminalId }

/** A process that knows nothing of it yet may speak of a sitting that has just ended elsewhere. */
const NEWS_WITHIN_MS = 15_000

/** Frames, reads and clocks may differ by so much from the simulation's own instant. */
const CLOCK_TOLERANCE_MS = 100

/**
 * Watches the invariants of dangers.md over a whole simulation: at each commit, at each frame to a candidate, and at
 * each change of what a terminal shows. It believes only the database's rows and what it has seen typed.
 */
export function openWatch({
  rows,
  now,
  forgets,
  fail,
}: {
  rows: ReadonlyMap<SittingId, Row>
  /** The true instant, as the database's clock shows it. */
  now: () => number
  /** A disk that loses now and then what it is told to forget: an answer may come back from it, under another number. */
  forgets: (terminalId: TerminalId) => boolean
  fail: (broken: string) => void
}): Watch {
  const counts = { typed: 0, recorded: 0, late: 0, excused: 0, held: 0 }
  const accounts = new Map<SittingId, Account>(
    [...rows.values()].map(({ id, sealed }) => [
      id,
      { typed: new Map(), recorded: new Map(), folded: unbegun(id, sealed.terms), words: new Map() },
    ]),
  )
  const accountOf = (id: SittingId) => {
    const account = accounts.get(id)
    if (!account) throw new Error(`No sitting ${id}`)
    return account
  }
  const rowOf = (id: SittingId) => {
    const row = rows.get(id)
    if (!row) throw new Error(`No sitting ${id}`)
    return row
  }

  // ── At each commit ────────────────────────────────────────────────────────────────────────────────────────

  function committed({ row, entries, epoch }: Commit) {
    const account = accountOf(row.id)
    if (entries.length > 0 && epoch !== row.epoch)
      fail(`I4 ${row.id}: a commit under epoch ${epoch}, and the epoch is ${row.epoch}`)
    for (const entry of entries) {
      const before = account.folded
      const after = refold(sha256, before, [entry])
      if (!after.ok) return fail(`record ${row.id}: event ${entry.number} does not continue the chain`)
      account.folded = after.value
      inspect(row, account, before, entry)
    }
    compareRow(row, account.folded)
  }

  function inspect(row: Row, account: Account, before: Sitting, { at, event, number }: Row['events'][number]) {
    const which = `${row.id} ${number} ${event.type}`
    if (before.ended) fail(`I6 ${which}: after the end`)
    const ends = [closesAt(before), closesAt(account.folded)]
    if (ends[0] != null && (ends[1] ?? 0) < ends[0])
      fail(`I9 ${which}: the end came nearer by ${ends[0] - (ends[1] ?? 0)} ms`)
    switch (event.type) {
      case 'attached':
        if (event.epoch <= before.epoch) fail(`I4 ${which}: epoch ${event.epoch} after ${before.epoch}`)
        return
      case 'answer_saved':
        return inspectSave(account, before, { ...event, at, which })
      case 'identity_confirmed':
        return before.identityConfirmed ? fail(`I6 ${which}: twice`) : undefined
      case 'rules_accepted':
        return before.rulesAccepted ? fail(`I6 ${which}: twice`) : undefined
      case 'room_started':
        return before.roomStarted ? fail(`I6 ${which}: twice`) : undefined
      case 'started':
        if (before.startedAt !== null || !account.folded.identityConfirmed || !account.folded.rulesAccepted)
          fail(`I6 ${which}: out of order`)
        return
      case 'paused':
        return before.pausedAt === null && before.startedAt !== null
          ? once(account, event.reason, which)
          : fail(`I6 ${which}: out of order`)
      case 'resumed':
        if (before.pausedAt === null) fail(`I6 ${which}: out of order`)
        return
      case 'time_granted':
        return once(account, event.reason, which)
      case 'told':
        return once(account, event.text, which)
      case 'moved':
        return once(account, event.reason, which)
      case 'ended':
        if (event.note !== undefined) once(account, event.note, which)
        return
      case 'seated':
      case 'item_fault':
      case 'screen_event':
    }
  }

  /** What staff did once is in the record once. */
  function once({ words }: Account, text: string, which: string) {
    words.set(text, (words.get(text) ?? 0) + 1)
    if ((words.get(text) ?? 0) > 1) fail(`I9 ${which}: recorded twice, asked for once (${text})`)
  }

  function inspectSave(
    account: Account,
    before: Sitting,
    save: Answer & { item: number; seq: number; at: number; which: string; inFlight?: true },
  ) {
    const { at, seq, which } = save
    const value = valueOf(save)
    const typed = account.typed.get(value)
    const known = account.recorded.get(value)
    if (seq !== before.lastSeq + 1) fail(`I2 ${which}: save ${seq} after ${before.lastSeq}`)
    if (known !== undefined && !(typed && forgets(typed.terminalId)))
      fail(`I2 ${which}: ${value} is recorded as ${known} and again as ${seq}`)
    account.recorded.set(value, seq)
    counts.recorded += 1
    if (!typed) return fail(`I2 ${which}: nobody typed ${value}`)
    if (typed.rival) fail(`A56 ${which}: ${value} of ${typed.page} was surrendered, and is folded in`)
    if (typed.epoch < before.heldSince)
      fail(
        `F47 ${which}: ${value} was typed under ${typed.epoch}, before another terminal had the seat since ${before.heldSince}`,
      )
    const end = closesAt(before)
    const limit = before.pausedAt === null ? (end ?? 0) : before.pausedAt
    if (at > limit + before.terms.graceMs) fail(`I5 ${which}: ${at - limit} ms after the end`)
    if ((save.inFlight === true) !== (end !== null && (before.pausedAt ?? at) > end))
      fail(`I5 ${which}: wrongly marked as in flight`)
    if (at > now() + CLOCK_TOLERANCE_MS || typed.sentAt === null || at < typed.sentAt - CLOCK_TOLERANCE_MS)
      fail(`F35 ${which}: stamped ${at}, sent ${typed.sentAt}, and it is ${now()}`)
  }

  function compareRow(row: Row, folded: Sitting) {
    const shown = [row.startedAt, row.closesAt, row.pausedAt, row.ended?.at ?? null, row.ended?.reason ?? null]
    const told = [
      folded.startedAt,
      closesAt(folded),
      folded.pausedAt,
      folded.ended?.at ?? null,
      folded.ended?.reason ?? null,
    ]
    if (JSON.stringify(shown) !== JSON.stringify(told))
      fail(`I3 ${row.id}: the roster shows ${JSON.stringify(shown)}, the record tells ${JSON.stringify(told)}`)
  }

  // ── At each change of what a terminal shows ───────────────────────────────────────────────────────────────

  function pageChanged(page: Watched, state: SittingState, before: SittingState) {
    const account = accountOf(page.sittingId)
    if (state.unsaved !== before.unsaved || state.foreign !== before.foreign) {
      noteTyped(page, account, state)
      for (const value of owedBy(before)) {
        if (owedBy(state).has(value) || isKept(page.sittingId, value)) continue
        fail(`I1 ${page.name}: ${value} is called saved, and is neither in the record nor kept apart`)
      }
      for (const entry of state.foreign) {
        const typed = account.typed.get(valueOf(entry))
        if (typed && !account.recorded.has(valueOf(entry))) typed.rival = true
      }
    }
    if (state.stop === 'fault' || state.stop === 'protocol_changed') fail(`${page.name}: stopped by ${state.stop}`)
    for (const notice of state.notices)
      if (notice.kind === 'not_taken' && !before.notices.includes(notice))
        fail(`I1 ${page.name}: an answer was not taken`)
    if (state.receipt && !before.receipt) checkReceipt(page, state, account)
    if (state.answers !== before.answers || state.lastSeq !== before.lastSeq || state.unsaved !== before.unsaved)
      checkShown(page, state, account)
  }

  function noteTyped(page: Watched, account: Account, state: SittingState) {
    const last = state.unsaved.at(-1)
    if (!last || account.typed.has(valueOf(last))) return
    counts.typed += 1
    const { name, terminalId } = page
    account.typed.set(valueOf(last), {
      page: name,
      terminalId,
      epoch: last.epoch,
      sentAt: null,
      excused: false,
      rival: false,
    })
  }

  function isKept(id: SittingId, value: string) {
    return accountOf(id).recorded.has(value) || rowOf(id).late.some((save) => valueOf(save) === value)
  }

  function checkReceipt(page: Watched, { receipt }: SittingState, { folded }: Account) {
    if (!folded.ended) return fail(`I6 ${page.name}: has a receipt of a sitting that goes on`)
    if (receipt?.code !== receiptCode(folded) || receipt.answeredCount !== answeredCount(folded))
      fail(`I3 ${page.name}: its receipt is not the record's`)
  }

  /** What the terminal shows is what the record holds, and over it what the terminal still owes. */
  function checkShown(page: Watched, state: SittingState, account: Account) {
    const { view, paper, receipt, stop, line, timeUp, lastSeq, unsaved } = state
    if (line !== 'joined' || !paper || receipt || stop || timeUp || view?.phase === 'ended') return
    // What was kept apart is shown until the server says again how the sitting stands.
    if (state.notices.some(({ kind }) => kind === 'kept_apart')) return
    const expected: Record<number, Answer> = {}
    for (const { event } of rowOf(page.sittingId).events)
      if (event.type === 'answer_saved' && event.seq <= lastSeq)
        expected[event.item] = { response: event.response, marked: event.marked }
    for (const { item, response, marked } of unsaved) expected[item] = { response, marked }
    if (account.folded.lastSeq < lastSeq)
      fail(`I1 ${page.name}: believes in save ${lastSeq}, the record ends at ${account.folded.lastSeq}`)
    if (canonicalAnswers(expected) !== canonicalAnswers(state.answers))
      fail(`I3 ${page.name}: shows ${canonicalAnswers(state.answers)}, should show ${canonicalAnswers(expected)}`)
  }

  // ── At each frame ─────────────────────────────────────────────────────────────────────────────────────────

  function sentUp(page: Watched, up: Up) {
    const saves = up.type === 'save' ? [up] : up.type === 'surrender' ? up.saves : []
    for (const save of saves) {
      const typed = accountOf(page.sittingId).typed.get(valueOf(save))
      if (typed) typed.sentAt ??= now()
      else fail(`I2 ${page.name}: sends ${valueOf(save)}, which nobody typed`)
    }
  }

  function sentDown(id: SittingId, text: string) {
    if (text.includes(SENTINEL)) fail(`I12 ${id}: ${text.slice(0, 80)}`)
    const { folded } = accountOf(id)
    if (!text.includes('"stem"')) return checkReceipted(id, text, folded)
    const endedAt = folded.ended?.at ?? Infinity
    if (folded.startedAt === null || now() > endedAt + NEWS_WITHIN_MS)
      fail(`A06 ${id}: a paper before or after its time`)
  }

  function checkReceipted(id: SittingId, text: string, folded: Sitting) {
    if (!text.startsWith('{"type":"answers_saved"')) return
    const { seq, head } = JSON.parse(text) as { seq: number; head: string }
    if (seq > folded.lastSeq) fail(`I1 ${id}: ${seq} is called durable, the record ends at ${folded.lastSeq}`)
    if (!rowOf(id).events.some(({ link }) => link === head)) fail(`I1 ${id}: a head that is not in the record`)
  }

  function told({ id, number, head }: Sitting, { words, number: least }: { words: string | null; number: number }) {
    const { events } = rowOf(id)
    if (number < least) fail(`F22 ${id}: an answer of ${number} events, and there were ${least} when it was asked for`)
    if (number > 0 && events[number - 1]?.link !== head) fail(`I1 ${id}: said to stand at ${number} as it does not`)
    if (words !== null && !accountOf(id).words.has(words)) fail(`I1 ${id}: ${words} is said to be recorded, and is not`)
  }

  // ── At the end ────────────────────────────────────────────────────────────────────────────────────────────

  function pageGone(page: Watched, state: SittingState, left: ReadonlySet<string>) {
    for (const value of owedBy(state)) {
      const typed = accountOf(page.sittingId).typed.get(value)
      if (typed && !left.has(value) && !isKept(page.sittingId, value)) typed.excused = true
    }
  }

  function finalCheck(stillHeld: (id: SittingId) => ReadonlySet<string>) {
    for (const [id, { typed, folded }] of accounts) {
      const row = rowOf(id)
      if (!folded.ended) fail(`I15 ${id}: has not ended`)
      const held = stillHeld(id)
      for (const [value, { page, excused }] of typed) {
        if (isKept(id, value)) continue
        if (held.has(value)) counts.held += 1
        else if (excused) counts.excused += 1
        else fail(`I15 ${id}: ${value}, typed on ${page}, is nowhere`)
      }
      counts.late += row.late.length
      for (const late of row.late) if (!typed.has(valueOf(late))) fail(`${id}: kept apart, and nobody typed it`)
      const granted = row.events.reduce((sum, { event }) => sum + (event.type === 'time_granted' ? event.ms : 0), 0)
      const planned = (folded.startedAt ?? 0) + folded.terms.durationMs + folded.pausedMs
      if (folded.startedAt !== null && row.closesAt !== planned + granted)
        fail(`I9 ${id}: the end is not the sum of its grants`)
    }
  }

  return {
    committed,
    pageChanged,
    sentUp,
    sentDown,
    pageGone,
    told,
    isOpen: (id) => {
      const { folded } = accountOf(id)
      return (
        folded.ended === null &&
        (folded.pausedAt !== null || now() < (closesAt(folded) ?? Infinity) - CLOCK_TOLERANCE_MS)
      )
    },
    numberOf: (id) => rowOf(id).events.length,
    used: (id, answer) => accountOf(id).typed.has(valueOf(answer)),
    finalCheck,
    counts,
  }
}

/** An answer as one of a kind: what was chosen for which item, and whether it is marked. */
export function valueOf({ item, response, marked }: Answer & { readonly item: number }): string {
  return `${item}=${response}${marked ? '*' : ''}`
}

/** What a page holds that has no receipt. */
export function owedBy({ unsaved, foreign }: SittingState): ReadonlySet<string> {
  return new Set([...unsaved, ...foreign].map(valueOf))
}

function canonicalAnswers(answers: Readonly<Record<number, Answer>>): string {
  return Object.entries(answers)
    .map(([item, { response, marked }]) => valueOf({ item: Number(item), response, marked }))
    .sort()
    .join(' ')
}

/** Close codes that say our own code is at fault. */
export const OUR_FAULT: ReadonlySet<number> = new Set([CLOSE.fault, CLOSE.unreadable, CLOSE.tooFast])
