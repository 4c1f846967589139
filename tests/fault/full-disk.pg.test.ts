import { spawnSync } from 'node:child_process'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { databaseFault } from '@kaochang/database/fault'
import { readDisk } from '@kaochang/server/boot/disk'
import { type ClusterState, type EmbeddedPostgres, startEmbeddedPostgres } from '@kaochang/server/postgres/supervise'
import pg from 'pg'
import { expect, test } from 'vitest'
import { makeDataDir, silence } from '../kit/own-cluster.ts'

const ROW = 'x'.repeat(4_000)

test('F06: on a full disk nothing more is acknowledged, nothing acknowledged is lost, and space given back is enough', async ({
  skip,
}) => {
  const dataDir = await makeDataDir()
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=170m,mode=0711', 'tmpfs', dataDir])
  if (mounted.status !== 0) {
    await rm(dataDir, { recursive: true })
    skip('this machine does not let us mount a small volume to fill')
  }
  let postgres: EmbeddedPostgres | undefined
  try {
    postgres = await startEmbeddedPostgres({ dataDir, log: silence, settings: { shared_buffers: '32MB' } })
    await once(postgres.url, 'create table answers (id serial primary key, text text)')

    const filler = join(dataDir, 'filler')
    await fill(filler)
    expect((await readDisk(dataDir)).level).toBe('short')
    const acknowledged = await insertUntilRefused(postgres.url)
    const down = untilTold(postgres, 'down')
    await writeLogUntilPanic(postgres.url)
    await down

    const up = untilTold(postgres, 'up')
    await rm(filler)
    await up
    const kept = await once(postgres.url, 'select count(*)::int as n from answers')
    expect((kept.rows[0] as { n: number }).n).toBeGreaterThanOrEqual(acknowledged)
    await once(postgres.url, `insert into answers (text) values ('after')`)
  } finally {
    await postgres?.stop()
    spawnSync('umount', [dataDir])
    await rm(dataDir, { recursive: true, force: true })
  }
})

/** Fills the volume to its last byte. */
async function fill(path: string) {
  const file = await open(path, 'w')
  try {
    for (let size = 1 << 20; size >= 1 << 12;) {
      try {
        await file.appendFile(Buffer.alloc(size))
      } catch {
        size /= 2
      }
    }
  } finally {
    await file.close()
  }
}

/** One row after another, until the database says no. Returns how many were acknowledged. */
async function insertUntilRefused(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  let acknowledged = 0
  try {
    for (;;) {
      await client.query('insert into answers (text) values ($1)', [ROW])
      acknowledged += 1
    }
  } catch (err) {
    expect(databaseFault(err)?.code).toMatch(/^(53100|57P0[12]|connection_lost|ECONNRESET|EPIPE)$/)
    return acknowledged
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Tables can be full and the database live; when there is no room for its log it has to stop: PANIC. */
async function writeLogUntilPanic(url: string) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  const stopped = new Promise((resolve) => client.once('end', resolve))
  let writing = true
  void stopped.then(() => (writing = false))
  while (writing) {
    await client.query(`select pg_logical_emit_message(true, 'filler', repeat('x', 1000000))`).catch(() => undefined)
  }
}

function untilTold(postgres: EmbeddedPostgres, state: ClusterState['state']): Promise<void> {
  return new Promise((resolve) => {
    const forget = postgres.onChange((change) => {
      if (change.state !== state) return
      forget()
      resolve()
    })
  })
}

async function once(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await client.query(statement)
  } finally {
    await client.end()
  }
}
