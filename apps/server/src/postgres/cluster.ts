import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { EmbeddedFault } from './embedded-fault.ts'
import { giveAway, type Home } from './home.ts'

/** The owner of everything in the embedded cluster. */
export const OWNER = 'kaochang'

/** Lies in the cluster's own folder, so that a backup carries it and a restored cluster opens. */
const PASSWORD_FILE = 'kaochang.password'

/** Names of the UTF-8 character classes on Linux, older Linux and macOS, and Windows. */
const CTYPES = ['C.UTF-8', 'en_US.UTF-8', 'UTF-8', 'en-US']

const WINDOWS = process.platform === 'win32'

/**
 * Makes the cluster of a home unless it stands already. A kill halfway leaves nothing behind that looks finished.
 *
 * The encoding is always said aloud: without it initdb follows the environment, and `LANG=C` gives SQL_ASCII.
 * The same for lc_ctype: pg_trgm finds no letters at all in Chinese text when it is C.
 */
export async function makeCluster(home: Home) {
  if (existsSync(join(home.cluster, 'PG_VERSION'))) return
  const unfinished = await mkdtemp(join(home.root, 'making-'))
  const password = join(unfinished, PASSWORD_FILE)
  const folder = join(unfinished, 'cluster')
  try {
    await writeFile(password, randomBytes(32).toString('base64url'), { mode: 0o600 })
    if (home.account) await giveAway(unfinished, home.account)
    await initialise(home, folder, password)
    await rename(password, join(folder, PASSWORD_FILE))
    await rename(folder, home.cluster)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

async function initialise(home: Home, folder: string, password: string) {
  let reason: unknown
  for (const ctype of CTYPES) {
    const flags = [
      `--pgdata=${folder}`,
      `--username=${OWNER}`,
      `--pwfile=${password}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      `--lc-ctype=${ctype}`,
      '--data-checksums',
    ]
    try {
      await promisify(execFile)(home.binaries.initdb, flags, { ...runAs(home), cwd: home.root })
      return
    } catch (err) {
      reason = err
      await rm(folder, { recursive: true, force: true })
      if (!String(err).includes('locale')) break
    }
  }
  throw new EmbeddedFault(
    `无法创建数据库目录 ${home.cluster}。 / The database could not be made in ${home.cluster}: ${String(reason)}`,
    { cause: reason },
  )
}

/** The password of the cluster's owner. */
export async function readPassword(home: Home): Promise<string> {
  return (await readFile(join(home.cluster, PASSWORD_FILE), 'utf8')).trim()
}

/**
 * What PostgreSQL is started with. Given on the command line, where no edited file in the data folder can
 * weaken it.
 */
export function settingsFor(home: Home, listen: { socketDir: string; port: number }): Record<string, string> {
  return {
    // Reachable through a socket in a folder of our own and in no other way. Windows has no such folders.
    listen_addresses: WINDOWS ? '127.0.0.1' : '',
    unix_socket_directories: listen.socketDir,
    unix_socket_permissions: '0700',
    port: String(listen.port),
    max_connections: '60',
    password_encryption: 'scram-sha-256',

    // An acknowledged answer is on disk.
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',

    // Whoever sits at a psql with a transaction open must not hold up a hall. Our own are given ten seconds.
    idle_in_transaction_session_timeout: '60s',

    // Steady latency: rare, slow checkpoints, WAL files used again, no compiling, no bursts of parallel work.
    max_wal_size: '2GB',
    min_wal_size: '256MB',
    checkpoint_timeout: '15min',
    checkpoint_completion_target: '0.9',
    shared_buffers: `${sharedBuffersMb()}MB`,
    jit: 'off',
    max_parallel_workers_per_gather: '0',

    timezone: 'UTC',
    log_timezone: 'UTC',
    cluster_name: 'kaochang',

    // A week of logs, one file a day. Row values (in DETAIL) and statements stay out: they hold answers and ID numbers.
    logging_collector: 'on',
    log_directory: home.logs,
    log_filename: 'postgresql-%a.log',
    log_file_mode: '0600',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: '0',
    log_lock_waits: 'on',
  }
}

/** An eighth of the memory that we may use, between 128 MB and 1 GB. */
function sharedBuffersMb(): number {
  const memoryMb = Math.min(totalmem(), process.constrainedMemory() || Infinity) / 2 ** 20
  return Math.round(Math.min(1024, Math.max(128, memoryMb / 8)))
}

/** Account and environment for PostgreSQL's programs. Ours may name locales that this machine does not have. */
export function runAs({ account }: Home) {
  return {
    ...(account && { uid: account.uid, gid: account.gid }),
    ...(!WINDOWS && { env: { LC_ALL: 'C', TZ: 'UTC' } }),
  }
}
