import { type Application, listDelegations } from '@kaochang/database/application'
import type { Transaction } from '@kaochang/database/client'
import { delegationFor } from '@kaochang/domain/application/route-application'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import type { Actor } from '../people/access.ts'

/**
 * Whether somebody may decide about an application today. A city acts by its delegation alone: when that has ended, what
 * is open with it is the province's to decide, who reaches it as before (R23-2).
 */
export async function mayActNow(
  tx: Transaction,
  actor: Actor,
  { province, city, trade }: Application,
  at: Instant,
): Promise<Outcome<true, { code: 'delegation_not_in_force'; article: string; city: string }>> {
  if (province === null || city === null || actor.may('review_application', { level: 'province', province }))
    return allow(true)
  const standing = delegationFor({ province, city }, trade, await listDelegations(tx, [province]), civilDateAt(at))
  return standing ? allow(true) : refuse({ code: 'delegation_not_in_force', article: '23', city })
}
