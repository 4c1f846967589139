import { databaseFault } from '@kaochang/database/client'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../kit/postgres.ts'

const home = await freshDatabase('empty')
afterAll(() => home.close())

describe('a connection of the application', () => {
  test('runs as kaochang_app, and a reset does not give it the rights of its owner', async () => {
    const { pool } = home.open({ role: 'kaochang_app', size: 1 })
    const who = `select current_user as role, current_setting('is_superuser') as superuser, current_setting('TimeZone') as zone`
    const expected = [{ role: 'kaochang_app', superuser: 'off', zone: 'UTC' }]
    expect((await pool.query(who)).rows).toEqual(expected)
    await pool.query('reset all')
    expect((await pool.query(who)).rows).toEqual(expected)
  })

  test('gives up a statement that takes too long', async () => {
    const { db } = home.open({ statementTimeoutMs: 20 })
    expect(await faultOf(db.execute(sql`select pg_sleep(5)`))).toMatchObject({ code: '57014', retryable: false })
  })

  test('gives up waiting for a lock that somebody forgot, and may try again', async () => {
    await home.pool.query('create table held (id int)')
    const holder = await home.pool.connect()
    await holder.query('begin; lock table held')
    const { db } = home.open({ lockTimeoutMs: 20 })
    expect(await faultOf(db.execute(sql`select from held`))).toMatchObject({ code: '55P03', retryable: true })
    await holder.query('rollback')
    holder.release()
  })

  test('loses a transaction that is left open', async () => {
    const { pool } = home.open({ idleInTransactionMs: 20 })
    const client = await pool.connect()
    const ended = new Promise((resolve) => client.once('end', resolve))
    await client.query('begin')
    await ended
    client.release(true)
  })
})

describe('what may be told of a database error', () => {
  beforeAll(() =>
    home.pool.query('create table people (id_number text constraint people_are_one_per_number primary key)'),
  )

  test('is its code, its constraint and its table, and never the value that was refused', async () => {
    const add = () => home.db.execute(sql`insert into people values (${'11010519491231002X'})`)
    await add()
    const fault = await faultOf(add())
    expect(fault).toEqual({
      code: '23505',
      constraint: 'people_are_one_per_number',
      table: 'people',
      retryable: false,
    })
    expect(JSON.stringify(fault)).not.toContain('11010519491231002X')
  })

  test('a query whose answer never came may have been obeyed, and may be asked again', () => {
    expect(databaseFault(new Error('Query read timeout'))).toMatchObject({ code: 'connection_lost', retryable: true })
  })

  test('two transactions that cross tell one of them to try again', async () => {
    await home.pool.query(
      'create table crossing (id int primary key, n int); insert into crossing values (1, 0), (2, 0)',
    )
    const touch = (first: number, second: number, meet: () => Promise<void>) =>
      home.db.transaction(async (tx) => {
        await tx.execute(sql`update crossing set n = n + 1 where id = ${first}`)
        await meet()
        await tx.execute(sql`update crossing set n = n + 1 where id = ${second}`)
      })
    const meet = meeting(2)
    const faults = await Promise.all([faultOf(touch(1, 2, meet)), faultOf(touch(2, 1, meet))])
    expect(faults.filter((fault) => fault !== undefined)).toEqual([
      expect.objectContaining({ code: '40P01', retryable: true }),
    ])
  })

  test('of an error that is no database error is nothing', () => {
    expect(databaseFault(new Error('no'))).toBeUndefined()
    expect(databaseFault('no')).toBeUndefined()
  })
})

async function faultOf(work: PromiseLike<unknown>) {
  try {
    await work
  } catch (err) {
    return databaseFault(err)
  }
  return undefined
}

/** A place where so many wait for each other. */
function meeting(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let come = 0
  return async () => {
    come += 1
    if (come === count) resolve()
    await promise
  }
}
