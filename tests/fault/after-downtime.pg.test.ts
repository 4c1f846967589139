import { staffActs } from '@kaochang/database/schema/people'
import { sessions } from '@kaochang/database/schema/session'
import { scores } from '@kaochang/database/schema/score'
import type { SessionId, SittingId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { endSessions } from '@kaochang/server/clockwork/end-sessions'
import { sweepSittings } from '@kaochang/server/clockwork/sweep-sittings'
import { eq, inArray } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NINE, type TestApp, openTestApp } from '../kit/app.ts'
import {
  HOUR,
  type Office,
  aPerson,
  anOffice,
  anOpen,
  comeBack,
  managerBanks,
  rosterEntry,
  sit,
  tamper,
} from '../kit/exam-fixture.ts'
import { checkInvariants } from '../kit/invariants.ts'
import { aSealedExam, bringToTheStart } from '../kit/sealed-exam.ts'

const DAY = 24 * HOUR

let one: TestApp
let other: TestApp
let office: Office
let banks: readonly string[]
beforeAll(async () => {
  one = await openTestApp()
  other = await openTestApp({ beside: one })
  office = await anOffice(one)
  banks = await managerBanks(one)
})
afterAll(async () => {
  await other.close()
  await one.close()
})
beforeEach(() => comeBack(one, office, NINE))

describe('F31: no server ran when the exam was over', () => {
  // The fixture writes whole records without anybody's identity in them.
  afterEach(() => checkInvariants(one.home.pool, { settled: true, except: /^I6: started out of order/ }))

  test('what time brings about is caught up with afterwards, exactly once, by however many start together', async () => {
    const held = await anExam([100, 70])
    one.clock.at = (held.startsAt + 3 * DAY) as Instant
    for (let round = 0; round < 3; round += 1)
      await Promise.all([one, other, one, other].map(({ deps }) => endSessions(deps)))
    expect((await actsOn(held.id)).toSorted()).toEqual(['end_session', 'score_session'])
    expect(await scoreCounts(held.sittingIds)).toEqual([1, 1])
    const [session] = await one.deps.db.select().from(sessions).where(eq(sessions.id, held.id))
    expect(session).toMatchObject({ state: 'scored', endedAt: one.clock.at })
  })

  test('sittings whose time ran out meanwhile end as their own clock says, once each', async () => {
    const exam = await aSealedExam(one.home.db, { at: NINE, candidates: 3 })
    await bringToTheStart(one.deps.sittings, exam)
    await Promise.all(
      exam.examinees.map(({ sittingId }) => one.deps.sittings.obey(sittingId, { type: 'accept_rules' })),
    )
    one.clock.at = (NINE + 2 * DAY) as Instant
    await Promise.allSettled([one, other].map(({ deps }) => sweepSittings(deps, new Set())))
    await sweepSittings(one.deps, new Set())
    for (const { sittingId } of exam.examinees)
      expect(await one.deps.sittings.read(sittingId)).toMatchObject({
        ok: true,
        value: { ended: { reason: 'time_up' } },
      })
  })
})

describe('F33: something that cannot be worked on', () => {
  test('one sitting whose record was changed and one whose paper was: the others are scored, and both are named', async () => {
    const held = await anExam([100, 90, 80])
    const [record = '', paper = '', sound = ''] = held.sittingIds
    await tamper(
      one,
      'sitting_events',
      `update sitting_events set at = at + interval '1 second' where sitting_id = $1 and number = 2`,
      [record],
    )
    await tamper(one, 'papers', `update papers set paper = (paper::text || ' ')::json where sitting_id = $1`, [paper])
    one.clock.at = (held.startsAt + 2 * HOUR) as Instant
    await endSessions(one.deps)
    expect(await scoreCounts([record, paper, sound] as SittingId[])).toEqual([0, 0, 1])
    const sheet = await office.scorer.get('GET /v1/sessions/:sessionId/scores', { params: { sessionId: held.id } })
    expect(sheet.verified?.findings.join('\n')).toMatch(/前后不符[^]*有改动|有改动[^]*前后不符/)
    // Nothing that stands on such a record can be published.
    const proposed = await office.scorer.ask('POST /v1/sessions/:sessionId/release-proposals', {
      params: { sessionId: held.id },
      body: { digest: sheet.digest ?? '0'.repeat(64) },
    })
    expect(proposed.status).toBeGreaterThanOrEqual(400)
  })

  test('a session that always fails: the next one is scored all the same, and it is said which failed', async () => {
    const poisoned = await anExam([100])
    const sound = await anExam([100])
    await tamper(one, 'session_seals', 'delete from session_seals where session_id = $1', [poisoned.id])
    one.clock.at = (Math.max(poisoned.startsAt, sound.startsAt) + 2 * HOUR) as Instant
    await endSessions(one.deps)
    await endSessions(one.deps)
    expect(await scoreCounts(sound.sittingIds)).toEqual([1])
    expect(await scoreCounts(poisoned.sittingIds)).toEqual([0])
    expect(one.logged.some((line) => line.includes(poisoned.id) && line.includes('"level":50'))).toBe(true)
  })

  test('a sitting that cannot be ended keeps no other from ending', async () => {
    const exam = await aSealedExam(one.home.db, { at: NINE, candidates: 3 })
    await bringToTheStart(other.deps.sittings, exam)
    await Promise.all(
      exam.examinees.map(({ sittingId }) => other.deps.sittings.obey(sittingId, { type: 'accept_rules' })),
    )
    const [broken] = exam.examinees
    if (!broken) throw new Error('The exam has nobody')
    await tamper(one, 'sitting_events', `update sitting_events set link = 'x' where sitting_id = $1 and number = 2`, [
      broken.sittingId,
    ])
    one.clock.at = (NINE + 2 * HOUR) as Instant
    const hopeless = new Set<SittingId>()
    await sweepSittings(one.deps, hopeless)
    expect([...hopeless]).toContain(broken.sittingId)
    const ended = await one.deps.sittings.readMany(exam.examinees.map(({ sittingId }) => sittingId))
    expect([...ended.values()].map((sitting) => sitting.ended?.reason)).toEqual(['time_up', 'time_up'])
  })
})

async function anExam(right: readonly number[]) {
  const people = right.map(() => aPerson())
  const session = await anOpen(one, office, { bankIds: banks, people })
  const id = session.id as SessionId
  const sittingIds: SittingId[] = []
  for (const [index, row] of people.entries()) {
    const { sittingId } = await rosterEntry(office, id, row)
    sittingIds.push(sittingId)
    await sit(one, sittingId, { right: right[index] ?? 0 })
  }
  return { id, startsAt: session.startsAt as Instant, sittingIds }
}

async function actsOn(id: SessionId) {
  const rows = await one.deps.db
    .select()
    .from(staffActs)
    .where(eq(staffActs.subject, `session:${id}`))
  return rows.filter(({ staffId }) => staffId === null).map(({ act }) => act)
}

async function scoreCounts(ids: readonly SittingId[]) {
  const rows = await one.deps.db
    .select()
    .from(scores)
    .where(inArray(scores.sittingId, [...ids]))
  return ids.map((id) => rows.filter(({ sittingId }) => sittingId === id).length)
}
