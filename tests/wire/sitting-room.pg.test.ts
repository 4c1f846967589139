import { staffActs } from '@kaochang/database/schema/people'
import { sessionRooms, sessions, sittings, terminals } from '@kaochang/database/schema/session'
import type { SittingId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import type { RoomBoard, RoomSitting } from '@kaochang/contract/room'
import { asc, eq, inArray } from 'drizzle-orm'
import type { AddressInfo } from 'node:net'
import type pg from 'pg'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { NINE, ORIGIN, type Visitor, openTestApp } from '../kit/app.ts'
import { CLOSE, PROTOCOL } from '@kaochang/contract/socket/protocol'
import { openCandidate } from '../kit/candidate.ts'
import { type Examinee, type SealedExam, aSealedExam } from '../kit/sealed-exam.ts'

const home = await openTestApp()
await home.app.listen({ host: '127.0.0.1', port: 0 })
const at = `http://127.0.0.1:${(home.app.server.address() as AddressInfo).port}`
const { db } = home.deps
afterAll(() => home.close())

const MINUTE = 60_000

let exam: SealedExam
let room: { params: { sessionId: string; roomId: string } }
let chief: Visitor
let invigilator: Visitor
beforeEach(async () => {
  home.clock.at = (NINE - 20 * MINUTE) as Instant
  exam = await aSealedExam(db, { at: NINE, candidates: 3, spareSeats: 2, seated: false })
  room = { params: { sessionId: exam.sessionId, roomId: exam.roomId } }
  const there = { level: 'site', province: '14', siteId: exam.siteId } as const
  chief = await home.staff([{ role: 'chief_invigilator', jurisdiction: there }])
  invigilator = await home.staff([{ role: 'invigilator', jurisdiction: there }])
})

describe('checking in', () => {
  test('draws a free seat, writes it into the record, and gives the same one again', async () => {
    const { ticket, sittingId } = candidate(0)
    const first = await checkIn(ticket)
    expect(first).toMatchObject({
      state: 'checked_in',
      ticket,
      answeredCount: 0,
      itemCount: 6,
      identityConfirmed: false,
    })
    expect(first.seatNumber).toBeGreaterThan(0)
    expect((await checkIn(ticket)).seatNumber).toBe(first.seatNumber)
    expect(await actsOn(`sitting:${sittingId}`)).toEqual(['check_in'])
    const stand = await home.deps.sittings.read(sittingId)
    expect(stand.ok && stand.value.seatId).toBe((await rowOf(sittingId)).seatId)
  })

  test('at the same moment gives each their own seat, also to two who check in the same person', async () => {
    const tickets = exam.examinees.flatMap(({ ticket }) => [ticket, ticket])
    const seated = await Promise.all(tickets.map(checkIn))
    const seats = new Map(seated.map(({ ticket, seatNumber }) => [ticket, seatNumber]))
    expect(new Set(seats.values()).size).toBe(3)
    for (const { ticket, seatNumber } of seated) expect(seatNumber).toBe(seats.get(ticket))
  })

  test('takes a seat without a terminal only when there is no other, and says when the room is full', async () => {
    const seats = exam.examinees.map(({ seatId }) => seatId)
    await db
      .update(terminals)
      .set({ revokedAt: NINE })
      .where(inArray(terminals.seatId, seats.slice(0, 2)))
    const drawn = await Promise.all(exam.examinees.map(({ ticket }) => checkIn(ticket)))
    // Seats 1 and 2 have lost their terminals; 3, 4 and 5 have theirs.
    expect(drawn.map(({ seatNumber }) => seatNumber).sort()).toEqual([3, 4, 5])
    const crowded = await aSealedExam(db, { at: NINE, candidates: 1, seated: false })
    const others = await aSealedExam(db, { at: NINE, candidates: 1, seated: false })
    const { sittingId, ticket } = one(others.examinees)
    await db.insert(sessionRooms).values({ sessionId: crowded.sessionId, roomId: others.roomId })
    await db
      .update(sittings)
      .set({ sessionId: crowded.sessionId, roomId: crowded.roomId })
      .where(eq(sittings.id, sittingId))
    const keeper = await home.staff([{ role: 'invigilator', jurisdiction: { level: 'province', province: '14' } }])
    const params = { sessionId: crowded.sessionId, roomId: crowded.roomId }
    await keeper.get('POST /v1/sessions/:sessionId/rooms/:roomId/check-in', {
      params,
      body: { ticket: one(crowded.examinees).ticket },
    })
    const full = await keeper.ask('POST /v1/sessions/:sessionId/rooms/:roomId/check-in', { params, body: { ticket } })
    expect(full).toMatchObject({ status: 409, body: { code: 'room_full' } })
  })

  test('refuses a ticket nobody has, one of another room with that room’s name, and whoever is too early or too late', async () => {
    expect(await checkInAnswer('100000000000')).toMatchObject({ status: 404, body: { code: 'ticket_unknown' } })
    const elsewhere = await aSealedExam(db, { at: NINE, candidates: 1, seated: false })
    const { sittingId, ticket } = one(elsewhere.examinees)
    await db.insert(sessionRooms).values({ sessionId: exam.sessionId, roomId: elsewhere.roomId })
    await db.update(sittings).set({ sessionId: exam.sessionId }).where(eq(sittings.id, sittingId))
    expect(await checkInAnswer(ticket)).toMatchObject({
      status: 404,
      body: { code: 'ticket_unknown', room: '一号考室' },
    })

    home.clock.at = (NINE - 46 * MINUTE) as Instant
    expect(await checkInAnswer(candidate(0).ticket)).toMatchObject({
      status: 409,
      body: { code: 'admission_not_yet', opensAt: NINE - 45 * MINUTE },
    })
    home.clock.at = (NINE + 31 * MINUTE) as Instant
    expect(await checkInAnswer(candidate(0).ticket)).toMatchObject({
      status: 409,
      body: { code: 'admission_over', closedAt: NINE + 30 * MINUTE },
    })
  })
})

describe('the room', () => {
  test('goes from an empty hall to the last hand-in', async () => {
    await Promise.all(exam.examinees.map(({ ticket }) => checkIn(ticket)))
    expect((await board()).sittings.map(({ state }) => state)).toEqual(['checked_in', 'checked_in', 'checked_in'])
    const line = await atTerminal(candidate(0))
    expect(stateOf(await board(), candidate(0))).toMatchObject({ state: 'signed_in', connected: true })
    line.say({ type: 'accept_rules' })
    await line.hear('rules_accepted')
    expect(await confirm(candidate(0))).toMatchObject({ state: 'ready', identityConfirmed: true, rulesAccepted: true })

    expect(await chief.ask('POST /v1/sessions/:sessionId/rooms/:roomId/start', room)).toMatchObject({
      status: 409,
      body: { code: 'start_not_yet', startsAt: NINE },
    })
    home.clock.at = NINE
    const asked = await invigilator.get('POST /v1/sessions/:sessionId/rooms/:roomId/start', room)
    expect(asked).toMatchObject({ startedAt: null, startAsked: { by: '测试', at: NINE } })
    expect(await invigilator.ask('POST /v1/sessions/:sessionId/rooms/:roomId/start', room)).toMatchObject({
      status: 403,
      body: { code: 'same_person' },
    })
    const begun = await chief.get('POST /v1/sessions/:sessionId/rooms/:roomId/start', room)
    expect(begun).toMatchObject({ startedAt: NINE, durable: true, serverAt: NINE, session: { durationMinutes: 60 } })
    expect(stateOf(begun, candidate(0))).toMatchObject({ state: 'answering', closesAt: NINE + 60 * MINUTE })
    expect(stateOf(begun, candidate(1))).toMatchObject({ state: 'checked_in', startedAt: null })
    await line.hear('started')
    line.save({ epoch: line.epoch, seq: 1, item: 1, response: 'A' })
    await line.hear('answers_saved')
    line.say({ type: 'note_screen', what: 'left_window' })
    // F62: noted by the platform, once for each candidate and item.
    for (const item of [2, 2, 400]) line.say({ type: 'note_item', item })
    line.say({ type: 'ping' })
    await line.hear('pong')

    const granted = await chief.get('POST /v1/sittings/:sittingId/grant-time', {
      params: candidate(0),
      body: { minutes: 5, reason: '停电\u0000五分钟\uD800' },
    })
    expect(granted).toMatchObject({
      grantedMs: 5 * MINUTE,
      closesAt: NINE + 65 * MINUTE,
      answeredCount: 1,
      lastSavedAt: NINE,
      screenEventCount: 1,
      irregularityCount: 1,
    })
    const { irregularities } = await chief.get('GET /v1/sessions/:sessionId/rooms/:roomId/record', room)
    expect(irregularities).toMatchObject([
      { kind: 'item_fault', notedBy: null, at: NINE, seatNumber: granted.seatNumber, name: granted.name },
    ])
    expect(irregularities[0]?.reason).toContain('第 2 题')
    expect(await line.hear('time_granted')).toMatchObject({ ms: 5 * MINUTE, view: { remainingMs: 65 * MINUTE } })

    const ended = await chief.get('POST /v1/sittings/:sittingId/end', {
      params: candidate(0),
      body: { reason: '携带手机' },
    })
    expect(ended).toMatchObject({ state: 'ended', endReason: 'ended_by_invigilator', endedAt: NINE })
    expect((await line.hear('ended')).receipt).toMatchObject({ reason: 'ended_by_invigilator', answeredCount: 1 })
    expect(await rowOf(candidate(0).sittingId)).toMatchObject({
      startedAt: NINE,
      closesAt: NINE + 65 * MINUTE,
      endedAt: NINE,
      endReason: 'ended_by_invigilator',
    })
    expect(await actsOn(`sitting:${candidate(0).sittingId}`)).toEqual([
      'check_in',
      'confirm_identity',
      'grant_time',
      'end_sitting',
    ])
    expect(await actsOn(`room:${exam.roomId}`)).toEqual(['ask_to_start_room', 'start_room'])
    line.drop()
  })

  test('that has been started lets a late candidate begin as soon as they are ready', async () => {
    await checkIn(candidate(0).ticket)
    home.clock.at = NINE
    await chief.get('POST /v1/sessions/:sessionId/rooms/:roomId/start', room)
    await invigilator.get('POST /v1/sessions/:sessionId/rooms/:roomId/start', room)
    expect(await chief.ask('POST /v1/sessions/:sessionId/rooms/:roomId/start', room)).toMatchObject({
      status: 409,
      body: { code: 'room_already_started', startedAt: NINE },
    })
    home.clock.at = (NINE + 10 * MINUTE) as Instant
    await checkIn(candidate(1).ticket)
    const line = await atTerminal(candidate(1))
    line.say({ type: 'accept_rules' })
    await confirm(candidate(1))
    expect((await line.hear('started')).view.remainingMs).toBe(60 * MINUTE)
    line.drop()
  })

  test('F01: a start that died half-way is finished by starting again, or by the terminal that comes back', async () => {
    await Promise.all(exam.examinees.map(({ ticket }) => checkIn(ticket)))
    home.clock.at = NINE
    // The server was killed right after it had written down the start.
    await db.update(sessionRooms).set({ startedAt: NINE }).where(eq(sessionRooms.sessionId, exam.sessionId))
    const line = await atTerminal(candidate(0))
    await line.hear('room_started')
    const again = await chief.get('POST /v1/sessions/:sessionId/rooms/:roomId/start', room)
    expect(again.startedAt).toBe(NINE)
    const told = await home.deps.sittings.readMany(exam.examinees.map(({ sittingId }) => sittingId))
    expect([...told.values()].map(({ roomStarted }) => roomStarted)).toEqual([true, true, true])
    line.drop()
  })

  test('rests and goes on, and nobody loses a minute', async () => {
    const line = await answering(candidate(0))
    home.clock.at = (NINE + 10 * MINUTE) as Instant
    const body = { reason: '停电' }
    expect(
      stateOf(await chief.get('POST /v1/sessions/:sessionId/rooms/:roomId/pause', { ...room, body }), candidate(0)),
    ).toMatchObject({ state: 'paused', pausedAt: NINE + 10 * MINUTE })
    expect((await line.hear('paused')).view).toMatchObject({ phase: 'paused', remainingMs: 50 * MINUTE })
    home.clock.at = (NINE + 11 * MINUTE) as Instant
    line.save({ epoch: line.epoch, seq: 1, item: 1, response: 'A' })
    expect((await line.hear('refused')).refusal).toEqual({ code: 'sitting_paused' })
    expect(await rowOf(candidate(0).sittingId)).toMatchObject({ pausedAt: NINE + 10 * MINUTE })

    home.clock.at = (NINE + 40 * MINUTE) as Instant
    await chief.get('POST /v1/sessions/:sessionId/rooms/:roomId/resume', room)
    expect((await line.hear('resumed')).view).toMatchObject({ phase: 'answering', remainingMs: 50 * MINUTE })
    line.save({ epoch: line.epoch, seq: 1, item: 1, response: 'A' })
    await line.hear('answers_saved')
    expect(await rowOf(candidate(0).sittingId)).toMatchObject({ pausedAt: null, closesAt: NINE + 90 * MINUTE })
    line.drop()
  })

  test('F47: a candidate whose terminal died goes on at another, and the old one is shut out', async () => {
    const line = await answering(candidate(0))
    line.save({ epoch: line.epoch, seq: 1, item: 1, response: 'A' })
    await line.hear('answers_saved')
    const before = stateOf(await board(), candidate(0))?.seatNumber
    const moved = await invigilator.get('POST /v1/sittings/:sittingId/move', {
      params: candidate(0),
      body: { reason: '主机故障' },
    })
    expect(moved.seatNumber).not.toBe(before)
    await line.hear('moved')
    expect((await line.closed).code).toBe(CLOSE.takenOver)
    await expect(openCandidate(at, { cookie: line.cookie, origin: ORIGIN })).rejects.toThrow('401')
  })

  test('measures what a terminal that began anew has lost, and the grant that makes it good says so', async () => {
    const line = await answering(candidate(0))
    line.drop()
    await line.closed
    home.clock.at = (NINE + 4 * MINUTE) as Instant
    const back = await openCandidate(at, { cookie: line.cookie, origin: ORIGIN })
    back.say({ type: 'hello', protocol: PROTOCOL, fresh: true })
    await back.hear('welcome')
    expect(stateOf(await board(), candidate(0))).toMatchObject({ lostMs: 4 * MINUTE, lostMadeGoodMs: 0 })
    const granted = await invigilator.get('POST /v1/sittings/:sittingId/grant-time', {
      params: candidate(0),
      body: { minutes: 4, reason: '断电重启', forLostTime: true },
    })
    expect(granted).toMatchObject({ grantedMs: 4 * MINUTE, lostMadeGoodMs: 4 * MINUTE })
    back.drop()
  })

  test('is ended by two people, and its record tells what was done, by whom and why', async () => {
    const line = await answering(candidate(0))
    const tell = { ...room, body: { text: '还有十五分钟' } }
    await invigilator.get('POST /v1/sessions/:sessionId/rooms/:roomId/tell', tell)
    expect((await line.hear('told')).text).toBe('还有十五分钟')
    const body = { sittingId: candidate(0).sittingId, kind: 'terminal_fault', reason: '键盘失灵，已更换' } as const
    const noted = await invigilator.get('POST /v1/sessions/:sessionId/rooms/:roomId/irregularities', { ...room, body })
    expect(stateOf(noted, candidate(0))?.irregularityCount).toBe(1)

    const end = { ...room, body: { reason: '时间到' } }
    await chief.get('POST /v1/sessions/:sessionId/rooms/:roomId/end', end)
    expect(stateOf(await board(), candidate(0))?.state).toBe('answering')
    expect(await chief.ask('POST /v1/sessions/:sessionId/rooms/:roomId/end', end)).toMatchObject({
      body: { code: 'same_person' },
    })
    const ended = await invigilator.get('POST /v1/sessions/:sessionId/rooms/:roomId/end', end)
    expect(stateOf(ended, candidate(0))?.state).toBe('ended')
    const { receipt } = await line.hear('ended')

    const record = await chief.get('GET /v1/sessions/:sessionId/rooms/:roomId/record', room)
    expect(record).toMatchObject({
      startedAt: NINE,
      endedAt: NINE,
      counts: { expected: 3, sat: 1, absent: 0, ended: 1 },
      irregularities: [{ kind: 'terminal_fault', reason: '键盘失灵，已更换', notedBy: '测试' }],
    })
    const told = record.candidates.find(({ ticket }) => ticket === candidate(0).ticket)
    expect(told).toMatchObject({ code: receipt.code, endReason: 'ended_by_invigilator' })
    expect(told?.events.map(({ what }) => what)).toEqual(['seated', 'identity_confirmed', 'told', 'ended'])
  })

  test('confirming twice is one act, and nobody without a seat is confirmed', async () => {
    expect(
      await invigilator.ask('POST /v1/sittings/:sittingId/confirm-identity', { params: candidate(0) }),
    ).toMatchObject({
      status: 409,
      body: { code: 'not_seated' },
    })
    await checkIn(candidate(0).ticket)
    await Promise.all([confirm(candidate(0)), confirm(candidate(0))])
    await confirm(candidate(0))
    const stand = await home.deps.sittings.read(candidate(0).sittingId)
    expect(stand.ok && stand.value.number).toBe(2)
  })

  test('only while its session is open', async () => {
    await checkIn(candidate(0).ticket)
    await db.update(sessions).set({ state: 'ended' }).where(eq(sessions.id, exam.sessionId))
    for (const answer of [
      await checkInAnswer(candidate(1).ticket),
      await chief.ask('POST /v1/sessions/:sessionId/rooms/:roomId/start', room),
      await invigilator.ask('POST /v1/sittings/:sittingId/confirm-identity', { params: candidate(0) }),
      await chief.ask('POST /v1/sittings/:sittingId/end', { params: candidate(0), body: { reason: '作弊' } }),
    ]) {
      expect(answer).toMatchObject({ status: 409, body: { code: 'session_not_open' } })
    }
  })

  test('is not found by anybody from elsewhere, and an invigilator does not start or end it', async () => {
    await checkIn(candidate(0).ticket)
    const stranger = await home.staff([
      { role: 'chief_invigilator', jurisdiction: { level: 'province', province: '52' } },
    ])
    const body = { minutes: 5, reason: '停电' }
    for (const answer of [
      await stranger.ask('GET /v1/sessions/:sessionId/rooms/:roomId', room),
      await stranger.ask('POST /v1/sessions/:sessionId/rooms/:roomId/start', room),
      await stranger.ask('POST /v1/sessions/:sessionId/rooms/:roomId/check-in', {
        ...room,
        body: { ticket: candidate(1).ticket },
      }),
      await stranger.ask('POST /v1/sittings/:sittingId/confirm-identity', { params: candidate(0) }),
      await stranger.ask('POST /v1/sittings/:sittingId/grant-time', { params: candidate(0), body }),
      await stranger.ask('POST /v1/sittings/:sittingId/end', { params: candidate(0), body: { reason: '作弊' } }),
      await stranger.ask('POST /v1/terminals/:terminalId/unlock', { params: candidate(0) }),
      await chief.ask('POST /v1/sittings/:sittingId/confirm-identity', { params: { sittingId: exam.sessionId } }),
    ]) {
      expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } })
    }
    expect(
      await invigilator.ask('POST /v1/sittings/:sittingId/end', { params: candidate(0), body: { reason: '作弊' } }),
    ).toMatchObject({ status: 403 })
    home.clock.at = NINE
    const second = await home.staff([
      { role: 'invigilator', jurisdiction: { level: 'site', province: '14', siteId: exam.siteId } },
    ])
    await invigilator.get('POST /v1/sessions/:sessionId/rooms/:roomId/start', room)
    expect(await second.ask('POST /v1/sessions/:sessionId/rooms/:roomId/start', room)).toMatchObject({
      status: 403,
      body: { code: 'chief_needed' },
    })
  })

  test('shows the terminals that locked themselves, and opens them', async () => {
    const { terminalId, seatId } = candidate(0)
    await db.update(terminals).set({ failedSignIns: 5 }).where(eq(terminals.id, terminalId))
    const { lockedTerminals } = await board()
    expect(lockedTerminals).toEqual([
      { terminalId, seatNumber: exam.examinees.findIndex((each) => each.seatId === seatId) + 1 },
    ])
    expect((await invigilator.ask('POST /v1/terminals/:terminalId/unlock', { params: { terminalId } })).status).toBe(
      204,
    )
    expect((await board()).lockedTerminals).toEqual([])
    expect(await actsOn(`terminal:${terminalId}`)).toEqual(['unlock_terminal'])
  })

  test('is read in as many queries for thirty as for three', async () => {
    const large = await aSealedExam(db, { at: NINE, candidates: 30 })
    const keeper = await home.staff([{ role: 'auditor', jurisdiction: { level: 'province', province: '14' } }])
    const read = (of: SealedExam) =>
      keeper.get('GET /v1/sessions/:sessionId/rooms/:roomId', {
        params: { sessionId: of.sessionId, roomId: of.roomId },
      })
    await Promise.all([read(exam), read(large)])
    // The process’s own beat would be counted with the rest.
    await home.deps.watch.close()
    const counts = [await queriesFor(() => read(exam)), await queriesFor(() => read(large))]
    // Who is asking, the room, the roster, the locked terminals, the irregularities, whose lines other processes hold.
    expect(counts).toEqual([6, 6])
  })
})

function candidate(index: number): Examinee {
  return one(exam.examinees.slice(index))
}

function one<T>(all: readonly T[]): T {
  const [first] = all
  if (first === undefined) throw new Error('There is nobody')
  return first
}

function checkInAnswer(ticket: string) {
  return invigilator.ask('POST /v1/sessions/:sessionId/rooms/:roomId/check-in', { ...room, body: { ticket } })
}

function checkIn(ticket: string): Promise<RoomSitting> {
  return invigilator.get('POST /v1/sessions/:sessionId/rooms/:roomId/check-in', { ...room, body: { ticket } })
}

function confirm({ sittingId }: Examinee) {
  return invigilator.get('POST /v1/sittings/:sittingId/confirm-identity', { params: { sittingId } })
}

function board() {
  return invigilator.get('GET /v1/sessions/:sessionId/rooms/:roomId', room)
}

function stateOf({ sittings }: RoomBoard, { sittingId }: Examinee) {
  return sittings.find((sitting) => sitting.sittingId === sittingId)
}

/** The candidate at the terminal of the seat that was drawn, signed in there, with the line open. */
async function atTerminal({ sittingId }: Examinee) {
  const { seatId } = await rowOf(sittingId)
  if (seatId === null) throw new Error('Nobody checked this candidate in')
  const terminal = one(await db.select().from(terminals).where(eq(terminals.seatId, seatId)))
  const cookie = await exam.signIn({ sittingId, seatId: terminal.seatId, terminalId: terminal.id })
  const line = await openCandidate(at, { cookie, origin: ORIGIN })
  const { epoch } = await line.join()
  return { ...line, epoch, cookie }
}

/** Checked in, signed in, identified, and begun at nine. */
async function answering(who: Examinee) {
  await checkIn(who.ticket)
  const line = await atTerminal(who)
  line.say({ type: 'accept_rules' })
  await confirm(who)
  home.clock.at = NINE
  await invigilator.get('POST /v1/sessions/:sessionId/rooms/:roomId/start', room)
  await chief.get('POST /v1/sessions/:sessionId/rooms/:roomId/start', room)
  await line.hear('started')
  return line
}

async function rowOf(id: SittingId) {
  return one(await db.select().from(sittings).where(eq(sittings.id, id)))
}

async function actsOn(subject: string) {
  const rows = await db.select().from(staffActs).where(eq(staffActs.subject, subject)).orderBy(asc(staffActs.id))
  return rows.map(({ act }) => act)
}

/**
 * How many times a connection is taken from the pool of everything but the answer path: the fewest of three times, so
 * that what the process asks by itself once a second is not counted with the rest.
 */
async function queriesFor(work: () => Promise<unknown>): Promise<number> {
  return Math.min(await countQueries(work), await countQueries(work), await countQueries(work))
}

async function countQueries(work: () => Promise<unknown>): Promise<number> {
  const pool = (db as unknown as { $client: pg.Pool }).$client
  let count = 0
  const counted = () => (count += 1)
  pool.on('acquire', counted)
  await work()
  pool.off('acquire', counted)
  return count
}
