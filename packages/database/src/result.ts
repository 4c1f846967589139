import type { PersonId, ReleaseId, SessionId, SittingId, StaffId } from '@kaochang/domain/ids'
import { type CivilDate, type Instant, civilDateAt } from '@kaochang/domain/instant'
import { type AttemptResult, carriedKnowledge, isAssessment } from '@kaochang/domain/law/attempts'
import type { Hundredths } from '@kaochang/domain/law/marks'
import type { Component, Rules, RulesVersion } from '@kaochang/domain/law/rules'
import type { PublishedResult } from '@kaochang/domain/result/consequences'
import { progressionOf } from '@kaochang/domain/result/progression'
import type { AreaScore } from '@kaochang/domain/score/score-sitting'
import type { Assessment } from '@kaochang/domain/session/place-candidate'
import { and, asc, count, desc, eq, inArray, isNull, max, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Database, Transaction } from './client.ts'
import { persons, staff } from './schema/people.ts'
import { releaseProposals, releases, results } from './schema/result.ts'
import { scores } from './schema/score.ts'
import { assessments, sessions, sites, sittings } from './schema/session.ts'
import { listLateFrames } from './score.ts'

/** A published result as it stands now: that of the session's last release. */
export type Published = {
  readonly sittingId: SittingId
  readonly points: Hundredths
  readonly passed: boolean
  readonly byArea: readonly AreaScore[]
  readonly publishedAt: Instant
  readonly due: CivilDate
  readonly overdue: boolean
}

/** What was published of these sittings. One whose result is not out is left out. */
export async function listPublished(
  db: Database | Transaction,
  sittingIds: readonly SittingId[],
): Promise<Map<SittingId, Published>> {
  if (sittingIds.length === 0) return new Map()
  const rows = await db
    .selectDistinctOn([results.sittingId], {
      sittingId: results.sittingId,
      points: results.points,
      passed: results.passed,
      byArea: results.byArea,
      publishedAt: releases.publishedAt,
      due: releases.due,
      overdue: releases.overdue,
    })
    .from(results)
    .innerJoin(releases, eq(releases.id, results.releaseId))
    .where(inArray(results.sittingId, [...sittingIds]))
    .orderBy(asc(results.sittingId), desc(releases.number))
  return new Map(rows.map((row) => [row.sittingId, row]))
}

/** One place on a roster in a person's assessment, with what was published of it. */
export type Attempt = {
  readonly sittingId: SittingId
  readonly assessmentId: string
  readonly component: Component
  readonly attempt: number
  readonly sessionId: SessionId
  readonly sessionName: string
  readonly siteName: string
  /** The session's authority; null for the national one. */
  readonly province: string | null
  readonly startsAt: Instant
  readonly startedAt: Instant | null
  readonly endedAt: Instant | null
  /** When the exam ended for this sitting: its time being up or its being handed in, whichever is later; null before. */
  readonly examEndedAt: Instant | null
  readonly absent: boolean
  readonly published: Published | null
}

/** A published result with its points, as it is kept. */
export type KeptResult = PublishedResult & { readonly points: Hundredths }

export type PersonAssessment = typeof assessments.$inferSelect & {
  readonly attempts: readonly Attempt[]
  /** What was published of the person's earlier assessments of the same kind: a knowledge pass among it may carry over (A12). */
  readonly before: readonly KeptResult[]
}

/** Every assessment of these persons, the oldest first, with every place they had on a roster. */
export async function listAssessments(
  db: Database | Transaction,
  personIds: readonly PersonId[],
): Promise<PersonAssessment[]> {
  if (personIds.length === 0) return []
  const wanted = sql`${assessments.personId} = any(${sql.param([...personIds])}::uuid[])`
  const opened = await db
    .select()
    .from(assessments)
    .where(wanted)
    .orderBy(asc(assessments.openedAt), asc(assessments.id))
  const rows = await db
    .select({
      sittingId: sittings.id,
      assessmentId: sittings.assessmentId,
      component: sittings.component,
      attempt: sittings.attempt,
      sessionId: sessions.id,
      sessionName: sessions.name,
      siteName: sites.name,
      province: sessions.province,
      startsAt: sessions.startsAt,
      startedAt: sittings.startedAt,
      closesAt: sittings.closesAt,
      endedAt: sittings.endedAt,
      absentAt: sittings.absentAt,
    })
    .from(sittings)
    .innerJoin(assessments, eq(assessments.id, sittings.assessmentId))
    .innerJoin(sessions, eq(sessions.id, sittings.sessionId))
    .innerJoin(sites, eq(sites.id, sessions.siteId))
    .where(wanted)
    .orderBy(asc(sessions.startsAt), asc(sittings.attempt))
  const published = await listPublished(
    db,
    rows.map(({ sittingId }) => sittingId),
  )
  const attemptsOf = Map.groupBy(rows, ({ assessmentId }) => assessmentId)
  const withAttempts = opened.map((assessment) => ({
    ...assessment,
    attempts: (attemptsOf.get(assessment.id) ?? []).map(({ closesAt, absentAt, ...row }) => ({
      ...row,
      examEndedAt: row.endedAt && (Math.max(closesAt ?? 0, row.endedAt) as Instant),
      absent: absentAt !== null,
      published: published.get(row.sittingId) ?? null,
    })),
  }))
  return withAttempts.map((assessment, place) => {
    const earlier = withAttempts.slice(0, place).filter(({ personId, category, trade, purpose }) => {
      const same = category === assessment.category && trade === assessment.trade
      return same && personId === assessment.personId && isAssessment(purpose)
    })
    return { ...assessment, before: earlier.flatMap(({ attempts }) => attemptResults(attempts)) }
  })
}

/** The published attempts of an assessment as the rules on retakes read them, the first one first. */
export function attemptResults(attempts: readonly Attempt[]): KeptResult[] {
  return attempts.flatMap(({ component, published, examEndedAt }) => {
    if (published === null) return []
    const { points, publishedAt, due } = published
    return [
      {
        component,
        points,
        publishedOn: civilDateAt(publishedAt),
        releaseDue: due,
        ...(examEndedAt === null ? {} : { endedOn: civilDateAt(examEndedAt) }),
      },
    ]
  })
}

/** The published results that an assessment is judged by: its own, and a knowledge pass that was carried into it (A12). */
export function judgedResults(
  { attempts, before, openedAt }: Pick<PersonAssessment, 'attempts' | 'before' | 'openedAt'>,
  rules: Rules,
): KeptResult[] {
  return [...carriedKnowledge(rules, before, civilDateAt(openedAt)), ...attemptResults(attempts)]
}

/**
 * The internal progression results (A14) among these assessments: knowledge exams that are scored and passed and not
 * published. For rosters alone; nothing that a candidate sees may read it.
 */
export async function listProgressions(
  db: Database | Transaction,
  assessed: readonly PersonAssessment[],
): Promise<Map<SittingId, AttemptResult>> {
  const waiting = assessed
    .flatMap(({ attempts }) => attempts)
    .filter(({ component, absent, published }) => component === 'knowledge' && !absent && published === null)
  if (waiting.length === 0) return new Map()
  const rows = await db
    .selectDistinctOn([scores.sittingId], { sittingId: scores.sittingId, points: scores.points })
    .from(scores)
    .where(
      inArray(
        scores.sittingId,
        waiting.map(({ sittingId }) => sittingId),
      ),
    )
    .orderBy(asc(scores.sittingId), desc(scores.number))
  const late = await listLateFrames(
    db,
    rows.map(({ sittingId }) => sittingId),
  )
  const pointsOf = new Map(rows.map(({ sittingId, points }) => [sittingId, points]))
  return new Map(
    waiting.flatMap(({ sittingId, component, examEndedAt }): [SittingId, AttemptResult][] => {
      if (examEndedAt === null) return []
      const progression = progressionOf({
        component,
        points: pointsOf.get(sittingId) ?? null,
        undecidedLateFrames: late.get(sittingId)?.undecided.length ?? 0,
        endedOn: civilDateAt(examEndedAt),
      })
      return progression === null ? [] : [[sittingId, progression]]
    }),
  )
}

/**
 * An assessment as the rule on places reads it, for a roster of this authority.
 *
 * @param rules by which it is judged
 * @param progressions of `listProgressions`; without them nobody goes on before the publication
 */
export function assessmentFor(
  assessment: PersonAssessment,
  province: string | null,
  rules: Rules,
  progressions: ReadonlyMap<SittingId, AttemptResult> = new Map(),
): Assessment {
  const { id, category, trade, purpose, closedAt, attempts } = assessment
  const waiting = attempts.filter(({ absent, published }) => !absent && published === null)
  return {
    id,
    category,
    trade,
    purpose,
    rules,
    closed: closedAt !== null,
    results: judgedResults(assessment, rules),
    pending: waiting.map((place) => ({
      component: place.component,
      session: place.province === province ? place.sessionName : null,
      progression: progressions.get(place.sittingId) ?? null,
    })),
  }
}

/** Moves assessments to the rules that a failure is judged by (a rule that is better for the person holds for the past). */
export async function setRulesVersion(tx: Transaction, id: string, rulesVersion: RulesVersion): Promise<void> {
  await tx.update(assessments).set({ rulesVersion }).where(eq(assessments.id, id))
}

export async function closeAssessments(tx: Transaction, ids: readonly string[], closedAt: Instant): Promise<void> {
  if (ids.length === 0) return
  await tx
    .update(assessments)
    .set({ closedAt })
    .where(and(inArray(assessments.id, [...ids]), isNull(assessments.closedAt)))
}

export type Proposal = typeof releaseProposals.$inferSelect & { readonly proposerName: string }

export async function insertProposal(
  tx: Transaction,
  proposal: { sessionId: SessionId; digest: string; proposedBy: StaffId; proposedAt: Instant },
): Promise<void> {
  await tx.insert(releaseProposals).values(proposal)
}

export async function findProposal(db: Database | Transaction, id: string): Promise<Proposal | undefined> {
  const [row] = await proposals(db).where(eq(releaseProposals.id, id))
  return row && { ...row.proposal, proposerName: row.proposerName }
}

/** The last proposal for a session. Earlier ones were for scores that changed since. */
export async function findLastProposal(
  db: Database | Transaction,
  sessionId: SessionId,
): Promise<Proposal | undefined> {
  const [row] = await proposals(db)
    .where(eq(releaseProposals.sessionId, sessionId))
    .orderBy(desc(releaseProposals.proposedAt), desc(releaseProposals.id))
    .limit(1)
  return row && { ...row.proposal, proposerName: row.proposerName }
}

function proposals(db: Database | Transaction) {
  return db
    .select({ proposal: releaseProposals, proposerName: staff.name })
    .from(releaseProposals)
    .innerJoin(staff, eq(staff.id, releaseProposals.proposedBy))
    .$dynamic()
}

export type Release = typeof releases.$inferSelect & { readonly proposerName: string; readonly approverName: string }

/** The last release of a session. */
export async function findRelease(db: Database | Transaction, sessionId: SessionId): Promise<Release | undefined> {
  const proposer = alias(staff, 'proposer')
  const approver = alias(staff, 'approver')
  const [row] = await db
    .select({ release: releases, proposerName: proposer.name, approverName: approver.name })
    .from(releases)
    .innerJoin(proposer, eq(proposer.id, releases.proposedBy))
    .innerJoin(approver, eq(approver.id, releases.approvedBy))
    .where(eq(releases.sessionId, sessionId))
    .orderBy(desc(releases.number))
    .limit(1)
  return row && { ...row.release, proposerName: row.proposerName, approverName: row.approverName }
}

/** Publishes: the release and every candidate's result with it. */
export async function insertRelease(
  tx: Transaction,
  release: Omit<typeof releases.$inferInsert, 'id' | 'number'>,
  published: readonly { sittingId: SittingId; points: Hundredths; passed: boolean; byArea: readonly AreaScore[] }[],
): Promise<ReleaseId> {
  const [last] = await tx
    .select({ number: max(releases.number) })
    .from(releases)
    .where(eq(releases.sessionId, release.sessionId))
  const [inserted] = await tx
    .insert(releases)
    .values({ ...release, number: (last?.number ?? 0) + 1 })
    .returning({ id: releases.id })
  if (!inserted) throw new Error('The insert gave no release back')
  const { publishedAt } = release
  for (let start = 0; start < published.length; start += ROWS_A_STATEMENT) {
    const rows = published.slice(start, start + ROWS_A_STATEMENT)
    await tx.insert(results).values(
      rows.map(({ sittingId, points, passed, byArea }) => ({
        releaseId: inserted.id,
        sittingId,
        points,
        passed,
        byArea,
        publishedAt,
      })),
    )
  }
  return inserted.id
}

const ROWS_A_STATEMENT = 1_000

/** When the exam ended for a session's first sitting to end: what its last lawful day is counted from. */
const earliestEnd = sql<
  string | null
>`min(greatest(${sittings.closesAt}, ${sittings.endedAt})) filter (where ${sittings.startedAt} is not null)`

/** The first instant at which the exam ended for one of a session's sittings; null while nobody sat it. */
export async function findEarliestEnd(db: Database | Transaction, sessionId: SessionId): Promise<Instant | null> {
  const [row] = await db.select({ at: earliestEnd }).from(sittings).where(eq(sittings.sessionId, sessionId))
  return instantOf(row?.at ?? null)
}

/** What a session owes or owed: the sessions that have ended, with when their exam ended and what was published. */
export async function listDuties(db: Database | Transaction) {
  const ended = await db
    .select({
      session: sessions,
      siteProvince: sites.province,
      sittingCount: count(sittings.startedAt),
      earliestEnd,
    })
    .from(sessions)
    .innerJoin(sites, eq(sites.id, sessions.siteId))
    .leftJoin(sittings, eq(sittings.sessionId, sessions.id))
    .where(inArray(sessions.state, ['ended', 'scored', 'released']))
    .groupBy(sessions.id, sites.province)
  const ids = ended.map(({ session }) => session.id)
  if (ids.length === 0) return []

  const proposed = await db
    .selectDistinctOn([releaseProposals.sessionId], { sessionId: releaseProposals.sessionId, name: staff.name })
    .from(releaseProposals)
    .innerJoin(staff, eq(staff.id, releaseProposals.proposedBy))
    .where(inArray(releaseProposals.sessionId, ids))
    .orderBy(asc(releaseProposals.sessionId), desc(releaseProposals.proposedAt))
  const released = await db
    .selectDistinctOn([releases.sessionId], {
      sessionId: releases.sessionId,
      publishedAt: releases.publishedAt,
      due: releases.due,
      overdue: releases.overdue,
    })
    .from(releases)
    .where(inArray(releases.sessionId, ids))
    // The first publication is the one the law sets a day for; corrections come after it.
    .orderBy(asc(releases.sessionId), asc(releases.number))
  const proposerOf = new Map(proposed.map(({ sessionId, name }) => [sessionId, name]))
  const releaseOf = new Map(released.map((release) => [release.sessionId, release]))
  return ended.map(({ session, siteProvince, sittingCount, earliestEnd: at }) => ({
    session: { ...session, siteProvince },
    sittingCount,
    earliestEnd: instantOf(at),
    proposedBy: proposerOf.get(session.id) ?? null,
    release: releaseOf.get(session.id) ?? null,
  }))
}

/** The person whose own pages these are. */
export async function getPerson(db: Database | Transaction, id: PersonId) {
  const [person] = await db
    .select({ name: persons.name, idNumberMasked: persons.idNumberMasked })
    .from(persons)
    .where(eq(persons.id, id))
  if (!person) throw new Error(`There is no person ${id}`)
  return person
}

function instantOf(text: string | null): Instant | null {
  return text === null ? null : (Date.parse(text) as Instant)
}
