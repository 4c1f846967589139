import { canonical } from '@kaochang/domain/canonical'
import type { SessionId } from '@kaochang/domain/ids'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { sha256 } from '../hashing.ts'
import type { Secrets } from '../secrets.ts'

const FORM = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** 256 bits that nobody has seen, for one session's draw. */
export function newDrawSecret(): Uint8Array {
  return randomBytes(32)
}

/**
 * What binds the authority to its secret before any paper is drawn, without saying what it is: SHA-256 of a
 * frame that names the protocol, who commits and for which session, so that no commitment can be taken for
 * another.
 */
export function commitmentTo(secret: Uint8Array, sessionId: SessionId): string {
  return sha256(canonical(['kaochang/draw/1', 'authority', sessionId, Buffer.from(secret).toString('hex')]))
}

/** The secret as it is stored until an auditor may see it: a form byte, a nonce, the tag and AES-256-GCM's ciphertext. */
export function sealDrawSecret(
  { sealKey }: Pick<Secrets, 'sealKey'>,
  secret: Uint8Array,
  sessionId: SessionId,
): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', sealKey, nonce, { authTagLength: TAG_BYTES }).setAAD(
    purposeOf(sessionId),
  )
  const hidden = Buffer.concat([cipher.update(secret), cipher.final()])
  return Buffer.concat([Buffer.of(FORM), nonce, cipher.getAuthTag(), hidden])
}

/** The secret out of its sealed form; undefined when it was sealed with another key or for another session, or changed since. */
export function openDrawSecret(
  { sealKey }: Pick<Secrets, 'sealKey'>,
  sealed: Uint8Array,
  sessionId: SessionId,
): Uint8Array | undefined {
  const tagAt = 1 + NONCE_BYTES
  const hiddenAt = tagAt + TAG_BYTES
  if (sealed[0] !== FORM || sealed.length < hiddenAt) return undefined
  const decipher = createDecipheriv('aes-256-gcm', sealKey, sealed.subarray(1, tagAt), { authTagLength: TAG_BYTES })
    .setAAD(purposeOf(sessionId))
    .setAuthTag(sealed.subarray(tagAt, hiddenAt))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(hiddenAt)), decipher.final()])
  } catch {
    return undefined
  }
}

function purposeOf(sessionId: SessionId) {
  return Buffer.from(`kaochang draw secret ${sessionId}`)
}
