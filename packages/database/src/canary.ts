import { ITEM_KINDS, type ItemKind } from '@kaochang/domain/bank/item'
import type { PersonId, RoomId, SeatId, SessionId, SiteId, SittingId, TerminalId } from '@kaochang/domain/ids'
import type { CivilDate, Instant } from '@kaochang/domain/instant'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { banks, itemVersions, items } from './schema/bank.ts'
import { assessments, rooms, seats, sites, sittings, terminals } from './schema/session.ts'

/** Some items of the installation, whichever bank they are in, at most so many of each kind. */
export async function listSomeItems(db: Database | Transaction, ofEachKind: number) {
  const ofKind = (kind: ItemKind) =>
    db
      .select({
        id: items.id,
        version: itemVersions.version,
        bank: banks.kind,
        kind: itemVersions.kind,
        area: itemVersions.area,
        optionCount: sql<number>`jsonb_array_length(${itemVersions.options})`,
        keepsOptionOrder: itemVersions.keepsOptionOrder,
      })
      .from(items)
      .innerJoin(banks, eq(banks.id, items.bankId))
      .innerJoin(itemVersions, and(eq(itemVersions.itemId, items.id), eq(itemVersions.version, items.currentVersion)))
      .where(and(eq(itemVersions.kind, kind), isNull(items.retiredAt)))
      .orderBy(asc(items.id))
      .limit(ofEachKind)
  const found = []
  for (const kind of ITEM_KINDS) found.push(...(await ofKind(kind)))
  return found
}

/** Where canaries sit: one place for all processes and all time. */
export type Perch = {
  readonly siteId: SiteId
  readonly roomId: RoomId
  readonly seatId: SeatId
  readonly terminalId: TerminalId
  readonly assessmentId: string
  /** How often a canary has sat for this assessment. */
  readonly sittingCount: number
}

/**
 * The one place of the canaries: a site that is designated for nothing and listed nowhere, a room, a seat, a terminal
 * that nobody can enrol, and an assessment that has been closed from its first moment. Made when it is not there. The
 * caller holds the person, so that two processes do not make it twice.
 */
export async function keepPerch(tx: Transaction, personId: PersonId, at: Instant): Promise<Perch> {
  const [there] = await tx
    .select({
      siteId: sites.id,
      roomId: rooms.id,
      seatId: seats.id,
      terminalId: terminals.id,
      assessmentId: assessments.id,
      sittingCount: sql<number>`(select count(*)::int from ${sittings} where ${sittings.assessmentId} = ${assessments.id})`,
    })
    .from(sites)
    .innerJoin(rooms, eq(rooms.siteId, sites.id))
    .innerJoin(seats, eq(seats.roomId, rooms.id))
    .innerJoin(terminals, eq(terminals.seatId, seats.id))
    .innerJoin(assessments, eq(assessments.personId, personId))
    .where(and(eq(sites.purpose, 'canary'), eq(assessments.purpose, 'canary')))
    .limit(1)
  if (there) return there

  const [site] = await tx
    .insert(sites)
    .values({
      // No province has this number, so that nobody's province is where it lies.
      province: '00',
      name: '自检考点',
      address: '',
      accreditedFrom: '1970-01-01' as CivilDate,
      purpose: 'canary',
      createdAt: at,
    })
    .returning({ id: sites.id })
  const [room] = site
    ? await tx.insert(rooms).values({ siteId: site.id, name: '自检考室' }).returning({ id: rooms.id })
    : []
  const [seat] = room ? await tx.insert(seats).values({ roomId: room.id, number: 1 }).returning({ id: seats.id }) : []
  const [terminal] = seat
    ? await tx.insert(terminals).values({ seatId: seat.id, createdAt: at }).returning({ id: terminals.id })
    : []
  const [assessment] = await tx
    .insert(assessments)
    .values({ personId, category: 'operator', purpose: 'canary', openedAt: at, closedAt: at })
    .returning({ id: assessments.id })
  if (!site || !room || !seat || !terminal || !assessment) throw new Error('The inserts gave nothing back')
  return {
    siteId: site.id,
    roomId: room.id,
    seatId: seat.id,
    terminalId: terminal.id,
    assessmentId: assessment.id,
    sittingCount: 0,
  }
}

/** A canary's sitting. Its ticket is no number that anybody could type at a terminal. */
export async function insertCanarySitting(
  tx: Transaction,
  { sessionId, personId, perch }: { sessionId: SessionId; personId: PersonId; perch: Perch },
): Promise<SittingId> {
  const [inserted] = await tx
    .insert(sittings)
    .values({
      sessionId,
      personId,
      assessmentId: perch.assessmentId,
      attempt: perch.sittingCount + 1,
      roomId: perch.roomId,
      ticket: `canary ${sessionId}`,
    })
    .returning({ id: sittings.id })
  if (!inserted) throw new Error('The insert gave no sitting back')
  return inserted.id
}
