import { findEmploymentIn } from '@kaochang/database/certificate'
import { mayReassess } from '@kaochang/domain/certificate/reassess'
import { allow, refuse } from '@kaochang/domain/outcome'
import { openReassessment } from '../application/open-reassessment.ts'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { actOnCertificate } from './act-on-certificate.ts'

/**
 * Begins the three-yearly assessment of a principal or manager: the authority begins it and not the person (R20-1).
 * Whoever is in no post of the category any more is not assessed.
 */
export async function beginReassessmentFor(deps: Deps, actor: Actor, certificateId: string) {
  const on = { certificateId, act: 'issue_certificate', note: 'begin_reassessment' } as const
  return actOnCertificate(deps, actor, on, async (tx, held) => {
    const { id, category, personId } = held.certificate
    const may = mayReassess(category, held.standing, held.on)
    if (!may.ok) return may
    const post = await findEmploymentIn(tx, personId, category)
    if (!post || category === 'operator') return refuse({ code: 'post_ended' } as const)
    const opened = await openReassessment(
      tx,
      {
        personId,
        category,
        enterpriseId: post.enterpriseId,
        employmentId: post.id,
        because: 'cycle_due',
        reference: `certificate:${id}`,
        by: actor.id,
      },
      held.at,
    )
    return opened.ok ? allow({ ...opened.value }) : opened
  })
}
