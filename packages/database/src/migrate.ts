import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { APP_ROLE } from './client.ts'
import { databaseFault } from './fault.ts'

/** The forward-only SQL at the root of the repository. */
export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../../migrations', import.meta.url))

/** How a database's schema stands to this code. */
export type SchemaState =
  | { readonly state: 'current' | 'empty' | 'behind'; readonly applied: number; readonly known: number }
  /** The database has migrations that this code has never heard of: a newer release has been here. */
  | { readonly state: 'newer'; readonly applied: number; readonly known: number }
  /** A migration that was applied is not the file of that place any more: the history was rewritten. */
  | { readonly state: 'rewritten'; readonly applied: number; readonly known: number; readonly at: number }

/** Why a database cannot be migrated, in words for the person who started it. */
export class MigrationFault extends Error {
  override readonly name = 'MigrationFault'
}

type Applied = { readonly hash: string }

/** Any number that no other program takes: the first bytes of SHA-256("kaochang migrate"). */
const MIGRATION_LOCK = 0x4b61_6f63

const LOCK_TIMEOUT_MS = 2_000
const ATTEMPTS = 5

/**
 * Brings a database to the schema of this code. Safe to run from several processes at once: one applies,
 * the others wait for it and find nothing left to do. Drizzle takes no lock of its own and reads the last
 * migration outside its transaction (0.45, `pg-core/dialect.js`).
 *
 * Also makes the role `kaochang_app`, which migrations grant to, and lets the current user take it.
 *
 * @returns how many migrations were applied now.
 * @throws MigrationFault when the database is newer than the code, its history was rewritten, the role cannot
 *   be made, or a statement failed.
 */
export async function migrate(url: string, folder = MIGRATIONS_FOLDER): Promise<{ applied: number }> {
  const files = readMigrationFiles({ migrationsFolder: folder })
  const client = new pg.Client({ connectionString: url, application_name: 'kaochang migrate', keepAlive: true })
  // Without a listener a lost connection would end the process; the query under way reports it in any case.
  client.on('error', () => undefined)
  await client.connect()
  try {
    // Waits for as long as another process migrates: PostgreSQL frees the lock if that process dies.
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await ensureAppRole(client)

    const before = compareSchema(files, await listApplied(client))
    refuseToMigrate(before)
    if (before.state === 'current') {
      await letAppReadHistory(client)
      return { applied: 0 }
    }

    // A migration must not stand in the queue behind a long query: everyone after it would wait too.
    await client.query(`set lock_timeout = ${LOCK_TIMEOUT_MS}`)
    for (let attempt = 1; ; attempt++) {
      try {
        await applyMigrations(drizzle(client), { migrationsFolder: folder })
        break
      } catch (err) {
        if (databaseFault(err)?.code !== '55P03' || attempt === ATTEMPTS) throw explain(err, files)
        await pause(attempt * 500)
      }
    }

    // Drizzle skips, in silence, a file whose timestamp is older than the last one applied.
    const after = compareSchema(files, await listApplied(client))
    if (after.state !== 'current') {
      throw new MigrationFault(
        `迁移后数据库结构仍与程序不一致（${after.applied}/${after.known}）。请检查 migrations/meta/_journal.json 中的时间是否递增。 / ` +
          `After migrating, the schema still differs from the code (${after.applied} of ${after.known}). Check that the times in migrations/meta/_journal.json ascend.`,
      )
    }
    await letAppReadHistory(client)
    return { applied: after.applied - before.applied }
  } finally {
    await client.end()
  }
}

/** How the schema of a database stands to the migrations of this code. Changes nothing. */
export async function readSchemaState(
  client: pg.ClientBase | pg.Pool,
  folder = MIGRATIONS_FOLDER,
): Promise<SchemaState> {
  return compareSchema(readMigrationFiles({ migrationsFolder: folder }), await listApplied(client))
}

/** Compares what was applied with the files, in order, by the hash of their text. */
function compareSchema(files: readonly MigrationMeta[], applied: readonly Applied[]): SchemaState {
  const counts = { applied: applied.length, known: files.length }
  const at = applied.findIndex((row, index) => index < files.length && row.hash !== files[index]?.hash)
  if (at !== -1) return { state: 'rewritten', ...counts, at }
  if (applied.length > files.length) return { state: 'newer', ...counts }
  if (applied.length === files.length) return { state: 'current', ...counts }
  return { state: applied.length === 0 ? 'empty' : 'behind', ...counts }
}

async function listApplied(client: pg.ClientBase | pg.Pool): Promise<readonly Applied[]> {
  const kept = await client.query<{ there: boolean }>(
    `select to_regclass('drizzle.__drizzle_migrations') is not null as there`,
  )
  if (!kept.rows[0]?.there) return []
  const rows = await client.query<Applied>('select hash from drizzle.__drizzle_migrations order by created_at, id')
  return rows.rows
}

function refuseToMigrate(schema: SchemaState) {
  if (schema.state === 'newer') {
    throw new MigrationFault(
      `数据库比程序新：库中已有 ${schema.applied} 个迁移，本程序只认识 ${schema.known} 个。请换用更新的程序版本，或从备份恢复旧库。 / ` +
        `The database is newer than this code: it has ${schema.applied} migrations and the code knows ${schema.known}. Run the newer release, or restore an older backup.`,
    )
  }
  if (schema.state === 'rewritten') {
    throw new MigrationFault(
      `第 ${schema.at + 1} 个迁移的内容与库中已执行的不同：已发布的迁移不得修改。请恢复该文件；演示库可用 npm start -- --reset 重建。 / ` +
        `Migration ${schema.at + 1} is not the one this database has applied: a released migration must not be edited. Restore the file; a demo database can be made anew with npm start -- --reset.`,
    )
  }
}

/**
 * Roles belong to the whole cluster, and the advisory lock to one database: two databases of a cluster may
 * migrate at the same time, so "it exists already" is not a failure here.
 */
async function ensureAppRole(client: pg.Client) {
  try {
    await client.query(`
      do $$ begin
        if not exists (select from pg_roles where rolname = '${APP_ROLE}') then
          create role ${APP_ROLE} nologin;
        end if;
      exception when duplicate_object or unique_violation then null;
      end $$`)
    const member = await client.query<{ may: boolean }>(`select pg_has_role(current_user, '${APP_ROLE}', 'SET') as may`)
    if (!member.rows[0]?.may) await client.query(`grant ${APP_ROLE} to current_user`)
  } catch (err) {
    const code = databaseFault(err)?.code
    if (code !== '42501') throw err
    throw new MigrationFault(
      `当前数据库用户不能创建或授予角色 ${APP_ROLE}。请由数据库管理员执行：CREATE ROLE ${APP_ROLE} NOLOGIN; GRANT ${APP_ROLE} TO <用户>; / ` +
        `This database user may not create or grant the role ${APP_ROLE}. Ask the database administrator to run: CREATE ROLE ${APP_ROLE} NOLOGIN; GRANT ${APP_ROLE} TO <user>;`,
    )
  }
}

/** The server runs as the application's role, and compares the schema with its code before it starts. */
async function letAppReadHistory(client: pg.Client) {
  await client.query(`grant usage on schema drizzle to ${APP_ROLE}`)
  await client.query(`grant select on drizzle.__drizzle_migrations to ${APP_ROLE}`)
}

/** Names the migration whose statement failed. Migrations carry no parameters, so the message is safe to show. */
function explain(err: unknown, files: readonly MigrationMeta[]): Error {
  const fault = databaseFault(err)
  if (!(err instanceof Error) || fault === undefined) return err instanceof Error ? err : new Error(String(err))
  const query = 'query' in err && typeof err.query === 'string' ? err.query : undefined
  const place = files.findIndex((file) => query !== undefined && file.sql.includes(query))
  const reason = err.cause instanceof Error ? err.cause.message : err.message
  const which = {
    zh: place === -1 ? '迁移' : `第 ${place + 1} 个迁移`,
    en: place === -1 ? 'A migration' : `Migration ${place + 1}`,
  }
  return new MigrationFault(
    `${which.zh}失败（${fault.code}），已全部回滚。 / ${which.en} failed (${fault.code}) and everything was rolled back: ${reason}\n${query?.trim() ?? ''}`,
    { cause: err },
  )
}
