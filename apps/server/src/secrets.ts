import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Config } from './config.ts'

/** The keys that never enter the database. Each is 32 random bytes. */
export type Secrets = {
  /** HMAC-SHA-256 over ID numbers, to look a person up without storing the number in clear. */
  readonly idLookupKey: Buffer
  /** AES-256-GCM over ID numbers, for the few who may see one. */
  readonly idCipherKey: Buffer
  /** Seals what a server hands out and takes back: session secrets, draw secrets before they are revealed. */
  readonly sealKey: Buffer
}

/** Why the secrets cannot be used, in words. The process must not start. */
export class SecretsFault extends Error {
  override readonly name = 'SecretsFault'
}

const NAMES = ['idLookupKey', 'idCipherKey', 'sealKey'] as const satisfies readonly (keyof Secrets)[]
const KEY_BYTES = 32

/** Fewer different bytes than this in 32 random ones happens less than once in 10^15 files: someone typed it. */
const FEWEST_DIFFERENT_BYTES = 16

/** Where the secrets lie: the file that was given, or one in the data folder. */
export function secretsPath(config: Pick<Config, 'secretsFile' | 'dataDir'>): string {
  return config.secretsFile ?? join(config.dataDir, 'secrets.json')
}

/**
 * Reads the secrets, making them on the first run unless they had to be given.
 *
 * @throws SecretsFault when a key is missing, short, repeated, or not random, or others can read the file.
 */
export async function loadSecrets(config: Pick<Config, 'secretsFile' | 'dataDir'>): Promise<Secrets> {
  const found = await findSecrets(config)
  if (found !== undefined) return found
  await makeSecrets(secretsPath(config))
  return loadSecrets(config)
}

/**
 * Reads the secrets; undefined before the first run.
 *
 * A file that was named and is not there is never made: a second server with keys of its own could not find
 * a single person of the first.
 *
 * @throws SecretsFault as `loadSecrets` does.
 */
export async function findSecrets(config: Pick<Config, 'secretsFile' | 'dataDir'>): Promise<Secrets | undefined> {
  const path = secretsPath(config)
  const kept = await readIfThere(path)
  if (kept !== undefined) return readSecrets(path, kept)
  if (config.secretsFile === undefined) return undefined
  throw new SecretsFault(
    `密钥文件不存在：${path}。请放回原文件；首次部署用 npx kaochang secrets ${path} 生成。 / ` +
      `The secrets file is not there: ${path}. Put it back; for a first deployment make it with npx kaochang secrets ${path}.`,
  )
}

/**
 * Makes a new secrets file, readable by us alone. Does nothing if one stands there: whoever comes second
 * uses the first one's.
 *
 * @returns whether it was made.
 */
export async function makeSecrets(path: string): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true, mode: 0o711 })
  const unfinished = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(unfinished, 'wx', 0o600)
  try {
    const keys = NAMES.map((name) => [name, randomBytes(KEY_BYTES).toString('base64url')])
    await file.writeFile(`${JSON.stringify(Object.fromEntries(keys), undefined, 2)}\n`)
    await file.sync()
    // A link to a name that is taken fails, where a rename would replace another process's keys.
    await link(unfinished, path)
    return true
  } catch (err) {
    if (err instanceof Error && 'code' in err && err.code === 'EEXIST') return false
    throw err
  } finally {
    await file.close()
    await rm(unfinished, { force: true })
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    const { mode } = await stat(path)
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new SecretsFault(
        `密钥文件可被他人读取：${path}。请执行 chmod 600 ${path}，并考虑更换密钥。 / ` +
          `Others can read the secrets file: ${path}. Run chmod 600 ${path}, and consider new keys.`,
      )
    }
    return await readFile(path, 'utf8')
  } catch (err) {
    if (err instanceof Error && 'code' in err && err.code === 'ENOENT') return undefined
    throw err
  }
}

function readSecrets(path: string, text: string): Secrets {
  const kept = parse(path, text)
  const faults = NAMES.flatMap((name) => {
    const fault = faultOf(kept[name])
    return fault === undefined ? [] : [`${name}：${fault}`]
  })
  if (new Set(NAMES.map((name) => kept[name])).size < NAMES.length) faults.push('几个密钥相同 / keys are equal')
  if (faults.length > 0) {
    throw new SecretsFault(
      `密钥文件不可用：${path}：${faults.join('；')}。请从备份恢复；首次部署可删除后重新生成。 / ` +
        `The secrets in ${path} cannot be used. Restore the file from a copy; before anything was stored it may be deleted and made anew.`,
    )
  }
  const key = (name: keyof Secrets) => Buffer.from(kept[name] ?? '', 'base64url')
  return { idLookupKey: key('idLookupKey'), idCipherKey: key('idCipherKey'), sealKey: key('sealKey') }
}

function parse(path: string, text: string): Partial<Record<keyof Secrets, string>> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Said below, without the text: it may hold keys.
  }
  throw new SecretsFault(
    `密钥文件不是 JSON：${path}。请从备份恢复。 / The secrets file is not JSON: ${path}. Restore it.`,
  )
}

function faultOf(key: unknown): string | undefined {
  if (typeof key !== 'string') return '缺少 / missing'
  const bytes = Buffer.from(key, 'base64url')
  if (bytes.length !== KEY_BYTES || bytes.toString('base64url') !== key) {
    return `应为 ${KEY_BYTES} 字节的 base64url / must be ${KEY_BYTES} bytes in base64url`
  }
  return new Set(bytes).size < FEWEST_DIFFERENT_BYTES ? '不是随机产生的 / is not random' : undefined
}
