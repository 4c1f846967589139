import { type Clock, openClock } from '@kaochang/server/clock'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { freshDatabase } from '../kit/postgres.ts'

const home = await freshDatabase()
afterAll(() => home.close())
afterEach(() => void vi.useRealTimers())

const HOUR = 3_600_000

test('F38: whatever this machine’s clock says, deadlines are judged by the database’s', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 86_400_000 })
  const clock = await openClock(home.pool)
  const { rows } = await home.pool.query<{ at: string }>('select extract(epoch from clock_timestamp()) * 1000 as at')
  expect(Math.abs(clock.now() - Number(rows[0]?.at))).toBeLessThan(1_000)
  expect(clock.driftMs()).toBeGreaterThan(86_000_000)
  clock.close()
})

test.each([
  ['ten minutes forwards', 600_000],
  ['five minutes back', -300_000],
])('F37: a step of this machine’s clock, %s, while an exam runs moves no deadline', async (_, stepMs) => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
  const clock = await openClock(home.pool)
  const before = clock.now()
  const drift = clock.driftMs()
  vi.setSystemTime(Date.now() + stepMs)
  expect(clock.now() - before).toBeLessThan(1_000)
  expect(clock.now()).toBeGreaterThanOrEqual(before)
  // It is seen all the same, and `kaochang doctor` says so.
  expect(Math.abs(clock.driftMs() - drift - stepMs)).toBeLessThan(1_000)
  clock.close()
})

describe('the database’s own clock', () => {
  /** A clock that stands before PostgreSQL's in the search path, and can be turned. */
  beforeAll(async () => {
    await home.pool.query(`
      create schema turned;
      create table turned.step (ms float8 not null);
      insert into turned.step values (0);
      create function turned.clock_timestamp() returns timestamptz language sql volatile as
        $$ select pg_catalog.clock_timestamp() + ms * interval '1 millisecond' from turned.step $$`)
    await home.pool.query(`alter database ${home.name} set search_path = turned, public, pg_catalog`)
  })

  test('F39: turned back an hour it takes nothing back: time stands still until it has caught up', async () => {
    const { clock, looks } = await aClock()
    const before = clock.now()
    await turn(-HOUR)
    await looks()
    const after = clock.now()
    expect(after).toBeGreaterThanOrEqual(before)
    expect(after - before).toBeLessThan(10_000)
    expect(clock.now()).toBe(after)
    await turn(HOUR)
    await looks()
    expect(clock.now() - before).toBeGreaterThan(HOUR - 10_000)
    clock.close()
  })

  test('F39: a look that finds no database leaves the clock going by itself', async () => {
    const { clock, looks, pool } = await aClock()
    await pool.end()
    const before = clock.now()
    await looks()
    expect(clock.now()).toBeGreaterThanOrEqual(before)
    expect(clock.now() - before).toBeLessThan(10_000)
    clock.close()
  })
})

async function turn(ms: number) {
  await home.pool.query('update turned.step set ms = $1', [ms])
}

/** The clock of a server, whose looks at the database are made when the test says so. */
async function aClock(): Promise<{ clock: Clock; looks: () => Promise<void>; pool: typeof home.pool }> {
  await turn(0)
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const { pool } = home.open({ size: 1 })
  const clock = await openClock(pool)
  return {
    clock,
    pool,
    looks: async () => {
      vi.advanceTimersByTime(5_000)
      // Behind the three questions of the look, on the only connection there is.
      for (let round = 0; round < 8 && !pool.ended; round += 1) await pool.query('select')
    },
  }
}
