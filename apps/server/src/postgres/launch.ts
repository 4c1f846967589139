import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readDisk } from '../boot/disk.ts'
import { runAs, settingsFor } from './cluster.ts'
import type { Home } from './home.ts'
import { findPostmaster, forgetDeadPostmaster } from './postmaster.ts'

const WINDOWS = process.platform === 'win32'

/** A path of a socket holds 103 bytes on macOS and 107 on Linux, with the name of the socket in it. */
const SOCKET_DIR_BYTES = 103 - '/.s.PGSQL.5432'.length

/** Recovery of a large log takes its time; it may, as long as the process lives. */
const RECOVERY_MS = 5 * 60_000

/** Where a cluster is reached: a folder with its socket, or on Windows a port of the loopback address. */
export type Listen = { readonly socketDir: string; readonly port: number }

export type Launched =
  | { readonly ok: true; readonly child: ChildProcess }
  /** It ended before it was ready; what it said, and whether that may pass by itself. */
  | { readonly ok: false; readonly reason: string; readonly passing: boolean }

/**
 * Starts PostgreSQL and waits until it is ready or has ended.
 *
 * It is put in a session of its own: Ctrl-C at the terminal must reach us and not the database, which still
 * has to take what we are about to write.
 */
export async function launchPostmaster(
  home: Home,
  listen: Listen,
  extra: Readonly<Record<string, string>>,
): Promise<Launched> {
  forgetDeadPostmaster(home.cluster, listen.socketDir)
  await makeSocketDir(home, listen.socketDir)
  const settings = { ...settingsFor(home, listen), ...extra }
  const log = openSync(home.startupLog, 'w', 0o600)
  let child: ChildProcess
  try {
    child = spawn(
      home.binaries.postgres,
      ['-D', home.cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      { ...runAs(home), cwd: home.cluster, stdio: ['ignore', log, log], detached: true, windowsHide: true },
    )
  } finally {
    closeSync(log)
  }
  // A database must not keep a process alive that has nothing else left to do.
  child.unref()
  const end = new Promise<string>((resolve) => {
    child.once('error', (err) => resolve(err.message))
    child.once('exit', (code, signal) => resolve(`exit ${code ?? signal}`))
  })
  const ready = await Promise.race([end, untilReady(home, child)])
  if (ready === true) return { ok: true, child }
  // The collector of logs is a process of its own and writes down the last words a moment later.
  await pause(50)
  const words = readLastWords(home) || (await sayIfFull(home))
  const reason = `${words} (${ready === false ? 'not ready' : ready})`
  return { ok: false, reason, passing: !LASTING.test(reason) }
}

async function untilReady(home: Home, child: ChildProcess): Promise<boolean> {
  const deadline = performance.now() + RECOVERY_MS
  while (performance.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const postmaster = findPostmaster(home.cluster)
    if (postmaster?.pid === child.pid && postmaster?.status === 'ready') return true
    await pause(15)
  }
  return false
}

/** The last backends of another postmaster, or a full disk: these pass. Somebody has to see to these: */
const LASTING =
  /unrecognized configuration|invalid value for parameter|incompatible|ownership|permission|not a database cluster|could not load library/

/** Once the collector of logs runs, what PostgreSQL says goes to the day's file and no longer to us. */
function readLastWords(home: Home): string {
  const days = readdirSync(home.logs).map((name) => join(home.logs, name))
  const newest = days.toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs).slice(0, 1)
  return [home.startupLog, ...newest].flatMap(readTroubles).slice(-3).join(' | ')
}

function readTroubles(path: string): string[] {
  try {
    const lines = readFileSync(path, 'utf8').trim().split('\n').slice(-20)
    return lines.filter((line) => /FATAL|PANIC|could not|error while/.test(line))
  } catch {
    return []
  }
}

/** On a full disk PostgreSQL cannot even write down why it stopped. */
async function sayIfFull(home: Home): Promise<string> {
  const { level } = await readDisk(home.root)
  return level === 'short' ? '磁盘已满 / the disk is full' : ''
}

/** Where the cluster is reached now, if it runs, or will be: connection strings hold for as long as we live. */
export async function chooseListen(home: Home): Promise<Listen> {
  const running = findPostmaster(home.cluster)
  if (running !== undefined) return { socketDir: running.socketDir, port: running.port }
  if (WINDOWS) return { socketDir: '', port: await findFreePort() }
  const beside = join(home.root, 'socket')
  const fits = Buffer.byteLength(beside) <= SOCKET_DIR_BYTES
  return { socketDir: fits ? beside : await mkdtemp(join(tmpdir(), 'kaochang-')), port: 5432 }
}

/** A folder that nobody else can enter. */
async function makeSocketDir({ account }: Home, socketDir: string) {
  if (socketDir === '') return
  await mkdir(socketDir, { recursive: true, mode: 0o700 })
  await chmod(socketDir, 0o700)
  if (account) await chown(socketDir, account.uid, account.gid)
}

async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1')
  return address.port
}
