import type { DatabaseFault } from '@kaochang/database/client'
import { databaseFault } from '@kaochang/database/fault'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, expect, test } from 'vitest'
import { freshDatabase } from '../kit/postgres.ts'

const home = await freshDatabase('empty')
afterAll(() => home.close())

const uncaught: unknown[] = []
const note = (err: unknown) => void uncaught.push(err)
process.on('uncaughtException', note)
afterEach(() => void uncaught.splice(0))
afterAll(() => void process.off('uncaughtException', note))

test('F04: a process survives the end of a backend whose connection is checked out, and hears of it once', async () => {
  const losses: DatabaseFault[] = []
  const { pool } = home.open({ size: 2, onLost: (fault) => losses.push(fault) })
  const client = await pool.connect()
  const gone = new Promise((resolve) => client.once('end', resolve))
  await terminateAll()
  await gone
  client.release()

  expect(uncaught).toEqual([])
  expect(losses).toEqual([{ code: '57P01', constraint: undefined, table: undefined, retryable: true }])
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})

test('F04: a query under way is told that it may be tried again, and the pool fills anew', async () => {
  const { pool, db } = home.open({ size: 2, applicationName: 'under way' })
  const underWay = db.execute(sql`select pg_sleep(30)`).then(
    () => undefined,
    (err: unknown) => databaseFault(err),
  )
  await untilActive('under way')
  await terminateAll()

  expect(await underWay).toMatchObject({ retryable: true })
  expect(uncaught).toEqual([])
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})

test('F04: idle connections that end are replaced without a word to anyone who asks later', async () => {
  const losses: DatabaseFault[] = []
  const { pool } = home.open({ size: 3, onLost: (fault) => losses.push(fault) })
  await Promise.all([pool.query('select pg_sleep(0.05)'), pool.query('select pg_sleep(0.05)')])
  expect(pool.idleCount).toBe(2)
  const emptied = new Promise<void>((resolve) => pool.on('remove', () => pool.totalCount === 0 && resolve()))
  await terminateAll()
  await emptied

  expect(losses).toHaveLength(2)
  expect(uncaught).toEqual([])
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})

/** As an administrator would: every connection of the tests but our own. */
async function terminateAll() {
  await home.pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
}

async function untilActive(applicationName: string) {
  for (;;) {
    const active = await home.pool.query(
      `select from pg_stat_activity where application_name = $1 and state = 'active' and query like '%pg_sleep%'`,
      [applicationName],
    )
    if (active.rowCount === 1) return
  }
}
