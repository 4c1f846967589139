import type { decideRevocation, proposeRevocation } from '@kaochang/contract/certificate'
import type { RequestOf } from '@kaochang/contract/endpoints'
import { findPenalty } from '@kaochang/database/certificate'
import { mayDecideRevocation, mayProposeRevocation } from '@kaochang/domain/certificate/revocation'
import { allow, invariant, refuse } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import { startDuty } from '../duty/keep-duties.ts'
import type { Actor } from '../people/access.ts'
import { actOnCertificate } from './act-on-certificate.ts'
import { append, lapseClocks } from './amend-certificate.ts'
import { announceCertificate } from './announce-certificate.ts'
import { certificateSubject } from './certificate-words.ts'

/**
 * The first of two people says that a special-operation certificate is to be revoked, with the accident finding or the
 * evidence of false records (R42-1). A penalty decision that was copied in may be what it comes from (R44-2).
 */
export async function proposeRevocationFor(
  deps: Deps,
  actor: Actor,
  certificateId: string,
  { ground, reference, reason, penaltyId }: RequestOf<typeof proposeRevocation>['body'],
) {
  const on = { certificateId, act: 'issue_certificate', note: 'propose_revocation' } as const
  return actOnCertificate(deps, actor, on, async (tx, held) => {
    const { category, province } = held.certificate
    const may = mayProposeRevocation(category, held.standing)
    if (!may.ok) return may
    if (penaltyId !== undefined && !(await findPenalty(tx, penaltyId, province)))
      return refuse({ code: 'penalty_unknown' })
    const facts = { ground, penaltyId: penaltyId ?? null }
    await append(tx, held, actor, { kind: 'revocation_proposed', reason, reference, facts })
    return allow({ ...facts, reference })
  })
}

/**
 * The second, another person, revokes or dismisses. Whoever is revoked is barred from every trade for three years
 * (R42-2, A26); the certificate is struck off with it, and that it was is published (A27, N7). A city that issues for
 * the province does not revoke for it: that is the province's own act (art. 42).
 */
export async function decideRevocationFor(
  deps: Deps,
  actor: Actor,
  certificateId: string,
  { decision, reason }: RequestOf<typeof decideRevocation>['body'],
) {
  const on = { certificateId, act: 'approve_revocation', note: 'decide_revocation' } as const
  return actOnCertificate(deps, actor, on, async (tx, held) => {
    const { certificate, events, standing, at } = held
    const proposal = events.findLast(({ kind }) => kind === 'revocation_proposed')
    const { province } = certificate
    const place = province === null ? ({ level: 'nation' } as const) : ({ level: 'province', province } as const)
    if (!actor.may('approve_revocation', place)) return refuse({ code: 'not_found' })
    const may = mayDecideRevocation(standing, proposal?.staffId ?? null, actor.id)
    if (!may.ok) return may
    invariant(proposal, 'what is decided was proposed')

    const { reference, facts } = proposal
    const decided = { decision, reference, ground: facts['ground'] }
    if (decision === 'dismiss') {
      await append(tx, held, actor, { kind: 'revocation_dismissed', reason, reference, facts: {} })
      return allow(decided)
    }
    await append(
      tx,
      held,
      actor,
      { kind: 'revoked', reason, reference, facts: { ground: facts['ground'], penaltyId: facts['penaltyId'] } },
      { kind: 'cancelled', reason: null, reference, facts: { ground: 'revoked' } },
    )
    await lapseClocks(tx, held, '证件已撤销')
    const { holderName, actingCity, enterpriseId, personId, id } = certificate
    await startDuty(
      tx,
      'operator.revocationBar',
      held.on,
      {
        subject: { kind: 'certificate', id },
        title: `${holderName} ${certificateSubject(certificate).zh}`,
        province,
        city: actingCity,
        enterpriseId,
        personId,
      },
      at,
    )
    await announceCertificate(tx, certificate, 'revoked', { at, by: actor.id })
    return allow(decided)
  })
}
