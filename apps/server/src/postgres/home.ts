import { existsSync } from 'node:fs'
import {
  chmod,
  chown,
  cp,
  lchown,
  mkdir,
  mkdtemp,
  readdir,
  realpath,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises'
import { join } from 'node:path'
import { type Account, accountFor, canReach } from './account.ts'
import { type Binaries, binariesUnder } from './binaries.ts'
import { EmbeddedFault } from './embedded-fault.ts'

/** Everything that is settled about a cluster before it starts. */
export type Home = {
  /** Real path of the folder that holds `cluster`, `log` and `startup.log`. */
  readonly root: string
  readonly cluster: string
  readonly logs: string
  readonly startupLog: string
  readonly binaries: Binaries
  /** Whom to run PostgreSQL as, when we are root. */
  readonly account: Account | undefined
}

/** Where a cluster goes when PostgreSQL's account cannot walk to the data folder. */
const ELSEWHERE = '/var/lib/kaochang'

/**
 * Settles where the cluster of a data folder lies and whom it runs as, and makes the folders.
 *
 * As root PostgreSQL runs under an ordinary account. If that account cannot walk to the data folder (a
 * checkout below `/root`), the cluster is put under `/var/lib/kaochang` with a link to it in the data folder,
 * and if it cannot walk to the programs either, those are copied there once.
 *
 * @throws Error in words when the folder belongs to somebody else.
 */
export async function settleHome(dataDir: string, binaries: Binaries): Promise<Home> {
  await mkdir(dataDir, { recursive: true, mode: 0o711 })
  const link = join(dataDir, 'postgres')
  const owner = existsSync(join(link, 'cluster')) ? await stat(join(link, 'cluster')) : undefined
  const account = accountFor(owner)
  refuseAnothersFolder(join(link, 'cluster'), owner?.uid)

  if (account !== undefined) await openTo(account, dataDir)
  if (!existsSync(link)) {
    if (account !== undefined && !canReach(account, await realpath(dataDir))) {
      await makeFolder(ELSEWHERE, 0o711)
      await rm(link, { force: true })
      await symlink(await mkdtemp(join(ELSEWHERE, 'data-')), link)
    } else await mkdir(link, { mode: 0o711 })
  }
  const root = await realpath(link)
  const home: Home = {
    root,
    cluster: join(root, 'cluster'),
    logs: join(root, 'log'),
    startupLog: join(root, 'startup.log'),
    binaries: account === undefined ? binaries : await reachableBinaries(account, binaries),
    account,
  }
  await mkdir(home.logs, { recursive: true, mode: 0o700 })
  if (account !== undefined) {
    await chmod(root, 0o711)
    await chown(home.logs, account.uid, account.gid)
    // A cluster put back by root from a backup belongs to root.
    if (owner?.uid === 0) await giveAway(home.cluster, account)
  }
  return home
}

function refuseAnothersFolder(cluster: string, owner: number | undefined) {
  const self = process.getuid?.()
  if (owner === undefined || self === undefined || self === 0 || owner === self) return
  throw new EmbeddedFault(
    `数据目录属于用户 ${owner}，当前用户为 ${self}：${cluster}。请以原用户启动，或改变其属主（chown -R）。 / ` +
      `The database folder belongs to uid ${owner} and we are uid ${self}: ${cluster}. Start as that user, or change its owner (chown -R).`,
  )
}

/** Lets an account pass through our own data folder; it can list nothing there. */
async function openTo(account: Account, dataDir: string) {
  const { uid, mode } = await stat(dataDir)
  if (uid !== account.uid && (mode & 0o001) === 0) await chmod(dataDir, (mode & 0o777) | 0o011)
}

async function reachableBinaries(account: Account, binaries: Binaries): Promise<Binaries> {
  if (canReach(account, binaries.postgres)) return binaries
  const root = join(ELSEWHERE, `postgresql-${binaries.version}`)
  if (!existsSync(root)) {
    await makeFolder(ELSEWHERE, 0o711)
    const unfinished = await mkdtemp(join(ELSEWHERE, 'copying-'))
    await cp(binaries.root, unfinished, { recursive: true, verbatimSymlinks: true })
    await chmod(unfinished, 0o755)
    await rename(unfinished, root)
  }
  return binariesUnder(root, binaries)
}

async function makeFolder(path: string, mode: number) {
  await mkdir(path, { recursive: true })
  await chmod(path, mode)
}

/** Makes an account the owner of a folder and all it holds. */
export async function giveAway(folder: string, { uid, gid }: Account) {
  for (const entry of await readdir(folder, { recursive: true })) await lchown(join(folder, entry), uid, gid)
  await chown(folder, uid, gid)
}
