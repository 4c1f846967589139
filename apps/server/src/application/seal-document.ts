import type { ApplicationId } from '@kaochang/domain/ids'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Secrets } from '../secrets.ts'

const FORM = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * A paper as it is stored: a form byte, a fresh nonce, the tag and the ciphertext of AES-256-GCM under the
 * installation's key. It is bound to its application: moved to another, it does not open.
 */
export function sealDocument(
  { sealKey }: Pick<Secrets, 'sealKey'>,
  bytes: Uint8Array,
  applicationId: ApplicationId,
): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', sealKey, nonce, { authTagLength: TAG_BYTES }).setAAD(
    purposeOf(applicationId),
  )
  const hidden = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([Buffer.of(FORM), nonce, cipher.getAuthTag(), hidden])
}

/**
 * The paper out of its sealed form.
 *
 * @throws Error when it was sealed with another key or for another application, or changed since
 */
export function openDocument(
  { sealKey }: Pick<Secrets, 'sealKey'>,
  sealed: Uint8Array,
  applicationId: ApplicationId,
): Buffer {
  if (sealed[0] !== FORM) throw new Error('This is not a sealed paper, or it was sealed by a later release')
  const tagAt = 1 + NONCE_BYTES
  const hiddenAt = tagAt + TAG_BYTES
  const decipher = createDecipheriv('aes-256-gcm', sealKey, sealed.subarray(1, tagAt), { authTagLength: TAG_BYTES })
    .setAAD(purposeOf(applicationId))
    .setAuthTag(sealed.subarray(tagAt, hiddenAt))
  return Buffer.concat([decipher.update(sealed.subarray(hiddenAt)), decipher.final()])
}

function purposeOf(applicationId: ApplicationId) {
  return Buffer.from(`kaochang application paper ${applicationId}`)
}
