import { CLOSE } from '@kaochang/contract/socket/protocol'
import { migrate } from '@kaochang/database/migrate'
import { openDatabase } from '@kaochang/database/client'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { type Bot, openBot } from '../kit/bot.ts'
import { type OwnCluster, ownCluster } from '../kit/own-cluster.ts'
import { freshDatabase } from '../kit/postgres.ts'
import { type SealedExam, anExamOn } from '../kit/sealed-exam.ts'
import { type ServerProcess, startServerProcess } from '../kit/server-process.ts'
import { checkStored } from '../kit/stored.ts'

const ORIGIN = 'http://localhost'
const CANDIDATES = 12

const endings: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

describe('the server killed outright while candidates answer', { timeout: 60_000 }, () => {
  test('F01: every acknowledged answer is there afterwards, once and in order, and the terminals have gone on', async () => {
    const home = await freshDatabase()
    endings.push(() => home.close())
    const exam = await anExamOn(home.url, CANDIDATES)
    let server = await startServer(home.url)
    const bots = await answering(exam, server)

    for (let kill = 0; kill < 3; kill += 1) {
      await progress(bots)
      await server.kill()
      server = await startServer(home.url, server.port)
    }
    await Promise.all(bots.map(({ flush }) => flush()))
    const { acked, lost } = await checkStored(home.pool, exam.examinees, bots)
    expect(lost).toBe(0)
    expect(acked).toBe(bots.reduce((sum, { made }) => sum + made.length, 0))
    expect(acked).toBeGreaterThan(CANDIDATES * 10)
  })

  test('F28: told to stop, it finishes what it has, asks the terminals to come back, and is gone within ten seconds', async () => {
    const home = await freshDatabase()
    endings.push(() => home.close())
    const exam = await anExamOn(home.url, CANDIDATES)
    const server = await startServer(home.url)
    const bots = await answering(exam, server)
    await progress(bots)
    const stopped = await server.stop()
    expect(stopped.code).toBe(0)
    expect(stopped.ms).toBeLessThan(10_000)
    for (const { closes } of bots) {
      expect(closes[0]?.code).toBe(CLOSE.restarting)
      expect(Number(/^retry-after-ms:(\d+)$/.exec(closes[0]?.reason ?? '')?.[1])).toBeLessThan(5_000)
    }
    expect((await checkStored(home.pool, exam.examinees, bots)).lost).toBe(0)
    await startServer(home.url, server.port)
    await Promise.all(bots.map(({ flush }) => flush()))
  })

  test('F21: stopped for five seconds, it silences nobody', async () => {
    const home = await freshDatabase()
    endings.push(() => home.close())
    const exam = await anExamOn(home.url, CANDIDATES)
    const server = await startServer(home.url)
    const bots = await answering(exam, server)
    process.kill(server.pid, 'SIGSTOP')
    await pause(5_000)
    process.kill(server.pid, 'SIGCONT')
    await Promise.all(bots.map(({ flush }) => flush()))
    expect(bots.flatMap(({ closes }) => closes)).toEqual([])
    expect((await checkStored(home.pool, exam.examinees, bots)).lost).toBe(0)
  })
})

describe('PostgreSQL killed outright while candidates answer', { timeout: 60_000 }, () => {
  test('F03: no acknowledged answer is lost, and the terminals never notice but for a wait', async () => {
    const own = await anOwnCluster()
    const { exam, bots, pool } = await answeringOn(own)
    await throughKills(own, bots)
    await Promise.all(bots.map(({ flush }) => flush()))
    const { acked, lost } = await checkStored(pool, exam.examinees, bots)
    expect(lost).toBe(0)
    expect(acked).toBeGreaterThan(CANDIDATES * 10)
    expect(bots.flatMap(({ closes }) => closes)).toEqual([])
  })

  test('F03, the other way round: with synchronous_commit off this very test finds lost answers', async () => {
    // The writer of the log comes round so seldom that whatever was acknowledged since is in memory only.
    const own = await anOwnCluster({
      synchronous_commit: 'off',
      wal_writer_delay: '10000ms',
      wal_writer_flush_after: '1GB',
    })
    const { exam, bots, pool } = await answeringOn(own)
    await throughKills(own, bots, 1)
    for (const bot of bots) bot.pause()
    expect((await checkStored(pool, exam.examinees, bots)).lost).toBeGreaterThan(0)
  })
})

async function anOwnCluster(settings: Readonly<Record<string, string>> = {}): Promise<OwnCluster> {
  const own = await ownCluster(settings)
  endings.push(own.remove)
  await migrate(own.postgres.url)
  return own
}

async function answeringOn({ postgres }: OwnCluster) {
  const exam = await anExamOn(postgres.url, CANDIDATES)
  const { pool, close } = openDatabase({ url: postgres.url, size: 1, applicationName: 'test' })
  endings.push(close)
  // What stands here so far is not what the test is about.
  await pool.query('checkpoint')
  const server = await startServer(postgres.url)
  return { exam, pool, bots: await answering(exam, server) }
}

/** Kills the postmaster under load, and waits each time until the supervisor has brought it back. */
async function throughKills({ postgres }: OwnCluster, bots: readonly Bot[], times = 3) {
  for (let kill = 0; kill < times; kill += 1) {
    await progress(bots)
    const back = new Promise<void>((resolve) => {
      const forget = postgres.onChange(({ state }) => {
        if (state !== 'up') return
        forget()
        resolve()
      })
    })
    process.kill(postgres.pid(), 'SIGKILL')
    await back
  }
}

async function startServer(url: string, port?: number): Promise<ServerProcess> {
  const server = await startServerProcess(url, ORIGIN, port)
  endings.push(async () => {
    if (server.child.exitCode === null && server.child.signalCode === null) await server.kill()
  })
  return server
}

/** The exam's candidates, all of them answering as fast as they are acknowledged. */
async function answering({ examinees }: SealedExam, { port }: ServerProcess): Promise<Bot[]> {
  const bots = examinees.map(({ cookie }) =>
    openBot({ where: () => `http://127.0.0.1:${port}`, cookie, origin: ORIGIN, itemCount: 2, everyMs: 20 }),
  )
  endings.push(() => {
    for (const bot of bots) bot.close()
  })
  await Promise.all(bots.map(({ begun }) => begun))
  return bots
}

/** Waits until a hundred more saves have been acknowledged. */
async function progress(bots: readonly Bot[]) {
  const acked = () => bots.reduce((sum, bot) => sum + bot.acked(), 0)
  const enough = acked() + 100
  while (acked() < enough) await pause(5)
}
