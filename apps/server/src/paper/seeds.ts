import { canonical } from '@kaochang/domain/canonical'
import type { SessionId, SittingId } from '@kaochang/domain/ids'
import { hkdfSync } from 'node:crypto'

/** What every seed of a session has in common. */
export type DrawKey = {
  readonly secret: Uint8Array
  readonly sessionId: SessionId
  readonly poolHash: string
  readonly blueprintHash: string
}

/**
 * The seed of one sitting's paper, 256 bits in hexadecimal: HKDF-SHA-256 (RFC 5869) of the session's secret,
 * salted with the hash of the frozen banks. Changing the banks, the blueprint, the sitting or the attempt
 * changes the paper, and a seed that is shown for an appeal says nothing of any other.
 */
export function seedOf(
  { secret, sessionId, poolHash, blueprintHash }: DrawKey,
  { id, attempt }: { id: SittingId; attempt: number },
): string {
  const info = canonical(['kaochang/seed/1', sessionId, id, attempt, blueprintHash])
  return Buffer.from(hkdfSync('sha256', secret, poolHash, info, 32)).toString('hex')
}
