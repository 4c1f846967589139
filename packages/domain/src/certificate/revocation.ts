import { type CivilDate, addDays } from '../instant.ts'
import { officialCalendar } from '../law/calendar.ts'
import type { ExamCategory } from '../law/categories.ts'
import { deadline } from '../law/deadline.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import type { CertificateStanding } from './certificate.ts'

/** How long somebody whose certificate was revoked may not apply (R42-2). */
export type RevocationBar = {
  readonly barredThrough: CivilDate
  readonly earliestReapplication: CivilDate
  readonly article: string
}

/**
 * The bar that revocations leave on a person: three years from the last of them, for every trade (A26), because art. 42
 * speaks of the special-operation certificate in general. Null for somebody of whom nothing was revoked. It may have
 * run out already: compare `earliestReapplication` with the day.
 *
 * @param revokedOn when each of the person's special-operation certificates was revoked; null for one that was not
 */
export function barAfterRevocation(revokedOn: readonly (CivilDate | null)[]): RevocationBar | null {
  const last = revokedOn
    .filter((date) => date !== null)
    .toSorted()
    .at(-1)
  if (last === undefined) return null
  // Years never roll, so no calendar can move the day.
  const { due, article } = deadline('operator.revocationBar', last, officialCalendar())
  return { barredThrough: due, earliestReapplication: addDays(due, 1), article }
}

export type RevocationRefusal =
  | { code: 'revocation_only_of_operators'; article: string }
  | { code: 'certificate_ended' }
  | { code: 'revocation_proposed_already' }
  | { code: 'no_revocation_proposed' }
  | { code: 'same_person' }

/**
 * Whether a revocation may be proposed: only of a special-operation certificate (art. 42 knows no other), only while it
 * has not ended, and only once at a time. One that has expired may still be revoked: it bars the holder all the same.
 */
export function mayProposeRevocation(
  category: ExamCategory,
  { state, revocationProposed }: CertificateStanding,
): Outcome<true, RevocationRefusal> {
  if (category !== 'operator') return refuse({ code: 'revocation_only_of_operators', article: '42' })
  if (state === 'revoked' || state === 'cancelled') return refuse({ code: 'certificate_ended' })
  if (revocationProposed) return refuse({ code: 'revocation_proposed_already' })
  return allow(true)
}

/**
 * Whether somebody may decide a proposed revocation, either way: another person than proposed it.
 *
 * @param proposedBy who proposed what stands undecided; null where nothing does
 */
export function mayDecideRevocation<Person>(
  standing: CertificateStanding,
  proposedBy: Person | null,
  decider: Person,
): Outcome<true, RevocationRefusal> {
  if (standing.state === 'revoked' || standing.state === 'cancelled') return refuse({ code: 'certificate_ended' })
  if (!standing.revocationProposed || proposedBy === null) return refuse({ code: 'no_revocation_proposed' })
  if (proposedBy === decider) return refuse({ code: 'same_person' })
  return allow(true)
}
