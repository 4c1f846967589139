import type { BoardState } from '@kaochang/domain/duty/duty-standing'
import type { EnterpriseId, PersonId } from '@kaochang/domain/ids'
import type { CivilDate, Instant } from '@kaochang/domain/instant'
import type { ClockName, Deadline } from '@kaochang/domain/law/deadline'
import { type SQL, and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { dutyRecounts, duties } from './schema/duty.ts'
import { enterprises } from './schema/enterprise.ts'
import { sessions, sittings } from './schema/session.ts'

/** What a statutory clock is about. */
export type DutySubject = {
  readonly kind: 'session' | 'application' | 'assessment' | 'certificate' | 'employment' | 'course'
  readonly id: string
}

export type NewDuty = {
  readonly subject: DutySubject
  readonly title: string
  readonly province: string | null
  readonly city: string | null
  readonly enterpriseId: EnterpriseId | null
  readonly personId: PersonId | null
}

/** Starts a clock. One that runs already for the same subject goes on as it was. */
export async function insertDuty(tx: Transaction, duty: NewDuty, deadline: Deadline, at: Instant): Promise<void> {
  const { subject, ...about } = duty
  const { clock, from, due, strict, provisional, calendar } = deadline
  await tx
    .insert(duties)
    .values({
      ...about,
      clock,
      subjectKind: subject.kind,
      subjectId: subject.id,
      fromDate: from,
      due,
      strict,
      provisional,
      calendar,
      openedAt: at,
    })
    .onConflictDoNothing()
}

/** Ends a running clock: what was owed was done on a day, or nothing is owed any more. Does nothing when none runs. */
export async function closeDuty(
  tx: Transaction,
  clock: ClockName,
  subject: DutySubject,
  how: { readonly metOn: CivilDate } | { readonly lapsedBecause: string },
  at: Instant,
): Promise<void> {
  await tx
    .update(duties)
    .set({ ...how, closedAt: at })
    .where(
      and(
        eq(duties.clock, clock),
        eq(duties.subjectKind, subject.kind),
        eq(duties.subjectId, subject.id),
        isNull(duties.closedAt),
      ),
    )
}

export type DutyRow = typeof duties.$inferSelect

/** Whose duties a reader reaches. */
export type DutyReach = {
  readonly everywhere: boolean
  readonly nation: boolean
  readonly provinces: readonly string[]
  readonly cities: readonly string[]
  readonly enterprises: readonly string[]
}

export type DutyFilter = {
  /** `late` are those that were met after their day. */
  readonly state: BoardState
  readonly clocks: readonly ClockName[]
  readonly province: string | null
  readonly city: string | null
  readonly enterpriseId: string | null
}

export type BoardDuty = DutyRow & { readonly enterpriseName: string | null; readonly recounts: readonly DutyRecount[] }
export type DutyRecount = typeof dutyRecounts.$inferSelect

/** One page of the duties a reader reaches: what runs by its day, the most overdue first; what ended, the latest first. */
export async function listBoard(
  db: Database | Transaction,
  reach: DutyReach,
  filter: DutyFilter,
  { today, limit, offset }: { today: CivilDate; limit: number; offset: number },
): Promise<{ duties: BoardDuty[]; total: number }> {
  const where = and(reached(reach), matching(filter, today))
  const running = filter.state === 'running' || filter.state === 'overdue'
  const rows = await db
    .select({ duty: duties, enterpriseName: enterprises.name })
    .from(duties)
    .leftJoin(enterprises, eq(enterprises.id, duties.enterpriseId))
    .where(where)
    .orderBy(...(running ? [asc(duties.due)] : [desc(duties.closedAt)]), asc(duties.title), asc(duties.id))
    .limit(limit)
    .offset(offset)
  const ids = rows.map(({ duty }) => duty.id)
  const recounts = ids.length === 0 ? [] : await listRecounts(db, ids)
  const recountsOf = Map.groupBy(recounts, ({ dutyId }) => dutyId)
  return {
    duties: rows.map(({ duty, enterpriseName }) => ({
      ...duty,
      enterpriseName,
      recounts: recountsOf.get(duty.id) ?? [],
    })),
    total: await countBoard(db, reach, filter, today),
  }
}

/** How many of the duties a reader reaches the filter lets through. */
export async function countBoard(
  db: Database | Transaction,
  reach: DutyReach,
  filter: DutyFilter,
  today: CivilDate,
): Promise<number> {
  const [counted] = await db
    .select({ total: count() })
    .from(duties)
    .where(and(reached(reach), matching(filter, today)))
  return counted?.total ?? 0
}

/** The cities and enterprises that a reader's running duties belong to: what the board can be narrowed to. */
export async function listDutyPlaces(db: Database | Transaction, reach: DutyReach) {
  const where = and(reached(reach), isNull(duties.closedAt))
  const cities = await db
    .selectDistinct({ city: duties.city })
    .from(duties)
    .where(and(where, isNotNull(duties.city)))
    .orderBy(asc(duties.city))
  const named = await db
    .selectDistinct({ id: enterprises.id, name: enterprises.name })
    .from(duties)
    .innerJoin(enterprises, eq(enterprises.id, duties.enterpriseId))
    .where(where)
    .orderBy(asc(enterprises.name))
    .limit(MOST_PLACES)
  return { cities: cities.flatMap(({ city }) => city ?? []), enterprises: named }
}

const MOST_PLACES = 500

async function listRecounts(db: Database | Transaction, dutyIds: readonly string[]): Promise<DutyRecount[]> {
  return db
    .select()
    .from(dutyRecounts)
    .where(inArray(dutyRecounts.dutyId, [...dutyIds]))
    .orderBy(asc(dutyRecounts.id))
}

function reached({ everywhere, nation, provinces, cities, enterprises: own }: DutyReach): SQL | undefined {
  if (everywhere) return undefined
  return or(
    nation ? isNull(duties.province) : sql`false`,
    inArray(duties.province, [...provinces]),
    inArray(duties.city, [...cities]),
    sql`${duties.enterpriseId} = any(${sql.param([...own])}::uuid[])`,
  )
}

function matching({ state, clocks, province, city, enterpriseId }: DutyFilter, today: CivilDate): SQL | undefined {
  return and(
    inArray(duties.clock, [...clocks]),
    STATES[state](today),
    province === null ? undefined : eq(duties.province, province),
    city === null ? undefined : eq(duties.city, city),
    enterpriseId === null ? undefined : sql`${duties.enterpriseId} = ${enterpriseId}::uuid`,
  )
}

const STATES: Record<DutyFilter['state'], (today: CivilDate) => SQL | undefined> = {
  running: () => isNull(duties.closedAt),
  overdue: (today) => and(isNull(duties.closedAt), lt(duties.due, today)),
  met: () => isNotNull(duties.metOn),
  late: () => gt(duties.metOn, duties.due),
  lapsed: () => isNotNull(duties.lapsedBecause),
}

/** The clock of a subject, running or ended: the last that was started. */
export async function findDuty(
  db: Database | Transaction,
  clocks: readonly ClockName[],
  subject: DutySubject,
): Promise<DutyRow | undefined> {
  const [row] = await db
    .select()
    .from(duties)
    .where(
      and(inArray(duties.clock, [...clocks]), eq(duties.subjectKind, subject.kind), eq(duties.subjectId, subject.id)),
    )
    .orderBy(desc(duties.openedAt))
    .limit(1)
  return row
}

/** The first duty of each of these sessions. */
export async function listSessionDuties(
  db: Database | Transaction,
  sessionIds: readonly string[],
): Promise<Map<string, DutyRow>> {
  if (sessionIds.length === 0) return new Map()
  const rows = await db
    .selectDistinctOn([duties.subjectId])
    .from(duties)
    .where(and(eq(duties.subjectKind, 'session'), inArray(duties.subjectId, [...sessionIds])))
    .orderBy(asc(duties.subjectId), asc(duties.openedAt))
  return new Map(rows.map((row) => [row.subjectId, row]))
}

/** Sessions whose exam somebody sat and that ended, without a clock for their scores: those of before there were any. */
export async function listSessionsWithoutDuty(db: Database | Transaction) {
  return db
    .select({ id: sessions.id })
    .from(sessions)
    .where(
      and(
        inArray(sessions.state, ['ended', 'scored']),
        eq(sessions.purpose, 'assessment'),
        sql`exists (select 1 from ${sittings} where ${sittings.sessionId} = ${sessions.id} and ${sittings.startedAt} is not null)`,
        sql`not exists (select 1 from ${duties} where ${duties.subjectKind} = 'session' and ${duties.subjectId} = ${sessions.id})`,
      ),
    )
}

/**
 * The clocks that run, of one province or of all, held still until the transaction ends when `hold` says so.
 *
 * @param province null is the national authority's; undefined everybody's
 */
export async function listRunning(
  db: Database | Transaction,
  clocks: readonly ClockName[],
  { province, hold }: { province: string | undefined; hold: boolean },
): Promise<DutyRow[]> {
  const query = db
    .select()
    .from(duties)
    .where(
      and(
        isNull(duties.closedAt),
        inArray(duties.clock, [...clocks]),
        province === undefined ? undefined : eq(duties.province, province),
      ),
    )
    .orderBy(asc(duties.due), asc(duties.id))
  return hold ? query.for('update') : query
}

export type Recounted = { readonly id: string; readonly old: DutyRow; readonly counted: Deadline }

/** Writes down what running clocks come to by a new calendar, each beside what it came to before. */
export async function recountDuties(tx: Transaction, recounted: readonly Recounted[], at: Instant): Promise<void> {
  for (let start = 0; start < recounted.length; start += ROWS_A_STATEMENT) {
    const part = recounted.slice(start, start + ROWS_A_STATEMENT)
    const list = (values: readonly unknown[]) => sql.param(values)
    await tx.execute(sql`
      update duties set due = counted.due, strict = counted.strict, provisional = counted.provisional, calendar = counted.calendar
      from unnest(
        ${list(part.map(({ id }) => id))}::uuid[], ${list(part.map(({ counted }) => counted.due))}::date[],
        ${list(part.map(({ counted }) => counted.strict))}::date[],
        ${list(part.map(({ counted }) => counted.provisional))}::boolean[],
        ${list(part.map(({ counted }) => counted.calendar))}::text[]
      ) as counted (id, due, strict, provisional, calendar)
      where duties.id = counted.id and duties.closed_at is null`)
    await tx.insert(dutyRecounts).values(
      part.map(({ id, old, counted }) => ({
        dutyId: id,
        at,
        oldDue: old.due,
        newDue: counted.due,
        oldCalendar: old.calendar,
        newCalendar: counted.calendar,
      })),
    )
  }
}

const ROWS_A_STATEMENT = 1_000

/** Ends the clocks that nobody has to meet once their last day is over. */
export async function endElapsed(
  tx: Database | Transaction,
  clocks: readonly ClockName[],
  { today, because, at }: { today: CivilDate; because: string; at: Instant },
): Promise<number> {
  const ended = await tx
    .update(duties)
    .set({ closedAt: at, lapsedBecause: because })
    .where(and(isNull(duties.closedAt), inArray(duties.clock, [...clocks]), lt(duties.due, today)))
    .returning({ id: duties.id })
  return ended.length
}
