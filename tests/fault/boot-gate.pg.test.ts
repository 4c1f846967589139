import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '@kaochang/database/client'
import { bootGate, passBootGate } from '@kaochang/server/boot/gate'
import { BootRefused } from '@kaochang/server/boot/finding'
import { readConfig } from '@kaochang/server/config'
import { idNumberLookup, sealIdNumber } from '@kaochang/server/people/id-number-secrets'
import { loadSecrets, makeSecrets } from '@kaochang/server/secrets'
import type { IdNumber } from '@kaochang/domain/people/id-number'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ownCluster } from '../kit/own-cluster.ts'
import { type FreshDatabase, freshDatabase } from '../kit/postgres.ts'
import { kaochang } from './another-process.ts'

let home: FreshDatabase
let folder: string
beforeAll(async () => {
  home = await freshDatabase()
  folder = await mkdtemp(join(tmpdir(), 'kaochang-gate-'))
  await chmod(folder, 0o711)
  await makeSecrets(join(folder, 'secrets.json'))
})
afterAll(async () => {
  await home.close()
  await rm(folder, { recursive: true })
})

const config = (url: string) => readConfig({ DATABASE_URL: url, KAOCHANG_DATA_DIR: folder }, {})

describe('the boot gate', () => {
  test('has nothing fatal to say of a migrated database, as the role of the application', async () => {
    const { pool } = home.open({ role: 'kaochang_app' })
    expect(await fatal(home.url, pool)).toEqual([])
  })

  test('F10: durability that a database was told to do without keeps the server from starting', async () => {
    await home.pool.query(`alter database ${home.name} set synchronous_commit to off`)
    const { pool } = home.open()
    expect(await fatal(home.url, pool)).toEqual(['synchronous_commit'])
    await expect(passBootGate(config(home.url), pool)).rejects.toThrow(BootRefused)
    await home.pool.query(`alter database ${home.name} reset synchronous_commit`)
  })

  test('F10: a cluster with fsync and full_page_writes off is refused, and doctor exits with 78', async () => {
    const own = await ownCluster({ fsync: 'off', full_page_writes: 'off' })
    try {
      const doctor = await kaochang(['doctor', '--json'], {
        DATABASE_URL: own.postgres.url,
        KAOCHANG_DATA_DIR: own.dataDir,
      })
      const { findings } = JSON.parse(doctor.stdout) as { findings: { check: string; state: string; mend: string }[] }
      expect(findings.filter(({ state }) => state === 'fatal').map(({ check }) => check)).toEqual([
        'fsync',
        'full_page_writes',
        'schema',
      ])
      expect(doctor.code).toBe(78)
    } finally {
      await own.remove()
    }
  })

  test.each([
    [
      'F11: SQL_ASCII, as initdb chooses under LANG=C',
      `encoding 'SQL_ASCII' locale_provider libc lc_collate 'C' lc_ctype 'C'`,
      ['encoding', 'lc_ctype', 'trigrams', 'schema'],
    ],
    [
      'F11: UTF8 without a character class',
      `encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8' lc_collate 'C' lc_ctype 'C'`,
      ['lc_ctype', 'trigrams', 'schema'],
    ],
  ])('%s is refused, because duplicates in Chinese would go unseen', async (_, flags, checks) => {
    const name = `gate_${randomBytes(4).toString('hex')}`
    await home.pool.query(`create database ${name} template template0 ${flags}`)
    const url = home.url.replace(`///${home.name}?`, `///${name}?`)
    const database = openDatabase({ url, size: 4, applicationName: 'test' })
    try {
      await database.pool.query('create extension pg_trgm')
      expect(await fatal(url, database.pool)).toEqual(checks)
    } finally {
      await database.close()
      await home.pool.query(`drop database ${name} with (force)`)
    }
  })

  test('a session in another zone than UTC is refused', async () => {
    const { pool } = home.open({ size: 1 })
    await pool.query(`set timezone to 'Asia/Shanghai'`)
    expect(await fatal(home.url, pool)).toEqual(['time_zone'])
  })

  test('F30: other secrets than those the database was filled with are refused', async () => {
    const people = await freshDatabase()
    const other = await mkdtemp(join(tmpdir(), 'kaochang-gate-'))
    try {
      const secrets = await loadSecrets({ dataDir: folder, secretsFile: undefined })
      const number = '11010519491231002X' as IdNumber
      await people.pool.query(
        `insert into persons (name, id_number_lookup, id_number_sealed, id_number_masked, enterprise, created_at)
         values ('张三', $1, $2, '1101**********002X', '演示煤矿', '2026-01-01T00:00:00Z')`,
        [idNumberLookup(secrets, number), sealIdNumber(secrets, number)],
      )
      expect(await fatal(people.url, people.pool)).toEqual([])

      const elsewhere = readConfig({ DATABASE_URL: people.url, KAOCHANG_DATA_DIR: other }, {})
      expect(fatalOf(await bootGate(elsewhere, people.pool))).toEqual(['secrets'])
      await makeSecrets(join(other, 'secrets.json'))
      expect(fatalOf(await bootGate(elsewhere, people.pool))).toEqual(['secrets'])
    } finally {
      await people.close()
      await rm(other, { recursive: true })
    }
  })

  test('a database that does not answer is a finding and not a crash', async () => {
    const url = home.url.replace(`///${home.name}?`, '///nowhere?')
    const { pool, close } = openDatabase({ url, size: 2, applicationName: 'test' })
    try {
      expect(await fatal(url, pool)).toEqual(['database'])
    } finally {
      await close()
    }
  })
})

test('F30: a server whose settings are wrong ends with 78 and says everything that is wrong', async () => {
  const ended = await kaochang(['serve', '--port', 'x'], { KAOCHANG_PROT: '1', KAOCHANG_MODE: 'production' })
  expect(ended.code).toBe(78)
  for (const name of ['KAOCHANG_PROT', '--port', 'KAOCHANG_PUBLIC_URL']) expect(ended.stderr).toContain(name)
})

async function fatal(url: string, pool: Parameters<typeof bootGate>[1]) {
  return fatalOf(await bootGate(config(url), pool))
}

function fatalOf(findings: Awaited<ReturnType<typeof bootGate>>) {
  return findings.filter(({ state }) => state === 'fatal').map(({ check }) => check)
}
