import { type Outcome, allow, refuse } from '../outcome.ts'
import type { CardReader } from '../people/card-reading.ts'

/**
 * What confirms who a candidate is: `eyes` is an invigilator who compares the person with the card and the ticket;
 * `reader` is a card reader as well, without which nobody sits but by the chief invigilator's word.
 */
export const IDENTITY_CHECKS = ['eyes', 'reader'] as const
export type IdentityCheck = (typeof IDENTITY_CHECKS)[number]

/** What a session asks; those that were planned before there was a choice go by eyes. */
export function identityCheckOf({ identity = 'eyes' }: { readonly identity?: IdentityCheck }): IdentityCheck {
  return identity
}

/**
 * How an invigilator's word confirms an identity.
 *
 * @param read what read the candidate's own card in this session; null where nothing did
 */
export function proofOf(
  check: IdentityCheck,
  read: CardReader | null,
): Outcome<'eyes' | CardReader, { readonly code: 'reader_needed' }> {
  if (check === 'reader' && read === null) return refuse({ code: 'reader_needed' })
  return allow(read ?? 'eyes')
}
