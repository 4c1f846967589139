import type { RequestOf, ResponseOf, EndpointNamed } from '@kaochang/contract/endpoints'
import type { PracticalPlace } from '@kaochang/contract/practical'
import type { SessionId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { endSessions } from '@kaochang/server/clockwork/end-sessions'
import type { TestApp } from './app.ts'
import { HOUR, type Member, type Office, type Row, enrol, rosterEntry, sit } from './exam-fixture.ts'

/** Two people who mark practical exams at an office's site. */
export async function twoExaminers(home: TestApp, { siteId, province }: Office): Promise<[Member, Member]> {
  const jurisdiction = { level: 'site', province: province ?? '14', siteId } as const
  const grant = { role: 'examiner', jurisdiction } as const
  return [await home.staff([grant]), await home.staff([grant])]
}

type Plan = RequestOf<EndpointNamed<'POST /v1/practical/sessions'>>['body']

/** What an officer asks for: the gas inspectors' practical exam in two hours, by the standard that is offered. */
export async function practicalPlan(home: TestApp, office: Office, given: Partial<Plan> = {}): Promise<Plan> {
  const { standards } = await office.officer.get('GET /v1/practical/standards')
  const offered = standards.find(({ trade }) => trade === 'gas_inspection')
  if (!offered) throw new Error('There is no standard for gas inspection')
  const { name, trade, subjects } = offered
  return {
    name: '瓦斯检查作业实际操作考试',
    standard: { name, trade, subjects },
    siteId: office.siteId,
    roomIds: [...office.roomIds],
    startsAt: home.clock.at + 2 * HOUR,
    durationMinutes: 40,
    admissionMinutes: 60,
    lateEntryMinutes: 240,
    restDayConfirmed: true,
    ...given,
  }
}

/** A practical session that is open, with these people on its roster; the clock stands at its start. */
export async function anOpenPractical(
  home: TestApp,
  office: Office,
  people: readonly Row[],
  given: Partial<Plan> = {},
): Promise<{ id: SessionId; startsAt: Instant }> {
  const { id, startsAt } = await office.officer.get('POST /v1/practical/sessions', {
    body: await practicalPlan(home, office, given),
  })
  const params = { sessionId: id }
  await office.officer.get('POST /v1/sessions/:sessionId/announce', { params })
  await enrol(office, id, people)
  await office.officer.get('POST /v1/sessions/:sessionId/seal', { params })
  home.clock.at = startsAt as Instant
  await office.chief.get('POST /v1/sessions/:sessionId/open', { params })
  return { id: id as SessionId, startsAt: startsAt as Instant }
}

/** The same points for each subject in its order, as an examiner enters them. */
export function marksOf(subjects: readonly { code: string }[], points: readonly number[]) {
  return subjects.map(({ code }, index) => ({ subject: code, points: points[index] ?? 0, note: null }))
}

/** Points that add up to a total, filling one subject after the other. */
export function pointsFor(subjects: readonly { full: number }[], total: number): number[] {
  let left = total
  return subjects.map(({ full }) => {
    const given = Math.min(full, left)
    left -= given
    return given
  })
}

export async function board(reader: Member, sessionId: string) {
  return reader.get('GET /v1/practical/sessions/:sessionId', { params: { sessionId } })
}

export async function checkIn(by: Member, sessionId: string, ticket: string): Promise<PracticalPlace> {
  return by.get('POST /v1/practical/sessions/:sessionId/check-in', { params: { sessionId }, body: { ticket } })
}

/** Both examiners give a candidate the same total and finish. */
export async function examine(
  office: Office,
  examiners: readonly Member[],
  { sessionId, person, total }: { sessionId: string; person: Row; total: number },
): Promise<PracticalPlace> {
  const [first] = examiners
  if (!first) throw new Error('There is no examiner')
  const { ticket, sittingId } = await rosterEntry(office, sessionId, person)
  await checkIn(first, sessionId, ticket)
  const { subjects } = (await board(first, sessionId)).session.standard
  let place: PracticalPlace | undefined
  for (const examiner of examiners) {
    const marks = marksOf(subjects, pointsFor(subjects, total))
    await examiner.get('POST /v1/practical/sittings/:sittingId/marks', { params: { sittingId }, body: { marks } })
    place = await examiner.get('POST /v1/practical/sittings/:sittingId/finish', { params: { sittingId } })
  }
  if (!place) throw new Error('Nobody marked')
  return place
}

/** Ends a session that is over and scores it. */
export async function endAndScore(home: TestApp, at: Instant): Promise<void> {
  home.clock.at = at
  await endSessions(home.deps)
}

/** Two people publish a session. */
export async function publish(office: Office, sessionId: string) {
  const params = { sessionId }
  const { digest } = await office.scorer.get('GET /v1/sessions/:sessionId/scores', { params })
  const body = { digest: digest ?? '' }
  const { proposal } = await office.scorer.get('POST /v1/sessions/:sessionId/release-proposals', { params, body })
  return office.publisher.get('POST /v1/release-proposals/:proposalId/approve', {
    params: { proposalId: proposal?.id ?? '' },
    body,
  })
}

/** Holds a knowledge session with so many right answers each; scored, and not published. */
export async function holdKnowledge(
  home: TestApp,
  office: Office,
  {
    id,
    startsAt,
    people,
    right,
  }: { id: SessionId; startsAt: Instant; people: readonly Row[]; right: readonly number[] },
): Promise<void> {
  for (const [index, row] of people.entries()) {
    const { sittingId } = await rosterEntry(office, id, row)
    const count = right[index]
    if (count !== undefined) await sit(home, sittingId, { right: count })
  }
  await endAndScore(home, (startsAt + 2 * HOUR) as Instant)
}

/** A candidate's own pages, opened with the ticket of a session. */
export async function ownPages(
  home: TestApp,
  office: Office,
  sessionId: string,
  person: Row,
): Promise<ResponseOf<EndpointNamed<'GET /v1/candidate/results'>>> {
  const { ticket } = await rosterEntry(office, sessionId, person)
  const candidate = home.visitor()
  await candidate.get('POST /v1/candidate/sign-in', { body: { ticket, idNumber: person.idNumber } })
  return candidate.get('GET /v1/candidate/results')
}
