import { keepApart } from '@kaochang/database/sitting'
import { assessments, sessions } from '@kaochang/database/schema/session'
import { scores } from '@kaochang/database/schema/score'
import type { SessionId, SittingId, TerminalId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { findBlueprint } from '@kaochang/domain/paper/blueprints'
import { endSessions } from '@kaochang/server/clockwork/end-sessions'
import { count, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NINE, type TestApp, openTestApp } from '../kit/app.ts'
import {
  HOUR,
  KEY_MARKER,
  MINUTE,
  type Office,
  type Row,
  aBank,
  aPerson,
  anAnnounced,
  anOffice,
  anOpen,
  comeBack,
  managerBanks,
  rosterEntry,
  sit,
  tamper,
} from '../kit/exam-fixture.ts'

let home: TestApp
let office: Office
let banks: readonly string[]
let gas: readonly string[]

beforeAll(async () => {
  home = await openTestApp()
  office = await anOffice(home)
  banks = await managerBanks(home)
  gas = [await aBank(home, { kind: 'unified', trade: 'gas_inspection', blueprint: 'operator-gas-inspection' })]
})
afterAll(() => home.close())
beforeEach(() => comeBack(home, office, NINE))

type Score = number | 'absent'
type Held = {
  readonly id: SessionId
  readonly startsAt: Instant
  readonly people: readonly Row[]
  readonly sittingIds: readonly SittingId[]
}

/** An exam that has been held and scored: so many items right for each candidate. */
async function held(given: readonly Score[], more: Record<string, unknown> = {}): Promise<Held> {
  const people = given.map(() => aPerson())
  const session = await anOpen(home, office, { bankIds: banks, people, ...more })
  return finished(session.id as SessionId, session.startsAt as Instant, people, given)
}

async function finished(
  id: SessionId,
  startsAt: Instant,
  people: readonly Row[],
  given: readonly Score[],
): Promise<Held> {
  const sittingIds: SittingId[] = []
  for (const [index, row] of people.entries()) {
    const { sittingId } = await rosterEntry(office, id, row)
    const right = given[index]
    sittingIds.push(sittingId)
    if (typeof right === 'number') await sit(home, sittingId, { right })
  }
  home.clock.at = (startsAt + 2 * HOUR) as Instant
  await endSessions(home.deps)
  return { id, startsAt, people, sittingIds }
}

async function sheet({ id }: Held, by = office.scorer) {
  return by.get('GET /v1/sessions/:sessionId/scores', { params: { sessionId: id } })
}

async function propose(exam: Held, digest?: string) {
  const body = { digest: digest ?? (await sheet(exam)).digest ?? '' }
  return office.scorer.ask('POST /v1/sessions/:sessionId/release-proposals', { params: { sessionId: exam.id }, body })
}

async function approve(exam: Held, by = office.publisher) {
  const { digest, proposal } = await sheet(exam, office.auditor)
  return by.ask('POST /v1/release-proposals/:proposalId/approve', {
    params: { proposalId: proposal?.id ?? '' },
    body: { digest: digest ?? '' },
  })
}

async function publish(exam: Held) {
  expect(await propose(exam)).toMatchObject({ status: 200 })
  expect(await approve(exam)).toMatchObject({ status: 200 })
}

/** The candidate's own pages. */
async function ownPages(exam: Held, index = 0) {
  const row = exam.people[index]
  if (!row) throw new Error('There is no such candidate')
  const { ticket } = await rosterEntry(office, exam.id, row)
  const candidate = home.visitor()
  await candidate.get('POST /v1/candidate/sign-in', { body: { ticket, idNumber: row.idNumber } })
  return candidate.get('GET /v1/candidate/results')
}

describe('an exam that is over', () => {
  test('is scored once, by the record alone', async () => {
    const exam = await held([100, 80, 79, 0, 'absent'])
    const found = await sheet(exam)
    expect(found.sittings.map(({ points }) => points).toSorted((a, b) => b - a)).toEqual([10_000, 8_000, 7_900, 0])
    expect(found).toMatchObject({ session: { state: 'scored' }, absentCount: 1, passedCount: 2, cutScore: 8_000 })
    expect(found.distribution).toEqual([1, 0, 0, 0, 0, 0, 0, 1, 1, 1])
    expect(found.verified).toEqual({ recordsEqual: 5, papersEqual: 5, scoresEqual: 5, of: 5, findings: [] })

    const scoreCount = async () => (await home.deps.db.select({ count: count() }).from(scores))[0]?.count
    const before = await scoreCount()
    await Promise.all([endSessions(home.deps), endSessions(home.deps)])
    expect(await scoreCount()).toBe(before)
  })

  test('areas add up to the points, by the areas of the law', async () => {
    const { sittings } = await sheet(await held([57]))
    const byArea = sittings[0]?.byArea ?? []
    expect(byArea.reduce((sum, { points }) => sum + points, 0)).toBe(5_700)
    expect(Object.fromEntries(byArea.map(({ area, full }) => [area, full]))).toEqual({
      law: 3_000,
      management: 3_000,
      casualty_reporting: 1_000,
      emergency: 1_500,
      experience: 700,
      cases: 800,
    })
  })

  test('R18-5, A53: 79.5 is a fail and 80 a pass', async () => {
    const people = [aPerson(), aPerson()]
    const { id } = await anAnnounced(home, office, { bankIds: banks, people })
    // A blueprint of our own with half points: the law sets full marks and the cut score, not what an item is worth.
    const manager = findBlueprint('manager')
    if (!manager) throw new Error('There is no blueprint')
    const [first, ...others] = manager.sections
    if (!first) throw new Error('The blueprint has no section')
    const sections = [{ ...first, count: 24, pointsEach: 50 }, ...others]
    await home.deps.db
      .update(sessions)
      .set({ blueprint: { ...manager, sections } })
      .where(eq(sessions.id, id as SessionId))
    const { startsAt } = await office.officer.get('POST /v1/sessions/:sessionId/seal', { params: { sessionId: id } })
    home.clock.at = startsAt as Instant
    await office.chief.get('POST /v1/sessions/:sessionId/open', { params: { sessionId: id } })

    const exam = { id: id as SessionId, startsAt: startsAt as Instant, people }
    const sittingIds = await Promise.all(people.map(async (row) => (await rosterEntry(office, id, row)).sittingId))
    for (const [index, halves] of [1, 0].entries()) {
      const sittingId = sittingIds[index]
      if (!sittingId) continue
      // Twenty whole points are lost, and of one candidate half a point more.
      const lost = new Map([
        [50, halves],
        [100, 20],
      ])
      const right = ({ points }: { points: number }) => {
        const left = lost.get(points) ?? 0
        lost.set(points, left - 1)
        return left <= 0
      }
      await sit(home, sittingId, { right })
    }
    home.clock.at = (startsAt + 2 * HOUR) as Instant
    await endSessions(home.deps)
    const { sittings } = await sheet({ ...exam, sittingIds })
    expect(new Map(sittings.map(({ points, passed }) => [points, passed]))).toEqual(
      new Map([
        [7_950, false],
        [8_000, true],
      ]),
    )
  })

  test('waits for whoever is still answering, and for a room that has not been started', async () => {
    const people = [aPerson(), aPerson()]
    const session = await anOpen(home, office, { bankIds: banks, people })
    const params = { sessionId: session.id }
    const first = await rosterEntry(office, session.id, aName(people, 0))
    await sit(home, first.sittingId, { right: 5, minutes: 10 })
    const second = await rosterEntry(office, session.id, aName(people, 1))
    await home.home.pool.query('update sittings set started_at = $2, closes_at = $3 where id = $1', [
      second.sittingId,
      new Date(session.startsAt),
      new Date(session.startsAt + 2 * HOUR),
    ])
    home.clock.at = (session.startsAt + HOUR) as Instant
    await endSessions(home.deps)
    const close = () => office.chief.ask('POST /v1/sessions/:sessionId/close', { params, body: { reason: '全部交卷' } })
    expect(await close()).toMatchObject({ status: 409, body: { code: 'session_not_over', answering: 1 } })
    expect(await office.scorer.ask('GET /v1/sessions/:sessionId/scores', { params })).toMatchObject({
      body: { code: 'session_not_ended' },
    })

    await home.home.pool.query('update sittings set started_at = null, closes_at = null where id = $1', [
      second.sittingId,
    ])
    await home.home.pool.query(
      'update sittings set seat_id = (select id from seats where room_id = sittings.room_id limit 1) where id = $1',
      [second.sittingId],
    )
    await endSessions(home.deps)
    expect((await office.officer.get('GET /v1/sessions/:sessionId', { params })).state).toBe('open')
    expect(await close()).toMatchObject({ status: 200, body: { state: 'ended' } })
    // Whoever still waits at the rules cannot begin an exam that is over.
    await expect(sit(home, second.sittingId, { right: 90 })).rejects.toThrow()
  })
})

describe('two people publish', () => {
  test('the scorer proposes and the publisher approves exactly these scores', async () => {
    const exam = await held([90, 60])
    const unproposed = { params: { proposalId: exam.id }, body: { digest: (await sheet(exam)).digest ?? '' } }
    expect(await office.publisher.ask('POST /v1/release-proposals/:proposalId/approve', unproposed)).toMatchObject({
      status: 404,
    })
    expect(await propose(exam)).toMatchObject({ status: 200, body: { proposal: { outdated: false }, release: null } })
    expect((await approve(exam)).body).toMatchObject({
      session: { state: 'released' },
      release: { overdue: false },
      due: { workdaysLeft: null },
    })
    expect((await sheet(exam)).verified).toMatchObject({ scoresEqual: 2, findings: [] })
    expect(await propose(exam)).toMatchObject({ status: 409, body: { code: 'already_released' } })
    expect(await approve(exam)).toMatchObject({ status: 409, body: { code: 'already_released' } })
  })

  test('A44: not one person in both duties, even when their role has changed in between', async () => {
    const jurisdiction = { level: 'province', province: '14' } as const
    const both = await home.staff([{ role: 'scorer', jurisdiction }])
    const exam = await held([90])
    const { digest } = await sheet(exam)
    const params = { sessionId: exam.id }
    await both.get('POST /v1/sessions/:sessionId/release-proposals', { params, body: { digest: digest ?? '' } })
    await home.home.pool.query(`update staff_grants set role = 'publisher' where staff_id = $1`, [both.id])
    expect(await approve(exam, both)).toMatchObject({ status: 403, body: { code: 'same_person' } })
    const { rows } = await home.home.pool.query<{ id: string }>(
      'select id from release_proposals where session_id = $1',
      [exam.id],
    )
    await expect(
      home.home.pool.query(
        `insert into releases (session_id, number, proposal_id, digest, proposed_by, approved_by, published_at, due, overdue)
         values ($1, 1, $2, 'd', $3, $3, now(), '2026-10-30', false)`,
        [exam.id, rows[0]?.id, both.id],
      ),
    ).rejects.toMatchObject({ constraint: 'releases_take_two_people' })
  })

  test('A45: not what changed since it was seen or proposed', async () => {
    const exam = await held([90])
    expect(await propose(exam, 'another digest')).toMatchObject({ status: 409, body: { code: 'proposal_outdated' } })
    await propose(exam)
    await lateSave(exam, 0)
    expect(await approve(exam)).toMatchObject({ status: 409, body: { code: 'late_frames_undecided', count: 1 } })
    await decide(exam, 0, 'count')
    expect((await sheet(exam)).proposal).toMatchObject({ outdated: true })
    expect(await approve(exam)).toMatchObject({ status: 409, body: { code: 'proposal_outdated' } })
    expect((await sheet(exam)).release).toBeNull()
  })

  test('A46: nothing before the exam is scored', async () => {
    const { id } = await anOpen(home, office, { bankIds: banks })
    const early = await office.scorer.ask('POST /v1/sessions/:sessionId/release-proposals', {
      params: { sessionId: id },
      body: { digest: 'x' },
    })
    expect(early).toMatchObject({ status: 409, body: { code: 'session_not_scored' } })
  })

  test('nothing at all of an exam that nobody sat, and nothing is owed for it', async () => {
    const session = await anOpen(home, office, { bankIds: banks, people: [aPerson()] })
    const params = { sessionId: session.id }
    await office.chief.get('POST /v1/sessions/:sessionId/close', { params, body: { reason: '停电，考试改期' } })
    await endSessions(home.deps)
    const found = await office.scorer.get('GET /v1/sessions/:sessionId/scores', { params })
    expect(found).toMatchObject({ session: { state: 'scored' }, absentCount: 1, digest: null, due: null })
    expect(
      await office.scorer.ask('POST /v1/sessions/:sessionId/release-proposals', { params, body: { digest: '' } }),
    ).toMatchObject({
      body: { code: 'session_not_scored' },
    })
  })
})

/** A save that came after the end: item 1, answered rightly or not does not matter. */
async function lateSave(exam: Held, index: number, response = 'A') {
  const sittingId = exam.sittingIds[index]
  if (!sittingId) throw new Error('There is no such sitting')
  const terminalId = '00000000-0000-4000-8000-000000000001' as TerminalId
  const saves = [{ seq: 999, item: 1, response, marked: false }]
  await keepApart(home.home.pool, sittingId, { at: home.clock.at, reason: 'after_end', terminalId, saves })
}

async function decide(exam: Held, index: number, decision: 'count' | 'do_not_count') {
  return office.scorer.ask('POST /v1/sittings/:sittingId/late-frames/decide', {
    params: { sittingId: exam.sittingIds[index] ?? '' },
    body: { decision, reason: '网络中断，监考员证实' },
  })
}

describe('saves that came too late', () => {
  test('are neither scored silently nor thrown away: somebody decides, and only then is anything published', async () => {
    const exam = await held([80, 80])
    // Item 1 is right as saved in time; the late save takes the answer back.
    await lateSave(exam, 0, '')
    await lateSave(exam, 1, '')
    expect(
      (await sheet(exam)).sittings.map(({ points, undecidedLateFrames }) => [points, undecidedLateFrames]),
    ).toEqual([
      [8_000, 1],
      [8_000, 1],
    ])
    expect(await propose(exam)).toMatchObject({ status: 409, body: { code: 'late_frames_undecided', count: 2 } })
    expect((await decide(exam, 0, 'count')).body).toMatchObject({
      points: 7_900,
      passed: false,
      undecidedLateFrames: 0,
    })
    expect((await decide(exam, 1, 'do_not_count')).body).toMatchObject({ points: 8_000, passed: true })
    expect(await decide(exam, 1, 'count')).toMatchObject({ status: 409, body: { code: 'no_late_frames' } })
    expect((await sheet(exam)).verified).toMatchObject({ scoresEqual: 2, findings: [] })
    await publish(exam)
    await lateSave(exam, 0)
    expect(await decide(exam, 0, 'count')).toMatchObject({ body: { code: 'already_released' } })
  })
})

describe('A39 to A42: what was changed in the database is found by name, and nothing is published', () => {
  async function expectFound(exam: Held, index: number, what: RegExp) {
    const { ticket } = await rosterEntry(office, exam.id, aName(exam.people, index))
    const { verified } = await sheet(exam)
    expect(verified?.findings.filter((finding) => finding.includes(ticket)).join('\n')).toMatch(what)
    const { digest } = await sheet(exam)
    expect(await propose(exam, digest ?? '')).toMatchObject({ status: 500, body: { code: 'record_broken' } })
  }

  test('an answer', async () => {
    const exam = await held([79, 90])
    await tamper(
      home,
      'sitting_events',
      `update sitting_events set event = jsonb_set(event, '{response}', case event->>'response' when 'A' then '"B"'::jsonb else '"A"' end) where sitting_id = $1
         and event->>'type' = 'answer_saved' and (event->>'item')::int = 80`,
      [exam.sittingIds[0]],
    )
    await expectFound(exam, 0, /作答记录第 83 条/)
    expect((await sheet(exam)).verified).toMatchObject({ recordsEqual: 1, papersEqual: 2, of: 2 })
  })

  test('the end of a record, cut off', async () => {
    const exam = await held([79])
    await tamper(
      home,
      'sitting_events',
      `delete from sitting_events where sitting_id = $1 and event->>'type' = 'ended'`,
      [exam.sittingIds[0]],
    )
    await expectFound(exam, 0, /起止与作答记录不符/)
  })

  test('a record moved to another sitting', async () => {
    const exam = await held([79, 90])
    await home.home.pool.query('alter table sitting_events disable trigger user')
    await home.home.pool.query('delete from sitting_events where sitting_id = $1', [exam.sittingIds[0]])
    await home.home.pool.query('update sitting_events set sitting_id = $1 where sitting_id = $2', [
      exam.sittingIds[0],
      exam.sittingIds[1],
    ])
    await home.home.pool.query('alter table sitting_events enable trigger user')
    await expectFound(exam, 0, /作答记录第 1 条/)
  })

  test('a paper, with its hash or without', async () => {
    const exam = await held([90, 90])
    await tamper(
      home,
      'papers',
      `update papers set paper = jsonb_set(paper::jsonb, '{items,0,points}', '9900')::json where sitting_id = $1`,
      [exam.sittingIds[0]],
    )
    await expectFound(exam, 0, /试卷与重新抽取的不同/)
    await tamper(home, 'papers', `update papers set paper_hash = 'forged' where sitting_id = $1`, [exam.sittingIds[1]])
    await expectFound(exam, 1, /试卷与重新抽取的不同/)
  })

  test('one candidate’s paper given to another, hash and all', async () => {
    const exam = await held([90, 90])
    await tamper(
      home,
      'papers',
      `update papers set (paper, paper_hash) = (select paper, paper_hash from papers where sitting_id = $2) where sitting_id = $1`,
      exam.sittingIds,
    )
    await expectFound(exam, 0, /试卷与重新抽取的不同/)
  })

  test('a score', async () => {
    const exam = await held([79, 90])
    await tamper(home, 'scores', `update scores set points = 8000, passed = true where sitting_id = $1`, [
      exam.sittingIds[0],
    ])
    await expectFound(exam, 0, /成绩（80）与按作答记录重新计算的（79）/)
  })

  test('a score that was made up for somebody who was absent', async () => {
    const exam = await held([79, 'absent'])
    await tamper(
      home,
      'scores',
      `insert into scores select $2, basis, number, 9900, true, marks, by_area, scored_at from scores where sitting_id = $1`,
      exam.sittingIds,
    )
    await expectFound(exam, 1, /没有考试却有成绩/)
  })

  test('a key', async () => {
    const exam = await held([100])
    await tamper(
      home,
      'item_keys',
      `update item_keys set key = case key when 'A' then 'B' else 'A' end where (item_id, version) in
         (select (item->>'itemId')::uuid, (item->>'version')::int from papers, json_array_elements(paper->'items') item
          where sitting_id = $1 and item->>'kind' = 'single_choice' limit 1)`,
      [exam.sittingIds[0]],
    )
    await expectFound(exam, 0, /成绩（100）与按作答记录重新计算的（99）/)
  })

  test('the frozen banks, the blueprint, the roster or the secret', async () => {
    const exam = await held([90])
    const findings = async () => (await sheet(exam)).verified?.findings.join('\n') ?? ''
    await home.home.pool.query(
      `update sessions set blueprint = jsonb_set(blueprint, '{durationMinutes}', '121') where id = $1`,
      [exam.id],
    )
    expect(await findings()).toMatch(/组卷规则与封卷时不同/)
    await home.home.pool.query(`update sittings set attempt = 2 where id = $1`, [exam.sittingIds[0]])
    expect(await findings()).toMatch(/考生名单与封卷时不同/)
    await tamper(home, 'session_seals', `update session_seals set pool = pool - 0 where session_id = $1`, [exam.id])
    expect(await findings()).toMatch(/冻结的题库与封卷时不同/)
    await tamper(home, 'session_seals', `update session_seals set secret_commitment = 'x' where session_id = $1`, [
      exam.id,
    ])
    expect(await findings()).toMatch(/承诺不符/)
  })

  test('a result after it was published', async () => {
    const exam = await held([79])
    await publish(exam)
    await tamper(home, 'results', `update results set points = 8000, passed = true where sitting_id = $1`, [
      exam.sittingIds[0],
    ])
    expect((await sheet(exam)).verified?.findings.join('\n')).toMatch(/公布的成绩与评分不同/)
  })

  test('between the proposal and the approval', async () => {
    const exam = await held([79])
    await propose(exam)
    await tamper(home, 'scores', `update scores set points = 8000, passed = true where sitting_id = $1`, [
      exam.sittingIds[0],
    ])
    expect(await approve(exam)).toMatchObject({ status: 500, body: { code: 'record_broken' } })
    expect((await sheet(exam)).release).toBeNull()
  })
})

describe('by when', () => {
  async function duty(exam: Held) {
    const { duties } = await office.scorer.get('GET /v1/release-duties')
    const found = duties.findIndex(({ sessionId }) => sessionId === exam.id)
    return { ...duties[found], place: found }
  }

  test('R18-6: five working days for managers; R27-6: ten for operators', async () => {
    const managers = await held([90])
    const operators = await held([90], { bankIds: gas, blueprint: 'operator-gas-inspection' })
    expect(await duty(managers)).toMatchObject({
      due: { due: '2026-10-29', article: '18', workdaysLeft: 5, provisional: false },
    })
    expect(await duty(operators)).toMatchObject({ due: { due: '2026-11-05', article: '27', workdaysLeft: 10 } })
  })

  test('A1: an exam that ended after midnight ended on that day', async () => {
    await comeBack(home, office, Date.parse('2026-10-22T20:00:00+08:00') as Instant)
    const late = await held([90], { startsAt: Date.parse('2026-10-22T22:30:00+08:00') })
    // Begun at 22:30 and handed in at 23:30; the scheduled end is 00:30 of the next day.
    expect((await sheet(late)).due).toMatchObject({ due: '2026-10-30' })
  })

  test('A47: what is overdue comes first, and what was published late stays late', async () => {
    const late = await held([90])
    const onTime = await held([90])
    await publish(onTime)
    await comeBack(home, office, Date.parse('2026-10-30T09:00:00+08:00') as Instant)
    const newer = await held([90])
    expect(await duty(late)).toMatchObject({ due: { overdue: true, workdaysLeft: -1 }, releasedLate: false })
    expect((await duty(late)).place).toBeLessThan((await duty(newer)).place)
    expect((await duty(newer)).place).toBeLessThan((await duty(onTime)).place)
    await publish(late)
    expect(await duty(late)).toMatchObject({ releasedLate: true, due: { overdue: true, workdaysLeft: null } })
    expect(await duty(onTime)).toMatchObject({ releasedLate: false, due: { overdue: false } })
    expect((await sheet(late)).release).toMatchObject({ overdue: true })
  })
})

describe('a candidate’s own pages', () => {
  test('before the release show only by when it must come', async () => {
    const exam = await held([90])
    const { results } = await ownPages(exam)
    expect(results).toEqual([
      {
        examName: '安全生产管理人员考核',
        category: 'manager',
        component: 'knowledge',
        attempt: 1,
        startsAt: exam.startsAt,
        siteName: '第一考点',
        satAt: exam.startsAt,
        state: 'awaiting_release',
        due: { due: '2026-10-29', provisional: false, overdue: false },
        result: null,
      },
    ])
  })

  test('R19-1: after it the score, the areas, and the certificate’s own day from the publication', async () => {
    const exam = await held([90])
    await comeBack(home, office, (home.clock.at + 24 * HOUR) as Instant)
    await publish(exam)
    const { results } = await ownPages(exam)
    expect(results[0]?.result).toMatchObject({
      points: 9_000,
      passed: true,
      publishedAt: home.clock.at,
      next: { kind: 'certificate_due', due: '2026-11-06', article: '19' },
    })
    expect(results[0]?.result?.byArea).toHaveLength(6)
  })

  test('R27-5: an operator’s pass leads to the practical exam', async () => {
    const exam = await held([80], { bankIds: gas, blueprint: 'operator-gas-inspection' })
    await publish(exam)
    expect((await ownPages(exam)).results[0]?.result).toMatchObject({
      passed: true,
      next: { kind: 'practical_exam', article: '27' },
    })
  })

  test('R19-3, R19-4: a first failure shows the retake, a second the bar, each in its place', async () => {
    const first = await held([79])
    await publish(first)
    expect((await ownPages(first)).results[0]?.result?.next).toEqual({ kind: 'retake', attemptsLeft: 1, article: '19' })

    const session = await anOpen(home, office, { bankIds: banks, people: first.people })
    const second = await finished(session.id as SessionId, session.startsAt as Instant, first.people, [70])
    await publish(second)
    const { results } = await ownPages(second)
    expect(results.map(({ attempt, result }) => [attempt, result?.next])).toEqual([
      [2, { kind: 'barred', earliestReapplication: '2027-10-23', article: '19' }],
      [1, { kind: 'retake', attemptsLeft: 0, article: '19' }],
    ])
    const closed = await home.home.pool.query(
      'select closed_at is not null as closed from assessments where id = (select assessment_id from sittings where id = $1)',
      [second.sittingIds[0]],
    )
    expect(closed.rows).toEqual([{ closed: true }])
  })

  test('an absence is shown as one', async () => {
    const exam = await held([90, 'absent'])
    await publish(exam)
    expect((await ownPages(exam, 1)).results[0]).toMatchObject({
      state: 'not_sat',
      due: null,
      result: null,
      satAt: null,
    })
    expect(await home.deps.db.select({ count: count() }).from(assessments)).toHaveLength(1)
  })

  test('hold no key, and no other candidate', async () => {
    const exam = await held([79, 90])
    await publish(exam)
    const shown = JSON.stringify(await ownPages(exam))
    expect(shown).not.toContain(KEY_MARKER)
    expect(shown).not.toContain(aName(exam.people, 1).name)
    expect(shown).not.toContain(exam.people[0]?.idNumber)
  })
})

test('a session of another authority is scored for nobody else’s eyes', async () => {
  const guizhou = await anOffice(home, { province: '52' })
  const exam = await held([90])
  expect(
    await guizhou.scorer.ask('GET /v1/sessions/:sessionId/scores', { params: { sessionId: exam.id } }),
  ).toMatchObject({ status: 404 })
  expect((await guizhou.scorer.get('GET /v1/release-duties')).duties).toEqual([])
  await propose(exam)
  expect(await approve(exam, guizhou.publisher)).toMatchObject({ status: 404 })
  expect(home.clock.at - exam.startsAt).toBeLessThan(3 * HOUR + MINUTE)
})

function aName(people: readonly Row[], index: number): Row {
  const row = people[index]
  if (!row) throw new Error('There is no such candidate')
  return row
}
