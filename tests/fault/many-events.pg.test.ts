import { openDatabase } from '@kaochang/database/client'
import type { Instant } from '@kaochang/domain/instant'
import { sweepSittings } from '@kaochang/server/clockwork/sweep-sittings'
import { openLog } from '@kaochang/server/log'
import { openLiveSittings } from '@kaochang/server/sitting/open-live-sittings'
import { afterAll, expect, test } from 'vitest'
import { aLine } from '../kit/heard-line.ts'
import { freshDatabase } from '../kit/postgres.ts'
import { aSealedExam, bringToTheStart } from '../kit/sealed-exam.ts'

const NINE = Date.parse('2026-10-22T01:00:00Z') as Instant
const home = await freshDatabase()
afterAll(() => home.close())

test('F19: beside a million events of other exams nothing on the path of an answer reads a table from end to end', async () => {
  await home.pool.query(`
    insert into sitting_events (sitting_id, number, at, link, event)
    select ('00000000-0000-4000-8000-' || lpad((n / 200)::text, 12, '0'))::uuid, n % 200 + 1, now(), 'x',
      '{"type":"answer_saved","seq":1,"item":1,"response":"A","marked":false}'
    from generate_series(0, 999999) n`)
  const exam = await aSealedExam(home.db, { at: NINE, candidates: 40 })
  await home.pool.query('analyze')
  const before = await readFromEndToEnd()

  const clock = { at: NINE, now: () => clock.at, driftMs: () => 0, close: () => undefined }
  const live = await openLiveSittings({ url: home.url, clock, log: openLog('silent') })
  const own = openDatabase({ url: home.url, size: 1, applicationName: 'kaochang sweeper' })
  await bringToTheStart(live, exam)
  await Promise.all(
    exam.examinees.map(async ({ sittingId, terminalId }) => {
      const line = aLine()
      const attached = await live.attach(sittingId, terminalId, line)
      if (!attached.ok) throw new Error(attached.refusal.code)
      const hold = attached.value
      hold.say({ type: 'accept_rules' }, NINE)
      for (let seq = 1; seq <= 20; seq += 1)
        hold.say({ type: 'save', seq, item: 3, response: seq % 2 ? 'A' : 'B', marked: false }, NINE)
      await line.reached(hold.sitting().number + 22)
    }),
  )
  clock.at = (NINE + 3_600_000 + 10_001) as Instant
  await sweepSittings({ db: own.db, clock, sittings: live, log: openLog('silent') }, new Set())
  await live.close()
  await own.close()
  // A connection tells what it did when it has ended.
  while ((await home.pool.query(STILL_THERE)).rows.length > 0);
  expect(await readFromEndToEnd()).toEqual(before)
})

const STILL_THERE = `select from pg_stat_activity where datname = current_database() and application_name like 'kaochang%'`

async function readFromEndToEnd() {
  const { rows } = await home.pool.query<{ scans: string; rows: string }>(
    `select seq_scan as scans, seq_tup_read as rows from pg_stat_user_tables where relname = 'sitting_events'`,
  )
  return rows
}
