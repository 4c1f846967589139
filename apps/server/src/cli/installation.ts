import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { type Log, startEmbeddedPostgres } from '../postgres/supervise.ts'

/** Commands print their own words; only trouble with the database is worth more. */
const log: Log = {
  info: () => undefined,
  warn: (facts, message) => console.error(message, facts),
  error: (facts, message) => console.error(message, facts),
}

/** Whether the embedded database has been made. */
export function hasEmbeddedDatabase(config: Config): boolean {
  return existsSync(join(config.dataDir, 'postgres', 'cluster', 'PG_VERSION'))
}

/**
 * Gives a command the connection string of the installation's database, and afterwards leaves the embedded
 * one as it was: running if a server uses it, stopped if not.
 */
export async function withDatabase<Result>(config: Config, use: (url: string) => Promise<Result>): Promise<Result> {
  if (config.database.kind === 'external') return use(config.database.url)
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, log })
  try {
    return await use(embedded.url)
  } finally {
    await embedded.stop()
  }
}
