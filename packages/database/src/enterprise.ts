import type { HeldCertificate } from '@kaochang/domain/enterprise/post-clocks'
import type { EnterpriseId, PersonId } from '@kaochang/domain/ids'
import type { CivilDate, Instant } from '@kaochang/domain/instant'
import type { Category, ExamCategory } from '@kaochang/domain/law/categories'
import type { ClockName } from '@kaochang/domain/law/deadline'
import type { Province } from '@kaochang/domain/people/roles'
import { type SQL, and, asc, count, desc, eq, gte, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Database, Transaction } from './client.ts'
import { applications } from './schema/application.ts'
import { certificateEvents, certificates } from './schema/certificate.ts'
import { duties } from './schema/duty.ts'
import {
  type AdjustmentReason,
  backgrounds,
  employments,
  enterprises,
  mentorships,
  trainingPlans,
} from './schema/enterprise.ts'
import { notices } from './schema/notice.ts'
import { persons } from './schema/people.ts'

export type EnterpriseRow = typeof enterprises.$inferSelect
export type Enterprise = EnterpriseRow & {
  readonly higherEnterpriseName: string | null
  readonly peopleCount: number
  readonly overdueCount: number
}
export type Employment = typeof employments.$inferSelect
export type Mentorship = typeof mentorships.$inferSelect
export type Background = typeof backgrounds.$inferSelect
export type PersonRow = { readonly id: PersonId; readonly name: string; readonly idNumberMasked: string }

/** The province an enterprise lies in; undefined when there is no such enterprise. */
export async function findEnterpriseProvince(db: Database | Transaction, id: string): Promise<Province | undefined> {
  return (await findEnterpriseRow(db, id as EnterpriseId))?.province
}

export async function findEnterpriseRow(
  db: Database | Transaction,
  id: EnterpriseId,
): Promise<EnterpriseRow | undefined> {
  const [row] = await db.select().from(enterprises).where(eq(enterprises.id, id))
  return row
}

/** The enterprises by province and name, all of them or those named, with how many people and overdue clocks each has. */
export async function listEnterprises(
  db: Database | Transaction,
  today: CivilDate,
  ids?: readonly EnterpriseId[],
): Promise<Enterprise[]> {
  const higher = alias(enterprises, 'higher')
  return db
    .select({
      ...enterpriseColumns(),
      higherEnterpriseName: higher.name,
      peopleCount: sql<number>`(select count(distinct ${employments.personId})::int from ${employments}
        where ${employments.enterpriseId} = ${enterprises.id} and ${employments.endedOn} is null)`,
      overdueCount: sql<number>`(select count(*)::int from ${duties}
        where ${duties.enterpriseId} = ${enterprises.id} and ${duties.closedAt} is null and ${duties.due} < ${today}
          and ${duties.clock} in ('manager.apply', 'manager.pass'))`,
    })
    .from(enterprises)
    .leftJoin(higher, eq(higher.id, enterprises.higherEnterpriseId))
    .where(ids && inArray(enterprises.id, [...ids]))
    .orderBy(asc(enterprises.province), asc(enterprises.name), asc(enterprises.id))
}

function enterpriseColumns() {
  const { id, name, creditCode, province, city, oversight, appointingBody, email } = enterprises
  const { higherEnterpriseId, createdAt, createdBy } = enterprises
  return {
    id,
    name,
    creditCode,
    province,
    city,
    oversight,
    appointingBody,
    email,
    higherEnterpriseId,
    createdAt,
    createdBy,
  }
}

export async function getEnterprise(
  db: Database | Transaction,
  id: EnterpriseId,
  today: CivilDate,
): Promise<Enterprise> {
  const [enterprise] = await listEnterprises(db, today, [id])
  if (!enterprise) throw new Error(`There is no enterprise ${id}`)
  return enterprise
}

/** Registers an enterprise. Undefined when its credit code is registered. */
export async function insertEnterprise(
  tx: Transaction,
  enterprise: typeof enterprises.$inferInsert,
): Promise<EnterpriseId | undefined> {
  const [row] = await tx
    .insert(enterprises)
    .values(enterprise)
    .onConflictDoNothing({ target: enterprises.creditCode })
    .returning({ id: enterprises.id })
  return row?.id
}

export async function updateEnterprise(
  tx: Transaction,
  id: EnterpriseId,
  changed: Pick<EnterpriseRow, 'name' | 'city' | 'oversight' | 'appointingBody' | 'email' | 'higherEnterpriseId'>,
): Promise<void> {
  await tx.update(enterprises).set(changed).where(eq(enterprises.id, id))
}

/** The people with a post in an enterprise; with `former`, also those who had one. By name. */
export async function listPeople(
  db: Database | Transaction,
  enterpriseId: EnterpriseId,
  { former }: { former: boolean },
): Promise<PersonRow[]> {
  return db
    .selectDistinct(personColumns())
    .from(persons)
    .innerJoin(employments, eq(employments.personId, persons.id))
    .where(and(eq(employments.enterpriseId, enterpriseId), former ? undefined : isNull(employments.endedOn)))
    .orderBy(asc(persons.name), asc(persons.id))
}

function personColumns() {
  return { id: persons.id, name: persons.name, idNumberMasked: persons.idNumberMasked }
}

/** A person who has or had a post in an enterprise; undefined for everybody else's people. */
export async function findPersonAt(
  db: Database | Transaction,
  enterpriseId: EnterpriseId,
  personId: PersonId,
): Promise<PersonRow | undefined> {
  const [row] = await db
    .select(personColumns())
    .from(persons)
    .innerJoin(employments, eq(employments.personId, persons.id))
    .where(and(eq(employments.enterpriseId, enterpriseId), eq(persons.id, personId)))
    .limit(1)
  return row
}

/** The posts of people in one enterprise, of all or of those named; the current ones first, then the latest. */
export async function listEmployments(
  db: Database | Transaction,
  enterpriseId: EnterpriseId,
  personIds?: readonly PersonId[],
): Promise<Employment[]> {
  if (personIds?.length === 0) return []
  return db
    .select()
    .from(employments)
    .where(and(eq(employments.enterpriseId, enterpriseId), personIds && inArray(employments.personId, [...personIds])))
    .orderBy(sql`${employments.endedOn} desc nulls first`, desc(employments.startedOn), asc(employments.id))
}

/** Posts that have not ended, wherever they are. For deciding only: what an enterprise is shown are its own. */
export async function listCurrentPosts(tx: Transaction, personIds: readonly PersonId[]): Promise<Employment[]> {
  if (personIds.length === 0) return []
  return tx
    .select()
    .from(employments)
    .where(and(inArray(employments.personId, [...personIds]), isNull(employments.endedOn)))
    .orderBy(asc(employments.startedOn), asc(employments.id))
}

/** Holds a post until the transaction ends. */
export async function lockEmployment(tx: Transaction, id: string): Promise<Employment | undefined> {
  const [row] = await tx.select().from(employments).where(eq(employments.id, id)).for('update')
  return row
}

/** Holds a person until the transaction ends: one act on their posts at a time. */
export async function lockPerson(tx: Transaction, id: PersonId): Promise<void> {
  await tx.select({ id: persons.id }).from(persons).where(eq(persons.id, id)).for('update')
}

export async function insertEmployment(
  tx: Transaction,
  employment: typeof employments.$inferInsert,
): Promise<Employment> {
  const [row] = await tx.insert(employments).values(employment).returning()
  if (!row) throw new Error('The insert gave no employment back')
  return row
}

export async function updateEmployment(
  tx: Transaction,
  id: string,
  changed: Partial<Pick<Employment, 'endedOn' | 'endReason' | 'awayFrom' | 'adjustedOn' | 'clocksFrom'>>,
): Promise<void> {
  await tx.update(employments).set(changed).where(eq(employments.id, id))
}

/**
 * Marks the current posts of a person in these categories as to be given up (R17-4, R19-5, R40-3, A9). Call it in the
 * transaction of the refusal or the release that says so; a post that is marked stays as it was marked first.
 */
export async function markForAdjustment(
  tx: Transaction,
  personId: PersonId,
  categories: readonly ExamCategory[],
  reason: AdjustmentReason,
): Promise<void> {
  await tx
    .update(employments)
    .set({ adjustmentReason: reason })
    .where(
      and(
        eq(employments.personId, personId),
        inArray(employments.category, [...categories]),
        isNull(employments.endedOn),
        isNull(employments.adjustmentReason),
      ),
    )
}

/** Whether somebody has a post in one of these enterprises now. */
export async function listPeopleAt(
  db: Database | Transaction,
  personIds: readonly PersonId[],
): Promise<{ personId: PersonId; enterpriseId: EnterpriseId; post: string; endedOn: CivilDate | null }[]> {
  if (personIds.length === 0) return []
  return db
    .select({
      personId: employments.personId,
      enterpriseId: employments.enterpriseId,
      post: employments.post,
      endedOn: employments.endedOn,
    })
    .from(employments)
    .where(inArray(employments.personId, [...personIds]))
}

export async function listMentorships(
  db: Database | Transaction,
  employmentIds: readonly string[],
): Promise<Mentorship[]> {
  if (employmentIds.length === 0) return []
  return db
    .select()
    .from(mentorships)
    .where(inArray(mentorships.employmentId, [...employmentIds]))
}

export async function insertMentorship(tx: Transaction, mentorship: typeof mentorships.$inferInsert): Promise<void> {
  await tx.insert(mentorships).values(mentorship)
}

export async function setMentorshipSigned(tx: Transaction, id: string, signedOn: CivilDate): Promise<void> {
  await tx.update(mentorships).set({ signedOn }).where(eq(mentorships.id, id))
}

/** What an enterprise entered of people's education and work. What another entered is not given. */
export async function listBackgrounds(
  db: Database | Transaction,
  enterpriseId: EnterpriseId,
  personIds: readonly PersonId[],
): Promise<Background[]> {
  if (personIds.length === 0) return []
  return db
    .select()
    .from(backgrounds)
    .where(and(eq(backgrounds.enterpriseId, enterpriseId), inArray(backgrounds.personId, [...personIds])))
}

/** Writes a person's education and work down in place of what stood there. */
export async function upsertBackground(tx: Transaction, background: Background): Promise<void> {
  const { personId: _, ...entered } = background
  await tx.insert(backgrounds).values(background).onConflictDoUpdate({ target: backgrounds.personId, set: entered })
}

export type PersonCertificate = {
  readonly id: string
  readonly personId: PersonId
  readonly category: ExamCategory
  readonly trade: string | null
  readonly numberMasked: string
  readonly issuedOn: CivilDate
  readonly validThrough: CivilDate | null
  readonly ended: boolean
  readonly lastPassedOn: CivilDate
  readonly practicalAgainOn: CivilDate | null
}

/**
 * The certificates of people, whoever they worked for: they are the holder's, and valid everywhere (R19-2, R28-1). The day last
 * passed is that of the issue or of a re-assessment since (R20-1).
 */
export async function listCertificatesOf(
  db: Database | Transaction,
  personIds: readonly PersonId[],
): Promise<PersonCertificate[]> {
  if (personIds.length === 0) return []
  const found = await db
    .select()
    .from(certificates)
    .where(inArray(certificates.personId, [...personIds]))
    .orderBy(desc(certificates.issuedOn), asc(certificates.id))
  const events =
    found.length === 0
      ? []
      : await db
          .select({
            certificateId: certificateEvents.certificateId,
            kind: certificateEvents.kind,
            onDate: certificateEvents.onDate,
          })
          .from(certificateEvents)
          .where(
            inArray(
              certificateEvents.certificateId,
              found.map(({ id }) => id),
            ),
          )
  const eventsOf = Map.groupBy(events, ({ certificateId }) => certificateId)
  return found.map(({ id, personId, category, trade, numberMasked, issuedOn, validThrough }) => {
    const own = eventsOf.get(id) ?? []
    const last = (kind: (typeof own)[number]['kind']) =>
      own
        .flatMap((event) => (event.kind === kind ? [event.onDate] : []))
        .toSorted()
        .at(-1)
    return {
      id,
      personId,
      category,
      trade,
      numberMasked,
      issuedOn,
      validThrough,
      ended: last('revoked') !== undefined || last('cancelled') !== undefined,
      lastPassedOn: last('cycle_passed') ?? issuedOn,
      practicalAgainOn: last('practical_again_passed') ?? null,
    }
  })
}

/** What the rules of a post read of a certificate. */
export function heldCertificate({ category, lastPassedOn, ended }: PersonCertificate): HeldCertificate {
  return { category, lastPassedOn, ended }
}

export type Duty = typeof duties.$inferSelect

/** The clocks about people of an enterprise, as it owes them; with `closed`, also those that ended. */
export async function listEnterpriseDuties(
  db: Database | Transaction,
  enterpriseId: EnterpriseId,
  { personIds, closed }: { personIds: readonly PersonId[]; closed: boolean },
): Promise<Duty[]> {
  if (personIds.length === 0) return []
  return db
    .select()
    .from(duties)
    .where(
      and(
        eq(duties.enterpriseId, enterpriseId),
        closed ? undefined : isNull(duties.closedAt),
        inArray(duties.personId, [...personIds]),
      ),
    )
    .orderBy(sql`${duties.closedAt} desc nulls first`, asc(duties.due), asc(duties.title), asc(duties.id))
}

/** The clocks of a post that were met, so that a new post does not ask for the same again. */
export async function listMetClocks(tx: Transaction, employmentIds: readonly string[]): Promise<Set<ClockName>> {
  if (employmentIds.length === 0) return new Set()
  const rows = await tx
    .select({ clock: duties.clock })
    .from(duties)
    .where(
      and(
        eq(duties.subjectKind, 'employment'),
        inArray(duties.subjectId, [...employmentIds]),
        sql`${duties.metOn} is not null`,
      ),
    )
  return new Set(rows.map(({ clock }) => clock))
}

/** Hands the running clocks of one post on to another of the same person, under the new post's title. */
export async function moveDuties(
  tx: Transaction,
  clocks: readonly ClockName[],
  from: string,
  to: { readonly id: string; readonly title: string },
): Promise<void> {
  await tx
    .update(duties)
    .set({ subjectId: to.id, title: to.title })
    .where(
      and(
        eq(duties.subjectKind, 'employment'),
        eq(duties.subjectId, from),
        inArray(duties.clock, [...clocks]),
        isNull(duties.closedAt),
      ),
    )
}

/**
 * Ends a clock of art. 17 on every post of a person in a category, because they applied or passed: an application names one
 * post, and the person may have been transferred since. Late stays late (A47).
 */
export async function meetPostDuties(
  tx: Transaction,
  clock: 'manager.apply' | 'manager.pass',
  { personId, category }: { readonly personId: PersonId; readonly category: Category },
  metOn: CivilDate,
  at: Instant,
): Promise<void> {
  const posts = tx
    .select({ id: employments.id })
    .from(employments)
    .where(and(eq(employments.personId, personId), eq(employments.category, category)))
  await tx
    .update(duties)
    .set({ metOn, closedAt: at })
    .where(
      and(
        eq(duties.clock, clock),
        eq(duties.subjectKind, 'employment'),
        inArray(duties.subjectId, posts),
        isNull(duties.closedAt),
      ),
    )
}

/** How many people an enterprise has in each category now. */
export async function countByCategory(db: Database | Transaction, enterpriseId: EnterpriseId) {
  return db
    .select({ category: employments.category, count: sql<number>`count(distinct ${employments.personId})::int` })
    .from(employments)
    .where(and(eq(employments.enterpriseId, enterpriseId), isNull(employments.endedOn)))
    .groupBy(employments.category)
}

/** What is under way for an enterprise: applications, certificates of its people, notices to it, people to be moved. */
export async function countUnderWay(db: Database | Transaction, enterpriseId: EnterpriseId, today: CivilDate) {
  const number = async (rows: Promise<{ count: number }[]>) => (await rows)[0]?.count ?? 0
  const ended = db
    .select({ id: certificateEvents.certificateId })
    .from(certificateEvents)
    .where(inArray(certificateEvents.kind, ['revoked', 'cancelled']))
  const own = db
    .select({ id: employments.personId })
    .from(employments)
    .where(and(eq(employments.enterpriseId, enterpriseId), isNull(employments.endedOn)))
  const valid = and(
    inArray(certificates.personId, own),
    or(isNull(certificates.validThrough), gte(certificates.validThrough, today)),
    sql`${certificates.id} not in ${ended}`,
  ) as SQL
  return {
    applicationsUnderWay: await number(
      db
        .select({ count: count() })
        .from(applications)
        .where(
          and(
            eq(applications.enterpriseId, enterpriseId),
            inArray(applications.state, ['draft', 'submitted', 'supplement_asked']),
          ),
        ),
    ),
    certificatesValid: await number(db.select({ count: count() }).from(certificates).where(valid)),
    notices: await number(
      db
        .select({ count: count() })
        .from(notices)
        .where(and(eq(notices.enterpriseId, enterpriseId), ne(notices.addressee, 'public'))),
    ),
    mustBeAdjusted: await number(
      db
        .select({ count: count() })
        .from(employments)
        .where(
          and(
            eq(employments.enterpriseId, enterpriseId),
            isNull(employments.endedOn),
            sql`${employments.adjustmentReason} is not null`,
          ),
        ),
    ),
  }
}

export type TrainingPlan = typeof trainingPlans.$inferSelect

export async function listTrainingPlans(
  db: Database | Transaction,
  enterpriseId: EnterpriseId,
): Promise<TrainingPlan[]> {
  return db
    .select()
    .from(trainingPlans)
    .where(eq(trainingPlans.enterpriseId, enterpriseId))
    .orderBy(desc(trainingPlans.year))
}

/** Writes the plan of a year down in place of an earlier report. */
export async function upsertTrainingPlan(tx: Transaction, plan: typeof trainingPlans.$inferInsert): Promise<void> {
  const { enterpriseId: _, year: __, ...reported } = plan
  await tx
    .insert(trainingPlans)
    .values(plan)
    .onConflictDoUpdate({ target: [trainingPlans.enterpriseId, trainingPlans.year], set: reported })
}
