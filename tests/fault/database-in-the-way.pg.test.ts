import { transact } from '@kaochang/database/transact'
import type { Instant } from '@kaochang/domain/instant'
import { allow } from '@kaochang/domain/outcome'
import { openLog } from '@kaochang/server/log'
import type { Hold, LiveSittings } from '@kaochang/server/sitting/live-sittings'
import { openLiveSittings } from '@kaochang/server/sitting/open-live-sittings'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type HeardLine, aLine } from '../kit/heard-line.ts'
import { checkInvariants } from '../kit/invariants.ts'
import { freshDatabase } from '../kit/postgres.ts'
import { type Examinee, type SealedExam, aSealedExam, bringToTheStart } from '../kit/sealed-exam.ts'
import { savesOf } from '../kit/stored.ts'

const NINE = Date.parse('2026-10-22T01:00:00Z') as Instant
const home = await freshDatabase()
afterAll(() => home.close())

const logged: string[] = []
const log = openLog('warn', { write: (line) => void logged.push(line) })

let live: LiveSittings
let exam: SealedExam
let seats: { readonly examinee: Examinee; readonly line: HeardLine; readonly hold: Hold }[]
beforeEach(async () => {
  live = await openLiveSittings({ url: home.url, clock: { now: () => NINE }, log })
  exam = await aSealedExam(home.db, { at: NINE, candidates: 2 })
  await bringToTheStart(live, exam)
  seats = []
  for (const examinee of exam.examinees.toSorted((a, b) => (a.sittingId < b.sittingId ? -1 : 1))) {
    const line = aLine()
    const attached = await live.attach(examinee.sittingId, examinee.terminalId, line)
    if (!attached.ok) throw new Error(attached.refusal.code)
    attached.value.say({ type: 'accept_rules' }, NINE)
    await line.reached(attached.value.sitting().number + 2)
    seats.push({ examinee, line, hold: attached.value })
  }
})
afterEach(async () => {
  await live.close()
  await checkInvariants(home.pool)
})

describe('F13: another transaction in the way', () => {
  test('of answers, in a crossing that PostgreSQL can only end by giving one up: all are kept once', async () => {
    const [a, b] = seats
    if (!a || !b) throw new Error('The exam has too few')
    const client = await aPsql()
    // This side waits for longer than PostgreSQL takes to see the crossing, so that it is the answers that are given up.
    await client.query(`set deadlock_timeout = '1min'; begin`)
    await client.query('select from sittings where id = $1 for update', [b.examinee.sittingId])
    save(a.hold, 1)
    save(b.hold, 1)
    while ((await waitingCount()) < 1);
    await client.query('select from sittings where id = $1 for update', [a.examinee.sittingId])
    await client.query('commit')
    await client.end()
    await Promise.all([a, b].map(({ line, hold }) => line.reached(hold.sitting().number + 1 - hold.sitting().lastSeq)))
    // It was the answers that were given up, and nothing in the fixture.
    expect(logged.some((line) => line.includes('"40P01"'))).toBe(true)
    for (const { examinee } of seats) expect(await savesOf(home.pool, examinee.sittingId)).toHaveLength(1)
  })

  test.each(['40001', '40P01'])('of an act, with %s: it is done again, and kept once', async (code) => {
    let tries = 0
    const kept = await transact(home.db, async (tx) => {
      tries += 1
      const { rows } = await tx.execute<{ id: string }>(
        sql`insert into banks (kind, name, state, created_at) values ('national', ${`题库 ${code}`}, 'draft', now()) returning id`,
      )
      if (tries < 3) await tx.execute(sql.raw(`do $$ begin raise exception using errcode = '${code}'; end $$`))
      return allow(rows.length)
    })
    expect([kept, tries]).toEqual([{ ok: true, value: 1 }, 3])
    const { rows } = await home.pool.query(`select from banks where name = $1`, [`题库 ${code}`])
    expect(rows).toHaveLength(1)
  })

  test('of an act, without end: three tries more, and then it is a fault', async () => {
    let tries = 0
    const act = transact(home.db, async (tx) => {
      tries += 1
      await tx.execute(sql.raw(`do $$ begin raise exception using errcode = '40001'; end $$`))
      return allow(null)
    })
    await expect(act).rejects.toThrow()
    expect(tries).toBe(4)
  })
})

describe('F14: somebody forgot a transaction at a psql', () => {
  test(
    'the waits are short and terminals are told; when it is over everything is saved',
    { timeout: 30_000 },
    async () => {
      const [a] = seats
      if (!a) throw new Error('The exam has nobody')
      const client = await aPsql()
      await client.query('begin')
      await client.query('select from sittings where id = $1 for update', [a.examinee.sittingId])
      for (let seq = 1; seq <= 3; seq += 1) save(a.hold, seq)
      await a.line.until('degraded')
      expect(live.durable()).toBe(false)
      expect(logged.some((line) => line.includes('"55P03"'))).toBe(true)
      await client.query('rollback')
      await client.end()
      await a.line.until('restored')
      expect(await savesOf(home.pool, a.examinee.sittingId)).toHaveLength(3)
    },
  )

  test('PostgreSQL itself ends a transaction that nobody goes on with, and says in its log who holds what', async () => {
    const client = await aPsql()
    const { rows } = await client.query<{ idle: string; waits: string }>(
      `select current_setting('idle_in_transaction_session_timeout') as idle, current_setting('log_lock_waits') as waits`,
    )
    await client.end()
    expect(rows).toEqual([{ idle: '1min', waits: 'on' }])
  })
})

function save(hold: Hold, seq: number) {
  expect(hold.say({ type: 'save', seq, item: 3, response: 'A', marked: false }, NINE)).toMatchObject({ ok: true })
}

/** A connection as an administrator has it: with nothing of our settings. */
async function aPsql(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: home.url })
  await client.connect()
  return client
}

async function waitingCount() {
  const { rowCount } = await home.pool.query(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return rowCount ?? 0
}
