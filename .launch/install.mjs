import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository, run, say } from './process.mjs'

const stamp = join(repository, 'node_modules', '.kaochang-installed')

/** Installs what the lock file says, unless it is what was installed last, on this very kind of machine. */
export async function installIfNeeded() {
  const wanted = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  const { packageManager } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'))
  say('正在安装依赖（首次约一两分钟，之后不再需要）… / Installing dependencies; the first time takes a minute or two…')
  // An installation that is cut short must not pass for a whole one.
  rmSync(stamp, { force: true })
  const { code } = await run('npx', [
    '--yes',
    packageManager,
    'install',
    '--frozen-lockfile',
    // We have just chosen its version ourselves; looking it up once more fails where a mirror does not tell it.
    '--pm-on-fail=ignore',
    // Without a terminal it would ask, and nobody would answer.
    '--config.confirm-modules-purge=false',
  ])
  if (code !== 0) {
    throw new Error(
      '依赖安装失败，原因见上。需要能访问 npm 软件源（或其镜像）；可重复运行。 / ' +
        'Installing failed, for the reason above. It needs an npm registry or a mirror of one; it is safe to run again.',
    )
  }
  writeFileSync(stamp, wanted)
}

function fingerprint() {
  const hash = createHash('sha256')
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json'])
    hash.update(readFileSync(join(repository, file)))
  return `${hash.digest('hex')} ${process.platform} ${process.arch}\n`
}
