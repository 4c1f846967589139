import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EmbeddedPostgres, type Log, startEmbeddedPostgres } from '@kaochang/server/postgres/supervise'
import { PREFIX } from './cluster.ts'

/** Says nothing: the tests that use it kill databases on purpose. */
export const silence: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

export type OwnCluster = {
  readonly dataDir: string
  readonly postgres: EmbeddedPostgres
  readonly remove: () => Promise<void>
}

/** An empty data folder in the temporary folder. */
export function makeDataDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`))
}

/** A cluster for one test file to break. `remove` stops it and takes its folder away. */
export async function ownCluster(settings: Readonly<Record<string, string>> = {}): Promise<OwnCluster> {
  const dataDir = await makeDataDir()
  const postgres = await startEmbeddedPostgres({
    dataDir,
    log: silence,
    settings: { shared_buffers: '32MB', ...settings },
  })
  return {
    dataDir,
    postgres,
    remove: async () => {
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
