import { seal, unseal } from '../sealing.ts'
import type { Secrets } from '../secrets.ts'

/** Who reports, and how they are reached. */
export type Reporter = { readonly name: string; readonly contact: string }

/** A reporter as stored: sealed, and bound to the one report it belongs to. */
export function sealReporter({ sealKey }: Pick<Secrets, 'sealKey'>, reporter: Reporter, reference: string): Uint8Array {
  return seal(sealKey, purposeOf(reference), Buffer.from(JSON.stringify([reporter.name, reporter.contact])))
}

/**
 * The reporter out of the sealed form.
 *
 * @throws Error when it was sealed with another key or for another report, or changed since.
 */
export function openReporter({ sealKey }: Pick<Secrets, 'sealKey'>, sealed: Uint8Array, reference: string): Reporter {
  const [name, contact] = JSON.parse(unseal(sealKey, purposeOf(reference), sealed).toString()) as [string, string]
  return { name, contact }
}

function purposeOf(reference: string) {
  return `kaochang reporter ${reference}`
}
