import { spawnSync } from 'node:child_process'
import { chmod, mkdtemp, rm, rmdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { startEmbeddedPostgres } from '@kaochang/server/postgres/supervise'
import pg from 'pg'
import { inject, describe, expect, test } from 'vitest'
import { silence } from '../kit/own-cluster.ts'

const AS_ROOT = process.getuid?.() === 0
const url = inject('clusterUrl')
const socketDir = new URLSearchParams(url.slice(url.indexOf('?'))).get('host') ?? ''

describe('A38: who reaches the embedded database', () => {
  test.skipIf(process.platform === 'win32')(
    'nobody through the network, and through its socket only who may enter the folder',
    async () => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      const answer = await client.query(
        `select current_setting('listen_addresses') as listens, current_setting('password_encryption') as kept`,
      )
      await client.end()
      expect(answer.rows).toEqual([{ listens: '', kept: 'scram-sha-256' }])
      expect((await stat(socketDir)).mode & 0o777).toBe(0o700)
    },
  )

  test('nobody without the password, even with the socket in hand', async () => {
    const client = new pg.Client({ connectionString: url.replace(/password=[^&]*/, 'password=password') })
    client.on('error', () => undefined)
    await expect(client.connect()).rejects.toMatchObject({ code: '28P01' })
  })

  test.skipIf(!AS_ROOT)('no other account of the machine (needs root, to become one)', () => {
    const script = `require('node:net').connect(process.argv[1])
      .on('error', (err) => console.log(err.code)).on('connect', function () { console.log('in'); this.destroy() })`
    const knock = (uid: number | undefined) =>
      spawnSync(process.execPath, ['-e', script, join(socketDir, '.s.PGSQL.5432')], {
        ...(uid !== undefined && { uid, gid: uid }),
        encoding: 'utf8',
      }).stdout.trim()
    expect(knock(12_345)).toBe('EACCES')
    expect(knock(undefined)).toBe('in')
  })
})

test.skipIf(!AS_ROOT)(
  'a data folder below one that only root can enter still gets its database (needs root)',
  async () => {
    const shut = await mkdtemp(join(tmpdir(), 'kaochang-shut-'))
    await chmod(shut, 0o700)
    const dataDir = join(shut, 'data')
    const postgres = await startEmbeddedPostgres({ dataDir, log: silence, settings: { shared_buffers: '32MB' } })
    try {
      expect(postgres.cluster.startsWith(shut)).toBe(false)
      const again = await startEmbeddedPostgres({ dataDir, log: silence })
      expect(again.cluster).toBe(postgres.cluster)
      await again.stop()
    } finally {
      await postgres.stop()
      const elsewhere = dirname(postgres.cluster)
      await rm(elsewhere, { recursive: true })
      // Only if nothing of a real installation is there.
      await rmdir(dirname(elsewhere)).catch(() => undefined)
      await rm(shut, { recursive: true })
    }
  },
)
