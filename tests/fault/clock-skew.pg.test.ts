import { openClock } from '@kaochang/server/clock'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { freshDatabase } from '../kit/postgres.ts'

const home = await freshDatabase()
afterAll(() => home.close())
afterEach(() => void vi.useRealTimers())

test('F38: whatever this machine’s clock says, deadlines are judged by the database’s', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 86_400_000 })
  const clock = await openClock(home.pool)
  const { rows } = await home.pool.query<{ at: string }>('select extract(epoch from clock_timestamp()) * 1000 as at')
  expect(Math.abs(clock.now() - Number(rows[0]?.at))).toBeLessThan(1_000)
  expect(clock.driftMs()).toBeGreaterThan(86_000_000)
  // A step of it while an exam runs moves nothing.
  const before = clock.now()
  vi.setSystemTime(Date.now() - 2 * 86_400_000)
  expect(clock.now() - before).toBeLessThan(1_000)
  expect(clock.now()).toBeGreaterThanOrEqual(before)
  clock.close()
})
