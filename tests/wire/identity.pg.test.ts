import { cardReadings } from '@kaochang/database/schema/identity'
import { staffActs } from '@kaochang/database/schema/people'
import { sessions } from '@kaochang/database/schema/session'
import { sittingEvents } from '@kaochang/database/schema/sitting'
import type { RoomSitting } from '@kaochang/contract/room'
import type { SessionId, SittingId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { DEFAULT_SETTINGS } from '@kaochang/domain/session/session'
import { and, asc, eq, sql } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Asked, type TestApp, type Visitor, openTestApp } from '../kit/app.ts'
import {
  type Office,
  type Row,
  type SessionView,
  aSealed,
  anOffice,
  comeBack,
  managerBanks,
  people,
  roster,
} from '../kit/exam-fixture.ts'

const CHECK_IN = 'POST /v1/sessions/:sessionId/rooms/:roomId/check-in'
const CONFIRM = 'POST /v1/sittings/:sittingId/confirm-identity'
const OVERRIDE = 'POST /v1/sittings/:sittingId/override-identity'

type Body = Asked<typeof CHECK_IN>['body']
/** Somebody on the roster, with the room in which they are expected. */
type Expected = Row & { readonly sittingId: SittingId; readonly ticket: string; readonly roomId: string }

let home: TestApp
let office: Office
let invigilator: Visitor
/** One session asks for a reader, the other for eyes; everybody is on both days' rosters once. */
let byReader: SessionView
let byEyes: SessionView
let readers: Expected[]
let seen: Expected[]

beforeAll(async () => {
  home = await openTestApp()
  office = await anOffice(home, { seats: [8, 8] })
  const bankIds = await managerBanks(home)
  const [forReader, forEyes] = [people(12), people(4)]
  byReader = await aSealed(home, office, { bankIds, people: forReader, identity: 'reader' })
  byEyes = await aSealed(home, office, { bankIds, people: forEyes })
  readers = await expected(byReader.id, forReader)
  seen = await expected(byEyes.id, forEyes)
  await comeBack(home, office, byReader.startsAt as Instant)
  for (const { id } of [byReader, byEyes])
    await office.chief.get('POST /v1/sessions/:sessionId/open', { params: { sessionId: id } })
  const there = { level: 'site', province: '14', siteId: office.siteId } as const
  invigilator = await home.staff([{ role: 'invigilator', jurisdiction: there }])
})
afterAll(() => home.close())

describe('a session that asks for a card reader', () => {
  test('says so, and its board too; one that says nothing goes by eyes, and so does one from before there was a choice', async () => {
    expect(byReader.settings.identity).toBe('reader')
    expect(byEyes.settings.identity).toBe('eyes')
    expect((await board(byReader, readers[0])).session.identity).toBe('reader')
    const { identity: _, ...older } = DEFAULT_SETTINGS
    await settingsOf(byEyes.id, older)
    expect((await board(byEyes, seen[0])).session.identity).toBe('eyes')
    await settingsOf(byEyes.id, DEFAULT_SETTINGS)
  })

  test('draws a seat by the card, and the invigilator’s word confirms the person then', async () => {
    const who = readers[0] as Expected
    const drawn = await checkIn(who, { card: cardOf(who) })
    expect(drawn).toMatchObject({
      sittingId: who.sittingId,
      state: 'checked_in',
      cardRead: 'reader',
      identityConfirmed: false,
      identityProof: null,
    })
    expect(drawn.seatNumber).toBeGreaterThan(0)
    expect(await confirm(who)).toMatchObject({
      status: 200,
      body: { identityConfirmed: true, identityProof: 'reader' },
    })
    expect(await confirmedEventOf(who)).toEqual({
      type: 'identity_confirmed',
      by: expect.any(String) as unknown,
      how: 'reader',
    })
  })

  test.each([
    ['of fifteen digits', (number: string) => number.slice(0, 6) + number.slice(8, 17)],
    ['with spaces and a small x', (number: string) => `${number.slice(0, 6)} ${number.slice(6).toLowerCase()}`],
  ])('A51: a number %s is that of the same person', async (form, written) => {
    const who = readers[form.startsWith('of') ? 1 : 2] as Expected
    const drawn = await checkIn(who, { idNumber: written(who.idNumber) })
    expect(drawn).toMatchObject({ sittingId: who.sittingId, cardRead: 'keyboard_reader' })
    // The number alone is a reading, and is recorded as no more than that; a card read after it counts instead.
    if (form.startsWith('of')) {
      expect(await confirm(who)).toMatchObject({ body: { identityProof: 'keyboard_reader' } })
      return
    }
    const again = await checkIn(who, { card: { ...cardOf(who), idNumber: written(who.idNumber) } })
    expect(again).toMatchObject({ seatNumber: drawn.seatNumber, cardRead: 'reader' })
    expect(await confirm(who)).toMatchObject({ body: { identityProof: 'reader' } })
  })

  test('seats nobody whose card was not read, whatever the invigilator says', async () => {
    const who = readers[3] as Expected
    expect(await checkIn(who, { ticket: who.ticket })).toMatchObject({ cardRead: null, state: 'checked_in' })
    expect(await confirm(who)).toMatchObject({ status: 409, body: { code: 'reader_needed' } })
    expect(await confirm(who, office.chief)).toMatchObject({ status: 409, body: { code: 'reader_needed' } })
    expect(await checkIn(who, { card: cardOf(who), sittingId: who.sittingId })).toMatchObject({ cardRead: 'reader' })
    expect((await confirm(who)).status).toBe(200)
  })

  test('refuses the card of another for the candidate at the desk, and draws the other no seat', async () => {
    const [who, other] = [readers[4], readers[5]] as [Expected, Expected]
    await checkIn(who, { ticket: who.ticket })
    for (const body of [{ card: cardOf(other) }, { idNumber: other.idNumber }]) {
      const answer = await ask(who, { ...body, sittingId: who.sittingId })
      expect(answer).toMatchObject({ status: 409, body: { code: 'card_of_another' } })
    }
    expect(await confirm(who)).toMatchObject({ status: 409, body: { code: 'reader_needed' } })
    const { sittings } = await board(byReader, other)
    expect(sittings.find(({ sittingId }) => sittingId === other.sittingId)).toMatchObject({ state: 'expected' })
    const stranger = people(1)[0] as Row
    expect(await ask(who, { card: cardOf(stranger) })).toMatchObject({ status: 404, body: { code: 'card_unknown' } })

    const { refusedCards } = await recordOf(byReader, who)
    expect(refusedCards).toMatchObject([
      { name: who.name, nameRead: other.name, refusal: 'card_of_another', readBy: '测试' },
      { name: who.name, nameRead: null, refusal: 'card_of_another' },
      { name: null, nameRead: stranger.name, refusal: 'card_unknown', idNumberMasked: masked(stranger) },
    ])
  })

  test.each([
    ['card_expired', { validUntil: '2026-10-21' }, { validUntil: '2026-10-21' }],
    ['card_not_valid_yet', { validFrom: '2026-10-23' }, { validFrom: '2026-10-23' }],
    ['card_name_differs', { name: '王二麻子' }, {}],
  ])('refuses the candidate’s own card: %s', async (code, changed, facts) => {
    const who = readers[6] as Expected
    const answer = await ask(who, { card: { ...cardOf(who), ...changed } })
    expect(answer).toMatchObject({ status: 409, body: { code, ...facts } })
    expect((await rowOf(who)).state).toBe('expected')
  })

  test('takes a card on its last day, and names written another way', async () => {
    const who = readers[6] as Expected
    const name = [...who.name].join('　')
    expect(await checkIn(who, { card: { ...cardOf(who), name, validUntil: '2026-10-22' } })).toMatchObject({
      cardRead: 'reader',
    })
  })

  test('says in which room a card is expected', async () => {
    const who = readers[7] as Expected
    const elsewhere = office.roomIds.find((id) => id !== who.roomId) ?? ''
    const answer = await invigilator.ask(CHECK_IN, {
      params: { sessionId: byReader.id, roomId: elsewhere },
      body: { card: cardOf(who) },
    })
    expect(answer).toMatchObject({ status: 404, body: { code: 'card_unknown', room: roomNameOf(who) } })
    const bound = await invigilator.ask(CHECK_IN, {
      params: { sessionId: byReader.id, roomId: elsewhere },
      body: { card: cardOf(who), sittingId: who.sittingId },
    })
    expect(bound).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })

  test('says what is wrong with a number that is none', async () => {
    const who = readers[7] as Expected
    const wrong = who.idNumber.slice(0, 17) + (who.idNumber.endsWith('1') ? '2' : '1')
    expect(await ask(who, { idNumber: wrong })).toMatchObject({ status: 422, body: { code: 'id_number_check_digit' } })
  })

  test('takes the card of somebody who came in time when admission is over', async () => {
    const [seated, late] = [readers[8], readers[9]] as [Expected, Expected]
    await checkIn(seated, { ticket: seated.ticket })
    const before = home.clock.at
    home.clock.at = (byReader.admissionClosesAt + 60_000) as Instant
    expect(await checkIn(seated, { card: cardOf(seated) })).toMatchObject({ cardRead: 'reader' })
    expect(await ask(late, { card: cardOf(late) })).toMatchObject({ status: 409, body: { code: 'admission_over' } })
    home.clock.at = before
  })
})

describe('the chief invigilator’s word', () => {
  test('takes the chief of this site and a reason, and the record says who and why', async () => {
    const who = readers[10] as Expected
    await checkIn(who, { ticket: who.ticket })
    const body = { reason: '身份证消磁，由派出所证明核实' }
    const elsewhere = { level: 'site', province: '14', siteId: randomUUID() } as const
    const stranger = await home.staff([{ role: 'chief_invigilator', jurisdiction: elsewhere }])
    const params = { sittingId: who.sittingId }
    expect(await invigilator.ask(OVERRIDE, { params, body })).toMatchObject({ status: 403 })
    expect(await stranger.ask(OVERRIDE, { params, body })).toMatchObject({ status: 404 })
    expect(await office.chief.ask(OVERRIDE, { params, body: { reason: '' } })).toMatchObject({ status: 400 })
    expect((await rowOf(who)).identityConfirmed).toBe(false)

    expect(await office.chief.get(OVERRIDE, { params, body })).toMatchObject({
      identityConfirmed: true,
      identityProof: 'override',
      overrideReason: body.reason,
    })
    expect(await confirmedEventOf(who)).toEqual({
      type: 'identity_confirmed',
      by: office.chief.id,
      how: 'override',
      reason: body.reason,
    })
    const { candidates } = await recordOf(byReader, who)
    const candidate = candidates.find(({ ticket }) => ticket === who.ticket)
    expect(candidate).toMatchObject({ identityProof: 'override', identityConfirmedBy: '测试' })
    expect(candidate?.events).toContainEqual(
      expect.objectContaining({ what: 'identity_confirmed', by: '测试', reason: body.reason }),
    )
    const acts = await home.deps.db
      .select()
      .from(staffActs)
      .where(eq(staffActs.subject, `sitting:${who.sittingId}`))
    expect(acts.map(({ act }) => act)).toEqual(['check_in', 'override_identity'])

    // Another process folds the record from the database, and every link of it holds.
    const beside = await openTestApp({ beside: home })
    expect(await beside.deps.sittings.read(who.sittingId)).toMatchObject({
      ok: true,
      value: { identityConfirmed: true, identityProof: 'override', overrideReason: body.reason },
    })
    await beside.close()
  })

  test('is not for a candidate whose card was read, nor for a session that asks for none', async () => {
    const read = readers[11] as Expected
    await checkIn(read, { card: cardOf(read) })
    const looked = seen[0] as Expected
    await checkIn(looked, { ticket: looked.ticket }, byEyes)
    for (const { sittingId } of [read, looked]) {
      const answer = await office.chief.ask(OVERRIDE, { params: { sittingId }, body: { reason: '测试' } })
      expect(answer).toMatchObject({ status: 409, body: { code: 'override_not_needed' } })
    }
  })
})

describe('a session that goes by eyes', () => {
  test('confirms as it always has, and its event is the one it always was', async () => {
    const who = seen[1] as Expected
    await checkIn(who, { ticket: who.ticket }, byEyes)
    expect(await confirm(who)).toMatchObject({ status: 200, body: { identityProof: 'eyes', cardRead: null } })
    expect(Object.keys(await confirmedEventOf(who)).sort()).toEqual(['by', 'type'])
    const { candidates } = await recordOf(byEyes, who)
    expect(candidates.find(({ ticket }) => ticket === who.ticket)).toMatchObject({
      identityProof: 'eyes',
      identityConfirmedBy: '测试',
    })
  })

  test('takes a card as well where there is a reader, and says so', async () => {
    const who = seen[2] as Expected
    await checkIn(who, { card: cardOf(who) }, byEyes)
    expect(await confirm(who)).toMatchObject({ status: 200, body: { identityProof: 'reader' } })
  })
})

test('a number that was read is kept nowhere in clear, and no reading is ever changed', async () => {
  const { db } = home.deps
  const kept = await db.select().from(cardReadings).orderBy(asc(cardReadings.id))
  expect(kept.length).toBeGreaterThan(10)
  const text = JSON.stringify(kept) + home.logged.join('')
  for (const { idNumber } of [...readers, ...seen]) expect(text).not.toContain(idNumber)
  expect(kept[0]).toMatchObject({ idNumberMasked: masked(readers[0] as Expected), reader: 'reader', refusal: null })
  await expect(db.execute(sql`update card_readings set refusal = null`)).rejects.toThrow()
  await expect(db.execute(sql`delete from card_readings`)).rejects.toThrow()
})

async function expected(sessionId: string, rows: readonly Row[]): Promise<Expected[]> {
  const entries = await roster(office, sessionId)
  return rows.map((row) => {
    const entry = entries.find(({ name }) => name === row.name)
    if (!entry) throw new Error(`${row.name} is not on the roster`)
    return { ...row, sittingId: entry.sittingId as SittingId, ticket: entry.ticket, roomId: entry.room.id }
  })
}

function cardOf({ name, idNumber }: Row) {
  return { name, idNumber, validFrom: '2016-03-01', validUntil: '长期', readAt: home.clock.at }
}

function masked({ idNumber }: Row) {
  return `${idNumber.slice(0, 4)}**********${idNumber.slice(-4)}`
}

function ask(who: Expected, body: Body, session = byReader) {
  return invigilator.ask(CHECK_IN, { params: { sessionId: session.id, roomId: who.roomId }, body })
}

function checkIn(who: Expected, body: Body, session = byReader): Promise<RoomSitting> {
  return invigilator.get(CHECK_IN, { params: { sessionId: session.id, roomId: who.roomId }, body })
}

function confirm({ sittingId }: Expected, by: Visitor = invigilator) {
  return by.ask(CONFIRM, { params: { sittingId } })
}

function board({ id }: SessionView, who: Expected | undefined) {
  const params = { sessionId: id, roomId: who?.roomId ?? '' }
  return invigilator.get('GET /v1/sessions/:sessionId/rooms/:roomId', { params })
}

async function rowOf(who: Expected) {
  const { sittings } = await board(byReader, who)
  const row = sittings.find(({ sittingId }) => sittingId === who.sittingId)
  if (!row) throw new Error('Nobody like that in the room')
  return row
}

function recordOf({ id }: SessionView, { roomId }: Expected) {
  return invigilator.get('GET /v1/sessions/:sessionId/rooms/:roomId/record', { params: { sessionId: id, roomId } })
}

function roomNameOf({ roomId }: Expected) {
  return byReader.rooms.find(({ id }) => id === roomId)?.name
}

async function confirmedEventOf({ sittingId }: Expected) {
  const [row] = await home.deps.db
    .select({ event: sittingEvents.event })
    .from(sittingEvents)
    .where(and(eq(sittingEvents.sittingId, sittingId), sql`${sittingEvents.event} ->> 'type' = 'identity_confirmed'`))
  if (!row) throw new Error('No identity was confirmed')
  return row.event
}

function settingsOf(id: string, settings: typeof DEFAULT_SETTINGS) {
  return home.deps.db
    .update(sessions)
    .set({ settings })
    .where(eq(sessions.id, id as SessionId))
}
