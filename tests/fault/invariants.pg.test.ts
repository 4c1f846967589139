import type { Instant } from '@kaochang/domain/instant'
import { openLog } from '@kaochang/server/log'
import { openLiveSittings } from '@kaochang/server/sitting/open-live-sittings'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aLine } from '../kit/heard-line.ts'
import { brokenInvariants, lookForBroken as look } from '../kit/invariants.ts'
import { freshDatabase } from '../kit/postgres.ts'
import { KEY_MARK, type SealedExam, aSealedExam, bringToTheStart } from '../kit/sealed-exam.ts'

const NINE = Date.parse('2026-10-22T01:00:00Z') as Instant
const home = await freshDatabase()
afterAll(() => home.close())

const MADE = [{ seq: 1, item: 3, response: 'A' }]

let exam: SealedExam
beforeAll(async () => {
  exam = await aSealedExam(home.db, { at: NINE, candidates: 2 })
  const live = await openLiveSittings({ url: home.url, clock: { now: () => NINE }, log: openLog('silent') })
  await bringToTheStart(live, exam)
  const line = aLine()
  const attached = await live.attach(one().sittingId, one().terminalId, line)
  if (!attached.ok) throw new Error(attached.refusal.code)
  attached.value.say({ type: 'accept_rules' }, NINE)
  attached.value.say({ type: 'save', seq: 1, item: 3, response: 'A', marked: false }, NINE)
  await line.reached(attached.value.sitting().number + 3)
  await live.close()
})

test('an exam that went well breaks none of them', async () => {
  expect(await brokenInvariants(home.pool, { seen: [seen()] })).toEqual([])
})

test.each([
  ['I1', { acked: 2, made: [...MADE, { seq: 2, item: 3, response: 'A' }] }],
  ['I2', { made: [{ seq: 1, item: 3, response: 'B' }] }],
  ['I12', { frames: [`{"clause":"${KEY_MARK}"}`] }],
])('%s is found broken by what a terminal saw', async (id, saw) => {
  expect(idsOf(await brokenInvariants(home.pool, { seen: [{ ...seen(), ...saw }] }))).toEqual([id])
})

test('I15 is found broken when nobody ended what was begun', async () => {
  expect(idsOf(await brokenInvariants(home.pool, { settled: true }))).toEqual(['I15'])
})

test.each([
  ['I3', `update sitting_events set event = event || '{"response":"B"}' where event->>'type' = 'answer_saved'`],
  ['I3', `update sittings set closes_at = closes_at + interval '1 minute' where started_at is not null`],
  ['I4', `update sittings set epoch = 0 where started_at is not null`],
  ['I8', `update sittings set started_at = now(), terminal_id = (select max(terminal_id::text)::uuid from sittings)`],
  ['I10', `delete from papers where sitting_id in (select id from sittings where started_at is not null)`],
  ['I13', `update sittings set attempt = 3 where started_at is null`],
  [
    'I7',
    `insert into scores (sitting_id, basis, number, points, passed, marks, by_area, scored_at)
    select id, 'b', n, 0, false, '', '[]', now() from sittings, unnest(array[1, 2]) n where started_at is not null`,
  ],
])('%s is found broken by what the tables hold', async (id, tamper) => {
  const owner = await home.pool.connect()
  try {
    // As an owner who has thrown the ledgers' guards off, in a transaction that is taken back.
    await owner.query('set session_replication_role = replica')
    await owner.query('begin')
    await owner.query(tamper)
    expect(idsOf(await look(owner))).toContain(id)
  } finally {
    await owner.query('rollback')
    await owner.query('reset session_replication_role')
    owner.release()
  }
})

function one() {
  const [first] = exam.examinees
  if (!first) throw new Error('The exam has nobody')
  return first
}

function seen() {
  return { sittingId: one().sittingId, made: MADE, acked: 1 }
}

function idsOf(broken: readonly string[]) {
  return [...new Set(broken.map((words) => words.split(':')[0]))]
}
