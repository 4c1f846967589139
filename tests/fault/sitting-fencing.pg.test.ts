import { sittingEvents } from '@kaochang/database/schema/sitting'
import { appendEvents } from '@kaochang/database/sitting'
import { sessions, sittings } from '@kaochang/database/schema/session'
import type { SittingId, StaffId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { record, refold } from '@kaochang/domain/sitting/record'
import { unbegun } from '@kaochang/domain/sitting/sitting'
import { sweepDue, sweepSittings } from '@kaochang/server/clockwork/sweep-sittings'
import { sha256 } from '@kaochang/server/hashing'
import { openLog } from '@kaochang/server/log'
import { type Hold, LiveFault, type LiveSittings } from '@kaochang/server/sitting/live-sittings'
import { openLiveSittings } from '@kaochang/server/sitting/open-live-sittings'
import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { aLine } from '../kit/heard-line.ts'
import { freshDatabase } from '../kit/postgres.ts'
import { type Examinee, type SealedExam, aSealedExam, bringToTheStart } from '../kit/sealed-exam.ts'

const NINE = Date.parse('2026-10-22T01:00:00Z') as Instant
const home = await freshDatabase()
const clock = { at: NINE, now: () => clock.at, driftMs: () => 0, close: () => undefined }
const log = openLog('silent')
const nodes: LiveSittings[] = []
afterAll(async () => {
  await Promise.all(nodes.map(({ close }) => close()))
  await home.close()
})

async function aNode() {
  const node = await openLiveSittings({ url: home.url, clock, log })
  nodes.push(node)
  return node
}

const one = await aNode()
const other = await aNode()

let exam: SealedExam
beforeEach(async () => {
  clock.at = NINE
  exam = await aSealedExam(home.db, { at: NINE, candidates: 3 })
  await bringToTheStart(one, exam)
})

describe('F22: two processes and one sitting', () => {
  test('the later one writes, and the earlier is told that another terminal has the seat', async () => {
    const before = aLine()
    const first = await attached(one, candidate(), before)
    begin(first)
    await before.reached(6)
    const after = aLine()
    const second = await attached(other, candidate(), after)
    expect(second.epoch).toBe(first.epoch + 1)
    expect(second.sitting().heldSince).toBe(first.epoch)

    save(first, 1, 'A')
    save(second, 1, 'B')
    await after.reached(8)
    await before.until('taken over')
    expect(before.recorded.every(({ event }) => event.type !== 'answer_saved')).toBe(true)
    expect(await savedIn(candidate())).toEqual(['B'])
    expect(one.holds(candidate().sittingId)).toBe(false)
    // A line that was let go is heard no more.
    save(first, 2, 'C')
    expect(await savedIn(candidate())).toEqual(['B'])
  })

  test('a process that only acts for the room does not end the exam: the terminal is told to come back, and may', async () => {
    const line = aLine()
    const hold = await attached(one, candidate(), line)
    begin(hold)
    await line.reached(6)
    const granted = await other.obey(candidate().sittingId, {
      type: 'grant_time',
      ms: 60_000,
      by: 'b' as StaffId,
      reason: '停电',
    })
    expect(granted).toMatchObject({ ok: true, value: { grantedMs: 60_000 } })
    save(hold, 1, 'A')
    await line.until('moved')
    const again = aLine()
    const back = await attached(one, candidate(), again)
    expect(back.sitting()).toMatchObject({ heldSince: hold.epoch, grantedMs: 60_000, lastSeq: 0 })
    save(back, 1, 'A')
    await again.reached(back.sitting().number + 1)
    expect(await savedIn(candidate())).toEqual(['A'])
  })

  test('a terminal that only waits is told that its sitting has been taken elsewhere', async () => {
    const line = aLine()
    const hold = await attached(one, candidate(), line)
    begin(hold)
    await line.reached(6)
    await other.obey(candidate().sittingId, { type: 'tell', text: '请安静', by: 'b' as StaffId })
    await line.until('moved')
    expect(one.holds(candidate().sittingId)).toBe(false)
  })

  test('what changes nothing is answered from the record, and not from a memory that is no longer true', async () => {
    const { sittingId } = candidate()
    const by = 'b' as StaffId
    await one.obey(sittingId, { type: 'accept_rules' })
    await other.obey(sittingId, { type: 'pause', by, reason: '停电' })
    // To the first process nothing rests, so going on would change nothing.
    expect(await one.obey(sittingId, { type: 'resume', by })).toMatchObject({ ok: true, value: { pausedAt: null } })
    expect((await recordOf(candidate())).map(({ event }) => event.type).slice(-2)).toEqual(['paused', 'resumed'])
  })

  test('a commit that nobody heard of counts, also when another process has raised the epoch since', async () => {
    const { sittingId } = candidate()
    await one.obey(sittingId, { type: 'accept_rules' })
    const [row] = await home.db.select().from(sittings).where(eq(sittings.id, sittingId))
    const before = await wholeSitting(candidate())
    const { recorded, after } = record(sha256, before, [{ type: 'told', text: '一', by: 'b' as StaffId }], NINE)
    const addition = { id: sittingId, epoch: row?.epoch ?? 0, entries: recorded, after }
    const elsewhere = record(sha256, before, [{ type: 'told', text: '二', by: 'b' as StaffId }], NINE)
    expect(await appendEvents(home.pool, [addition], { again: false })).toEqual([])
    await other.obey(sittingId, { type: 'tell', text: '三', by: 'b' as StaffId })
    expect(await appendEvents(home.pool, [addition], { again: true })).toEqual([])
    // Whoever has added nothing is told so, as ever.
    const strange = { ...addition, entries: elsewhere.recorded, after: elsewhere.after }
    expect(await appendEvents(home.pool, [strange], { again: true })).toEqual([sittingId])
    expect(await appendEvents(home.pool, [addition], { again: false })).toEqual([sittingId])
    expect((await wholeSitting(candidate())).number).toBe(before.number + 2)
  })

  test('asked at once by both, over and over, they give one whole record', async () => {
    const { sittingId } = candidate()
    const commands = Array.from({ length: 20 }, (_, index) => (index % 2 ? one : other))
    const granted = await Promise.allSettled(
      commands.map((node) =>
        node.obey(sittingId, { type: 'grant_time', ms: 1_000, by: 'b' as StaffId, reason: '停电' }),
      ),
    )
    // Whoever was pushed aside three times gives up in words; what was answered is recorded, and nothing else.
    const faults = granted.filter(({ status }) => status === 'rejected')
    for (const fault of faults) expect((fault as PromiseRejectedResult).reason).toBeInstanceOf(LiveFault)
    const sitting = await wholeSitting(candidate())
    expect(sitting.grantedMs).toBe((commands.length - faults.length) * 1_000)
  })

  test('both read what the other has recorded', async () => {
    const { sittingId } = candidate()
    await other.readMany([sittingId])
    await one.obey(sittingId, { type: 'accept_rules' })
    const seen = await other.readMany([sittingId])
    expect(seen.get(sittingId)).toMatchObject({ rulesAccepted: true, startedAt: NINE })
    expect(other.holds(sittingId)).toBe(false)
  })
})

describe('within one process', () => {
  test('ten terminals that attach at once leave one hold and a whole record', async () => {
    const lines = Array.from({ length: 10 }, aLine)
    await Promise.all(lines.map((line) => attached(one, candidate(), line)))
    expect(lines.filter(({ told }) => told.includes('taken over'))).toHaveLength(9)
    expect((await wholeSitting(candidate())).number).toBe(3 + 10)
  })

  test('a save on the way when another terminal attaches is recorded before it, or not at all', async () => {
    const line = aLine()
    const hold = await attached(one, candidate(), line)
    begin(hold)
    for (let seq = 1; seq <= 20; seq += 1) save(hold, seq, 'A')
    const next = await attached(one, candidate(), aLine())
    expect(next.sitting().lastSeq).toBe(20)
    expect((await wholeSitting(candidate())).lastSeq).toBe(20)
  })

  test('a command that PostgreSQL cannot hold is refused alone; the others in its commit are kept', async () => {
    const [bad, ...good] = exam.examinees
    if (!bad) throw new Error('The exam has nobody')
    await Promise.all(exam.examinees.map(({ sittingId }) => one.obey(sittingId, { type: 'accept_rules' })))
    const grant = (reason: string) => ({ type: 'grant_time', ms: 1_000, by: 'b' as StaffId, reason }) as const
    const granted = Promise.all(good.map(({ sittingId }) => one.obey(sittingId, grant('停电'))))
    await expect(one.obey(bad.sittingId, grant('\u0000'))).rejects.toThrow(LiveFault)
    for (const outcome of await granted) expect(outcome.ok).toBe(true)
    expect((await wholeSitting(bad)).grantedMs).toBe(0)
    expect(await one.obey(bad.sittingId, grant('停电'))).toMatchObject({ ok: true, value: { grantedMs: 1_000 } })
  })

  test('whoever was absent when the session ended begins nothing', async () => {
    const { sittingId, terminalId } = candidate()
    await home.db.update(sittings).set({ absentAt: NINE }).where(eq(sittings.id, sittingId))
    expect(await one.attach(sittingId, terminalId, aLine())).toEqual({ ok: false, refusal: { code: 'sitting_closed' } })
    expect(await other.obey(sittingId, { type: 'accept_rules' })).toEqual({
      ok: false,
      refusal: { code: 'sitting_closed' },
    })
  })

  test('a sitting that does not exist is not found, nor is one whose paper is not drawn', async () => {
    const nobody = exam.sessionId as unknown as SittingId
    expect(await one.read(nobody)).toEqual({ ok: false, refusal: { code: 'not_found' } })
    expect(await one.obey(nobody, { type: 'accept_rules' })).toEqual({ ok: false, refusal: { code: 'not_found' } })
    expect(await one.attach(nobody, candidate().terminalId, aLine())).toEqual({
      ok: false,
      refusal: { code: 'not_found' },
    })
  })
})

describe('F23: four sweepers and a hall whose time is up', () => {
  test('each sitting ends once, whoever sweeps, and those of a process that died end too', async () => {
    const hall = await aSealedExam(home.db, { at: NINE, candidates: 200 })
    const dead = await openLiveSittings({ url: home.url, clock, log })
    await bringToTheStart(dead, hall)
    await Promise.all(hall.examinees.map(({ sittingId }) => dead.obey(sittingId, { type: 'accept_rules' })))
    await dead.close()
    // An hour, ten seconds of grace, and the three in which their own process would have done it.
    clock.at = (NINE + 3_600_000 + 13_001) as Instant
    const sweepers = [one, other, one, other].map((node) =>
      sweepSittings({ db: home.db, clock, sittings: node, log }, new Set()),
    )
    for (const swept of await Promise.allSettled(sweepers)) {
      if (swept.status === 'rejected') expect(swept.reason).toBeInstanceOf(LiveFault)
    }
    await sweepSittings({ db: home.db, clock, sittings: one, log }, new Set())
    const rows = await home.db.select().from(sittings).where(eq(sittings.sessionId, hall.sessionId))
    expect(rows.filter(({ endReason }) => endReason === 'time_up')).toHaveLength(200)
    const ends = await home.pool.query<{ count: number }>(
      `select count(*)::int as count from sitting_events e join sittings s on s.id = e.sitting_id
       where s.session_id = $1 and event->>'type' = 'ended'`,
      [hall.sessionId],
    )
    expect(ends.rows[0]?.count).toBe(200)
    for (const examinee of hall.examinees.slice(0, 20)) await wholeSitting(examinee)
  })

  test('a sitting that was given more time since it was found is swept when that is up', async () => {
    const { sittingId } = candidate()
    await one.obey(sittingId, { type: 'accept_rules' })
    const hopeless = new Set<SittingId>()
    const due = () => Promise.resolve([{ id: sittingId, graceOverAt: NINE }])
    await sweepDue(due, { clock, sittings: one, log }, hopeless)
    expect((await wholeSitting(candidate())).ended).toBeNull()
    clock.at = (NINE + 3_600_000 + 10_001) as Instant
    await sweepDue(due, { clock, sittings: one, log }, hopeless)
    expect((await wholeSitting(candidate())).ended).toEqual({ at: clock.at, reason: 'time_up' })
  })

  test('nobody is swept before the grace is over', async () => {
    const line = aLine()
    begin(await attached(one, candidate(), line))
    await line.reached(6)
    clock.at = (NINE + 3_600_000 + 10_000) as Instant
    await sweepSittings({ db: home.db, clock, sittings: one, log }, new Set())
    expect((await wholeSitting(candidate())).ended).toBeNull()
    clock.at = (NINE + 3_600_000 + 10_001) as Instant
    await sweepSittings({ db: home.db, clock, sittings: one, log }, new Set())
    expect((await wholeSitting(candidate())).ended).toEqual({ at: clock.at, reason: 'time_up' })
  })
})

function candidate(): Examinee {
  const [first] = exam.examinees
  if (!first) throw new Error('The exam has nobody')
  return first
}

async function attached(
  node: LiveSittings,
  { sittingId, terminalId }: Examinee,
  line: ReturnType<typeof aLine>,
): Promise<Hold> {
  const attaching = await node.attach(sittingId, terminalId, line)
  if (!attaching.ok) throw new Error(attaching.refusal.code)
  return attaching.value
}

function begin(hold: Hold) {
  expect(hold.say({ type: 'accept_rules' }, clock.at)).toEqual({ ok: true, value: 'recorded' })
}

function save(hold: Hold, seq: number, response: string) {
  return hold.say({ type: 'save', seq, item: 3, response, marked: false }, clock.at)
}

async function recordOf({ sittingId }: Examinee) {
  return home.db
    .select()
    .from(sittingEvents)
    .where(eq(sittingEvents.sittingId, sittingId))
    .orderBy(asc(sittingEvents.number))
}

async function savedIn(examinee: Examinee) {
  return (await recordOf(examinee)).flatMap(({ event }) => (event.type === 'answer_saved' ? [event.response] : []))
}

/** The sitting as its record tells it, link by link; and what the roster repeats of it must agree. */
async function wholeSitting(examinee: Examinee) {
  const { sittingId } = examinee
  const [row] = await home.db
    .select()
    .from(sittings)
    .innerJoin(sessions, eq(sessions.id, sittings.sessionId))
    .where(eq(sittings.id, sittingId))
  const known = await one.readMany([sittingId])
  const terms = known.get(sittingId)?.terms
  if (!row || !terms) throw new Error('There is no such sitting')
  const folded = refold(sha256, unbegun(sittingId, terms), await recordOf(examinee))
  if (!folded.ok) throw new Error(`The record is broken at ${folded.refusal.number}`)
  const { value: sitting } = folded
  expect(row.sittings).toMatchObject({
    startedAt: sitting.startedAt,
    endedAt: sitting.ended?.at ?? null,
    endReason: sitting.ended?.reason ?? null,
  })
  return sitting
}
