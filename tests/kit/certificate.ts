import { applications } from '@kaochang/database/schema/application'
import { employments, enterprises } from '@kaochang/database/schema/enterprise'
import { persons } from '@kaochang/database/schema/people'
import { releaseProposals, releases, results } from '@kaochang/database/schema/result'
import { assessments, sessions, sittings } from '@kaochang/database/schema/session'
import type { ApplicationPurpose } from '@kaochang/domain/application/application'
import type { EnterpriseId, PersonId } from '@kaochang/domain/ids'
import { type CivilDate, type Instant, civilDateAt, startOfDay } from '@kaochang/domain/instant'
import type { ExamCategory } from '@kaochang/domain/law/categories'
import type { Component } from '@kaochang/domain/law/rules'
import { BLUEPRINTS } from '@kaochang/domain/paper/blueprints'
import { type IdNumber, maskIdNumber, readIdNumber } from '@kaochang/domain/people/id-number'
import { DEFAULT_SETTINGS } from '@kaochang/domain/session/session'
import { ticketFrom } from '@kaochang/domain/session/ticket'
import { actOnPasses } from '@kaochang/server/certificate/after-passes'
import { idNumberLookup, sealIdNumber } from '@kaochang/server/people/id-number-secrets'
import type { TestApp } from './app.ts'
import { type Place, aPlace } from './exam.ts'

let count = 0

export type Worker = {
  readonly personId: PersonId
  readonly name: string
  readonly idNumber: IdNumber
  readonly enterpriseId: EnterpriseId
  readonly category: ExamCategory
  readonly trade: string | null
}

/** Somebody at work in a post of a category, written straight into the tables; in a new enterprise unless one is given. */
export async function aWorker(
  home: TestApp,
  given: {
    name?: string
    category?: ExamCategory
    trade?: string | null
    province?: string
    enterpriseId?: EnterpriseId
  } = {},
): Promise<Worker> {
  const { db, secrets } = home.deps
  count += 1
  const { name = '王喆', category = 'operator', province = '14' } = given
  const trade = category === 'operator' ? (given.trade ?? 'gas_inspection') : null
  const enterpriseId = given.enterpriseId ?? (await anEnterprise(home, province))
  const idNumber = aNumber(count)
  const [person] = await db
    .insert(persons)
    .values({
      name,
      idNumberLookup: idNumberLookup(secrets, idNumber),
      idNumberSealed: sealIdNumber(secrets, idNumber),
      idNumberMasked: maskIdNumber(idNumber),
      enterprise: '某某煤业',
      createdAt: home.clock.at,
    })
    .returning({ id: persons.id })
  if (!person) throw new Error('The person was not stored')
  await db.insert(employments).values({
    personId: person.id,
    enterpriseId,
    category,
    post: 'other',
    title: '职工',
    trade,
    startedOn: '2020-01-02' as CivilDate,
    enteredAt: home.clock.at,
  })
  return { personId: person.id, name, idNumber, enterpriseId, category, trade }
}

async function anEnterprise({ deps: { db }, clock }: TestApp, province: string): Promise<EnterpriseId> {
  count += 1
  const [enterprise] = await db
    .insert(enterprises)
    .values({
      name: `晋中煤业${count}号矿有限公司`,
      creditCode: `9114000CERT${String(count).padStart(7, '0')}`,
      province,
      city: `${province}02`,
      oversight: 'province',
      appointingBody: '晋中煤业集团',
      createdAt: clock.at,
    })
    .returning({ id: enterprises.id })
  if (!enterprise) throw new Error('The enterprise was not stored')
  return enterprise.id
}

const places = new WeakMap<TestApp, Promise<Place>>()

/**
 * An assessment of somebody with published results, as a release would have left it, and with what follows from the
 * passes among them. Without `points` everything its purpose asks for was passed with 88.
 */
export async function anAssessed(
  home: TestApp,
  { personId, enterpriseId, category, trade }: Worker,
  given: {
    purpose?: ApplicationPurpose
    /** The authority that examined; null is the nation. */
    province?: string | null
    city?: string | null
    points?: Partial<Record<Component, number>>
    /** The day of the last exam; those before it are a week earlier each. */
    examOn?: CivilDate
    publishedOn?: CivilDate
  } = {},
): Promise<{ readonly assessmentId: string; readonly ticket: string }> {
  const { db } = home.deps
  const { purpose = 'first', province = '14', city = null } = given
  const examAt = (startOfDay(given.examOn ?? ('2026-10-12' as CivilDate)) + 9 * HOUR) as Instant
  const publishedAt = (startOfDay(given.publishedOn ?? ('2026-10-16' as CivilDate)) + 15 * HOUR) as Instant
  const components: readonly Component[] =
    purpose === 'practical_again' ? ['practical'] : category === 'operator' ? ['knowledge', 'practical'] : ['knowledge']
  const points = given.points ?? Object.fromEntries(components.map((component) => [component, 8800]))

  const [assessment] = await db
    .insert(assessments)
    .values({ personId, category, trade, purpose, openedAt: (examAt - 40 * DAY) as Instant, closedAt: publishedAt })
    .returning({ id: assessments.id })
  if (!assessment) throw new Error('The assessment was not stored')
  await db.insert(applications).values({
    purpose,
    personId,
    enterpriseId,
    category,
    trade,
    province,
    city,
    basis: 'work',
    asksTrainingWaiver: 'no',
    state: 'accepted',
    late: 'no_clock',
    submittedAt: (examAt - 50 * DAY) as Instant,
    assessmentId: assessment.id,
    createdAt: (examAt - 50 * DAY) as Instant,
  })
  let ticket = ''
  for (const [index, component] of components.entries()) {
    const got = points[component]
    if (got === undefined) continue
    const startedAt = (examAt - (components.length - 1 - index) * 7 * DAY) as Instant
    ticket = await aResult(home, {
      assessmentId: assessment.id,
      personId,
      category,
      trade,
      province,
      component,
      points: got,
      startedAt,
      publishedAt,
    })
  }
  await db.transaction((tx) => actOnPasses(tx, [assessment.id], publishedAt))
  return { assessmentId: assessment.id, ticket }
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

async function aResult(
  home: TestApp,
  result: {
    readonly assessmentId: string
    readonly personId: PersonId
    readonly category: ExamCategory
    readonly trade: string | null
    readonly province: string | null
    readonly component: Component
    readonly points: number
    readonly startedAt: Instant
    readonly publishedAt: Instant
  },
): Promise<string> {
  const { db } = home.deps
  const { assessmentId, personId, category, trade, province, component, points, startedAt, publishedAt } = result
  const kept = places.get(home) ?? aPlace(home)
  places.set(home, kept)
  const place = await kept
  const [scorer, publisher] = [await home.staff([]), await home.staff([])]
  const blueprint = BLUEPRINTS[0]
  if (!blueprint) throw new Error('There is no blueprint')
  const endedAt = (startedAt + 2 * HOUR) as Instant
  const [session] = await db
    .insert(sessions)
    .values({
      name: component === 'practical' ? '实际操作能力考试' : '安全生产知识考试',
      category,
      trade,
      component,
      province,
      siteId: place.siteId,
      blueprint,
      practicalStandard: component === 'practical' ? { name: '标准', trade: trade ?? '', subjects: [] } : null,
      startsAt: startedAt,
      settings: DEFAULT_SETTINGS,
      state: 'released',
      createdAt: startedAt,
      announcedAt: startedAt,
      releasedAt: publishedAt,
    })
    .returning({ id: sessions.id })
  if (!session) throw new Error('The session was not stored')
  count += 1
  const ticket = ticketFrom(20_000_000_000 + count * 7_919)
  const [sitting] = await db
    .insert(sittings)
    .values({
      sessionId: session.id,
      personId,
      assessmentId,
      component,
      attempt: 1,
      roomId: place.roomId,
      ticket,
      startedAt,
      closesAt: endedAt,
      endedAt,
      endReason: 'handed_in',
    })
    .returning({ id: sittings.id })
  const [proposal] = await db
    .insert(releaseProposals)
    .values({ sessionId: session.id, digest: 'x', proposedBy: scorer.id, proposedAt: publishedAt })
    .returning({ id: releaseProposals.id })
  if (!sitting || !proposal) throw new Error('The sitting was not stored')
  const [release] = await db
    .insert(releases)
    .values({
      sessionId: session.id,
      number: 1,
      proposalId: proposal.id,
      digest: 'x',
      proposedBy: scorer.id,
      approvedBy: publisher.id,
      publishedAt,
      due: civilDateAt(publishedAt),
      overdue: false,
    })
    .returning({ id: releases.id })
  if (!release) throw new Error('The release was not stored')
  await db
    .insert(results)
    .values({ releaseId: release.id, sittingId: sitting.id, points, passed: points >= 8000, byArea: [], publishedAt })
  return ticket
}

/** A well-formed ID number that no other of these tests has. */
function aNumber(n: number): IdNumber {
  // Through the old form of fifteen digits, which has no check character to compute.
  const read = readIdNumber(`140981${String(70 + (n % 30)).padStart(2, '0')}0612${String(100 + (n % 900))}`)
  if (!read.ok) throw new Error(`No ID number: ${read.refusal.code}`)
  return read.value
}
