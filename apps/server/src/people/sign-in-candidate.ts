import { scheduleOf } from '@kaochang/database/session'
import { type Entry, countSignIn, findEntry, forgiveSignIns } from '@kaochang/database/terminal'
import type { Instant } from '@kaochang/domain/instant'
import { allow, refuse } from '@kaochang/domain/outcome'
import { type IdNumber, readIdNumber } from '@kaochang/domain/people/id-number'
import type { SafeExamBrowser, SebVerdict } from '@kaochang/domain/session/safe-exam-browser'
import { mayEnter, scheduledEndAt } from '@kaochang/domain/session/session'
import { readTicket } from '@kaochang/domain/session/ticket'
import { timingSafeEqual } from 'node:crypto'
import type { Deps } from '../deps.ts'
import type { EnrolledTerminal } from './access.ts'
import { idNumberLookup } from './id-number-secrets.ts'
import { FAILED_SIGN_IN_LIMIT, RESULT_SESSION_MS, openCandidateSession } from './sign-ins.ts'

/** What a candidate types: the admission ticket's number, and the number of their identity card. */
export type Claim = { readonly ticket: string; readonly idNumber: string }

/** What a request says of its browser, for what a session asks. */
type SebWord = (asked: SafeExamBrowser | null) => SebVerdict | null

/** Beyond the latest planned end: for grants of time, and for whoever stays to the last. */
const AFTER_THE_END_MS = 4 * 3_600_000

/**
 * Signs a candidate in at an enrolled terminal.
 *
 * Ticket and ID number are an identification and no secret: an insider can narrow an ID number down to some
 * thirty thousand. What keeps strangers out is that it works only at the terminal of the seat that was drawn,
 * in the admission window, that five wrong attempts in a row lock the terminal, and that the seat opens only
 * when an invigilator has looked at the person (A24).
 *
 * @param before the token of whoever was signed in here; that session ends.
 * @param said what the request says of its browser, for what a session asks
 */
export async function signInCandidate(
  deps: Deps,
  terminal: EnrolledTerminal,
  { claim, before, said }: { claim: Claim; before: string | undefined; said: SebWord },
) {
  const { db, clock } = deps
  const attempt = await countSignIn(db, terminal.id, FAILED_SIGN_IN_LIMIT)
  if (attempt === undefined) return refuse({ code: 'terminal_locked' })

  const entry = await findClaimed(deps, claim)
  if (!entry) {
    const attemptsLeft = FAILED_SIGN_IN_LIMIT - attempt
    return attemptsLeft > 0 ? refuse({ code: 'sign_in_failed', attemptsLeft }) : refuse({ code: 'terminal_locked' })
  }
  const at = clock.now()
  const seb = said(entry.safeExamBrowser)
  const entered = enter(entry, terminal, at, seb)
  if (!entered.ok) {
    // At another seat nothing else is forgiven: or four guesses and one's own number could be typed in turn for ever.
    await forgiveSignIns(db, terminal.id, entry.seatId === terminal.seatId ? 'all' : 'this one')
    return entered
  }
  const { seatNumber, expiresAt } = entered.value
  const opened = { sittingId: entry.sittingId, terminalId: terminal.id, before, at, expiresAt, seb }
  const token = await db.transaction(async (tx) => {
    await forgiveSignIns(tx, terminal.id, 'all')
    return openCandidateSession(tx, opened)
  })
  return allow({ entry, seatNumber, token, expiresAt })
}

/** Whether somebody who is who they say may sign in here and now, and until when that holds. */
function enter(entry: Entry, terminal: EnrolledTerminal, at: Instant, seb: SebVerdict | null) {
  const schedule = scheduleOf(entry)
  const entered = mayEnter({ state: entry.state, schedule }, entry, at)
  if (!entered.ok) return entered
  if (entry.endedAt !== null) return refuse({ code: 'sitting_closed' })
  if (entry.seatId === null || entry.seatNumber === null) return refuse({ code: 'not_seated' })
  if (entry.seatId !== terminal.seatId) return refuse({ code: 'wrong_seat', seatNumber: entry.seatNumber })
  const browserIsRight = seb === null || seb === 'right' || entry.sebExcusedAt !== null
  if (!browserIsRight && entry.safeExamBrowser?.required) return refuse({ code: 'seb_required', verdict: seb })
  const expiresAt = (Math.max(scheduledEndAt(schedule), entry.closesAt ?? 0) + AFTER_THE_END_MS) as Instant
  return allow({ seatNumber: entry.seatNumber, expiresAt })
}

/** Opens a candidate's own pages, in any browser. An unknown ticket and a wrong number are the same answer. */
export async function signInForResult(deps: Deps, { claim, before }: { claim: Claim; before: string | undefined }) {
  const entry = await findClaimed(deps, claim)
  if (!entry) return refuse({ code: 'sign_in_failed' })
  const at = deps.clock.now()
  const expiresAt = (at + RESULT_SESSION_MS) as Instant
  const opened = { sittingId: entry.sittingId, terminalId: null, before, at, expiresAt, seb: null }
  return allow({ name: entry.name, token: await deps.db.transaction((tx) => openCandidateSession(tx, opened)) })
}

/**
 * The place on a roster that a ticket and an ID number claim together. The same query, the same keyed hash
 * and the same comparison are done whether or not either exists (A25).
 */
async function findClaimed({ db, secrets }: Deps, { ticket, idNumber }: Claim): Promise<Entry | undefined> {
  const read = readIdNumber(idNumber)
  const given = Buffer.from(idNumberLookup(secrets, read.ok ? read.value : NOBODYS))
  const number = readTicket(ticket)
  const entry = await findEntry(db, { ticket: number.ok ? number.value : NO_TICKET })
  const wanted = entry ? Buffer.from(entry.idNumberLookup) : given
  const equal = given.length === wanted.length && timingSafeEqual(given, wanted)
  return equal ? entry : undefined
}

/** No person can have it: it has no birth date. */
const NOBODYS = '000000000000000000' as IdNumber
const NO_TICKET = '000000000000'
