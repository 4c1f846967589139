import type { RoomId, SessionId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { sql } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'

/** Any number that no other program takes: the first bytes of SHA-256("kaochang gap"). */
const GAP_LOCK = 0x3d0f_51b2

/** Holds the noting of gaps until the transaction ends: of several processes that wake together, one notes. */
export async function lockGaps(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${GAP_LOCK})`)
}

/** When any other process was last known to serve; null when there has been none. */
export async function findLastService(db: Database | Transaction, otherThan: string): Promise<Instant | null> {
  const { rows } = await db.execute<{ at: string | null }>(
    sql`select extract(epoch from max(coalesce(stopped_at, beat_at))) * 1000 as at from server_processes where id <> ${otherThan}`,
  )
  const at = rows[0]?.at
  return at === null || at === undefined ? null : (Math.floor(Number(at)) as Instant)
}

/**
 * The rooms in which somebody's exam went on from before `from` until after `to` and nobody's record gained anything in
 * between, without those for which such a gap has been noted already.
 */
export async function listRoomsInGap(
  tx: Transaction,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<readonly { readonly sessionId: SessionId; readonly roomId: RoomId }[]> {
  const [after, before] = [from, to].map((at) => sql`to_timestamp(${at / 1_000})`)
  const { rows } = await tx.execute<{ session_id: SessionId; room_id: RoomId }>(sql`
    select s.session_id, s.room_id
    from sittings s join sessions on sessions.id = s.session_id
    where sessions.state = 'open' and s.started_at < ${after} and s.ended_at is null and s.paused_at is null
      and s.closes_at > ${after}
    group by s.session_id, s.room_id
    having not exists (
      select from sittings other join sitting_events e on e.sitting_id = other.id
      where other.session_id = s.session_id and other.room_id = s.room_id
        and e.at > ${after} + interval '2 seconds' and e.at < ${before} - interval '2 seconds'
    ) and not exists (
      select from irregularities i
      where i.session_id = s.session_id and i.room_id = s.room_id
        and i.kind = 'lost_time' and i.noted_by is null and i.at >= ${after}
    )`)
  return rows.map(({ session_id, room_id }) => ({ sessionId: session_id, roomId: room_id }))
}
