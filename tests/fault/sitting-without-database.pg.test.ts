import type { Instant } from '@kaochang/domain/instant'
import { openLog } from '@kaochang/server/log'
import { type Hold, LiveFault, type LiveSittings } from '@kaochang/server/sitting/live-sittings'
import { openLiveSittings } from '@kaochang/server/sitting/open-live-sittings'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type DatabaseProxy, proxyDatabase } from '../kit/database-proxy.ts'
import { type HeardLine, aLine } from '../kit/heard-line.ts'
import { freshDatabase } from '../kit/postgres.ts'
import { type SealedExam, aSealedExam, bringToTheStart } from '../kit/sealed-exam.ts'
import { savesOf } from '../kit/stored.ts'

const NINE = Date.parse('2026-10-22T01:00:00Z') as Instant
const home = await freshDatabase()
afterAll(() => home.close())
const clock = { now: () => NINE }

let proxy: DatabaseProxy
let live: LiveSittings
let exam: SealedExam
let line: HeardLine
let hold: Hold
beforeEach(async () => {
  proxy = await proxyDatabase(home.url)
  live = await openLiveSittings({ url: proxy.url, clock, log: openLog('silent') })
  exam = await aSealedExam(home.db, { at: NINE, candidates: 2 })
  await bringToTheStart(live, exam)
  line = aLine()
  const attached = await live.attach(first().sittingId, first().terminalId, line)
  if (!attached.ok) throw new Error(attached.refusal.code)
  hold = attached.value
  hold.say({ type: 'accept_rules' }, NINE)
  await line.reached(hold.sitting().number + 2)
})
afterEach(async () => {
  await live.close()
  await proxy.close()
})

describe('the line to the database falls silent', { timeout: 30_000 }, () => {
  test('F24: nothing is acknowledged, the terminal hears of it within four seconds, and all of it is kept when the line is back', async () => {
    const before = line.recorded.length
    proxy.swallow()
    const from = performance.now()
    for (let seq = 1; seq <= 5; seq += 1) save(seq)
    await line.until('degraded')
    expect(performance.now() - from).toBeLessThan(4_000)
    expect(live.durable()).toBe(false)
    for (let seq = 6; seq <= 10; seq += 1) save(seq)
    expect(line.recorded).toHaveLength(before)

    proxy.heal()
    const sitting = await line.reached(hold.sitting().number + 10)
    expect(sitting.lastSeq).toBe(10)
    expect(live.durable()).toBe(true)
    expect(line.told).toEqual(['degraded', 'restored'])
    expect((await savesOf(home.pool, first().sittingId)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  test('F24: a terminal that comes is sent away to come back, and is welcome when the line is back', async () => {
    proxy.swallow()
    save(1)
    const [, second] = exam.examinees
    if (!second) throw new Error('The exam has nobody else')
    const refused = await Promise.allSettled([
      live.attach(first().sittingId, first().terminalId, aLine()),
      live.attach(second.sittingId, second.terminalId, aLine()),
    ])
    for (const outcome of refused) expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(LiveFault) })
    await line.until('degraded')
    proxy.heal()
    await line.until('restored')
    const again = await live.attach(second.sittingId, second.terminalId, aLine())
    expect(again.ok).toBe(true)
  })

  test('F04: connections that are ended under a commit are replaced, and nothing is recorded twice', async () => {
    for (let seq = 1; seq <= 200; seq += 1) {
      save(seq)
      if (seq % 20 === 0) {
        await home.pool.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'kaochang sittings' and datname = current_database()`,
        )
        await pause(5)
      }
    }
    await line.reached(hold.sitting().number + 200 - (hold.sitting().lastSeq ?? 0))
    const saved = await savesOf(home.pool, first().sittingId)
    expect(saved.map(({ seq }) => seq)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1))
    expect(line.told).toEqual([])
  })
})

function first() {
  const [one] = exam.examinees
  if (!one) throw new Error('The exam has nobody')
  return one
}

function save(seq: number) {
  const said = hold.say({ type: 'save', seq, item: 3, response: 'A', marked: false }, NINE)
  expect(said).toEqual({ ok: true, value: 'recorded' })
}
