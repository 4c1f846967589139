import type { BankKind, BankState } from '@kaochang/domain/bank/bank'
import type { BankId, PersonId, RoomId, SeatId, SessionId, SiteId, SittingId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import type { AssessmentPurpose } from '@kaochang/domain/law/attempts'
import type { Component, RulesVersion } from '@kaochang/domain/law/rules'
import type { Sitters } from '@kaochang/domain/session/advance-session'
import type { RoomPlaces } from '@kaochang/domain/session/fill-rooms'
import type { SafeExamBrowser } from '@kaochang/domain/session/safe-exam-browser'
import type { Schedule, SessionPurpose, SessionState } from '@kaochang/domain/session/session'
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { banks } from './schema/bank.ts'
import { persons } from './schema/people.ts'
import { practicalSeals } from './schema/practical.ts'
import {
  assessments,
  rooms,
  seats,
  sessionBanks,
  sessionRooms,
  sessionSeals,
  sessions,
  sites,
  sittings,
  terminals,
} from './schema/session.ts'

export type Seat = { readonly id: SeatId; readonly number: number; readonly enrolled: boolean }
export type Room = { readonly id: RoomId; readonly name: string; readonly seats: readonly Seat[] }
export type Site = typeof sites.$inferSelect & { readonly rooms: readonly Room[] }

/** A session's row with the province of its site, which decides who at the site reaches it. */
export type SessionRow = typeof sessions.$inferSelect & { readonly siteProvince: string }

/** A session with everything that whoever runs it wants to see. */
export type Session = SessionRow & {
  readonly site: { readonly id: SiteId; readonly name: string; readonly address: string }
  readonly rooms: readonly { id: RoomId; name: string; seatCount: number; startedAt: Instant | null }[]
  readonly banks: readonly { id: BankId; name: string; kind: BankKind; state: BankState }[]
  readonly candidateCount: number
  readonly seal: {
    poolHash: string
    blueprintHash: string
    rosterHash: string
    secretCommitment: string
    sealedAt: Instant
  } | null
}

/** Rooms are called by number: 第2考场 stands before 第10考场. */
const byRoomName = new Intl.Collator('zh-CN', { numeric: true })

/** When a session happens, as the rules read it. */
export function scheduleOf({
  startsAt,
  blueprint,
  settings,
}: Pick<SessionRow, 'startsAt' | 'blueprint' | 'settings'>): Schedule {
  return { startsAt, durationMinutes: blueprint.durationMinutes, settings }
}

/** A room that was made for a rehearsal is for rehearsals: no exam is planned in it, and no computer stands there. */
const notForRehearsals = sql`not exists (select from ${sessionRooms}
  join ${sessions} on ${sessions.id} = ${sessionRooms.sessionId} and ${sessions.purpose} = 'rehearsal'
  where ${sessionRooms.roomId} = ${rooms.id})`

/** The exam sites with their rooms and seats; all of them, or those named. */
export async function listSites(db: Database | Transaction, ids?: readonly SiteId[]): Promise<Site[]> {
  const found = await db
    .select()
    .from(sites)
    .where(and(eq(sites.purpose, 'designated'), ids && inArray(sites.id, [...ids])))
    .orderBy(asc(sites.province), asc(sites.name), asc(sites.id))
  const enrolled = sql<boolean>`exists (select from ${terminals}
    where ${terminals.seatId} = ${seats.id} and ${terminals.tokenHash} is not null and ${terminals.revokedAt} is null)`
  const rows = await db
    .select({ siteId: rooms.siteId, id: rooms.id, name: rooms.name, seatId: seats.id, number: seats.number, enrolled })
    .from(rooms)
    .innerJoin(seats, eq(seats.roomId, rooms.id))
    .where(and(notForRehearsals, ids && inArray(rooms.siteId, [...ids])))
    .orderBy(asc(rooms.id), asc(seats.number))

  const roomsOf = Map.groupBy(rows, ({ siteId }) => siteId)
  return found.map((site) => {
    const byRoom = Map.groupBy(roomsOf.get(site.id) ?? [], ({ id }) => id)
    const list = [...byRoom.values()].flatMap((seated) => {
      const [first] = seated
      if (!first) return []
      return [
        {
          id: first.id,
          name: first.name,
          seats: seated.map((row) => ({ id: row.seatId, number: row.number, enrolled: row.enrolled })),
        },
      ]
    })
    return { ...site, rooms: list.toSorted((a, b) => byRoomName.compare(a.name, b.name)) }
  })
}

export async function findSite(db: Database | Transaction, id: SiteId): Promise<Site | undefined> {
  const [site] = await listSites(db, [id])
  return site
}

export async function insertSite(tx: Transaction, site: typeof sites.$inferInsert): Promise<SiteId> {
  const [inserted] = await tx.insert(sites).values(site).returning({ id: sites.id })
  if (!inserted) throw new Error('The insert gave no site back')
  return inserted.id
}

/** Adds a room with seats numbered from 1; undefined when the site has a room of that name. */
export async function insertRoom(
  tx: Transaction,
  { siteId, name, seatCount }: { siteId: SiteId; name: string; seatCount: number },
): Promise<RoomId | undefined> {
  const [inserted] = await tx.insert(rooms).values({ siteId, name }).onConflictDoNothing().returning({ id: rooms.id })
  if (!inserted) return undefined
  await tx
    .insert(seats)
    .values(Array.from({ length: seatCount }, (_, index) => ({ roomId: inserted.id, number: index + 1 })))
  return inserted.id
}

/** Plans a session with the rooms and banks it will use. */
export async function insertSession(
  tx: Transaction,
  session: Omit<typeof sessions.$inferInsert, 'state'>,
  { roomIds, bankIds }: { roomIds: readonly RoomId[]; bankIds: readonly BankId[] },
): Promise<SessionId> {
  const [inserted] = await tx
    .insert(sessions)
    .values({ ...session, state: 'planned' })
    .returning({ id: sessions.id })
  if (!inserted) throw new Error('The insert gave no session back')
  const sessionId = inserted.id
  await tx.insert(sessionRooms).values(roomIds.map((roomId) => ({ sessionId, roomId })))
  // A practical exam draws from no bank.
  if (bankIds.length > 0) await tx.insert(sessionBanks).values(bankIds.map((bankId) => ({ sessionId, bankId })))
  return sessionId
}

/** What decides whether somebody reaches a session, for all of them but the canaries', newest first. */
export async function listSessionPlaces(db: Database | Transaction) {
  return db
    .select({
      id: sessions.id,
      province: sessions.province,
      purpose: sessions.purpose,
      siteId: sessions.siteId,
      siteProvince: sites.province,
    })
    .from(sessions)
    .innerJoin(sites, eq(sites.id, sessions.siteId))
    .where(ne(sessions.purpose, 'canary'))
    .orderBy(desc(sessions.startsAt), desc(sessions.createdAt), asc(sessions.id))
}

/** The session's row, without its rooms, banks and roster. */
export async function findSessionRow(db: Database | Transaction, id: SessionId): Promise<SessionRow | undefined> {
  const [row] = await db
    .select({ session: sessions, siteProvince: sites.province })
    .from(sessions)
    .innerJoin(sites, eq(sites.id, sessions.siteId))
    .where(eq(sessions.id, id))
  return row && { ...row.session, siteProvince: row.siteProvince }
}

/** Holds the session until the transaction ends: nobody else moves it, its roster or its scores meanwhile. */
export async function lockSession(tx: Transaction, id: SessionId): Promise<SessionRow | undefined> {
  const [held] = await tx.select({ id: sessions.id }).from(sessions).where(eq(sessions.id, id)).for('update')
  return held && findSessionRow(tx, held.id)
}

/** The sessions named, in the order named. */
export async function listSessions(db: Database | Transaction, ids: readonly SessionId[]): Promise<Session[]> {
  if (ids.length === 0) return []
  const found = await db
    .select({
      session: sessions,
      site: { id: sites.id, name: sites.name, address: sites.address },
      siteProvince: sites.province,
    })
    .from(sessions)
    .innerJoin(sites, eq(sites.id, sessions.siteId))
    .where(inArray(sessions.id, [...ids]))
  const roomRows = await db
    .select({
      sessionId: sessionRooms.sessionId,
      id: rooms.id,
      name: rooms.name,
      startedAt: sessionRooms.startedAt,
      seatCount: sql<number>`(select count(*)::int from ${seats} where ${seats.roomId} = ${rooms.id})`,
    })
    .from(sessionRooms)
    .innerJoin(rooms, eq(rooms.id, sessionRooms.roomId))
    .where(inArray(sessionRooms.sessionId, [...ids]))
  const bankRows = await db
    .select({ sessionId: sessionBanks.sessionId, id: banks.id, name: banks.name, kind: banks.kind, state: banks.state })
    .from(sessionBanks)
    .innerJoin(banks, eq(banks.id, sessionBanks.bankId))
    .where(inArray(sessionBanks.sessionId, [...ids]))
    .orderBy(asc(banks.kind), asc(banks.name))
  const counts = await db
    .select({ sessionId: sittings.sessionId, count: count() })
    .from(sittings)
    .where(inArray(sittings.sessionId, [...ids]))
    .groupBy(sittings.sessionId)
  const seals = await db
    .select({
      sessionId: sessionSeals.sessionId,
      poolHash: sessionSeals.poolHash,
      blueprintHash: sessionSeals.blueprintHash,
      rosterHash: sessionSeals.rosterHash,
      secretCommitment: sessionSeals.secretCommitment,
      sealedAt: sessionSeals.sealedAt,
    })
    .from(sessionSeals)
    .where(inArray(sessionSeals.sessionId, [...ids]))

  const roomsOf = Map.groupBy(roomRows, ({ sessionId }) => sessionId)
  const banksOf = Map.groupBy(bankRows, ({ sessionId }) => sessionId)
  const countOf = new Map(counts.map((row) => [row.sessionId, row.count]))
  const sealOf = new Map(seals.map(({ sessionId, ...seal }) => [sessionId, seal]))
  const byId = new Map(
    found.map(({ session, site, siteProvince }): [SessionId, Session] => [
      session.id,
      {
        ...session,
        site,
        siteProvince,
        rooms: (roomsOf.get(session.id) ?? []).toSorted((a, b) => byRoomName.compare(a.name, b.name)),
        banks: banksOf.get(session.id) ?? [],
        candidateCount: countOf.get(session.id) ?? 0,
        seal: sealOf.get(session.id) ?? null,
      },
    ]),
  )
  return ids.flatMap((id) => byId.get(id) ?? [])
}

export async function getSession(db: Database | Transaction, id: SessionId): Promise<Session> {
  const [session] = await listSessions(db, [id])
  if (!session) throw new Error(`There is no session ${id}`)
  return session
}

const WRITTEN_AT = {
  announced: 'announcedAt',
  open: 'openedAt',
  ended: 'endedAt',
  scored: 'scoredAt',
  released: 'releasedAt',
} as const

/** Moves a session on and writes down when. When it was sealed stands with its seal. */
export async function advanceSession(
  tx: Transaction,
  id: SessionId,
  state: Exclude<SessionState, 'planned'>,
  at: Instant,
): Promise<void> {
  const written = state === 'sealed' ? {} : { [WRITTEN_AT[state]]: at }
  await tx
    .update(sessions)
    .set({ state, ...written })
    .where(eq(sessions.id, id))
}

/** What the public may know: announced sessions that have not ended, soonest first. */
export async function listAnnounced(db: Database | Transaction) {
  return db
    .select({ session: sessions, site: { name: sites.name, address: sites.address } })
    .from(sessions)
    .innerJoin(sites, eq(sites.id, sessions.siteId))
    .where(and(inArray(sessions.state, ['announced', 'sealed', 'open']), eq(sessions.purpose, 'assessment')))
    .orderBy(asc(sessions.startsAt), asc(sessions.id))
}

/** Who is on the roster, by room and then in the order of the tickets. */
export async function listRoster(db: Database | Transaction, sessionId: SessionId) {
  const rows = await db
    .select({
      sittingId: sittings.id,
      ticket: sittings.ticket,
      attempt: sittings.attempt,
      room: { id: rooms.id, name: rooms.name },
      name: persons.name,
      idNumberMasked: persons.idNumberMasked,
      enterprise: persons.enterprise,
    })
    .from(sittings)
    .innerJoin(persons, eq(persons.id, sittings.personId))
    .innerJoin(rooms, eq(rooms.id, sittings.roomId))
    .where(eq(sittings.sessionId, sessionId))
    .orderBy(asc(sittings.ticket))
  return rows.toSorted((a, b) => byRoomName.compare(a.room.name, b.room.name))
}

export type NewPerson = Omit<typeof persons.$inferInsert, 'id'>
export type HeldPerson = {
  readonly id: PersonId
  readonly name: string
  readonly idNumberLookup: string
  readonly enterprise: string
}

/**
 * Finds the persons of these ID numbers or makes them, and holds them until the transaction ends, so that
 * two rosters cannot give one person the same attempt. They are taken in the order of the look-up, which
 * keeps two lists with the same people from waiting for each other.
 */
export async function lockPersons(tx: Transaction, named: readonly NewPerson[]): Promise<HeldPerson[]> {
  if (named.length === 0) return []
  const sorted = named.toSorted((a, b) => (a.idNumberLookup < b.idNumberLookup ? -1 : 1))
  return (
    tx
      .insert(persons)
      .values(sorted)
      // Writes nothing new: it is how a row that stands already is held and given back.
      .onConflictDoUpdate({ target: persons.idNumberLookup, set: { idNumberLookup: sql`excluded.id_number_lookup` } })
      .returning({
        id: persons.id,
        name: persons.name,
        idNumberLookup: persons.idNumberLookup,
        enterprise: persons.enterprise,
      })
  )
}

/** Writes down the enterprise a person comes from now. */
export async function setEnterprise(tx: Transaction, id: PersonId, enterprise: string): Promise<void> {
  await tx.update(persons).set({ enterprise }).where(eq(persons.id, id))
}

/** The persons who have a place on a session's roster already. */
export async function listRosterPersons(tx: Transaction, sessionId: SessionId): Promise<Set<PersonId>> {
  const rows = await tx.select({ personId: sittings.personId }).from(sittings).where(eq(sittings.sessionId, sessionId))
  return new Set(rows.map(({ personId }) => personId))
}

/** A session's rooms in the order they are filled, with the places already given. */
export async function listRoomPlaces(tx: Transaction, sessionId: SessionId): Promise<RoomPlaces[]> {
  const rows = await tx
    .select({
      id: rooms.id,
      name: rooms.name,
      seatCount: sql<number>`(select count(*)::int from ${seats} where ${seats.roomId} = ${rooms.id})`,
      taken: sql<number>`(select count(*)::int from ${sittings}
        where ${sittings.sessionId} = ${sessionRooms.sessionId} and ${sittings.roomId} = ${rooms.id})`,
    })
    .from(sessionRooms)
    .innerJoin(rooms, eq(rooms.id, sessionRooms.roomId))
    .where(eq(sessionRooms.sessionId, sessionId))
  return rows.toSorted((a, b) => byRoomName.compare(a.name, b.name))
}

export async function insertAssessments(
  tx: Transaction,
  opened: readonly {
    personId: PersonId
    category: 'principal' | 'manager' | 'operator'
    trade: string | null
    purpose: AssessmentPurpose
    rulesVersion: RulesVersion
    openedAt: Instant
  }[],
): Promise<Map<PersonId, string>> {
  if (opened.length === 0) return new Map()
  const rows = await tx
    .insert(assessments)
    .values([...opened])
    .returning({ id: assessments.id, personId: assessments.personId })
  return new Map(rows.map(({ personId, id }) => [personId, id]))
}

export async function insertSittings(
  tx: Transaction,
  placed: readonly {
    sessionId: SessionId
    personId: PersonId
    assessmentId: string
    component: Component
    attempt: number
    roomId: RoomId
    ticket: string
  }[],
): Promise<void> {
  if (placed.length > 0) await tx.insert(sittings).values([...placed])
}

/** Which of these ticket numbers somebody has already. */
export async function listTakenTickets(tx: Transaction, tickets: readonly string[]): Promise<Set<string>> {
  if (tickets.length === 0) return new Set()
  const rows = await tx
    .select({ ticket: sittings.ticket })
    .from(sittings)
    .where(inArray(sittings.ticket, [...tickets]))
  return new Set(rows.map(({ ticket }) => ticket))
}

/** Whether what the session examines by is frozen: from then on its roster is closed, drawn or not. */
export async function isFrozen(db: Database | Transaction, sessionId: SessionId): Promise<boolean> {
  const [seal] = await db
    .select({ sessionId: sessionSeals.sessionId })
    .from(sessionSeals)
    .where(eq(sessionSeals.sessionId, sessionId))
  if (seal) return true
  const [practical] = await db
    .select({ sessionId: practicalSeals.sessionId })
    .from(practicalSeals)
    .where(eq(practicalSeals.sessionId, sessionId))
  return practical !== undefined
}

/** Sets what a session asks of Safe Exam Browser; null is nothing. */
export async function setSafeExamBrowser(tx: Transaction, id: SessionId, asked: SafeExamBrowser | null): Promise<void> {
  await tx.update(sessions).set({ safeExamBrowser: asked }).where(eq(sessions.id, id))
}

/** How far a session's candidates are, as the roster repeats it from their records. */
export async function countSitters(db: Database | Transaction, sessionId: SessionId): Promise<Sitters> {
  const [row] = await db
    .select({
      started: count(sittings.startedAt),
      answering: sql<number>`(count(*) filter (where ${isNotNull(sittings.startedAt)} and ${isNull(sittings.endedAt)}))::int`,
      // At a seat in a room that has not been started; for a practical exam, identified and not yet marked.
      waiting: sql<number>`(count(*) filter (where ${isNull(sittings.startedAt)} and case ${sittings.component}
        when 'practical' then ${isNotNull(sittings.identityConfirmedAt)}
        else ${isNotNull(sittings.seatId)} and ${isNull(sessionRooms.startedAt)} end))::int`,
    })
    .from(sittings)
    .innerJoin(
      sessionRooms,
      and(eq(sessionRooms.sessionId, sittings.sessionId), eq(sessionRooms.roomId, sittings.roomId)),
    )
    .where(eq(sittings.sessionId, sessionId))
  return row ?? { started: 0, answering: 0, waiting: 0 }
}

/**
 * Holds every sitting of a session until the transaction ends, so that none can begin meanwhile. In the order
 * of their ids, as everybody locks them: two crossing sets never deadlock.
 */
export async function lockSittings(tx: Transaction, sessionId: SessionId): Promise<void> {
  const mine = eq(sittings.sessionId, sessionId)
  await tx.select({ id: sittings.id }).from(sittings).where(mine).orderBy(asc(sittings.id)).for('no key update')
}

/**
 * Writes down who never began. Their epoch is raised with it, so that a terminal still waiting at the rules
 * cannot begin an exam that is over: a write under an older epoch is refused.
 */
export async function markAbsent(tx: Transaction, sessionId: SessionId, at: Instant): Promise<number> {
  const rows = await tx
    .update(sittings)
    .set({ absentAt: at, epoch: sql`${sittings.epoch} + 1` })
    .where(and(eq(sittings.sessionId, sessionId), isNull(sittings.startedAt)))
    .returning({ id: sittings.id })
  return rows.length
}

/** The sessions in a state, the earliest start first: what the clockwork looks through. */
export async function listSessionIds(
  db: Database | Transaction,
  state: SessionState,
  purposes?: readonly SessionPurpose[],
): Promise<SessionId[]> {
  const rows = await db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.state, state), purposes && inArray(sessions.purpose, [...purposes])))
    .orderBy(asc(sessions.startsAt), asc(sessions.id))
  return rows.map(({ id }) => id)
}

/** Holds a session if nobody else does; undefined when another process is at work on it. */
export async function lockFreeSession(tx: Transaction, id: SessionId): Promise<SessionRow | undefined> {
  const [held] = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.id, id))
    .for('update', { skipLocked: true })
  return held && findSessionRow(tx, held.id)
}

/** Where a sitting stands, and with whom. */
export async function findSittingSession(db: Database | Transaction, id: SittingId): Promise<SessionId | undefined> {
  const [row] = await db.select({ sessionId: sittings.sessionId }).from(sittings).where(eq(sittings.id, id))
  return row?.sessionId
}
