import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '@kaochang/database/client'
import { databaseFault } from '@kaochang/database/fault'
import { migrate } from '@kaochang/database/migrate'
import type { Instant } from '@kaochang/domain/instant'
import { openLog } from '@kaochang/server/log'
import { startEmbeddedPostgres } from '@kaochang/server/postgres/supervise'
import { openLiveSittings } from '@kaochang/server/sitting/open-live-sittings'
import { expect, test } from 'vitest'
import { aLine } from '../kit/heard-line.ts'
import { makeDataDir, silence } from '../kit/own-cluster.ts'
import { aSealedExam } from '../kit/sealed-exam.ts'

const NINE = Date.parse('2026-10-22T01:00:00Z') as Instant

test('F07: a log on a full volume ends nothing, and says what it lost once there is room', async ({ skip }) => {
  const folder = await mkdtemp(join(tmpdir(), 'kaochang-log-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder])
  if (mounted.status !== 0) {
    await rm(folder, { recursive: true })
    skip('this machine does not let us mount a small volume to fill')
  }
  const path = join(folder, 'log')
  const file = openSync(path, 'a')
  const child = spawn(process.execPath, [fileURLToPath(new URL('log-into.ts', import.meta.url))], {
    stdio: ['pipe', file, 'pipe'],
  })
  try {
    closeSync(file)
    // Two kilobytes each: the volume holds thirty.
    expect(await logged(child, 100)).toBe(100)
    const full = await readFile(path, 'utf8')
    expect(full.length).toBeLessThan(65_537)
    spawnSync('mount', ['-o', 'remount,size=1m', folder])
    expect(await logged(child, 1)).toBe(101)
    const lines = (await readFile(path, 'utf8')).trim().split('\n')
    expect(lines.at(-2)).toMatch(/"lostCount":\d\d,"msg":"log lines could not be written"/)
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ count: 101 })
  } finally {
    const gone = once(child, 'exit')
    child.stdin?.end()
    await gone
    spawnSync('umount', [folder])
    await rm(folder, { recursive: true })
  }
  expect(child.exitCode).toBe(0)
})

test(
  'F09: a page that rotted on the disk is found by its checksum: nobody is given a paper from it',
  { timeout: 60_000 },
  async () => {
    const dataDir = await makeDataDir()
    let postgres = await startEmbeddedPostgres({ dataDir, log: silence, settings: { shared_buffers: '32MB' } })
    try {
      await migrate(postgres.url)
      const before = openDatabase({ url: postgres.url, size: 2, applicationName: 'test' })
      const exam = await aSealedExam(before.db, { at: NINE, candidates: 2 })
      const { rows } = await before.pool.query<{ path: string }>(`select pg_relation_filepath('papers') as path`)
      await before.close()
      await postgres.stop()
      await rot(join(postgres.cluster, rows[0]?.path ?? ''))

      postgres = await startEmbeddedPostgres({ dataDir, log: silence, settings: { shared_buffers: '32MB' } })
      const after = openDatabase({ url: postgres.url, size: 1, applicationName: 'test' })
      const read = await after.pool.query('select * from papers').then(
        () => undefined,
        (err: unknown) => databaseFault(err),
      )
      expect(read).toMatchObject({ code: 'XX001', retryable: false })
      await after.close()

      const lines: string[] = []
      const log = openLog('warn', { write: (line) => void lines.push(line) })
      const live = await openLiveSittings({ url: postgres.url, clock: { now: () => NINE }, log })
      for (const { sittingId, terminalId } of exam.examinees)
        await expect(live.attach(sittingId, terminalId, aLine())).rejects.toThrow()
      await live.close()
    } finally {
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true })
    }
  },
)

/** Turns over 64 bytes of the first page, away from its head. */
async function rot(path: string) {
  const file = await open(path, 'r+')
  try {
    const bytes = Buffer.alloc(64)
    await file.read(bytes, 0, 64, 8_000)
    await file.write(
      bytes.map((byte) => byte ^ 0xff),
      0,
      64,
      8_000,
    )
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Has the process log so many lines more; settles with how many it has logged in all, and rejects when it ends. */
async function logged(child: ChildProcess, count: number): Promise<number> {
  child.stdin?.write('\n'.repeat(count))
  const { stderr } = child
  if (!stderr) throw new Error('The process says nothing')
  let said = ''
  const heard = new Promise<number>((resolve) => {
    stderr.on('data', (data: Buffer) => {
      said += data.toString()
      const total = Number(said.trim().split('\n').at(-1))
      if (total % 100 === count % 100) resolve(total)
    })
  })
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`The process ended: ${said.slice(0, 2_000)}`)))
  return Promise.race([heard, ended])
}
