import { listRecords, listSealed } from '@kaochang/database/sitting'
import type { SittingId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { refold } from '@kaochang/domain/sitting/record'
import { type Recorded, type Sitting, closesAt, evolve, unbegun } from '@kaochang/domain/sitting/sitting'
import { termsOf } from '@kaochang/domain/sitting/terms'
import { sha256 } from '@kaochang/server/hashing'
import type pg from 'pg'
import type { Made } from './bot.ts'
import { KEY_MARK } from './sealed-exam.ts'

/** What one terminal made, was promised and was sent. */
export type Seen = {
  readonly sittingId: SittingId
  readonly made: readonly Made[]
  /** The server has said that everything up to here is on disk. */
  readonly acked: number
  /** Everything that came down its lines, as text. */
  readonly frames?: readonly string[]
}

/** A roster row, as far as it repeats its record. */
type Row = {
  readonly id: SittingId
  readonly epoch: number
  readonly identity_confirmed_at: Date | null
  readonly started_at: Date | null
  readonly closes_at: Date | null
  readonly paused_at: Date | null
  readonly ended_at: Date | null
  readonly end_reason: string | null
  /** PostgreSQL's bigint comes as text. */
  readonly lost_ms: string
  readonly lost_made_good_ms: string
}

/**
 * Everything that is broken of what must hold after every fault, in words; empty when all of it holds. Looks at the
 * database alone, and at what terminals saw; believes no server.
 *
 * I1 what was acknowledged is stored · I2 what is stored is what was made · I3 the roster repeats the record · I4 epochs
 * only rise · I5 nothing counts after the grace · I6 the life of a sitting · I7 one score for what it follows from · I8 one
 * seat, one sitting · I9 the end is the sum of its grants · I12 no key goes out · I13 attempts · I14 two people publish ·
 * I15, if `settled`, every sitting that was begun has ended. What a paper and a score follow from (I7, I10) is for
 * `verifySession`; the published log (I11) is for its own checkpoints.
 */
export async function brokenInvariants(pool: pg.Pool, given: Given = {}): Promise<string[]> {
  const db = await pool.connect()
  try {
    // One moment for all of it: terminals may still be coming and going.
    await db.query('begin isolation level repeatable read read only')
    return await lookForBroken(db, given)
  } finally {
    await db.query('rollback')
    db.release()
  }
}

/** @throws Error naming everything that is broken. For hooks, which assert nothing by themselves. */
export async function checkInvariants(
  pool: pg.Pool,
  { except, ...given }: Given & { /** What the test's own fixture breaks. */ except?: RegExp } = {},
): Promise<void> {
  const broken = (await brokenInvariants(pool, given)).filter((words) => !except?.test(words))
  if (broken.length > 0) throw new Error(broken.join('\n'))
}

type Given = { readonly seen?: readonly Seen[]; readonly settled?: boolean }

/** The same on a connection whose transaction is open. */
export async function lookForBroken(db: pg.ClientBase, { seen = [], settled = false }: Given = {}): Promise<string[]> {
  const broken: string[] = []
  const { rows } = await db.query<Row>(
    `select id, epoch, identity_confirmed_at, started_at, closes_at, paused_at, ended_at, end_reason, lost_ms, lost_made_good_ms
    from sittings order by id`,
  )
  const ids = rows.map(({ id }) => id)
  const sealed = new Map((await listSealed(db, ids)).map((row) => [row.id, row]))
  const records = await listRecords(
    db,
    ids.map((id) => ({ id, after: 0 })),
  )
  const seenOf = new Map(seen.map((one) => [one.sittingId, one]))
  for (const row of rows) {
    const entries = records.get(row.id) ?? []
    const seal = sealed.get(row.id)
    const fail = (words: string) => void broken.push(`${words} (${row.id})`)
    if (!seal) {
      if (entries.length > 0) fail('I10: a record without a paper')
      continue
    }
    const terms = termsOf(seal, seal.paper)
    const before = unbegun(row.id, terms)
    const folded = refold(sha256, before, entries)
    if (!folded.ok) {
      fail(`I3: the record is broken at ${folded.refusal.number}`)
      continue
    }
    walk(before, entries, fail)
    compareRow(row, folded.value, entries, fail)
    if (settled && folded.value.startedAt !== null && folded.value.ended === null) fail('I15: begun and not ended')
    const own = seenOf.get(row.id)
    if (own) compareSeen(own, entries, fail)
  }
  for (const { sittingId } of seen) if (!ids.includes(sittingId)) broken.push(`I1: no sitting ${sittingId}`)
  for (const [words, statement] of TABLES) {
    const found = await db.query<{ what: string }>(statement)
    broken.push(...found.rows.map(({ what }) => `${words} (${what})`))
  }
  return broken
}

type Fail = (words: string) => void

/** The record, event by event. */
function walk(start: Sitting, entries: readonly Recorded[], fail: Fail) {
  let sitting = start
  for (const entry of entries) {
    const { event, at, number } = entry
    const end = closesAt(sitting)
    if (sitting.ended !== null) fail(`I6: ${event.type} after the end, at ${number}`)
    if (event.type === 'attached' && event.epoch <= sitting.epoch)
      fail(`I4: epoch ${event.epoch} after ${sitting.epoch}, at ${number}`)
    if (
      event.type === 'started' &&
      (sitting.startedAt !== null || !sitting.identityConfirmed || !sitting.rulesAccepted)
    )
      fail(`I6: started out of order, at ${number}`)
    if (event.type === 'answer_saved') {
      if (end === null || sitting.pausedAt !== null) fail(`I6: an answer while nobody answers, at ${number}`)
      else if (at > end + sitting.terms.graceMs) fail(`I5: an answer after the grace, at ${number}`)
      else if ((event.inFlight ?? false) !== at > end) fail(`I5: an answer that is not marked as it came, at ${number}`)
      if (event.seq <= sitting.lastSeq) fail(`I2: save ${event.seq} after ${sitting.lastSeq}, at ${number}`)
    }
    sitting = evolve(sitting, entry)
    const after = closesAt(sitting)
    if (end !== null && (after === null || after < end)) fail(`I9: the end came nearer, at ${number}`)
  }
}

function compareRow(row: Row, sitting: Sitting, entries: readonly Recorded[], fail: Fail) {
  const instants = [
    ['started', row.started_at, sitting.startedAt],
    ['closes', row.closes_at, closesAt(sitting)],
    ['paused', row.paused_at, sitting.pausedAt],
    ['ended', row.ended_at, sitting.ended?.at ?? null],
    [
      'identity',
      row.identity_confirmed_at,
      entries.find(({ event }) => event.type === 'identity_confirmed')?.at ?? null,
    ],
  ] as const
  for (const [name, kept, told] of instants)
    if ((kept?.getTime() ?? null) !== told)
      fail(`I3: the roster says ${name} ${String(kept)}, the record ${String(told)}`)
  if (row.end_reason !== (sitting.ended?.reason ?? null)) fail('I3: the roster gives another reason for the end')
  if (Number(row.lost_ms) !== sitting.lostMs || Number(row.lost_made_good_ms) !== sitting.lostMadeGoodMs)
    fail(`I3: the roster says ${row.lost_ms} ms were lost, the record ${sitting.lostMs}`)
  if (row.epoch < sitting.epoch) fail(`I4: the roster’s epoch ${row.epoch} is behind the record’s ${sitting.epoch}`)
  const granted = entries.reduce((sum, { event }) => sum + (event.type === 'time_granted' ? event.ms : 0), 0)
  const planned = sitting.startedAt === null ? null : sitting.startedAt + sitting.terms.durationMs + sitting.pausedMs
  if (planned !== null && closesAt(sitting) !== ((planned + granted) as Instant))
    fail('I9: the end is not the sum of its grants')
}

function compareSeen({ made, acked, frames = [] }: Seen, entries: readonly Recorded[], fail: Fail) {
  const stored = new Map(
    entries.flatMap(({ event }) => (event.type === 'answer_saved' ? [[event.seq, event] as const] : [])),
  )
  for (const save of made) {
    const kept = stored.get(save.seq)
    if (!kept && save.seq <= acked) fail(`I1: save ${save.seq} was acknowledged and is not stored`)
    if (kept && (kept.item !== save.item || kept.response !== save.response))
      fail(`I2: save ${save.seq} is stored as something else`)
  }
  if (frames.some((text) => text.includes(KEY_MARK))) fail('I12: what stands beside a key was sent to a candidate')
}

/** What can be asked of whole tables: what is wrong, and a statement that gives `what` for each place where it is. */
const TABLES = [
  [
    'I7: two scores for the same keys, record and late frames',
    `select sitting_id::text as what from scores group by sitting_id, basis having count(*) > 1`,
  ],
  [
    'I7: scores that are not numbered from one',
    `select sitting_id::text as what from scores group by sitting_id having max(number) <> count(*) or min(number) <> 1`,
  ],
  [
    'I7: a score without a sitting that was begun',
    `select c.sitting_id::text as what from scores c join sittings s on s.id = c.sitting_id
     where s.component = 'knowledge' and s.started_at is null`,
  ],
  [
    'I8: a seat with two sittings that go on',
    `select seat_id::text as what from sittings where started_at is not null and ended_at is null and seat_id is not null
     group by session_id, seat_id having count(*) > 1`,
  ],
  [
    'I8: a terminal with two sittings that go on',
    `select terminal_id::text as what from sittings where started_at is not null and ended_at is null
     and terminal_id is not null group by session_id, terminal_id having count(*) > 1`,
  ],
  [
    'I13: more than a first attempt and one retake',
    `select assessment_id::text as what from sittings where absent_at is null
     group by assessment_id, component having count(*) > 2 or max(attempt) > 2`,
  ],
  [
    'I14: a release without two people over one digest',
    `select r.id::text as what from releases r left join release_proposals p on p.id = r.proposal_id
     where r.proposed_by = r.approved_by or p.id is null or p.digest <> r.digest or p.proposed_by <> r.proposed_by
        or p.session_id <> r.session_id`,
  ],
] as const
