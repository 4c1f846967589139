import type { CalendarNotice } from '@kaochang/domain/law/calendar-notices'
import type { Province } from '@kaochang/domain/people/roles'
import type { CivilDate, Instant } from '@kaochang/domain/instant'
import type { StaffId } from '@kaochang/domain/ids'
import { type SQL, and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Database, Transaction } from './client.ts'
import { calendarNotices, lawChoices } from './schema/law.ts'
import { staff } from './schema/people.ts'

/** The confirmed calendar notices that were entered here, in the order they were published. */
export async function listCalendarNotices(db: Database | Transaction): Promise<CalendarNotice[]> {
  return db
    .select({
      version: calendarNotices.version,
      publishedOn: calendarNotices.publishedOn,
      address: calendarNotices.address,
      year: calendarNotices.year,
      rest: calendarNotices.rest,
      work: calendarNotices.work,
    })
    .from(calendarNotices)
    .where(eq(calendarNotices.decision, 'confirmed'))
    .orderBy(asc(calendarNotices.publishedOn), asc(calendarNotices.decidedAt))
}

/** A choice that a province made where the law leaves one, as `law_choices` keeps it. */
export type LawChoice = {
  readonly province: Province
  readonly name: string
  readonly value: unknown
  readonly fromDate: CivilDate
}

/** The confirmed choices of a province, the oldest first: of one name, the last that has begun holds. */
export async function listLawChoices(db: Database | Transaction, province: Province): Promise<LawChoice[]> {
  return db
    .select({
      province: lawChoices.province,
      name: lawChoices.name,
      value: lawChoices.value,
      fromDate: lawChoices.fromDate,
    })
    .from(lawChoices)
    .where(and(eq(lawChoices.province, province), eq(lawChoices.decision, 'confirmed')))
    .orderBy(asc(lawChoices.fromDate), asc(lawChoices.decidedAt))
}

/** The confirmed choices of every province, the oldest first. */
export async function listAllLawChoices(db: Database | Transaction): Promise<LawChoice[]> {
  return db
    .select({
      province: lawChoices.province,
      name: lawChoices.name,
      value: lawChoices.value,
      fromDate: lawChoices.fromDate,
    })
    .from(lawChoices)
    .where(eq(lawChoices.decision, 'confirmed'))
    .orderBy(asc(lawChoices.fromDate), asc(lawChoices.decidedAt))
}

/**
 * Holds the calendar until the transaction ends: `read` by whoever counts a clock by it and keeps the result, `change`
 * by whoever changes it and counts every running clock again, so that no clock is kept that was counted by the old one.
 */
export async function holdCalendar(tx: Transaction, how: 'read' | 'change'): Promise<void> {
  const key = sql`hashtextextended('kaochang calendar', 0)`
  await tx.execute(
    how === 'read' ? sql`select pg_advisory_xact_lock_shared(${key})` : sql`select pg_advisory_xact_lock(${key})`,
  )
}

/** Who entered something of the law, and what another made of it. */
export type Decided = {
  readonly proposerName: string
  readonly deciderName: string | null
}

export type NoticeRow = typeof calendarNotices.$inferSelect & Decided
export type ChoiceRow = typeof lawChoices.$inferSelect & Decided

const proposer = alias(staff, 'proposer')
const decider = alias(staff, 'decider')

/** Every notice that was entered here, the latest first, or one of them. */
export async function listNoticeRows(db: Database | Transaction, id?: string): Promise<NoticeRow[]> {
  const rows = await db
    .select({ row: calendarNotices, proposerName: proposer.name, deciderName: decider.name })
    .from(calendarNotices)
    .innerJoin(proposer, eq(proposer.id, calendarNotices.proposedBy))
    .leftJoin(decider, eq(decider.id, calendarNotices.decidedBy))
    .where(id === undefined ? undefined : eq(calendarNotices.id, id))
    .orderBy(desc(calendarNotices.proposedAt))
  return rows.map(({ row, ...names }) => ({ ...row, ...names }))
}

/** Every choice of a province, the latest first, or one of any. */
export async function listChoiceRows(
  db: Database | Transaction,
  which: { readonly province: Province } | { readonly id: string },
): Promise<ChoiceRow[]> {
  const where: SQL = 'id' in which ? eq(lawChoices.id, which.id) : eq(lawChoices.province, which.province)
  const rows = await db
    .select({ row: lawChoices, proposerName: proposer.name, deciderName: decider.name })
    .from(lawChoices)
    .innerJoin(proposer, eq(proposer.id, lawChoices.proposedBy))
    .leftJoin(decider, eq(decider.id, lawChoices.decidedBy))
    .where(where)
    .orderBy(desc(lawChoices.proposedAt))
  return rows.map(({ row, ...names }) => ({ ...row, ...names }))
}

type Proposed = { readonly proposedBy: StaffId; readonly proposedAt: Instant }
type Decision = {
  readonly decidedBy: StaffId
  readonly decidedAt: Instant
  readonly decision: 'confirmed' | 'rejected'
}

/** Enters a notice for another person to confirm. */
export async function insertNoticeProposal(tx: Transaction, notice: CalendarNotice & Proposed): Promise<string> {
  const [row] = await tx
    .insert(calendarNotices)
    .values({ ...notice, rest: [...notice.rest], work: [...notice.work] })
    .returning({ id: calendarNotices.id })
  if (!row) throw new Error('The insert gave no notice back')
  return row.id
}

/** Enters a choice for another person to confirm. */
export async function insertChoiceProposal(
  tx: Transaction,
  choice: LawChoice & { reference: string } & Proposed,
): Promise<string> {
  const [row] = await tx.insert(lawChoices).values(choice).returning({ id: lawChoices.id })
  if (!row) throw new Error('The insert gave no choice back')
  return row.id
}

/** Decides about a notice that nobody has decided about; false when somebody has. */
export async function decideNoticeRow(tx: Transaction, id: string, decision: Decision): Promise<boolean> {
  const open = and(eq(calendarNotices.id, id), isNull(calendarNotices.decidedAt))
  return (await tx.update(calendarNotices).set(decision).where(open).returning({ id: calendarNotices.id })).length > 0
}

/** Decides about a choice that nobody has decided about; false when somebody has. */
export async function decideChoiceRow(tx: Transaction, id: string, decision: Decision): Promise<boolean> {
  const open = and(eq(lawChoices.id, id), isNull(lawChoices.decidedAt))
  return (await tx.update(lawChoices).set(decision).where(open).returning({ id: lawChoices.id })).length > 0
}
