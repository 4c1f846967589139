import { lateFrames } from '@kaochang/database/schema/sitting'
import type { Instant } from '@kaochang/domain/instant'
import { sweepSittings } from '@kaochang/server/clockwork/sweep-sittings'
import { eq, sql } from 'drizzle-orm'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NINE, ORIGIN, openTestApp } from '../kit/app.ts'
import { type Bot, openBot } from '../kit/bot.ts'
import { type Candidate, openCandidate } from '../kit/candidate.ts'
import { type FaultProxy, openFaultProxy } from '../kit/fault-proxy.ts'
import { type Seen, brokenInvariants } from '../kit/invariants.ts'
import { type SealedExam, aSealedExam, bringToTheStart } from '../kit/sealed-exam.ts'
import { savesOf } from '../kit/stored.ts'

const MINUTE = 60_000

const home = await openTestApp()
await home.app.listen({ host: '127.0.0.1', port: 0, backlog: 4_096 })
const { port } = home.app.server.address() as AddressInfo
afterAll(() => home.close())

let exam: SealedExam
let proxy: FaultProxy
const endings: (() => unknown)[] = []
beforeEach(async () => {
  home.clock.at = NINE
  proxy = await openFaultProxy({ port, host: '127.0.0.1' })
})
afterEach(async () => {
  for (const end of endings.splice(0)) end()
  await proxy.close()
})

describe('a room whose network fails while everybody answers', { timeout: 60_000 }, () => {
  test('F50, F54: however often it is cut, in the middle of frames too, every save is kept once and in order', async () => {
    const bots = await answering(12)
    for (let time = 0; time < 3; time += 1) {
      await progress(bots)
      proxy.cut()
      await progress(bots)
      // Nothing that comes down is longer: the welcome itself is broken off, and the terminal comes back again.
      proxy.truncateAfter(1_500)
      proxy.cut()
      await until(() => proxy.counts().ever > 40 * (time + 1))
      proxy.heal()
      proxy.cut()
    }
    await allFlushed(bots)
    expect(await brokenInvariants(home.home.pool, { seen: seenBy(bots) })).toEqual([])
  })

  test('F50: a switch without power loses nothing of what was acknowledged, and nothing is there twice', async () => {
    const bots = await answering(12)
    await progress(bots)
    proxy.down()
    await until(() => bots.every(({ closes }) => closes.length >= 5))
    const stood = bots.map(({ acked }) => acked())
    proxy.heal()
    await allFlushed(bots)
    expect(bots.every((bot, index) => bot.acked() >= (stood[index] ?? 0))).toBe(true)
    expect(await brokenInvariants(home.home.pool, { seen: seenBy(bots) })).toEqual([])
  })

  test('F55, F56: a hundred terminals start at once, lose their lines at once, and are all back with nothing lost', async () => {
    const bots = await answering(100, 40)
    await progress(bots, 1_000)
    const before = proxy.counts().ever
    proxy.cut()
    await until(() => bots.every(({ closes, answering: on }) => closes.length > 0 && on()))
    expect(proxy.counts().ever - before).toBe(100)
    await allFlushed(bots)
    expect(await brokenInvariants(home.home.pool, { seen: seenBy(bots) })).toEqual([])
  })
})

test(
  'F12: while fifty slow reports have every connection of the server, answers are saved: theirs are others',
  { timeout: 60_000 },
  async () => {
    const bots = await answering(12)
    let settled = 0
    const slow = sql`select pg_sleep(300)`
    const reports = Array.from({ length: 50 }, () =>
      home.deps.db.execute(slow).then(
        () => (settled += 1),
        () => (settled += 1),
      ),
    )
    while ((await listSlow()).length < 8);
    await progress(bots, 500)
    expect(settled).toBe(0)
    expect(await listSlow()).toHaveLength(8)
    await allFlushed(bots)
    while (settled < reports.length) for (const { end } of await listSlow()) await end()
    expect(await brokenInvariants(home.home.pool, { seen: seenBy(bots) })).toEqual([])
  },
)

describe('one terminal whose line fails', { timeout: 60_000 }, () => {
  test('F51: away for ten minutes of the exam, it hands over everything in order, and the time is still right', async () => {
    const { line, epoch } = await oneAnswering()
    line.save({ epoch, seq: 1, item: 1, response: 'A' })
    await line.hear('answers_saved')
    proxy.down()
    await line.closed
    home.clock.at = (NINE + 10 * MINUTE) as Instant
    proxy.heal()
    const back = await connected()
    const welcome = await back.join()
    expect(welcome).toMatchObject({ lastSeq: 1, view: { phase: 'answering', remainingMs: 50 * MINUTE } })
    const made = Array.from({ length: 40 }, (_, index) => ({
      seq: index + 2,
      item: 1 + (index % 2),
      response: index % 3 ? 'A' : 'B',
    }))
    for (const save of made) back.save({ epoch: welcome.epoch, ...save })
    while ((await back.hear('answers_saved')).seq < 41);
    expect(await savesOf(home.home.pool, first().sittingId)).toEqual([{ seq: 1, item: 1, response: 'A' }, ...made])
    expect(await brokenInvariants(home.home.pool, { seen: [seenBy1(made, 41, [line, back])] })).toEqual([])
  })

  test('F52: cut across the end, it finds its exam ended by the clock, and what it held is kept apart for a decision', async () => {
    const { line, epoch } = await oneAnswering()
    line.save({ epoch, seq: 1, item: 1, response: 'A' })
    await line.hear('answers_saved')
    proxy.cut()
    await line.closed
    home.clock.at = (NINE + 60 * MINUTE + 10_001) as Instant
    await sweepSittings(home.deps, new Set())
    const back = await connected()
    const welcome = await back.join()
    expect(welcome).toMatchObject({ view: { phase: 'ended' }, receipt: { reason: 'time_up' } })
    for (const seq of [2, 3]) back.save({ epoch: welcome.epoch, seq, item: seq, response: 'B' })
    while ((await back.hear('kept_apart')).upToSeq < 3);
    const late = await home.deps.db.select().from(lateFrames).where(eq(lateFrames.sittingId, first().sittingId))
    expect(late.map(({ reason, frame }) => [reason, frame.seq])).toEqual([
      ['after_end', 2],
      ['after_end', 3],
    ])
    expect(
      await brokenInvariants(home.home.pool, {
        seen: [seenBy1([{ seq: 1, item: 1, response: 'A' }], 1, [line, back])],
      }),
    ).toEqual([])
  })

  test('F57: over 64 kbit/s and half a second away it is welcomed, gets its paper, and is told what is saved', async () => {
    proxy.limit(8_000)
    proxy.delay(250)
    const { line, epoch } = await oneAnswering()
    for (let seq = 1; seq <= 5; seq += 1) line.save({ epoch, seq, item: seq, response: 'A' })
    while ((await line.hear('answers_saved')).seq < 5);
    expect(await savesOf(home.home.pool, first().sittingId)).toHaveLength(5)
  })
})

// ── What the tests are made of ────────────────────────────────────────────────────────────────────────────────

/** Everybody waits at the start, and the room starts: bots that answer through the proxy. */
async function answering(candidates: number, everyMs = 20): Promise<Bot[]> {
  exam = await aSealedExam(home.deps.db, { at: NINE, candidates })
  const bots = exam.examinees.map(({ cookie }) =>
    openBot({ where: () => `http://127.0.0.1:${proxy.port}`, cookie, origin: ORIGIN, itemCount: 2, everyMs }),
  )
  endings.push(() => {
    for (const bot of bots) bot.close()
  })
  await proxy.untilOpen(candidates)
  await bringToTheStart(home.deps.sittings, exam)
  await Promise.all(bots.map(({ begun }) => begun))
  return bots
}

async function oneAnswering() {
  exam = await aSealedExam(home.deps.db, { at: NINE, candidates: 1 })
  const line = await connected()
  const { epoch } = await line.join()
  line.say({ type: 'accept_rules' })
  await line.hear('rules_accepted')
  await bringToTheStart(home.deps.sittings, exam)
  await line.hear('started')
  return { line, epoch }
}

async function connected(): Promise<Candidate> {
  const line = await openCandidate(`http://127.0.0.1:${proxy.port}`, { cookie: first().cookie, origin: ORIGIN })
  endings.push(line.drop)
  return line
}

function first() {
  const [one] = exam.examinees
  if (!one) throw new Error('The exam has nobody')
  return one
}

function seenBy(bots: readonly Bot[]): Seen[] {
  return exam.examinees.map(({ sittingId }, index) => {
    const bot = bots[index]
    if (!bot) throw new Error('There are not as many bots as examinees')
    return { sittingId, made: bot.made, acked: bot.acked() }
  })
}

function seenBy1(made: Seen['made'], acked: number, lines: readonly Candidate[]): Seen {
  const { sittingId } = first()
  const frames = lines.flatMap((line) => line.frames.map(({ text }) => text))
  // The first save of each of these tests is acknowledged before the line fails.
  const all = made[0]?.seq === 1 ? made : [{ seq: 1, item: 1, response: 'A' }, ...made]
  return { sittingId, made: all, acked, frames }
}

/** The connections that are asleep over a report. */
async function listSlow() {
  const { rows } = await home.home.pool.query<{ pid: number }>(
    `select pid from pg_stat_activity where datname = current_database() and state = 'active' and query like '%pg_sleep(300)%'
     and pid <> pg_backend_pid()`,
  )
  return rows.map(({ pid }) => ({ end: () => home.home.pool.query('select pg_terminate_backend($1)', [pid]) }))
}

/** A hundred more saves have been acknowledged. */
async function progress(bots: readonly Bot[], count = 100) {
  const acked = () => bots.reduce((sum, bot) => sum + bot.acked(), 0)
  const enough = acked() + count
  await until(() => acked() >= enough)
}

async function allFlushed(bots: readonly Bot[]) {
  await Promise.all(bots.map(({ flush }) => flush()))
  for (const bot of bots) expect(bot.acked()).toBe(bot.made.length)
}

/** Looks again after everything that is due in this process, until it is so. */
async function until(is: () => boolean) {
  while (!is()) await new Promise((resolve) => setTimeout(resolve, 5))
}
