import { databaseFault } from '@kaochang/database/fault'
import { readSchemaState } from '@kaochang/database/migrate'
import type { Pool } from 'pg'
import type { Config } from '../config.ts'
import { idNumberLookup, openIdNumber } from '../people/id-number-secrets.ts'
import { findSecrets, type Secrets, SecretsFault, secretsPath } from '../secrets.ts'
import { type Disk, readDisk } from './disk.ts'
import { BootRefused, type Finding, isFatal, ok } from './finding.ts'
import { judgeSettings, type Settings } from './judge-settings.ts'

/** Deadlines are judged by the database's clock; beyond these the two machines disagree about the day's work. */
const DRIFT_WARNING_MS = 2_000
const DRIFT_FATAL_MS = 60_000

const MIB = 2 ** 20

/**
 * The gate itself: what is fatal keeps the server from starting.
 *
 * @returns the warnings, to be logged.
 * @throws BootRefused, for which a process exits with 78.
 */
export async function passBootGate(config: Config, pool: Pool): Promise<Finding[]> {
  const findings = await bootGate(config, pool)
  if (isFatal(findings)) throw new BootRefused(findings)
  return findings.filter(({ state }) => state === 'warning')
}

/**
 * Looks at everything the platform's promises rest on. `kaochang doctor` prints it; `serve` does not start
 * over a fatal finding.
 *
 * @param pool connections to the database, as the server will use them.
 */
export async function bootGate(config: Config, pool: Pool): Promise<Finding[]> {
  const disk = await judgeDataDir(config)
  try {
    const [settings, trigrams, schema, drift, link, secrets] = await Promise.all([
      readSettings(pool),
      judgeTrigrams(pool),
      judgeSchema(pool),
      judgeClock(pool),
      judgeLink(pool, config),
      judgeSecrets(pool, config),
    ])
    return [...judgeSettings(settings, config.production), ...trigrams, schema, drift, ...link, secrets, disk]
  } catch (err) {
    const fault = databaseFault(err)
    if (fault === undefined) throw err
    return [unreachable(fault.code), disk]
  }
}

function unreachable(code: string): Finding {
  return {
    check: 'database',
    state: 'fatal',
    zh: `连不上数据库（${code}）`,
    en: `the database does not answer (${code})`,
    mend: '检查 DATABASE_URL 的主机、端口、库名与口令 / check host, port, name and password in DATABASE_URL',
  }
}

async function readSettings(pool: Pool): Promise<Settings> {
  const answer = await pool.query<Settings>(`
    select current_setting('server_version_num') as server_version_num,
           current_setting('server_encoding') as server_encoding,
           (select datctype from pg_database where datname = current_database()) as lc_ctype,
           current_setting('fsync') as fsync,
           current_setting('synchronous_commit') as synchronous_commit,
           current_setting('full_page_writes') as full_page_writes,
           current_setting('data_checksums') as data_checksums,
           current_setting('TimeZone') as "TimeZone",
           current_setting('max_connections') as max_connections`)
  const [settings] = answer.rows
  if (settings === undefined) throw new Error('The database told nothing about its settings')
  return settings
}

/** The one proof that the search for duplicates works on Chinese text. Without the extension there is nothing to prove. */
async function judgeTrigrams(pool: Pool): Promise<Finding[]> {
  const there = await pool.query<{ there: boolean }>(`select to_regproc('show_trgm') is not null as there`)
  if (!there.rows[0]?.there) return []
  const answer = await pool.query<{ count: number }>(`select cardinality(show_trgm('煤'))::int as count`)
  if (answer.rows[0]?.count) return [ok('trigrams', '汉字查重可用', 'the search for duplicates sees Chinese')]
  return [
    {
      check: 'trigrams',
      state: 'fatal',
      zh: 'pg_trgm 看不见汉字，查重会静默失效',
      en: 'pg_trgm sees no letters in Chinese text: the search for duplicates would silently find nothing',
      mend: '以 LC_CTYPE C.UTF-8 重建数据库 / make the database anew with LC_CTYPE C.UTF-8',
    },
  ]
}

async function judgeSchema(pool: Pool): Promise<Finding> {
  const schema = await readSchemaState(pool)
  const counts = `${schema.applied}/${schema.known}`
  if (schema.state === 'current')
    return ok('schema', `数据库结构与程序一致（${counts}）`, `schema and code agree (${counts})`)
  const words = {
    empty: ['数据库是空的', 'the database is empty', '执行 npx kaochang migrate / run npx kaochang migrate'],
    behind: [
      '数据库比程序旧',
      'the database is older than the code',
      '先备份，再执行 npx kaochang migrate / back up, then run npx kaochang migrate',
    ],
    newer: ['数据库比程序新', 'the database is newer than the code', '换用更新的程序版本 / run the newer release'],
    rewritten: [
      '库中已执行的迁移与程序中的不同',
      'the migrations applied are not those of the code',
      '恢复 migrations 目录 / restore the folder migrations',
    ],
  } as const
  const [zh, en, mend] = words[schema.state]
  return { check: 'schema', state: 'fatal', zh: `${zh}（${counts}）`, en: `${en} (${counts})`, mend }
}

async function judgeClock(pool: Pool): Promise<Finding> {
  const before = Date.now()
  const answer = await pool.query<{ at: string }>(`select (extract(epoch from clock_timestamp()) * 1000)::text as at`)
  const after = Date.now()
  const drift = Math.round(Number(answer.rows[0]?.at) - (before + after) / 2)
  // Half a round trip may lie on either side.
  const certain = Math.max(0, Math.abs(drift) - (after - before) / 2)
  if (certain <= DRIFT_WARNING_MS)
    return ok('clock', `与数据库时钟相差 ${drift} 毫秒`, `${drift} ms from the database's clock`)
  return {
    check: 'clock',
    state: certain > DRIFT_FATAL_MS ? 'fatal' : 'warning',
    zh: `与数据库时钟相差 ${drift} 毫秒`,
    en: `${drift} ms from the database's clock`,
    mend: '两台机器都启用 NTP 授时 / let both machines follow NTP',
  }
}

/** What matters only where the database is somebody else's machine. */
async function judgeLink(pool: Pool, config: Config): Promise<Finding[]> {
  if (config.database.kind === 'embedded') return []
  const answer = await pool.query<{ encrypted: boolean; local: boolean; superuser: boolean }>(`
    select coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as encrypted,
           coalesce(inet_client_addr() <<= '127.0.0.0/8' or inet_client_addr() = '::1', true) as local,
           (select rolsuper from pg_roles where rolname = session_user) as superuser`)
  const { encrypted = false, local = true, superuser = false } = answer.rows[0] ?? {}
  const findings: Finding[] = []
  if (!encrypted && !local) {
    findings.push({
      check: 'database_tls',
      state: 'warning',
      zh: '与数据库的连接经过网络而未加密',
      en: 'the connection to the database crosses a network unencrypted',
      mend: '在 DATABASE_URL 末尾加 ?sslmode=verify-full / add ?sslmode=verify-full to DATABASE_URL',
    })
  }
  if (superuser) {
    findings.push({
      check: 'database_user',
      state: 'warning',
      zh: '以数据库超级用户连接',
      en: 'we connect as a superuser of the database',
      mend: '为平台建立只拥有本库的用户 / give the platform a user that owns this database and nothing else',
    })
  }
  return findings
}

/** The keys must be whole, and the ones this database was filled with. */
async function judgeSecrets(pool: Pool, config: Config): Promise<Finding> {
  let secrets: Secrets | undefined
  try {
    secrets = await findSecrets(config)
  } catch (err) {
    if (!(err instanceof SecretsFault)) throw err
    const [zh = '', en = ''] = err.message.split(' / ')
    return { check: 'secrets', state: 'fatal', zh, en, mend: RESTORE_SECRETS }
  }
  const sample = await findSealedPerson(pool)
  if (sample === undefined && secrets === undefined) {
    return ok('secrets', '首次启动时生成密钥', 'the secrets are made at the first start')
  }
  if (sample === undefined || (secrets !== undefined && opens(secrets, sample))) {
    return ok('secrets', '密钥齐全', 'the secrets are in place')
  }
  return {
    check: 'secrets',
    state: 'fatal',
    zh: `密钥与数据库不符：库中考生的证件号码无法用 ${secretsPath(config)} 查找和解密`,
    en: `these are not the secrets of this database: the ID numbers in it cannot be found or opened with ${secretsPath(config)}`,
    mend: RESTORE_SECRETS,
  }
}

const RESTORE_SECRETS =
  '放回与该数据库配套的密钥文件；首次部署见 npx kaochang secrets --help / ' +
  'put back the secrets file that belongs to this database; for a first deployment see npx kaochang secrets --help'

type SealedPerson = { readonly lookup: string; readonly sealed: Buffer }

async function findSealedPerson(pool: Pool): Promise<SealedPerson | undefined> {
  const there = await pool.query<{ there: boolean }>(`select to_regclass('persons') is not null as there`)
  if (!there.rows[0]?.there) return undefined
  const answer = await pool.query<SealedPerson>(
    'select id_number_lookup as lookup, id_number_sealed as sealed from persons limit 1',
  )
  return answer.rows[0]
}

function opens(secrets: Secrets, { lookup, sealed }: SealedPerson): boolean {
  try {
    return idNumberLookup(secrets, openIdNumber(secrets, sealed)) === lookup
  } catch {
    // AES-GCM throws over another key; that is the answer.
    return false
  }
}

async function judgeDataDir(config: Config): Promise<Finding> {
  let disk: Disk
  try {
    disk = await readDisk(config.dataDir)
  } catch (err) {
    return {
      check: 'disk',
      state: 'fatal',
      zh: `数据目录不可用：${config.dataDir}`,
      en: `the data folder cannot be used: ${String(err)}`,
      mend: '检查 KAOCHANG_DATA_DIR / check KAOCHANG_DATA_DIR',
    }
  }
  const room = `${Math.floor(disk.freeBytes / MIB)} MiB`
  if (disk.level === 'ok') return ok('disk', `可用空间 ${room}`, `${room} free`)
  return {
    check: 'disk',
    state: 'warning',
    zh: `磁盘空间${disk.level === 'short' ? '严重' : ''}不足，可用 ${room}`,
    en: `${room} free is ${disk.level === 'short' ? 'too little to start a session' : 'getting low'}`,
    mend:
      '清理或扩容；紧急时 npx kaochang doctor --release-ballast 腾出 64 MiB / ' +
      'free or add space; in need npx kaochang doctor --release-ballast gives 64 MiB back',
  }
}
