import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { findSecrets, loadSecrets, makeSecrets, SecretsFault, secretsPath } from './secrets.ts'

const folders: string[] = []
let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kaochang-secrets-'))
  folders.push(dataDir)
})
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

const given = () => ({ dataDir, secretsFile: join(dataDir, 'given.json') })
const unspecified = () => ({ dataDir, secretsFile: undefined })

describe('the secrets', () => {
  test('are made on the first run, for our eyes alone, and are the same from then on', async () => {
    expect(await findSecrets(unspecified())).toBeUndefined()
    const first = await loadSecrets(unspecified())
    expect(await loadSecrets(unspecified())).toEqual(first)
    expect((await stat(secretsPath(unspecified()))).mode & 0o777).toBe(0o600)
    const keys = Object.values(first).map((key) => key.toString('hex'))
    expect(new Set(keys).size).toBe(3)
    expect(keys.map((key) => key.length)).toEqual([64, 64, 64])
  })

  test('of ten processes that start together are one and the same', async () => {
    const loaded = await Promise.all(Array.from({ length: 10 }, () => loadSecrets(unspecified())))
    expect(new Set(loaded.map(({ sealKey }) => sealKey.toString('hex'))).size).toBe(1)
  })

  test('F30: that were to be given are never made in their place', async () => {
    await expect(loadSecrets(given())).rejects.toThrow(SecretsFault)
    expect(await makeSecrets(given().secretsFile)).toBe(true)
    await loadSecrets(given())
  })

  test('are never replaced by new ones', async () => {
    await makeSecrets(given().secretsFile)
    const kept = await readFile(given().secretsFile, 'utf8')
    expect(await makeSecrets(given().secretsFile)).toBe(false)
    expect(await readFile(given().secretsFile, 'utf8')).toBe(kept)
  })

  test.skipIf(process.platform === 'win32')('F30: that others can read are refused', async () => {
    await loadSecrets(unspecified())
    await chmod(secretsPath(unspecified()), 0o640)
    await expect(loadSecrets(unspecified())).rejects.toThrow(/chmod 600/)
  })

  test.each([
    ['that are no JSON', 'secret'],
    ['that lack a key', JSON.stringify({ idLookupKey: key(1), idCipherKey: key(2) })],
    ['with a short key', JSON.stringify({ idLookupKey: key(1), idCipherKey: key(2), sealKey: 'c2VjcmV0' })],
    [
      'with a key of 32 letters',
      JSON.stringify({ idLookupKey: key(1), idCipherKey: key(2), sealKey: 'changeme'.repeat(4) }),
    ],
    ['with a key of zeros', JSON.stringify({ idLookupKey: key(1), idCipherKey: key(2), sealKey: key(0) })],
    ['with one key twice', JSON.stringify({ idLookupKey: key(1), idCipherKey: key(1), sealKey: key(2) })],
  ])('F30: %s are refused, and not repeated in the message', async (_, text) => {
    await writeFile(given().secretsFile, text, { mode: 0o600 })
    const refusal = await loadSecrets(given()).catch((err: unknown) => err)
    expect(refusal).toBeInstanceOf(SecretsFault)
    expect(String(refusal)).not.toContain(key(1))
  })
})

/** A key of 32 bytes; all zeros for 0. */
function key(seed: number) {
  return Buffer.from(Array.from({ length: 32 }, (_, index) => (seed * 37 * (index + 1)) % 251)).toString('base64url')
}
