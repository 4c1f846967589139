import { listPapers } from '@kaochang/database/paper'
import { findLastProposal } from '@kaochang/database/result'
import { seats, terminals } from '@kaochang/database/schema/session'
import { listKeys } from '@kaochang/database/score'
import { findSessionRow, listRoster } from '@kaochang/database/session'
import { type Key, letterOf, sortedLetters } from '@kaochang/domain/bank/item'
import { chanceFrom } from '@kaochang/domain/chance'
import type { RoomId, SessionId, SittingId, TerminalId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { type Outcome, type Refusal, invariant } from '@kaochang/domain/outcome'
import type { Paper, PaperItem } from '@kaochang/domain/paper/paper'
import { eq } from 'drizzle-orm'
import { endSessions } from '../clockwork/end-sessions.ts'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { approveReleaseFor } from '../result/approve-release.ts'
import { proposeReleaseFor } from '../result/propose-release.ts'
import { readScoreSheet } from '../result/score-sheet.ts'
import { closeSessionFor } from '../session/close-session.ts'
import { openSessionFor } from '../session/open-session.ts'
import { checkInFor } from '../sitting/check-in.ts'
import type { Hold, Line } from '../sitting/live-sittings.ts'
import { startRoomFor } from '../sitting/start-room.ts'
import { demoActor } from './demo-actors.ts'

const MINUTE = 60_000

/** The shell with a clock that the demonstration turns by hand, to tell what happened days ago. */
export type TurnedDeps = Deps & { readonly turn: (at: Instant) => void }

/** How many items each candidate gets right, in the order of the roster; `null` stays away. */
export type Performances = readonly (number | null)[]

/**
 * Holds a session that is already over: opens it, seats everybody, lets each candidate answer by the very
 * records a real one leaves, and closes and scores it.
 */
export async function holdSession(
  deps: TurnedDeps,
  { sessionId, startsAt, chief }: { sessionId: SessionId; startsAt: Instant; chief: Actor },
  performances: Performances,
): Promise<void> {
  deps.turn((startsAt - 20 * MINUTE) as Instant)
  given(await openSessionFor(deps, chief, sessionId))
  const startedBy = [await demoActor(deps, 'invigilator'), chief]
  await sitInRoom(deps, { sessionId, startsAt, chief, startedBy }, performances)
  deps.turn((startsAt + 130 * MINUTE) as Instant)
  given(await closeSessionFor(deps, chief, sessionId, '全部交卷'))
  await endSessions(deps)
}

/** Seats everybody of an open session who does not stay away, starts the room, and lets each of them answer. */
export async function sitInRoom(
  deps: TurnedDeps,
  {
    sessionId,
    startsAt,
    chief,
    startedBy,
  }: { sessionId: SessionId; startsAt: Instant; chief: Actor; startedBy: readonly Actor[] },
  performances: Performances,
): Promise<void> {
  const roster = (await listRoster(deps.db, sessionId)).map((entry, index) => ({
    ...entry,
    right: performances[index] ?? null,
  }))
  const present = roster.filter((entry) => entry.right !== null)
  const [first] = roster
  invariant(first, 'a session of the demonstration has candidates')
  const at = { sessionId, roomId: first.room.id }
  const terminalAt = new Map(
    (await listTerminals(deps, first.room.id)).map(({ seatNumber, terminalId }) => [seatNumber, terminalId]),
  )
  const seated = await Promise.all(
    present.map(async ({ sittingId, ticket, right }) => {
      const { seatNumber } = given(await checkInFor(deps, chief, at, { ticket }))
      const terminalId = terminalAt.get(seatNumber ?? 0)
      invariant(terminalId && right !== null, 'every seat has a terminal')
      return { sittingId, right, ready: await takeSeat(deps, { sittingId, terminalId, chief }) }
    }),
  )

  deps.turn(startsAt)
  for (const starter of startedBy) given(await startRoomFor(deps, starter, at))
  const papers = await listPapers(
    deps.db,
    present.map(({ sittingId }) => sittingId),
  )
  const keys = await keysOf(
    deps,
    [...papers.values()].map(({ paper }) => paper),
  )
  await Promise.all(
    seated.map(async ({ sittingId, right, ready }) => {
      const paper = papers.get(sittingId)?.paper
      invariant(paper, 'everybody present has a paper')
      await answer(ready, { sittingId, startsAt }, answersFor(paper, keys, right, sittingId))
    }),
  )
}

/** Two people publish a session's scores at an instant. */
export async function releaseSession(
  deps: TurnedDeps,
  { sessionId, at, scorer, publisher }: { sessionId: SessionId; at: Instant; scorer: Actor; publisher: Actor },
): Promise<void> {
  deps.turn(at)
  const session = await findSessionRow(deps.db, sessionId)
  invariant(session, 'the session was held')
  const { digest } = await readScoreSheet(deps.db, deps.secrets, session, at)
  invariant(digest, 'the session was scored')
  given(await proposeReleaseFor(deps, scorer, sessionId, digest))
  const proposal = await findLastProposal(deps.db, sessionId)
  invariant(proposal, 'the release was proposed')
  given(await approveReleaseFor(deps, publisher, proposal.id, digest))
}

type Ready = { readonly hold: Hold; readonly ended: Promise<void> }

/** A candidate at a terminal, known to the invigilator and waiting for the start. */
async function takeSeat(
  { sittings, clock }: TurnedDeps,
  { sittingId, terminalId, chief }: { sittingId: SittingId; terminalId: TerminalId; chief: Actor },
): Promise<Ready> {
  const { promise: ended, resolve } = Promise.withResolvers<void>()
  const line: Line = {
    kept: (sitting) => {
      if (sitting.ended) resolve()
    },
    takenOver: () => undefined,
    comeBack: () => undefined,
    durable: () => undefined,
  }
  const hold = given(await sittings.attach(sittingId, terminalId, line))
  given(await sittings.obey(sittingId, { type: 'confirm_identity', by: chief.id }))
  given(hold.say({ type: 'accept_rules' }, clock.now()))
  return { hold, ended }
}

/** One candidate's part, as a terminal would say it. Each takes between half a minute and a minute over an item. */
async function answer(
  { hold, ended }: Ready,
  { sittingId, startsAt }: { sittingId: SittingId; startsAt: Instant },
  responses: readonly string[],
) {
  let at = startsAt as number
  for (const [index, response] of responses.entries()) {
    at += 30_000 + chanceFrom(sittingId, `pace ${index}`).below(30_000)
    given(hold.say({ type: 'save', seq: index + 1, item: index + 1, response, marked: false }, at as Instant))
  }
  given(hold.say({ type: 'hand_in' }, (at + MINUTE) as Instant))
  await ended
  hold.leave()
}

/** Responses of which so many are right; which ones is chance. */
function answersFor(paper: Paper, keys: ReadonlyMap<string, Key>, rightCount: number, label: string): string[] {
  const order = chanceFrom(label, 'which are right').shuffle(paper.items)
  const right = new Set(order.slice(0, rightCount).map(({ number }) => number))
  return paper.items.map((item) => {
    const key = keys.get(`${item.itemId}@${item.version}`)
    invariant(key, 'every item has a key')
    const response = placesOf(item, key)
    return right.has(item.number) ? response : wrong(item, response)
  })
}

/** The key as the letters of this paper's places. */
function placesOf({ optionOrder }: PaperItem, key: Key): string {
  const places = optionOrder.flatMap((written, place) => (key.includes(letterOf(written)) ? [letterOf(place)] : []))
  return sortedLetters(places.join(''))
}

/** The next option for a choice of one; one option too few for a choice of several. */
function wrong({ kind, optionOrder }: PaperItem, response: string): string {
  if (kind === 'multiple_response') return response.slice(1)
  return letterOf((response.charCodeAt(0) - 64) % optionOrder.length)
}

async function keysOf({ db }: Deps, papers: readonly Paper[]): Promise<Map<string, Key>> {
  const ids = new Set(papers.flatMap(({ items }) => items.map(({ itemId }) => itemId)))
  const rows = await listKeys(db, [...ids])
  return new Map(rows.map(({ itemId, version, key }) => [`${itemId}@${version}`, key]))
}

async function listTerminals({ db }: Deps, roomId: RoomId) {
  return db
    .select({ seatNumber: seats.number, terminalId: terminals.id })
    .from(terminals)
    .innerJoin(seats, eq(seats.id, terminals.seatId))
    .where(eq(seats.roomId, roomId))
}

/** The value of an act that the demonstration may always do. */
export function given<Value>(outcome: Outcome<Value, Refusal>): Value {
  if (!outcome.ok) throw new Error(`The demonstration was refused: ${JSON.stringify(outcome.refusal)}`)
  return outcome.value
}
