import type { ApplicationId } from '@kaochang/domain/ids'
import { seal, unseal } from '../sealing.ts'
import type { Secrets } from '../secrets.ts'

/** A paper as it is stored, bound to its application: moved to another, it does not open. */
export function sealDocument(
  { sealKey }: Pick<Secrets, 'sealKey'>,
  bytes: Uint8Array,
  applicationId: ApplicationId,
): Uint8Array {
  return seal(sealKey, purposeOf(applicationId), bytes)
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
  return unseal(sealKey, purposeOf(applicationId), sealed)
}

function purposeOf(applicationId: ApplicationId) {
  return `kaochang application paper ${applicationId}`
}
