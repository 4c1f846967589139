import { open, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from '../postgres/supervise.ts'

/** How much room a volume has. `low`: tell somebody. `short`: start no further sitting. */
export type Disk = { readonly level: 'ok' | 'low' | 'short'; readonly freeBytes: number; readonly totalBytes: number }

export type DiskWatch = { readonly now: () => Disk; readonly stop: () => void }

const MIB = 2 ** 20
const GIB = 2 ** 30

/** Given back when the disk is full, so that PostgreSQL can start and the administrator can work. */
const BALLAST_BYTES = 64 * MIB

const LOOK_EVERY_MS = 10_000

/**
 * Judges a volume: low under 20 % free, short under 10 %. On a large volume the part says little: 50 GiB free
 * are never low, and 20 GiB never short. Under 1 GiB is always short.
 */
export function judgeDisk(freeBytes: number, totalBytes: number): Disk {
  const part = totalBytes === 0 ? 1 : freeBytes / totalBytes
  const short = freeBytes < GIB || (part < 0.1 && freeBytes < 20 * GIB)
  const low = part < 0.2 && freeBytes < 50 * GIB
  return { level: short ? 'short' : low ? 'low' : 'ok', freeBytes, totalBytes }
}

/** The room on the volume of a folder, as an ordinary account may use it. */
export async function readDisk(folder: string): Promise<Disk> {
  const { bavail, blocks, bsize } = await statfs(folder)
  return judgeDisk(bavail * bsize, blocks * bsize)
}

/**
 * Lays the ballast if there is room for it, and looks at the volume of the data folder every ten seconds.
 *
 * @param onChange hears of each change of level.
 */
export async function watchDisk(dataDir: string, log: Log, onChange: (disk: Disk) => void): Promise<DiskWatch> {
  let last = await readDisk(dataDir)
  if (last.level === 'ok') await layBallast(dataDir)

  const look = async () => {
    const disk = await readDisk(dataDir)
    const changed = disk.level !== last.level
    last = disk
    if (!changed) return
    const facts = { level: disk.level, freeMiB: Math.round(disk.freeBytes / MIB) }
    if (disk.level === 'ok') log.info(facts, 'disk space')
    else log.warn(facts, 'disk space')
    onChange(disk)
  }
  const timer = setInterval(() => {
    look().catch((err: unknown) => log.error({ err: String(err) }, 'disk space cannot be read'))
  }, LOOK_EVERY_MS)
  timer.unref()

  return { now: () => last, stop: () => clearInterval(timer) }
}

/** Fills a file with real blocks: a hole would give nothing back. */
async function layBallast(dataDir: string) {
  const path = ballastPath(dataDir)
  if ((await sizeOf(path)) === BALLAST_BYTES) return
  const file = await open(path, 'w', 0o600)
  try {
    const block = Buffer.alloc(4 * MIB)
    for (let written = 0; written < BALLAST_BYTES; written += block.length) await file.write(block)
  } finally {
    await file.close()
  }
}

/** Gives the ballast back to a full volume. It is laid again at a start with room. Returns the bytes freed. */
export async function releaseBallast(dataDir: string): Promise<number> {
  const path = ballastPath(dataDir)
  const size = await sizeOf(path)
  await rm(path, { force: true })
  return size
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined)
  return found?.size ?? 0
}

function ballastPath(dataDir: string): string {
  return join(dataDir, 'ballast')
}
