import { appendApplicationAct, updateApplication } from '@kaochang/database/application'
import { mayWithdraw } from '@kaochang/domain/application/advance-application'
import { allow } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { actOnApplication } from './act-on-application.ts'
import { restartApplying, stopOrganising } from './application-duties.ts'

/** Takes an application back before it is decided. What the law owes the authority by it ends; what it owes by the post goes on. */
export async function withdrawApplicationFor(deps: Deps, actor: Actor, applicationId: string, reason: string) {
  const on = { applicationId, act: 'apply', note: 'withdraw_application' } as const
  return actOnApplication(deps, actor, on, async (tx, application, at) => {
    const may = mayWithdraw(application)
    if (!may.ok) return may
    const { id } = application
    await updateApplication(tx, id, { state: 'withdrawn', decidedAt: at })
    const facts = { reason }
    await appendApplicationAct(tx, { applicationId: id, at, staffId: actor.id, act: 'withdrawn', facts })
    await stopOrganising(tx, application, 'withdrawn', at)
    await restartApplying(tx, application, at)
    return allow(facts)
  })
}
