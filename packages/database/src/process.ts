import type { CanaryFinding } from '@kaochang/domain/canary/canary'
import type { RoomId, SessionId, SittingId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Database } from './client.ts'
import { presences, serverProcesses } from './schema/process.ts'
import { sittings } from './schema/session.ts'

/** A process that has not beaten for so long is taken for dead. */
export const DEAD_AFTER_MS = 10_000

export async function insertProcess(db: Database, process: { id: string; name: string; at: Instant }): Promise<void> {
  const { id, name, at } = process
  await db.insert(serverProcesses).values({ id, name, startedAt: at, beatAt: at })
}

export async function beatProcess(db: Database, id: string, at: Instant): Promise<void> {
  await db.update(serverProcesses).set({ beatAt: at }).where(eq(serverProcesses.id, id))
}

export async function stopProcess(db: Database, id: string, at: Instant): Promise<void> {
  await db.update(serverProcesses).set({ stoppedAt: at }).where(eq(serverProcesses.id, id))
  await db.delete(presences).where(eq(presences.processId, id))
}

export async function noteCanary(db: Database, id: string, canary: CanaryFinding, at: Instant): Promise<void> {
  await db.update(serverProcesses).set({ canary, canaryAt: at }).where(eq(serverProcesses.id, id))
}

/** The processes that are alive at an instant, the oldest first. */
export async function listProcesses(db: Database, at: Instant) {
  return db
    .select()
    .from(serverProcesses)
    .where(and(isNull(serverProcesses.stoppedAt), gt(serverProcesses.beatAt, (at - DEAD_AFTER_MS) as Instant)))
    .orderBy(serverProcesses.startedAt)
}

export type PresenceRow = {
  readonly sittingId: SittingId
  readonly connected: boolean
  readonly heardAt: Instant | null
}

/** Writes down whose lines this process holds or has lost. */
export async function upsertPresences(db: Database, processId: string, rows: readonly PresenceRow[]): Promise<void> {
  if (rows.length === 0) return
  // By whole columns: a room, or ten thousand, comes and goes in one breath, and a parameter for each value takes long to write.
  await db.execute(sql`
    insert into presences (sitting_id, process_id, connected, heard_at)
    select p.id, ${processId}, p.connected, to_timestamp(p.heard_at / 1000)
    from unnest(
      ${sql.param(rows.map(({ sittingId }) => sittingId))}::uuid[],
      ${sql.param(rows.map(({ connected }) => connected))}::boolean[],
      ${sql.param(rows.map(({ heardAt }) => heardAt))}::float8[]
    ) as p(id, connected, heard_at)
    on conflict (sitting_id) do update set
      process_id = excluded.process_id, connected = excluded.connected, heard_at = excluded.heard_at
    -- A process that lost a line does not unsay that another has it by now.
    where excluded.connected or presences.process_id = excluded.process_id`)
}

/** One of these, however many: they are one parameter. */
function among(column: AnyPgColumn, ids: readonly SittingId[]) {
  return sql`${column} = any(${sql.param(ids)}::uuid[])`
}

/** Who holds the lines of these sittings. A line of a process that has died is none. */
export async function listPresences(
  db: Database,
  ids: readonly SittingId[],
  at: Instant,
): Promise<Map<SittingId, PresenceRow>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({
      sittingId: presences.sittingId,
      connected: sql<boolean>`${presences.connected} and ${serverProcesses.beatAt} > ${new Date(at - DEAD_AFTER_MS).toISOString()}`,
      heardAt: presences.heardAt,
    })
    .from(presences)
    .innerJoin(serverProcesses, eq(serverProcesses.id, presences.processId))
    .where(among(presences.sittingId, ids))
  return new Map(rows.map((row) => [row.sittingId, row]))
}

/** The rooms that sittings are held in. */
export async function listRoomsOf(
  db: Database,
  ids: readonly SittingId[],
): Promise<readonly { readonly id: SittingId; readonly sessionId: SessionId; readonly roomId: RoomId }[]> {
  if (ids.length === 0) return []
  return db
    .select({ id: sittings.id, sessionId: sittings.sessionId, roomId: sittings.roomId })
    .from(sittings)
    .where(among(sittings.id, ids))
}

/** Tells every process that something changed in these rooms: their ids and nothing else. */
export async function notifyRooms(db: Database, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  await db.execute(sql`select pg_notify(${ROOMS_CHANNEL}, key) from unnest(${sql.param([...keys])}::text[]) as key`)
}

export const ROOMS_CHANNEL = 'kaochang_rooms'
