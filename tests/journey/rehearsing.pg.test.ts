import { assessments, rooms, sessions, sittings } from '@kaochang/database/schema/session'
import { persons, staff } from '@kaochang/database/schema/people'
import { scores } from '@kaochang/database/schema/score'
import { duties } from '@kaochang/database/schema/duty'
import { notices } from '@kaochang/database/schema/notice'
import type { Instant } from '@kaochang/domain/instant'
import { endSessions } from '@kaochang/server/clockwork/end-sessions'
import { loadDemoBanks } from '@kaochang/server/demo/demo-banks'
import { hashPassword } from '@kaochang/server/people/passwords'
import { rehearse } from '@kaochang/server/rehearse/rehearse'
import { nothingLost, reportText } from '@kaochang/server/rehearse/report-rehearsal'
import { eq } from 'drizzle-orm'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NINE, type TestApp, openTestApp } from '../kit/app.ts'
import { aPlace } from '../kit/exam.ts'

const SEATS = 12
const PASSWORD = '演练-口令-2026'

let home: TestApp
let server: URL
let siteId: string
let login: string

beforeAll(async () => {
  server = new URL(`http://127.0.0.1:${await freePort()}`)
  home = await openTestApp({ publicUrl: server })
  // The tests' nine o'clock, from which time goes by: a rehearsal measures how long things took.
  const from = performance.now()
  Object.defineProperty(home.clock, 'at', { get: () => Math.round(NINE + performance.now() - from) as Instant })
  await home.app.listen({ host: '127.0.0.1', port: Number(server.port) })
  ;({ siteId } = await aPlace(home))
  const chief = await home.staff([
    { role: 'chief_invigilator', jurisdiction: { level: 'site', province: '14', siteId } },
  ])
  login = chief.login
  await home.deps.db
    .update(staff)
    .set({ passwordHash: await hashPassword(PASSWORD) })
    .where(eq(staff.id, chief.id))
})
afterAll(() => home.close())

test('without a bank in force a rehearsal says what to do, and leaves nothing behind', async () => {
  await expect(held()).rejects.toThrow('备案')
  expect(await home.deps.db.select().from(sessions)).toEqual([])
})

test('a wrong password is told in words', async () => {
  await expect(held({ password: 'guess' })).rejects.toThrow(`口令不对 / the login or the password is wrong: ${login}`)
})

describe('a rehearsal of twelve seats', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    await loadDemoBanks(home.deps)
  })

  test('finds every acknowledged answer in the record, measures the time it made people lose, and leaves no trace in any result', async () => {
    const seen: number[] = []
    const report = await held({
      tell: (line) => {
        if (line.startsWith('开考')) void onTheWall().then((count) => seen.push(count))
      },
    })
    expect(report.saves.made).toBeGreaterThan(SEATS * 5)
    expect(report.saves).toMatchObject({ acknowledged: report.saves.made, found: report.saves.made, lost: 0 })
    expect(report).toMatchObject({ seats: SEATS, brokenRecords: 0, unfinished: 0 })
    expect(report.cuts).toBeGreaterThan(0)
    expect(report.reloads).toBeGreaterThan(0)
    expect(report.reconnects).toBe(report.cuts + report.reloads)
    expect(report.handedIn.early + report.handedIn.atTheEnd).toBe(SEATS)
    expect(report.handedIn.early).toBeGreaterThan(0)
    // What a welcome acknowledged after a cut was not waited for on a line, and is no latency.
    expect(report.acknowledgedMs?.count).toBeGreaterThan(report.saves.made / 2)
    // What the server measures begins when it last heard of somebody, which is before they were lost.
    const { inflicted, silent, measured } = report.lostTimeMs
    expect(measured).toBeGreaterThan(inflicted * 0.5)
    expect(measured).toBeLessThan(inflicted + silent + 1_000)
    expect(nothingLost(report)).toBe(true)
    expect(reportText(report)).toContain('0（无 / none）')
    expect(seen).toEqual([SEATS])

    const { db } = home.deps
    const [session] = await db.select().from(sessions)
    expect(session).toMatchObject({ purpose: 'rehearsal', state: 'ended', province: '14' })
    await endSessions(home.deps)
    expect((await db.select().from(sessions))[0]?.state).toBe('ended')
    expect(await db.select().from(scores)).toEqual([])
    expect(await db.select().from(duties)).toEqual([])
    expect(await db.select().from(notices)).toEqual([])
    for (const { purpose, closedAt } of await db.select().from(assessments)) {
      expect(purpose).toBe('rehearsal')
      expect(closedAt).not.toBeNull()
    }
  })

  test('is out of reach of whoever scores and publishes, and its room of whoever plans exams', async () => {
    const scorer = await home.staff([{ role: 'scorer', jurisdiction: { level: 'province', province: '14' } }])
    const officer = await home.staff([
      { role: 'application_officer', jurisdiction: { level: 'province', province: '14' } },
    ])
    const [session] = await home.deps.db.select().from(sessions)
    const params = { sessionId: session?.id ?? '' }
    expect((await scorer.ask('GET /v1/sessions/:sessionId/scores', { params })).status).toBe(404)
    expect(
      (await scorer.ask('POST /v1/sessions/:sessionId/release-proposals', { params, body: { digest: 'x' } })).status,
    ).toBe(404)
    expect((await officer.ask('POST /v1/sessions/:sessionId/announce', { params })).status).toBe(404)
    const { sites } = await officer.get('GET /v1/sites')
    expect(sites.flatMap((site) => site.rooms.map(({ name }) => name)).filter((name) => name.includes('演练'))).toEqual(
      [],
    )
    const { announcements } = await officer.get('GET /v1/announcements')
    expect(announcements).toEqual([])
  })

  test('a second one uses the same room and the same simulated people, and shows no further item of the bank', async () => {
    await held({ forMs: 200 })
    const { db, sittings: live } = home.deps
    const all = await db.select().from(sittings)
    expect(all).toHaveLength(2 * SEATS)
    expect((await db.select().from(rooms)).filter(({ name }) => name.startsWith('演练'))).toHaveLength(1)
    expect(await db.select().from(persons)).toHaveLength(SEATS)
    const known = await live.readMany(all.map(({ id }) => id))
    expect([...known.values()].every(({ ended }) => ended !== null)).toBe(true)
    const drawn = await home.home.pool.query<{ count: number }>(
      `select count(distinct item->>'itemId')::int as count from papers, jsonb_array_elements((paper::jsonb)->'items') as item`,
    )
    expect(drawn.rows[0]?.count).toBe(100)
  })
})

function held(given: Partial<Parameters<typeof rehearse>[0]> = {}) {
  return rehearse({
    server,
    login,
    password: PASSWORD,
    site: siteId,
    seats: SEATS,
    forMs: 2_500,
    seed: 'rehearsing',
    rates: { cut: 40, reload: 50, early: 25 },
    usualThinkMs: 60,
    awayMs: 300,
    tell: () => undefined,
    stopped: new Promise(() => undefined),
    ...given,
  })
}

/** How many the chief invigilator's wall shows at their seats. */
async function onTheWall(): Promise<number> {
  const chief = await home.staff([
    { role: 'chief_invigilator', jurisdiction: { level: 'site', province: '14', siteId } },
  ])
  const { sessions: listed } = await chief.get('GET /v1/sessions')
  const [session] = listed
  const params = { sessionId: session?.id ?? '', roomId: session?.rooms[0]?.id ?? '' }
  const board = await chief.get('GET /v1/sessions/:sessionId/rooms/:roomId', { params })
  return board.sittings.filter(({ seatNumber }) => seatNumber !== null).length
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
