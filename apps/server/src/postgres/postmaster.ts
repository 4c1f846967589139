import { readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'

/** What a running postmaster writes about itself into `postmaster.pid`. */
export type Postmaster = {
  readonly pid: number
  readonly port: number
  /** Empty where it listens on no socket (Windows). */
  readonly socketDir: string
  readonly status: 'starting' | 'ready' | 'stopping' | 'standby'
}

/**
 * The live postmaster of a cluster, or undefined. A number in the file proves nothing: after a crash another
 * process may bear it, so on Linux the process must also stand in the cluster's own folder.
 */
export function findPostmaster(cluster: string): Postmaster | undefined {
  const noted = readPostmasterFile(cluster)
  if (noted === undefined) return undefined
  return belongsTo(noted.pid, cluster) ? noted : undefined
}

/**
 * Removes the lock files of a postmaster that is gone. PostgreSQL waits for them as long as a process with
 * that number exists: another one that got it, or the dead one while nobody has asked for its exit code.
 *
 * Touches nothing while any process still stands in the cluster's folder: the last backends of a killed
 * postmaster have its memory, and the file is how PostgreSQL knows. Only Linux can tell.
 */
export function forgetDeadPostmaster(cluster: string, socketDir: string) {
  if (process.platform !== 'linux' || isInhabited(cluster)) return
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
  if (socketDir !== '') rmSync(join(socketDir, '.s.PGSQL.5432.lock'), { force: true })
}

/** Whether any process has the folder as its own: every process of PostgreSQL has. */
function isInhabited(folder: string): boolean {
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && belongsTo(Number(name), folder))
}

/** The number PostgreSQL gave this cluster at its birth: the first eight bytes of its control file. */
export async function readSystemIdentifier(cluster: string): Promise<string> {
  const file = await open(join(cluster, 'global', 'pg_control'))
  try {
    const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0)
    return buffer.readBigUInt64LE().toString()
  } finally {
    await file.close()
  }
}

/** Whether a process exists; one of another account counts. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (err) {
    return err instanceof Error && 'code' in err && err.code === 'EPERM'
  }
}

function belongsTo(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false
  if (process.platform !== 'linux') return true
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster
  } catch {
    // Another account's process, or it ended this instant.
    return false
  }
}

/** Lines: pid, data folder, start time, port, socket folder, TCP address, shared memory key, status. */
function readPostmasterFile(cluster: string): Postmaster | undefined {
  let lines: string[]
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return { pid, port: Number(lines[3]), socketDir: lines[4] ?? '', status: readStatus(lines[7]?.trim()) }
}

function readStatus(word: string | undefined): Postmaster['status'] {
  return word === 'ready' || word === 'stopping' || word === 'standby' ? word : 'starting'
}
