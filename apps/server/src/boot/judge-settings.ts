import { type Finding, ok } from './finding.ts'

/** What PostgreSQL says of itself, by the names of its own settings. */
export type Settings = {
  readonly server_version_num: string
  readonly server_encoding: string
  /** Character class of the database: `pg_database.datctype`. */
  readonly lc_ctype: string
  readonly fsync: string
  readonly synchronous_commit: string
  readonly full_page_writes: string
  readonly data_checksums: string
  readonly TimeZone: string
  readonly max_connections: string
}

/** The oldest that can say whether a role may be taken (`pg_has_role(…, 'SET')`), and the one that is tested. */
const OLDEST_VERSION = 160_000
const TESTED_VERSION = 180_000

/** The pools of one server process, the supervisor, a backup and a doctor. */
const CONNECTIONS_NEEDED = 40

/** All that count as "on disk here before the acknowledgement". */
const DURABLE_COMMITS = ['on', 'local', 'remote_write', 'remote_apply']

/**
 * Judges the settings of a database. Durability is fatal in every mode: "saved" on a candidate's screen means on disk.
 */
export function judgeSettings(settings: Settings, production: boolean): Finding[] {
  return [
    judgeVersion(Number(settings.server_version_num)),
    judgeEncoding(settings.server_encoding),
    judgeCtype(settings.lc_ctype),
    judgeDurable('fsync', settings.fsync, settings.fsync === 'on'),
    judgeDurable(
      'synchronous_commit',
      settings.synchronous_commit,
      DURABLE_COMMITS.includes(settings.synchronous_commit),
    ),
    judgeDurable('full_page_writes', settings.full_page_writes, settings.full_page_writes === 'on'),
    judgeChecksums(settings.data_checksums, production),
    judgeTimeZone(settings.TimeZone),
    judgeConnections(Number(settings.max_connections)),
  ]
}

function judgeVersion(version: number): Finding {
  const major = Math.floor(version / 10_000)
  if (version >= TESTED_VERSION) return ok('version', `PostgreSQL ${major}`, `PostgreSQL ${major}`)
  return {
    check: 'version',
    state: version < OLDEST_VERSION ? 'fatal' : 'warning',
    zh: `PostgreSQL ${major}，本平台在 18 上测试`,
    en: `PostgreSQL ${major}; the platform is tested on 18`,
    mend: '请升级到 PostgreSQL 18 / upgrade to PostgreSQL 18',
  }
}

function judgeEncoding(encoding: string): Finding {
  if (encoding === 'UTF8') return ok('encoding', '字符编码 UTF8', 'encoding UTF8')
  return {
    check: 'encoding',
    state: 'fatal',
    zh: `字符编码为 ${encoding}，汉字会被按字节计数和截断`,
    en: `the encoding is ${encoding}: Chinese text would be counted and cut by bytes`,
    mend:
      '新建数据库：CREATE DATABASE … ENCODING UTF8 TEMPLATE template0，或用 initdb --encoding=UTF8 重建集群 / ' +
      'make the database anew with ENCODING UTF8 TEMPLATE template0, or the cluster with initdb --encoding=UTF8',
  }
}

function judgeCtype(ctype: string): Finding {
  if (!/^(c|posix)$/i.test(ctype)) return ok('lc_ctype', `字符分类 ${ctype}`, `character class ${ctype}`)
  return {
    check: 'lc_ctype',
    state: 'fatal',
    zh: `字符分类为 ${ctype}，pg_trgm 不认识汉字，查重会静默失效`,
    en: `the character class is ${ctype}: pg_trgm sees no letters in Chinese, and the search for duplicates would silently find nothing`,
    mend:
      "新建数据库：CREATE DATABASE … LC_CTYPE 'C.UTF-8' TEMPLATE template0，或用 initdb --lc-ctype=C.UTF-8 重建集群 / " +
      "make the database anew with LC_CTYPE 'C.UTF-8' TEMPLATE template0, or the cluster with initdb --lc-ctype=C.UTF-8",
  }
}

function judgeDurable(name: string, value: string, holds: boolean): Finding {
  if (holds) return ok(name, `${name} = ${value}`, `${name} = ${value}`)
  return {
    check: name,
    state: 'fatal',
    zh: `${name} = ${value}，断电或崩溃会丢失已确认的作答`,
    en: `${name} = ${value}: a power cut or a crash would lose acknowledged answers`,
    mend: `在 postgresql.conf 中设 ${name} = on，执行 SELECT pg_reload_conf() / set ${name} = on in postgresql.conf and run SELECT pg_reload_conf()`,
  }
}

function judgeChecksums(checksums: string, production: boolean): Finding {
  if (checksums === 'on') return ok('data_checksums', '数据页校验已开启', 'data checksums are on')
  return {
    check: 'data_checksums',
    state: production ? 'fatal' : 'warning',
    zh: '数据页校验未开启，磁盘损坏不会被发现',
    en: 'data checksums are off: damage on the disk would go unseen',
    mend: '停库后执行 pg_checksums --enable / stop the database and run pg_checksums --enable',
  }
}

function judgeTimeZone(zone: string): Finding {
  if (/^(utc|etc\/utc|gmt)$/i.test(zone)) return ok('time_zone', `会话时区 ${zone}`, `session time zone ${zone}`)
  return {
    check: 'time_zone',
    state: 'fatal',
    zh: `会话时区为 ${zone}，应为 UTC`,
    en: `the session time zone is ${zone} and must be UTC`,
    mend: "ALTER DATABASE … SET timezone TO 'UTC'",
  }
}

function judgeConnections(count: number): Finding {
  if (count >= CONNECTIONS_NEEDED) return ok('max_connections', `最多 ${count} 个连接`, `${count} connections at most`)
  return {
    check: 'max_connections',
    state: count < CONNECTIONS_NEEDED / 2 ? 'fatal' : 'warning',
    zh: `max_connections = ${count}，一个服务进程需要 ${CONNECTIONS_NEEDED} 个`,
    en: `max_connections = ${count}, and one server process needs ${CONNECTIONS_NEEDED}`,
    mend: `设 max_connections ≥ ${CONNECTIONS_NEEDED} 并重启数据库 / set max_connections to ${CONNECTIONS_NEEDED} or more and restart the database`,
  }
}
