import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../kit/postgres.ts'

const home = await freshDatabase()
afterAll(() => home.close())

test('x', async () => {
  const r = await home.pool.query('select count(*) from drizzle.__drizzle_migrations')
  expect(r.rows).toEqual([{count: '2'}])
  console.log(process.env.TZ, new Date().getTimezoneOffset())
})
