import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const PRODUCTION = {
  KAOCHANG_MODE: 'production',
  KAOCHANG_PUBLIC_URL: 'https://exam.example.cn',
  KAOCHANG_SECRETS_FILE: '/run/secrets/kaochang',
  DATABASE_URL: 'postgresql://kaochang:VCJ0c2Fq2UrxYH@db:5432/kaochang',
}

describe('reading the settings', () => {
  test('nothing set is a demonstration with the embedded database, for this machine alone', () => {
    expect(readConfig({}, {})).toMatchObject({
      host: '127.0.0.1',
      port: 4100,
      dataDir: expect.stringMatching(/[/\\]\.data$/),
      database: { kind: 'embedded' },
      production: false,
      demo: true,
      reset: false,
      publicUrl: undefined,
      logLevel: 'info',
      trustProxy: [],
    })
  })

  test('an option wins over its variable, and an empty variable counts as absent', () => {
    const env = { KAOCHANG_PORT: '5000', KAOCHANG_HOST: ' ', KAOCHANG_DEMO: '0' }
    expect(readConfig(env, { port: '6000', demo: true })).toMatchObject({ port: 6000, host: '127.0.0.1', demo: true })
  })

  test('production as it should be is accepted, without a demonstration', () => {
    expect(readConfig(PRODUCTION, {})).toMatchObject({
      production: true,
      demo: false,
      database: { kind: 'external', url: PRODUCTION.DATABASE_URL },
      publicUrl: new URL('https://exam.example.cn'),
    })
    expect(readConfig({ ...PRODUCTION, KAOCHANG_MODE: '', NODE_ENV: 'production' }, {}).production).toBe(true)
  })

  test('every fault is told at once', () => {
    const faults = faultsOf({ KAOCHANG_PORT: '99999', KAOCHANG_LOG_LEVEL: 'loud', KAOCHANG_PROT: '1' }, {})
    expect(faults.map(({ name }) => name)).toEqual(['KAOCHANG_PROT', 'KAOCHANG_PORT', 'KAOCHANG_LOG_LEVEL'])
  })

  test('a fault names the option where the option was at fault', () => {
    expect(faultsOf({ KAOCHANG_PORT: '5000' }, { port: 'x' }).map(({ name }) => name)).toEqual(['--port'])
  })
})

// F30, A37 and the like: what a process must not start with.
test.each([
  ['an unknown variable, most likely misspelt', { KAOCHANG_DATADIR: '/x' }, 'KAOCHANG_DATADIR'],
  ['a mode that does not exist', { KAOCHANG_MODE: 'prod' }, 'KAOCHANG_MODE'],
  ['two modes at once', { ...PRODUCTION, KAOCHANG_MODE: 'development', NODE_ENV: 'production' }, 'KAOCHANG_MODE'],
  ['a port with a fraction', { KAOCHANG_PORT: '41.5' }, 'KAOCHANG_PORT'],
  ['a switch that is neither on nor off', { KAOCHANG_DEMO: 'perhaps' }, 'KAOCHANG_DEMO'],
  ['a database of another kind', { DATABASE_URL: 'mysql://a:b@c/d' }, 'DATABASE_URL'],
  ['a database without a name', { DATABASE_URL: 'postgres://a:b@c' }, 'DATABASE_URL'],
  ['an address with a path', { KAOCHANG_PUBLIC_URL: 'https://exam.example.cn/kaochang' }, 'KAOCHANG_PUBLIC_URL'],
  ['trust in every proxy', { KAOCHANG_TRUST_PROXY: '0.0.0.0/0' }, 'KAOCHANG_TRUST_PROXY'],
  ['a proxy by name', { KAOCHANG_TRUST_PROXY: 'true' }, 'KAOCHANG_TRUST_PROXY'],
  ['F30: production without the secrets', { ...PRODUCTION, KAOCHANG_SECRETS_FILE: '' }, 'KAOCHANG_SECRETS_FILE'],
  ['F30: a password everybody knows', { ...PRODUCTION, DATABASE_URL: 'postgres://p:postgres@db/k' }, 'DATABASE_URL'],
  ['F30: no password at all', { ...PRODUCTION, DATABASE_URL: 'postgres://p@db/k' }, 'DATABASE_URL'],
  ['A37: demonstration accounts in production', { ...PRODUCTION, KAOCHANG_DEMO: '1' }, 'KAOCHANG_DEMO'],
  ['a mail server of another kind', { SMTP_URL: 'http://mail.example.cn', SMTP_FROM: 'a@b.cn' }, 'SMTP_URL'],
  ['a mail server without a sender', { SMTP_URL: 'smtp://mail.example.cn' }, 'SMTP_FROM'],
  ['a sender that is no address', { SMTP_URL: 'smtp://mail.example.cn', SMTP_FROM: '通知' }, 'SMTP_FROM'],
  ['a sender without a mail server', { SMTP_FROM: 'a@b.cn' }, 'SMTP_FROM'],
  ['production without its address', { ...PRODUCTION, KAOCHANG_PUBLIC_URL: '' }, 'KAOCHANG_PUBLIC_URL'],
  [
    'production over plain http',
    { ...PRODUCTION, KAOCHANG_PUBLIC_URL: 'http://exam.example.cn' },
    'KAOCHANG_PUBLIC_URL',
  ],
])('%s is refused', (_, env, name) => {
  const faults = faultsOf(env, {})
  expect(faults.map((fault) => fault.name)).toEqual([name])
  expect(faults[0]?.zh).not.toBe('')
  expect(faults[0]?.en).not.toBe('')
})

test.each([
  ['production', PRODUCTION],
  ['an external database', { DATABASE_URL: 'postgres://a:b@c/d' }],
])('%s is never thrown away', (_, env) => {
  expect(faultsOf(env, { reset: true }).map(({ name }) => name)).toEqual(['--reset'])
})

test('a fault about the connection string does not repeat its password', () => {
  const faults = faultsOf({ DATABASE_URL: 'mysql://user:VCJ0c2Fq2UrxYH@host/name' }, {})
  expect(JSON.stringify(faults)).not.toContain('VCJ0c2Fq2UrxYH')
})

test.each([
  'postgresql://user:pw@host:5432/name?sslmode=verify-full',
  'postgres://user:pw@/name?host=/run/postgresql',
  'postgresql:///name?host=/run/postgresql',
])('%s is a connection string', (url) => {
  expect(readConfig({ DATABASE_URL: url }, {}).database).toEqual({ kind: 'external', url })
})

test('mail leaves through a server and under a sender; in production it must be encrypted on its way', () => {
  const mail = { SMTP_URL: 'smtp://user:pw@mail.example.cn:587', SMTP_FROM: '某省 <notice@example.cn>' }
  expect(readConfig({}, {}).mail).toBeUndefined()
  expect(readConfig(mail, {}).mail).toEqual({ url: mail.SMTP_URL, from: mail.SMTP_FROM, requireTls: false })
  expect(readConfig({ ...PRODUCTION, ...mail }, {}).mail?.requireTls).toBe(true)
  expect(readConfig({ ...PRODUCTION, ...mail, SMTP_URL: 'smtp://127.0.0.1:25' }, {}).mail?.requireTls).toBe(false)
  expect(JSON.stringify(faultsOf({ ...mail, SMTP_URL: 'smtpx://u:VCJ0c2Fq@h' }, {}))).not.toContain('VCJ0c2Fq')
})

function faultsOf(...given: Parameters<typeof readConfig>) {
  try {
    readConfig(...given)
  } catch (err) {
    if (err instanceof ConfigError) return err.faults
    throw err
  }
  return []
}
