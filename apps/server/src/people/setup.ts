import { hasStaff } from '@kaochang/database/people'
import { timingSafeEqual } from 'node:crypto'
import type { Deps } from '../deps.ts'
import { keyedHash } from '../hashing.ts'

/**
 * The one-time token that makes the first administrator, as long as there is no staff at all; undefined from
 * then on for good. It is derived from the installation's sealing key and kept nowhere: a restart, or a
 * second server process, tells the same one, and whoever can read it on the server's console could read the key.
 */
export async function setupToken({ db, secrets }: Pick<Deps, 'db' | 'secrets'>): Promise<string | undefined> {
  return (await hasStaff(db)) ? undefined : tokenOf(secrets)
}

/** Whether a text is the installation's set-up token, compared in constant time. */
export function isSetupToken(secrets: Deps['secrets'], text: string): boolean {
  const wanted = Buffer.from(tokenOf(secrets))
  const given = Buffer.from(text.trim())
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

function tokenOf({ sealKey }: Deps['secrets']) {
  // 192 bits are beyond guessing, and still fit on a line of the console.
  return keyedHash(sealKey, 'first administrator').slice(0, 32)
}
