import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate, MigrationFault } from '@kaochang/database/migrate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../kit/postgres.ts'
import { kaochang, killHard, REPOSITORY } from './another-process.ts'

describe('migrating from several processes', () => {
  test('F25: of three servers that migrate an empty database at once, one applies and two find it done', async () => {
    const home = await freshDatabase('empty')
    try {
      const ended = await Promise.all(
        Array.from({ length: 3 }, () => kaochang(['migrate', '--json'], { DATABASE_URL: home.url })),
      )
      expect(ended.map(({ code, stderr }) => ({ code, stderr }))).toEqual(Array(3).fill({ code: 0, stderr: '' }))
      const applied = ended.map(({ stdout }) => (JSON.parse(stdout) as { applied: number }).applied)
      expect(applied.toSorted().slice(0, 2)).toEqual([0, 0])
      const kept = await home.pool.query<{ n: number }>('select count(*)::int as n from drizzle.__drizzle_migrations')
      expect(Math.max(...applied)).toBe(kept.rows[0]?.n)
    } finally {
      await home.close()
    }
  })
})

describe('a migration that does not reach its end', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kaochang-migrations-'))
    await writeMigrations(folder, ['create table first_step (id int)', 'lock table gate'])
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('F27: killed halfway it leaves nothing behind, and the next start applies all of it', async () => {
    const home = await freshDatabase('empty')
    try {
      await home.pool.query('create table gate (id int)')
      const holder = await home.pool.connect()
      await holder.query('begin; lock table gate')

      const child = migrateInAnotherProcess(home.url, folder)
      await untilWaiting(home)
      await killHard(child)
      await holder.query('rollback')
      holder.release()

      const left = await home.pool.query(`select to_regclass('first_step') as first`)
      expect(left.rows).toEqual([{ first: null }])
      expect(await migrate(home.url, folder)).toEqual({ applied: 2 })
    } finally {
      await home.close()
    }
  })

  test('a forgotten session that holds a lock makes it wait its turn and not everybody behind it', async () => {
    const home = await freshDatabase('empty')
    try {
      await home.pool.query('create table gate (id int)')
      const holder = await home.pool.connect()
      await holder.query('begin; lock table gate')
      const migrating = migrate(home.url, folder)
      await untilWaiting(home)
      // Longer than one attempt may wait for the lock.
      await home.pool.query('select pg_sleep(2.1)')
      await holder.query('rollback')
      holder.release()
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
  const entries = statements.map((_, index) => ({ idx: index, when: index + 1, tag: `000${index}_step`, breakpoints: true }))
  await writeFile(join(folder, 'meta', '_journal.json'), JSON.stringify({ entries }))
  for (const [index, statement] of statements.entries()) await writeFile(join(folder, `000${index}_step.sql`), statement)
}

function migrateInAnotherProcess(url: string, folder: string): ChildProcess {
  const script = `import { migrate } from '${REPOSITORY}packages/database/src/migrate.ts'; await migrate(process.argv[1], process.argv[2])`
  return spawn(process.execPath, ['--input-type=module', '--eval', script, url, folder], { stdio: 'ignore' })
}

async function untilWaiting(home: Awaited<ReturnType<typeof freshDatabase>>) {
  for (;;) {
    const waiting = await home.pool.query(
      `select from pg_stat_activity where datname = current_database() and application_name = 'kaochang migrate' and wait_event_type = 'Lock'`,
    )
    if (waiting.rowCount === 1) return
  }
}
