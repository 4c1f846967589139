import type { ApplicationState, DocumentKind } from '@kaochang/domain/application/application'
import type { BarEvent } from '@kaochang/domain/application/bars'
import type { Delegation } from '@kaochang/domain/application/route-application'
import type { ApplicationId, EnterpriseId, PersonId } from '@kaochang/domain/ids'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import type { ExamCategory } from '@kaochang/domain/law/categories'
import type { RulesVersion } from '@kaochang/domain/law/rules'
import type { Province } from '@kaochang/domain/people/roles'
import { OUTSIDE_ASSESSMENTS } from '@kaochang/domain/law/attempts'
import {
  type SQL,
  and,
  asc,
  count,
  desc,
  eq,
  ilike,
  inArray,
  isNotNull,
  isNull,
  lt,
  ne,
  notInArray,
  or,
  sql,
} from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { applicationActs, applicationDocuments, applications, delegations } from './schema/application.ts'
import { duties } from './schema/duty.ts'
import { backgrounds, employments, enterprises } from './schema/enterprise.ts'
import { notices } from './schema/notice.ts'
import { persons, staff } from './schema/people.ts'
import { assessments, sessions, sittings } from './schema/session.ts'
import { courses, trainingInstitutions, trainings } from './schema/training.ts'

export type Employment = typeof employments.$inferSelect
export type Enterprise = typeof enterprises.$inferSelect

/** An application with whom it is about, whose it is and from which post. */
export type Application = typeof applications.$inferSelect & {
  readonly person: { readonly id: PersonId; readonly name: string; readonly idNumberMasked: string }
  readonly enterprise: Enterprise
  readonly employment: Employment | null
}

export type ApplicationAct = typeof applicationActs.$inferSelect & { readonly staffName: string | null }

/** A paper without its bytes. */
export type ApplicationDocument = Omit<typeof applicationDocuments.$inferSelect, 'sealed'>

/** Whose applications somebody may read: everything of these enterprises, and what came to these authorities. */
export type ApplicationScope = {
  readonly enterpriseIds: readonly EnterpriseId[]
  readonly nation: boolean
  readonly everyProvince: boolean
  readonly provinces: readonly Province[]
  readonly cities: readonly { readonly province: Province; readonly city: string }[]
}

export type ApplicationSearch = {
  readonly state?: ApplicationState | undefined
  readonly category?: ExamCategory | undefined
  /** Part of a person's or an enterprise's name. */
  readonly text?: string | undefined
}

const PAGE = 30

function applicationsWhere(db: Database | Transaction, where: SQL | undefined) {
  return db
    .select({
      application: applications,
      person: { id: persons.id, name: persons.name, idNumberMasked: persons.idNumberMasked },
      enterprise: enterprises,
      employment: employments,
    })
    .from(applications)
    .innerJoin(persons, eq(persons.id, applications.personId))
    .innerJoin(enterprises, eq(enterprises.id, applications.enterpriseId))
    .leftJoin(employments, eq(employments.id, applications.employmentId))
    .where(where)
    .$dynamic()
}

export async function findApplication(db: Database | Transaction, id: ApplicationId): Promise<Application | undefined> {
  const [row] = await applicationsWhere(db, eq(applications.id, id))
  return row && { ...row.application, person: row.person, enterprise: row.enterprise, employment: row.employment }
}

/** Holds an application until the transaction ends, so that two acts on it are done one after the other. */
export async function lockApplication(tx: Transaction, id: ApplicationId): Promise<Application | undefined> {
  const [held] = await tx
    .select({ id: applications.id })
    .from(applications)
    .where(eq(applications.id, id))
    .for('update')
  return held && findApplication(tx, held.id)
}

/**
 * One page of the applications within reach, those that wait longest first: open ones by the day they came, then
 * decided ones, the latest first.
 */
export async function searchApplications(
  db: Database | Transaction,
  scope: ApplicationScope,
  { state, category, text }: ApplicationSearch,
  page: number,
): Promise<{ readonly applications: readonly Application[]; readonly total: number }> {
  const named = text === undefined || text === '' ? undefined : `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const where = and(
    within(scope),
    state && eq(applications.state, state),
    category && eq(applications.category, category),
    named === undefined ? undefined : or(ilike(persons.name, named), ilike(enterprises.name, named)),
  )
  const decided = sql`(${applications.state} in ('accepted', 'refused', 'withdrawn'))`
  const rows = await applicationsWhere(db, where)
    .orderBy(
      asc(decided),
      asc(
        sql`case when ${decided} then null else coalesce(${applications.submittedAt}, ${applications.createdAt}) end`,
      ),
      desc(sql`coalesce(${applications.decidedAt}, ${applications.createdAt})`),
      asc(applications.id),
    )
    .limit(PAGE)
    .offset((page - 1) * PAGE)
  const [counted] = await db
    .select({ total: count() })
    .from(applications)
    .innerJoin(persons, eq(persons.id, applications.personId))
    .innerJoin(enterprises, eq(enterprises.id, applications.enterpriseId))
    .where(where)
  return {
    applications: rows.map((row) => ({
      ...row.application,
      person: row.person,
      enterprise: row.enterprise,
      employment: row.employment,
    })),
    total: counted?.total ?? 0,
  }
}

/** How many applications within reach stand in each state. */
export async function countApplications(db: Database | Transaction, scope: ApplicationScope) {
  return db
    .select({ state: applications.state, count: count() })
    .from(applications)
    .where(within(scope))
    .groupBy(applications.state)
}

/** A draft is nobody's but the enterprise's. */
function within({ enterpriseIds, nation, everyProvince, provinces, cities }: ApplicationScope): SQL {
  const came = ne(applications.state, 'draft')
  const reached = [
    enterpriseIds.length > 0 ? inArray(applications.enterpriseId, [...enterpriseIds]) : undefined,
    nation ? and(came, isNull(applications.province)) : undefined,
    everyProvince ? and(came, isNotNull(applications.province)) : undefined,
    provinces.length > 0 ? and(came, inArray(applications.province, [...provinces])) : undefined,
    ...cities.map(({ province, city }) => and(came, eq(applications.province, province), eq(applications.city, city))),
  ].filter((part) => part !== undefined)
  return reached.length > 0 ? (or(...reached) ?? sql`false`) : sql`false`
}

/** Keeps a new application. Undefined when another of the same category and trade is open for the person. */
export async function insertApplication(
  tx: Transaction,
  application: typeof applications.$inferInsert,
): Promise<ApplicationId | undefined> {
  const [row] = await tx
    .insert(applications)
    .values(application)
    .onConflictDoNothing()
    .returning({ id: applications.id })
  return row?.id
}

export async function updateApplication(
  tx: Transaction,
  id: ApplicationId,
  change: Partial<Omit<typeof applications.$inferInsert, 'id'>>,
): Promise<void> {
  await tx.update(applications).set(change).where(eq(applications.id, id))
}

export async function appendApplicationAct(tx: Transaction, act: typeof applicationActs.$inferInsert): Promise<void> {
  await tx.insert(applicationActs).values(act)
}

/** What happened to an application, the oldest first. */
export async function listApplicationActs(db: Database | Transaction, id: ApplicationId): Promise<ApplicationAct[]> {
  const rows = await db
    .select({ act: applicationActs, staffName: staff.name })
    .from(applicationActs)
    .leftJoin(staff, eq(staff.id, applicationActs.staffId))
    .where(eq(applicationActs.applicationId, id))
    .orderBy(asc(applicationActs.id))
  return rows.map(({ act, staffName }) => ({ ...act, staffName }))
}

export async function insertDocument(
  tx: Transaction,
  document: typeof applicationDocuments.$inferInsert,
): Promise<void> {
  await tx.insert(applicationDocuments).values(document)
}

/** The papers of an application in the order they came, those that count no more among them. */
export async function listDocuments(
  db: Database | Transaction,
  applicationId: ApplicationId,
): Promise<ApplicationDocument[]> {
  const { id, kind, fileName, mediaType, sizeBytes, sha256, uploadedBy, uploadedAt, replacedAt } = applicationDocuments
  return db
    .select({
      id,
      applicationId: applicationDocuments.applicationId,
      kind,
      fileName,
      mediaType,
      sizeBytes,
      sha256,
      uploadedBy,
      uploadedAt,
      replacedAt,
    })
    .from(applicationDocuments)
    .where(eq(applicationDocuments.applicationId, applicationId))
    .orderBy(asc(uploadedAt), asc(id))
}

/** A paper with its sealed bytes. */
export async function findDocument(db: Database | Transaction, applicationId: ApplicationId, id: string) {
  const [row] = await db
    .select()
    .from(applicationDocuments)
    .where(and(eq(applicationDocuments.id, id), eq(applicationDocuments.applicationId, applicationId)))
  return row
}

/** Takes a paper out of its application; false when it is none of it or was taken out before. */
export async function setDocumentAside(
  tx: Transaction,
  applicationId: ApplicationId,
  id: string,
  at: Instant,
): Promise<boolean> {
  const rows = await tx
    .update(applicationDocuments)
    .set({ replacedAt: at })
    .where(
      and(
        eq(applicationDocuments.id, id),
        eq(applicationDocuments.applicationId, applicationId),
        isNull(applicationDocuments.replacedAt),
      ),
    )
    .returning({ id: applicationDocuments.id })
  return rows.length > 0
}

/** Which applications have a paper of which kind that counts. */
export async function listPresentKinds(
  db: Database | Transaction,
  ids: readonly ApplicationId[],
): Promise<ReadonlyMap<ApplicationId, readonly DocumentKind[]>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectDistinct({ applicationId: applicationDocuments.applicationId, kind: applicationDocuments.kind })
    .from(applicationDocuments)
    .where(and(inArray(applicationDocuments.applicationId, [...ids]), isNull(applicationDocuments.replacedAt)))
  const byApplication = Map.groupBy(rows, ({ applicationId }) => applicationId)
  return new Map([...byApplication].map(([id, of]) => [id, of.map(({ kind }) => kind)]))
}

/** The kinds asked for in these applications that have not come since. */
export async function listAskedKinds(
  db: Database | Transaction,
  ids: readonly ApplicationId[],
): Promise<ReadonlyMap<ApplicationId, { readonly askedAt: Instant; readonly missing: readonly DocumentKind[] }>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ applicationId: applicationActs.applicationId, at: applicationActs.at, facts: applicationActs.facts })
    .from(applicationActs)
    .where(and(inArray(applicationActs.applicationId, [...ids]), eq(applicationActs.act, 'supplement_asked')))
  return new Map(
    rows.map(({ applicationId, at, facts }) => [
      applicationId,
      { askedAt: at, missing: (facts['missing'] ?? []) as readonly DocumentKind[] },
    ]),
  )
}

/** The statutory clocks that run for these applications, and for the posts they are made from. */
export async function listRunningClocks(
  db: Database | Transaction,
  subjectIds: readonly string[],
): Promise<(typeof duties.$inferSelect)[]> {
  if (subjectIds.length === 0) return []
  return db
    .select()
    .from(duties)
    .where(
      and(
        inArray(duties.subjectKind, ['application', 'employment']),
        inArray(duties.subjectId, [...subjectIds]),
        inArray(duties.clock, ['operator.organise', 'manager.apply', 'manager.pass']),
        isNull(duties.closedAt),
      ),
    )
    .orderBy(asc(duties.due))
}

/** The posts of these enterprises that are held and assessed, with whoever holds them. */
export async function listApplicants(db: Database | Transaction, enterpriseIds: readonly EnterpriseId[]) {
  if (enterpriseIds.length === 0) return []
  return db
    .select({
      employment: employments,
      enterprise: enterprises,
      person: { id: persons.id, name: persons.name, idNumberMasked: persons.idNumberMasked },
    })
    .from(employments)
    .innerJoin(persons, eq(persons.id, employments.personId))
    .innerJoin(enterprises, eq(enterprises.id, employments.enterpriseId))
    .where(
      and(
        inArray(employments.enterpriseId, [...enterpriseIds]),
        isNull(employments.endedOn),
        ne(employments.category, 'worker'),
      ),
    )
    .orderBy(asc(employments.category), desc(employments.startedOn), asc(persons.name), asc(employments.id))
}

/** A post of one of these enterprises with whoever holds it. */
export async function findPostHeld(db: Database | Transaction, id: string, enterpriseIds: readonly EnterpriseId[]) {
  if (enterpriseIds.length === 0) return undefined
  const [row] = await db
    .select({
      employment: employments,
      enterprise: enterprises,
      person: { id: persons.id, name: persons.name, idNumberMasked: persons.idNumberMasked },
    })
    .from(employments)
    .innerJoin(persons, eq(persons.id, employments.personId))
    .innerJoin(enterprises, eq(enterprises.id, employments.enterpriseId))
    .where(and(eq(employments.id, id), inArray(employments.enterpriseId, [...enterpriseIds])))
  return row
}

/** The application of a person for a category and trade that is open; undefined when none is. */
export async function findOpenApplication(
  db: Database | Transaction,
  { personId, category, trade }: { personId: PersonId; category: ExamCategory; trade: string | null },
): Promise<ApplicationId | undefined> {
  const [row] = await db
    .select({ id: applications.id })
    .from(applications)
    .where(
      and(
        eq(applications.personId, personId),
        eq(applications.category, category),
        sql`${applications.trade} is not distinct from ${trade}`,
        inArray(applications.state, ['draft', 'submitted', 'supplement_asked']),
      ),
    )
  return row?.id
}

/** What a person learned, where they worked and work, and what they were trained in: what eligibility is judged by. */
export async function readApplicantRecord(db: Database | Transaction, personId: PersonId) {
  const [background] = await db.select().from(backgrounds).where(eq(backgrounds.personId, personId))
  const posts = await db
    .select()
    .from(employments)
    .where(eq(employments.personId, personId))
    .orderBy(asc(employments.startedOn))
  const attended = await db
    .select({ training: trainings, course: courses, institution: trainingInstitutions.name })
    .from(trainings)
    .innerJoin(courses, eq(courses.id, trainings.courseId))
    .innerJoin(trainingInstitutions, eq(trainingInstitutions.id, courses.institutionId))
    .where(eq(trainings.personId, personId))
  const lied = await db
    .select({ category: applications.category, at: applicationActs.at })
    .from(applicationActs)
    .innerJoin(applications, eq(applications.id, applicationActs.applicationId))
    .where(
      and(
        eq(applications.personId, personId),
        eq(applicationActs.act, 'refused'),
        sql`${applicationActs.facts} @> '{"falsePapers": true}'`,
      ),
    )
  return {
    education: background?.education ?? null,
    work: background?.work ?? [],
    posts,
    attended,
    falsePapers: lied.map(({ category, at }): BarEvent => ({
      kind: 'false_papers',
      category,
      decidedOn: civilDateAt(at),
    })),
  }
}

/** Opens an assessment; the person must be held, and nothing of the same category and trade be open. */
export async function insertAssessment(
  tx: Transaction,
  assessment: Omit<typeof assessments.$inferInsert, 'id' | 'rulesVersion'> & { readonly rulesVersion: RulesVersion },
): Promise<string> {
  const [row] = await tx.insert(assessments).values(assessment).returning({ id: assessments.id })
  if (!row) throw new Error('The insert gave no assessment back')
  return row.id
}

/** Whom of these persons an authority refused for a category and trade, and has accepted in nothing since (R17-4). */
export async function listRefusedPersons(
  db: Database | Transaction,
  personIds: readonly PersonId[],
  { category, trade }: { category: ExamCategory; trade: string | null },
): Promise<ReadonlySet<PersonId>> {
  if (personIds.length === 0) return new Set()
  const rows = await db
    .selectDistinctOn([applications.personId], { personId: applications.personId, state: applications.state })
    .from(applications)
    .where(
      and(
        inArray(applications.personId, [...personIds]),
        eq(applications.category, category),
        sql`${applications.trade} is not distinct from ${trade}`,
        inArray(applications.state, ['accepted', 'refused']),
      ),
    )
    .orderBy(asc(applications.personId), desc(applications.decidedAt))
  return new Set(rows.filter(({ state }) => state === 'refused').map(({ personId }) => personId))
}

/**
 * The open assessments that an authority holds: those that its applications opened, and those that were begun in its
 * own sessions by a list. With them whom they are about, and the application if there was one.
 */
export async function listOpenAssessments(
  db: Database | Transaction,
  { category, trade, province }: { category: ExamCategory; trade: string | null; province: Province | null },
) {
  const ofAuthority = sql`(${applications.id} is not null and ${applications.province} is not distinct from ${province})
    or (${applications.id} is null and exists (select from ${sittings}
      join ${sessions} on ${sessions.id} = ${sittings.sessionId}
      where ${sittings.assessmentId} = ${assessments.id} and ${sessions.province} is not distinct from ${province}))`
  return db
    .select({
      assessmentId: assessments.id,
      personId: assessments.personId,
      purpose: assessments.purpose,
      openedAt: assessments.openedAt,
      applicationId: applications.id,
      employmentId: applications.employmentId,
      name: persons.name,
      idNumberMasked: persons.idNumberMasked,
      enterprise: persons.enterprise,
      applicantEnterprise: enterprises.name,
    })
    .from(assessments)
    .innerJoin(persons, eq(persons.id, assessments.personId))
    .leftJoin(applications, eq(applications.assessmentId, assessments.id))
    .leftJoin(enterprises, eq(enterprises.id, applications.enterpriseId))
    .where(
      and(
        isNull(assessments.closedAt),
        notInArray(assessments.purpose, [...OUTSIDE_ASSESSMENTS]),
        eq(assessments.category, category),
        sql`${assessments.trade} is not distinct from ${trade}`,
        ofAuthority,
      ),
    )
    .orderBy(asc(assessments.openedAt), asc(assessments.id))
}

/**
 * The clocks that ask for an exam of these people: the sixty days of an application, and the six months of a post of the
 * category, whether or not an application came of it.
 */
export async function listExamClocks(
  db: Database | Transaction,
  { personIds, category }: { personIds: readonly PersonId[]; category: ExamCategory },
) {
  if (personIds.length === 0) return []
  return db
    .select({
      clock: duties.clock,
      due: duties.due,
      strict: duties.strict,
      provisional: duties.provisional,
      subjectId: duties.subjectId,
      personId: duties.personId,
    })
    .from(duties)
    .leftJoin(employments, and(eq(duties.subjectKind, 'employment'), eq(employments.id, duties.subjectId)))
    .where(
      and(
        inArray(duties.personId, [...personIds]),
        isNull(duties.closedAt),
        or(
          and(eq(duties.clock, 'operator.organise'), eq(duties.subjectKind, 'application')),
          and(eq(duties.clock, 'manager.pass'), eq(employments.category, category)),
        ),
      ),
    )
    .orderBy(asc(duties.due))
}

/** Holds people until the transaction ends, in the order that `lockPersons` takes them, so that two never wait for each other. */
export async function lockPersonsNamed(tx: Transaction, ids: readonly PersonId[]) {
  if (ids.length === 0) return []
  return tx
    .select({
      id: persons.id,
      name: persons.name,
      idNumberLookup: persons.idNumberLookup,
      enterprise: persons.enterprise,
    })
    .from(persons)
    .where(inArray(persons.id, [...ids]))
    .orderBy(asc(persons.idNumberLookup))
    .for('update')
}

/** The applications that wait for papers nobody has asked for, the oldest first: what the clockwork looks through. */
export async function listUnasked(
  db: Database | Transaction,
  before: Instant,
  limit: number,
): Promise<{ id: ApplicationId; province: Province | null; submittedAt: Instant | null }[]> {
  return db
    .select({ id: applications.id, province: applications.province, submittedAt: applications.submittedAt })
    .from(applications)
    .where(
      and(eq(applications.state, 'submitted'), isNull(applications.completeAt), lt(applications.submittedAt, before)),
    )
    .orderBy(asc(applications.submittedAt))
    .limit(limit)
}

/** The notices about an application. */
export async function listNoticesAbout(db: Database | Transaction, id: ApplicationId) {
  return db
    .select({
      id: notices.id,
      code: notices.code,
      addressee: notices.addressee,
      toName: notices.toName,
      enterpriseId: notices.enterpriseId,
    })
    .from(notices)
    .where(eq(notices.about, `application:${id}`))
    .orderBy(asc(notices.producedAt), asc(notices.number))
}

export type DelegationRow = typeof delegations.$inferSelect

/** The delegations of these provinces, the latest first; of all of them when none is named. */
export async function listDelegations(
  db: Database | Transaction,
  provinces?: readonly Province[],
): Promise<DelegationRow[]> {
  return db
    .select()
    .from(delegations)
    .where(provinces && inArray(delegations.province, [...provinces]))
    .orderBy(desc(delegations.fromDate), asc(delegations.city), asc(delegations.id))
}

export async function findDelegation(db: Database | Transaction, id: string): Promise<DelegationRow | undefined> {
  const [row] = await db.select().from(delegations).where(eq(delegations.id, id))
  return row
}

/** Keeps other delegations of a province from being entered until the transaction ends. */
export async function lockDelegations(tx: Transaction, province: Province): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`delegations:${province}`}, 0))`)
}

export async function insertDelegation(
  tx: Transaction,
  delegation: typeof delegations.$inferInsert & Delegation,
): Promise<string> {
  const [row] = await tx.insert(delegations).values(delegation).returning({ id: delegations.id })
  if (!row) throw new Error('The insert gave no delegation back')
  return row.id
}

export async function endDelegation(
  tx: Transaction,
  id: string,
  toDate: NonNullable<DelegationRow['toDate']>,
): Promise<void> {
  await tx.update(delegations).set({ toDate }).where(eq(delegations.id, id))
}
