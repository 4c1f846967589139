import type { SeatId, SessionId, SittingId, TerminalId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import type { ExamCategory } from '@kaochang/domain/law/categories'
import type { ItemKind } from '@kaochang/domain/bank/item'
import type { Paper } from '@kaochang/domain/paper/paper'
import type { SessionSettings } from '@kaochang/domain/session/session'
import { type Recorded, type Sitting, type SittingEvent, closesAt } from '@kaochang/domain/sitting/sitting'
import { and, asc, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import type pg from 'pg'
import type { Database } from './client.ts'
import { candidateSessions, sessions, sittings, terminals } from './schema/session.ts'

/** A pool, or one connection of it with a transaction open. */
export type Connection = pg.Pool | pg.ClientBase

/** What one sitting's record gains: events under the epoch of whoever writes, and the sitting after them. */
export type Addition = {
  readonly id: SittingId
  readonly epoch: number
  readonly entries: readonly Recorded[]
  readonly after: Sitting
}

/**
 * Adds to many records in one statement and one commit. The statement joins each sitting's current epoch and
 * holds its row against whoever would raise it meanwhile, so that a writer who has been fenced off adds nothing.
 *
 * What the roster repeats of a record (start, end, identity) is written along with it.
 *
 * @param again the same additions may have been committed before by an attempt that was never answered: what
 *   stands there already, link for link, is left as it is, and counts as added whatever the epoch is by now
 * @returns the sittings to which nothing was added: their epoch is another, or another's event has the number.
 *   A statement sees only what was committed before it began: on an attempt made `again`, who is given back here for
 *   the first time must be asked once more
 * @throws the driver's error; then nothing is known to have been added. 23505 on a first attempt says that
 *   somebody else has written under this epoch
 */
export async function appendEvents(
  db: Connection,
  additions: readonly Addition[],
  { again }: { again: boolean },
): Promise<SittingId[]> {
  const epochs: number[] = []
  const ids: SittingId[] = []
  const slots: number[] = []
  const numbers: number[] = []
  const ats: number[] = []
  const links: string[] = []
  const events: string[] = []
  const shown: Shown[] = []
  for (const { id, epoch, entries, after } of additions) {
    ids.push(id)
    epochs.push(epoch)
    for (const { number, at, link, event } of entries) {
      slots.push(ids.length)
      numbers.push(number)
      ats.push(at)
      links.push(link)
      events.push(JSON.stringify(event))
    }
    const change = shownOf(entries, after)
    if (change) shown.push({ id, ...change })
  }

  // Array literals written out: ids, numbers and links need no quoting, and node-postgres would quote each of them.
  // JSON never holds a raw line break, so one can part the events.
  const values = [...[ids, epochs, slots, numbers, ats, links].map((each) => `{${each.join(',')}}`), events.join('\n')]
  if (shown.length > 0) values.push(JSON.stringify(shown))
  const { rows } = await db.query<{ id: SittingId }>({ ...statement(again, shown.length > 0), values })
  return rows.map(({ id }) => id)
}

/** What a roster row repeats of the record. Null leaves what stands there, but for a pause, which then is over. */
type Shown = {
  readonly id: SittingId
  readonly identityConfirmedAt: string | null
  readonly startedAt: string | null
  readonly closesAt: string | null
  readonly pausedAt: string | null
  readonly endedAt: string | null
  readonly endReason: string | null
  readonly lostMs: number
  readonly lostMadeGoodMs: number
}

function shownOf(entries: readonly Recorded[], after: Sitting): Omit<Shown, 'id'> | undefined {
  let seen = false
  let identityConfirmedAt: string | null = null
  for (const { at, event } of entries) {
    if (event.type === 'identity_confirmed') identityConfirmedAt = timestamp(at)
    seen ||= SHOWN.has(event.type) || (event.type === 'attached' && event.lostMs !== undefined)
  }
  if (!seen) return undefined
  const end = closesAt(after)
  return {
    identityConfirmedAt,
    startedAt: after.startedAt === null ? null : timestamp(after.startedAt),
    closesAt: end === null ? null : timestamp(end),
    pausedAt: after.pausedAt === null ? null : timestamp(after.pausedAt),
    endedAt: after.ended === null ? null : timestamp(after.ended.at),
    endReason: after.ended?.reason ?? null,
    lostMs: after.lostMs,
    lostMadeGoodMs: after.lostMadeGoodMs,
  }
}

const SHOWN: ReadonlySet<SittingEvent['type']> = new Set([
  'identity_confirmed',
  'started',
  'time_granted',
  'paused',
  'resumed',
  'ended',
])

function timestamp(at: Instant) {
  return new Date(at).toISOString()
}

function statement(again: boolean, shows: boolean) {
  const name = `append${again ? '-again' : ''}${shows ? '-shown' : ''}`
  const known = statements.get(name)
  if (known) return known
  const text = `
    with held as materialized (
      select s.id, b.slot
      from unnest($1::uuid[], $2::int[]) with ordinality as b(id, epoch, slot)
      join sittings s on s.id = b.id and s.epoch = b.epoch
      order by s.id
      for share of s
    ),
    e as (
      select held.id, e.number, to_timestamp(e.at / 1000) as at, e.link, e.event
      from unnest($3::int[], $4::int[], $5::float8[], $6::text[], string_to_array($7, E'\\n')::jsonb[])
        as e(slot, number, at, link, event)
      join held using (slot)
    ),
    kept as (
      insert into sitting_events (sitting_id, number, at, link, event)
      select id, number, at, link, event from e
      ${again ? 'on conflict do nothing' : ''}
    )${
      shows
        ? `,
    shown as (
      update sittings s set
        identity_confirmed_at = coalesce(p."identityConfirmedAt", s.identity_confirmed_at),
        started_at = coalesce(p."startedAt", s.started_at),
        closes_at = coalesce(p."closesAt", s.closes_at),
        paused_at = p."pausedAt",
        ended_at = coalesce(p."endedAt", s.ended_at),
        end_reason = coalesce(p."endReason", s.end_reason),
        lost_ms = p."lostMs",
        lost_made_good_ms = p."lostMadeGoodMs"
      from jsonb_to_recordset($8::jsonb) as p(
        id uuid, "identityConfirmedAt" timestamptz, "startedAt" timestamptz, "closesAt" timestamptz,
        "pausedAt" timestamptz, "endedAt" timestamptz, "endReason" text, "lostMs" bigint, "lostMadeGoodMs" bigint
      )
      join held on held.id = p.id
      where s.id = p.id
    )`
        : ''
    }
    select b.id from unnest($1::uuid[]) with ordinality as b(id, slot)
    where not exists (select from held where held.id = b.id)
    ${
      again
        ? `and not exists (
      select from unnest($3::int[], $4::int[], $6::text[]) as e(slot, number, link)
      join sitting_events there on there.sitting_id = b.id and there.number = e.number and there.link = e.link
      where e.slot = b.slot
    )
    union
    select e.id from e join sitting_events there on there.sitting_id = e.id and there.number = e.number
    where there.link <> e.link`
        : ''
    }`
  const made = { name, text }
  statements.set(name, made)
  return made
}

const statements = new Map<string, { name: string; text: string }>()

/** A roster row as whoever takes the sitting into memory needs it. */
export type TakenRow = {
  readonly id: SittingId
  readonly sessionId: SessionId
  readonly seatId: SeatId | null
  readonly epoch: number
  /** Nobody writes to its record any more: it has ended, or its candidate was absent when the session did. */
  readonly closed: 'ended' | 'absent' | null
  /** The room this sitting belongs to has been started. */
  readonly roomStarted: boolean
}

/**
 * Raises the epoch of sittings that are not closed, within the transaction that is open on `db`, and holds
 * their rows until it ends: nobody else can write to their records meanwhile or, under an older epoch, ever.
 *
 * @param terminals by sitting, the terminal that takes the seat
 */
export async function raiseEpochs(
  db: pg.ClientBase,
  ids: readonly SittingId[],
  terminals: ReadonlyMap<SittingId, TerminalId>,
): Promise<TakenRow[]> {
  // Rows are always locked in the order of their ids, here and in the journal: two crossing sets never deadlock.
  await db.query({
    name: 'hold-sittings',
    text: 'select from sittings where id = any($1::uuid[]) order by id for no key update',
    values: [ids],
  })
  const { rows } = await db.query<TakenRow>({
    name: 'raise-epochs',
    text: `
      update sittings s set
        epoch = case when open then s.epoch + 1 else s.epoch end,
        terminal_id = case when open then coalesce(b.terminal_id, s.terminal_id) else s.terminal_id end
      from unnest($1::uuid[], $2::uuid[]) as b(id, terminal_id)
      join sittings o on o.id = b.id
      join session_rooms r on r.session_id = o.session_id and r.room_id = o.room_id
      cross join lateral (select o.ended_at is null and o.absent_at is null as open)
      where s.id = b.id
      returning s.id, s.session_id as "sessionId", s.seat_id as "seatId", s.epoch,
        case when s.ended_at is not null then 'ended' when s.absent_at is not null then 'absent' end as closed,
        r.started_at is not null as "roomStarted"`,
    values: [ids, ids.map((id) => terminals.get(id) ?? null)],
  })
  return rows
}

/** Of sittings that somebody writes under an epoch, those whose epoch is another by now. */
export async function listTaken(
  db: Connection,
  held: readonly { readonly id: SittingId; readonly epoch: number }[],
): Promise<Set<SittingId>> {
  const { rows } = await db.query<{ id: SittingId }>({
    name: 'list-taken',
    text: `
      select s.id from unnest($1::uuid[], $2::int[]) as b(id, epoch)
      join sittings s on s.id = b.id and s.epoch <> b.epoch`,
    // Written out as in `appendEvents`: ids and numbers need no quoting.
    values: [`{${held.map(({ id }) => id).join(',')}}`, `{${held.map(({ epoch }) => epoch).join(',')}}`],
  })
  return new Set(rows.map(({ id }) => id))
}

/** The parts of many records that come after a known number, by sitting, in order. */
export async function listRecords(
  db: Connection,
  wanted: readonly { readonly id: SittingId; readonly after: number }[],
): Promise<Map<SittingId, Recorded[]>> {
  const { rows } = await db.query<{ id: SittingId; number: number; at: string; link: string; event: SittingEvent }>({
    name: 'list-records',
    text: `
      select e.sitting_id as id, e.number, extract(epoch from e.at) * 1000 as at, e.link, e.event
      from unnest($1::uuid[], $2::int[]) as b(id, after)
      join sitting_events e on e.sitting_id = b.id and e.number > b.after
      order by e.sitting_id, e.number`,
    values: [wanted.map(({ id }) => id), wanted.map(({ after }) => after)],
  })
  const records = new Map<SittingId, Recorded[]>()
  for (const { id, number, at, link, event } of rows) {
    const record = records.get(id) ?? []
    record.push({ number, at: Number(at) as Instant, link, event })
    records.set(id, record)
  }
  return records
}

/** What a sitting was sealed with: its session's settings and its paper. */
export type SealedRow = {
  readonly id: SittingId
  readonly sessionId: SessionId
  readonly category: ExamCategory
  readonly startsAt: Instant
  readonly durationMinutes: number
  readonly settings: SessionSettings
  readonly paper: Paper
}

/** Sittings without a paper are left out: their session has not been sealed. */
export async function listSealed(db: Connection, ids: readonly SittingId[]): Promise<SealedRow[]> {
  const { rows } = await db.query<Omit<SealedRow, 'startsAt'> & { startsAt: string }>({
    name: 'list-sealed',
    text: `
      select s.id, s.session_id as "sessionId", n.category, extract(epoch from n.starts_at) * 1000 as "startsAt",
        (n.blueprint->>'durationMinutes')::int as "durationMinutes", n.settings, p.paper
      from sittings s join sessions n on n.id = s.session_id join papers p on p.sitting_id = s.id
      where s.id = any($1::uuid[])`,
    values: [ids],
  })
  return rows.map((row) => ({ ...row, startsAt: Number(row.startsAt) as Instant }))
}

/** An item's text as a candidate reads it. The key is in another table, and no query of this room joins it. */
export type ItemText = {
  readonly id: string
  readonly version: number
  readonly kind: ItemKind
  readonly stem: string
  readonly options: readonly string[]
}

export async function listItemTexts(
  db: Connection,
  wanted: readonly { readonly itemId: string; readonly version: number }[],
): Promise<ItemText[]> {
  const { rows } = await db.query<ItemText>({
    name: 'list-item-texts',
    text: `
      select v.item_id as id, v.version, v.kind, v.stem, v.options
      from unnest($1::uuid[], $2::int[]) as b(id, version)
      join item_versions v on v.item_id = b.id and v.version = b.version`,
    values: [wanted.map(({ itemId }) => itemId), wanted.map(({ version }) => version)],
  })
  return rows
}

/** A save that came when it could not count any more. */
export type LateSave = {
  readonly seq: number
  readonly item: number
  readonly response: string
  readonly marked: boolean
}

/**
 * Keeps saves apart for a decision after the exam. One that is kept already, from the same terminal and for the
 * same reason, is not kept twice: a terminal that heard no answer sends again.
 */
export async function keepApart(
  db: Connection,
  sittingId: SittingId,
  {
    at,
    reason,
    terminalId,
    saves,
  }: {
    readonly at: Instant
    readonly reason: 'after_end' | 'superseded'
    readonly terminalId: TerminalId
    readonly saves: readonly LateSave[]
  },
): Promise<void> {
  await db.query({
    name: 'keep-apart',
    text: `
      insert into late_frames (sitting_id, received_at, reason, terminal_id, frame)
      select $1, $2, $3, $4, f.frame from jsonb_array_elements($5::jsonb) with ordinality as f(frame, place)
      where not exists (
        select from late_frames l
        where l.sitting_id = $1 and l.reason = $3 and l.terminal_id = $4 and l.frame = f.frame
      )
      order by f.place`,
    values: [sittingId, timestamp(at), reason, terminalId, JSON.stringify(saves)],
  })
}

/** The sittings whose time and grace have passed and whose end nobody has written down, the longest over first. */
export async function listDueSittings(
  db: Database,
  at: Instant,
  most: number,
): Promise<{ readonly id: SittingId; readonly graceOverAt: Instant }[]> {
  const graceMs = sql<number>`(${sessions.settings}->>'graceSeconds')::int * 1000`
  const rows = await db
    .select({ id: sittings.id, closesAt: sittings.closesAt, graceMs })
    .from(sittings)
    .innerJoin(sessions, eq(sessions.id, sittings.sessionId))
    .where(
      and(
        isNotNull(sittings.startedAt),
        isNull(sittings.endedAt),
        isNull(sittings.pausedAt),
        lt(sittings.closesAt, at),
        sql`${sittings.closesAt} + ${graceMs} * interval '1 millisecond' < ${timestamp(at)}`,
      ),
    )
    .orderBy(asc(sittings.closesAt))
    .limit(most)
  return rows.map(({ id, closesAt, graceMs }) => ({ id, graceOverAt: ((closesAt ?? at) + graceMs) as Instant }))
}

/** Of these tokens' hashes, the ones that still sign a candidate in at their terminal. */
export async function listValidSignIns(
  db: Database,
  tokenHashes: readonly string[],
  at: Instant,
): Promise<Set<string>> {
  const { rows } = await db.execute<{ hash: string }>(sql`
    select c.token_hash as hash
    from ${candidateSessions} c join ${terminals} t on t.id = c.terminal_id
    where c.token_hash = any(${sql.param(tokenHashes)}::text[])
      and c.revoked_at is null and c.expires_at > ${timestamp(at)} and t.revoked_at is null`)
  return new Set(rows.map(({ hash }) => hash))
}
