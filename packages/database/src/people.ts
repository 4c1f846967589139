import type { StaffId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { invariant } from '@kaochang/domain/outcome'
import { type Grant, flatJurisdiction, jurisdictionFrom } from '@kaochang/domain/people/roles'
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { staff, staffActs, staffGrants, staffSessions } from './schema/people.ts'

/** One act of a member of staff, for the log that is only ever added to. */
export type StaffAct = {
  readonly at: Instant
  /** Null only for what the platform does by itself. */
  readonly staffId: StaffId | null
  /** What was done, as a verb: the act of the permission table where there is one, such as `seal_session`. */
  readonly act: string
  /** What it was done to: its kind and its id, as `session:1b4e…`. */
  readonly subject: `${string}:${string}`
  /** What explains it: counts, states, ids, a reason. Never a secret, an answer or an ID number. */
  readonly facts: Readonly<Record<string, unknown>>
}

/** Notes an act of staff. Give it the transaction of the act itself, so that neither stands without the other. */
export async function noteAct(db: Database | Transaction, act: StaffAct): Promise<void> {
  await db.insert(staffActs).values(act)
}

/** A member of staff with the grants that stand, as the console lists them. */
export type StaffMember = {
  readonly id: StaffId
  readonly login: string
  readonly name: string
  readonly disabledAt: Instant | null
  readonly grants: readonly Grant[]
}

/** Keeps everybody else from adding staff until the transaction ends: whoever is first can be told from the second. */
export async function lockAppointments(tx: Transaction): Promise<void> {
  await tx.execute(sql`lock table ${staff} in share row exclusive mode`)
}

export async function hasStaff(db: Database | Transaction): Promise<boolean> {
  const rows = await db.select({ id: staff.id }).from(staff).limit(1)
  return rows.length > 0
}

export async function findStaffByLogin(db: Database | Transaction, login: string) {
  const [row] = await db.select().from(staff).where(eq(staff.login, login))
  return row
}

/** Holds the accounts' rows until the transaction ends. In the order of their ids, so that two never wait for each other. */
export async function lockStaff(tx: Transaction, ids: readonly StaffId[]) {
  return tx
    .select()
    .from(staff)
    .where(inArray(staff.id, [...ids]))
    .orderBy(asc(staff.id))
    .for('update')
}

/** All members of staff in the order of their logins, or those named. */
export async function listStaff(db: Database | Transaction, ids?: readonly StaffId[]): Promise<StaffMember[]> {
  const rows = await db
    .select({ id: staff.id, login: staff.login, name: staff.name, disabledAt: staff.disabledAt, grant: staffGrants })
    .from(staff)
    .leftJoin(staffGrants, and(eq(staffGrants.staffId, staff.id), isNull(staffGrants.revokedAt)))
    .where(ids && inArray(staff.id, [...ids]))
    .orderBy(asc(staff.login), asc(staffGrants.role), asc(staffGrants.id))
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const { grant: _, ...member } = first
    return [{ ...member, grants: group.flatMap(({ grant }) => (grant ? [readGrant(grant)] : [])) }]
  })
}

export type NewStaff = {
  readonly login: string
  readonly name: string
  readonly passwordHash: string
  readonly grants: readonly Grant[]
  /** Null for the first administrator and for the demonstration. */
  readonly by: StaffId | null
  readonly at: Instant
}

/** Makes an account with its grants. Undefined when the login is taken. */
export async function insertStaff(
  tx: Transaction,
  { grants, by, at, ...account }: NewStaff,
): Promise<StaffId | undefined> {
  const [row] = await tx
    .insert(staff)
    .values({ ...account, createdAt: at, createdBy: by })
    .onConflictDoNothing({ target: staff.login })
    .returning({ id: staff.id })
  if (!row) return undefined
  if (grants.length > 0) {
    await tx.insert(staffGrants).values(
      grants.map(({ role, jurisdiction }) => ({
        staffId: row.id,
        role,
        ...flatJurisdiction(jurisdiction),
        grantedBy: by,
        grantedAt: at,
      })),
    )
  }
  return row.id
}

/** A grant's row as the rules read it. */
export function readGrant({
  role,
  level,
  province,
  city,
  siteId,
  enterpriseId,
}: typeof staffGrants.$inferSelect): Grant {
  const jurisdiction = jurisdictionFrom({ level, province, city, siteId, enterpriseId })
  invariant(jurisdiction, 'a grant names the parts of its level and no others')
  return { role, jurisdiction }
}

export async function setPasswordHash(tx: Transaction, id: StaffId, passwordHash: string): Promise<void> {
  await tx.update(staff).set({ passwordHash }).where(eq(staff.id, id))
}

export async function setDisabled(tx: Transaction, id: StaffId, disabledAt: Instant): Promise<void> {
  await tx.update(staff).set({ disabledAt }).where(eq(staff.id, id))
}

export type NewStaffSession = {
  readonly tokenHash: string
  readonly staffId: StaffId
  readonly createdAt: Instant
  readonly expiresAt: Instant
}

export async function insertStaffSession(tx: Transaction, session: NewStaffSession): Promise<void> {
  await tx.insert(staffSessions).values(session)
}

/** Ends one session; does nothing when it has ended already. */
export async function revokeStaffSession(db: Database | Transaction, tokenHash: string, at: Instant): Promise<void> {
  await db
    .update(staffSessions)
    .set({ revokedAt: at })
    .where(and(eq(staffSessions.tokenHash, tokenHash), isNull(staffSessions.revokedAt)))
}

/** Ends every session of a person. */
export async function revokeStaffSessionsOf(tx: Transaction, staffId: StaffId, at: Instant): Promise<void> {
  await tx
    .update(staffSessions)
    .set({ revokedAt: at })
    .where(and(eq(staffSessions.staffId, staffId), isNull(staffSessions.revokedAt)))
}
