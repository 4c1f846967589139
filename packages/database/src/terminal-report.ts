import type { RoomId, SeatId, SessionId, SiteId, TerminalId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import type { SafeExamBrowser } from '@kaochang/domain/session/safe-exam-browser'
import {
  REPORT_STALE_MS,
  type TerminalCheck,
  type TerminalFacts,
  type TerminalStanding,
} from '@kaochang/domain/session/terminal-check'
import { type SQL, sql } from 'drizzle-orm'
import type { Database } from './client.ts'

/** What decides how terminals stand at an instant. */
export type StandingBy = {
  readonly at: Instant
  /** The client that is served now; null where none is, and then no build is an old one. */
  readonly build: string | null
  /** So many wrong sign-ins in a row lock a terminal. */
  readonly lockedFrom: number
  /** A terminal that was enrolled before is one no longer. */
  readonly enrolledAfter: Instant
}

/** An instant as PostgreSQL takes it. */
export function timestamp(at: Instant): SQL {
  return sql`${new Date(at).toISOString()}::timestamptz`
}

/** How the terminal `t` stands whose last report is `q`: a `TerminalStanding`, in the one place where it is said. */
export function standingOf({ at, build, lockedFrom }: StandingBy, inUse: SQL): SQL {
  return sql`case
    when t.failed_sign_ins >= ${lockedFrom} then 'locked'
    when ${inUse} then 'in_use'
    when q.at is null or q.at < ${timestamp((at - REPORT_STALE_MS) as Instant)} then 'silent'
    when cardinality(q.failing) > 0 then 'failed'
    when cardinality(q.noted) > 0 or q.build <> ${build}::text then 'noted'
    else 'ready' end`
}

/** Which rows of `terminals t` are enrolled terminals. */
export function isEnrolled({ enrolledAfter }: Pick<StandingBy, 'enrolledAfter'>): SQL {
  return sql`t.token_hash is not null and t.revoked_at is null and t.enrolled_at > ${timestamp(enrolledAfter)}`
}

/** What a seat's terminal said last, and how it stands by that. */
export type SeatStanding = {
  readonly seatNumber: number
  readonly standing: TerminalStanding
  readonly failing: readonly TerminalCheck[]
  readonly noted: readonly TerminalCheck[]
  readonly heardAt: Instant | null
  readonly build: string | null
  readonly oldBuild: boolean
  readonly facts: TerminalFacts | null
}

/** The members of a `SeatStanding`, for the seat `c` with its terminal `t` and the report `q`. */
export function seatStanding({ build }: StandingBy, standing: SQL): SQL {
  return sql`jsonb_build_object(
    'seatNumber', c.number, 'standing', ${standing},
    'failing', coalesce(to_jsonb(q.failing), '[]'), 'noted', coalesce(to_jsonb(q.noted), '[]'),
    'heardAt', floor(extract(epoch from q.at) * 1000), 'build', q.build,
    'oldBuild', coalesce(q.build <> ${build}::text, false), 'facts', q.facts)`
}

/** Every enrolled terminal of a site, by room and in the order of the seats. */
export async function listSiteTerminals(
  db: Database,
  siteId: SiteId,
  by: StandingBy,
): Promise<{ readonly roomId: RoomId; readonly seat: SeatStanding }[]> {
  const inUse = sql`exists (select from sittings u join sessions n on n.id = u.session_id and n.state = 'open'
    where u.terminal_id = t.id and u.seat_id = c.id and u.ended_at is null and u.absent_at is null)`
  const { rows } = await db.execute<{ roomId: RoomId; seat: SeatStanding }>(sql`
    select c.room_id as "roomId", ${seatStanding(by, standingOf(by, inUse))} as seat
    from rooms m
    join seats c on c.room_id = m.id
    join terminals t on t.seat_id = c.id and ${isEnrolled(by)}
    left join terminal_reports q on q.terminal_id = t.id
    where m.site_id = ${siteId}
    order by c.room_id, c.number`)
  return rows
}

/** The session that a seat's room is held for next, or now: what is asked of its terminals. */
export async function findNextSession(
  db: Database,
  seatId: SeatId,
  { after, before }: { after: Instant; before: Instant },
): Promise<
  | { readonly sessionId: SessionId; readonly roomId: RoomId; readonly safeExamBrowser: SafeExamBrowser | null }
  | undefined
> {
  const { rows } = await db.execute<{
    sessionId: SessionId
    roomId: RoomId
    safeExamBrowser: SafeExamBrowser | null
  }>(sql`
    select n.id as "sessionId", r.room_id as "roomId", n.safe_exam_browser as "safeExamBrowser"
    from sessions n
    join session_rooms r on r.session_id = n.id and r.room_id = (select room_id from seats where id = ${seatId})
    where n.state in ('announced', 'sealed', 'open') and n.component = 'knowledge' and r.ended_at is null
      and n.starts_at between ${timestamp(after)} and ${timestamp(before)}
    order by n.starts_at limit 1`)
  return rows[0]
}

export type NewTerminalReport = {
  readonly terminalId: TerminalId
  readonly at: Instant
  readonly build: string
  readonly failing: readonly TerminalCheck[]
  readonly noted: readonly TerminalCheck[]
  readonly facts: TerminalFacts
}

/**
 * Keeps what a terminal says of itself, in the place of what it said before.
 *
 * @returns whether it says something else than before, or says anything after a silence
 */
export async function keepTerminalReport(db: Database, report: NewTerminalReport): Promise<boolean> {
  const { terminalId, at, build, failing, noted, facts } = report
  const { rows } = await db.execute<{ changed: boolean }>(sql`
    with before as materialized (select * from terminal_reports where terminal_id = ${terminalId}),
    kept as (
      insert into terminal_reports (terminal_id, at, build, failing, noted, facts)
      values (${terminalId}, ${timestamp(at)}, ${build}, ${sql.param([...failing])}::text[],
        ${sql.param([...noted])}::text[], ${JSON.stringify(facts)}::jsonb)
      on conflict (terminal_id) do update set at = excluded.at, build = excluded.build, failing = excluded.failing,
        noted = excluded.noted, facts = excluded.facts
      returning *
    )
    select before.terminal_id is null or before.at < ${timestamp((at - REPORT_STALE_MS) as Instant)}
      or (before.build, before.failing, before.noted) is distinct from (kept.build, kept.failing, kept.noted) as changed
    from kept left join before using (terminal_id)`)
  return rows[0]?.changed ?? true
}
