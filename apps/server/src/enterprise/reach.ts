import type { EnterpriseRow } from '@kaochang/database/enterprise'
import type { Act } from '@kaochang/domain/people/permission'
import type { Actor } from '../people/access.ts'

/** What decides who reaches an enterprise and its people. */
export type EnterprisePlace = Pick<EnterpriseRow, 'id' | 'province' | 'city' | 'oversight'>

/** What the authorities beside the province only read: the city that assesses its operators, and the nation. */
const READ: readonly Act[] = ['read_enterprises', 'read_people', 'read_training']

/**
 * Whether somebody may do an act on an enterprise or its people: for the enterprise itself or its province. The city it
 * lies in reads, since operators may be assessed there (R23-2), and so does the nation for headquarters that it
 * manages (R16-1). Every other enterprise and province finds nothing.
 */
export function reachesEnterprise(actor: Actor, act: Act, { id, province, city, oversight }: EnterprisePlace): boolean {
  if (actor.may(act, { level: 'enterprise', province, enterpriseId: id })) return true
  if (!READ.includes(act)) return false
  if (actor.may(act, { level: 'city', province, city })) return true
  return oversight !== 'province' && actor.may(act, { level: 'nation' })
}
