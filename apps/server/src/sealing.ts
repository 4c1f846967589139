import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const FORM = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * Bytes as they may be stored: a form byte, a fresh nonce, the tag and the ciphertext of AES-256-GCM.
 *
 * @param purpose what they are: bytes sealed for one purpose do not open for another
 */
export function seal(key: Uint8Array, purpose: string, plain: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(purpose))
  const hidden = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Buffer.of(FORM), nonce, cipher.getAuthTag(), hidden])
}

/**
 * Bytes out of their sealed form.
 *
 * @throws Error when they were sealed with another key or for another purpose, or changed since.
 */
export function unseal(key: Uint8Array, purpose: string, sealed: Uint8Array): Buffer {
  if (sealed[0] !== FORM) throw new Error(`This was not sealed as a ${purpose}, or by a later release`)
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES)
  const tag = sealed.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(purpose))
    .setAuthTag(tag)
  return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE_BYTES + TAG_BYTES)), decipher.final()])
}
