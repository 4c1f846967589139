import { databaseFault } from '@kaochang/database/fault'
import pg from 'pg'
import { OWNER } from './cluster.ts'
import { EmbeddedFault } from './embedded-fault.ts'
import type { Home } from './home.ts'
import { launchPostmaster, type Listen } from './launch.ts'
import { findPostmaster, type Postmaster, readSystemIdentifier } from './postmaster.ts'

/** A running postmaster with our connection to it. */
export type Held = {
  readonly postmaster: Postmaster
  /** Open as long as the database is there. */
  readonly guard: pg.Client
  /** Settles when the database goes away. */
  readonly lost: Promise<void>
  /** Whether it is ours to stop. */
  readonly responsible: boolean
  /** Whether we started it just now. */
  readonly launched: boolean
}

export type Attempt =
  | { readonly ok: true; readonly held: Held }
  | { readonly ok: false; readonly reason: string; readonly passing: boolean; readonly launched: boolean }

/** Held by the process that stops PostgreSQL in the end; PostgreSQL gives it back when that process dies. */
const RESPONSIBLE_LOCK = 0x4b61_7075

/** One attempt to reach the postmaster of a home, starting it if none runs. */
export async function tryToHold(
  home: Home,
  listen: Listen,
  password: string,
  settings: Readonly<Record<string, string>>,
): Promise<Attempt> {
  let postmaster = findPostmaster(home.cluster)
  let launched = false
  if (postmaster === undefined) {
    const start = await launchPostmaster(home, listen, settings)
    if (!start.ok) return { ...start, launched }
    launched = true
    postmaster = findPostmaster(home.cluster)
  }
  if (postmaster === undefined)
    return { ok: false, passing: true, launched, reason: '数据库刚启动即退出 / it ended at once' }

  const guard = new pg.Client({
    connectionString: connectionString(listen, 'postgres', password),
    application_name: 'kaochang supervisor',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  })
  const lost = new Promise<void>((resolve) => {
    guard.on('error', () => resolve())
    guard.on('end', () => resolve())
  })
  try {
    await guard.connect()
    await proveIdentity(guard, home)
    return { ok: true, held: { postmaster, guard, lost, launched, responsible: await becomeResponsible(guard) } }
  } catch (err) {
    await guard.end().catch(() => undefined)
    const reason = err instanceof Error ? err.message : String(err)
    return { ok: false, reason, launched, passing: databaseFault(err)?.retryable ?? false }
  }
}

/** Tries to become the one that stops PostgreSQL in the end. */
export async function becomeResponsible(guard: pg.Client): Promise<boolean> {
  const answer = await guard.query<{ ours: boolean }>('select pg_try_advisory_lock($1) as ours', [RESPONSIBLE_LOCK])
  return answer.rows[0]?.ours ?? false
}

/** The connection string of a database, by the socket or, on Windows, by the loopback address. */
export function connectionString(listen: Listen, database: string, password: string): string {
  const host = listen.socketDir === '' ? '127.0.0.1' : listen.socketDir
  const search = new URLSearchParams({ host, port: String(listen.port), user: OWNER, password })
  return `postgresql:///${database}?${search.toString().replaceAll('+', '%20')}`
}

/** Before we use, and in the end stop, a process we did not start: is it the database of this very folder? */
async function proveIdentity(guard: pg.Client, home: Home) {
  const answer = await guard.query<{ identifier: string; folder: string }>(
    `select system_identifier::text as identifier, current_setting('data_directory') as folder from pg_control_system()`,
  )
  const expected = await readSystemIdentifier(home.cluster)
  const { identifier, folder } = answer.rows[0] ?? {}
  if (identifier === expected && folder === home.cluster) return
  throw new EmbeddedFault(
    `连接到的数据库不是 ${home.cluster}（而是 ${folder}）。 / The database that answers is not that of ${home.cluster} but of ${folder}.`,
  )
}
