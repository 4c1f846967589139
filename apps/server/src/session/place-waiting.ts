import type { WaitingView, placeWaiting } from '@kaochang/contract/application'
import type { ResponseOf } from '@kaochang/contract/endpoints'
import { listExamClocks, listOpenAssessments, lockPersonsNamed } from '@kaochang/database/application'
import type { Database, Transaction } from '@kaochang/database/client'
import { noteAct } from '@kaochang/database/people'
import { assessmentFor, listAssessments, listProgressions } from '@kaochang/database/result'
import { type SessionRow, isFrozen, listRoomPlaces, listRosterPersons } from '@kaochang/database/session'
import type { PersonId } from '@kaochang/domain/ids'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import { type Outcome, allow, invariant, refuse } from '@kaochang/domain/outcome'
import { fillRooms } from '@kaochang/domain/session/fill-rooms'
import { type Place, type PlaceRefusal, placeCandidate } from '@kaochang/domain/session/place-candidate'
import { isAssessment } from '@kaochang/domain/law/attempts'
import { presentClock } from '../application/present-application.ts'
import type { Deps } from '../deps.ts'
import { readRules } from '../law/read-rules.ts'
import { readRulesFor } from '../law/rules-for.ts'
import type { Actor } from '../people/access.ts'
import { holdSession } from './act-on-session.ts'
import { keepPlaces } from './add-to-roster.ts'

type OpenAssessment = Awaited<ReturnType<typeof listOpenAssessments>>[number]
type Judged = { readonly open: OpenAssessment; readonly place: Outcome<Place, PlaceRefusal> }
type Answer = ResponseOf<typeof placeWaiting>

/**
 * Who waits for a session like this: everybody with an open assessment of its category and trade at its authority who may
 * sit its component next, a retake as well as a first attempt (R19-3, R27-8). Whoever must be examined soonest stands
 * first: by the sixty days of the application (R26-2), or by the six months of the post, which a retake does not
 * lengthen (A6).
 */
export async function readWaiting(db: Database, session: SessionRow, at: Instant): Promise<WaitingView[]> {
  if (session.purpose !== 'assessment') return []
  const today = civilDateAt(at)
  const judged = await judge(db, session, await listOpenAssessments(db, session), at)
  const waiting = judged.flatMap(({ open, place }) => (place.ok ? [{ open, attempt: place.value.attempt }] : []))
  const personIds = waiting.map(({ open }) => open.personId)
  const clocks = Map.groupBy(
    await listExamClocks(db, { personIds, category: session.category }),
    ({ personId }) => personId,
  )
  const views = waiting.map(({ open, attempt }): WaitingView => {
    const first = clocks
      .get(open.personId)
      ?.find(({ clock, subjectId }) => clock === 'manager.pass' || subjectId === open.applicationId)
    return {
      assessmentId: open.assessmentId,
      applicationId: open.applicationId,
      name: open.name,
      idNumberMasked: open.idNumberMasked,
      enterprise: open.applicantEnterprise ?? open.enterprise,
      purpose: isAssessment(open.purpose) ? open.purpose : 'first',
      component: session.component,
      attempt,
      clock: first ? presentClock(first, today) : null,
      since: civilDateAt(open.openedAt),
    }
  })
  return views.toSorted((a, b) => compare(a.clock?.due, b.clock?.due) || compare(a.since, b.since))
}

/** Takes people who wait for it onto a roster; whoever may not sit it after all is named with the reason. */
export async function placeWaitingFor(
  deps: Deps,
  actor: Actor,
  sessionId: string,
  assessmentIds: readonly string[],
): Promise<
  Outcome<
    Answer,
    { code: 'not_found' | 'roster_closed' } | { code: 'room_too_small'; seats: number; free: number; wanted: number }
  >
> {
  return holdSession(deps, actor, { sessionId, act: 'edit_roster' }, async (tx, session, at) => {
    const open = session.state === 'planned' || session.state === 'announced'
    if (!open || session.purpose !== 'assessment' || (await isFrozen(tx, session.id)))
      return refuse({ code: 'roster_closed' })
    const wanted = (await listOpenAssessments(tx, session)).filter((one) => assessmentIds.includes(one.assessmentId))
    if (wanted.length < assessmentIds.length) return refuse({ code: 'not_found' })

    const held = await lockPersonsNamed(
      tx,
      wanted.map(({ personId }) => personId),
    )
    const personOf = new Map(held.map((person) => [person.id, person]))
    const there = await listRosterPersons(tx, session.id)
    const judged = await judge(
      tx,
      session,
      wanted.filter(({ personId }) => !there.has(personId)),
      at,
    )
    const placed = judged.flatMap(({ open: { personId, applicantEnterprise, enterprise }, place }) => {
      const person = personOf.get(personId)
      invariant(person, 'everybody who waits is held')
      return place.ok ? [{ ...place.value, person, enterprise: applicantEnterprise ?? enterprise }] : []
    })
    const rooms = fillRooms(await listRoomPlaces(tx, session.id), placed.length)
    if (!rooms.ok) return rooms
    const rules = (await readRules(tx, session.province)).on(session.category, civilDateAt(at))
    await keepPlaces(tx, session, placed, rooms.value, { at, rules })

    const answer: Answer = {
      added: placed.length,
      unchanged: wanted.length - judged.length,
      problems: judged.flatMap(({ open: { assessmentId, name }, place }) =>
        place.ok ? [] : [{ assessmentId, name, refusal: { ...place.refusal } }],
      ),
    }
    const facts = { added: answer.added, unchanged: answer.unchanged, refused: answer.problems.length }
    await noteAct(tx, { at, staffId: actor.id, act: 'place_waiting', subject: `session:${session.id}`, facts })
    return allow(answer)
  })
}

/** What each of them may sit here, by their whole history. */
async function judge(
  db: Database | Transaction,
  session: SessionRow,
  open: readonly OpenAssessment[],
  at: Instant,
): Promise<Judged[]> {
  const today = civilDateAt(at)
  const assessed = await listAssessments(db, [...new Set(open.map(({ personId }): PersonId => personId))])
  const byPerson = Map.groupBy(assessed, ({ personId }) => personId)
  const progressions = await listProgressions(db, assessed)
  const rulesFor = await readRulesFor(db, assessed, today)
  const rules = (await readRules(db, session.province)).on(session.category, today)
  return open.map((one) => {
    const past = (byPerson.get(one.personId) ?? []).map((assessment) =>
      assessmentFor(assessment, session.province, rulesFor(assessment), progressions),
    )
    const place = placeCandidate({ ...session, rules }, past, today)
    // A place in another assessment is not the one that was asked for: this one's knowledge pass has lapsed (A11).
    const here = !place.ok || place.value.assessmentId === one.assessmentId
    return { open: one, place: here ? place : refuse({ code: 'result_pending', session: null }) }
  })
}

/** Earlier first, and what has no day last. */
function compare(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0
  if (a === undefined) return 1
  if (b === undefined) return -1
  return a < b ? -1 : 1
}
