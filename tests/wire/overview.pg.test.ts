import type { Overview } from '@kaochang/contract/overview'
import { CLOSE, ECHO_URL, OVERVIEW_WATCH_URL, PROTOCOL } from '@kaochang/contract/socket/protocol'
import { staffGrants } from '@kaochang/database/schema/people'
import { presences, serverProcesses } from '@kaochang/database/schema/process'
import { irregularities, seats, sessionRooms, sessions, sittings } from '@kaochang/database/schema/session'
import { terminalReports } from '@kaochang/database/schema/terminal'
import type { SittingId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import type { Grant, Jurisdiction, Role } from '@kaochang/domain/people/roles'
import { silenceOf } from '@kaochang/domain/sitting/silence'
import { COOKIES } from '@kaochang/server/people/access'
import { eq, inArray } from 'drizzle-orm'
import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { NINE, ORIGIN, type TestApp, type Visitor, openTestApp } from '../kit/app.ts'
import { openCandidate } from '../kit/candidate.ts'
import { aPlace, aTerminal, anExam } from '../kit/exam.ts'
import { type SealedExam, aSealedExam, bringToTheStart } from '../kit/sealed-exam.ts'

const BUILD = 'index-now'
const DAY = 86_400_000

const one = await openTestApp({ candidateBuild: BUILD })
const other = await openTestApp({ beside: one, candidateBuild: BUILD })
const ports = await Promise.all([one, other].map(listening))
const open: { close: () => void }[] = []
beforeEach(() => void (one.clock.at = NINE))
afterEach(() => {
  for (const each of open.splice(0)) each.close()
})
afterAll(async () => {
  await other.close()
  await one.close()
})

const well = {
  build: BUILD,
  failing: [],
  noted: [],
  facts: { width: 1366, height: 768, clockAheadMs: 120, roundTripMs: 8, chromeVersion: 109, freeMb: 9000 },
}
type Report = Parameters<typeof reportOf>[0]
function reportOf(changed: { failing?: 'storage'[]; noted?: ('clock' | 'line')[]; build?: string } = {}) {
  return { body: { ...well, ...changed } }
}
const report = (terminal: Visitor, changed: Report = {}) =>
  terminal.ask('POST /v1/terminal/self-check', reportOf(changed))

const aMember = (role: Role, jurisdiction: Jurisdiction) => one.staff([{ role, jurisdiction } satisfies Grant])
const theSite = (siteId: SealedExam['siteId'], province = '14') => ({ level: 'site', province, siteId }) as const

/** The room, as soon as a reading holds it: one is shared for a moment. */
function roomOf(member: Visitor, sessionId: string) {
  return vi.waitFor(async () => {
    const { rooms: found } = await member.get('GET /v1/overview')
    const room = found.find((each) => each.sessionId === sessionId)
    if (!room) throw new Error('The room is not in the overview')
    return room
  }, 5_000)
}

describe('a terminal’s report', () => {
  test('is read by the site chief, by seat and in numbers, and the last one is all that is kept', async () => {
    const place = await aPlace(one)
    const { sessionId } = await anExam(one, place, { state: 'sealed', candidates: 2, seated: 0 })
    const chief = await aMember('chief_invigilator', theSite(place.siteId))
    const [first, second] = [await aTerminal(one, seat(place, 0)), await aTerminal(one, seat(place, 1))]
    // The third was enrolled, and has said nothing yet.
    await aTerminal(one, seat(place, 2))

    expect(await report(first, { failing: ['storage'] })).toMatchObject({
      status: 200,
      body: { currentBuild: true, seb: null, sebRequired: false },
    })
    expect(await report(second, { build: 'index-before' })).toMatchObject({ body: { currentBuild: false } })

    expect((await roomOf(chief, sessionId)).terminals).toMatchObject({
      enrolled: 3,
      ready: 1,
      troubledCount: 3,
      troubled: [
        { seatNumber: 1, standing: 'failed', failing: ['storage'], heardAt: NINE, build: BUILD, oldBuild: false },
        { seatNumber: 3, standing: 'silent', heardAt: null, build: null, facts: null },
        { seatNumber: 2, standing: 'noted', build: 'index-before', oldBuild: true, facts: well.facts },
      ],
    })

    one.clock.at = (NINE + 60_000) as Instant
    await report(first)
    await report(second)
    const { rooms: bySeat } = await chief.get('GET /v1/sites/:siteId/terminals', { params: { siteId: place.siteId } })
    expect(bySeat).toMatchObject([
      { roomId: place.roomId, seats: [{ standing: 'ready' }, { standing: 'ready' }, { standing: 'silent' }] },
    ])
    const kept = await one.deps.db
      .select()
      .from(terminalReports)
      .where(inArray(terminalReports.terminalId, [first.terminalId, second.terminalId]))
    expect(kept.map(({ at }) => at)).toEqual([NINE + 60_000, NINE + 60_000])
  })

  test('is forgotten after three minutes of silence, and a locked terminal is not ready whatever it says', async () => {
    const place = await aPlace(one)
    const { sessionId } = await anExam(one, place, { state: 'open', candidates: 1, seated: 0 })
    const chief = await aMember('chief_invigilator', theSite(place.siteId))
    const terminal = await aTerminal(one, seat(place, 0))
    await report(terminal)
    one.clock.at = (NINE + 3 * 60_000) as Instant
    expect((await roomOf(chief, sessionId)).terminals).toMatchObject({ enrolled: 1, ready: 1, troubled: [] })
    one.clock.at = (NINE + 3 * 60_000 + 1) as Instant
    await nextReading()
    expect((await roomOf(chief, sessionId)).terminals).toMatchObject({ ready: 0, troubled: [{ standing: 'silent' }] })
    await one.home.pool.query('update terminals set failed_sign_ins = 5 where id = $1', [terminal.terminalId])
    await report(terminal)
    await nextReading()
    expect((await roomOf(chief, sessionId)).terminals).toMatchObject({ ready: 0, troubled: [{ standing: 'locked' }] })
  })

  test('holds nothing of a person, and takes nothing that it does not name (A18)', async () => {
    const place = await aPlace(one)
    const terminal = await aTerminal(one, seat(place, 0))
    for (const body of [
      { ...well, name: '王建国' },
      { ...well, facts: { ...well.facts, userAgent: 'Mozilla' } },
      { ...well, failing: ['name'] },
      { ...well, failing: ['storage', 'storage'] },
      { ...well, build: '<script>' },
    ])
      expect((await terminal.ask('POST /v1/terminal/self-check', { body: body as never })).status).toBe(400)
    await report(terminal)
    const [row] = await one.deps.db
      .select()
      .from(terminalReports)
      .where(eq(terminalReports.terminalId, terminal.terminalId))
    expect(row).toEqual({ terminalId: terminal.terminalId, at: NINE, ...well })
  })

  test('is taken from enrolled terminals alone, twelve times a minute from each', async () => {
    const place = await aPlace(one)
    const terminal = await aTerminal(one, seat(place, 0))
    expect(await report(one.visitor())).toMatchObject({ status: 401, body: { code: 'terminal_not_enrolled' } })
    const statuses: number[] = []
    for (let n = 0; n < 13; n += 1) statuses.push((await report(terminal)).status)
    expect(statuses).toEqual([...Array.from({ length: 12 }, () => 200), 429])
    expect((await report(await aTerminal(one, seat(place, 1)))).status).toBe(200)
  })

  test('says by itself what the browser is, where the next session in the room asks for Safe Exam Browser', async () => {
    const place = await aPlace(one)
    const { sessionId } = await anExam(one, place, { state: 'sealed', candidates: 1, seated: 0 })
    const key = 'a'.repeat(64)
    const ask = (required: boolean) =>
      one.deps.db
        .update(sessions)
        .set({ safeExamBrowser: { required, configKey: key, browserExamKeys: [] } })
        .where(eq(sessions.id, sessionId))
    const chief = await aMember('chief_invigilator', theSite(place.siteId))
    const terminal = await aTerminal(one, seat(place, 0))
    await ask(true)
    expect((await report(terminal)).body).toMatchObject({ seb: 'absent', sebRequired: true })
    expect((await roomOf(chief, sessionId)).terminals).toMatchObject({
      ready: 0,
      troubled: [{ standing: 'failed', failing: ['seb'] }],
    })
    await ask(false)
    expect((await report(terminal)).body).toMatchObject({ seb: 'absent', sebRequired: false })
    await nextReading()
    expect((await roomOf(chief, sessionId)).terminals).toMatchObject({
      ready: 1,
      troubled: [{ standing: 'noted', noted: ['seb'] }],
    })
    const said = createHash('sha256').update(`${ORIGIN}/v1/terminal/self-check${key}`).digest('hex')
    const seen = await terminal.ask('POST /v1/terminal/self-check', {
      ...reportOf(),
      headers: { 'x-safeexambrowser-configkeyhash': said },
    })
    expect(seen.body).toMatchObject({ seb: 'right' })
  })

  test('a terminal learns whether WebSockets come through by an echo, and nobody else may use it', async () => {
    const place = await aPlace(one)
    const terminal = await aTerminal(one, seat(place, 0))
    const socket = await connect(ECHO_URL, cookieOf(terminal))
    const said = new Promise((resolve) => socket.once('message', (data: Buffer) => resolve(data.toString())))
    socket.send('7')
    expect(await said).toBe('7')
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.send('x'.repeat(65))
    expect(await closed).toBe(CLOSE.unreadable)
    await expect(connect(ECHO_URL, '')).rejects.toThrow('401')
  })
})

describe('the overview', () => {
  test('counts a room as its wall does', async () => {
    const exam = await aSealedExam(one.deps.db, { at: NINE, candidates: 4, spareSeats: 1 })
    const chief = await aMember('chief_invigilator', theSite(exam.siteId))
    expect(await roomOf(chief, exam.sessionId)).toMatchObject({ state: 'open', expected: 4, seated: 4, answering: 0 })
    const terminals = await Promise.all(
      exam.examinees.map(({ cookie }) => openCandidate(address(0), { cookie, origin: ORIGIN })),
    )
    for (const terminal of terminals) {
      open.push({ close: terminal.drop })
      await terminal.join()
      terminal.say({ type: 'accept_rules' })
    }
    await bringToTheStart(one.deps.sittings, exam)
    await one.deps.db.update(sessionRooms).set({ startedAt: NINE }).where(eq(sessionRooms.sessionId, exam.sessionId))
    for (const terminal of terminals) await terminal.hear('started')
    const [first, second] = exam.examinees
    const by = exam.staffId
    await one.deps.sittings.obey(first?.sittingId as SittingId, { type: 'pause', by, reason: '停电' })
    await one.deps.sittings.obey(second?.sittingId as SittingId, { type: 'end', by, note: '违纪' })
    await one.deps.db.insert(irregularities).values([
      { sessionId: exam.sessionId, roomId: exam.roomId, kind: 'power_cut', reason: '停电', at: NINE, notedBy: by },
      { sessionId: exam.sessionId, roomId: exam.roomId, kind: 'misconduct', reason: '夹带', at: NINE, notedBy: by },
    ])
    await nextReading()
    expect(await roomOf(chief, exam.sessionId)).toMatchObject({
      state: 'started',
      answering: 2,
      paused: 1,
      ended: 1,
      red: 0,
      irregularityCount: 2,
      lastIrregularity: { kind: 'misconduct', at: NINE },
      terminals: null,
    })
    // An hour later time is up for those who answered, whether or not anybody wrote it down; a pause holds its time.
    one.clock.at = (NINE + 60 * 60_000) as Instant
    await nextReading()
    expect(await roomOf(chief, exam.sessionId)).toMatchObject({ answering: 0, paused: 1, ended: 3 })
  })

  test.each([0, 14_999, 15_000, 59_999, 60_000])(
    'calls a line that was lost %s ms ago what the wall calls it',
    async (ms) => {
      const exam = await aSealedExam(one.deps.db, { at: NINE, candidates: 1 })
      const chief = await aMember('chief_invigilator', theSite(exam.siteId))
      const { sittingId, terminalId } = exam.examinees[0] as SealedExam['examinees'][number]
      await one.deps.db.update(sittings).set({ terminalId, startedAt: NINE }).where(eq(sittings.id, sittingId))
      const heardAt = (NINE - ms) as Instant
      await one.deps.db
        .insert(presences)
        .values({ sittingId, processId: one.deps.watch.processId, connected: false, heardAt })
      const { amber, red, silentSince } = await roomOf(chief, exam.sessionId)
      expect(red ? 'red' : amber ? 'amber' : 'none').toBe(silenceOf(false, ms))
      expect(silentSince).toBe(heardAt)
    },
  )

  test('a line of a process that died was last heard when the process was', async () => {
    const exam = await aSealedExam(one.deps.db, { at: NINE, candidates: 1 })
    const chief = await aMember('chief_invigilator', theSite(exam.siteId))
    const { sittingId, terminalId } = exam.examinees[0] as SealedExam['examinees'][number]
    await one.deps.db.update(sittings).set({ terminalId, startedAt: NINE }).where(eq(sittings.id, sittingId))
    const died = (NINE - 20_000) as Instant
    const [dead] = await one.deps.db
      .insert(serverProcesses)
      .values({ name: 'dead', startedAt: (NINE - DAY) as Instant, beatAt: died })
      .returning()
    await one.deps.db
      .insert(presences)
      .values({ sittingId, processId: dead?.id ?? '', connected: true, heardAt: (NINE - DAY) as Instant })
    expect(await roomOf(chief, exam.sessionId)).toMatchObject({ amber: 1, red: 0, silentSince: died })
  })

  test('I3: tells the time that was measured as lost and not made good, as the record has it', async () => {
    const exam = await aSealedExam(one.deps.db, { at: NINE, candidates: 1 })
    const chief = await aMember('chief_invigilator', theSite(exam.siteId))
    const { sittingId, cookie } = exam.examinees[0] as SealedExam['examinees'][number]
    const before = await openCandidate(address(0), { cookie, origin: ORIGIN })
    await before.join()
    before.say({ type: 'accept_rules' })
    await bringToTheStart(one.deps.sittings, exam)
    await before.hear('started')
    before.drop()
    one.clock.at = (NINE + 4 * 60_000) as Instant
    const after = await openCandidate(address(0), { cookie, origin: ORIGIN })
    open.push({ close: after.drop })
    after.say({ type: 'hello', protocol: PROTOCOL, fresh: true })
    await after.hear('welcome')
    await nextReading()
    expect(await roomOf(chief, exam.sessionId)).toMatchObject({ lostMs: 4 * 60_000, lostCount: 1 })
    const grant = { type: 'grant_time', ms: 3 * 60_000, by: exam.staffId, reason: '断电', forLostTime: true } as const
    await one.deps.sittings.obey(sittingId, grant)
    await nextReading()
    expect(await roomOf(chief, exam.sessionId)).toMatchObject({ lostMs: 60_000, lostCount: 1 })
  })

  test('holds the sessions of today and tomorrow, those still open, and nothing else', async () => {
    const place = await aPlace(one)
    const chief = await aMember('chief_invigilator', theSite(place.siteId))
    const at = async (state: 'planned' | 'announced' | 'sealed' | 'open' | 'ended', days: number) =>
      (await anExam(one, place, { state, candidates: 0, startsInMinutes: days * 24 * 60 })).sessionId
    const shown = [await at('announced', 0), await at('sealed', 1), await at('open', -2), await at('ended', 0)]
    for (const [state, days] of [
      ['planned', 0],
      ['announced', 2],
      ['sealed', -1],
      ['ended', -1],
      ['ended', 1],
    ] as const)
      await at(state, days)
    await nextReading()
    const { rooms: found } = await chief.get('GET /v1/overview')
    expect(found.map(({ sessionId }) => sessionId).sort()).toEqual(shown.sort())
  })

  test('names the worst eight terminals of a room and counts the rest', async () => {
    const place = await aPlace(one, '14', 12)
    const { sessionId } = await anExam(one, place, { state: 'sealed', candidates: 0 })
    const chief = await aMember('chief_invigilator', theSite(place.siteId))
    const terminals = await Promise.all(place.seats.map(({ id }) => aTerminal(one, id)))
    await report(terminals[11] as Visitor, { failing: ['storage'] })
    const { terminals: stand } = await roomOf(chief, sessionId)
    expect(stand).toMatchObject({ enrolled: 12, ready: 0, troubledCount: 12 })
    expect(stand?.troubled.map(({ seatNumber }) => seatNumber)).toEqual([12, 1, 2, 3, 4, 5, 6, 7])
  })
})

describe('nobody sees a foreign room', () => {
  const OF_MINE: Jurisdiction[] = [{ level: 'province', province: '14' }]
  const FOREIGN: Jurisdiction[] = [
    { level: 'province', province: '52' },
    { level: 'city', province: '14', city: '1402' },
  ]
  const READERS = ['application_officer', 'publisher', 'chief_invigilator', 'invigilator', 'auditor'] as const

  test.each(READERS)('whoever is %s: by one look and by the line (A16, A17)', async (role) => {
    const [mine, neighbour] = [await aPlace(one), await aPlace(one)]
    const { sessionId } = await anExam(one, mine, { state: 'sealed', candidates: 1, seated: 0 })
    const inRooms = role === 'chief_invigilator' || role === 'invigilator'
    const sees = async (jurisdiction: Jurisdiction) => {
      const member = await aMember(role, jurisdiction)
      const wall = await anOverview(0, member)
      const live = (await wall.until(() => true)).rooms
      const { rooms: read } = await member.get('GET /v1/overview')
      const has = (found: Overview['rooms']) => found.some((room) => room.sessionId === sessionId)
      expect(has(live)).toBe(has(read))
      return has(read)
    }
    for (const jurisdiction of OF_MINE) expect([jurisdiction, await sees(jurisdiction)]).toEqual([jurisdiction, true])
    expect(await sees(theSite(mine.siteId))).toBe(inRooms)
    expect(await sees({ level: 'nation' })).toBe(role === 'auditor')
    for (const jurisdiction of [...FOREIGN, theSite(neighbour.siteId)])
      expect([jurisdiction, await sees(jurisdiction)]).toEqual([jurisdiction, false])
  })

  test('nor anybody without the act, nor whoever has not signed in', async () => {
    const scorer = await aMember('scorer', { level: 'province', province: '14' })
    expect(await scorer.ask('GET /v1/overview')).toMatchObject({ status: 403, body: { code: 'not_permitted' } })
    await expect(connect(OVERVIEW_WATCH_URL, cookieOf(scorer))).rejects.toThrow('403')
    await expect(connect(OVERVIEW_WATCH_URL, '')).rejects.toThrow('401')
  })

  test('and who loses the role sees nothing more within seconds (A20)', async () => {
    const place = await aPlace(one)
    await anExam(one, place, { state: 'sealed', candidates: 1, seated: 0 })
    const chief = await aMember('chief_invigilator', theSite(place.siteId))
    const wall = await anOverview(0, chief)
    await wall.until(() => true)
    await one.deps.db.update(staffGrants).set({ revokedAt: NINE }).where(eq(staffGrants.staffId, chief.id))
    const code = await new Promise((resolve) => wall.socket.on('close', resolve))
    expect(code).toBe(CLOSE.notSignedIn)
  })
})

describe.each([
  ['at the process that holds the lines', 0],
  ['at another process', 1],
] as const)('the overview, live, %s', (_, place) => {
  test('shows a terminal that comes and goes, and one that reports, without being asked', async () => {
    const exam = await aSealedExam(one.deps.db, { at: NINE, candidates: 1, spareSeats: 1 })
    const chief = await aMember('chief_invigilator', theSite(exam.siteId))
    const wall = await anOverview(place, chief)
    await wall.until(({ rooms: [room] }) => room?.expected === 1 && room.amber === 0)
    const { cookie } = exam.examinees[0] as SealedExam['examinees'][number]
    const terminal = await openCandidate(address(0), { cookie, origin: ORIGIN })
    await terminal.join()
    await wall.until(({ rooms: [room] }) => room?.terminals?.ready === 1)
    terminal.drop()
    await wall.until(({ rooms: [room] }) => room?.amber === 1 && room.silentSince === NINE)

    const visitor = one.visitor()
    visitor.cookies.set(COOKIES.terminal, `terminal.${await spareSeat(exam)}`)
    await report(visitor, { failing: ['storage'] })
    const { rooms: found } = await wall.until(
      ({ rooms: [room] }) => room?.terminals?.troubled[0]?.failing[0] === 'storage',
    )
    expect(found[0]?.terminals?.troubled[0]).toMatchObject({ seatNumber: 2, standing: 'failed' })
  })
})

async function spareSeat({ roomId }: SealedExam) {
  const found = await one.deps.db.select().from(seats).where(eq(seats.roomId, roomId))
  return found.find(({ number }) => number === 2)?.id ?? ''
}

function seat({ seats: of }: { seats: readonly { id: string }[] }, index: number): string {
  return of[index]?.id ?? ''
}

/** What was read is shared for a moment: this waits until the next is a reading of its own. */
async function nextReading() {
  const member = await aMember('auditor', { level: 'nation' })
  const now = one.clock.at
  one.clock.at = (now + 1) as Instant
  await expect.poll(async () => (await member.get('GET /v1/overview')).serverAt, { timeout: 5_000 }).toBe(now + 1)
}

function cookieOf({ cookies }: Visitor) {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

function address(place: number) {
  return `http://127.0.0.1:${ports[place]}`
}

async function anOverview(place: number, member: Visitor) {
  const shown: Overview[] = []
  let changed = Promise.withResolvers<void>()
  const socket = await connect(OVERVIEW_WATCH_URL, cookieOf(member), place, (data) => {
    shown.push(JSON.parse(data.toString()) as Overview)
    changed.resolve()
    changed = Promise.withResolvers<void>()
  })
  return {
    socket,
    async until(is: (overview: Overview) => boolean): Promise<Overview> {
      for (;;) {
        const found = shown.find(is)
        shown.length = 0
        if (found) return found
        await changed.promise
      }
    },
  }
}

/** Opens a line. Rejects with the HTTP status when it is not let in. */
function connect(
  path: string,
  cookie: string,
  place = 0,
  heard: (data: Buffer) => void = () => undefined,
): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${ports[place]}${path}`, { headers: { cookie, origin: ORIGIN } })
  socket.on('message', heard)
  open.push({ close: () => socket.terminate() })
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket))
    socket.once('unexpected-response', (_, { statusCode }) => reject(new Error(String(statusCode))))
    socket.on('error', reject)
  })
}

async function listening({ app }: TestApp): Promise<number> {
  await app.listen({ host: '127.0.0.1', port: 0 })
  return (app.server.address() as AddressInfo).port
}
