import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '@kaochang/database/migrate'
import { isAlive } from '@kaochang/server/postgres/postmaster'
import { startEmbeddedPostgres } from '@kaochang/server/postgres/supervise'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connection string of the run's cluster, for its database `postgres`. */
    clusterUrl: string
  }
}

/** The migrated database that every test's own database is copied from. */
export const TEMPLATE = 'kaochang'

/** Names a temporary data folder, with the process id of the run after it. */
export const PREFIX = 'kaochang-test-'

/** Quiet unless something is wrong: a run's output belongs to its tests. */
const log = {
  info: () => undefined,
  warn: (facts: object, message: string) => console.warn(message, facts),
  error: (facts: object, message: string) => console.error(message, facts),
}

/** One PostgreSQL for the whole run, in a temporary folder, with the real migrations. */
export default async function setup(project: TestProject) {
  await clearLeftovers()
  const dataDir = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`))
  const cluster = await startEmbeddedPostgres({ dataDir, log, settings: { shared_buffers: '128MB' } })
  await migrate(cluster.urlOf(TEMPLATE))
  project.provide('clusterUrl', cluster.urlOf('postgres'))

  return async () => {
    await cluster.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** Ends and removes the clusters of runs that were killed: nobody else ever would. */
async function clearLeftovers() {
  const folders = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX))
  for (const name of folders) {
    if (isAlive(Number.parseInt(name.slice(PREFIX.length), 10))) continue
    const dataDir = join(tmpdir(), name)
    const left = await startEmbeddedPostgres({ dataDir, log }).catch(() => undefined)
    await left?.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
