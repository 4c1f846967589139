import type { IdNumber } from '@kaochang/domain/people/id-number'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { keyedHash } from '../hashing.ts'
import type { Secrets } from '../secrets.ts'

/** What a sealed ID number is bound to: bytes sealed for another purpose do not open here. */
const PURPOSE = Buffer.from('kaochang id number')
const FORM = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * What a person is found by: HMAC-SHA-256 of the ID number in base64url. A plain hash would not do: a
 * county and a year have some 365,000 numbers, and all of them can be tried (A77). The key is not in the database.
 */
export function idNumberLookup({ idLookupKey }: Pick<Secrets, 'idLookupKey'>, idNumber: IdNumber): string {
  return keyedHash(idLookupKey, `id-number:${idNumber}`)
}

/** The ID number as it is stored: a form byte, a fresh nonce, the tag and the ciphertext of AES-256-GCM. */
export function sealIdNumber({ idCipherKey }: Pick<Secrets, 'idCipherKey'>, idNumber: IdNumber): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', idCipherKey, nonce, { authTagLength: TAG_BYTES }).setAAD(PURPOSE)
  const hidden = Buffer.concat([cipher.update(idNumber, 'ascii'), cipher.final()])
  return Buffer.concat([Buffer.of(FORM), nonce, cipher.getAuthTag(), hidden])
}

/**
 * The ID number out of its sealed form, for the few acts that may show one.
 *
 * @throws Error when the bytes were sealed with another key, or changed since.
 */
export function openIdNumber({ idCipherKey }: Pick<Secrets, 'idCipherKey'>, sealed: Uint8Array): IdNumber {
  if (sealed[0] !== FORM) throw new Error('This is not a sealed ID number, or it was sealed by a later release')
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES)
  const tag = sealed.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', idCipherKey, nonce, { authTagLength: TAG_BYTES })
    .setAAD(PURPOSE)
    .setAuthTag(tag)
  const opened = Buffer.concat([decipher.update(sealed.subarray(1 + NONCE_BYTES + TAG_BYTES)), decipher.final()])
  return opened.toString('ascii') as IdNumber
}
