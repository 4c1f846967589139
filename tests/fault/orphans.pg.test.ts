import { rm } from 'node:fs/promises'
import { findPostmaster } from '@kaochang/server/postgres/postmaster'
import { startEmbeddedPostgres } from '@kaochang/server/postgres/supervise'
import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { makeDataDir, silence } from '../kit/own-cluster.ts'
import { holdCluster, killHard } from './another-process.ts'

const dataDir = await makeDataDir()
afterAll(() => rm(dataDir, { recursive: true, force: true }))

describe('a server that is killed leaves PostgreSQL behind', () => {
  test('F02: the next server takes the orphan over within two seconds, and stops it in the end', async () => {
    const killed = await holdCluster(dataDir)
    await killHard(killed.child)
    const before = performance.now()
    const postgres = await startEmbeddedPostgres({ dataDir, log: silence })
    expect(performance.now() - before).toBeLessThan(2_000)
    expect({ adopted: postgres.adopted, pid: postgres.pid() }).toEqual({ adopted: true, pid: killed.pid })

    await postgres.stop()
    expect(findPostmaster(postgres.cluster)).toBeUndefined()
  })

  test('F02: one that joins a living server uses its database and leaves it running', async () => {
    const server = await holdCluster(dataDir)
    const joined = await startEmbeddedPostgres({ dataDir, log: silence })
    expect(joined.adopted).toBe(true)
    await joined.stop()
    expect(findPostmaster(joined.cluster)?.pid).toBe(server.pid)

    const ended = new Promise((resolve) => server.child.once('exit', resolve))
    server.child.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(findPostmaster(joined.cluster)).toBeUndefined()
  })

  test('F05: after server and PostgreSQL are killed together, a start at once succeeds, five times over', async () => {
    for (let round = 1; round <= 5; round += 1) {
      const killed = await holdCluster(dataDir)
      const { child, pid } = killed
      process.kill(pid, 'SIGKILL')
      await killHard(child)

      const postgres = await startEmbeddedPostgres({ dataDir, log: silence })
      try {
        expect(postgres.pid()).not.toBe(pid)
        expect(await addRow(postgres.url)).toBe(round)
      } finally {
        await postgres.stop()
      }
    }
  })
})

/** Adds a row to a table that outlives every kill, and counts its rows. */
async function addRow(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('create table if not exists rounds (n int)')
    await client.query('insert into rounds values (1)')
    const counted = await client.query<{ n: number }>('select count(*)::int as n from rounds')
    return counted.rows[0]?.n ?? 0
  } finally {
    await client.end()
  }
}
