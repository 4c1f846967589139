import type { EnterpriseId, PersonId, RoomId, SeatId, SessionId, SiteId, StaffId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import type { Category, ExamCategory } from '@kaochang/domain/law/categories'
import type { SessionState } from '@kaochang/domain/session/session'
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { certificates, certificateEvents } from './schema/certificate.ts'
import { employments, enterprises } from './schema/enterprise.ts'
import { persons, staff } from './schema/people.ts'
import { assessments, rooms, seats, sessionRooms, sessions, sittings } from './schema/session.ts'
import {
  authorityContacts,
  complaints,
  penalties,
  recommendationLetters,
  spotCheckPeople,
  spotCheckSessions,
  spotChecks,
} from './schema/supervision.ts'

/** An enterprise as supervision names it. */
export type SupervisedEnterprise = {
  readonly id: EnterpriseId
  readonly name: string
  readonly province: string
  readonly email: string | null
}

export async function findSupervised(
  db: Database | Transaction,
  id: string,
): Promise<SupervisedEnterprise | undefined> {
  const [row] = await db
    .select({
      id: enterprises.id,
      name: enterprises.name,
      province: enterprises.province,
      email: enterprises.email,
    })
    .from(enterprises)
    .where(eq(enterprises.id, id as EnterpriseId))
  return row
}

/** Somebody's post at an enterprise today. */
export type RollRow = Awaited<ReturnType<typeof listRoll>>[number]

/** Who is on an enterprise's roll today, by name. */
export async function listRoll(db: Database | Transaction, enterpriseId: EnterpriseId) {
  return db
    .select({
      employmentId: employments.id,
      personId: employments.personId,
      name: persons.name,
      idNumberMasked: persons.idNumberMasked,
      category: employments.category,
      code: employments.post,
      post: employments.title,
      trade: employments.trade,
    })
    .from(employments)
    .innerJoin(persons, eq(persons.id, employments.personId))
    .where(and(eq(employments.enterpriseId, enterpriseId), isNull(employments.endedOn)))
    .orderBy(asc(persons.name), asc(employments.id))
}

export type SpotCheck = Awaited<ReturnType<typeof listSpotChecks>>[number]

/** The spot checks, newest first, or those named. */
export async function listSpotChecks(db: Database | Transaction, ids?: readonly string[]) {
  return db
    .select({
      id: spotChecks.id,
      province: spotChecks.province,
      name: spotChecks.name,
      cutScore: spotChecks.cutScore,
      durationMinutes: spotChecks.durationMinutes,
      openedAt: spotChecks.openedAt,
      closedAt: spotChecks.closedAt,
      openedBy: staff.name,
      enterpriseId: enterprises.id,
      enterpriseName: enterprises.name,
      enterpriseEmail: enterprises.email,
      place: sql<string>`(select s.address from sites s where s.id = ${spotChecks.siteId})`,
      named: sql<number>`(select count(*)::int from ${spotCheckPeople} where ${spotCheckPeople.spotCheckId} = ${spotChecks.id})`,
    })
    .from(spotChecks)
    .innerJoin(enterprises, eq(enterprises.id, spotChecks.enterpriseId))
    .innerJoin(staff, eq(staff.id, spotChecks.openedBy))
    .where(ids && inArray(spotChecks.id, [...ids]))
    .orderBy(desc(spotChecks.openedAt), asc(spotChecks.id))
}

export async function findSpotCheck(db: Database | Transaction, id: string): Promise<SpotCheck | undefined> {
  const [found] = await listSpotChecks(db, [id])
  return found
}

/** Holds a spot check until the transaction ends. */
export async function lockSpotCheck(tx: Transaction, id: string): Promise<SpotCheck | undefined> {
  const [held] = await tx.select({ id: spotChecks.id }).from(spotChecks).where(eq(spotChecks.id, id)).for('update')
  return held && findSpotCheck(tx, held.id)
}

export async function insertSpotCheck(
  tx: Transaction,
  check: {
    province: string
    enterpriseId: EnterpriseId
    siteId: SiteId
    name: string
    cutScore: number
    durationMinutes: number
    openedBy: StaffId
    openedAt: Instant
  },
): Promise<string> {
  const [row] = await tx.insert(spotChecks).values(check).returning({ id: spotChecks.id })
  if (!row) throw new Error('The insert gave no spot check back')
  return row.id
}

export async function insertSpotCheckSession(
  tx: Transaction,
  spotCheckId: string,
  sessionId: SessionId,
): Promise<void> {
  await tx.insert(spotCheckSessions).values({ spotCheckId, sessionId })
}

/** Somebody who is to be examined in a session of a spot check. */
export type NamedPerson = {
  readonly personId: PersonId
  readonly category: Category
  readonly post: string
  readonly trade: string | null
  readonly ticket: string
}

/**
 * Puts people on the roster of a spot check's session: each with an assessment of its own that is closed from its first
 * moment, so that nothing can ever be counted to it or follow from it (R40-1).
 */
export async function insertSpotCheckPeople(
  tx: Transaction,
  { spotCheckId, sessionId, roomId, at }: { spotCheckId: string; sessionId: SessionId; roomId: RoomId; at: Instant },
  people: readonly NamedPerson[],
): Promise<void> {
  const opened = await tx
    .insert(assessments)
    .values(
      people.map(({ personId, category, trade }) => ({
        personId,
        category: examCategoryOf(category),
        trade,
        purpose: 'spot_check' as const,
        openedAt: at,
        closedAt: at,
      })),
    )
    .returning({ id: assessments.id, personId: assessments.personId })
  const assessmentOf = new Map(opened.map(({ id, personId }) => [personId, id]))
  const places = await tx
    .insert(sittings)
    .values(
      people.map(({ personId, ticket }) => ({
        sessionId,
        personId,
        assessmentId: assessmentOf.get(personId) ?? '',
        attempt: 1,
        roomId,
        ticket,
      })),
    )
    .returning({ id: sittings.id, personId: sittings.personId })
  const sittingOf = new Map(places.map(({ id, personId }) => [personId, id]))
  await tx.insert(spotCheckPeople).values(
    people.map(({ personId, category, post, trade }) => ({
      spotCheckId,
      personId,
      category,
      post,
      trade,
      sittingId: sittingOf.get(personId) ?? null,
    })),
  )
}

/** An assessment's row has no workers, who have no state exam: theirs is examined from the managers' banks. */
function examCategoryOf(category: Category): ExamCategory {
  return category === 'worker' ? 'manager' : category
}

export type SpotCheckSession = {
  readonly id: SessionId
  readonly sources: 'national_and_provincial' | 'unified'
  readonly trade: string | null
  readonly state: SessionState
  readonly room: {
    readonly id: RoomId
    readonly name: string
    readonly seatIds: readonly SeatId[]
    readonly startedAt: Instant | null
  }
}

/** The sessions of a spot check, the managers' first, each with its room. */
export async function listSpotCheckSessions(
  db: Database | Transaction,
  spotCheckId: string,
): Promise<SpotCheckSession[]> {
  const rows = await db
    .select({
      id: sessions.id,
      blueprint: sessions.blueprint,
      trade: sessions.trade,
      state: sessions.state,
      roomId: rooms.id,
      roomName: rooms.name,
      startedAt: sessionRooms.startedAt,
    })
    .from(spotCheckSessions)
    .innerJoin(sessions, eq(sessions.id, spotCheckSessions.sessionId))
    .innerJoin(sessionRooms, eq(sessionRooms.sessionId, sessions.id))
    .innerJoin(rooms, eq(rooms.id, sessionRooms.roomId))
    .where(eq(spotCheckSessions.spotCheckId, spotCheckId))
    .orderBy(sql`${sessions.trade} nulls first`, asc(sessions.id))
  const seated = await db
    .select({ id: seats.id, roomId: seats.roomId })
    .from(seats)
    .where(
      inArray(
        seats.roomId,
        rows.map(({ roomId }) => roomId),
      ),
    )
    .orderBy(asc(seats.number))
  return rows.map(({ id, blueprint, trade, state, roomId, roomName, startedAt }) => ({
    id,
    sources: blueprint.sources,
    trade,
    state,
    room: {
      id: roomId,
      name: roomName,
      seatIds: seated.filter((seat) => seat.roomId === roomId).map((seat) => seat.id),
      startedAt,
    },
  }))
}

export type SpotCheckPersonRow = Awaited<ReturnType<typeof listSpotCheckPeople>>[number]

/** Who is examined in a spot check, in the order of the roles and then of the names. */
export async function listSpotCheckPeople(db: Database | Transaction, spotCheckId: string) {
  return db
    .select({
      id: spotCheckPeople.id,
      personId: spotCheckPeople.personId,
      name: persons.name,
      idNumberMasked: persons.idNumberMasked,
      category: spotCheckPeople.category,
      post: spotCheckPeople.post,
      trade: spotCheckPeople.trade,
      orderedAt: spotCheckPeople.orderedAt,
      sittingId: sittings.id,
      sessionId: sittings.sessionId,
      ticket: sittings.ticket,
      seatNumber: seats.number,
      startedAt: sittings.startedAt,
      endedAt: sittings.endedAt,
      absentAt: sittings.absentAt,
    })
    .from(spotCheckPeople)
    .innerJoin(persons, eq(persons.id, spotCheckPeople.personId))
    .innerJoin(sittings, eq(sittings.id, spotCheckPeople.sittingId))
    .leftJoin(seats, eq(seats.id, sittings.seatId))
    .where(eq(spotCheckPeople.spotCheckId, spotCheckId))
    .orderBy(
      sql`array_position(array['principal', 'manager', 'operator', 'worker'], ${spotCheckPeople.category})`,
      asc(persons.name),
      asc(spotCheckPeople.id),
    )
}

export async function setOrdered(tx: Transaction, id: string, at: Instant): Promise<void> {
  await tx.update(spotCheckPeople).set({ orderedAt: at }).where(eq(spotCheckPeople.id, id))
}

export async function setSpotCheckClosed(tx: Transaction, id: string, at: Instant): Promise<void> {
  await tx.update(spotChecks).set({ closedAt: at }).where(eq(spotChecks.id, id))
}

/** What a person's spot checks gave, oldest first; those still going on are left out. */
export async function listSpotChecksOf(db: Database | Transaction, personId: PersonId) {
  return db
    .select({
      name: spotChecks.name,
      heldAt: spotChecks.openedAt,
      category: spotCheckPeople.category,
      cutScore: spotChecks.cutScore,
      orderedAt: spotCheckPeople.orderedAt,
      points: sql<number | null>`(select sc.points from scores sc where sc.sitting_id = ${spotCheckPeople.sittingId}
        order by sc.number desc limit 1)`,
    })
    .from(spotCheckPeople)
    .innerJoin(spotChecks, eq(spotChecks.id, spotCheckPeople.spotCheckId))
    .where(and(eq(spotCheckPeople.personId, personId), sql`${spotChecks.closedAt} is not null`))
    .orderBy(asc(spotChecks.openedAt))
}

export type AuthorityContact = typeof authorityContacts.$inferSelect

export async function listContacts(db: Database | Transaction): Promise<AuthorityContact[]> {
  return db.select().from(authorityContacts).orderBy(asc(authorityContacts.province))
}

export async function findContact(db: Database | Transaction, province: string): Promise<AuthorityContact | undefined> {
  const [row] = await db.select().from(authorityContacts).where(eq(authorityContacts.province, province))
  return row
}

export async function putContact(tx: Transaction, contact: typeof authorityContacts.$inferInsert): Promise<void> {
  const { province: _, ...set } = contact
  await tx.insert(authorityContacts).values(contact).onConflictDoUpdate({ target: authorityContacts.province, set })
}

export type Complaint = typeof complaints.$inferSelect & { readonly closerName: string | null }

/** The reports of the public, newest first, or one of them. */
export async function listComplaints(db: Database | Transaction, only?: string): Promise<Complaint[]> {
  const rows = await db
    .select({ complaint: complaints, closerName: staff.name })
    .from(complaints)
    .leftJoin(staff, eq(staff.id, complaints.closedBy))
    .where(only === undefined ? undefined : eq(complaints.id, only))
    .orderBy(desc(complaints.receivedAt), asc(complaints.id))
  return rows.map(({ complaint, closerName }) => ({ ...complaint, closerName }))
}

export async function lockComplaint(tx: Transaction, id: string): Promise<Complaint | undefined> {
  const [held] = await tx.select({ id: complaints.id }).from(complaints).where(eq(complaints.id, id)).for('update')
  if (!held) return undefined
  const [found] = await listComplaints(tx, held.id)
  return found
}

export async function insertComplaint(tx: Transaction, complaint: typeof complaints.$inferInsert): Promise<void> {
  await tx.insert(complaints).values(complaint)
}

export async function setComplaintClosed(
  tx: Transaction,
  id: string,
  closed: { closedAt: Instant; closedBy: StaffId; finding: string },
): Promise<void> {
  await tx.update(complaints).set(closed).where(eq(complaints.id, id))
}

export type Penalty = Awaited<ReturnType<typeof listPenalties>>[number]

/** The penalty decisions received, newest first, or one of them. */
export async function listPenalties(db: Database | Transaction, only?: string) {
  return db
    .select({
      id: penalties.id,
      province: penalties.province,
      agency: penalties.agency,
      reference: penalties.reference,
      decidedOn: penalties.decidedOn,
      text: penalties.text,
      enteredAt: penalties.enteredAt,
      enteredBy: staff.name,
      enterpriseId: penalties.enterpriseId,
      enterpriseName: enterprises.name,
      personId: penalties.personId,
      personName: persons.name,
      idNumberMasked: persons.idNumberMasked,
    })
    .from(penalties)
    .innerJoin(staff, eq(staff.id, penalties.enteredBy))
    .leftJoin(enterprises, eq(enterprises.id, penalties.enterpriseId))
    .leftJoin(persons, eq(persons.id, penalties.personId))
    .where(only === undefined ? undefined : eq(penalties.id, only))
    .orderBy(desc(penalties.enteredAt), asc(penalties.id))
}

export async function insertPenalty(tx: Transaction, penalty: typeof penalties.$inferInsert): Promise<string> {
  const [row] = await tx.insert(penalties).values(penalty).returning({ id: penalties.id })
  if (!row) throw new Error('The insert gave no penalty back')
  return row.id
}

/** The special-operation certificates of people that stand: what a revocation could be proposed for (R42-1). */
export async function listRevocable(db: Database | Transaction, personIds: readonly PersonId[]) {
  if (personIds.length === 0) return []
  const ended = sql`exists (select from ${certificateEvents} where ${certificateEvents.certificateId} = ${certificates.id}
    and ${certificateEvents.kind} in ('revoked', 'cancelled'))`
  return db
    .select({ id: certificates.id, personId: certificates.personId, trade: certificates.trade })
    .from(certificates)
    .where(
      and(inArray(certificates.personId, [...personIds]), eq(certificates.category, 'operator'), sql`not ${ended}`),
    )
    .orderBy(asc(certificates.issuedOn), asc(certificates.id))
}

/** The person of an ID number, when the platform knows one. */
export async function findPersonByLookup(db: Database | Transaction, idNumberLookup: string) {
  const [row] = await db
    .select({ id: persons.id, name: persons.name })
    .from(persons)
    .where(eq(persons.idNumberLookup, idNumberLookup))
  return row
}

export type Letter = Awaited<ReturnType<typeof listLetters>>[number]

/** The recommendation letters, newest first, or one of them. */
export async function listLetters(db: Database | Transaction, only?: string) {
  return db
    .select({
      id: recommendationLetters.id,
      province: recommendationLetters.province,
      toName: recommendationLetters.toName,
      problems: recommendationLetters.problems,
      recommendation: recommendationLetters.recommendation,
      spotCheckId: recommendationLetters.spotCheckId,
      spotCheckName: spotChecks.name,
      writtenBy: staff.name,
      writtenAt: recommendationLetters.writtenAt,
    })
    .from(recommendationLetters)
    .innerJoin(staff, eq(staff.id, recommendationLetters.writtenBy))
    .leftJoin(spotChecks, eq(spotChecks.id, recommendationLetters.spotCheckId))
    .where(only === undefined ? undefined : eq(recommendationLetters.id, only))
    .orderBy(desc(recommendationLetters.writtenAt), asc(recommendationLetters.id))
}

export async function insertLetter(
  tx: Transaction,
  letter: typeof recommendationLetters.$inferInsert,
): Promise<string> {
  const [row] = await tx.insert(recommendationLetters).values(letter).returning({ id: recommendationLetters.id })
  if (!row) throw new Error('The insert gave no letter back')
  return row.id
}
