import type { CertificateEvent, CertificateEventKind } from '@kaochang/domain/certificate/certificate'
import type { CertificateId, EnterpriseId, PersonId, StaffId } from '@kaochang/domain/ids'
import type { CivilDate, Instant } from '@kaochang/domain/instant'
import type { ExamCategory } from '@kaochang/domain/law/categories'
import { type SQL, and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { applications } from './schema/application.ts'
import { certificateEvents, certificates } from './schema/certificate.ts'
import { employments, enterprises } from './schema/enterprise.ts'
import { persons, staff } from './schema/people.ts'
import { results } from './schema/result.ts'
import { assessments, sessions, sittings } from './schema/session.ts'
import { penalties } from './schema/supervision.ts'

/** A certificate with whoever holds it, and with what decides who may read it. */
export type Certificate = typeof certificates.$inferSelect & {
  readonly idNumberMasked: string
  /** Where the holder worked when it was issued. */
  readonly enterprise: { readonly name: string; readonly province: string } | null
  /** The enterprises that employ the holder now. */
  readonly employerIds: readonly string[]
}

/** One entry of a certificate's history. */
export type CertificateEntry = CertificateEvent & {
  readonly id: number
  readonly certificateId: CertificateId
  readonly at: Instant
  readonly reason: string | null
  readonly reference: string | null
  readonly facts: Readonly<Record<string, unknown>>
  readonly staffId: StaffId | null
  /** Null for what the platform did by itself. */
  readonly staffName: string | null
}

const employerIds = (personId: typeof certificates.personId | typeof assessments.personId) =>
  sql<string[]>`array(select ${employments.enterpriseId}::text from ${employments}
    where ${employments.personId} = ${personId} and ${employments.endedOn} is null)`

async function certificatesWhere(db: Database | Transaction, where: SQL | undefined, limit = 10_000) {
  const rows = await db
    .select({
      certificate: certificates,
      idNumberMasked: persons.idNumberMasked,
      enterprise: { name: enterprises.name, province: enterprises.province },
      employerIds: employerIds(certificates.personId),
    })
    .from(certificates)
    .innerJoin(persons, eq(persons.id, certificates.personId))
    .leftJoin(enterprises, eq(enterprises.id, certificates.enterpriseId))
    .where(where)
    .orderBy(desc(certificates.issuedAt), asc(certificates.id))
    .limit(limit)
  return rows.map(({ certificate, ...about }): Certificate => ({ ...certificate, ...about }))
}

export async function findCertificate(db: Database | Transaction, id: CertificateId): Promise<Certificate | undefined> {
  const [certificate] = await certificatesWhere(db, eq(certificates.id, id))
  return certificate
}

/** Holds a certificate until the transaction ends, so that two acts on it are done one after the other. */
export async function lockCertificate(tx: Transaction, id: CertificateId): Promise<Certificate | undefined> {
  const [held] = await tx
    .select({ id: certificates.id })
    .from(certificates)
    .where(eq(certificates.id, id))
    .for('update')
  return held && findCertificate(tx, held.id)
}

/** Whatever a QR code leads to. */
export async function findCertificateByCode(db: Database, code: string): Promise<Certificate | undefined> {
  const [certificate] = await certificatesWhere(db, eq(certificates.verificationCode, code))
  return certificate
}

/** The certificate that renews this one. */
export async function findSuccessor(db: Database | Transaction, id: CertificateId): Promise<Certificate | undefined> {
  const [certificate] = await certificatesWhere(db, eq(certificates.renews, id))
  return certificate
}

/** Every certificate these persons ever had, the newest first. */
export async function listCertificatesOf(
  db: Database | Transaction,
  personIds: readonly PersonId[],
): Promise<Certificate[]> {
  return personIds.length === 0 ? [] : certificatesWhere(db, inArray(certificates.personId, [...personIds]))
}

/** Whose certificates a reader reaches. */
export type CertificateReach = {
  readonly everywhere: boolean
  readonly nation: boolean
  readonly provinces: readonly string[]
  /** Cities that act for their province. */
  readonly cities: readonly string[]
  /** Enterprises whose people's they are. */
  readonly enterprises: readonly string[]
}

export type CertificateSearch = {
  readonly of: 'all' | 'revocation_proposed' | 'expiring' | 'ended'
  readonly category: ExamCategory | null
  readonly trade: string | null
  readonly name: string | null
  /** Keyed hash of an ID number. */
  readonly idNumberLookup: string | null
  /** Keyed hash of a certificate's number. */
  readonly numberLookup: string | null
  /** For `expiring`: ends or is to be assessed again by then. */
  readonly by: CivilDate
}

/** Certificates within reach that answer to a search, the newest first, and no more than `limit`. */
export async function searchCertificates(
  db: Database,
  reach: CertificateReach,
  { of, category, trade, name, idNumberLookup, numberLookup, by }: CertificateSearch,
  limit: number,
): Promise<Certificate[]> {
  const ended = happened(['cancelled', 'revoked'])
  const last = sql`(select ${certificateEvents.kind} from ${certificateEvents}
    where ${certificateEvents.certificateId} = ${certificates.id}
      and ${certificateEvents.kind} in ('revocation_proposed', 'revocation_dismissed', 'revoked')
    order by ${certificateEvents.id} desc limit 1)`
  const chosen = {
    all: undefined,
    revocation_proposed: sql`${last} = 'revocation_proposed'`,
    expiring: sql`not ${ended} and coalesce(${certificates.validThrough}, ${cycleStart} + interval '3 years') <= ${by}`,
    ended,
  }[of]
  return certificatesWhere(
    db,
    and(
      reached(reach),
      chosen,
      category === null ? undefined : eq(certificates.category, category),
      trade === null ? undefined : eq(certificates.trade, trade),
      name === null ? undefined : eq(certificates.holderName, name),
      idNumberLookup === null ? undefined : eq(persons.idNumberLookup, idNumberLookup),
      numberLookup === null ? undefined : eq(certificates.numberLookup, numberLookup),
    ),
    limit,
  )
}

function reached({ everywhere, nation, provinces, cities, enterprises: employers }: CertificateReach): SQL | undefined {
  if (everywhere) return undefined
  const employed = sql`exists (select from ${employments} where ${employments.personId} = ${certificates.personId}
    and ${employments.endedOn} is null and ${inArray(employments.enterpriseId, [...employers] as EnterpriseId[])})`
  return or(
    sql`false`,
    nation ? isNull(certificates.province) : undefined,
    provinces.length > 0 ? inArray(certificates.province, [...provinces]) : undefined,
    cities.length > 0 ? inArray(certificates.actingCity, [...cities]) : undefined,
    employers.length > 0 ? employed : undefined,
  )
}

/** The certificates of a name whose holder's ID number ends so. */
export async function listCertificatesByName(
  db: Database,
  { name, idLastFour }: { name: string; idLastFour: string },
  limit: number,
): Promise<Certificate[]> {
  const where = and(eq(certificates.holderName, name), sql`right(${persons.idNumberMasked}, 4) = ${idLastFour}`)
  return certificatesWhere(db, where, limit)
}

export async function listCertificatesByNumber(
  db: Database | Transaction,
  numberLookup: string,
  limit: number,
): Promise<Certificate[]> {
  return certificatesWhere(db, eq(certificates.numberLookup, numberLookup), limit)
}

/** Operators' certificates that have run out and were not struck off yet. */
export async function listRunOut(db: Database, on: CivilDate, limit: number): Promise<CertificateId[]> {
  const rows = await db
    .select({ id: certificates.id })
    .from(certificates)
    .where(and(lt(certificates.validThrough, on), sql`not ${happened(['cancelled', 'revoked'])}`))
    .orderBy(asc(certificates.validThrough), asc(certificates.id))
    .limit(limit)
  return rows.map(({ id }) => id)
}

/** Certificates of principals and managers who may have missed their three-yearly assessment, and were not noted for it. */
export async function listCyclesMissed(db: Database, passedBy: CivilDate, limit: number): Promise<CertificateId[]> {
  const noted = sql`exists (select from ${certificateEvents} where ${certificateEvents.certificateId} = ${certificates.id}
    and ${certificateEvents.kind} = 'cycle_overdue' and ${certificateEvents.onDate} > ${cycleStart})`
  const rows = await db
    .select({ id: certificates.id })
    .from(certificates)
    .where(
      and(
        isNull(certificates.validThrough),
        sql`not ${happened(['cancelled', 'revoked'])}`,
        sql`${cycleStart} <= ${passedBy}`,
        sql`not ${noted}`,
      ),
    )
    .orderBy(asc(certificates.issuedOn), asc(certificates.id))
    .limit(limit)
  return rows.map(({ id }) => id)
}

function happened(kinds: readonly CertificateEventKind[]) {
  return sql`exists (select from ${certificateEvents} where ${certificateEvents.certificateId} = ${certificates.id}
    and ${inArray(certificateEvents.kind, [...kinds])})`
}

/** The day the three years run from. */
const cycleStart = sql`coalesce((select max(${certificateEvents.onDate}) from ${certificateEvents}
  where ${certificateEvents.certificateId} = ${certificates.id} and ${certificateEvents.kind} = 'cycle_passed'),
  ${certificates.issuedOn})`

/** What happened to these certificates, each one's the oldest first. */
export async function listCertificateEvents(
  db: Database | Transaction,
  ids: readonly CertificateId[],
): Promise<ReadonlyMap<CertificateId, readonly CertificateEntry[]>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ event: certificateEvents, staffName: staff.name })
    .from(certificateEvents)
    .leftJoin(staff, eq(staff.id, certificateEvents.staffId))
    .where(inArray(certificateEvents.certificateId, [...ids]))
    .orderBy(asc(certificateEvents.id))
  return Map.groupBy(
    rows.map(({ event, staffName }): CertificateEntry => ({ ...event, staffName, ground: groundIn(event.facts) })),
    ({ certificateId }) => certificateId,
  )
}

function groundIn({ ground }: Readonly<Record<string, unknown>>) {
  return typeof ground === 'string' ? (ground as CertificateEvent['ground']) : undefined
}

export type NewCertificate = Omit<typeof certificates.$inferInsert, 'id'>

/** Keeps a new certificate. Undefined when the assessment, or the number on this day, has one already. */
export async function insertCertificate(
  tx: Transaction,
  certificate: NewCertificate,
): Promise<CertificateId | undefined> {
  const [row] = await tx
    .insert(certificates)
    .values(certificate)
    .onConflictDoNothing()
    .returning({ id: certificates.id })
  return row?.id
}

/** Changes the recorded facts of a certificate (R31-2). What they were stands in the event that goes with it. */
export async function updateCertificate(
  tx: Transaction,
  id: CertificateId,
  changes: Partial<
    Pick<NewCertificate, 'holderName' | 'numberSealed' | 'numberLookup' | 'numberMasked' | 'enterpriseId'>
  >,
): Promise<void> {
  await tx.update(certificates).set(changes).where(eq(certificates.id, id))
}

export type NewCertificateEvent = {
  readonly certificateId: CertificateId
  readonly at: Instant
  readonly onDate: CivilDate
  readonly kind: CertificateEventKind
  readonly reason: string | null
  readonly reference: string | null
  readonly facts: Readonly<Record<string, unknown>>
  readonly staffId: StaffId | null
}

/**
 * Adds to certificates' histories. One transaction at a time, so that the public feed, which is read by the numbers of
 * these entries, never shows a later one before an earlier one.
 */
export async function appendCertificateEvents(tx: Transaction, events: readonly NewCertificateEvent[]): Promise<void> {
  if (events.length === 0) return
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('certificate events', 0))`)
  await tx.insert(certificateEvents).values([...events])
}

/** What art. 38 publishes: certificates issued, struck off and revoked, in the order it became known. */
export async function listPublications(
  db: Database,
  { province, after, limit }: { province: string | null; after: number; limit: number },
) {
  // A nationally assessed person's is published in the province of the enterprise (A34).
  const publishedIn = sql<string | null>`coalesce(${certificates.province}, ${enterprises.province})`
  return db
    .select({
      id: certificateEvents.id,
      at: certificateEvents.at,
      onDate: certificateEvents.onDate,
      kind: certificateEvents.kind,
      ground: sql<string | null>`${certificateEvents.facts} ->> 'ground'`,
      category: certificates.category,
      trade: certificates.trade,
      holderName: certificates.holderName,
      idNumberMasked: persons.idNumberMasked,
      numberMasked: certificates.numberMasked,
      issuer: certificates.province,
      actingCity: certificates.actingCity,
      publishedIn,
      validFrom: certificates.validFrom,
      validThrough: certificates.validThrough,
    })
    .from(certificateEvents)
    .innerJoin(certificates, eq(certificates.id, certificateEvents.certificateId))
    .innerJoin(persons, eq(persons.id, certificates.personId))
    .leftJoin(enterprises, eq(enterprises.id, certificates.enterpriseId))
    .where(
      and(
        inArray(certificateEvents.kind, ['issued', 'cancelled', 'revoked']),
        gt(certificateEvents.id, after),
        province === null ? undefined : eq(publishedIn, province),
      ),
    )
    .orderBy(asc(certificateEvents.id))
    .limit(limit)
}

/** An assessment that may lead to a certificate, with whose it is: the authority that accepted it, and the employer. */
export type Certifiable = {
  readonly assessmentId: string
  readonly category: ExamCategory
  readonly trade: string | null
  readonly purpose: (typeof assessments.$inferSelect)['purpose']
  readonly rulesVersion: string
  readonly personId: PersonId
  readonly name: string
  readonly idNumberMasked: string
  readonly idNumberLookup: string
  readonly idNumberSealed: Uint8Array
  /** As the application or, without one, the roster has it. */
  readonly enterpriseId: EnterpriseId | null
  readonly enterpriseName: string
  readonly enterpriseProvince: string | null
  readonly employerIds: readonly string[]
  readonly province: string | null
  readonly city: string | null
  /** When the renewal was applied for; null without an application. */
  readonly appliedAt: Instant | null
  /** The certificate that was issued for it. */
  readonly certificateId: CertificateId | null
}

async function certifiablesWhere(db: Database | Transaction, where: SQL | undefined): Promise<Certifiable[]> {
  const session = sql<string | null>`(select ${sessions.province} from ${sittings}
    join ${sessions} on ${sessions.id} = ${sittings.sessionId}
    where ${sittings.assessmentId} = ${assessments.id} order by ${sessions.startsAt} desc limit 1)`
  const employer = sql`(select ${employments.enterpriseId} from ${employments}
    where ${employments.personId} = ${assessments.personId} and ${employments.category} = ${assessments.category}
      and ${employments.endedOn} is null order by ${employments.startedOn} desc limit 1)`
  return db
    .select({
      assessmentId: assessments.id,
      category: assessments.category,
      trade: assessments.trade,
      purpose: assessments.purpose,
      rulesVersion: assessments.rulesVersion,
      personId: persons.id,
      name: persons.name,
      idNumberMasked: persons.idNumberMasked,
      idNumberLookup: persons.idNumberLookup,
      idNumberSealed: persons.idNumberSealed,
      enterpriseId: enterprises.id,
      enterpriseName: sql<string>`coalesce(${enterprises.name}, ${persons.enterprise})`,
      enterpriseProvince: enterprises.province,
      employerIds: employerIds(assessments.personId),
      province: sql<
        string | null
      >`case when ${applications.id} is null then ${session} else ${applications.province} end`,
      city: applications.city,
      appliedAt: applications.submittedAt,
      certificateId: certificates.id,
    })
    .from(assessments)
    .innerJoin(persons, eq(persons.id, assessments.personId))
    .leftJoin(applications, eq(applications.assessmentId, assessments.id))
    .leftJoin(enterprises, eq(enterprises.id, sql`coalesce(${applications.enterpriseId}, ${employer})`))
    .leftJoin(certificates, eq(certificates.assessmentId, assessments.id))
    .where(where)
    .orderBy(asc(assessments.openedAt), asc(assessments.id))
}

/** Assessments with a published pass and without a certificate: whether everything was passed is for the rules to say. */
export async function listUncertified(db: Database | Transaction): Promise<Certifiable[]> {
  const somethingPassed = sql`exists (select from ${results} join ${sittings} on ${sittings.id} = ${results.sittingId}
    where ${sittings.assessmentId} = ${assessments.id} and ${results.passed})`
  return certifiablesWhere(
    db,
    and(isNull(certificates.id), inArray(assessments.purpose, ['first', 'renewal']), somethingPassed),
  )
}

/** These assessments as certificates are issued for them. */
export async function listCertifiables(db: Database | Transaction, ids: readonly string[]): Promise<Certifiable[]> {
  return ids.length === 0 ? [] : certifiablesWhere(db, inArray(assessments.id, [...ids]))
}

/** Holds an assessment until the transaction ends; nobody else issues for it meanwhile. */
export async function lockAssessment(tx: Transaction, id: string): Promise<boolean> {
  const rows = await tx.select({ id: assessments.id }).from(assessments).where(eq(assessments.id, id)).for('update')
  return rows.length > 0
}

/** A certificate of somebody else with this number; an operator's is one person's for all trades. */
export async function isNumberOfAnother(
  tx: Transaction,
  { numberLookup, personId }: { numberLookup: string; personId: PersonId },
): Promise<boolean> {
  const rows = await tx
    .select({ id: certificates.id })
    .from(certificates)
    .where(and(eq(certificates.numberLookup, numberLookup), ne(certificates.personId, personId)))
    .limit(1)
  return rows.length > 0
}

/** An enterprise by its id, for the place of work that a certificate records. */
export async function findEnterpriseOfCertificate(
  db: Database | Transaction,
  id: string,
): Promise<{ readonly id: EnterpriseId; readonly name: string } | undefined> {
  const [row] = await db
    .select({ id: enterprises.id, name: enterprises.name })
    .from(enterprises)
    .where(eq(enterprises.id, id as EnterpriseId))
  return row
}

/** When each special-operation certificate of a person was revoked: what bars from every trade for three years (R42-2). */
export async function listRevocations(db: Database | Transaction, personId: PersonId): Promise<CivilDate[]> {
  const rows = await db
    .select({ onDate: certificateEvents.onDate })
    .from(certificateEvents)
    .innerJoin(certificates, eq(certificates.id, certificateEvents.certificateId))
    .where(
      and(eq(certificates.personId, personId), eq(certificateEvents.kind, 'revoked'), isNotNull(certificates.trade)),
    )
  return rows.map(({ onDate }) => onDate)
}

/** The sealed ID number of a certificate's holder, for the certificate itself. */
export async function getSealedIdNumber(db: Database | Transaction, personId: PersonId): Promise<Uint8Array> {
  const [row] = await db.select({ sealed: persons.idNumberSealed }).from(persons).where(eq(persons.id, personId))
  if (!row) throw new Error(`There is no person ${personId}`)
  return row.sealed
}

/** A penalty decision that was copied to a province (R44-2). */
export async function findPenalty(
  db: Database | Transaction,
  id: string,
  province: string | null,
): Promise<{ readonly id: string } | undefined> {
  if (province === null) return undefined
  const [row] = await db
    .select({ id: penalties.id })
    .from(penalties)
    .where(and(eq(penalties.id, id), eq(penalties.province, province)))
  return row
}

/** The post of a category that a person is in now, the latest of several. */
export async function findEmploymentIn(
  db: Database | Transaction,
  personId: PersonId,
  category: ExamCategory,
): Promise<{ readonly id: string; readonly enterpriseId: EnterpriseId } | undefined> {
  const [row] = await db
    .select({ id: employments.id, enterpriseId: employments.enterpriseId })
    .from(employments)
    .where(and(eq(employments.personId, personId), eq(employments.category, category), isNull(employments.endedOn)))
    .orderBy(desc(employments.startedOn))
    .limit(1)
  return row
}
