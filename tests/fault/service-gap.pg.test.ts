import { irregularities } from '@kaochang/database/schema/session'
import type { Instant } from '@kaochang/domain/instant'
import { noteGap, startGapWatch } from '@kaochang/server/clockwork/note-gaps'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { NINE, type TestApp, openTestApp } from '../kit/app.ts'
import { checkInvariants } from '../kit/invariants.ts'
import { type SealedExam, aSealedExam, bringToTheStart } from '../kit/sealed-exam.ts'

const MINUTE = 60_000
const one = await openTestApp()
const other = await openTestApp({ beside: one })
afterEach(() => void vi.useRealTimers())
afterAll(async () => {
  await other.close()
  await one.close()
})

let exam: SealedExam
beforeEach(async () => {
  one.clock.at = NINE
  exam = await aSealedExam(one.deps.db, { at: NINE, candidates: 2 })
  await bringToTheStart(one.deps.sittings, exam)
  await Promise.all(exam.examinees.map(({ sittingId }) => one.deps.sittings.obey(sittingId, { type: 'accept_rules' })))
})
afterEach(() => checkInvariants(one.home.pool))

describe('F41: the whole service stood still', () => {
  test('for a minute: each room where somebody sat has it noted once, by nobody, whichever process wakes first', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    one.clock.at = minutes(10)
    const watches = [one, other].map((home) => startGapWatch(home.deps))
    one.clock.at = minutes(11)
    vi.advanceTimersByTime(1_000)
    await Promise.all(watches.map(({ stop }) => stop()))
    const noted = await notedIn(exam)
    expect(noted).toMatchObject([{ kind: 'lost_time', sittingId: null, notedBy: null, at: minutes(11) }])
    expect(noted[0]?.reason).toContain('60 秒（09:10:00 至 09:11:00）')
  })

  test('is proposed and not granted: nobody’s end has moved', async () => {
    await noteGap(one.deps, { from: minutes(10), to: minutes(12) })
    for (const { sittingId } of exam.examinees)
      expect(await one.deps.sittings.read(sittingId)).toMatchObject({ ok: true, value: { grantedMs: 0, lostMs: 0 } })
  })

  test('because no server ran at all: the first one that starts again says so', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    await one.home.pool.query(`update server_processes set beat_at = $1`, [new Date(minutes(20)).toISOString()])
    one.clock.at = minutes(25)
    await startGapWatch(one.deps).stop()
    expect((await notedIn(exam)).map(({ reason }) => reason)).toEqual([expect.stringContaining('300 秒')])
  })

  test.each([
    ['ten seconds trouble nobody', 10_000, (_: SealedExam) => Promise.resolve()],
    [
      'another process went on saving meanwhile',
      MINUTE,
      async ({ examinees: [first] }: SealedExam) => {
        one.clock.at = (minutes(10) + 30_000) as Instant
        await other.deps.sittings.obey(first?.sittingId ?? ('' as never), {
          type: 'tell',
          by: exam.staffId,
          text: '请坐好',
        })
      },
    ],
    [
      'everybody rested',
      MINUTE,
      async ({ examinees, staffId }: SealedExam) => {
        one.clock.at = minutes(9)
        for (const { sittingId } of examinees)
          await one.deps.sittings.obey(sittingId, { type: 'pause', by: staffId, reason: '停电' })
      },
    ],
  ])('nothing is noted when %s', async (_, ms, meanwhile) => {
    await meanwhile(exam)
    await noteGap(one.deps, { from: minutes(10), to: (minutes(10) + ms) as Instant })
    expect(await notedIn(exam)).toEqual([])
  })
})

function minutes(count: number): Instant {
  return (NINE + count * MINUTE) as Instant
}

function notedIn({ sessionId }: SealedExam, home: TestApp = one) {
  return home.deps.db.select().from(irregularities).where(eq(irregularities.sessionId, sessionId))
}
