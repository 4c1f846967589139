import { receiptCode } from '@kaochang/domain/sitting/record'
import { lateFrames, sittingEvents } from '@kaochang/database/schema/sitting'
import { candidateSessions } from '@kaochang/database/schema/session'
import { CLOSE, FRAME_RATE, PROTOCOL } from '@kaochang/contract/socket/protocol'
import type { Instant } from '@kaochang/domain/instant'
import { refold } from '@kaochang/domain/sitting/record'
import { unbegun } from '@kaochang/domain/sitting/sitting'
import { sweepSittings } from '@kaochang/server/clockwork/sweep-sittings'
import { sha256 } from '@kaochang/server/hashing'
import { openLiveSittings } from '@kaochang/server/sitting/open-live-sittings'
import { asc, eq } from 'drizzle-orm'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NINE, ORIGIN, openTestApp } from '../kit/app.ts'
import { type Candidate, openCandidate } from '../kit/candidate.ts'
import { type Examinee, KEY_MARK, type SealedExam, aSealedExam, bringToTheStart } from '../kit/sealed-exam.ts'

const home = await openTestApp()
await home.app.listen({ host: '127.0.0.1', port: 0 })
const at = `http://127.0.0.1:${(home.app.server.address() as AddressInfo).port}`
const { deps } = home
const lines: Candidate[] = []
afterEach(async () => {
  for (const line of lines) line.drop()
  await Promise.all(lines.splice(0).map(({ closed }) => closed))
})
afterAll(() => home.close())

const MINUTE = 60_000

/** An exam of an hour for each test, of six items; handing in is allowed after ten minutes, and the grace is ten seconds. */
let exam: SealedExam
beforeEach(async () => {
  home.clock.at = NINE
  exam = await aSealedExam(deps.db, { at: NINE, candidates: 2, settings: { earliestHandInMinutes: 10 } })
})

describe('a terminal’s line', () => {
  test('leads from the welcome to the receipt', async () => {
    const { line, welcome } = await joined(first())
    expect(welcome).toMatchObject({
      protocol: 2,
      epoch: 1,
      heldSince: 1,
      lastSeq: 0,
      paper: null,
      answers: [],
      receipt: null,
    })
    expect(welcome.view).toMatchObject({ phase: 'waiting', identityConfirmed: false, remainingMs: null })

    line.say({ type: 'accept_rules' })
    expect((await line.hear('rules_accepted')).view.rulesAccepted).toBe(true)
    await bringToTheStart(deps.sittings, exam)
    await line.hear('identity_confirmed')
    await line.hear('room_started')
    const started = await line.hear('started')
    expect(started.view).toMatchObject({ phase: 'answering', remainingMs: 60 * MINUTE, handInOpensInMs: 10 * MINUTE })
    expect(started.paper.items.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6])

    line.save({ epoch: 1, seq: 1, item: 1, response: 'A' })
    expect(await line.hear('answers_saved')).toMatchObject({ seq: 1 })
    home.clock.at = (NINE + 9 * MINUTE) as Instant
    line.say({ type: 'hand_in' })
    expect((await line.hear('refused')).refusal).toEqual({ code: 'hand_in_too_early', from: NINE + 10 * MINUTE })
    home.clock.at = (NINE + 10 * MINUTE) as Instant
    line.say({ type: 'hand_in' })
    const { receipt } = await line.hear('ended')
    expect(receipt).toMatchObject({
      endedAt: NINE + 10 * MINUTE,
      reason: 'handed_in',
      answeredCount: 1,
      itemCount: 6,
      // Ten working days after Thursday, 2026-10-22 (art. 27).
      resultDue: '2026-11-05',
      resultDueProvisional: false,
    })
    const record = await recordOf(first())
    expect(record.map(({ event }) => event.type)).toEqual([
      'attached',
      'rules_accepted',
      'seated',
      'identity_confirmed',
      'room_started',
      'started',
      'answer_saved',
      'ended',
    ])
    expect(receipt.code).toBe(receiptCode({ head: record.at(-1)?.link ?? '' }))
  })

  test('shows the paper only between the start and the end', async () => {
    const { line, welcome } = await started(first())
    expect(welcome.paper).toBeNull()
    const again = await joined(first())
    expect(again.welcome.paper?.items).toHaveLength(6)
    expect(again.welcome.heldSince).toBe(1)
    await line.closed
    home.clock.at = (NINE + 60 * MINUTE) as Instant
    const after = await joined(first())
    expect(after.welcome).toMatchObject({
      paper: null,
      answers: [],
      receipt: null,
      view: { phase: 'ended', remainingMs: 0 },
    })
    home.clock.at = (NINE + 60 * MINUTE + 10_001) as Instant
    await sweepSittings(deps, new Set())
    expect((await after.line.hear('ended')).receipt.reason).toBe('time_up')
    expect((await joined(first())).welcome).toMatchObject({ paper: null, answers: [], receipt: { reason: 'time_up' } })
  })

  test('A01: nothing a candidate receives says what is right, or where an item comes from', async () => {
    const { line } = await started(first())
    line.save({ epoch: 1, seq: 1, item: 1, response: 'A' })
    await line.hear('answers_saved')
    const again = await joined(first())
    const heard = [...line.frames, ...again.line.frames].map(({ text }) => text).join('\n')
    expect(heard).not.toContain(KEY_MARK)
    for (const { itemId } of first().paper.items) expect(heard).not.toContain(itemId)
    for (const name of ['key', 'itemId', 'version', 'bank', 'unified', 'clause', 'optionOrder', 'seed', 'area'])
      expect(heard).not.toContain(`"${name}"`)
    const paper = again.welcome.paper?.items[0]
    expect(Object.keys(paper ?? {})).toEqual(['number', 'kind', 'points', 'stem', 'options'])
  })

  test('A04: a right and a wrong answer are acknowledged with the same bytes, but for the chain', async () => {
    const [one, other] = await Promise.all(exam.examinees.map(started))
    const right = keyOn(first(), 3)
    const wrong = right === 'A' ? 'B' : 'A'
    one?.line.save({ epoch: 1, seq: 1, item: 3, response: right })
    other?.line.save({ epoch: 1, seq: 1, item: 3, response: wrong })
    await Promise.all([one?.line.hear('answers_saved'), other?.line.hear('answers_saved')])
    const [a = '', b = ''] = [one, other].map((side) => side?.line.frames.at(-1)?.text)
    expect(a).toHaveLength(b.length)
    const chain = /"head":"[\w-]{43}"/
    expect(a).toMatch(chain)
    expect(a.replace(chain, '')).toBe(b.replace(chain, ''))
  })

  test('F54: frames sent twice are recorded once, and a gap is asked for', async () => {
    const { line } = await started(first())
    line.save({ epoch: 1, seq: 1, item: 1, response: 'A' })
    line.save({ epoch: 1, seq: 1, item: 1, response: 'A' })
    line.save({ epoch: 1, seq: 3, item: 2, response: 'B' })
    expect(await line.hear('refused')).toEqual({ type: 'refused', refusal: { code: 'seq_gap', expected: 2 }, seq: 3 })
    line.save({ epoch: 1, seq: 2, item: 2, response: 'A' })
    line.save({ epoch: 1, seq: 3, item: 2, response: 'B' })
    await until(line, 3)
    line.save({ epoch: 1, seq: 1, item: 1, response: 'B' })
    expect(await line.hear('answers_saved')).toMatchObject({ seq: 3 })
    const saved = (await recordOf(first())).flatMap(({ event }) =>
      event.type === 'answer_saved' ? [[event.seq, event.response]] : [],
    )
    expect(saved).toEqual([
      [1, 'A'],
      [2, 'A'],
      [3, 'B'],
    ])
  })

  test('F50: a page that still has its paper is not sent it again', async () => {
    const { line } = await started(first())
    line.drop()
    const back = await opened(first())
    back.say({ type: 'hello', protocol: PROTOCOL, hasPaper: true })
    expect(await back.hear('welcome')).toMatchObject({ paper: null, view: { phase: 'answering' } })
  })

  test('F50: after a cut the welcome says what is on disk, and the rest follows under the new epoch', async () => {
    const { line } = await started(first())
    line.save({ epoch: 1, seq: 1, item: 1, response: 'A', marked: true })
    await line.hear('answers_saved')
    line.drop()
    const back = await joined(first())
    expect(back.welcome).toMatchObject({
      epoch: 2,
      heldSince: 1,
      lastSeq: 1,
      answers: [{ item: 1, response: 'A', marked: true }],
    })
    back.line.save({ epoch: 2, seq: 2, item: 2, response: 'B' })
    expect(await back.line.hear('answers_saved')).toMatchObject({ seq: 2 })
  })

  test('one live seat: a second line takes the first one’s place', async () => {
    const one = await started(first())
    const two = await joined(first())
    await one.line.hear('taken_over')
    expect(await one.line.closed).toMatchObject({ code: CLOSE.takenOver })
    two.line.save({ epoch: two.welcome.epoch, seq: 1, item: 1, response: 'A' })
    await two.line.hear('answers_saved')
  })

  test('A31: what is said in one breath with the hello is heard', async () => {
    const line = await opened(first())
    line.say({ type: 'hello', protocol: 1 })
    line.say({ type: 'accept_rules' })
    line.say({ type: 'ping' })
    await line.hear('welcome')
    await line.hear('rules_accepted')
    await line.hear('pong')
  })

  test('more than sixteen frames before the welcome are too many', async () => {
    const line = await opened(first())
    line.say({ type: 'hello', protocol: 1 })
    for (let count = 0; count < 17; count += 1) line.say({ type: 'ping' })
    expect(await line.closed).toMatchObject({ code: CLOSE.tooFast })
  })

  test('F29: another protocol is told so', async () => {
    const line = await opened(first())
    line.say({ type: 'hello', protocol: 99 })
    expect((await line.hear('refused')).refusal.code).toBe('protocol_changed')
    expect(await line.closed).toMatchObject({ code: CLOSE.unreadable })
  })

  test.each([
    ['no JSON', 'hello'],
    ['another type', '{"type":"save_answer"}'],
    ['a save without its number', '{"type":"save","epoch":1,"item":1,"response":"A","marked":false}'],
    [
      'a response that is too long',
      '{"type":"save","epoch":1,"seq":1,"item":1,"response":"ABCDEFGHIJK","marked":false}',
    ],
    ['an epoch of the future', '{"type":"save","epoch":2,"seq":1,"item":1,"response":"A","marked":false}'],
    ['a second hello', '{"type":"hello","protocol":1}'],
  ])('%s is unreadable', async (_, frame) => {
    const { line } = await joined(first())
    line.socket.send(frame)
    expect(await line.closed).toMatchObject({ code: CLOSE.unreadable })
  })

  test('a frame that is no text is unreadable, and nothing but hello comes first', async () => {
    const { line } = await joined(first())
    line.socket.send(Buffer.from('{"type":"ping"}'), { binary: true })
    expect(await line.closed).toMatchObject({ code: CLOSE.unreadable })
    const other = await opened(first())
    other.say({ type: 'ping' })
    expect(await other.closed).toMatchObject({ code: CLOSE.unreadable })
  })

  test('A30: no cookie, a stranger’s cookie and a foreign page open no line', async () => {
    const { cookie } = first()
    await expect(openCandidate(at, { cookie: '', origin: ORIGIN })).rejects.toThrow('401')
    await expect(
      openCandidate(at, { cookie: cookie.replace(/sitting\.\S+/, 'sitting.x'), origin: ORIGIN }),
    ).rejects.toThrow('401')
    await expect(openCandidate(at, { cookie, origin: 'https://elsewhere.test' })).rejects.toThrow('403')
    await expect(openCandidate(at, { cookie, origin: undefined })).rejects.toThrow('403')
    await expect(openCandidate(at, { cookie, origin: 'null' })).rejects.toThrow('403')
  })

  test('A27: a sign-in is worth nothing at another terminal', async () => {
    const [one, other] = exam.examinees
    const terminal = other?.cookie.split('; ')[0]
    const signIn = one?.cookie.split('; ')[1]
    await expect(openCandidate(at, { cookie: `${terminal}; ${signIn}`, origin: ORIGIN })).rejects.toThrow('401')
  })

  test('F58: a terminal whose address has changed goes on', async () => {
    const { line } = await started(first())
    line.drop()
    const back = await openCandidate(at, { cookie: first().cookie, origin: ORIGIN, from: '127.0.0.7' })
    lines.push(back)
    expect((await back.join()).view.phase).toBe('answering')
  })

  test('A20: a sign-in that is taken away ends the line within a round', async () => {
    const { line } = await joined(first())
    await deps.db
      .update(candidateSessions)
      .set({ revokedAt: NINE })
      .where(eq(candidateSessions.sittingId, first().sittingId))
    expect(await line.closed).toMatchObject({ code: CLOSE.notSignedIn })
  })

  test('a room full of saves after a cut is taken; a flood is not (A74)', async () => {
    const { line } = await started(first())
    for (let seq = 1; seq <= 100; seq += 1) line.save({ epoch: 1, seq, item: 1, response: seq % 2 === 0 ? 'A' : 'B' })
    await until(line, 100)
    for (let count = 0; count < FRAME_RATE.ahead + FRAME_RATE.burst + 100; count += 1) line.say({ type: 'ping' })
    expect(await line.closed).toMatchObject({ code: CLOSE.tooFast })
  })

  test('A74: one terminal has four lines at most', async () => {
    for (let count = 0; count < 4; count += 1) await opened(first())
    const fifth = await opened(first())
    expect(await fifth.closed).toMatchObject({ code: CLOSE.tooFast })
  })

  test('a larger frame than any terminal sends ends the line', async () => {
    const { line } = await joined(first())
    line.socket.send('x'.repeat(70_000))
    expect(await line.closed).toMatchObject({ code: 1009 })
  })
})

describe('an answer that comes late', () => {
  test('F45: counts up to the end, is marked within the grace, and is kept apart after it', async () => {
    const { line } = await started(first())
    const end = NINE + 60 * MINUTE
    home.clock.at = end as Instant
    line.save({ epoch: 1, seq: 1, item: 1, response: 'A' })
    await until(line, 1)
    home.clock.at = (end + 10_000) as Instant
    line.save({ epoch: 1, seq: 2, item: 2, response: 'B' })
    await until(line, 2)
    home.clock.at = (end + 10_001) as Instant
    line.save({ epoch: 1, seq: 3, item: 3, response: 'A' })
    expect(await line.hear('kept_apart')).toEqual({ type: 'kept_apart', upToSeq: 3 })
    const saved = (await recordOf(first())).flatMap(({ event }) => (event.type === 'answer_saved' ? [event] : []))
    expect(saved.map(({ seq, inFlight }) => [seq, inFlight ?? false])).toEqual([
      [1, false],
      [2, true],
    ])
    expect(await lateOf(first())).toEqual([['after_end', { seq: 3, item: 3, response: 'A', marked: false }]])
  })

  test('after handing in, it is kept apart, and once however often it is sent', async () => {
    const { line } = await started(first())
    home.clock.at = (NINE + 20 * MINUTE) as Instant
    line.say({ type: 'hand_in' })
    await line.hear('ended')
    for (let time = 0; time < 3; time += 1) {
      line.save({ epoch: 1, seq: 1, item: 1, response: 'A' })
      await line.hear('kept_apart')
    }
    expect(await lateOf(first())).toHaveLength(1)
    line.save({ epoch: 1, seq: 2, item: 1, response: '\u0000' })
    expect((await line.hear('refused')).refusal.code).toBe('response_unreadable')
  })

  test('saves of an older epoch and surrendered ones are a rival history: kept apart, never applied', async () => {
    await started(first())
    const { line, welcome } = await joined(first())
    line.save({ epoch: welcome.epoch - 1, seq: 1, item: 1, response: 'B' })
    expect(await line.hear('kept_apart')).toMatchObject({ upToSeq: 1 })
    line.say({ type: 'surrender', saves: [1, 2].map((seq) => ({ seq, item: seq, response: 'A', marked: false })) })
    expect(await line.hear('kept_apart')).toMatchObject({ upToSeq: 2 })
    expect((await lateOf(first())).map(([reason]) => reason)).toEqual(['superseded', 'superseded', 'superseded'])
    expect((await recordOf(first())).some(({ event }) => event.type === 'answer_saved')).toBe(false)
  })
})

describe('the record', () => {
  test('is complete when the sitting has ended: coming back for the receipt adds nothing and gives the same code', async () => {
    const { line } = await started(first())
    home.clock.at = (NINE + 20 * MINUTE) as Instant
    line.say({ type: 'hand_in' })
    const { receipt } = await line.hear('ended')
    const before = await recordOf(first())
    expect((await joined(first())).welcome.receipt).toEqual(receipt)
    expect(await recordOf(first())).toEqual(before)
  })

  test('that was tampered with gives no line', async () => {
    const { line } = await started(first())
    line.drop()
    await home.home.pool.query('alter table sitting_events disable trigger all')
    await home.home.pool.query(
      `update sitting_events set event = event || '{"by": null}' where sitting_id = $1 and number = 3`,
      [first().sittingId],
    )
    await home.home.pool.query('alter table sitting_events enable trigger all')
    // Another process knows nothing of it but the record.
    const fresh = await openLiveSittings({ url: home.home.url, clock: deps.clock, log: deps.log })
    expect(await fresh.read(first().sittingId)).toEqual({ ok: false, refusal: { code: 'record_broken', number: 3 } })
    await fresh.close()
  })
})

function first(): Examinee {
  const [one] = exam.examinees
  if (!one) throw new Error('The exam has nobody')
  return one
}

async function opened({ cookie }: Examinee): Promise<Candidate> {
  const line = await openCandidate(at, { cookie, origin: ORIGIN })
  lines.push(line)
  return line
}

async function joined(examinee: Examinee) {
  const line = await opened(examinee)
  return { line, welcome: await line.join() }
}

/** A line whose candidate has begun, by the exam's first start. */
async function started(examinee: Examinee) {
  const { line, welcome } = await joined(examinee)
  line.say({ type: 'accept_rules' })
  await line.hear('rules_accepted')
  await bringToTheStart(deps.sittings, { ...exam, examinees: [examinee] })
  await line.hear('started')
  return { line, welcome }
}

/** Waits until everything up to a number has been acknowledged. */
async function until(line: Candidate, seq: number) {
  for (;;) if ((await line.hear('answers_saved')).seq >= seq) return
}

async function recordOf({ sittingId }: Examinee) {
  const rows = await deps.db
    .select()
    .from(sittingEvents)
    .where(eq(sittingEvents.sittingId, sittingId))
    .orderBy(asc(sittingEvents.number))
  const stand = await deps.sittings.read(sittingId)
  if (!stand.ok) throw new Error(stand.refusal.code)
  const entries = rows.map(({ number, at, link, event }) => ({ number, at, link, event }))
  const folded = refold(sha256, unbegun(sittingId, stand.value.terms), entries)
  expect(folded).toEqual({ ok: true, value: stand.value })
  return entries
}

async function lateOf({ sittingId }: Examinee) {
  const rows = await deps.db
    .select()
    .from(lateFrames)
    .where(eq(lateFrames.sittingId, sittingId))
    .orderBy(asc(lateFrames.id))
  return rows.map(({ reason, frame }) => [reason, frame])
}

/** What is right at a place of an examinee's paper, in that paper's letters. */
function keyOn({ paper }: Examinee, number: number): string {
  const item = paper.items[number - 1]
  const key = item && exam.bank.keys.get(item.itemId)
  if (!item || !key) throw new Error(`The paper has no item ${number}`)
  return [...key]
    .map((letter) => 'ABCDEFGHIJ'.charAt(item.optionOrder.indexOf(letter.charCodeAt(0) - 65)))
    .sort()
    .join('')
}
