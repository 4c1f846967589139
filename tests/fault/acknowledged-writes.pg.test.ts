import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase } from '@kaochang/database/client'
import { databaseFault } from '@kaochang/database/fault'
import { afterEach, describe, expect, test } from 'vitest'
import { type OwnCluster, ownCluster } from '../kit/own-cluster.ts'

const WRITERS = 8
const KILLS = 3

let own: OwnCluster | undefined
afterEach(() => own?.remove())

describe('PostgreSQL killed outright while answers are written', () => {
  test('F03: every acknowledged row is there afterwards, and the database is back by itself', async () => {
    own = await ownCluster()
    const { acknowledged, lost } = await writeThroughKills(own)
    expect(acknowledged).toBeGreaterThan(100)
    expect(lost).toBe(0)
  })

  test('F03, the other way round: with synchronous_commit off this very test finds lost rows', async () => {
    // The writer of the log comes round so seldom that whatever was acknowledged since is in memory only.
    own = await ownCluster({ synchronous_commit: 'off', wal_writer_delay: '10000ms', wal_writer_flush_after: '1GB' })
    const { lost } = await writeThroughKills(own)
    expect(lost).toBeGreaterThan(0)
  })
})

/** Writers insert as fast as they can while the postmaster is killed; what was acknowledged is looked for at the end. */
async function writeThroughKills({ postgres }: OwnCluster) {
  const database = openDatabase({ url: postgres.url, size: WRITERS + 1, applicationName: 'writers' })
  const acknowledged: number[] = []
  let writing = true
  let next = 0

  async function write() {
    while (writing) {
      const id = (next += 1)
      try {
        await database.pool.query('insert into answers values ($1)', [id])
        acknowledged.push(id)
      } catch (err) {
        if (!databaseFault(err)?.retryable) throw err
        await pause(20)
      }
    }
  }

  try {
    await database.pool.query('create table answers (id int primary key)')
    await database.pool.query('checkpoint')
    const writers = Array.from({ length: WRITERS }, write)
    for (let kill = 0; kill < KILLS; kill += 1) {
      await pause(300)
      const back = untilUp(postgres)
      process.kill(postgres.pid(), 'SIGKILL')
      await back
    }
    writing = false
    await Promise.all(writers)
    const kept = await database.pool.query<{ id: number }>('select id from answers')
    const found = new Set(kept.rows.map((row) => row.id))
    return { acknowledged: acknowledged.length, lost: acknowledged.filter((id) => !found.has(id)).length }
  } finally {
    writing = false
    await database.close()
  }
}

/** Settles when the supervisor has brought the database back after its next fall. */
function untilUp(postgres: OwnCluster['postgres']): Promise<void> {
  return new Promise((resolve) => {
    const forget = postgres.onChange(({ state }) => {
      if (state !== 'up') return
      forget()
      resolve()
    })
  })
}
