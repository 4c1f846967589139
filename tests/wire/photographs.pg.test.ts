import { OWN_PORTRAIT_URL, PHOTOGRAPH_URL, PORTRAIT_URL, SITTING_PORTRAIT_URL } from '@kaochang/contract/photograph'
import { staffActs } from '@kaochang/database/schema/people'
import { cameras, photographConsents, photographs, portraits } from '@kaochang/database/schema/photograph'
import { sessions } from '@kaochang/database/schema/session'
import type { EndpointName } from '@kaochang/contract/endpoints'
import type { PersonId, SessionId, TerminalId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { PHOTOGRAPHS_MOST, PHOTOGRAPH_KEPT_DAYS, PHOTOGRAPH_LIMITS } from '@kaochang/domain/sitting/photograph'
import { deletePhotographs } from '@kaochang/server/clockwork/delete-photographs'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Asked, NINE, type TestApp, type Visitor, openTestApp } from '../kit/app.ts'
import { type TestEnterprise, anEnterprise, anEntry, entered } from '../kit/enterprise.ts'
import { type Candidate, type Place, aPlace, aTerminal, anExam } from '../kit/exam.ts'
import { aJpeg, aPhotographed, takingPhotographs } from '../kit/photographs.ts'

const MINUTE = 60_000
const DAY = 86_400_000

let home: TestApp
let auditor: Visitor
beforeAll(async () => {
  home = await openTestApp()
  auditor = await home.staff([{ role: 'auditor', jurisdiction: { level: 'nation' } }])
})
afterAll(() => home.close())

let place: Place
let invigilator: Visitor & { readonly id: string }
let chief: Visitor
let sessionId: SessionId
let candidate: Candidate
let terminal: Visitor & { readonly terminalId: TerminalId }
beforeEach(async () => {
  home.clock.at = NINE
  place = await aPlace(home)
  const at = { level: 'site', province: '14', siteId: place.siteId } as const
  invigilator = await home.staff([{ role: 'invigilator', jurisdiction: at }])
  chief = await home.staff([{ role: 'chief_invigilator', jurisdiction: at }])
  const exam = await anExam(home, place, { candidates: 2 })
  sessionId = exam.sessionId
  candidate = exam.candidates[0] as Candidate
  await takingPhotographs(home, sessionId)
  terminal = await aTerminal(home, candidate.seat?.id ?? '')
})

describe('a candidate at a terminal', () => {
  test('is asked before anything is taken, and told until when it is kept', async () => {
    expect(await terminal.get('GET /v1/terminal')).toMatchObject({ camera: true })
    const view = await signIn()
    expect(view).toMatchObject({ portrait: false, photographs: { everyMinutes: 15, consent: 'unasked', notice: 1 } })
    expect((view.photographs?.retainUntil ?? 0) - NINE).toBe(PHOTOGRAPH_KEPT_DAYS * DAY)
    expect(await standing()).toMatchObject({ consent: 'unasked', camera: 'unknown', count: 0 })
  })

  test('who has not agreed is not photographed, whatever the terminal sends', async () => {
    await signIn()
    expect(await send()).toMatchObject({ status: 409, body: { code: 'photographs_not_agreed' } })
    await answer(false)
    expect(await send()).toMatchObject({ status: 409, body: { code: 'photographs_not_agreed' } })
    expect(await standing()).toMatchObject({ consent: 'declined', excused: false, count: 0 })
    expect(await home.deps.db.$count(photographs)).toBe(0)
  })

  test('who agreed is photographed, and the wall says so; the last word counts', async () => {
    await signIn()
    await answer(true)
    expect((await send()).status).toBe(204)
    expect(await standing()).toEqual({
      consent: 'agreed',
      excused: false,
      camera: 'working',
      count: 1,
      lastTakenAt: NINE,
    })
    expect(await terminal.get('GET /v1/terminal/candidate')).toMatchObject({
      photographs: { consent: 'agreed', checkedIn: true, lastTakenAt: null },
    })
    await send({ occasion: 'start', takenAt: NINE + MINUTE })
    expect(await terminal.get('GET /v1/terminal/candidate')).toMatchObject({
      // No terminal's clock is believed to be ahead of ours.
      photographs: { lastTakenAt: NINE },
    })
    await answer(false)
    expect((await send()).status).toBe(409)
    // Each word stands, the same said twice once.
    await answer(false)
    const said = await home.deps.db
      .select({ agreed: photographConsents.agreed, notice: photographConsents.notice, at: photographConsents.at })
      .from(photographConsents)
      .where(eq(photographConsents.sittingId, candidate.sittingId))
    expect(said).toEqual([
      { agreed: true, notice: 1, at: NINE },
      { agreed: false, notice: 1, at: NINE },
    ])
  })

  test('is excused by the chief invigilator with a reason that stands in the room record, and asked no more', async () => {
    await signIn()
    await answer(false)
    const asked = { params: { sittingId: candidate.sittingId }, body: { reason: '宗教原因' } }
    // An invigilator alone may not.
    expect(await invigilator.ask('POST /v1/sittings/:sittingId/excuse-photographs', asked)).toMatchObject({
      status: 403,
    })
    const excused = await chief.get('POST /v1/sittings/:sittingId/excuse-photographs', asked)
    expect(excused).toMatchObject({ photographs: { excused: true }, irregularityCount: 1 })
    await chief.get('POST /v1/sittings/:sittingId/excuse-photographs', asked)
    const params = { sessionId, roomId: place.roomId }
    const record = await chief.get('GET /v1/sessions/:sessionId/rooms/:roomId/record', { params })
    expect(record.irregularities).toMatchObject([{ reason: '准许不拍照，由监考员当面核验：宗教原因' }])
    expect(record.candidates.find(({ ticket }) => ticket === candidate.ticket)?.photographs).toMatchObject({
      consent: 'declined',
      excused: true,
      count: 0,
    })
    expect(await signIn()).toMatchObject({ photographs: null })
    // Nor is anything taken of somebody who agreed before.
    await answer(true)
    expect((await send()).status).toBe(409)
  })

  test.each([
    ['no JPEG', 'photograph_not_readable', Buffer.from('<html>'.repeat(50))],
    ['a JPEG too small to see a face on', 'photograph_wrong_size', aJpeg({ width: 64, height: 64 })],
    ['more than a photograph has', 'photograph_too_large', aJpeg({ length: PHOTOGRAPH_LIMITS.bytes + 1 })],
  ])('may send nothing but a photograph: %s', async (_, code, bytes) => {
    await signIn()
    await answer(true)
    expect(await send({ bytes })).toMatchObject({ status: 422, body: { code } })
    expect(await standing()).toMatchObject({ count: 0 })
  })

  test('sends no more than a photograph’s bytes, and no endless number of them', async () => {
    await signIn()
    await answer(true)
    expect((await send({ bytes: aJpeg({ length: 500_000 }) })).status).toBe(413)
    await home.deps.db.insert(photographs).values(
      Array.from({ length: PHOTOGRAPHS_MOST }, () => ({
        sittingId: candidate.sittingId,
        occasion: 'interval' as const,
        takenAt: NINE,
        receivedAt: NINE,
        terminalId: terminal.terminalId,
        sealed: Buffer.alloc(1),
        sha256: '',
        retainUntil: NINE,
      })),
    )
    expect(await send()).toMatchObject({ status: 409, body: { code: 'photographs_enough' } })
    await home.deps.db.delete(photographs).where(eq(photographs.sittingId, candidate.sittingId))
    let status = 0
    for (let time = 0; time < 61 && status !== 429; time += 1) ({ status } = await send())
    expect(status).toBe(429)
  })

  test('is asked nothing where the session takes none', async () => {
    const other = await anExam(home, place, { candidates: 1 })
    const [quiet] = other.candidates
    await home.deps.db.update(sessions).set({ state: 'ended' }).where(eq(sessions.id, sessionId))
    const body = { ticket: quiet?.ticket ?? '', idNumber: quiet?.idNumber ?? '' }
    expect(await terminal.get('GET /v1/terminal')).toMatchObject({ camera: false })
    expect(await terminal.get('POST /v1/terminal/sign-in', { body })).toMatchObject({ photographs: null })
    for (const refused of [await send(), await answer(true), await report('none')])
      expect(refused).toMatchObject({ status: 409, body: { code: 'photographs_not_asked' } })
  })

  test('says how the camera is, and the wall hears of it; a photograph is better proof', async () => {
    await signIn()
    await answer(true)
    await report('none')
    expect(await standing()).toMatchObject({ camera: 'none' })
    home.clock.at = (NINE + MINUTE) as Instant
    await send({ takenAt: NINE + MINUTE })
    expect(await standing()).toMatchObject({ camera: 'working' })
    home.clock.at = (NINE + 2 * MINUTE) as Instant
    await report('lost')
    expect(await standing()).toMatchObject({ camera: 'lost' })
    expect(
      await home.deps.db.select({ at: cameras.at }).from(cameras).where(eq(cameras.sittingId, candidate.sittingId)),
    ).toEqual([{ at: NINE + 2 * MINUTE }])
  })
})

describe('A26: the face on file and the face at the terminal', () => {
  let enterprise: TestEnterprise
  let personId: PersonId
  beforeAll(async () => {
    home.clock.at = NINE
    enterprise = await anEnterprise(home)
    personId = (await entered(enterprise, [anEntry(401)]))[0] as PersonId
  })

  function keep(who: Visitor, bytes: Buffer) {
    const name = 'POST /v1/enterprises/:enterpriseId/people/:personId/portrait'
    const asked: object = { params: { enterpriseId: enterprise.id, personId }, body: bytes, headers: OCTETS }
    return who.ask(name, asked as Asked<typeof name>)
  }

  test('A26: the clerk puts a photo on file; the newest counts, and a swap stays visible', async () => {
    const params = { enterpriseId: enterprise.id, personId }
    const officer = await home.staff([
      { role: 'application_officer', jurisdiction: { level: 'province', province: '14' } },
    ])
    const [mine, swapped] = [aJpeg(), aJpeg({ width: 480, height: 640 })]
    const first = await keep(enterprise.clerk, mine)
    home.clock.at = (NINE + MINUTE) as Instant
    const second = await keep(officer, swapped)
    expect([first.status, second.status]).toEqual([200, 200])
    const { portrait } = await officer.get('GET /v1/enterprises/:enterpriseId/people/:personId/portrait', { params })
    expect(portrait).toMatchObject({ uploadedAt: NINE + MINUTE, uploadedBy: '测试' })
    const shown = await picture(officer, PORTRAIT_URL, { ...params, portraitId: portrait?.id ?? '' })
    expect(shown.equals(swapped)).toBe(true)
    const kept = await home.deps.db
      .select({ uploadedBy: portraits.uploadedBy })
      .from(portraits)
      .where(eq(portraits.personId, personId))
    expect(kept.map(({ uploadedBy }) => uploadedBy).sort()).toEqual([enterprise.clerk.id, officer.id].sort())
    const acts = await home.deps.db
      .select()
      .from(staffActs)
      .where(eq(staffActs.subject, `person:${personId}`))
    expect(acts.filter(({ act }) => act === 'keep_portrait')).toHaveLength(2)

    for (const [code, bytes] of [
      ['photograph_not_readable', Buffer.from('%PDF-1.7'.repeat(20))],
      ['photograph_wrong_size', aJpeg({ width: 90, height: 120 })],
    ] as const)
      expect(await keep(enterprise.clerk, bytes)).toMatchObject({ status: 422, body: { code } })
    const stranger = await anEnterprise(home)
    expect(await keep(stranger.clerk, aJpeg())).toMatchObject({ status: 404 })
  })

  test('A26: the room’s people compare the two; who opened them stands in the log once', async () => {
    await signIn()
    await answer(true)
    const sent = aJpeg()
    await send({ bytes: sent })
    const { portraitId } = await aPhotographed(home, {
      sittingId: candidate.sittingId,
      terminalId: terminal.terminalId,
      by: invigilator.id,
    })
    const params = { sittingId: candidate.sittingId }
    const listed = await invigilator.get('GET /v1/sittings/:sittingId/photographs', { params })
    expect(listed).toMatchObject({ portrait: { id: portraitId }, photographs: [{ occasion: 'check_in' }, {}] })
    const shown = await Promise.all(
      listed.photographs.map(({ id }) => picture(invigilator, PHOTOGRAPH_URL, { ...params, photographId: id })),
    )
    expect(shown.some((bytes) => bytes.equals(sent))).toBe(true)
    expect((await picture(invigilator, SITTING_PORTRAIT_URL, { ...params, portraitId })).length).toBe(400)
    // The candidate sees the same photo on file, to confirm that it is theirs.
    expect(await terminal.get('GET /v1/terminal/candidate')).toMatchObject({ portrait: true })
    expect((await picture(terminal, OWN_PORTRAIT_URL, {})).length).toBe(400)

    await invigilator.get('GET /v1/sittings/:sittingId/photographs', { params })
    expect(await openings()).toHaveLength(1)
    home.clock.at = (NINE + 11 * MINUTE) as Instant
    await invigilator.get('GET /v1/sittings/:sittingId/photographs', { params })
    await auditor.get('GET /v1/sittings/:sittingId/photographs', { params })
    expect(await openings()).toHaveLength(3)
  })

  test('nobody else sees any of it: neither another room’s people, nor another candidate, nor a sitting’s own id on another', async () => {
    const { photographId, portraitId } = await aPhotographed(home, {
      sittingId: candidate.sittingId,
      terminalId: terminal.terminalId,
      by: invigilator.id,
    })
    const elsewhere = await aPlace(home)
    const at = { level: 'site', province: '14', siteId: elsewhere.siteId } as const
    const stranger = await home.staff([{ role: 'chief_invigilator', jurisdiction: at }])
    const params = { sittingId: candidate.sittingId, photographId, portraitId }
    for (const url of ['/v1/sittings/:sittingId/photographs', PHOTOGRAPH_URL, SITTING_PORTRAIT_URL]) {
      expect([url, (await get(stranger, url, params)).status]).toEqual([url, 404])
      expect([url, (await get(terminal, url, params)).status]).toEqual([url, 401])
    }
    const other = await anExam(home, elsewhere, { candidates: 1 })
    const foreign = { ...params, sittingId: other.candidates[0]?.sittingId ?? '' }
    for (const url of [PHOTOGRAPH_URL, SITTING_PORTRAIT_URL])
      expect([url, (await get(stranger, url, foreign)).status]).toEqual([url, 404])
    // Another candidate, at their own terminal, has no photo on file and none of anybody else's.
    const neighbour = await aTerminal(home, other.candidates[0]?.seat?.id ?? '')
    const { ticket = '', idNumber = '' } = other.candidates[0] ?? {}
    await neighbour.get('POST /v1/terminal/sign-in', { body: { ticket, idNumber } })
    expect((await get(neighbour, OWN_PORTRAIT_URL, {})).status).toBe(404)
  })

  test('no answer with a picture is kept by any browser, and none says what it is not', async () => {
    const { photographId } = await aPhotographed(home, {
      sittingId: candidate.sittingId,
      terminalId: terminal.terminalId,
      by: invigilator.id,
    })
    const { headers } = await get(invigilator, PHOTOGRAPH_URL, { sittingId: candidate.sittingId, photographId })
    expect(headers).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
  })
})

describe('what is kept', () => {
  test('is sealed: the table holds none of the picture’s own bytes, and opens for no other sitting', async () => {
    await signIn()
    await answer(true)
    const bytes = aJpeg({ length: 4_000 })
    await send({ bytes })
    const [row] = await home.deps.db.select().from(photographs).where(eq(photographs.sittingId, candidate.sittingId))
    const sealed = Buffer.from(row?.sealed ?? [])
    expect(sealed.length).toBeGreaterThan(bytes.length)
    for (let at = 0; at + 16 <= bytes.length; at += 16) expect(sealed.includes(bytes.subarray(at, at + 16))).toBe(false)
    // Moved to another sitting it does not open.
    const { rows } = await home.home.pool.query<{ id: string; sitting_id: string }>(
      `insert into photographs (sitting_id, occasion, taken_at, received_at, terminal_id, sealed, sha256, retain_until)
       select (select id from sittings where session_id = $2 and id <> $1 limit 1), occasion, taken_at, received_at,
         terminal_id, sealed, sha256, retain_until from photographs where sitting_id = $1 returning id, sitting_id`,
      [candidate.sittingId, sessionId],
    )
    const stolen = { sittingId: rows[0]?.sitting_id ?? '', photographId: rows[0]?.id ?? '' }
    expect((await get(invigilator, PHOTOGRAPH_URL, stolen)).status).toBe(500)
  })

  test('is never changed, by us or by a bug of ours', async () => {
    await aPhotographed(home, { sittingId: candidate.sittingId, terminalId: terminal.terminalId, by: invigilator.id })
    const { db } = home.deps
    for (const change of [
      sql`update photographs set taken_at = now()`,
      sql`update portraits set sha256 = ''`,
      sql`update photograph_consents set agreed = true`,
      sql`delete from photograph_consents`,
    ])
      await expect(db.execute(change)).rejects.toThrow()
    // Nor by whoever owns the tables.
    for (const change of [
      'update photographs set occasion = $$start$$',
      'truncate portraits',
      'delete from photograph_consents',
    ])
      await expect(home.home.pool.query(change)).rejects.toThrow('append-only')
  })

  test('is deleted when its time is up, exactly that, and the log says how much', async () => {
    const { db } = home.deps
    await deletePhotographs({ ...home.deps, clock: { ...home.deps.clock, now: () => (NINE + 9_999 * DAY) as Instant } })
    const before = (await deletions()).length
    const old = await aPhotographed(home, {
      sittingId: candidate.sittingId,
      terminalId: terminal.terminalId,
      by: invigilator.id,
    })
    home.clock.at = (NINE + 10 * DAY) as Instant
    const second = (await anExam(home, await aPlace(home), { candidates: 1 })).candidates[0] as Candidate
    const young = await aPhotographed(home, {
      sittingId: second.sittingId,
      terminalId: terminal.terminalId,
      by: invigilator.id,
    })
    const left = async () => (await db.select({ id: photographs.id }).from(photographs)).map(({ id }) => id)

    home.clock.at = (NINE + PHOTOGRAPH_KEPT_DAYS * DAY - 1) as Instant
    await deletePhotographs(home.deps)
    expect((await left()).sort()).toEqual([old.photographId, young.photographId].sort())
    expect((await deletions()).length).toBe(before)

    home.clock.at = (NINE + PHOTOGRAPH_KEPT_DAYS * DAY) as Instant
    await deletePhotographs(home.deps)
    expect(await left()).toEqual([young.photographId])
    expect(await db.select({ id: portraits.id }).from(portraits)).toEqual([{ id: young.portraitId }])
    expect((await deletions()).slice(before)).toMatchObject([
      { staffId: null, at: home.clock.at, facts: { photographCount: 1, portraitCount: 1 } },
    ])
    // What a candidate said to it stays.
    expect(await db.$count(photographConsents, eq(photographConsents.sittingId, candidate.sittingId))).toBe(1)

    await deletePhotographs(home.deps)
    expect((await deletions()).length).toBe(before + 1)
  })

  test('a photo on file outlasts the photographs that it was compared with', async () => {
    const { db } = home.deps
    const { portraitId, photographId } = await aPhotographed(home, {
      sittingId: candidate.sittingId,
      terminalId: terminal.terminalId,
      by: invigilator.id,
    })
    await home.home.pool.query('alter table photographs disable trigger photographs_are_never_changed')
    await home.home.pool.query(`update photographs set retain_until = retain_until + interval '1 day' where id = $1`, [
      photographId,
    ])
    await home.home.pool.query('alter table photographs enable trigger photographs_are_never_changed')
    const there = () => db.$count(portraits, eq(portraits.id, portraitId))
    home.clock.at = (NINE + PHOTOGRAPH_KEPT_DAYS * DAY) as Instant
    await deletePhotographs(home.deps)
    expect(await there()).toBe(1)
    home.clock.at = (NINE + (PHOTOGRAPH_KEPT_DAYS + 1) * DAY) as Instant
    await deletePhotographs(home.deps)
    expect(await there()).toBe(0)
  })
})

test('only the terminal’s page may ask for the camera', async () => {
  const policy = async (url: string) => (await home.app.inject({ url })).headers['permissions-policy']
  expect(await policy('/terminal')).toContain('camera=(self)')
  for (const url of ['/', '/verify/x', '/console/', '/v1/terminal']) expect(await policy(url)).toContain('camera=()')
})

async function signIn() {
  const { ticket, idNumber } = candidate
  return terminal.get('POST /v1/terminal/sign-in', { body: { ticket, idNumber } })
}

function answer(agreed: boolean) {
  return terminal.ask('POST /v1/terminal/photograph-consent', { body: { agreed, notice: 1 } })
}

function report(camera: 'none' | 'lost') {
  return terminal.ask('POST /v1/terminal/camera', { body: { camera } })
}

type Sent = { bytes?: Buffer; occasion?: 'check_in' | 'start'; takenAt?: number }

function send({ bytes = aJpeg(), occasion = 'check_in', takenAt = NINE }: Sent = {}) {
  const asked: object = {
    params: { occasion },
    querystring: { takenAt: String(takenAt) },
    body: bytes,
    headers: OCTETS,
  }
  return terminal.ask(
    'POST /v1/terminal/photographs/:occasion',
    asked as Asked<'POST /v1/terminal/photographs/:occasion'>,
  )
}

const OCTETS = { 'content-type': 'application/octet-stream' }

/** A file's address, which the contract does not list among its endpoints. */
function get(who: Visitor, url: string, params: Readonly<Record<string, string>>) {
  return who.ask(`GET ${url}` as EndpointName, { params } as Asked<EndpointName>)
}

async function picture(who: Visitor, url: string, params: Readonly<Record<string, string>>): Promise<Buffer> {
  const filled = url.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '')
  const cookie = [...who.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
  const answered = await home.app.inject({ url: filled, headers: { cookie, 'sec-fetch-site': 'same-origin' } })
  expect(answered.statusCode).toBe(200)
  return answered.rawPayload
}

async function standing() {
  const params = { sessionId, roomId: place.roomId }
  const { sittings } = await invigilator.get('GET /v1/sessions/:sessionId/rooms/:roomId', { params })
  return sittings.find(({ sittingId }) => sittingId === candidate.sittingId)?.photographs
}

function openings() {
  const subject = `sitting:${candidate.sittingId}`
  return home.deps.db
    .select()
    .from(staffActs)
    .where(sql`${staffActs.subject} = ${subject} and ${staffActs.act} = 'open_photographs'`)
}

function deletions() {
  return home.deps.db.select().from(staffActs).where(eq(staffActs.act, 'delete_photographs'))
}
