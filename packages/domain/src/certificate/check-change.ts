import { type Outcome, allow, refuse } from '../outcome.ts'
import type { CertificateStanding } from './certificate.ts'

export type ChangeRefusal = { code: 'certificate_ended' } | { code: 'revocation_undecided' }

/** Whether a certificate may be issued again or its recorded facts updated (art. 31): while it stands. */
export function mayAmend({ stands }: CertificateStanding): Outcome<true, ChangeRefusal> {
  return stands ? allow(true) : refuse({ code: 'certificate_ended' })
}

/**
 * Whether an officer may strike a certificate off: while it stands, and not while a revocation waits for its decision,
 * since whoever is struck off at their own wish is not barred.
 */
export function mayCancel({ stands, revocationProposed }: CertificateStanding): Outcome<true, ChangeRefusal> {
  if (!stands) return refuse({ code: 'certificate_ended' })
  return revocationProposed ? refuse({ code: 'revocation_undecided' }) : allow(true)
}
