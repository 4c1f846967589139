import { type NodePgDatabase, drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { type DatabaseFault, databaseFault } from './fault.ts'

export { type DatabaseFault, databaseFault } from './fault.ts'

export type Database = NodePgDatabase
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

/** The role every request runs as: it may not change or delete what the ledger tables hold. */
export const APP_ROLE = 'kaochang_app'

export type DatabaseOptions = {
  /** A connection string. It may hold a password: it is never logged. */
  readonly url: string
  /** How many connections the pool may hold. */
  readonly size: number
  /** The role to run as, taken at connect and kept through RESET. The role of the connection string if absent. */
  readonly role?: typeof APP_ROLE
  /** What `pg_stat_activity` shows. */
  readonly applicationName: string
  /** A statement longer than this is cancelled (57014). Default 30 s; 0 for no limit. */
  readonly statementTimeoutMs?: number
  /** A wait for a lock longer than this ends in 55P03. Default 2 s. */
  readonly lockTimeoutMs?: number
  /** A transaction left open longer than this is ended (25P03). Default 10 s. */
  readonly idleInTransactionMs?: number
  /** How long a request may wait for a free connection. Default 5 s. */
  readonly connectTimeoutMs?: number
  /** Hears once of each connection that the server or the network ended. */
  readonly onLost?: (fault: DatabaseFault) => void
}

export type OpenDatabase = {
  readonly db: Database
  readonly pool: pg.Pool
  readonly close: () => Promise<void>
}

/**
 * Opens a pool of connections and Drizzle over it. Connects to nothing yet.
 *
 * A connection whose backend dies never ends the process: node-postgres raises an `error` event for it,
 * twice, on the client that is checked out and not on the pool (brianc/node-postgres#2386).
 */
export function openDatabase(options: DatabaseOptions): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: withSettings(options.url, {
      TimeZone: 'UTC',
      ...(options.role !== undefined && { role: options.role }),
    }),
    max: options.size,
    application_name: options.applicationName,
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    lock_timeout: options.lockTimeoutMs ?? 2_000,
    idle_in_transaction_session_timeout: options.idleInTransactionMs ?? 10_000,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 5_000,
    keepAlive: true,
  })

  const told = new WeakSet<pg.ClientBase>()
  const lost = (err: Error, client: pg.ClientBase) => {
    if (told.has(client)) return
    told.add(client)
    options.onLost?.(
      databaseFault(err) ?? { code: 'connection_lost', constraint: undefined, table: undefined, retryable: true },
    )
  }
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', (err) => lost(err, client)))

  return { db: drizzle(pool, { casing: 'snake_case' }), pool, close: () => pool.end() }
}

/**
 * The connection string with settings for the session, beside whatever options it already carries. Options
 * in the string win over those beside it, so ours go into it.
 */
function withSettings(url: string, settings: Readonly<Record<string, string>>): string {
  const mark = url.indexOf('?')
  const search = new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1))
  const ours = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`)
  search.set('options', [search.get('options') ?? '', ...ours].join(' ').trim())
  return `${mark === -1 ? url : url.slice(0, mark)}?${search.toString().replaceAll('+', '%20')}`
}
