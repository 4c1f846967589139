import type { EnterpriseId, PersonId } from '@kaochang/domain/ids'
import type { CivilDate, Instant } from '@kaochang/domain/instant'
import { OUTSIDE_ASSESSMENTS } from '@kaochang/domain/law/attempts'
import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { certificateEvents, certificates } from './schema/certificate.ts'
import { backgrounds, employments, enterprises } from './schema/enterprise.ts'
import { persons, staff } from './schema/people.ts'
import { sessions, sittings } from './schema/session.ts'
import { bureauCopies, bureauCopyRows } from './schema/supervision.ts'
import { courses, trainings } from './schema/training.ts'

/** A person with every post they have or had, which also decides who may read their file. */
export async function findPersonWithPosts(db: Database | Transaction, id: string) {
  const personId = id as PersonId
  const [person] = await db
    .select({ id: persons.id, name: persons.name, idNumberMasked: persons.idNumberMasked })
    .from(persons)
    .where(eq(persons.id, personId))
  if (!person) return undefined
  const posts = await db
    .select({
      enterpriseId: employments.enterpriseId,
      enterprise: enterprises.name,
      province: enterprises.province,
      city: enterprises.city,
      oversight: enterprises.oversight,
      category: employments.category,
      post: employments.title,
      trade: employments.trade,
      startedOn: employments.startedOn,
      endedOn: employments.endedOn,
    })
    .from(employments)
    .innerJoin(enterprises, eq(enterprises.id, employments.enterpriseId))
    .where(eq(employments.personId, personId))
    .orderBy(asc(employments.startedOn), asc(employments.id))
  const held = await db
    .selectDistinct({ province: sessions.province })
    .from(sittings)
    .innerJoin(sessions, eq(sessions.id, sittings.sessionId))
    .where(eq(sittings.personId, personId))
  return { ...person, posts, examinedIn: held.map(({ province }) => province) }
}

/** Somebody on a roll today, for coverage and for the headings of an inspection. */
export type RollPerson = Awaited<ReturnType<typeof listRolls>>[number]

/** The people on the rolls of enterprises today: of one, or of all. */
export async function listRolls(db: Database | Transaction, only?: EnterpriseId) {
  return db
    .select({
      employmentId: employments.id,
      enterpriseId: employments.enterpriseId,
      unit: enterprises.name,
      province: enterprises.province,
      personId: employments.personId,
      name: persons.name,
      idNumberMasked: persons.idNumberMasked,
      category: employments.category,
      post: employments.title,
      trade: employments.trade,
      startedOn: employments.startedOn,
      awayFrom: employments.awayFrom,
      hasBackground: sql<boolean>`exists (select from ${backgrounds} where ${backgrounds.personId} = ${employments.personId}
        and ${backgrounds.enterpriseId} = ${employments.enterpriseId})`,
    })
    .from(employments)
    .innerJoin(persons, eq(persons.id, employments.personId))
    .innerJoin(enterprises, eq(enterprises.id, employments.enterpriseId))
    .where(and(isNull(employments.endedOn), only === undefined ? undefined : eq(employments.enterpriseId, only)))
    .orderBy(asc(enterprises.name), asc(persons.name), asc(employments.id))
}

export type ReportCertificate = Awaited<ReturnType<typeof listCertificatesOfPeople>>[number]

/** The certificates of people, the oldest first, each with what ended it. */
export async function listCertificatesOfPeople(db: Database | Transaction, personIds: readonly PersonId[]) {
  if (personIds.length === 0) return []
  // Written out: where one table is selected from, drizzle leaves its name off, and `id` would be the event's.
  const ended = sql<'revoked' | 'cancelled' | null>`(select e.kind from certificate_events e
    where e.certificate_id = certificates.id and e.kind in ('revoked', 'cancelled') order by e.id limit 1)`
  return db
    .select({
      id: certificates.id,
      personId: certificates.personId,
      category: certificates.category,
      trade: certificates.trade,
      numberMasked: certificates.numberMasked,
      issuedOn: certificates.issuedOn,
      validThrough: certificates.validThrough,
      ended,
    })
    .from(certificates)
    .where(sql`${certificates.personId} = any(${sql.param([...personIds])}::uuid[])`)
    .orderBy(asc(certificates.issuedOn), asc(certificates.id))
}

/** What happened to certificates, the oldest first. */
export async function listEventsOf(db: Database | Transaction, certificateIds: readonly string[]) {
  if (certificateIds.length === 0) return []
  return db
    .select({
      certificateId: certificateEvents.certificateId,
      onDate: certificateEvents.onDate,
      kind: certificateEvents.kind,
      reference: certificateEvents.reference,
    })
    .from(certificateEvents)
    .where(sql`${certificateEvents.certificateId} = any(${sql.param([...certificateIds])}::uuid[])`)
    .orderBy(asc(certificateEvents.id))
}

/** Which of these people passed a training for other workers (R35-2). */
export async function listTrainedWorkers(
  db: Database | Transaction,
  personIds: readonly PersonId[],
): Promise<Set<PersonId>> {
  if (personIds.length === 0) return new Set()
  const rows = await db
    .selectDistinct({ personId: trainings.personId })
    .from(trainings)
    .innerJoin(courses, eq(courses.id, trainings.courseId))
    .where(
      and(
        sql`${trainings.personId} = any(${sql.param([...personIds])}::uuid[])`,
        eq(trainings.passed, 'passed'),
        eq(courses.category, 'worker'),
      ),
    )
  return new Set(rows.map(({ personId }) => personId))
}

/** The last published result of each of these people, of an assessment and never of a spot check. */
export async function listLastResults(db: Database | Transaction, personIds: readonly PersonId[]) {
  if (personIds.length === 0) return []
  const { rows } = await db.execute<{
    person_id: PersonId
    points: number
    passed: boolean
    published_at: string
  }>(sql`
    select distinct on (s.person_id) s.person_id, r.points, r.passed, r.published_at
    from results r join sittings s on s.id = r.sitting_id join assessments a on a.id = s.assessment_id
    where s.person_id = any(${sql.param([...personIds])}::uuid[]) and a.purpose <> all(${sql.param([...OUTSIDE_ASSESSMENTS])}::text[])
    order by s.person_id, r.published_at desc`)
  return rows.map(({ person_id, points, passed, published_at }) => ({
    personId: person_id,
    points,
    passed,
    publishedAt: Date.parse(published_at) as Instant,
  }))
}

/** The courses an enterprise organised, the latest first, with how many took part and passed. */
export async function listCoursesOf(
  db: Database | Transaction,
  enterpriseId: EnterpriseId,
  between?: { readonly from: CivilDate; readonly to: CivilDate },
) {
  // Written out, for the same reason as above.
  const takenBy = sql<number>`(select count(*)::int from trainings t where t.course_id = courses.id)`
  const passedBy = sql<number>`(select count(*)::int from trainings t where t.course_id = courses.id and t.passed = 'passed')`
  return db
    .select({
      id: courses.id,
      name: courses.name,
      kind: courses.kind,
      category: courses.category,
      trade: courses.trade,
      hours: courses.hours,
      startedOn: courses.startedOn,
      closedOn: courses.closedOn,
      place: courses.place,
      teachers: courses.teachers,
      takenBy,
      passedBy,
    })
    .from(courses)
    .where(
      and(
        eq(courses.enterpriseId, enterpriseId),
        between && sql`${courses.closedOn} between ${between.from} and ${between.to}`,
      ),
    )
    .orderBy(desc(courses.closedOn), asc(courses.id))
}

/** The results published of an enterprise's people between two days, in the order of their publication. */
export async function listResultsOf(
  db: Database | Transaction,
  enterpriseId: EnterpriseId,
  between: { readonly from: Instant; readonly before: Instant },
) {
  const { rows } = await db.execute<{
    name: string
    id_number_masked: string
    session: string
    category: string
    trade: string | null
    component: string
    attempt: number
    points: number
    passed: boolean
    published_at: string
  }>(sql`
    select distinct on (r.sitting_id) p.name, p.id_number_masked, se.name as session, se.category, se.trade,
      se.component, s.attempt, r.points, r.passed, r.published_at
    from results r join sittings s on s.id = r.sitting_id join sessions se on se.id = s.session_id
      join persons p on p.id = s.person_id
    where exists (select from employments e where e.person_id = s.person_id and e.enterprise_id = ${enterpriseId}
        and e.ended_on is null)
      and r.published_at >= ${new Date(between.from).toISOString()} and r.published_at < ${new Date(between.before).toISOString()}
    order by r.sitting_id, r.published_at desc`)
  return rows.map(({ id_number_masked, published_at, ...row }) => ({
    ...row,
    idNumberMasked: id_number_masked,
    publishedAt: Date.parse(published_at) as Instant,
  }))
}

/** A result that no copy to the supervision bureau holds yet, or an event of a certificate. */
export type CopyRow =
  | {
      readonly kind: 'result'
      readonly subject: string
      readonly name: string
      readonly idNumberMasked: string
      readonly enterprise: string
      readonly category: string
      readonly trade: string | null
      readonly session: string
      readonly component: string
      readonly attempt: number
      readonly points: number
      readonly passed: boolean
      readonly at: Instant
    }
  | {
      readonly kind: 'certificate_event'
      readonly subject: string
      readonly name: string
      readonly idNumberMasked: string
      readonly enterprise: string
      readonly category: string
      readonly trade: string | null
      readonly number: string
      readonly event: string
      readonly on: string
      readonly validThrough: string | null
      readonly at: Instant
    }

/** Keeps everybody else from copying for a province until the transaction ends. */
export async function lockCopies(tx: Transaction, province: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`bureau_copies:${province}`}, 0))`)
}

/** What no copy of a province holds yet: results of its sessions, events of the certificates it issued. */
export async function listUncopied(db: Database | Transaction, province: string): Promise<CopyRow[]> {
  const copied = (kind: 'result' | 'certificate_event', subject: ReturnType<typeof sql>) =>
    sql`exists (select from bureau_copy_rows c where c.kind = ${kind} and c.subject = ${subject})`
  const results = await db.execute<
    { [key: string]: unknown } & {
      subject: string
      name: string
      masked: string
      enterprise: string
      category: string
      trade: string | null
      session: string
      component: string
      attempt: number
      points: number
      passed: boolean
      at: string
    }
  >(sql`
    select r.release_id || '/' || r.sitting_id as subject, p.name, p.id_number_masked as masked, p.enterprise,
      se.category, se.trade, se.name as session, se.component, s.attempt, r.points, r.passed, r.published_at as at
    from results r join sittings s on s.id = r.sitting_id join sessions se on se.id = s.session_id
      join persons p on p.id = s.person_id
    where se.province = ${province} and se.purpose = 'assessment'
      and not ${copied('result', sql`r.release_id || '/' || r.sitting_id`)}
    order by r.published_at, r.release_id, r.sitting_id`)
  const events = await db.execute<
    { [key: string]: unknown } & {
      subject: string
      name: string
      masked: string
      enterprise: string
      category: string
      trade: string | null
      number: string
      event: string
      on: string
      valid_through: string | null
      at: string
    }
  >(sql`
    select e.id::text as subject, p.name, p.id_number_masked as masked, p.enterprise, c.category, c.trade,
      c.number_masked as number, e.kind as event, e.on_date::text as "on", c.valid_through::text, e.at
    from certificate_events e join certificates c on c.id = e.certificate_id join persons p on p.id = c.person_id
    where c.province = ${province} and e.kind not in ('revocation_proposed', 'revocation_dismissed')
      and not ${copied('certificate_event', sql`e.id::text`)}
    order by e.id`)
  return [
    ...results.rows.map(({ masked, at, ...row }): CopyRow => ({
      kind: 'result',
      ...row,
      idNumberMasked: masked,
      at: Date.parse(at) as Instant,
    })),
    ...events.rows.map(({ masked, at, valid_through, ...row }): CopyRow => ({
      kind: 'certificate_event',
      ...row,
      idNumberMasked: masked,
      validThrough: valid_through,
      at: Date.parse(at) as Instant,
    })),
  ]
}

/** Keeps a copy with the rows it holds; the primary key refuses a row that a copy holds already. */
export async function insertBureauCopy(
  tx: Transaction,
  copy: Omit<typeof bureauCopies.$inferInsert, 'id'>,
  rows: readonly Pick<CopyRow, 'kind' | 'subject'>[],
): Promise<number> {
  const [inserted] = await tx.insert(bureauCopies).values(copy).returning({ id: bureauCopies.id })
  if (!inserted) throw new Error('The insert gave no copy back')
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    const part = rows.slice(start, start + ROWS_A_STATEMENT)
    await tx.insert(bureauCopyRows).values(part.map(({ kind, subject }) => ({ kind, subject, copyId: inserted.id })))
  }
  return inserted.id
}

const ROWS_A_STATEMENT = 1_000

/** The copies, newest first, without their texts. */
export async function listBureauCopies(db: Database | Transaction) {
  return db
    .select({
      id: bureauCopies.id,
      province: bureauCopies.province,
      producedAt: bureauCopies.producedAt,
      producedBy: staff.name,
      sha256: bureauCopies.sha256,
      rowCount: bureauCopies.rowCount,
    })
    .from(bureauCopies)
    .leftJoin(staff, eq(staff.id, bureauCopies.producedBy))
    .orderBy(desc(bureauCopies.id))
}

/** One copy with its text. */
export async function findBureauCopy(db: Database | Transaction, id: number) {
  const [row] = await db
    .select({ province: bureauCopies.province, body: bureauCopies.body, sha256: bureauCopies.sha256 })
    .from(bureauCopies)
    .where(eq(bureauCopies.id, id))
  return row
}
