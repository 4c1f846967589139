import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { findBinaries } from './binaries.ts'
import { makeCluster, readPassword } from './cluster.ts'
import { EmbeddedFault } from './embedded-fault.ts'
import { becomeResponsible, connectionString, type Held, tryToHold } from './hold.ts'
import { type Home, settleHome } from './home.ts'
import { chooseListen } from './launch.ts'
import { findPostmaster } from './postmaster.ts'

/** What the supervisor says, in pino's shape. */
export type Log = {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

/** `down` while the database is gone and is being brought back; the reason is for the screen. */
export type ClusterState = { readonly state: 'up' } | { readonly state: 'down'; readonly reason: string }

export type EmbeddedPostgres = {
  /** Connection string of the owner for the database `kaochang`. It holds a password: never log it. */
  readonly url: string
  /** The same for another database of the cluster. */
  readonly urlOf: (database: string) => string
  /** Real path of the cluster, for backup and restore. */
  readonly cluster: string
  /** Process id of the postmaster now. */
  readonly pid: () => number
  /** True if it ran already when we came: left by a process that died, or in use by one that lives. */
  readonly adopted: boolean
  /** Hears of every change; returns how to stop listening. */
  readonly onChange: (listener: (state: ClusterState) => void) => () => void
  /**
   * Ends our part. Stops PostgreSQL once its writes are done, unless another live process of ours is
   * responsible for it.
   */
  readonly stop: () => Promise<void>
}

export type EmbeddedOptions = {
  readonly dataDir: string
  readonly log: Log
  /** Throw the database `kaochang` away and make it anew, empty. */
  readonly reset?: boolean
  /** Settings of PostgreSQL over our own: a negative control needs a bad one. */
  readonly settings?: Readonly<Record<string, string>>
}

const DATABASE = 'kaochang'

/** How long a start may fail for reasons that pass by themselves. */
const PATIENCE_MS = 15_000

/** How long a fast shutdown may take before an immediate one. */
const SHUTDOWN_MS = 20_000

/**
 * Starts the embedded PostgreSQL of a data folder, or takes over the one that runs there already, and keeps
 * it running: after a crash, a PANIC or a full disk it is started again as soon as it will.
 *
 * @throws Error in words when it cannot be started within 15 s.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log, settings = {} } = options
  const home = await settleHome(dataDir, await findBinaries())
  await makeCluster(home)
  const password = await readPassword(home)
  const listen = await chooseListen(home)
  const listeners = new Set<(state: ClusterState) => void>()
  const leaving = new AbortController()
  const left = new Promise<void>((resolve) => leaving.signal.addEventListener('abort', () => resolve()))

  let held = await hold()
  const adopted = !held.launched
  try {
    if (options.reset) await held.guard.query(`drop database if exists ${DATABASE} with (force)`)
    await makeDatabase(held)
  } catch (err) {
    await leave()
    throw err
  }
  log.info({ pid: held.postmaster.pid, adopted, responsible: held.responsible }, 'database is up')
  const watching = watch()

  return {
    url: connectionString(listen, DATABASE, password),
    urlOf: (database) => connectionString(listen, database, password),
    cluster: home.cluster,
    pid: () => held.postmaster.pid,
    adopted,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop,
  }

  /** Tries until the database answers, as long as the reasons it does not are of the kind that pass. */
  async function hold(): Promise<Held> {
    const deadline = performance.now() + PATIENCE_MS
    let launched = false
    for (let waitMs = 20; ; waitMs = Math.min(waitMs * 2, 1_000)) {
      const attempt = await tryToHold(home, listen, password, settings)
      if (attempt.ok) return { ...attempt.held, launched: launched || attempt.held.launched }
      launched ||= attempt.launched
      if (!attempt.passing || performance.now() > deadline || leaving.signal.aborted)
        throw new EmbeddedFault(cannotStart(home, attempt.reason))
      await Promise.race([pause(waitMs), left])
    }
  }

  /** Waits for the guard's connection to end, brings the database back, and so on until we leave. */
  async function watch() {
    for (;;) {
      await Promise.race([held.lost, left])
      if (leaving.signal.aborted) return
      log.error({ pid: held.postmaster.pid }, 'database is down')
      tell({ state: 'down', reason: '数据库连接中断，正在恢复 / the database went away and is being brought back' })
      const back = await holdAtLast()
      if (!back) return
      held = back
      log.warn({ pid: held.postmaster.pid }, 'database is up again')
      tell({ state: 'up' })
    }
  }

  async function holdAtLast(): Promise<Held | undefined> {
    while (!leaving.signal.aborted) {
      try {
        return await hold()
      } catch (err) {
        const reason = err instanceof Error ? err.message : String(err)
        log.error({ reason }, 'database is still down')
        tell({ state: 'down', reason })
        await Promise.race([pause(1_000), left])
      }
    }
    return undefined
  }

  function tell(state: ClusterState) {
    for (const listener of listeners) listener(state)
  }

  async function stop() {
    leaving.abort()
    await watching
    await leave()
  }

  async function leave() {
    const responsible = held.responsible || (await becomeResponsible(held.guard).catch(() => false))
    if (responsible) await stopPostmaster(home)
    await held.guard.end().catch(() => undefined)
  }
}

/** The database itself; made once. */
async function makeDatabase({ guard }: Held) {
  const found = await guard.query('select from pg_database where datname = $1', [DATABASE])
  if (found.rowCount !== 0) return
  try {
    await guard.query(`create database ${DATABASE}`)
  } catch (err) {
    // Another process of ours came first.
    if (!(err instanceof Error && 'code' in err && (err.code === '42P04' || err.code === '23505'))) throw err
  }
}

/** Lets running transactions roll back, writes everything out and ends: a fast shutdown, by its own process id. */
async function stopPostmaster(home: Home) {
  const postmaster = findPostmaster(home.cluster)
  if (postmaster === undefined) return
  if (process.platform === 'win32') {
    await promisify(execFile)(home.binaries.pgCtl, ['stop', '-D', home.cluster, '-m', 'fast', '-w'])
    return
  }
  process.kill(postmaster.pid, 'SIGINT')
  if (!(await hasEnded(home, postmaster.pid, SHUTDOWN_MS))) {
    process.kill(postmaster.pid, 'SIGQUIT')
    await hasEnded(home, postmaster.pid, 5_000)
  }
  if (postmaster.socketDir !== join(home.root, 'socket')) {
    await rm(postmaster.socketDir, { recursive: true, force: true })
  }
}

async function hasEnded(home: Home, pid: number, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs
  while (findPostmaster(home.cluster)?.pid === pid) {
    if (performance.now() > deadline) return false
    await pause(10)
  }
  return true
}

function cannotStart(home: Home, reason: string): string {
  return (
    `内置数据库无法启动：${reason}。数据目录：${home.cluster}；启动日志：${home.startupLog}。请检查磁盘空间，并确认没有别的程序使用该目录。 / ` +
    `The embedded database does not start: ${reason}. Its folder: ${home.cluster}; its log: ${home.startupLog}. Check the free disk space and that no other program uses the folder.`
  )
}
