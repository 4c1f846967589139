import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What the server was asked to be. Read once; everything else takes it as an argument. */
export type Config = {
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
  /** Absolute. Holds the embedded database, the secrets and what people upload. */
  readonly dataDir: string
  readonly database: { readonly kind: 'embedded' } | { readonly kind: 'external'; readonly url: string }
  /** Absolute path of the secrets, if they were given instead of made. */
  readonly secretsFile: string | undefined
  readonly production: boolean
  /** Load the demonstration people, banks and sessions into an empty database. */
  readonly demo: boolean
  /** Throw the embedded database away first. */
  readonly reset: boolean
  /** The origin that people's browsers use, as `https://exam.example.cn`. */
  readonly publicUrl: URL | undefined
  readonly logLevel: LogLevel
  /** Addresses and networks whose `X-Forwarded-For` is believed. */
  readonly trustProxy: readonly string[]
  /** The mail server that notices leave by; undefined sends none. */
  readonly mail: MailSettings | undefined
}

export type MailSettings = {
  /** As `smtp://user:password@host:587`. Holds a password: it is never logged. */
  readonly url: string
  readonly from: string
  /** Refuse to send where the server offers no encryption. */
  readonly requireTls: boolean
}

/** Options of the command line; each wins over its variable. */
export type Flags = {
  readonly host?: string
  readonly port?: string
  readonly dataDir?: string
  readonly databaseUrl?: string
  readonly secretsFile?: string
  readonly production?: boolean
  readonly demo?: boolean
  readonly reset?: boolean
  readonly publicUrl?: string
  readonly logLevel?: string
  readonly trustProxy?: string
}

export type ConfigFault = { readonly name: string; readonly zh: string; readonly en: string }

/** Everything that is wrong with the settings, at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly faults: readonly ConfigFault[]

  constructor(faults: readonly ConfigFault[]) {
    super(faults.map(({ name, zh, en }) => `${name}：${zh} / ${en}`).join('\n'))
    this.faults = faults
  }
}

/** What a process exits with when its settings forbid it to start (EX_CONFIG of sysexits.h). */
export const EXIT_CONFIG = 78

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** Every variable the platform knows, in the order they are explained. */
export const VARIABLES = [
  'KAOCHANG_MODE',
  'KAOCHANG_HOST',
  'KAOCHANG_PORT',
  'KAOCHANG_PUBLIC_URL',
  'KAOCHANG_TRUST_PROXY',
  'KAOCHANG_DATA_DIR',
  'KAOCHANG_SECRETS_FILE',
  'KAOCHANG_DEMO',
  'KAOCHANG_LOG_LEVEL',
] as const

export const DEFAULT_PORT = 4100

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url))

/** Passwords that stand in tutorials, and so in every attacker's list. */
const KNOWN_PASSWORDS = new Set([
  '',
  'postgres',
  'password',
  'kaochang',
  'changeme',
  'change-me',
  'secret',
  'admin',
  'root',
  '123456',
  'example',
])

/** Reads the settings of this process. The only place that looks at its environment. */
export function readOwnConfig(flags: Flags): Config {
  return readConfig(process.env, flags)
}

/**
 * Reads settings from variables and options. An empty variable counts as absent.
 *
 * @throws ConfigError with every fault there is; each names the variable or option, what is wrong and the remedy.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, flags: Flags): Config {
  const faults: ConfigFault[] = []
  const fault = (name: string, zh: string, en: string) => void faults.push({ name, zh, en })

  refuseUnknown(env, fault)
  const given = (flag: string | undefined, flagName: string, variable: string): Given | undefined => {
    if (flag !== undefined) return { name: flagName, text: flag.trim() }
    const text = env[variable]?.trim()
    return text ? { name: variable, text } : undefined
  }

  const production = readMode(env, flags, fault)
  const databaseUrl = readDatabaseUrl(given(flags.databaseUrl, '--database-url', 'DATABASE_URL'), production, fault)
  const dataDir = given(flags.dataDir, '--data-dir', 'KAOCHANG_DATA_DIR')
  const secretsFile = given(flags.secretsFile, '--secrets-file', 'KAOCHANG_SECRETS_FILE')
  if (production && databaseUrl !== undefined && secretsFile === undefined) {
    fault(
      'KAOCHANG_SECRETS_FILE',
      '生产模式使用外部数据库时必须给出密钥文件。用 npx kaochang secrets <文件> 生成一次，妥善备份，每台服务器使用同一份',
      'production with an external database needs the secrets file. Make it once with npx kaochang secrets <file>, keep a copy, and give every server the same one',
    )
  }
  const demo =
    flags.demo ?? readSwitch(given(undefined, '', 'KAOCHANG_DEMO'), fault) ?? (!production && databaseUrl === undefined)
  if (demo && production) {
    fault(
      'KAOCHANG_DEMO',
      '生产模式不得装入演示账号，请去掉该项',
      'production never loads demonstration accounts: leave it out',
    )
  }
  const reset = flags.reset ?? false
  if (reset && (production || databaseUrl !== undefined)) {
    fault(
      '--reset',
      '只能清空演示用的内置数据库；生产库或外部数据库请由管理员处理',
      'only the embedded database of a demonstration can be thrown away; ask the administrator of this one',
    )
  }

  const config: Config = {
    host: given(flags.host, '--host', 'KAOCHANG_HOST')?.text ?? '127.0.0.1',
    port: readPort(given(flags.port, '--port', 'KAOCHANG_PORT'), fault),
    dataDir: dataDir ? resolve(dataDir.text) : resolve(REPOSITORY, '.data'),
    database: databaseUrl === undefined ? { kind: 'embedded' } : { kind: 'external', url: databaseUrl },
    secretsFile: secretsFile && resolve(secretsFile.text),
    production,
    demo,
    reset,
    publicUrl: readPublicUrl(given(flags.publicUrl, '--public-url', 'KAOCHANG_PUBLIC_URL'), production, fault),
    logLevel: readLogLevel(given(flags.logLevel, '--log-level', 'KAOCHANG_LOG_LEVEL'), fault),
    trustProxy: readTrustProxy(given(flags.trustProxy, '--trust-proxy', 'KAOCHANG_TRUST_PROXY'), fault),
    mail: readMail(
      { url: given(undefined, '', 'SMTP_URL'), from: given(undefined, '', 'SMTP_FROM') },
      production,
      fault,
    ),
  }
  if (faults.length > 0) throw new ConfigError(faults)
  return config
}

type Given = { readonly name: string; readonly text: string }
type Tell = (name: string, zh: string, en: string) => void

/** A misspelt variable is worse than a missing one: its author believes it. */
function refuseUnknown(env: Readonly<Record<string, string | undefined>>, fault: Tell) {
  const known = new Set<string>(VARIABLES)
  for (const name of Object.keys(env).filter((name) => name.startsWith('KAOCHANG_') && !known.has(name))) {
    fault(
      name,
      `没有这个变量。可用的有：${VARIABLES.join('、')}`,
      `there is no such variable. There are: ${VARIABLES.join(', ')}`,
    )
  }
}

function readMode(env: Readonly<Record<string, string | undefined>>, flags: Flags, fault: Tell): boolean {
  const mode = env['KAOCHANG_MODE']?.trim() ?? ''
  if (!['', 'production', 'development'].includes(mode)) {
    fault(
      'KAOCHANG_MODE',
      `“${mode}”无效，只能是 production 或 development`,
      `"${mode}" is neither production nor development`,
    )
  }
  if (mode === 'development' && env['NODE_ENV'] === 'production') {
    fault(
      'KAOCHANG_MODE',
      '与 NODE_ENV=production 矛盾，请去掉其中一个',
      'development contradicts NODE_ENV=production: leave one of them out',
    )
  }
  return flags.production ?? (mode === 'production' || env['NODE_ENV'] === 'production')
}

function readPort(given: Given | undefined, fault: Tell): number {
  if (given === undefined) return DEFAULT_PORT
  const port = Number(given.text)
  if (/^\d{1,5}$/.test(given.text) && port <= 65_535) return port
  fault(
    given.name,
    `“${given.text}”不是端口号，应为 0 到 65535 的整数`,
    `"${given.text}" is not a port: give a whole number from 0 to 65535`,
  )
  return DEFAULT_PORT
}

function readSwitch(given: Given | undefined, fault: Tell): boolean | undefined {
  if (given === undefined) return undefined
  if (/^(1|true|yes|on)$/i.test(given.text)) return true
  if (/^(0|false|no|off)$/i.test(given.text)) return false
  fault(given.name, `“${given.text}”无效，应为 1 或 0`, `"${given.text}" is neither 1 nor 0`)
  return undefined
}

/** Never repeats the text: it holds a password. */
function readDatabaseUrl(given: Given | undefined, production: boolean, fault: Tell): string | undefined {
  if (given === undefined) return undefined
  const url = URL.parse(given.text) ?? URL.parse(given.text.replace('@/', '@localhost/'))
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) {
    fault(
      given.name,
      '不是 PostgreSQL 连接串，应形如 postgresql://用户:口令@主机:5432/库名',
      'is not a PostgreSQL connection string: it looks like postgresql://user:password@host:5432/database',
    )
    return given.text
  }
  if (url.pathname.length < 2) fault(given.name, '没有写库名', 'names no database: end it with /database')
  const password = url.searchParams.get('password') ?? decodeURIComponent(url.password)
  if (production && KNOWN_PASSWORDS.has(password) && !isPasswordless(url)) {
    fault(
      given.name,
      '口令为空或为众所周知的默认值，生产模式拒绝使用。请为数据库用户设置随机口令',
      'has no password or one that everybody knows; production refuses it. Give the database user a random one',
    )
  }
  return given.text
}

/** A socket (peer) or a client certificate proves the user without a password. */
function isPasswordless(url: URL): boolean {
  const host = url.searchParams.get('host')
  return (
    url.password === '' &&
    !url.searchParams.get('password') &&
    (host?.startsWith('/') === true || url.searchParams.has('sslcert'))
  )
}

/** Without https a browser outside the server's own machine gives no secure context, and so no exam. */
function readPublicUrl(given: Given | undefined, production: boolean, fault: Tell): URL | undefined {
  if (given === undefined) {
    if (production) {
      fault(
        'KAOCHANG_PUBLIC_URL',
        '生产模式必须写明考生浏览器使用的地址，如 https://exam.example.cn',
        'production must know the address that browsers use, as https://exam.example.cn',
      )
    }
    return undefined
  }
  const url = URL.parse(given.text)
  if (url === null || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    fault(
      given.name,
      `“${given.text}”应为不带路径的网址，如 https://exam.example.cn`,
      `"${given.text}" must be an address without a path, as https://exam.example.cn`,
    )
    return undefined
  }
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (production && url.protocol !== 'https:' && !local) {
    fault(
      given.name,
      '生产模式必须使用 https：普通 http 下浏览器不提供作答所需的本地存储与锁',
      'production must use https: over plain http a browser withholds the storage and locks that an exam needs',
    )
  }
  return url
}

function readLogLevel(given: Given | undefined, fault: Tell): LogLevel {
  const level = LOG_LEVELS.find((name) => name === given?.text)
  if (given !== undefined && level === undefined) {
    fault(
      given.name,
      `“${given.text}”无效，可用：${LOG_LEVELS.join('、')}`,
      `"${given.text}" is none of ${LOG_LEVELS.join(', ')}`,
    )
  }
  return level ?? 'info'
}

function readTrustProxy(given: Given | undefined, fault: Tell): readonly string[] {
  if (given === undefined) return []
  const entries = given.text.split(',').map((entry) => entry.trim())
  for (const entry of entries.filter((entry) => !isNetwork(entry))) {
    fault(
      given.name,
      `“${entry}”不是 IP 地址或网段。请逐一列出反向代理，用逗号分隔，如 10.0.0.5,10.0.1.0/24`,
      `"${entry}" is neither an address nor a network. List the reverse proxies, as 10.0.0.5,10.0.1.0/24`,
    )
  }
  return entries
}

/** Not everything: trusting every address lets anybody choose the address that is recorded of them. */
function isNetwork(entry: string): boolean {
  const [address = '', bits, ...rest] = entry.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  if (bits === undefined) return true
  return /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (family === 4 ? 32 : 128)
}

const ADDRESS = /^(?:[^<>]*<)?[^\s<>@]+@[^\s<>@]+>?$/

/** Never repeats the address of the server: it holds a password. */
function readMail(
  { url, from }: { url: Given | undefined; from: Given | undefined },
  production: boolean,
  fault: Tell,
): MailSettings | undefined {
  if (url === undefined) {
    if (from !== undefined) {
      fault(
        from.name,
        '写了发件人却没有写邮件服务器，请同时设置 SMTP_URL，或者去掉该项',
        'names a sender without a mail server: set SMTP_URL as well, or leave it out',
      )
    }
    return undefined
  }
  const parsed = URL.parse(url.text)
  if (parsed === null || !/^smtps?:$/.test(parsed.protocol) || parsed.hostname === '') {
    fault(
      url.name,
      '不是邮件服务器地址，应形如 smtp://用户:口令@主机:587 或 smtps://用户:口令@主机:465（用户和口令中的特殊字符须转义）',
      'is not the address of a mail server: it looks like smtp://user:password@host:587 or smtps://user:password@host:465, special characters percent-encoded',
    )
    return undefined
  }
  if (from === undefined || !ADDRESS.test(from.text)) {
    fault(
      'SMTP_FROM',
      '须写明发件人地址，如 notice@example.cn 或 某省煤矿安全培训主管部门 <notice@example.cn>',
      'must name the sender, as notice@example.cn or Authority <notice@example.cn>',
    )
    return undefined
  }
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(parsed.hostname)
  return { url: url.text, from: from.text, requireTls: production && parsed.protocol === 'smtp:' && !local }
}
