import { listPapers } from '@kaochang/database/paper'
import { papers, sessionSeals } from '@kaochang/database/schema/session'
import { canonical } from '@kaochang/domain/canonical'
import type { SessionId, SittingId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { sha256 } from '@kaochang/server/hashing'
import { commitmentTo, openDrawSecret } from '@kaochang/server/paper/draw-secret'
import { seedOf } from '@kaochang/server/paper/seeds'
import { drawPaper, prepareDraw } from '@kaochang/domain/paper/draw-paper'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, openTestApp } from '../kit/app.ts'
import {
  type Office,
  aBank,
  aPerson,
  anAnnounced,
  anOffice,
  aSealed,
  managerBanks,
  people,
  roster,
  tamper,
} from '../kit/exam-fixture.ts'

let home: TestApp
let office: Office
let banks: readonly string[]

beforeAll(async () => {
  home = await openTestApp()
  office = await anOffice(home)
  banks = await managerBanks(home)
})
afterAll(() => home.close())

async function sealOf(sessionId: string) {
  const [seal] = await home.deps.db
    .select()
    .from(sessionSeals)
    .where(eq(sessionSeals.sessionId, sessionId as SessionId))
  if (!seal) throw new Error('There is no seal')
  return seal
}

async function papersOf(sessionId: string) {
  return listPapers(
    home.deps.db,
    (await roster(office, sessionId)).map(({ sittingId }) => sittingId as SittingId),
  )
}

describe('R18-3: papers are drawn before the doors open', () => {
  test('one for everybody on the roster, each another, each at least 80 % national', async () => {
    const { id, state, seal } = await aSealed(home, office, { bankIds: banks, people: people(20) })
    expect(state).toBe('sealed')
    expect(seal).toMatchObject({ sealedAt: home.clock.at })
    const drawn = [...(await papersOf(id)).values()]
    expect(drawn).toHaveLength(20)
    expect(new Set(drawn.map(({ paperHash }) => paperHash)).size).toBe(20)
    for (const { paper, paperHash } of drawn) {
      expect(sha256(canonical(paper))).toBe(paperHash)
      expect(new Set(paper.items.map(({ itemId }) => itemId)).size).toBe(100)
      expect(paper.items.filter(({ bank }) => bank === 'national')).toHaveLength(80)
    }
  })

  test('a question that stands in both banks is drawn once, as the national one', async () => {
    const twins = [
      await aBank(home, { kind: 'national', label: '双生', times: 1 }),
      await aBank(home, { kind: 'provincial', province: '14', label: '双生', times: 2 }),
    ]
    const { id } = await aSealed(home, office, { bankIds: twins, people: people(5) })
    const { pool } = await sealOf(id)
    expect(pool.filter(({ bank }) => bank === 'national')).toHaveLength(100)
    const { rows } = await home.home.pool.query<{ count: number }>(
      'select count(distinct fingerprint_hash)::int as count from items where id = any($1)',
      [pool.map((item) => item.id)],
    )
    expect(rows[0]?.count).toBe(pool.length)
  })

  test('nothing of a draw can be read by a candidate’s or an officer’s eyes: hashes only', async () => {
    const { id } = await aSealed(home, office, { bankIds: banks })
    const answer = JSON.stringify(
      await office.officer.get('GET /v1/sessions/:sessionId', { params: { sessionId: id } }),
    )
    const { pool } = await sealOf(id)
    expect(answer).not.toContain(pool[0]?.id)
    expect(answer).not.toContain('KEY-MARKER')
  })
})

describe('the seal', () => {
  test('binds to a secret that opens to exactly the papers that were drawn', async () => {
    const { id } = await aSealed(home, office, { bankIds: banks, people: people(3) })
    const seal = await sealOf(id)
    const sessionId = id as SessionId
    const secret = openDrawSecret(home.deps.secrets, seal.secretSealed, sessionId)
    if (!secret) throw new Error('The secret does not open')
    expect(commitmentTo(secret, sessionId)).toBe(seal.secretCommitment)

    const [session] = (
      await home.home.pool.query<{ blueprint: never }>('select blueprint from sessions where id = $1', [id])
    ).rows
    if (!session) throw new Error('There is no session')
    const prepared = prepareDraw(session.blueprint, seal.pool)
    if (!prepared.ok) throw new Error(prepared.refusal.code)
    const key = { secret, sessionId, poolHash: seal.poolHash, blueprintHash: seal.blueprintHash }
    for (const [sittingId, { paper }] of await papersOf(id))
      expect(drawPaper(prepared.value, seedOf(key, { id: sittingId, attempt: 1 }))).toEqual(paper)
  })

  test('opens for no other session, with no other key, and not when a bit has changed', async () => {
    const { id } = await aSealed(home, office, { bankIds: banks })
    const { secretSealed } = await sealOf(id)
    const other = await aSealed(home, office, { bankIds: banks })
    expect(openDrawSecret(home.deps.secrets, secretSealed, other.id as SessionId)).toBeUndefined()
    expect(openDrawSecret({ sealKey: Buffer.alloc(32, 9) }, secretSealed, id as SessionId)).toBeUndefined()
    const changed = Uint8Array.from(secretSealed, (byte, index) => (index === 40 ? byte ^ 1 : byte))
    expect(openDrawSecret(home.deps.secrets, changed, id as SessionId)).toBeUndefined()
  })

  test('is on disk before the first paper: a draw that breaks off goes on with the same secret', async () => {
    const bank = await aBank(home, { kind: 'national' })
    const { id } = await anAnnounced(home, office, { bankIds: [bank], people: people(3) })
    await home.home.pool.query('alter table papers add constraint breaks_off check (false) not valid')
    const params = { sessionId: id }
    expect(await office.officer.ask('POST /v1/sessions/:sessionId/seal', { params })).toMatchObject({ status: 500 })
    const frozen = await sealOf(id)
    expect(await papersOf(id)).toHaveProperty('size', 0)
    expect((await office.officer.get('GET /v1/sessions/:sessionId', { params })).state).toBe('announced')

    // Frozen is frozen: neither the roster nor the banks can be changed to get another draw.
    const late = { params, body: { rows: [{ ...aPerson() }] } }
    expect(await office.officer.ask('POST /v1/sessions/:sessionId/roster', late)).toMatchObject({
      body: { code: 'roster_closed' },
    })
    await home.home.pool.query('alter table papers drop constraint breaks_off')
    await home.home.pool.query('update items set retired_at = now() where bank_id = $1', [bank])
    expect((await office.officer.get('POST /v1/sessions/:sessionId/seal', { params })).state).toBe('sealed')
    const { poolHash, secretCommitment, sealedAt } = await sealOf(id)
    expect({ poolHash, secretCommitment, sealedAt }).toEqual({
      poolHash: frozen.poolHash,
      secretCommitment: frozen.secretCommitment,
      sealedAt: frozen.sealedAt,
    })
    expect(await papersOf(id)).toHaveProperty('size', 3)
  })

  test('is made once, however many press at the same moment', async () => {
    const { id } = await anAnnounced(home, office, { bankIds: banks, people: people(4) })
    const seal = () => office.officer.ask('POST /v1/sessions/:sessionId/seal', { params: { sessionId: id } })
    const answers = await Promise.all([seal(), seal(), seal()])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
    expect(await papersOf(id)).toHaveProperty('size', 4)
  })

  test('is refused when a bank has become too small since the session was planned', async () => {
    const shrinking = await aBank(home, { kind: 'national', times: 1 })
    const { id } = await anAnnounced(home, office, { bankIds: [shrinking] })
    await home.home.pool.query(
      `update items set retired_at = now() where id = (select id from items where bank_id = $1 limit 1)`,
      [shrinking],
    )
    const refused = await office.officer.ask('POST /v1/sessions/:sessionId/seal', { params: { sessionId: id } })
    expect(refused).toMatchObject({ status: 422, body: { code: 'banks_too_small' } })
    expect((refused.body as { shortages: { shortBy: number }[] }).shortages.map(({ shortBy }) => shortBy)).toEqual([1])
  })

  test('has no roster to close when nobody is on it', async () => {
    const { id } = await anAnnounced(home, office, { bankIds: banks, people: [] })
    expect(await office.officer.ask('POST /v1/sessions/:sessionId/seal', { params: { sessionId: id } })).toMatchObject({
      body: { code: 'session_has_no_candidates' },
    })
  })

  test('and the papers under it cannot be changed, not even by us', async () => {
    const { id } = await aSealed(home, office, { bankIds: banks })
    const seal = home.deps.db
      .update(sessionSeals)
      .set({ poolHash: 'x' })
      .where(eq(sessionSeals.sessionId, id as SessionId))
    await expect(seal).rejects.toMatchObject({ cause: { code: '42501' } })
    await expect(home.deps.db.update(papers).set({ paperHash: 'x' })).rejects.toMatchObject({
      cause: { code: '42501' },
    })
    await expect(home.home.db.update(papers).set({ paperHash: 'x' })).rejects.toMatchObject({
      cause: { code: '23001' },
    })
  })
})

test('a session with a candidate who has no paper does not open', async () => {
  const { id, startsAt } = await aSealed(home, office, { bankIds: banks, people: people(2) })
  const [entry] = await roster(office, id)
  await tamper(home, 'papers', 'delete from papers where sitting_id = $1', [entry?.sittingId])
  home.clock.at = startsAt as Instant
  expect(await office.chief.ask('POST /v1/sessions/:sessionId/open', { params: { sessionId: id } })).toMatchObject({
    status: 500,
  })
  expect((await office.officer.get('GET /v1/sessions/:sessionId', { params: { sessionId: id } })).state).toBe('sealed')
})

test('the secret, the seeds and the keys never reach a log', async () => {
  const { id } = await aSealed(home, office, { bankIds: banks })
  const { secretSealed } = await sealOf(id)
  const secret = openDrawSecret(home.deps.secrets, secretSealed, id as SessionId) ?? new Uint8Array()
  const logged = home.logged.join('\n')
  for (const form of ['hex', 'base64', 'base64url'] as const)
    expect(logged).not.toContain(Buffer.from(secret).toString(form))
})
