import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { migrate, MigrationFault } from '@kaochang/database/migrate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../kit/postgres.ts'
import { killHard, REPOSITORY } from './another-process.ts'

describe('a migration that has to wait or does not reach its end', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kaochang-migrations-'))
    await writeMigrations(folder, ['create table first_step (id int)', 'lock table gate'])
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('F25: of three servers that migrate an empty database at once, one applies and two find it done', async () => {
    const home = await freshDatabase('empty')
    try {
      const { letGo } = await shutGate(home)
      const migrating = Array.from({ length: 3 }, () => migrateInAnotherProcess(home.url, folder))
      await untilWaiting(home, 3)
      await letGo()
      const ended = await Promise.all(migrating.map(({ ended }) => ended))
      expect(ended.toSorted()).toEqual(['applied 0', 'applied 0', 'applied 2'])
    } finally {
      await home.close()
    }
  })

  test('F27: killed halfway it leaves nothing behind, and the next start applies all of it', async () => {
    const home = await freshDatabase('empty')
    try {
      const { letGo } = await shutGate(home)
      const { child } = migrateInAnotherProcess(home.url, folder)
      await untilWaiting(home, 1)
      await killHard(child)
      await letGo()

      const left = await home.pool.query(`select to_regclass('first_step') as first`)
      expect(left.rows).toEqual([{ first: null }])
      expect(await migrate(home.url, folder)).toEqual({ applied: 2 })
    } finally {
      await home.close()
    }
  })

  test('a forgotten session that holds a lock for longer than an attempt may wait only delays it', async () => {
    const home = await freshDatabase('empty')
    try {
      const { letGo } = await shutGate(home)
      const migrating = migrate(home.url, folder)
      await untilWaiting(home, 1)
      // Longer than one attempt may wait for the lock.
      await home.pool.query('select pg_sleep(2.1)')
      await letGo()
      expect(await migrating).toEqual({ applied: 2 })
    } finally {
      await home.close()
    }
  })
})

describe('a database that does not belong to this code', () => {
  test('one that a newer release has migrated is left alone, and says so', async () => {
    const home = await freshDatabase()
    try {
      await home.pool.query(
        `insert into drizzle.__drizzle_migrations (hash, created_at) select 'of a later release', max(created_at) + 1 from drizzle.__drizzle_migrations`,
      )
      await expect(migrate(home.url)).rejects.toThrow(MigrationFault)
      await expect(migrate(home.url)).rejects.toThrow(/数据库比程序新.*newer than this code/s)
    } finally {
      await home.close()
    }
  })

  test('one whose migrations were rewritten since names the first that differs', async () => {
    const home = await freshDatabase()
    try {
      await home.pool.query(`update drizzle.__drizzle_migrations set hash = 'edited' where id = 1`)
      await expect(migrate(home.url)).rejects.toThrow(/第 1 个迁移.*Migration 1 is not the one/s)
    } finally {
      await home.close()
    }
  })

  test('a statement that fails is shown with its place, and nothing before it stays', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kaochang-migrations-'))
    const home = await freshDatabase('empty')
    try {
      await writeMigrations(folder, ['create table first_step (id int)', 'create table first_step (id int)'])
      await expect(migrate(home.url, folder)).rejects.toThrow(/42P07.*create table first_step/s)
      expect((await home.pool.query(`select to_regclass('first_step') as first`)).rows).toEqual([{ first: null }])
    } finally {
      await home.close()
      await rm(folder, { recursive: true, force: true })
    }
  })
})

/** A folder as drizzle-kit makes it, with one statement to a file. */
async function writeMigrations(folder: string, statements: readonly string[]) {
  await mkdir(join(folder, 'meta'))
  const entries = statements.map((_, index) => ({
    idx: index,
    when: index + 1,
    tag: `000${index}_step`,
    breakpoints: true,
  }))
  await writeFile(join(folder, 'meta', '_journal.json'), JSON.stringify({ entries }))
  for (const [index, statement] of statements.entries())
    await writeFile(join(folder, `000${index}_step.sql`), statement)
}

/** Takes the lock that the second migration of the folder asks for. */
async function shutGate(home: FreshDatabase) {
  await home.pool.query('create table gate (id int)')
  const holder = await home.pool.connect()
  await holder.query('begin; lock table gate')
  return {
    letGo: async () => {
      await holder.query('rollback')
      holder.release()
    },
  }
}

/** A process of its own that migrates, and the last thing it says. */
function migrateInAnotherProcess(url: string, folder: string): { child: ChildProcess; ended: Promise<string> } {
  const script = `
    import { migrate } from '${REPOSITORY}packages/database/src/migrate.ts'
    const { applied } = await migrate(process.argv[1], process.argv[2])
    console.log('applied', applied)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, url, folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = Promise.all([text(child.stdout), text(child.stderr)]).then(([said, troubles]) =>
    (said + troubles).trim(),
  )
  return { child, ended }
}

/** Until so many migrations stand in a queue: for the lock of the migration, or for a table. */
async function untilWaiting(home: FreshDatabase, count: number) {
  for (;;) {
    const waiting = await home.pool.query(
      `select from pg_stat_activity where datname = current_database() and application_name = 'kaochang migrate' and wait_event_type = 'Lock'`,
    )
    if (waiting.rowCount === count) return
  }
}
