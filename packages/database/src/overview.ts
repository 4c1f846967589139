import type { RoomId, SessionId, SiteId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import type { SessionPurpose, SessionState } from '@kaochang/domain/session/session'
import type { IrregularityKind } from '@kaochang/domain/sitting/irregularity'
import { SILENCE } from '@kaochang/domain/sitting/silence'
import { type SQL, sql } from 'drizzle-orm'
import type { Database } from './client.ts'
import { DEAD_AFTER_MS } from './process.ts'
import {
  type SeatStanding,
  type StandingBy,
  isEnrolled,
  seatStanding,
  standingOf,
  timestamp,
} from './terminal-report.ts'

/** A room in numbers, with what decides who may see it. */
export type OverviewRow = {
  readonly sessionId: SessionId
  readonly sessionName: string
  readonly purpose: SessionPurpose
  readonly province: string | null
  readonly siteId: SiteId
  readonly siteName: string
  readonly siteProvince: string
  readonly startsAt: Instant
  readonly admissionOpensAt: Instant
  readonly state: SessionState
  readonly roomId: RoomId
  readonly roomName: string
  readonly startedAt: Instant | null
  readonly endedAt: Instant | null
  readonly expected: number
  readonly seated: number
  readonly answering: number
  readonly paused: number
  readonly ended: number
  readonly amber: number
  readonly red: number
  /** Since when the terminal has been silent that has been silent longest. */
  readonly silentSince: Instant | null
  /** Measured as lost and not made good, of those who can still answer; and of how many. */
  readonly lostMs: number
  readonly lostCount: number
  readonly irregularityCount: number
  readonly lastIrregularityKind: IrregularityKind | null
  readonly lastIrregularityAt: Instant | null
  /** How the terminals stand before the room begins; afterwards its wall tells, and all are counted as none. */
  readonly enrolledCount: number
  readonly readyCount: number
  /** Those of the terminals that cannot be used and those with a note, the worst first: the first of them. */
  readonly troubled: readonly SeatStanding[]
  readonly troubledCount: number
}

/** So many terminals of a room are named; the rest is counted, and all stand on the site's page. */
const NAMED_MOST = 8

/**
 * Every room with terminals of the sessions that are open, of those announced or sealed that start between two
 * instants, and of those that have ended since the first: in one query, however many there are. What a silence and a
 * phase are is said as in `sitting/silence` and `sitting/sitting`.
 *
 * @param from when today began
 * @param today when today ends
 * @param until when the next day ends
 */
export async function listOverview(
  db: Database,
  days: { readonly from: Instant; readonly today: Instant; readonly until: Instant },
  by: StandingBy,
): Promise<OverviewRow[]> {
  const { at } = by
  const now = timestamp(at)
  const ago = (ms: number) => timestamp((at - ms) as Instant)
  const standing = standingOf(by, sql`u.id is not null`)
  const { rows } = await db.execute<OverviewRow>(sql`
    with held as materialized (
      select n.id as session_id, n.name as session_name, n.purpose, n.province, n.starts_at, n.state,
        n.starts_at - make_interval(mins => (n.settings ->> 'admissionMinutes')::int) as admission_opens_at,
        s.id as site_id, s.name as site_name, s.province as site_province,
        m.id as room_id, m.name as room_name, r.started_at, coalesce(r.ended_at, n.ended_at) as ended_at
      from sessions n
      join sites s on s.id = n.site_id
      join session_rooms r on r.session_id = n.id
      join rooms m on m.id = r.room_id
      where n.component = 'knowledge' and n.purpose in ('assessment', 'rehearsal')
        and (n.state = 'open'
          or n.state in ('announced', 'sealed')
            and n.starts_at >= ${timestamp(days.from)} and n.starts_at < ${timestamp(days.until)}
          or n.state in ('ended', 'scored', 'released')
            and n.starts_at >= ${timestamp(days.from)} and n.starts_at < ${timestamp(days.today)})
    ),
    people as (
      select i.session_id, i.room_id,
        count(*)::int as expected,
        (count(*) filter (where i.seat_id is not null))::int as seated,
        (count(*) filter (where phase = 'answering'))::int as answering,
        (count(*) filter (where phase = 'paused'))::int as paused,
        (count(*) filter (where phase = 'ended'))::int as ended,
        (count(*) filter (where silence = 'amber'))::int as amber,
        (count(*) filter (where silence = 'red'))::int as red,
        min(last_heard_at) filter (where silence <> 'none') as silent_since,
        sum(told.lost_ms)::float8 as lost_ms,
        (count(*) filter (where told.lost_ms > 0))::int as lost_count
      from held h
      join sittings i on i.session_id = h.session_id and i.room_id = h.room_id
      left join presences p on p.sitting_id = i.id
      left join server_processes v on v.id = p.process_id
      cross join lateral (select
        case when i.ended_at is not null or i.absent_at is not null or i.paused_at is null and i.closes_at <= ${now}
            then 'ended'
          when i.paused_at is not null then 'paused'
          when i.started_at is not null then 'answering'
          else 'waiting' end as phase,
        coalesce(p.connected and v.beat_at > ${ago(DEAD_AFTER_MS)}, false) as connected,
        -- A line whose process died was heard until then.
        case when p.connected then v.beat_at else p.heard_at end as heard_at
      ) as stand
      cross join lateral (select
        case when stand.connected then ${now} else stand.heard_at end as last_heard_at,
        case when phase = 'ended' then 0 else greatest(i.lost_ms - i.lost_made_good_ms, 0) end as lost_ms
      ) as told
      cross join lateral (select
        case when phase = 'ended' or i.terminal_id is null then 'none'
          when last_heard_at <= ${ago(SILENCE.redMs)} then 'red'
          when not stand.connected or last_heard_at <= ${ago(SILENCE.amberMs)} then 'amber'
          else 'none' end as silence
      ) as judged
      group by i.session_id, i.room_id
    ),
    machines as (
      select session_id, room_id,
        count(*)::int as enrolled_count,
        (count(*) filter (where standing in ('ready', 'noted', 'in_use')))::int as ready_count,
        (count(*) filter (where standing not in ('ready', 'in_use')))::int as troubled_count,
        (array_agg(seat order by array_position(array['locked', 'failed', 'silent', 'noted'], standing), number)
          filter (where standing not in ('ready', 'in_use')))[1:${NAMED_MOST}::int] as troubled
      from (
        select h.session_id, h.room_id, c.number, ${standing} as standing,
          ${seatStanding(by, standing)} as seat
        from held h
        join seats c on c.room_id = h.room_id
        join terminals t on t.seat_id = c.id and ${isEnrolled(by)}
        left join terminal_reports q on q.terminal_id = t.id
        left join sittings u on u.session_id = h.session_id and u.seat_id = c.id and u.terminal_id = t.id
          and u.ended_at is null and u.absent_at is null
        where h.started_at is null and h.ended_at is null
      ) as each_one
      group by session_id, room_id
    )
    select h.session_id as "sessionId", h.session_name as "sessionName", h.purpose, h.province,
      h.site_id as "siteId", h.site_name as "siteName", h.site_province as "siteProvince",
      ${ms(sql`h.starts_at`)} as "startsAt", ${ms(sql`h.admission_opens_at`)} as "admissionOpensAt", h.state,
      h.room_id as "roomId", h.room_name as "roomName",
      ${ms(sql`h.started_at`)} as "startedAt", ${ms(sql`h.ended_at`)} as "endedAt",
      coalesce(p.expected, 0) as expected, coalesce(p.seated, 0) as seated, coalesce(p.answering, 0) as answering,
      coalesce(p.paused, 0) as paused, coalesce(p.ended, 0) as ended, coalesce(p.amber, 0) as amber,
      coalesce(p.red, 0) as red, ${ms(sql`p.silent_since`)} as "silentSince",
      coalesce(p.lost_ms, 0) as "lostMs", coalesce(p.lost_count, 0) as "lostCount",
      coalesce(g.total, 0) as "irregularityCount", g.kind as "lastIrregularityKind", ${ms(sql`g.at`)} as "lastIrregularityAt",
      coalesce(k.enrolled_count, 0) as "enrolledCount", coalesce(k.ready_count, 0) as "readyCount",
      coalesce(to_jsonb(k.troubled), '[]') as troubled, coalesce(k.troubled_count, 0) as "troubledCount"
    from held h
    left join people p using (session_id, room_id)
    left join machines k using (session_id, room_id)
    left join lateral (
      select count(*)::int as total, (array_agg(kind order by id desc))[1] as kind, max(at) as at
      from irregularities where session_id = h.session_id and room_id = h.room_id
    ) as g on true
    order by h.starts_at, h.site_name, h.room_name, h.session_id`)
  return rows
}

/** An instant as it travels: node-postgres would give a Date. */
function ms(column: SQL): SQL {
  return sql`floor(extract(epoch from ${column}) * 1000)::float8`
}
