import { createHmac, hash, randomBytes } from 'node:crypto'

/** SHA-256 of a text in base64url: the hash of records, digests and commitments. */
export function sha256(text: string | Uint8Array): string {
  return hash('sha256', text, 'base64url')
}

/** A secret of 256 bits for a cookie or a code, in base64url. Only its hash is ever stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** A keyed hash, for finding what may not be stored in the clear. */
export function keyedHash(key: Uint8Array, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url')
}
