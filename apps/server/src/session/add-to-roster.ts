import type { RequestOf, ResponseOf } from '@kaochang/contract/endpoints'
import type { RefusalBody, RefusalCode } from '@kaochang/contract/refusal'
import type { addToRoster } from '@kaochang/contract/session'
import { listRefusedPersons } from '@kaochang/database/application'
import type { Transaction } from '@kaochang/database/client'
import { noteAct } from '@kaochang/database/people'
import { assessmentFor, closeAssessments, listAssessments, listProgressions } from '@kaochang/database/result'
import {
  type HeldPerson,
  type SessionRow,
  insertAssessments,
  insertSittings,
  isFrozen,
  listRoomPlaces,
  listRosterPersons,
  listTakenTickets,
  lockPersons,
  setEnterprise,
} from '@kaochang/database/session'
import type { PersonId, RoomId } from '@kaochang/domain/ids'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import { type Outcome, allow, invariant, refuse } from '@kaochang/domain/outcome'
import { type IdNumber, maskIdNumber, readIdNumber } from '@kaochang/domain/people/id-number'
import { type PersonNameRefusal, readPersonName } from '@kaochang/domain/people/person-name'
import type { Rules } from '@kaochang/domain/law/rules'
import { fillRooms } from '@kaochang/domain/session/fill-rooms'
import { type Place, placeCandidate } from '@kaochang/domain/session/place-candidate'
import { TICKET_BODIES, ticketFrom } from '@kaochang/domain/session/ticket'
import { randomInt } from 'node:crypto'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { idNumberLookup, sealIdNumber } from '../people/id-number-secrets.ts'
import { readRules } from '../law/read-rules.ts'
import { readRulesFor } from '../law/rules-for.ts'
import type { Secrets } from '../secrets.ts'
import { holdSession } from './act-on-session.ts'

type Rows = RequestOf<typeof addToRoster>['body']['rows']
type Answer = ResponseOf<typeof addToRoster>
type Problem = Answer['problems'][number]

/** A row that could be read, with what its person is found by. */
type ReadRow = {
  readonly row: number
  readonly name: string
  readonly idNumber: IdNumber
  readonly lookup: string
  readonly enterprise: string
}

type Placed = Place & { readonly person: HeldPerson; readonly enterprise: string }

/**
 * Takes a list of people onto a roster. Good rows go in and every other one is named with its reason; the
 * same list given twice changes nothing the second time. A list longer than the rooms is refused whole:
 * who of it should stay at home is not for us to say.
 */
export async function addToRosterFor(
  deps: Deps,
  actor: Actor,
  sessionId: string,
  rows: Rows,
): Promise<
  Outcome<
    Answer,
    { code: 'not_found' | 'roster_closed' } | { code: 'room_too_small'; seats: number; free: number; wanted: number }
  >
> {
  const { read, problems, repeated } = readRows(rows, deps.secrets)
  return holdSession(deps, actor, { sessionId, act: 'edit_roster' }, async (tx, session, at) => {
    const open = session.state === 'planned' || session.state === 'announced'
    if (!open || (await isFrozen(tx, session.id))) return refuse({ code: 'roster_closed' })

    const rules = (await readRules(tx, session.province)).on(session.category, civilDateAt(at))
    const decided = await decideRows(tx, session, read, { at, rules, secrets: deps.secrets })
    const rooms = fillRooms(await listRoomPlaces(tx, session.id), decided.placed.length)
    if (!rooms.ok) return rooms
    await keepPlaces(tx, session, decided.placed, rooms.value, { at, rules })

    const answer = {
      added: decided.placed.length,
      unchanged: decided.unchanged + repeated,
      problems: [...problems, ...decided.problems].toSorted((a, b) => a.row - b.row),
    }
    const facts = { added: answer.added, unchanged: answer.unchanged, refused: answer.problems.length }
    await noteAct(tx, { at, staffId: actor.id, act: 'add_to_roster', subject: `session:${session.id}`, facts })
    return allow(answer)
  })
}

/** Reads every row for itself. A person who stands twice in the list is taken once. */
function readRows(rows: Rows, secrets: Secrets) {
  const read = new Map<string, ReadRow>()
  const problems: Problem[] = []
  let repeated = 0
  for (const [index, { name: typed, idNumber: typedNumber, enterprise: typedEnterprise }] of rows.entries()) {
    const row = index + 1
    const enterprise = typedEnterprise.trim()
    const name = readPersonName(typed)
    const idNumber = readIdNumber(typedNumber)
    if (!name.ok || !idNumber.ok || enterprise === '') {
      if (!name.ok) problems.push(problem(row, typed, nameRefusal(name.refusal)))
      else if (!idNumber.ok) problems.push(problem(row, typed, idNumber.refusal))
      else problems.push(problem(row, typed, { code: 'invalid', place: '工作单位 / enterprise' }))
      continue
    }
    const lookup = idNumberLookup(secrets, idNumber.value)
    const before = read.get(lookup)
    if (!before) read.set(lookup, { row, name: name.value, idNumber: idNumber.value, lookup, enterprise })
    else if (before.name === name.value) repeated += 1
    else problems.push(problem(row, typed, { code: 'name_differs', sameAsRow: before.row }))
  }
  return { read: [...read.values()], problems, repeated }
}

/** Finds or makes each person, and decides about each with their whole history held still. */
async function decideRows(
  tx: Transaction,
  session: SessionRow,
  read: readonly ReadRow[],
  { at, rules, secrets }: { at: Instant; rules: Rules; secrets: Secrets },
) {
  const held = await lockPersons(
    tx,
    read.map(({ name, idNumber, lookup, enterprise }) => ({
      name,
      idNumberLookup: lookup,
      idNumberSealed: sealIdNumber(secrets, idNumber),
      idNumberMasked: maskIdNumber(idNumber),
      enterprise,
      createdAt: at,
    })),
  )
  const personOf = new Map(held.map((person) => [person.idNumberLookup, person]))
  const there = await listRosterPersons(tx, session.id)
  const assessed = await listAssessments(
    tx,
    held.map(({ id }) => id),
  )
  const assessmentsOf = Map.groupBy(assessed, ({ personId }) => personId)
  const progressions = await listProgressions(tx, assessed)
  const today = civilDateAt(at)
  const rulesOf = await readRulesFor(tx, assessed, today)
  const asked = { ...session, rules }
  // Whoever was refused in writing gets no exam by another door (R17-4, R26-3); a spot check is open to everybody.
  const refused =
    session.purpose !== 'assessment'
      ? new Set<PersonId>()
      : await listRefusedPersons(
          tx,
          held.map(({ id }) => id),
          session,
        )

  const placed: Placed[] = []
  const problems: Problem[] = []
  let unchanged = 0
  for (const { row, name, lookup, enterprise } of read) {
    const person = personOf.get(lookup)
    invariant(person, 'every person on the list was found or made')
    // The name on file is not told: whoever types an ID number must not learn whose it is.
    if (person.name !== name) problems.push(problem(row, name, { code: 'name_differs' }))
    else if (there.has(person.id)) unchanged += 1
    else if (refused.has(person.id)) {
      const article = session.category === 'operator' ? '26' : '17'
      problems.push(problem(row, name, { code: 'application_refused', article }))
    } else {
      const past = (assessmentsOf.get(person.id) ?? []).map((assessment) =>
        assessmentFor(assessment, session.province, rulesOf(assessment), progressions),
      )
      const place = placeCandidate(asked, past, today)
      if (place.ok) placed.push({ ...place.value, person, enterprise })
      else problems.push(problem(row, name, place.refusal))
    }
  }
  return { placed, problems, unchanged }
}

/** Opens assessments where a new one begins, and writes the places down with their rooms and tickets. */
export async function keepPlaces(
  tx: Transaction,
  { id: sessionId, category, trade, component, purpose: sessionPurpose }: SessionRow,
  placed: readonly Placed[],
  roomIds: readonly RoomId[],
  { at, rules }: { at: Instant; rules: Rules },
) {
  const purpose = sessionPurpose === 'assessment' ? 'first' : sessionPurpose
  await closeAssessments(
    tx,
    placed.flatMap(({ lapsed }) => lapsed ?? []),
    at,
  )
  const opened = await insertAssessments(
    tx,
    placed.flatMap(({ assessmentId, person }) =>
      assessmentId === null
        ? [{ personId: person.id, category, trade, purpose, rulesVersion: rules.version, openedAt: at }]
        : [],
    ),
  )
  const tickets = await newTickets(tx, placed.length)
  const sittings = placed.map(({ person, attempt, assessmentId }, index) => {
    const roomId = roomIds[index]
    const ticket = tickets[index]
    const assessment = assessmentId ?? opened.get(person.id)
    invariant(roomId && ticket && assessment, 'every place has a room, a ticket and an assessment')
    return { sessionId, personId: person.id, assessmentId: assessment, component, attempt, roomId, ticket }
  })
  await insertSittings(tx, sittings)
  for (const { person, enterprise } of placed) {
    if (person.enterprise !== enterprise) await setEnterprise(tx, person.id, enterprise)
  }
}

/** Ticket numbers that nobody has. */
export async function newTickets(tx: Transaction, count: number): Promise<string[]> {
  const tickets = new Set<string>()
  while (tickets.size < count) {
    const drawn = Array.from({ length: count - tickets.size }, () =>
      ticketFrom(randomInt(TICKET_BODIES.from, TICKET_BODIES.below)),
    )
    const taken = await listTakenTickets(tx, drawn)
    for (const ticket of drawn) if (!taken.has(ticket)) tickets.add(ticket)
  }
  return [...tickets]
}

function problem(row: number, name: string, refusal: RefusalBody & Record<string, unknown>): Problem {
  return { row, name, refusal }
}

/** The wire knows two things that can be wrong with a name: its length and its characters. */
function nameRefusal(refusal: PersonNameRefusal): RefusalBody {
  const { code: rule, ...facts } = refusal
  const code: RefusalCode = rule === 'name_length' ? 'name_length' : 'name_characters'
  return { ...facts, code }
}
