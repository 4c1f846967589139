import type { RequestOf, ResponseOf } from '@kaochang/contract/endpoints'
import type { keepTrainingPlan } from '@kaochang/contract/enterprise'
import { findEnterpriseRow, upsertTrainingPlan } from '@kaochang/database/enterprise'
import { noteAct } from '@kaochang/database/people'
import { transact } from '@kaochang/database/transact'
import type { EnterpriseId } from '@kaochang/domain/ids'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { reachesEnterprise } from './reach.ts'

type Plan = ResponseOf<typeof keepTrainingPlan>

/** Reports an enterprise's training plan of a year; a later report replaces it (R06-1). */
export async function keepTrainingPlanFor(
  { db, clock }: Deps,
  actor: Actor,
  enterpriseId: string,
  plan: RequestOf<typeof keepTrainingPlan>['body'],
): Promise<Outcome<Plan, { code: 'not_found' }>> {
  return transact(db, async (tx): Promise<Outcome<Plan, { code: 'not_found' }>> => {
    const enterprise = await findEnterpriseRow(tx, enterpriseId as EnterpriseId)
    if (!enterprise || !reachesEnterprise(actor, 'edit_people', enterprise)) return refuse({ code: 'not_found' })
    const at = clock.now()
    await upsertTrainingPlan(tx, { ...plan, enterpriseId: enterprise.id, enteredBy: actor.id, enteredAt: at })
    const facts = { year: plan.year, budgetPercent: plan.budgetPercent }
    await noteAct(tx, {
      at,
      staffId: actor.id,
      act: 'keep_training_plan',
      subject: `enterprise:${enterprise.id}`,
      facts,
    })
    return allow(plan)
  })
}
